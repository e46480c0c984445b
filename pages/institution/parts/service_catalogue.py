"""Services as companies and guests see them: the catalogue, and the requests of a company."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.institution import service_platform
from pages.common import charts, controls, empty_view, form, role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, names, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline, room, rows
from pages.common.tables import show_table

_WIDTHS = (240, 480, 220, 140)  # of the columns of the catalogue [px]
_GUESTS = N_("Companies request a service here or from the office named; guests read the catalogue.")


def show() -> None:
    """Show the catalogue; a company also sees and adds its own requests."""
    catalogue = ask(service_platform.services, park_id=park_id(), today=dt.date.today())
    if catalogue.empty:
        empty_view.state(
            _("No services are recorded yet"),
            content=[_("Services of the administration, with responsible party and days until an answer")],
            related="utility",
        )
        return
    if controls.is_projected():
        _present(catalogue)
        return
    headline.state(_headline(catalogue), is_on_page=True)
    once(_answer_times, catalogue)
    once(_services, catalogue)
    viewer = role.viewer()
    if viewer.role != role.COMPANY:
        st.caption(_(_GUESTS))
        return
    _request(catalogue, viewer.companies[0])
    own = ask(service_platform.requests, park_id=park_id(), viewer=viewer)
    if len(own):
        once(_own, own, names(catalogue, "service_id"))


def _present(catalogue: pd.DataFrame) -> None:
    """Show the services on the whole window."""
    title = _headline(catalogue)
    headline.state(title)
    rows.show(
        pd.DataFrame(_columns(catalogue)),
        room.below(title),
        key="services",
        alt=_("Services of the administration"),
    )


def _headline(catalogue: pd.DataFrame) -> str:
    """Number of services, and the time within which companies are answered, as far as it is known."""
    known = catalogue["days"].dropna().astype(float)
    if known.empty:
        return ngettext(
            "{count} service of the administration", "{count} services of the administration", len(catalogue)
        )
    ends = dict.fromkeys(reader().number(end) for end in (known.min(), known.max()))
    return ngettext(
        "Companies are answered within {days} days on {count} service of the administration",
        "Companies are answered within {days} days on {count} services of the administration",
        len(catalogue),
        days="–".join(ends),
    )


def _columns(catalogue: pd.DataFrame) -> dict[str, list[str]]:
    """Services with the office and the days within which it answers, by heading."""
    read = reader()
    return {
        _("Service"): read.names(catalogue),
        _("Description"): read.names(catalogue, "description"),
        _("Responsible"): [read.half(each) or "–" for each in catalogue["responsible"]],
        _("Answered within"): [
            "–" if pd.isna(days) else read.amount(float(days), "d") for days in catalogue["days"]
        ],
    }


def _answer_times(catalogue: pd.DataFrame) -> None:
    """Draw the days within which each service is answered, the fastest first; nothing without a known time."""
    known = catalogue[catalogue["days"].notna()].sort_values("days", kind="stable")
    if known.empty:
        return
    columns = _columns(known)
    about = zip(columns[_("Answered within")], columns[_("Responsible")], strict=True)
    charts.bars(
        {
            "name": columns[_("Service")],
            "amount": known["days"].astype(float).to_numpy(),
            "words": [" · ".join(words) for words in about],
        },
        alt=_("Days within which each service is answered"),
        room=1.5,
        looks=screen.bar_looks(36),
    )


def _services(catalogue: pd.DataFrame) -> None:
    """List the services."""
    columns = _columns(catalogue)
    show_table(
        columns,
        alt=_("Services of the administration"),
        height="content",
        lines=None if screen.is_phone() else 2,
        widths={} if screen.is_phone() else dict(zip(columns, _WIDTHS, strict=True)),
    )


def _request(catalogue: pd.DataFrame, company_id: str) -> None:
    """Let a company request a service; the office sees it among its open requests."""
    with st.form("service_request", border=False):
        asked = form.fields(
            "service_request",
            ("service_id", "note"),
            scope=f"ask_{company_id}_{saving.save_count('service_request')}",
            options={"service_id": names(catalogue, "service_id")},
            columns=2,
        )
        who = signing.signature("service_who")
        is_asked = st.form_submit_button(_("Request this service"), type="primary", icon=":material/send:")
    if is_asked and not asked["service_id"]:
        st.warning(_("Choose the service."), icon=":material/room_service:")
    elif is_asked and signing.is_named(who):
        (service,) = catalogue[catalogue["service_id"] == asked["service_id"]].to_dict("records")
        with saving.stored():
            note = str(asked["note"]) if asked["note"] else None
            day = dt.date.today()
            service_platform.request(cursor(), service, company_id=company_id, note=note, day=day, who=who)
            saving.next_turn("service_request")


def _own(requests: pd.DataFrame, services: dict[str, str]) -> None:
    """List the requests of the company, open ones first."""
    read = reader()
    st.subheader(_("Own requests"), anchor=False)
    show_table(
        {
            _("Service"): [services.get(each, "–") for each in requests["service_id"]],
            _("Details"): [read.half(each) or "–" for each in requests["note"]],
            _("Status"): [read.choice("request_status", each) for each in requests["status"]],
            _("Due"): [tables.day(day) for day in requests["due_date"]],
            _("Result"): [read.half(each) or "–" for each in requests["result"]],
        },
        alt=_("Requests of the company, with status and result"),
        height="content",
        lines=2,
    )
