"""Missions of a park: status, outputs so far, and next steps."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.output.figures import schedule as figure
from isdata.programme.missions import meetings, programme
from isdata.programme.schedule import tasks
from pages.common import cards, charts, controls, navigation, pick, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.mission_link import STATUSES
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.selection import Line
from pages.programme.parts import mission_steps, task_table


def _status(mission: Mapping[str, Any], steps: pd.DataFrame) -> str:
    return reader().text(STATUSES[programme.status(mission, steps, dt.date.today())])


def _start(mission: Mapping[str, Any]) -> str:
    """Text of the start day of a mission; empty if there is none."""
    if pd.isna(mission["starts_on"]):
        return ""
    day = reader().date(mission["starts_on"])
    is_ahead = mission["starts_on"].date() > dt.date.today()
    return _("starts {day}", day=day) if is_ahead else _("started {day}", day=day)


def show(own: pd.DataFrame, mission_id: str, line: Line) -> None:
    """Show status, start and people of a mission in the line, and its outputs and next steps over time.

    Parameters
    ----------
    own : DataFrame
        Rows of `programme.missions`.
    mission_id : str
        Selected mission.
    line : Line
    """
    read = reader()
    about = own.set_index("mission_id", drop=False).loc[mission_id].to_dict()
    steps = ask(programme.steps, mission_id=mission_id)
    left = programme.missing(steps)
    missing = len(left)
    parts = [_status(about, steps), _start(about), read.half(about["people"]) or ""]
    is_presented = controls.is_projected()
    name = programme.titles(own, read)[mission_id]
    line.state(*([name, *parts[:2]] if is_presented else [line.named(name), *parts]))
    shown = undisclosed.without_hidden(steps, "name_en", "name_zh", "output", masked=["role"])
    left = left[left.index.isin(shown.index)] if is_presented else left
    words = _headline(about, len(steps) - missing, len(steps), left)
    headline.state(words, is_on_page=True)
    _cards(own, about, steps, left)
    if pd.isna(about["closed_on"]) and len(left) and not is_presented:
        upcoming = left.astype(object).where(left.notna(), None).iloc[0].to_dict()
        mission_steps.link(upcoming, reader().text(N_("Open the page “{page}”")))
    once(_picture, shown, dt.date.today())


def _cards(own: pd.DataFrame, about: Mapping[str, Any], steps: pd.DataFrame, left: pd.DataFrame) -> None:
    """Show the outputs available, the next of the steps left, and the missions closed."""
    read, before = reader(), programme.present_before(steps)
    available = len(steps) - len(programme.missing(steps))
    # The step is a sentence: when presented it has half of the line.
    places = st.columns([1, 2, 1]) if controls.is_projected() else [cards.row(3, brief="second_mission")] * 3
    with places[0]:
        cards.metric(
            _("Outputs available"),
            f"{available} / {len(steps)}",
            _(
                "Steps with a recorded output, out of all steps of the mission. Earlier flows and synergies of the park are included."
            ),
            _("{count} before the mission", count=read.number(len(before)))
            if len(before)
            else ngettext("{count} step left", "{count} steps left", len(steps) - available),
        )
    with places[1]:
        if pd.notna(about["closed_on"]):
            cards.metric(
                _("Closed on"), read.date(about["closed_on"]), _("Day on which the mission passed its gate.")
            )
        else:
            _next_step(left)
    still = int(own["closed_on"].isna().sum())
    with places[2]:
        cards.metric(
            _("Missions closed"),
            f"{int(own['closed_on'].notna().sum())} / {len(own)}",
            _("Missions of this park that passed their gate."),
            _("{count} open", count=read.number(still)),
        )


def _headline(about: Mapping[str, Any], done: int, count: int, left: pd.DataFrame) -> str:
    """Headline with the number of outputs and the next step."""
    read = reader()
    if pd.notna(about["closed_on"]):
        return _(
            "Closed on {day}, with {done} of {count} outputs",
            day=read.date(about["closed_on"]),
            done=read.number(done),
            count=read.number(count),
        )
    words = _("{done} of {count} outputs available", done=read.number(done), count=read.number(count))
    if left.empty:
        return words
    step = read.name(left["name_en"].iloc[0], left["name_zh"].iloc[0])
    return read.clauses([words, _("next: {step}", step=step)])


def _next_step(left: pd.DataFrame) -> None:
    """Show the first step with missing output."""
    read, upcoming = reader(), None if left.empty else left.iloc[0]
    cards.metric(
        _("Next step"),
        "–" if upcoming is None else read.name(upcoming["name_en"], upcoming["name_zh"]),
        _("The first step without its output, and that output."),
        "" if upcoming is None else read.half(upcoming["output"]) or "",
    )


def preview(templates: Mapping[str, str], line: Line) -> None:
    """Show the steps of a template, chosen in the line, as if started today."""
    with line.first:
        template = pick.from_dropdown(
            _("Template"), templates, key="mission_preview", label_visibility="collapsed", width=420
        )
    once(_picture, ask(programme.steps, mission_id=template), dt.date.today(), is_supposed=True)


def _picture(steps: pd.DataFrame, today: dt.date, *, is_supposed: bool = False) -> None:
    """Draw steps over time; `is_supposed`: steps of a template, as if the mission were started today."""
    if len(steps):
        title = (
            _("Steps of the mission if it is started today")
            if is_supposed
            else _("Timeline of the mission steps")
        )
        st.subheader(title, anchor=False)
        charts.draw(
            figure.steps(steps, charts.reader(), today),
            alt=_("Timeline of the mission steps; steps with their output in grey"),
        )


def below() -> None:
    """Show overdue and upcoming tasks of all schedules, and the time from idea to decision."""
    once(_due_tasks, park_id(), dt.date.today())
    once(_days, park_id())


def _days(park_id: str) -> None:
    read = reader()
    days = ask(meetings.decision_days, park_id=park_id)
    if not days.empty:
        st.caption(
            _(
                "From idea to decision: {median} days, the median of {count} synergies; the fastest took {least}, the slowest {most}.",
                median=read.number(float(days["days"].median()), digits=0),
                count=read.number(len(days)),
                least=read.number(float(days["days"].min())),
                most=read.number(float(days["days"].max())),
            )
        )


def _due_tasks(park_id: str, today: dt.date) -> None:
    due = tasks.due(ask(tasks.schedule, park_id=park_id, today=today), today)
    if due.empty:
        return
    st.subheader(_("Overdue and next tasks"), anchor=False)
    task_table.show(due, today, alt=_("Tasks that are overdue, running, or begin within two weeks"))
    navigation.link("schedule", _("Schedule"), icon=":material/view_timeline:")
