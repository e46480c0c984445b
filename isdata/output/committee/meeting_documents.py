"""Invitation and minutes of a meeting, as documents."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, Reader
from isdata.output.reports.blocks import Block, Column, Heading, Note, Paragraph, Report, Table
from isdata.programme.missions import meetings


def invitation(
    con: duckdb.DuckDBPyConnection, *, park_id: str, event_id: str, reader: Reader, day: dt.date
) -> Report:
    """Invitation to a meeting: time and place, agenda, and the actions that return to it."""
    meeting, text = _meeting(con, park_id, event_id), reader.text
    agenda = _lines(meeting["agenda"])
    returning = meetings.actions(con, event_id=event_id)
    returning = returning[returning["is_of_earlier_event"].astype(bool)]
    blocks: list[Block] = [
        Paragraph(
            text(
                N_("You are invited to “{name}” on {day}."),
                name=reader.name(meeting["name_en"], meeting["name_zh"]),
                day=_days(meeting, reader),
            )
        ),
        *_place(meeting, reader),
        Heading(text(N_("Agenda"))),
        Paragraph("", [f"{number}. {line}" for number, line in enumerate(agenda, start=1)])
        if agenda
        else Note(text(N_("The agenda is not set yet.")), is_warning=True),
    ]
    if not returning.empty:
        blocks += [Heading(text(N_("Open actions to report on"))), _actions(returning, reader)]
    return _report(con, meeting, park_id, N_("Invitation"), reader, day, blocks)


def minutes(
    con: duckdb.DuckDBPyConnection, *, park_id: str, event_id: str, reader: Reader, day: dt.date
) -> Report:
    """Minutes of a meeting: attendance, agenda, course, decisions with votes, and actions."""
    meeting, text = _meeting(con, park_id, event_id), reader.text
    decided, agreed = (
        meetings.decisions(con, event_id=event_id),
        meetings.actions(con, event_id=event_id),
    )
    blocks: list[Block] = [Paragraph(_days(meeting, reader)), *_place(meeting, reader)]
    for title, name, nothing in (
        (N_("Persons present"), "attendance", N_("No attendance is recorded.")),
        (N_("Agenda"), "agenda", N_("The agenda is not set yet.")),
        (N_("Course of the meeting"), "minutes", N_("No minutes are recorded.")),
    ):
        lines = _lines(meeting[name])
        blocks.append(Heading(text(title)))
        blocks += [Paragraph(line) for line in lines] or [Note(text(nothing), is_warning=True)]
    blocks.append(Heading(text(N_("Decisions"))))
    blocks.append(_decisions(decided, reader) if len(decided) else Note(text(N_("No decision was taken."))))
    blocks.append(Heading(text(N_("Actions"))))
    blocks.append(_actions(agreed, reader) if len(agreed) else Note(text(N_("No action is open."))))
    if pd.isna(meeting["closed_on"]):
        blocks.append(Note(text(N_("Draft: the minutes are not closed yet.")), is_warning=True))
    else:
        blocks.append(Note(text(N_("Minutes closed on {day}."), day=reader.date(meeting["closed_on"]))))
    return _report(con, meeting, park_id, N_("Minutes of the meeting"), reader, day, blocks)


def _meeting(con: duckdb.DuckDBPyConnection, park_id: str, event_id: str) -> dict[str, Any]:
    held = meetings.meetings(con, park_id=park_id)
    return held[held["event_id"] == event_id].iloc[0].to_dict()


def _days(meeting: Mapping[str, Any], reader: Reader) -> str:
    """First to last day of a meeting."""
    first, last = (
        None if pd.isna(meeting[name]) else meeting[name].date() for name in ("starts_on", "ends_on")
    )
    if last is None or last == first:
        return reader.date(first)
    return reader.text(N_("{first} to {last}"), first=reader.date(first), last=reader.date(last))


def _place(meeting: Mapping[str, Any], reader: Reader) -> list[Block]:
    place = reader.half(meeting["place"])
    return [Paragraph(reader.text(N_("Place: {place}"), place=place))] if place else []


def _lines(words: object) -> list[str]:
    """Lines of a text, without empty ones."""
    return [line.strip() for line in words.splitlines() if line.strip()] if isinstance(words, str) else []


def _decisions(rows: pd.DataFrame, reader: Reader) -> Table:
    text = reader.text
    votes = {"votes_for": N_("For"), "votes_against": N_("Against"), "abstentions": N_("Abstained")}
    return Table(
        "",
        [
            Column(text(N_("Decision")), reader.names(rows), width=3.0),
            *(
                Column(text(title), ["–" if pd.isna(count) else str(int(count)) for count in rows[name]])
                for name, title in votes.items()
            ),
            Column(text(N_("Reason")), [reader.half(note) for note in rows["note"]], width=1.5),
        ],
    )


def _actions(rows: pd.DataFrame, reader: Reader) -> Table:
    text = reader.text
    return Table(
        "",
        [
            Column(text(N_("Action")), reader.names(rows), width=3.0),
            Column(text(N_("Owner")), [reader.half(owner) or "–" for owner in rows["owner"]]),
            Column(text(N_("Due")), [reader.date(None if pd.isna(day) else day) for day in rows["due_date"]]),
            Column(text(N_("Status")), [reader.choice("action_status", status) for status in rows["status"]]),
        ],
    )


def _report(
    con: duckdb.DuckDBPyConnection,
    meeting: Mapping[str, Any],
    park_id: str,
    title: str,
    reader: Reader,
    day: dt.date,
    blocks: list[Block],
) -> Report:
    park = store.ask(con, "park_summary", park_id=park_id).iloc[0]
    return Report(
        title=reader.text(title),
        subtitle=reader.name(meeting["name_en"], meeting["name_zh"]),
        park=reader.name(park["name_en"], park["name_zh"]),
        day=day,
        data_version=store.data_version(con),
        reader=reader,
        blocks=blocks,
    )
