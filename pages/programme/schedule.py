"""Schedule: tasks and milestones of feasibility studies, the critical path, and slippage against the agreed plan."""

import datetime as dt

import streamlit as st

from isdata.programme.schedule import critical_path, tasks
from isdata.symbiosis import synergies
from pages.common import controls, pick, role, screen, selection, show, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline
from pages.programme.parts import schedule_edit, schedule_views, task_table

ALL, PROGRAMME = "all", "programme"

today, left_out = dt.date.today(), 0
rows = ask(tasks.schedule, park_id=park_id(), today=today)
if not role.viewer().sees_all:  # before an audience
    listed = ask(synergies.synergies, parks=[park_id()], viewer=role.viewer())
    named = listed.loc[listed["name_en"].notna() | listed["name_zh"].notna(), "synergy_id"]
    left_out = rows.loc[rows["synergy_id"].notna() & ~rows["synergy_id"].isin(named), "synergy_id"].nunique()
    rows = rows[rows["synergy_id"].isna() | rows["synergy_id"].isin(named)]
    rows = undisclosed.without_hidden(rows, masked=["name_en", "name_zh", "owner"]).reset_index(drop=True)
    rows = rows.fillna({"name_en": "–", "name_zh": "–"})  # a task remains: others depend on it
known = rows.dropna(subset="synergy_id").drop_duplicates("synergy_id")
titles = {ALL: _("All schedules"), PROGRAMME: _("Tasks of the programme as a whole")} | dict(
    zip(known["synergy_id"], reader().names(known, "synergy"), strict=True)
)
line = selection.line("schedule", _("Plan a feasibility study"), ":material/add_task:")
with line.first:
    scope = pick.from_dropdown(
        _("Schedule of"),
        titles,
        key="schedule_scope",
        default=ALL,
        label_visibility="collapsed",
        width=420,
    )
is_presented = controls.is_projected()
if not is_presented:
    with line.controls:
        schedule_edit.begin(rows)
of_scope = rows["synergy_id"].isna() if scope == PROGRAMME else rows["synergy_id"] == scope
shown = rows if scope == ALL else rows[of_scope].reset_index(drop=True)
without = ngettext(
    "{count} undisclosed synergy is left out.",
    "{count} undisclosed synergies are left out.",
    left_out,
) if left_out else ""  # fmt: skip
line.state(
    titles[scope] if is_presented and (scope != ALL or len(known) > 1) else "",
    schedule_views.stated(shown) if len(rows) else "",
    without.rstrip(".。") if is_presented else "",
)
if without and not is_presented:
    st.caption(without)
headline.state(schedule_views.headline(shown) if len(shown) else "", is_on_page=True)
if rows.empty:
    schedule_edit.show_candidates(rows)
elif scope == ALL:
    schedule_views.show_all(task_table.with_owners(rows), today=today)
if scope != ALL:
    synergy_id = None if scope == PROGRAMME else scope
    own = critical_path.with_slack(shown)
    if len(own):
        schedule_views.show(task_table.with_owners(own), title=titles[scope], today=today)
    show.end_of_presented()
    schedule_edit.edit(own, rows, synergy_id=synergy_id, today=today)
screen.screen()  # a phone has narrower columns
