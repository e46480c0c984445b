"""Steps of a mission or template, edited in place, and the gate at its end."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import N_
from isdata.errors import OpenGateError
from isdata.programme.missions import programme
from isdata.programme.training import exercises
from pages.common import day_field, navigation, pick, popovers, screen, tables
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.show import escaped

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
_ON_PHONE = (170, 88, 106)  # widths of step, available output and start, the columns visible on a phone [px]
RECORD = "document_opened"  # key of the popover that records a document
# Page that produces an output, by its recognition rule; for a document, the page of its exercise.
PRODUCED_ON = {
    "inventories": "data",
    "synergies": "matches",
    "feasibility": "board",
    "conference": "meetings",
    "training": "meetings",
    "visit": "meetings",
    "committee": "meetings",
    "decisions": "meetings",
}
# Documents of the supplied templates without an exercise page, by the English name of the step.
DOCUMENTED_ON = {"Invite the companies": "workshop", "Prepare the visits": "visits", "Hand over": "closeout"}


def show_steps(mission_id: str, *, is_template: bool) -> None:
    """Let the facilitator edit the steps."""
    columns = PLAN if is_template else (*DONE, *PLAN)
    key = "template_steps" if is_template else "mission_steps"
    rows = ask(programme.steps, mission_id=mission_id)
    first = ["sequence", "name_zh" if reader().language == "zh" else "name_en", "output"]
    ordered = [*first, *(name for name in columns if name not in first)]
    now = edited_table.edited(
        "mission_step",
        rows.drop(columns=list(programme.COUNTED)),
        {name: edited_table.column("mission_step", name) for name in ordered},
        key=f"steps_{mission_id}_{saving.save_count(key)}_{reader().language}",
        may_grow=True,
        alt=_("Steps in order, with the output that the gate asks for"),
    )
    store = partial(programme.save_steps, mission_id=mission_id, rows=now)
    saving.offer_to_store(
        signing.signature(f"{key}_who"),
        store,
        key=key,
        reason=N_("Steps of the mission edited"),
        outcome=None if is_template else partial(progress, mission_id),
    )


def show_outputs(mission_id: str) -> None:
    """Show the start of each step and its output so far; columns hidden on a phone are last."""
    read, rows = reader(), ask(programme.steps, mission_id=mission_id)
    columns = {
        _("Step"): read.names(rows),
        _("Recorded / required"): [
            f"{read.number(min(found, needed))} / {read.number(needed)}"
            for found, needed in zip(rows["found"], rows["needed"], strict=True)
        ],
        _("Begins"): [tables.day(day) for day in rows["starts_on"]],
        _("Output"): [read.half(output) for output in rows["output"]],
        _("Evidence"): [read.choice("output_kind", kind) for kind in rows["output_kind"]],
        _("Existing before"): [
            read.number(before) if kind in programme.OF_THE_PARK else "–"
            for before, kind in zip(rows["before"], rows["output_kind"], strict=True)
        ],
    }
    widths = dict(zip(columns, _ON_PHONE, strict=False)) if screen.is_phone() else {}
    tables.show_table(columns, widths=widths, height="content", alt=_("Outputs of the mission"))


def show(mission_id: str, *, is_closed: bool) -> None:
    """Show the outputs of a mission, a form for its documents, and its steps to edit."""
    once(show_outputs, mission_id)
    if not is_closed:
        record_document(mission_id)
    with popovers.lazy_content(
        _("Edit the steps"), key="mission_steps_edit", icon=":material/edit:"
    ) as is_drawn:
        if is_drawn:
            show_steps(mission_id, is_template=False)


def record_document(mission_id: str) -> None:
    """Let the facilitator record a document as delivered."""
    read, left = reader(), programme.missing(ask(programme.steps, mission_id=mission_id))
    left = left[left["output_kind"] == "document"]
    if left.empty:
        return
    documents = {
        row["step_id"]: f"{read.name(row['name_en'], row['name_zh'])} · {read.half(row['output']) or '–'}"
        for row in left.to_dict("records")
    }
    with popovers.closable_popover(
        _("Record a document"), key=RECORD, icon=":material/description:", width="content"
    ):
        step = pick.choice_input(
            _("Document"), documents, key="form_document", default=next(iter(documents)), width=520
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            day = day_field.enter(_("Delivered"), key="document_day", width=160)
            evidence = st.text_input(
                _("File or place where it is found"), key=f"document_evidence_{step}", width=340
            ).strip()
        who = signed_button(
            _("Record as delivered"),
            key="document_record",
            is_ready=bool(step and evidence),
            field="document_who",
            is_in_popover=True,
        )
    if who and step:
        with saving.stored():
            programme.record_document(cursor(), step_id=step, evidence=evidence, day=day, who=who)
            popovers.close(RECORD)
            saving.saved(reader().sentences([_("Saved."), progress(mission_id)]))


def progress(mission_id: str) -> str:
    """Text after saving with the number of outputs and the next step."""
    read, rows = reader(), programme.steps(cursor(), mission_id=mission_id)
    left = programme.missing(rows)
    progress_words = _(
        "Outputs available: {done} of {all}.",
        done=read.number(len(rows) - len(left)),
        all=read.number(len(rows)),
    )
    # A delivery date alone is no output if the output is counted from the park's data.
    pending = [
        _(
            "“{step}” is complete once its output is available: {found} of {needed}.",
            step=read.name(row["name_en"], row["name_zh"]),
            found=read.number(row["found"]),
            needed=read.number(row["needed"]),
        )
        for row in left[left["delivered_on"].notna()].head(1).to_dict("records")
    ]
    if left.empty:
        return read.sentences([progress_words, _("All outputs are available: the mission can be closed.")])
    following = read.name(left.iloc[0]["name_en"], left.iloc[0]["name_zh"])
    return read.sentences([progress_words, *pending, _("Next step: {step}.", step=following)])


def gate(mission_id: str, row: DeltaGenerator, *, is_closed: bool) -> None:
    """Show a button to close the mission at the end of a row, or below it what is missing."""
    if is_closed:
        return
    with row:  # both directly in the row, so that they are side by side on a phone
        who = signing.signature("mission_close_who", is_short=True)
        is_used = st.button(_("Close the mission"), key="mission_close", icon=":material/door_front:")
    if not signing.is_signed(is_used, who, key="mission_close", who="mission_close_who"):
        return
    try:
        programme.close(cursor(), mission_id=mission_id, day=dt.date.today(), who=who)
    except OpenGateError as error:
        st.error(escaped(reader().error(error)), icon=":material/door_front:")
        for step in error.steps.to_dict("records"):
            _missing(step)
    else:
        saving.saved()


def link(step: Mapping[str, Any], words: str = "") -> None:
    """Show a link to the page that produces the output of a step; nothing if none is known.

    Parameters
    ----------
    step : mapping
        Row of `programme.steps`.
    words : str
        Text with the placeholder {page}; by default the title of the page alone.
    """
    exercise = exercises.exercises().get(step["exercise"] or "")
    page = (
        PRODUCED_ON.get(step["output_kind"])
        or (exercise.page if exercise else "")
        or DOCUMENTED_ON.get(step["name_en"] or "", "")
    )
    if not page:
        return
    title = _(next(each.title for each in navigation.ENTRIES if each.name == page))
    new = {
        "meeting": "new",
        "meeting_kind": step["output_kind"],
        "meeting_mission": step["mission_id"],
    }
    query = new if page == "meetings" else {}
    navigation.link(
        page, words.format(page=title) if words else title, icon=":material/arrow_forward:", **query
    )


def _missing(step: dict[str, Any]) -> None:
    """Show a missing output, with a link to the page that produces it."""
    read = reader()
    line = _(
        "{step}: {output} ({found} of {needed})",
        step=read.name(step["name_en"], step["name_zh"]),
        output=read.half(step["output"]) or read.choice("output_kind", step["output_kind"]),
        found=read.number(step["found"]),
        needed=read.number(step["needed"]),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"- {escaped(line)}", width="content")
        link(step)
        if step["output_kind"] == "document":
            st.caption(_("Delivered? “Record a document” below the outputs."), width="content")
