"""Agenda of a training, edited by the trainer, and attendance."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from isdata.output.figures import style, timetable
from isdata.output.reports.training import agenda_report
from isdata.programme.training import agenda, exercises
from isdata.programme.training.agenda import Session
from isdata.programme.training.records import PracticeCopy, Records
from pages.common import charts, day_field, screen
from pages.common.data import ask
from pages.common.editing import saving
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.report_offer import report_buttons
from pages.training.parts import agenda_blocks

_WIDE = 1700  # width from which the content in both languages is shown side by side [px]
_TALL = 66  # height of a row with several lines [px]


def _headline(sessions: Sequence[Session]) -> str:
    """Days, sessions, hours of teaching and exercises of the agenda."""
    read, known = reader(), exercises.exercises()
    done = {name for each in sessions for name in each.exercises}
    words = (
        N_("{days} days, {sessions} sessions, {hours} of teaching, all {count} exercises")
        if done >= set(known)
        else N_("{days} days, {sessions} sessions, {hours} of teaching, {done} of {count} exercises")
    )
    return _(
        words,
        days=read.number(len({each.day for each in sessions})),
        sessions=read.number(len(sessions)),
        hours=read.amount(sum(each.minutes for each in sessions) / 60, "h", is_padded=False),
        done=read.number(len(done & set(known))),
        count=read.number(len(known)),
    )


def picture(sessions: Sequence[Session], *, is_phone: bool) -> None:
    """Draw the agenda by day and hour; on a phone one day below the other, as titles would be cut."""
    read = reader()
    headline.state(_headline(sessions), is_on_page=True)
    if not sessions:
        return
    st.subheader(_("Timetable"), anchor=False)
    if is_phone:
        agenda_blocks.show(sessions)
        return
    practical, lecture = _("with exercises"), _("without exercises")
    rows = pd.DataFrame(
        {
            "day": [_("Day {number}", number=str(each.day)) for each in sessions],
            "start": [_hours(each.start) for each in sessions],
            "minutes": [each.minutes for each in sessions],
            "title": [read.name(each.title_en, each.title_zh) for each in sessions],
            "time": [read.span(each.start, each.end) for each in sessions],
            "state": [practical if each.exercises else lecture for each in sessions],
        }
    )
    charts.draw(
        timetable.timetable(rows, charts.reader(), {practical: style.ACCENT, lecture: style.PALETTE[1]}),
        alt=_("Sessions by day and hour"),
    )


def _hours(start: str) -> float:
    """Time of day. [h]"""
    hours, minutes = map(int, start.split(":"))
    return hours + minutes / 60


def _configuration(cases: Mapping[str, str], room: int) -> dict[str, Any]:
    """Column configuration of the agenda for a width [px]; a phone keeps the content visible."""
    column = st.column_config
    is_pinned, is_zh = screen.is_phone(), reader().language == "zh"
    content = 164 if is_pinned else 360 if room >= _WIDE else 174
    case = 300 if room >= _WIDE else max(220, room - 884)  # up to the edge; the other language is beyond it
    return {
        "day": column.NumberColumn(
            _("Training day"), min_value=1, max_value=10, step=1, required=True, width=115
        ),
        "start": column.TextColumn(_("Begins at"), required=True, width=105),
        "minutes": column.NumberColumn(_("Minutes"), min_value=1, step=5, required=True, width=90),
        "title_en": column.TextColumn(_("Content (English)"), width=content, pinned=is_pinned and not is_zh),
        "title_zh": column.TextColumn(_("Content (Chinese)"), width=content, pinned=is_pinned and is_zh),
        "exercises": column.MultiselectColumn(
            _("Exercises"),
            options=list(exercises.exercises()),
            format_func=lambda name: exercises.exercises()[name].title[reader().language],
            width=480 if room >= _WIDE else 378,
        ),
        "case": column.SelectboxColumn(
            _("Case"), options=["", *cases], format_func=lambda name: cases.get(name, "–"), width=case
        ),
    }


def build(records: Records) -> None:
    """Show the agenda for editing by the trainer."""
    sessions, read = records.agenda(), reader()
    once(picture, sessions, is_phone=screen.is_phone())
    room = screen.screen().width  # a phone has different rows
    st.subheader(_("Edit the agenda"), anchor=False)
    cases = names(ask(_cases), "case_id")
    rows = st.data_editor(
        pd.DataFrame([agenda.as_row(each) for each in sessions]),
        placeholder="",
        column_order=_columns(read.language),
        column_config=_configuration(cases, room),
        hide_index=True,
        num_rows="dynamic",
        height="content",
        row_height=_TALL,
        key=f"agenda_{read.language}",
        alt=_("Sessions of the agenda"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        starts_on = day_field.enter(_("First day"), key="agenda_first_day", width=160)
        if st.button(_("Save the agenda"), key="agenda_save", icon=":material/save:"):
            with saving.show_problems():
                records.keep_agenda(_sessions(rows))
                saving.saved(_("Saved."))  # beside the park
        report_buttons(
            lambda: agenda_report(sessions, cases, starts_on=starts_on, reader=read),
            {"docx": _("Agenda (Word)")},
            "agenda",
            key="agenda",
        )


def _columns(language: str) -> list[str]:
    """Columns of the agenda, the content in the reader's language before the other."""
    own, other = ("title_zh", "title_en") if language == "zh" else ("title_en", "title_zh")
    when = ["day", "start", "minutes"]
    first = [own, *when] if screen.is_phone() else [*when, own]
    return [*first, "exercises", "case", other]


def _sessions(rows: pd.DataFrame) -> list[Session]:
    """Sessions as typed, without empty rows."""
    typed = rows.dropna(how="all")
    return [
        Session(
            day=int(row["day"]) if pd.notna(row["day"]) else 0,
            start=str(row["start"] or ""),
            minutes=int(row["minutes"]) if pd.notna(row["minutes"]) else 0,
            title_en=_text(row["title_en"]),
            title_zh=_text(row["title_zh"]),
            exercises=tuple(row["exercises"]) if isinstance(row["exercises"], (list, tuple)) else (),
            case=_text(row["case"]),
        )
        for row in typed.to_dict("records")
    ]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def attendance(records: Records, held: Sequence[PracticeCopy]) -> None:
    """Let the trainer record attendance by half-day of the agenda."""
    halves = agenda.half_days(records.agenda())
    was_there = records.attended()
    words = {"morning": _("Day {number}, morning"), "afternoon": _("Day {number}, afternoon")}
    titles = {half: words[half[1]].format(number=half[0]) for half in halves}
    rows = pd.DataFrame(
        {"trainee": [copy.trainee for copy in held]}
        | {title: [(copy.code, *half) in was_there for copy in held] for half, title in titles.items()}
    )
    ticked = st.data_editor(
        rows,
        column_config={"trainee": st.column_config.TextColumn(_("Trainee"), disabled=True)},
        hide_index=True,
        height="content",
        key=f"attendance_{reader().language}_{len(held)}",
        alt=_("Attendance by half-day"),
    )
    now = {
        (copy.code, *half)
        for place, copy in enumerate(held)
        for half, title in titles.items()
        if bool(ticked[title].iloc[place])
    }
    shown = {(copy.code, *half) for copy in held for half in halves}
    if now != was_there & shown:
        records.keep_attendance((was_there - shown) | now)
        st.toast(_("Attendance stored."), icon=":material/check:")


def _cases(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "case_cards")
