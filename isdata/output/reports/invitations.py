"""Invitation to a workshop and its paper form, one page per company, with typical resources of its sector."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Report, Table, tabulated

_EMPTY_ROWS = 4
_INVITATION = N_(
    "You are invited to the workshop on {day}. Companies of the park declare supplies and needs: materials, energy, water, services, free capacity and joint purchasing. You decide who sees your entries."
)
_TYPICAL = N_(
    "The first lines list typical supplies and demands of your sector; cross out what does not apply."
)
_OPENNESS = (
    N_("Everybody, with our name and amounts"),
    N_("Everybody, without our name, amounts as a range"),
    N_("The facilitator only"),
)
_DIRECTIONS = {"supply": N_("Have"), "demand": N_("Want")}


@dataclass(frozen=True)
class Event:
    """A planned workshop.

    Parameters
    ----------
    name, park : str
        Names of the workshop and its park.
    held_on, made_on : date
        Dates of the workshop and of the invitations.
    place, agenda : str
        Location and agenda; empty if not stated yet.
    data_version : int
        Data version of the park file.
    """

    name: str
    park: str
    held_on: dt.date
    made_on: dt.date
    place: str = ""
    agenda: str = ""
    data_version: int = 0


def invitations(event: Event, companies: pd.DataFrame, typical: pd.DataFrame, read: Reader) -> Report:
    """Invitation and form for each company.

    Parameters
    ----------
    companies : DataFrame
        Rows of `park_company_sites.sql`.
    typical : DataFrame
        Rows of `workshop_forms.sql`.
    """
    blocks: list[Block] = []
    for row in companies.to_dict("records"):
        own = typical[typical["company_id"] == row["company_id"]]
        blocks += _of_company(event, read.name(row["name_en"], row["name_zh"]), own, read)
    title = read.text(N_("Invitation: supplies and needs of your company"))
    subtitle = read.clauses([event.name, read.date(event.held_on), event.place])
    return Report(title, subtitle, event.park, event.made_on, event.data_version, read, blocks)


def _of_company(event: Event, company: str, typical: pd.DataFrame, read: Reader) -> list[Block]:
    invitation = read.text(_INVITATION, day=read.date(event.held_on))
    blocks: list[Block] = [Heading(company), Paragraph(invitation)]
    if event.agenda:
        lines = [line for line in event.agenda.splitlines() if line.strip()]
        blocks.append(Paragraph(read.text(N_("Agenda")), lines))
    if len(typical):
        blocks.append(Note(read.text(_TYPICAL)))
    boxes = [f"☐ {read.text(words)}" for words in _OPENNESS]
    return [*blocks, _form(typical, read), Paragraph(read.text(N_("Visibility (tick one)")), boxes)]


def _form(typical: pd.DataFrame, read: Reader) -> Table:
    rows = typical.to_dict("records")
    empty = [""] * _EMPTY_ROWS
    return tabulated(
        read,
        (N_("Have or want"), [read.text(_DIRECTIONS[row["direction"]]) for row in rows] + empty, 0.8),
        (N_("What is it?"), read.names(typical, "resource") + empty, 2.2),
        (N_("How much?"), [""] * len(rows) + empty),
        (N_("Unit"), [read.unit(row["unit"]) for row in rows] + empty, 0.7),
        (N_("per"), [""] * len(rows) + empty, 0.7),
        (N_("Cost today, per unit"), [""] * len(rows) + empty),
    )
