"""The steps of a mission or template, edited in place, and the gate at its end."""

import datetime as dt

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import N_
from isdata.errors import OpenGateError
from isdata.programme.missions import programme
from pages.common import editing
from pages.common.data import ask, cursor
from pages.common.language import _, reader
from pages.common.show import plain
from pages.common.signing import signed_button
from pages.common.tables import show_table

PLAN = (
    "sequence",
    "name_en",
    "name_zh",
    "days",
    "role",
    "materials",
    "output",
    "output_kind",
    "output_count",
)
DONE = ("evidence", "delivered_on")


def show_steps(mission_id: str, *, is_template: bool) -> None:
    """Let the facilitator edit the steps."""
    columns = PLAN if is_template else (*DONE, *PLAN)
    key = "template_steps" if is_template else "mission_steps"
    rows = ask(programme.steps, mission_id=mission_id)
    first = ["sequence", "name_zh" if reader().language == "zh" else "name_en", "output"]
    ordered = [*first, *(name for name in columns if name not in first)]
    now = editing.edited(
        "mission_step",
        rows.drop(columns=["starts_on", "found", "needed"]),
        {name: editing.column("mission_step", name) for name in ordered},
        key=f"steps_{mission_id}_{editing.turn(key)}_{reader().language}",
        may_grow=True,
        height="content",
        alt=_("Steps in order, with the output that the gate asks for"),
    )
    name = editing.who(f"{key}_who")
    editing.offer_to_store(
        name,
        key=key,
        reason=N_("Steps of the mission edited"),
        store=lambda why: programme.save_steps(
            cursor(), mission_id=mission_id, rows=now, who=name, reason=why
        ),
    )


def show_outputs(mission_id: str) -> None:
    """Show the start of each step and its output so far."""
    read, rows = reader(), ask(programme.steps, mission_id=mission_id)
    show_table(
        {
            _("Step"): read.names(rows),
            _("Begins"): [read.date(None if pd.isna(day) else day) for day in rows["starts_on"]],
            _("Output"): [read.half(output) for output in rows["output"]],
            _("Recognised by"): [read.choice("output_kind", kind) for kind in rows["output_kind"]],
            _("There"): [
                f"{read.number(min(found, needed))} / {read.number(needed)}"
                for found, needed in zip(rows["found"], rows["needed"], strict=True)
            ],
        },
        alt=_("Outputs of the mission"),
    )


def show(mission_id: str) -> None:
    """Show the outputs of a mission, and its steps to edit."""
    show_outputs(mission_id)
    with st.expander(_("Edit the steps"), icon=":material/edit:"):
        show_steps(mission_id, is_template=False)


def gate(mission_id: str, row: DeltaGenerator, *, is_closed: bool) -> None:
    """Close the mission with a button at the end of a row, or say below it what is missing."""
    if is_closed:
        return
    with row:
        who = signed_button(
            _("Close the mission"),
            key="mission_close",
            field="mission_close_who",
            primary=False,
            icon=":material/door_front:",
        )
    if who is None:
        return
    try:
        programme.close(cursor(), mission_id=mission_id, day=dt.date.today(), who=who)
    except OpenGateError as error:
        read = reader()
        lines = [
            _(
                "{step}: {output} ({found} of {needed})",
                step=read.name(row["name_en"], row["name_zh"]),
                output=read.half(row["output"]) or read.choice("output_kind", row["output_kind"]),
                found=read.number(row["found"]),
                needed=read.number(row["needed"]),
            )
            for row in error.steps.to_dict("records")
        ]
        listed = "\n".join(f"- {plain(line)}" for line in lines)
        st.error(f"{plain(read.error(error))}\n{listed}", icon=":material/door_front:")
    else:
        editing.saved()
