"""Invitation and minutes of a meeting, as documents."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.reports.blocks import (
    Block,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
    listed,
    tabulated,
)
from isdata.output.reports.park_report import park_report
from isdata.programme.missions import meetings


def invitation(
    con: duckdb.DuckDBPyConnection, *, park_id: str, event_id: str, reader: Reader, day: dt.date
) -> Report:
    """Invitation to a meeting: time and place, agenda, and open actions to be followed up."""
    meeting, text = _meeting(con, park_id, event_id), reader.text
    agenda = _lines(meeting["agenda"], reader)
    returning = meetings.actions(con, event_id=event_id)
    returning = returning[returning["is_of_earlier_event"].astype(bool)]
    name = reader.name(meeting["name_en"], meeting["name_zh"])
    blocks: list[Block] = [
        Paragraph(
            text(N_("You are invited to “{name}”. The day is not set yet."), name=name)
            if pd.isna(meeting["starts_on"])
            else text(N_("You are invited to “{name}” on {day}."), name=name, day=_days(meeting, reader))
        ),
        *_place(meeting, reader),
        *listed(reader, N_("Agenda"), agenda, N_("The agenda is not set yet."), is_warning=True),
    ]
    if not returning.empty:
        blocks += [Heading(text(N_("Open actions to report on"))), _actions(returning, reader)]
    return park_report(
        con, park_id, title=N_("Invitation"), subtitle=meeting, reader=reader, day=day, blocks=blocks
    )


def minutes(
    con: duckdb.DuckDBPyConnection, *, park_id: str, event_id: str, reader: Reader, day: dt.date
) -> Report:
    """Minutes of a meeting: attendance, agenda, discussion, decisions with votes, and actions."""
    meeting, text = _meeting(con, park_id, event_id), reader.text
    decided, agreed = meetings.decisions(con, event_id=event_id), meetings.actions(con, event_id=event_id)
    days = [Paragraph(_days(meeting, reader))] if pd.notna(meeting["starts_on"]) else []
    blocks: list[Block] = [*days, *_place(meeting, reader)]
    for title, name, nothing in (
        (N_("Attendees"), "attendance", N_("No attendance is recorded.")),
        (N_("Agenda"), "agenda", N_("The agenda is not set yet.")),
        (N_("Proceedings"), "minutes", N_("No minutes are recorded.")),
    ):
        blocks += listed(reader, title, _lines(meeting[name], reader), nothing, is_warning=True)
    blocks += [
        Heading(text(N_("Decisions"))),
        _decisions(decided, reader) if len(decided) else Note(text(N_("No decision was taken."))),
        Heading(text(N_("Actions"))),
        _actions(agreed, reader) if len(agreed) else Note(text(N_("No action is open."))),
        Note(text(N_("Draft: the minutes are not closed yet.")), is_warning=True)
        if pd.isna(meeting["closed_on"])
        else Note(text(N_("Minutes closed on {day}."), day=reader.date(meeting["closed_on"]))),
    ]
    title = N_("Minutes of the meeting")
    return park_report(con, park_id, title=title, subtitle=meeting, reader=reader, day=day, blocks=blocks)


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
    return reader.text(N_("{first} – {last}"), first=reader.date(first), last=reader.date(last))


def _place(meeting: Mapping[str, Any], reader: Reader) -> list[Block]:
    place = reader.half(meeting["place"])
    return [Paragraph(reader.text(N_("Place: {place}"), place=place))] if place else []


def _lines(words: object, reader: Reader) -> list[str]:
    """Non-empty lines of a text; bilingual lines in the reader's language only."""
    lines = words.splitlines() if isinstance(words, str) else []
    return [reader.half(line.strip()) for line in lines if line.strip()]


def _decisions(rows: pd.DataFrame, reader: Reader) -> Table:
    votes = {"votes_for": N_("For"), "votes_against": N_("Against"), "abstentions": N_("Abstained")}
    return tabulated(
        reader,
        (N_("Decision"), reader.names(rows), 3.0),
        *(
            (title, ["–" if pd.isna(count) else str(int(count)) for count in rows[name]])
            for name, title in votes.items()
        ),
        (N_("Reason"), [reader.half(note) for note in rows["note"]], 1.5),
    )


def _actions(rows: pd.DataFrame, reader: Reader) -> Table:
    return tabulated(
        reader,
        (N_("Action"), reader.names(rows), 3.0),
        (N_("Owner"), [reader.half(owner) or "–" for owner in rows["owner"]]),
        (N_("Due"), [reader.date(None if pd.isna(day) else day) for day in rows["due_date"]], 1.3),
        (N_("Status"), [reader.choice("action_status", status) for status in rows["status"]]),
    )
