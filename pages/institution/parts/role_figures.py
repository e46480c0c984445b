"""Key figures of a park for the roles that read it as a whole."""

import datetime as dt
from typing import NamedTuple

import pandas as pd

from isdata.data.i18n import N_
from isdata.institution import regions, service_platform
from isdata.institution.scorecard import WASTE_USED, recorded_share
from isdata.park import parks
from pages.common import park_facts, role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader


class Figure(NamedTuple):
    """A key figure: label, value as text, definition, and note."""

    label: str
    value: str
    definition: str
    note: str = ""


# Label and definition by column of `park_summary.sql`.
_COUNTED = {
    "streams": (N_("Supplies and demands"), N_("Recorded in the park, open to exchange.")),
    "running": (N_("Synergies in operation"), N_("Synergies in operation.")),
    "synergies": (N_("Synergies"), N_("Synergies at any stage, without ended ones.")),
    "measures_done": (
        N_("Measures implemented"),
        N_("Implemented or verified energy efficiency measures."),
    ),
    "measures_ahead": (N_("Planned measures"), N_("Measures from idea to decision.")),
    "smes": (N_("SMEs"), N_("Small and medium-sized companies of the park.")),
    "companies": (N_("Companies"), N_("Companies of the park.")),
}
_PART_OF = {
    "running": "synergies",
    "measures_done": "measures",
    "measures_ahead": "measures",
    "smes": "companies",
}


def of_park() -> dict[str, Figure]:
    """Key figures of the park by name; undisclosed ones are left out."""
    own = ask(regions.parks_of_region, region_id=None, today=dt.date.today(), viewer=role.viewer())
    own = own[own["park_id"] == park_id()]
    return _counts() | (_recorded() if own.empty else _of_year(own.iloc[0]))


def _counts() -> dict[str, Figure]:
    """Numbers of stored rows, each with what it is part of or what is part of it."""
    about = ask(parks.summary, park_id=park_id()).iloc[0]

    def count(name):
        return reader().number(int(about[name]) if pd.notna(about[name]) else 0)

    notes = {name: _("of {total}", total=count(total)) for name, total in _PART_OF.items()}
    notes |= {
        "synergies": _("{number} in operation", number=count("running")),
        "companies": _("{number} of them SMEs", number=count("smes")),
    }
    return {
        name: Figure(_(label), count(name), _(definition), notes.get(name, ""))
        for name, (label, definition) in _COUNTED.items()
    }


def _recorded() -> dict[str, Figure]:
    """Share of waste used recorded for all companies, for readers who do not see all of them; empty without it."""
    year = next(iter(park_facts.years()), 0)
    asked = {"indicator_id": WASTE_USED, "park_id": park_id(), "year": year}
    share = ask(recorded_share, **asked, viewer=role.viewer())
    if pd.isna(share):
        return {}
    words = _("Solid waste utilisation rate"), reader().percent(share, digits=1)
    return {"used": Figure(*words, _("{year}, recorded for all companies", year=str(year)), str(year))}


def _of_year(row: pd.Series) -> dict[str, Figure]:
    """Figures of the newest year of the park, a row of `regions.parks_of_region`, and its open requests."""
    read = reader()
    services = ask(service_platform.services, park_id=park_id(), today=dt.date.today())

    def known(value, words):
        return "–" if pd.isna(value) else words(value)

    return {
        "late": Figure(
            _("Overdue meeting actions"),
            known(row["late_actions"], read.number),
            _(
                "Open actions of meetings whose due date has passed; agreed steps of synergies are not included."
            ),
            ""
            if pd.isna(row["open_actions"])
            else _("of {total} open", total=read.number(row["open_actions"])),
        ),
        "requests": Figure(
            _("Requests not done"),
            read.number(int(services["open_requests"].sum())),
            _("Open requests, excluding completed and declined ones."),
        ),
        "jobs": Figure(_("Jobs"), known(row["jobs"], read.number), _("Jobs of operating synergies.")),
        "co2": Figure(
            _("CO2 saved [t/yr]"),
            known(row["co2_saved"], read.number),
            _("Achieved by operating synergies; a dash means unknown."),
        ),
        "used": Figure(
            _("Solid waste utilisation rate"),
            known(row["used_share"], read.percent),
            _(
                "Share of waste and by-products by mass, in the latest year; unknown where no disposal is recorded."
            ),
            "" if pd.isna(row["year"]) else str(int(row["year"])),
        ),
    }
