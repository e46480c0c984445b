"""Create the schedule of a feasibility study, edit its tasks in place, and record the agreed plan."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.i18n import N_
from isdata.output.figures import schedule
from isdata.output.figures.parkmap import presentation
from isdata.programme.schedule import critical_path, tasks
from isdata.symbiosis import synergies
from pages.common import (
    charts,
    controls,
    day_field,
    empty_view,
    pick,
    role,
    screen,
    show,
    synergy_record,
    undisclosed,
)
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, reader
from pages.common.presenting import headline, room
from pages.programme.parts import task_table

EDITED = ("task_kind", "owner", "starts_on", "days", "predecessors", "done_on", "note")
_MOST_CANDIDATES = 10  # number of synergies beyond which their list scrolls


def _without_schedule(rows: pd.DataFrame) -> pd.DataFrame:
    """Synergies neither in operation nor ended that have no schedule, the most advanced first, as this reader may see them."""
    board = ask(synergies.synergies, parks=[park_id()], viewer=role.viewer())
    order = list(contracts.choices("stage"))
    is_open = ~board["synergy_id"].isin(rows["synergy_id"]) & ~board["stage"].isin(["operation", "ended"])
    return board[is_open].sort_values(
        "stage", key=lambda stages: stages.map(order.index), ascending=False, kind="stable"
    )


def show_candidates(rows: pd.DataFrame) -> None:
    """State that there is no schedule, and list the synergies whose feasibility study could begin."""
    found = _without_schedule(rows)
    if controls.is_projected() and len(found):
        _present_proposed(found.iloc[0].to_dict())
        return
    empty_view.state(
        _no_schedule(found),
        reader().sentences(
            [
                empty_view.unpublished(),
                ""
                if len(found) and screen.is_phone()  # the picture below shows them
                else _(
                    "Choose “Plan a feasibility study”: the usual tasks, permits and the decision then appear here with their dates."
                ),
            ]
        ),
        is_computed=True,
        related="started" if found.empty or controls.is_projected() else "",
    )
    if controls.is_projected() or found.empty:
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_proposed(found.iloc[0].to_dict())
    with right:
        _list(found)


def _no_schedule(found: pd.DataFrame) -> str:
    """Sentence that there is no schedule, with the first synergy of `_without_schedule`."""
    if found.empty:
        return _("No schedule yet")
    read = reader()
    name = presentation.synergy_name(found.iloc[0].to_dict(), read)
    return _("No schedule yet; first to plan: {name}", name=name)


def _proposed(synergy: Mapping[str, Any]) -> pd.DataFrame:
    """Tasks of the feasibility study of a synergy as they would be if it began today.

    For a synergy with an undisclosed partner, these are the usual tasks without its own permits.
    """
    today = dt.date.today()
    if not any(isinstance(synergy[name], str) for name in ("name_en", "name_zh")):
        return ask(tasks.proposed, synergy_id="", today=today)
    rows = ask(tasks.proposed, synergy_id=str(synergy["synergy_id"]), today=today)
    return undisclosed.without_hidden(rows, masked=["name_en", "name_zh", "owner"]).reset_index(drop=True)


def _present_proposed(synergy: Mapping[str, Any]) -> None:
    """Present when the feasibility study of a synergy would end if it began today, with its tasks."""
    rows, read = _proposed(synergy), reader()
    if rows.empty:
        empty_view.state(_("No schedule yet"), is_computed=True, related="started")
        return
    title = _(
        "No schedule yet; a study of “{name}” begun today would end on {day}",
        name=presentation.synergy_name(synergy, read),
        day=read.date(max(rows["ends_on"])),
    )
    headline.state(title)
    _draw_proposed(rows.fillna({"name_en": "–", "name_zh": "–"}), height=room.below(title))


def _show_proposed(synergy: dict[str, Any]) -> None:
    """Draw the tasks of the feasibility study of a synergy as they would be if it began today."""
    rows = _proposed(synergy)
    if rows.empty:
        return
    st.subheader(_("Feasibility study, if it began today"), anchor=False)
    _draw_proposed(rows)


def _draw_proposed(rows: pd.DataFrame, *, height: float | None = None) -> None:
    """Draw tasks from `_proposed`; `height` as for `charts.draw`."""
    whole = task_table.with_owners(critical_path.with_slack(rows))
    charts.draw(
        schedule.gantt(whole, charts.reader(), dt.date.today()),
        alt=_("Gantt chart: usual tasks, critical ones in red, milestones as diamonds"),
        height=height,
    )


def _list(found: pd.DataFrame) -> None:
    """List the synergies whose feasibility study could begin."""
    read = reader()
    show.table(
        pd.DataFrame(
            {
                _("Synergies without a schedule"): [
                    presentation.synergy_name(row, read) for row in found.to_dict("records")
                ],
                read.column("synergy", "stage"): [read.choice("stage", stage) for stage in found["stage"]],
                _("Amount per year"): [synergy_record.amount(row) or "–" for row in found.to_dict("records")],
            }
        ),
        most=_MOST_CANDIDATES,
    )


def begin(rows: pd.DataFrame) -> None:
    """Let the facilitator start the feasibility study of a synergy with the tasks of the template."""
    known = _without_schedule(rows).to_dict("records")
    free = {row["synergy_id"]: presentation.synergy_name(row, reader()) for row in known}
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
