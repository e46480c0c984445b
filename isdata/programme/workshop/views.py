"""Disclosure in a workshop: amounts of its own company to a phone, agreed data to the wall."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from isdata.programme.workshop.day import Day, Entry, Participant
from isdata.programme.workshop.groups import in_order
from isdata.symbiosis.matching.anonymise import band


@dataclass(frozen=True)
class Shown:
    """An entry as a hall may see it.

    Parameters
    ----------
    entry_id, direction, what : str
        Of the entry.
    company : str
        Who declared it; empty where that is not stated.
    quantity : float or None
        In `unit` per `period`; None where only the range is stated, or nothing is known.
    low, high : float or None
        Range in which the amount lies, of 1, 3, 10, 30, …
    unit, period : str
        Of the amount.
    current_cost : float or None
        Cost today per unit, where its company shows everything.
    resource_id : str
        What it is of the resource list; empty where that is not known.
    hands : int
        Companies with a raised hand.
    is_confirmed : bool
        Whether the facilitator confirmed it.
    named : str
        The resource in both languages, where the facilitator corrected what it is; else empty.
    is_earlier : bool
        Whether it is no entry, but a stream that the park had before the workshop.
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


def for_wall(day: Day, entry: Entry) -> Shown | None:
    """Return an entry as everybody may see it; None for one that only the facilitator sees.

    What its company chose last holds, also for what it declared before.
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
    """Return whether everybody may see an entry, in full or in part."""
    participant = day.participants.get(entry.participant_id)
    return entry.is_live and participant is not None and participant.visibility != "facilitator"


def in_focus(day: Day) -> Shown | None:
    """Return the entry that the wall shows alone, as everybody may see it now; None where there is none."""
    scene = day.on_wall.scene
    entry = day.entries.get(str(scene.get("entry"))) if scene.get("scene") == "focus" else None
    return for_wall(day, entry) if entry else None


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
    """Return entries of other companies, as the hall may see them, that say the opposite of the same thing."""
    return [other for other in day.groups.opposite(entry) if is_shown(day, other)]


def withheld(day: Day, entry: Entry) -> list[Entry]:
    """Return entries that would be counterparts, but are for the facilitator only."""
    return [other for other in day.groups.opposite(entry) if other.is_live and not is_shown(day, other)]
