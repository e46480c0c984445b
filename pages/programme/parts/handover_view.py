"""Hand-over test: criteria computed from the data, each with its reason and remedy."""

import datetime as dt
from typing import Any

import streamlit as st

from isdata.programme.closeout import handover_test
from isdata.programme.closeout.handover_test import EXERCISES, PERSONS, Criterion
from isdata.programme.training import results
from isdata.programme.training.records import now
from pages.common import navigation, practice, show
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.language import _, ngettext, reader


def show_criteria() -> None:
    """Show which criteria are met, with the facts; for the others, the remedy with its link."""
    records = practice.all_copies().records
    shown = results.attempts(records.copies(), records.entries(), now())
    found = handover_test.criteria(cursor(), park_id=park_id(), today=dt.date.today(), shown=shown)
    counts = {
        name: reader().number(count)
        for name, count in (("met", sum(each.is_met for each in found)), ("count", len(found)))
    }
    st.markdown("**" + _("{met} of {count} criteria of independence are met", **counts) + "**")
    for each in found:
        _criterion(each)


def _criterion(each: Criterion) -> None:
    title, reason, remedy, page, query = _worded(each)
    sign = ":material/check_circle:" if each.is_met else ":material/cancel:"
    colour = "green" if each.is_met else "red"
    with st.container(horizontal=True, gap="small", vertical_alignment="top"):
        st.markdown(f":{colour}[{sign}] **{title}**  \n{show.plain(reason)}", width="stretch")
        if not each.is_met:
            navigation.link(page, remedy, icon=":material/arrow_forward:", **query)


def _worded(each: Criterion) -> tuple[str, str, str, str, dict[str, str]]:
    """Title, reason, remedy, and page of the remedy with its settings."""
    facts = each.facts
    session = {"meeting": str(facts["session_id"])} if facts["session_id"] else {}
    return {
        "moderation": (
            _("Last session moderated by own staff"),
            _moderation(facts),
            _("Enter who moderated"),
            "meetings",
            session,
        ),
        "data": (
            _("Data updated within 12 months by the park"),
            _updated(facts),
            _("Update the data"),
            "data",
            {},
        ),
        "exercises": (
            _("Exercises passed by two persons"),
            ngettext(
                "{count} person passed at least {exercises} exercises; {needed} are needed.",
                "{count} persons passed at least {exercises} exercises; {needed} are needed.",
                facts["persons"],
                exercises=str(EXERCISES),
                needed=str(PERSONS),
            ),
            _("To the exercises"),
            "training",
            {},
        ),
        "competences": (
            _("Gaps in competences have a training"),
            _gaps(facts),
            _("Plan trainings"),
            "trainer",
            {"trainer_view": "competences"},
        ),
        "actions": (
            _("Actions have an owner and are in time"),
            _actions(facts),
            _("To the actions"),
            "meetings",
            {},
        ),
        "committee": (
            _("Steering committee within 12 months"),
            _("Last one on {day}.", day=reader().date(facts["committee_on"]))
            if facts["committee_on"] is not None
            else _("No meeting of the committee is recorded."),
            _("Plan a meeting"),
            "meetings",
            {"meeting_kind": "committee"},
        ),
        "steps": (
            _("All steps of the missions without help"),
            _(
                "{alone} of {count} steps are ticked.",
                alone=facts["independent_steps"] or 0,
                count=facts["steps"],
            )
            if facts["steps"]
            else _("No mission was started."),
            _("To the exercises") if facts["steps"] else _("Start a mission"),
            "training" if facts["steps"] else "missions",
            {},
        ),
    }[each.name]


def _moderation(facts: dict[str, Any]) -> str:
    read = reader()
    if facts["session_id"] is None:
        return _("No session is recorded.")
    who = read.choice("moderation", facts["moderated_by"]) if facts["moderated_by"] else _("not stated")
    return _(
        "“{session}” on {day}, moderated by: {who}.",
        session=read.name(facts["session_en"], facts["session_zh"]),
        day=read.date(facts["session_on"]),
        who=who,
    )


def _updated(facts: dict[str, Any]) -> str:
    if facts["updated_on"] is None:
        return _("No change of flows, supplies, demands or measures by the park is recorded.")
    return _(
        "Last change on {day} by {who}.", day=reader().date(facts["updated_on"]), who=facts["updated_by"]
    )


def _gaps(facts: dict[str, Any]) -> str:
    if not facts["posts"]:
        return _("No posts of the administration are recorded.")
    return _(
        "{count} gaps in {posts} posts, {left} of them without a planned training.",
        count=reader().number(facts["gaps"]),
        posts=reader().number(facts["posts"]),
        left=reader().number(facts["unplanned_gaps"]),
    )


def _actions(facts: dict[str, Any]) -> str:
    if not facts["actions"]:
        return _("No action is recorded.")
    return _(
        "{count} open, {late} overdue, {left} without an owner.",
        count=reader().number(facts["open_actions"]),
        late=reader().number(facts["late_actions"]),
        left=reader().number(facts["ownerless_actions"]),
    )
