"""Hand-over test: criteria computed from the data, each with its reason and remedy."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import streamlit as st

from isdata.data.i18n import N_
from isdata.programme.closeout import handover_check
from isdata.programme.closeout.handover_check import EXERCISES, PERSONS, Criterion
from isdata.programme.training import results
from isdata.programme.training.records import now
from pages.common import navigation, practice, screen, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

# Title of each criterion, label of its remedy, and page of the remedy.
CRITERIA = {
    "moderation": (N_("Last workshop moderated by own staff"), N_("Enter who moderated"), "meetings"),
    "data": (N_("Data updated within 12 months by the park"), N_("Update the data"), "data"),
    "exercises": (N_("Exercises passed by two persons"), N_("To the exercises"), "training"),
    "competences": (N_("Gaps in competences have a training"), N_("Plan trainings"), "trainer"),
    "actions": (N_("Actions have an owner and are on time"), N_("To the actions"), "meetings"),
    "committee": (N_("Steering committee within 12 months"), N_("Plan a meeting"), "meetings"),
    "steps": (N_("All steps of the missions without help"), N_("Start a mission"), "missions"),
}


def show_criteria() -> None:
    """Show which criteria are met, with the facts; for the others, the remedy with its link."""
    records = practice.all_copies().records
    shown = results.attempts(records.copies(), records.entries(), now())
    found = ask(handover_check.criteria, park_id=park_id(), today=dt.date.today(), shown=shown)
    counts = {
        name: reader().number(count)
        for name, count in (("met", sum(each.is_met for each in found)), ("count", len(found)))
    }
    st.markdown("**" + _("{met} of {count} criteria of independence are met", **counts) + "**")
    for each in found:
        _criterion(each)


def _criterion(each: Criterion) -> None:
    """Show a criterion with its reason; if it is not met, with a link to the remedy."""
    title, reason = _(CRITERIA[each.name][0]), _REASONS[each.name](each.facts)
    sign = ":green[:material/check_circle:]" if each.is_met else ":red[:material/cancel:]"
    # On a phone all links stand below their reason: beside it, only some would fit.
    with st.container(horizontal=not screen.is_phone(), gap="small", vertical_alignment="top"):
        st.markdown(f"{sign} **{title}**  \n{show.escaped(reason)}", width="stretch")
        if each.name == "steps" and each.facts["steps"] and not each.is_met:
            st.caption(_("Tick them in the table below."), width="content")
        elif not each.is_met:
            remedy, page, query = _remedy(each)
            navigation.link(page, _(remedy), icon=":material/arrow_forward:", **query)


def _remedy(each: Criterion) -> tuple[str, str, dict[str, str]]:
    """Label and page of the remedy, with its settings."""
    _title, remedy, page = CRITERIA[each.name]
    session = {"meeting": str(each.facts["session_id"])} if each.facts["session_id"] else {}
    settings = {
        "moderation": session | ({"meeting_part": "texts"} if session else {}),
        "actions": {"meeting_part": "record"},
        "competences": {"trainer_view": "competences"},
        "committee": {"meeting": "new", "meeting_kind": "committee"},
    }
    return remedy, page, settings.get(each.name, {})


def _exercises(facts: dict[str, Any]) -> str:
    return ngettext(
        "{count} person passed at least {exercises} exercises; {needed} are needed.",
        "{count} persons passed at least {exercises} exercises; {needed} are needed.",
        facts["persons"],
        exercises=str(EXERCISES),
        needed=str(PERSONS),
    )


def _committee(facts: dict[str, Any]) -> str:
    if facts["committee_on"] is None:
        return _("No meeting of the committee is recorded.")
    return _("Last one on {day}.", day=reader().date(facts["committee_on"]))


def _steps(facts: dict[str, Any]) -> str:
    if not facts["steps"]:
        return _("No mission was started.")
    return _(
        "{alone} of {count} steps are ticked.",
        alone=reader().number(facts["independent_steps"]),
        count=reader().number(facts["steps"]),
    )


def _moderation(facts: dict[str, Any]) -> str:
    read = reader()
    if facts["session_id"] is None:
        return _("No workshop is recorded.")
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


_REASONS: dict[str, Callable[[dict[str, Any]], str]] = {
    "moderation": _moderation,
    "data": _updated,
    "exercises": _exercises,
    "competences": _gaps,
    "actions": _actions,
    "committee": _committee,
    "steps": _steps,
}
