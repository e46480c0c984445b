"""Schedule: tasks and milestones of feasibility studies, the critical path, and slippage against the agreed plan."""

import datetime as dt

import streamlit as st

from isdata.programme.schedule import critical_path, tasks
from pages.common import pick, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.programme.parts import schedule_edit, schedule_views

ALL, PROGRAMME = "all", "programme"

today = dt.date.today()
rows = ask(tasks.schedule, park_id=park_id(), today=today)
known = rows.dropna(subset="synergy_id").drop_duplicates("synergy_id")
titles = {ALL: _("All tasks"), PROGRAMME: _("Tasks of the programme as a whole")} | dict(
    zip(known["synergy_id"], reader().names(known, "synergy"), strict=True)
)
line = selection.line("schedule", _("Begin a feasibility study"), ":material/add_task:")
with line.first:
    scope = pick.from_list(
        _("Schedule of"),
        titles,
        key="schedule_scope",
        default=ALL,
        label_visibility="collapsed",
        width=420,
    )
with line.controls:
    schedule_edit.begin(rows)
if rows.empty:
    st.info(
        _(
            "No schedule yet. Begin the feasibility study of a synergy; its tasks, permits and decision appear here."
        ),
        icon=":material/view_timeline:",
    )
elif scope == ALL:
    schedule_views.show_all(rows, today=today)
if scope != ALL:
    synergy_id = None if scope == PROGRAMME else scope
    is_own = rows["synergy_id"].isna() if synergy_id is None else rows["synergy_id"] == synergy_id
    own = critical_path.with_slack(rows[is_own].reset_index(drop=True))
    if len(own):
        schedule_views.show(own, title=titles[scope], today=today)
    schedule_edit.edit(own, rows, synergy_id=synergy_id, today=today)
