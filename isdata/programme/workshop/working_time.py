"""Facilitation hours: hours by person, and by opportunity."""

from collections import defaultdict
from collections.abc import Callable

from isdata.programme.workshop.day_state import Day, Effort


def hours_by_person(day: Day) -> dict[str, float]:
    """Hours of each facilitator, in the order first recorded. [h]"""
    return _hours(day, lambda each: each.who.strip())


def hours_by_opportunity(day: Day) -> dict[str, float]:
    """Hours for each opportunity, in their numbering; hours for the workshop as a whole are last, under an empty id. [h]"""
    found = _hours(day, lambda each: each.opportunity)
    return {name: found[name] for name in [*day.opportunities, ""] if name in found}


def _hours(day: Day, of: Callable[[Effort], str]) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for each in day.efforts.values():
        found[of(each)] += each.hours
    return dict(found)
