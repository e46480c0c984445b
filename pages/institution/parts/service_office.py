"""Services as the office sees them: requests of companies by due date, and the catalogue, both editable."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.i18n import N_
from isdata.institution import service_platform
from isdata.output.figures import due_dates
from pages.common import cards, charts, empty_view, role, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.editing import edited_table, platform_table
from pages.common.language import _, names, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline


def show() -> None:
    """Show numbers, due dates, requests and catalogue."""
    today, viewer = dt.date.today(), role.viewer()
    catalogue = ask(service_platform.services, park_id=park_id(), today=today)
    asked = ask(service_platform.requests, park_id=park_id(), viewer=viewer)
    companies = names(ask(service_platform.companies, park_id=park_id(), viewer=viewer), "company_id")
    if len(asked):
        selection.line("services").state(_("All requests"), _("state of {day}", day=reader().date(today)))
    service_names = names(catalogue, "service_id")
    headline.state(_headline(asked, service_names, companies, today), is_on_page=True)
    if len(catalogue):
        _count(catalogue, asked)
    dated = asked[asked["due_date"].notna()]
    if len(dated):
        st.subheader(_("Requests by due date, with responsible party"), anchor=False)
        once(_dates, dated, service_names, companies, today)
    elif asked.empty:
        _nothing_asked(has_services=len(catalogue) > 0)
    screen.screen()  # a phone has narrower columns
    if len(catalogue) or len(asked):  # a request refers to a service
        with empty_view.folded(_("Enter requests"), is_empty=asked.empty):
            _requests(asked, service_names, companies)
    with empty_view.folded(_("Enter services"), is_empty=catalogue.empty):
        _catalogue(catalogue)


def _nothing_asked(*, has_services: bool) -> None:
    """State that there are no requests, and whether there is a catalogue to which they refer."""
    empty_view.state(
        _("No requests are recorded yet") if has_services else _("No services are recorded yet"),
        _("A request needs its service, company and day; responsible party and due date can follow.")
        if has_services
        else _("Enter the services of the administration first, then the requests of companies."),
        content=[
            _("Requests by due date, with responsible party"),
            _("Open, overdue and completed requests"),
        ],
        related="utility",
    )


def _headline(
    asked: pd.DataFrame, service_names: dict[str, str], companies: dict[str, str], today: dt.date
) -> str:
    """Number of overdue requests, with the one that is overdue for the longest; empty without open requests."""
    read = reader()
    left = asked[asked["status"].isin(["open", "doing"])]
    if left.empty:
        return ""
    late = left[pd.to_datetime(left["due_date"]) < pd.Timestamp(today)].sort_values("due_date")
    count = ngettext("{count} request not done", "{count} requests not done", len(left))
    if late.empty:
        return read.clauses([count, _("none overdue")])
    first = late.iloc[0]
    about = {"requests": count, "late": read.number(len(late)), "day": read.date(first["due_date"])}
    if screen.is_phone():  # where the headline has two lines
        return _("{requests}, {late} overdue, the oldest due on {day}", **about)
    what = [service_names.get(first["service_id"], "–"), companies.get(first["company_id"], "–")]
    return _(
        "{requests}, {late} overdue, the oldest due on {day}: {what}",
        **about,
        what=" · ".join(what),
    )


def _count(catalogue: pd.DataFrame, asked: pd.DataFrame) -> None:
    """Number of services and of their requests by state."""
    read, declined = reader(), int((asked["status"] == "declined").sum())
    done = asked[(asked["status"] == "done") & asked["due_date"].notna() & asked["done_on"].notna()]
    in_time = int((pd.to_datetime(done["done_on"]) <= pd.to_datetime(done["due_date"])).sum())
    in_states = _(
        "{open} open, {working} in progress",
        open=read.number(int((asked["status"] == "open").sum())),
        working=read.number(int((asked["status"] == "doing").sum())),
    )
    notes = [
        _("{count} of {total} in time", count=read.number(in_time), total=read.number(len(done)))
        if len(done)
        else "",
        ngettext("{count} declined", "{count} declined", declined) if declined else "",
    ]
    open_count, late, closed = (
        read.number(int(catalogue[f"{state}_requests"].sum())) for state in ("open", "late", "done")
    )
    with cards.row(4, brief="services"):
        cards.metric(
            _("Services"),
            read.number(len(catalogue)),
            contracts.tables()["service"].grain[read.language],
            ngettext("{count} request", "{count} requests", len(asked)),
        )
        definition = _("Open requests, excluding completed and declined ones.")
        cards.metric(_("Requests not done"), open_count, definition, in_states)
        definition = _("Requests not done whose due date has passed.")
        cards.metric(_("Overdue"), late, definition, _("of {total} not done", total=open_count))
        cards.metric(_("Requests done"), closed, _("Completed requests."), read.clauses(notes) or None)


def _dates(
    dated: pd.DataFrame, service_names: dict[str, str], companies: dict[str, str], today: dt.date
) -> None:
    """Draw the requests that have a due date; `service_names`: names of the services by id."""
    read = reader()
    of = dated["service_id"].map(service_names).fillna("–")
    by = dated["company_id"].map(companies).fillna("–")
    shown = dated.assign(name=of + " · " + by, owner=[read.half(who) or "–" for who in dated["responsible"]])
    states = {
        "done": read.choice("request_status", "done"),
        "ended": read.choice("request_status", "declined"),
    }
    charts.draw(
        due_dates.dates(shown, charts.reader(), today, states=states),
        alt=_("Requests by due date, with responsible party"),
    )


def _requests(asked: pd.DataFrame, service_names: dict[str, str], companies: dict[str, str]) -> None:
    """Let the office enter and answer requests."""
    st.subheader(_("Requests"), anchor=False)
    is_phone = screen.is_phone()  # it shows service, company and status
    status = {"status": edited_table.column("service_request", "status", default="open", width=96)}
    platform_table.edit(
        "service_request",
        asked,
        {
            "service_id": edited_table.choice_column(
                "service_request", "service_id", service_names, width=112 if is_phone else 215
            ),
            "company_id": edited_table.choice_column(
                "service_request", "company_id", companies, width=100 if is_phone else None
            ),
            **(status if is_phone else {}),
            "note": edited_table.column("service_request", "note", width=165),
            **{
                column: edited_table.column("service_request", column)
                for column in ("asked_on", "due_date", "responsible")
            },
            **({} if is_phone else status),
            "result": edited_table.column("service_request", "result", width=140),
            "done_on": edited_table.column("service_request", "done_on", width=100),
        },
        reason=N_("Service requests entered"),
        alt=_("Requests of companies for services"),
    )


def _catalogue(catalogue: pd.DataFrame) -> None:
    """Let the office change the services."""
    name, about = (f"{each}_{reader().language}" for each in ("name", "description"))
    st.subheader(_("Catalogue"), anchor=False)
    platform_table.edit(
        "service",
        catalogue,
        {
            name: edited_table.column("service", name, width=260),
            about: edited_table.column("service", about, width="large"),
            "responsible": edited_table.column("service", "responsible"),
            "days": edited_table.column("service", "days"),
        },
        reason=N_("Service catalogue changed"),
        alt=_("Services of the administration"),
        park_id=park_id(),
    )
