"""Lessons and recommendations, and the hand-over check, edited in place."""

import re
from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.output import committee
from isdata.programme.closeout import handover, lessons
from isdata.programme.missions import programme
from pages.common import (
    cards,
    controls,
    empty_view,
    navigation,
    phone_tables,
    screen,
    show,
    undisclosed,
)
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, defined, ngettext, reader
from pages.common.presenting import room
from pages.programme.parts import closeout_effort, closeout_steps

# Widths of step, checkbox, exercise, role and mission, sufficient for all texts of the supplied templates; on a phone, the
# first two are visible. [px]
_CHECK = (335, 130, 375, 175, 100)
_CHECK_ON_PHONE = {"en": (230, 134, 200, 130, 100), "zh": (244, 120, 200, 100, 90)}
# Widths of kind, content and owner that cut no word or heading. [px]
_ON_PHONE = {"en": (132, 196, 120), "zh": (90, 160, 88)}
_FEW = 3  # lessons and recommendations that leave room for larger type


def stated(missions: pd.DataFrame) -> list[str]:
    """First day of the programme and number of closed missions, for the selection line."""
    if missions.empty:
        return []  # the headline states it
    read, first = reader(), missions["starts_on"].min()
    closed = int(missions["closed_on"].notna().sum())
    return [
        "" if pd.isna(first) else _("Programme since {day}", day=read.date(first)),
        ngettext(
            "{closed} of {count} mission closed",
            "{closed} of {count} missions closed",
            len(missions),
            closed=read.number(closed),
        )
        if closed
        else ngettext(
            "{count} mission, not closed yet", "{count} missions, none of them closed yet", len(missions)
        ),
    ]


def headline(steps: pd.DataFrame) -> str:
    """Number of steps that the administration can carry out without help; empty without steps."""
    if steps.empty:
        return ""
    return ngettext(
        "The administration can carry out {alone} of {count} step without help",
        "The administration can carry out {alone} of {count} steps without help",
        len(steps),
        alone=reader().number(len(steps) - len(handover.open_steps(steps))),
    )


def nothing_started() -> None:
    """State that no mission was started, and lead to the missions; outside `once`, because the rows of a presentation turn."""
    steps = empty_view.state(
        _("No mission was started in this park yet"),
        _("Start a mission; the administration takes over its steps by the end of the programme."),
        content=[
            _("Steps possible without help, by mission"),
            _("Check whether the administration can continue without help"),
            _("Facilitation hours by synergy"),
        ],
        related="savings",
    )
    if not controls.is_projected():
        with steps:
            navigation.link("missions", _("Missions"), icon=":material/flag:")


def overview(learnt: pd.DataFrame, steps: pd.DataFrame, missions: pd.DataFrame, hours: pd.DataFrame) -> None:
    """Show the readiness of the administration to continue alone.

    Parameters
    ----------
    learnt, steps, missions, hours : DataFrame
        As returned by `lessons.lessons`, `handover.steps`, `mission_link.missions` and `effort.hours`.
    """
    left = handover.open_steps(steps)
    is_running = steps["mission_id"].isin(missions.loc[missions["closed_on"].isna(), "mission_id"])
    is_presented = controls.is_projected()  # the title states the number of steps, and the lessons are below
    if (len(steps) or len(learnt) or len(hours)) and not is_presented:
        _figures(learnt, hours, len(steps), len(steps) - len(left), int(is_running.sum()))
    if steps.empty:
        return
    if not is_presented:
        closeout_steps.show(steps, missions)
        return
    disclosed = undisclosed.without_hidden(learnt, "name_en", "name_zh", masked=["owner"])
    listed = {kind: _lines(disclosed[disclosed["lesson_kind"] == kind]) for kind in _kinds()}
    above = room.below(headline(steps)) - closeout_steps.height_of_lists(
        list(listed.values()), is_large=_is_few(listed)
    )
    closeout_steps.show(steps, missions, above)
    _sentences(listed)


def _kinds() -> dict[str, str]:
    return {"lesson": _("Lessons learnt"), "recommendation": _("Recommendations")}


def _lines(learnt: pd.DataFrame) -> list[str]:
    """Sentence of each lesson or recommendation, with its owner."""
    owners = [reader().half(owner) if pd.notna(owner) else "" for owner in learnt["owner"]]
    return [
        reader().noted(name, owner) if owner else name
        for name, owner in zip(reader().names(learnt), owners, strict=True)
    ]


def _is_few(listed: Mapping[str, list[str]]) -> bool:
    return sum(map(len, listed.values())) <= _FEW


def _sentences(listed: Mapping[str, list[str]]) -> None:
    """Show lessons and recommendations side by side, in full."""
    whole = st.container(key="reading" if _is_few(listed) else "closeout_lessons")  # few are larger
    places = whole.columns(2, gap="large")
    for place, (kind, lines) in zip(places, listed.items(), strict=False):
        if lines:
            place.subheader(_kinds()[kind], anchor=False)
            place.markdown("\n".join(f"- {show.escaped(line)}" for line in lines))


def _figures(learnt: pd.DataFrame, hours: pd.DataFrame, whole: int, alone: int, running: int) -> None:
    """Show the steps carried out by the administration alone (of all, and of running missions), lessons and effort."""
    read = reader()
    of_all = ngettext("of {count} step", "of {count} steps", whole)
    of_running = ngettext("{count} in a running mission", "{count} in a running mission", running)
    with st.grid(4, min_column_width=150):
        cards.metric(
            _("Steps possible without help"),
            read.number(alone),
            defined("hand-over check"),
            read.noted(of_all, of_running) if running else of_all,
        )
        for kind, label, definition in (
            ("lesson", _("Lessons learnt"), _("Recorded lessons learnt.")),
            ("recommendation", _("Recommendations"), _("Recommendations with an owner.")),
        ):
            own = learnt[learnt["lesson_kind"] == kind]
            owned = int(own["owner"].notna().sum())
            cards.metric(
                label,
                read.number(len(own)),
                definition,
                _("{count} with an owner", count=read.number(owned)) if len(own) else None,
            )
        closeout_effort.figure(hours)


def lessons_form(known: pd.DataFrame) -> None:
    """Let the facilitator edit lessons and recommendations from `lessons.lessons`."""
    read, is_phone = reader(), screen.is_phone()
    name = f"name_{read.language}"
    kind, content, owner = _ON_PHONE[read.language] if is_phone else (None, 640, None)
    now = edited_table.edited(
        "lesson",
        known,
        {
            name: edited_table.column("lesson", name, label=_("Content"), width=content, pinned=False),
            "lesson_kind": edited_table.column("lesson", "lesson_kind", default="lesson", width=kind),
            "owner": edited_table.column("lesson", "owner", width=owner),
        },
        row_height=88 if is_phone else None,
        key=f"lessons_{saving.save_count('lessons')}_{read.language}",
        may_grow=True,
        alt=_("Lessons learnt, and recommendations with their owner"),
    )
    store = partial(lessons.save, park_id=park_id(), rows=now)
    reason = N_("Lessons and recommendations edited")
    saving.offer_to_store(signing.signature(is_short=True), store, key="lessons", reason=reason)


def handover_form(steps: pd.DataFrame, missions: pd.DataFrame) -> None:
    """Let the facilitator mark the steps from `handover.steps` that the administration can do alone."""
    read = reader()
    if steps.empty:
        st.caption(_("No step yet."))
        return
    shown = steps.assign(
        mission=steps["mission_id"].map(_short(programme.titles(missions, read))),
        step=read.names(steps),
        does=[read.half(role) for role in steps["role"]],
        teaches=[committee.exercise_title(name, read) or "–" for name in steps["exercise"]],
    )
    text = st.column_config.TextColumn
    step, tick, exercise, role, mission = _CHECK_ON_PHONE[read.language] if screen.is_phone() else _CHECK
    now = edited_table.edited(
        "mission_step",
        shown,
        {
            "step": text(_("Step"), width=step),
            "is_independent": edited_table.column("mission_step", "is_independent", width=tick),
            "teaches": text(_("Exercise"), width=exercise),
            "does": text(_("Role"), width=role),
            "mission": text(_("Mission"), width=mission),
        },
        row_height=phone_tables.WRAPS,
        key=f"handover_{saving.save_count('handover')}_{read.language}",
        fixed=("step", "teaches", "does", "mission"),
        alt=_("Steps of all missions: tick those that the administration can carry out without help"),
    )
    who = signed_button(_("Save the check"), key="handover_save", field="handover_who")
    if who:
        with saving.stored():
            handover.save(cursor(), rows=now, who=who)
    navigation.link("training", _("To the exercises"), icon=":material/school:")


def _short(titles: Mapping[str, str]) -> dict[str, str]:
    """Titles of missions up to their colon, such as “Mission 2”; complete if these would be ambiguous."""
    short = {name: re.split("[:：]", title)[0] for name, title in titles.items()}
    return short if len(set(short.values())) == len(short) else dict(titles)
