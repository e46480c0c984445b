"""Page of a table's console."""

from typing import Any

from isdata.data import i18n
from isdata.programme.workshop import templates, views
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import new_key


def page(
    read: i18n.Reader, day: Day, number: int, own: list[Entry], path: str, *, may_undo: bool = False
) -> str:
    """Complete page: form for an opportunity, and the entries below it."""
    return templates.page(
        "table.html",
        read,
        style=templates.file("style.css") + templates.file("main_screen.css"),
        script=templates.file("main_screen.js"),
        may_undo=may_undo,
        **_values(read, day, number, own, path),
    )


def entries(
    read: i18n.Reader, day: Day, number: int, own: list[Entry], path: str, *, may_undo: bool = False
) -> str:
    """Part of the page that follows the day."""
    return templates.page(
        "table_entries.html", read, may_undo=may_undo, **_values(read, day, number, own, path)
    )


def _values(read: i18n.Reader, day: Day, number: int, own: list[Entry], path: str) -> dict[str, Any]:
    names, others = day.about.get("tables", []), day.about.get("facilitators", [])
    return {
        "table_name": read.half(names[number - 1]) if number <= len(names) else "",
        "facilitator": others[number - 1] if number <= len(others) else "",
        "day": day,
        "own": own,
        "path": path,
        "new_key": new_key,
        "full_amount": lambda entry: templates.full_amount(read, entry.values),
        "fits": lambda entry: len({other.company for other in views.counterparts(day, entry)}),
        "hands": lambda entry: len(day.hands(entry)),
        "state": lambda entry: read.text(templates.STATE_WORDS[entry.status]),
        "opportunities": [
            each.title
            for each in day.opportunities.values()
            if {entry.entry_id for entry in own}.intersection(each.entries)
        ],
    }
