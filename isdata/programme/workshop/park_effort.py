"""Rows of a park file for the facilitation hours at a workshop."""

from isdata.programme.workshop.day_state import Day, Effort
from isdata.programme.workshop.park_references import Rows, derived_id, is_illustrative


def rows(day: Day) -> dict[str, Rows]:
    """Rows by the key of their item, none for a day without a date.

    The key contains the synergy, so that an entry is taken back before its synergy is, and stored again without it.
    """
    date = str(day.about.get("date", "")) or None
    if date is None:  # work without a day cannot be stored
        return {}
    found = {}
    for key, each in day.efforts.items():
        opportunity = day.opportunities.get(each.opportunity)
        synergy = each.opportunity if opportunity and opportunity.is_confirmed else ""
        found[f"effort:{key}:{synergy}"] = {"effort": [_row(day, key, each, synergy, date)]}
    return found


def _row(day: Day, key: str, each: Effort, synergy: str, date: str) -> dict[str, object]:
    return {
        "effort_id": derived_id(day, "effort", key, synergy),
        "park_id": day.about["park_id"],
        "synergy_id": derived_id(day, "opportunity", synergy) if synergy else None,
        "day": date,
        "effort_kind": "workshop",
        "person": each.who.strip() or None,
        "hours": each.hours,
        "note": each.activity.strip() or None,
        "is_illustrative": is_illustrative(day),
    }
