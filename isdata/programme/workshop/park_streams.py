"""Row of a park file for a confirmed entry: a new supply or demand, or new values of a stored one."""

from typing import Any

from isdata.data import i18n
from isdata.data.entry import provisional
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import STORED_AS, Entry
from isdata.programme.workshop.park_references import (
    SOURCE,
    VISIBLE_AS,
    Park,
    derived_id,
    in_own_language,
    is_illustrative,
    site_id,
)

_OF_NEW_STREAM = ("name_en", "name_zh", "is_illustrative")  # a replaced stream keeps its own


def choice_of(entry: Entry) -> tuple[str, str]:
    """Choice for a confirmed entry that repeats a stored stream, and that stream; empty without a choice for its company."""
    entered = entry.confirmed or {}
    is_same = entered.get("company") == entry.company
    return (entered.get("repeats", ""), entered.get("stream_id", "")) if is_same else ("", "")


def stream(day: Day, entry: Entry, known: Park) -> dict[str, Any]:
    """Row of a new stream, or the values for updating the stored one that the entry replaces, as by quick entry."""
    row, (choice, stream_id) = _new_stream(day, entry, known), choice_of(entry)
    if choice != "replace":
        return row
    named = {name: value for name, value in row.items() if value is not None and name not in _OF_NEW_STREAM}
    return provisional.of_stored(named | {"stream_id": stream_id}, row)


def _new_stream(day: Day, entry: Entry, known: Park) -> dict[str, Any]:
    entered = entry.confirmed or {}
    values = entered["values"]
    has_amount = values.get("quantity") is not None
    participant = day.participants[entry.participant_id]
    has_cost = values.get("current_cost") is not None
    date = str(day.about.get("date", ""))
    return {
        "stream_id": derived_id(day, "entry", entry.entry_id),
        "site_id": site_id(day, entry.company, known),
        "direction": STORED_AS[entered["direction"]],
        "resource_id": values["resource_id"],
        **in_own_language("name", str(values.get("named") or values["what"])),
        "quantity": values.get("quantity"),
        "unit": values["unit"] if has_amount else known.resources[values["resource_id"]]["unit"],
        "period": values["period"] if has_amount else "year",
        "year": _year(day, entry, known),
        "form": values.get("form"),
        "temperature": values.get("temperature"),
        "current_cost": values.get("current_cost"),
        "currency": known.currency if has_cost else None,
        "price_year": int(date[:4]) if has_cost and date[:4].isdigit() else None,
        "basis": "estimate",
        "visibility": VISIBLE_AS[participant.visibility],
        "consent_date": date or None,
        "note": entry.note or None,
        "source": i18n.both(SOURCE),
        "is_illustrative": is_illustrative(day),
    }


def _year(day: Day, entry: Entry, known: Park) -> int | None:
    """Year of a stream: that of other entered streams; once stored, it does not change with the newest flows."""
    stored = (day.stored.get(f"entry:{entry.entry_id}") or {}).get("stream", [{}])
    return stored[0].get("year", known.year)
