"""Entries grouped by company and by resource, so that requests of two hundred phones need not scan all of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from isdata.programme.workshop.declarations import Entry

_OPPOSITE = {"have": "want", "want": "have"}


@dataclass(frozen=True)
class Groups:
    """Entries of a day in groups; each entry with its position in order of arrival.

    Parameters
    ----------
    of_device, of_company : mapping
        By the declaring participant, and by the company that it represented then.
    of_resource, of_words : mapping
        By direction, subject, and resource or text.
    """

    of_device: dict[str, list[tuple[int, Entry]]]
    of_company: dict[str, list[tuple[int, Entry]]]
    of_resource: dict[tuple[str, str, str], list[tuple[int, Entry]]]
    of_words: dict[tuple[str, str, str], list[tuple[int, Entry]]]

    def opposite(self, entry: Entry) -> list[Entry]:
        """Entries of other companies for the same resource in the opposite direction.

        Entries match by resource, or by text if the resource is unknown.
        """
        found = self._of_same_thing(entry, _OPPOSITE[entry.direction])
        return [other for other in found if other.company != entry.company]

    def alike(self, entry: Entry) -> list[Entry]:
        """Other entries for the same resource and direction, those of the same company first."""
        found = [each for each in self._of_same_thing(entry, entry.direction) if each is not entry]
        return sorted(found, key=lambda other: other.company != entry.company)

    def _of_same_thing(self, entry: Entry, direction: str) -> list[Entry]:
        resource = entry.values.get("resource_id")
        found = self.of_resource.get((direction, entry.subject, str(resource)), []) if resource else []
        worded = self.of_words.get((direction, entry.subject, _words(entry)), [])
        return in_order(
            found + [each for each in worded if not (resource and each[1].values.get("resource_id"))]
        )


def grouped(entries: Iterable[Entry]) -> Groups:
    """Group entries."""
    groups: list[defaultdict[Any, list]] = [defaultdict(list) for _group in range(4)]
    for place, entry in enumerate(entries):
        kind, resource = (entry.direction, entry.subject), entry.values.get("resource_id")
        keys = [entry.participant_id, entry.company, (*kind, str(resource)), (*kind, _words(entry))]
        for group, key in zip(groups, keys, strict=True):
            group[key].append((place, entry))
    return Groups(*map(dict, groups))


def in_order(found: Iterable[tuple[int, Entry]]) -> list[Entry]:
    """Unique entries in order of arrival."""
    by_place = dict(found)
    return [by_place[place] for place in sorted(by_place)]


def _words(entry: Entry) -> str:
    return _plain(str(entry.values.get("what", "")))


@lru_cache(maxsize=4096)
def _plain(what: str) -> str:
    return " ".join(what.casefold().split())
