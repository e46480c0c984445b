"""Possible matches between entries with different names, for clarification by the facilitator."""

from collections.abc import Callable, Collection, Sequence

import duckdb

from isdata.data import store
from isdata.data.naming import distinctive_words
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry

_FIRST = 3  # number of meanings of an entry considered

Meanings = Callable[[Entry], Sequence[str]]


def substitutions(con: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str]]:
    """Pairs of a resource and the resource that it replaces in a published use."""
    uses = store.ask(con, "uses")
    return frozenset(zip(uses["resource_id"], uses["substitute_id"], strict=True))


def possible_partners(
    day: Day, entry: Entry, meanings: Meanings, replaces: Collection[tuple[str, str]]
) -> list[Entry]:
    """Entries of other companies in the opposite direction for a similar resource; to be clarified, not a match.

    Similar are entries that may mean the same resource, whose text contains that of the other, or whose resource replaces
    the other in a published use. Entries for the same resource are left out, because they match already.

    Parameters
    ----------
    meanings : callable
        Returns the resources that an entry may mean, most likely first.
    replaces : collection of (str, str)
        As returned by `substitutions`.
    """
    if not entry.is_live or entry.subject != "material":
        return []
    same = {each.entry_id for each in day.groups.opposite(entry)}
    return [
        other
        for other in day.entries.values()
        if other.is_live
        and other.entry_id not in same
        and (other.subject, other.company != entry.company) == (entry.subject, True)
        and other.direction != entry.direction
        and _is_near(entry, other, meanings, replaces)
    ]


def _is_near(entry: Entry, other: Entry, meanings: Meanings, replaces: Collection[tuple[str, str]]) -> bool:
    have, want = (entry, other) if entry.direction == "have" else (other, entry)
    one, two = (list(meanings(each))[:_FIRST] for each in (have, want))
    if (one and one[0] in two) or (two and two[0] in one):
        return True
    if one and two and (one[0], two[0]) in replaces:
        return True
    words = [distinctive_words(str(each.values.get("what", ""))) for each in (have, want)]
    return all(words) and (words[0] <= words[1] or words[1] <= words[0])
