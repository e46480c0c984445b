"""The missions of a park: how each stands, what is there of its outputs, and what comes next."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.programme.missions import meetings, programme
from isdata.programme.schedule import tasks
from pages.common import navigation
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.tables import show_table

STATUSES = {
    "planned": N_("Planned"),
    "running": N_("Running"),
    "late": N_("Late"),
    "closed": N_("Closed"),
}


def show(own: pd.DataFrame) -> None:
    """Show the missions, as from `programme.missions`."""
    read = reader()
    if own.empty:
        st.info(
            _("No mission was started in this park yet. Start one below from a template."),
            icon=":material/flag:",
        )
        return
    found = {name: ask(programme.steps, mission_id=name) for name in own["mission_id"]}
    left = {name: programme.missing(rows) for name, rows in found.items()}
    show_table(
        {
            _("Mission"): read.names(own),
            _("Status"): [
                read.text(STATUSES[programme.status(row, found[row["mission_id"]], dt.date.today())])
                for row in own.to_dict("records")
            ],
            _("Begins"): [read.date(None if pd.isna(day) else day) for day in own["starts_on"]],
            _("Outputs there"): [
                f"{len(found[name]) - len(left[name])} / {len(found[name])}" for name in own["mission_id"]
            ],
            _("Next step"): [
                "–" if rows.empty else read.name(rows.iloc[0]["name_en"], rows.iloc[0]["name_zh"])
                for rows in left.values()
            ],
            _("People"): [read.half(people) or "–" for people in own["people"]],
        },
        alt=_("Missions of the park with status and next step"),
    )
    _tasks()
    days = ask(meetings.decision_days, park_id=park_id())
    if not days.empty:
        st.caption(
            _(
                "From idea to decision: {mean} days on average, over {count} synergies; the fastest took {least}, the slowest {most}.",
                mean=read.number(float(days["days"].mean()), digits=0),
                count=read.number(len(days)),
                least=read.number(float(days["days"].min())),
                most=read.number(float(days["days"].max())),
            )
        )


def _tasks() -> None:
    """Show the tasks of all schedules that are overdue or due next."""
    today, read = dt.date.today(), reader()
    due = tasks.due(ask(tasks.schedule, park_id=park_id(), today=today), today)
    if due.empty:
        return
    st.subheader(_("Overdue and next tasks"), anchor=False)
    show_table(
        {
            _("Task"): read.names(due),
            _("Synergy"): [name or "–" for name in read.names(due, "synergy")],
            _("Owner"): [read.half(owner) or "–" for owner in due["owner"]],
            _("Begins"): [read.date(day) for day in due["begins_on"]],
            _("Due"): [read.date(day) for day in due["due_on"]],
            _("Status"): [_task_status(row, today) for row in due.to_dict("records")],
        },
        alt=_("Tasks that are overdue, running, or begin within two weeks"),
    )
    navigation.link("schedule", _("Schedule"), icon=":material/view_timeline:")


def _task_status(task: dict[str, Any], today: dt.date) -> str:
    if task["is_overdue"]:
        return _("Overdue")
    return _("Running") if task["begins_on"] <= today else _("Begins soon")
