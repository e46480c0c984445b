"""Create the schedule of a feasibility study, edit its tasks in place, and record the agreed plan."""

import datetime as dt
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_
from isdata.output.figures import schedule
from isdata.programme.schedule import critical_path, tasks
from isdata.symbiosis import synergies
from pages.common import charts, controls, day_field, empty_view, pick, show, synergy_record
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, names, reader
from pages.programme.parts import task_table

EDITED = ("task_kind", "owner", "starts_on", "days", "predecessors", "done_on", "note")
_MOST_CANDIDATES = 10  # number of synergies beyond which their list scrolls


def _without_schedule(rows: pd.DataFrame) -> pd.DataFrame:
    """Synergies neither in operation nor ended that have no schedule."""
    board = ask(synergies.synergies, parks=[park_id()], viewer=FACILITATOR)
    return board[~board["synergy_id"].isin(rows["synergy_id"]) & ~board["stage"].isin(["operation", "ended"])]


def show_candidates(rows: pd.DataFrame) -> None:
    """State that there is no schedule, and list the synergies whose feasibility study could begin."""
    read, found = reader(), _without_schedule(rows)
    order = list(contracts.choices("stage"))
    found = found.sort_values(
        "stage", key=lambda stages: stages.map(order.index), ascending=False, kind="stable"
    )
    empty_view.state(
        _("No schedule yet")
        if found.empty
        else _(
            "No schedule yet; the most advanced synergy without one is “{name}” ({stage})",
            name=read.names(found)[0],
            stage=read.choice("stage", found["stage"].iloc[0]),
        ),
        _(
            "Choose “Plan a feasibility study”: the usual tasks, permits and the decision then appear here with their dates."
        ),
        is_computed=True,
    )
    if controls.is_projected() or found.empty:
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_proposed(found.iloc[0].to_dict())
    with right:
        _list(found)


def _show_proposed(synergy: dict[str, Any]) -> None:
    """Draw the tasks of the feasibility study of a synergy as they would be if it began today."""
    today = dt.date.today()
    rows = ask(tasks.proposed, synergy_id=str(synergy["synergy_id"]), today=today)
    if rows.empty:
        return
    name = reader().name(synergy["name_en"], synergy["name_zh"])
    st.subheader(_("If it began today: {name}", name=show.escaped(name)), anchor=False)
    whole = task_table.with_owners(critical_path.with_slack(rows))
    charts.draw(
        schedule.gantt(whole, charts.reader(), today),
        alt=_("Gantt chart: usual tasks, critical ones in red, milestones as diamonds"),
    )


def _list(found: pd.DataFrame) -> None:
    """List the synergies whose feasibility study could begin."""
    read = reader()
    show.table(
        pd.DataFrame(
            {
                _("Synergies without a schedule"): read.names(found),
                read.column("synergy", "stage"): [read.choice("stage", stage) for stage in found["stage"]],
                _("Amount per year"): [synergy_record.amount(row) or "–" for row in found.to_dict("records")],
            }
        ),
        most=_MOST_CANDIDATES,
    )


def begin(rows: pd.DataFrame) -> None:
    """Let the facilitator start the feasibility study of a synergy with the tasks of the template."""
    free = names(_without_schedule(rows), "synergy_id")
    if not free:
        st.caption(_("Every open synergy of this park has a schedule already."))
        return
    synergy = pick.choice_input(_("Synergy"), free, key="schedule_synergy")
    first = st.date_input(
        _("First day"), dt.date.today(), key="schedule_first", width=160, format=day_field.FORMAT
    )
    who = signed_button(
        _("Begin with the usual tasks"),
        key="schedule_begin",
        is_ready=bool(synergy),
        field="schedule_begin_who",
        is_in_popover=True,
    )
    if who and synergy:
        with saving.stored():
            tasks.begin(cursor(), park_id=park_id(), synergy_id=synergy, starts_on=first, who=who)
            st.session_state["schedule_scope"] = synergy


def edit(shown: pd.DataFrame, rows: pd.DataFrame, *, synergy_id: str | None, today: dt.date) -> None:
    """Let the facilitator edit the tasks of a synergy or of the programme, and record the agreed plan."""
    read = reader()
    others = {
        row["task_id"]: read.clauses([title, read.name(row["synergy_en"], row["synergy_zh"])])
        if row["synergy_id"] != synergy_id and isinstance(row["synergy_id"], str)
        else title
        for row, title in zip(rows.to_dict("records"), read.names(rows), strict=True)
    }
    columns = edited_table.named_columns(
        "task",
        EDITED,
        _("Task"),
        task_kind=edited_table.column("task", "task_kind", default="task"),
        predecessors=_predecessors(others),
    )
    st.subheader(_("Tasks"), anchor=False)
    base = shown if len(shown) else rows.iloc[:0]
    now = edited_table.edited(
        "task",
        base,
        columns,
        key=f"tasks_{synergy_id}_{saving.save_count('schedule')}_{read.language}",
        may_grow=True,
        alt=_("Tasks and milestones with owner, duration and predecessors"),
    )
    store = partial(tasks.save, park_id=park_id(), synergy_id=synergy_id, rows=now, today=today)
    saving.offer_to_store(signing.signature(), store, key="schedule", reason=N_("Schedule edited"))
    if len(shown):
        _agree(shown)


def _agree(shown: pd.DataFrame) -> None:
    """Let the facilitator record the current dates as the agreed plan."""
    who = signed_button(
        _("Record these dates as the agreed plan"),
        key="schedule_agree",
        field="schedule_agree_who",
        primary=False,
        icon=":material/handshake:",
    )
    if who:
        with saving.stored():
            tasks.agree(cursor(), tasks=shown, who=who)


def _predecessors(others: dict[str, str]) -> Any:
    return st.column_config.MultiselectColumn(
        _("Predecessors"),
        options=list(others),
        format_func=lambda name: others.get(str(name), str(name)),
        help=_("Tasks that must be finished first; a new task can be chosen once it is saved"),
        width="medium",
    )
