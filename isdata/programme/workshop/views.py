"""Disclosure in a workshop: a phone sees its own company's data, the main screen only agreed data."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry, Participant
from isdata.programme.workshop.groups import in_order
from isdata.symbiosis.matching.anonymise import band


@dataclass(frozen=True)
class Shown:
    """An entry as a hall may see it.

    Parameters
    ----------
    entry_id, direction, what : str
        Values of the entry.
    company : str
        Declaring company; empty if undisclosed.
    quantity : float or None
        In `unit` per `period`; None if only the range is disclosed, or if unknown.
    low, high : float or None
        Range of the amount, with limits 1, 3, 10, 30, …
    unit, period : str
        Unit and period of the amount.
    current_cost : float or None
        Present cost per unit, if its company shows everything.
    resource_id : str
        Id in the resource list; empty if unknown.
    hands : int
        Number of companies with an expression of interest.
    is_confirmed : bool
        True if the facilitator confirmed it.
    named : str
        Bilingual name of the resource if corrected by the facilitator; else empty.
    is_earlier : bool
        True for a stream recorded before the workshop instead of an entry.
    """

    entry_id: str
    direction: str
    what: str
    company: str
    quantity: float | None
    low: float | None
    high: float | None
    unit: str
    period: str
    current_cost: float | None
    resource_id: str
    hands: int
    is_confirmed: bool
    named: str = ""
    is_earlier: bool = False


def for_main_screen(day: Day, entry: Entry) -> Shown | None:
    """Entry as everybody may see it; None if only the facilitator may see it.

    The latest choice of its company also applies to earlier declarations.
    """
    if not is_shown(day, entry):
        return None
    quantity = entry.values.get("quantity")
    low, high = _range(quantity)
    is_full = day.participants[entry.participant_id].visibility == "full"
    return Shown(
        entry.entry_id,
        entry.direction,
        str(entry.values.get("what", "")),
        entry.company_name if is_full else "",
        quantity if is_full else None,
        low,
        high,
        str(entry.values.get("unit", "")),
        str(entry.values.get("period", "")),
        entry.values.get("current_cost") if is_full else None,
        str(entry.values.get("resource_id", "")),
        len(day.hands(entry)),
        entry.status == "confirmed",
        str(entry.values.get("named", "")),
    )


def is_shown(day: Day, entry: Entry) -> bool:
    """Return True if everybody may see an entry, in full or in part."""
    participant = day.participants.get(entry.participant_id)
    return entry.is_live and participant is not None and participant.visibility != "facilitator"


def focused_entry(day: Day) -> Shown | None:
    """Entry that the main screen shows alone, as everybody may see it now; None if there is none."""
    scene = day.on_main_screen.scene
    entry = day.entries.get(str(scene.get("entry"))) if scene.get("scene") == "focus" else None
    return for_main_screen(day, entry) if entry else None


@lru_cache(maxsize=4096)
def _range(quantity: Any) -> tuple[float | None, float | None]:
    if not isinstance(quantity, (int, float)) or quantity <= 0:
        return None, None
    low, high = band(pd.Series([float(quantity)]))
    return float(low.iloc[0]), float(high.iloc[0])


def own_entries(day: Day, participant: Participant) -> list[Entry]:
    """Entries that a phone may read in full: its own, and those of its company once it is admitted."""
    found = day.groups.of_device.get(participant.participant_id, [])
    if participant.is_admitted:
        found = found + day.groups.of_company.get(participant.of_company, [])
    return in_order(found)


def counterparts(day: Day, entry: Entry) -> list[Entry]:
    """Entries of other companies for the same resource in the opposite direction, as the hall may see them."""
    return [other for other in day.groups.opposite(entry) if is_shown(day, other)]


def withheld(day: Day, entry: Entry) -> list[Entry]:
    """Entries that would be counterparts but are visible to the facilitator only."""
    return [other for other in day.groups.opposite(entry) if other.is_live and not is_shown(day, other)]
