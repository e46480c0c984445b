"""Record of one synergy over the board: facts and history, and forms to move, change or add one."""

import datetime as dt
import math
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_, both
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from pages.common import (
    browser_effects,
    day_field,
    form,
    number_field,
    park_facts,
    role,
    show,
    synergy_record,
    synergy_totals,
    tables,
)
from pages.common.data import ask, cursor
from pages.common.editing import saving
from pages.common.language import _, reader
from pages.synergies.parts import board_facts, stage_moves

NEW = (
    "name_en", "name_zh", "synergy_kind", "topic", "own_topic", "stage", "origin", "resource_id", "quantity", "unit",
    "investment", "annual_saving", "lifetime", "currency", "price_year", "co2_saved", "water_saved", "jobs",
    "owner", "next_step_en", "next_step_zh", "due_date", "source",
)  # fmt: skip
STEP, TEXTS = ("owner", "due_date"), ("next_step_en", "next_step_zh")


def record(
    row: Mapping, partners: pd.DataFrame, *, name: str, may_change: bool, part: str | None = None
) -> None:
    """Show a synergy in full: facts, history, and forms to move and change it; `part`: the open form."""
    left, right = st.columns(2, gap="large")
    with left:
        synergy_record.show_record(row, partners)
    with right:
        if may_change:
            name = stage_moves.dialog_name(str(row["synergy_id"]), name)
            moving, changing, facts, joining = st.tabs(
                [_("Move"), _("Next step"), _("Basic data"), _("Partners")], default=part
            )
            with moving:
                _move_form(row, name)
            with changing:
                _step_form(row, name, is_assigned=part is not None)
            with facts:
                board_facts.facts_form(row, name)
            with joining:
                board_facts.partners_form(row, partners, name)
        _history(row["synergy_id"])
    if may_change:
        _changes(row["synergy_id"])


def _move_form(row: Mapping, name: str) -> None:
    read = reader()
    seen = stage_moves.initial_state(f"stage_{row['synergy_id']}", {"stage": row["stage"]})["stage"]
    with st.form(f"move_form_{row['synergy_id']}", border=False):
        others = [stage for stage in contracts.choices("stage") if stage != row["stage"]]
        following = synergies.next_stage(row["stage"])
        stage = st.selectbox(
            read.column("synergy", "stage"),
            others,
            index=others.index(following) if following else None,
            placeholder=_("Choose"),
            format_func=lambda value: read.choice("stage", value),
        )
        reason = st.text_input(
            _("Reason"),
            help=_("Recorded in the history. Required when a synergy ends, goes back or skips a stage."),
        )
        day = st.date_input(_("Since"), value=dt.date.today(), format=day_field.FORMAT)
        note = _(
            "Moving to “operation” or “ended” clears the open next step. Set a new one under “Next step”."
        )
        if st.form_submit_button(_("Move"), type="primary", help=note) and stage_moves.may_store(name, stage):
            with saving.show_problems():
                before = synergy_totals.in_operation(row["park_id"], viewer=FACILITATOR)
                noted = {"who": name, "reason": reason.strip(), "day": day}
                synergies.move(cursor(), synergy=row["synergy_id"], stage=str(stage), previous=seen, **noted)
                stage_moves.remember(str(stage), before)
                st.rerun()


def _step_form(row: Mapping, name: str, *, is_assigned: bool) -> None:
    """Let the facilitator change the next step; if opened to assign an owner, that field has the focus."""
    seen = stage_moves.initial_state(row["synergy_id"], row)
    with st.form(f"step_form_{row['synergy_id']}", border=False):
        # In short rows, so that the button is visible in a window of 720 px.
        scope = stage_moves.scope(row["synergy_id"])
        values = form.fields("synergy", STEP, scope=scope, values=row, columns=2)
        if is_assigned:
            browser_effects.focus_first_field(f"form_{scope}_owner", key=f"owner_focus_{scope}")
        values |= form.fields("synergy", TEXTS, scope=scope, values=row, columns=1)
        chance, why = st.columns(2, vertical_alignment="bottom")
        with chance:
            values["probability"] = _chance(row["synergy_id"], row["probability"])
        reason = why.text_input(_("Reason"), value=_(step_agreed := N_("Next step agreed")))
        if st.form_submit_button(_("Save"), type="primary") and stage_moves.may_store(name):
            with saving.stored():
                synergies.change(
                    cursor(),
                    synergy=row["synergy_id"],
                    values=values,
                    who=name,
                    reason=saving.stored_reason(reason, step_agreed),
                    previous=seen,
                )


def _chance(what: str, known: float = math.nan) -> float | None:
    """Show a field for the probability in per cent; return the share."""
    given = number_field.enter_number(
        _("{what} [%], from 0 to 100", what=reader().column("synergy", "probability")),
        value=None if pd.isna(known) else round(100 * known, 10),
        minimum=0,
        maximum=100,
        unit="%",
        key=f"chance_{stage_moves.scope(what)}",
    )
    return None if given is None else round(given / 100, 12)


def _history(synergy_id: str) -> None:
    read = reader()
    st.markdown(f"**{_('History')}**")
    steps = ask(synergies.history, synergy=synergy_id, viewer=role.viewer())
    if steps.empty:
        st.caption(_("No dated stages are recorded."))
    else:
        rows = steps.to_dict("records")
        show.table(
            pd.DataFrame(
                {
                    _("Since"): [tables.day_or_year(row["entered_on"]) for row in rows],
                    read.column("synergy_stage", "stage"): [
                        read.choice("stage", row["stage"]) for row in rows
                    ],
                    read.column("synergy_stage", "note"): [
                        presentation.one_language(row["note"], read) for row in rows
                    ],
                }
            )
        )


def _changes(synergy_id: str) -> None:
    read = reader()
    changes = ask(synergies.changes, synergy=synergy_id, viewer=role.viewer()).to_dict("records")
    if changes:
        st.markdown(f"**{_('Changes')}**")
        show.table(
            pd.DataFrame(
                {
                    _("Time"): [read.moment(row["changed_at"]) for row in changes],
                    _("User"): [row["changed_by"] for row in changes],
                    _("Reason"): [read.reason(row["reason"]) for row in changes],
                    _("Description"): [
                        read.listed(read.column("synergy", column) for column in row["columns"])
                        or read.listed(read.table(table) for table in row["tables"])
                        for row in changes
                    ],
                }
            )
        )


def new_synergy(park: str, name: str) -> None:
    """Let the facilitator create a new synergy with the fields of the contract."""
    name = stage_moves.dialog_name("new", name)
    with st.form("new_synergy", border=False):
        scope = stage_moves.scope("new")
        first = {"stage": "idea", "currency": park_facts.currency(park), "price_year": dt.date.today().year}
        values = form.fields("synergy", NEW[:7], scope=scope, values=first)
        partners = board_facts.choose_partners(park, scope)
        values |= form.fields(
            "synergy", NEW[7:], scope=scope, values=first, options={"resource_id": board_facts.resources()}
        )
        values["probability"] = _chance("new")
        if st.form_submit_button(_("Save"), type="primary") and stage_moves.may_store(name):
            with saving.stored():
                synergies.add(
                    cursor(),
                    values={**values, "park_id": park},
                    partners=partners,
                    who=name,
                    reason=both(N_("Recorded on the board")),
                )
