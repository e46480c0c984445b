"""Choice of a newcomer and of the exchanges counted in."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.naming import sectors
from isdata.institution.newcomers import service
from isdata.institution.newcomers.inventory import newcomers
from isdata.symbiosis.matching import presentation
from pages.common import number_field, park_facts, pick, role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names, ngettext, reader
from pages.common.selection import Line


def choose(line: Line) -> service.Chosen:
    """Let the user choose the newcomer behind the button of the line, and the exchanges counted in the test.

    Without an enquiry, a typical plant is tested first.
    """
    kinds = {service.STORED: _("Enquiry")} if len(ask(newcomers, park_id=park_id())) else {}
    kinds |= {service.PLANT_TYPE: _("Plant type")}
    if len(ask(store.ask, name="park_companies", park_id=park_id())):
        kinds |= {service.COMPANY: _("Company of the park")}
    years = park_facts.years() or [dt.date.today().year - 1]
    with line.controls:
        kind = pick.from_dropdown(_("Company tested"), kinds, key="newcomer_kind", width=320)
        subject = _subject(kind)
    about = {"park_id": park_id(), "subject": subject, "year": years[0], "viewer": role.viewer()}
    with st.spinner(_("Looking for exchanges …")):
        found = ask(service.exchanges, currency=park_facts.currency(), **about)
    with line.controls:
        pairs = _counted(subject, found.rows)
    line.state(
        kinds[kind],
        name(subject),
        ngettext("{count} synergy included", "{count} synergies included", len(pairs)),
    )
    return service.Chosen(subject, years[0], found, pairs)


def name(subject: service.Subject) -> str:
    """Name of the tested newcomer."""
    if subject.kind == service.STORED:
        return names(ask(newcomers, park_id=park_id()), "newcomer_id")[subject.name]
    if subject.kind == service.COMPANY:
        return names(ask(store.ask, name="park_companies", park_id=park_id()), "company_id")[subject.name]
    return sectors.name(subject.name, reader().language) or _("Other")


def _subject(kind: str) -> service.Subject:
    if kind == service.STORED:
        known = names(ask(newcomers, park_id=park_id()), "newcomer_id")
        return service.Subject(kind, pick.from_dropdown(_("Newcomer"), known, key="newcomer", width=320))
    if kind == service.PLANT_TYPE:
        known = list(ask(store.ask, name="sectors_with_profile")["sector"])
        words = {
            sector: _(
                "ISIC {number}: {name}",
                number=sector,
                name=sectors.name(sector, reader().language) or _("Other"),
            )
            for sector in known
        }
        sector = pick.from_dropdown(_("Plant type"), words, key="plant_type", default="24", width=320)
        people = int(
            number_field.chosen(
                _("Employees"),
                key="plant_employees",
                default=200,
                minimum=1,
                maximum=100_000,
                is_whole=True,
                width=140,
            )
            or 200
        )
        return service.Subject(kind, sector, people)
    companies = names(ask(store.ask, name="park_companies", park_id=park_id()), "company_id")
    return service.Subject(kind, pick.from_dropdown(_("Company"), companies, key="tested_company", width=320))


def _counted(subject: service.Subject, rows: pd.DataFrame) -> tuple[str, ...]:
    """Let the user choose the exchanges to count."""
    rows = rows[(rows["blocked"] == 0) & (rows["covers"] > 0)]
    read = reader()
    words = {
        f"{row['line_id']}|{row['stream_id']}": f"{presentation.pair(row, read)} · {presentation.amount(row, read)}"
        for row in rows.to_dict("records")
    }
    if not words:
        return ()
    stored = [pair for pair in ask(service.stored_exchanges, subject=subject) if pair in words]
    return tuple(
        pick.some_of(
            _("Synergies included"),
            words,
            key="counted_in",
            default=stored,
            select_all=False,  # several sources of one demand exclude each other
            placeholder=_("None. Select synergies to see their effect."),
            help=_(
                "Exchanges with companies of the park that the test assumes. Demand covered by them, such"
                " as waste heat instead of steam, does not count towards the limits."
            ),
        )
    )
