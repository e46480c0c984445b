"""Next steps before a session, derived from the data, each with a link that leads to where it is done."""

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from isdata.institution import potential
from isdata.programme.missions import next_steps
from isdata.programme.missions.next_steps import NextStep
from isdata.symbiosis.assessment import on_board
from pages.common import navigation, park_matches, role, show
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader


def show_steps(park_id: str, *, unconfirmed: int = 0) -> None:
    """Show the open steps in their order, or that everything is prepared; `unconfirmed`: entries of the last workshop."""
    about = {"matches": _unused(park_id), "unconfirmed": unconfirmed}
    found = ask(next_steps.next_steps, park_id=park_id, today=dt.date.today(), **about)
    st.subheader(
        _("Next steps before the workshop"),
        anchor=False,
        help=_("Derived from the data of the park; a step disappears once it is done."),
    )
    if not found:
        st.success(_("Everything is prepared: rehearse the workshop once."), icon=":material/task_alt:")
    for place, step in enumerate(found, 1):
        page, query = _target(step)
        with st.container(gap=None):
            st.markdown(f"{place}. {_words(step)}")
            navigation.link(page, _task(step), icon=":material/arrow_forward:", **query)


def _unused(park_id: str) -> int:
    """Number of feasible matches that are not on the board."""
    viewer = role.viewer()
    connected = ask(on_board.pairs, viewer=viewer)
    return len(derive(potential.unused_matches, park_matches.of_park(park_id, viewer), connected))


def _words(step: NextStep) -> str:
    """Sentence on a step, with what it concerns."""
    read = reader()
    about = {
        "count": read.number(step.amount),
        "total": "" if step.total is None else read.number(step.total),
        "session": show.escaped(read.name(step.name_en, step.name_zh))
        if step.name_en or step.name_zh
        else "",
        "day": read.date(step.day) if step.day else "",
    }
    if step.kind == "no_session":
        return _("No workshop is planned: enter its date under Meetings.")
    if step.kind == "invitations" and step.amount == step.total:
        return _("Invite the companies to “{session}” on {day}: none of {total} is on the list.", **about)
    if step.kind == "invitations":
        return _("Invite {count} of {total} companies to “{session}” on {day}.", **about)
    if step.kind == "inventories":
        return _("{count} of {total} companies have no flows, supplies or demands: visit them.", **about)
    if step.kind == "old_flows":
        return _("The latest flows are of {year}: ask the companies for newer ones.", year=str(step.total))
    return _counted(step, about["session"])


def _counted(step: NextStep, meeting: str) -> str:
    """Sentence on a step that only counts."""
    count = step.amount
    return {
        "interviews": lambda: ngettext(
            "{count} interview is not confirmed by its company.",
            "{count} interviews are not confirmed by their companies.",
            count,
        ),
        "actions": lambda: ngettext(
            "{count} action agreed at a meeting is overdue.",
            "{count} actions agreed at meetings are overdue.",
            count,
        ),
        "minutes": lambda: ngettext(
            "Minutes of {count} meeting are open, last: “{meeting}”.",
            "Minutes of {count} meetings are open, last: “{meeting}”.",
            count,
            meeting=meeting,
        ),
        "unconfirmed": lambda: ngettext(
            "{count} entry of the last workshop is not confirmed.",
            "{count} entries of the last workshop are not confirmed.",
            count,
        ),
        "matches": lambda: ngettext(
            "{count} feasible match is not on the board.",
            "{count} feasible matches are not on the board.",
            count,
        ),
    }[step.kind]()


def _task(step: NextStep) -> str:
    """Name of the link to where a step is done."""
    return {
        "no_session": _("Plan a workshop"),
        "invitations": _("Invite companies"),
        "inventories": _("Choose visits"),
        "interviews": _("Open interviews"),
        "old_flows": _("Add flows"),
        "actions": _("Check actions"),
        "minutes": _("Open minutes"),
        "unconfirmed": _("Confirm entries"),
    }.get(step.kind, _("View matches"))


def _target(step: NextStep) -> tuple[str, Mapping[str, str]]:
    """Page where a step is done, with its settings."""
    meeting = {"meeting": step.item} if step.item else {}
    return {
        "no_session": ("meetings", {"meeting": "new", "meeting_kind": "workshop"}),
        "invitations": ("meetings", meeting | {"meeting_part": "companies"}),
        "inventories": ("visits", {"visit_view": "companies"}),
        "interviews": ("visits", {"visit_view": "interviews", "interview": step.item}),
        "old_flows": ("tables", {"edit_table": "flow"}),
        "actions": ("meetings", {"meeting_part": "record"}),
        "minutes": ("meetings", meeting | {"meeting_part": "texts"}),
        "unconfirmed": ("workshop", {"workshop_between": "results"}),
    }.get(step.kind, ("matches", {}))
