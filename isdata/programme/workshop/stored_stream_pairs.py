"""Pairs of entries with streams that the companies of the park had declared before the workshop."""

import itertools
from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data import i18n
from isdata.programme.workshop import park_matches, scenes, views
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.scenes import Pair, pair_of
from isdata.programme.workshop.views import Shown


def pairs(day: Day, known: pd.DataFrame) -> list[Pair]:
    """Pairs of entries with streams recorded in the park before the workshop, largest exchange first.

    Two companies are a pair for a resource once: not if entries of both are one already (`scenes.pairs`), and once if each
    has an entry and an earlier stream. The earlier stream of a company that declared the same today does not count: its
    entry does, and its name beside an entry without name would reveal whose that is. Until an entry is confirmed, its
    resource may change, so no earlier stream of its company in that direction counts.

    Parameters
    ----------
    day : Day
    known : DataFrame
        As returned by `park_matches.disclosed`.
    """
    found = []
    known_pairs = {_companies(pair) for pair in scenes.pairs(day)}
    declared = _declared_today(day)
    for entry in day.entries.values():
        own = views.for_main_screen(day, entry)
        if own is None:
            continue
        for row in park_matches.opposite(day, entry, own.resource_id, known):
            earlier = _of_stream(row)
            repeated = itertools.product(_names(row), [earlier.direction], [earlier.resource_id, ""])
            if not declared.isdisjoint(repeated):
                continue
            found.append(pair_of(own, earlier) if own.direction == "have" else pair_of(earlier, own))
    found.sort(key=lambda pair: -(pair.high or 0.0))
    return [pair for pair in found if _is_new(pair, known_pairs)]


def _declared_today(day: Day) -> set[tuple[str, str, str]]:
    """Company by name, direction and resource of the entries that stand; the resource is empty until they are confirmed."""
    return {
        (
            i18n.reader(language).half(entry.company_name),
            entry.direction,
            str(entry.values.get("resource_id", "")) if entry.status == "confirmed" else "",
        )
        for entry in day.entries.values()
        if entry.is_live
        for language in i18n.LANGUAGES
    }


def _names(row: Mapping[str, Any]) -> list[str]:
    return [str(row[name]) for name in ("company_en", "company_zh") if pd.notna(row[name])]


def _companies(pair: Pair) -> tuple[str, str, str]:
    """Provider and receiver by their English names, and the resource."""
    half = i18n.reader("en").half
    return half(pair.have.company), half(pair.want.company), pair.have.resource_id


def _is_new(pair: Pair, known: set[tuple[str, str, str]]) -> bool:
    """Return True if the pair is not known, and remember it; undisclosed companies cannot be compared."""
    key = _companies(pair)
    if not all(key):
        return True
    is_new = key not in known
    known.add(key)
    return is_new


def _of_stream(row: Mapping[str, Any]) -> Shown:
    """A stored stream in the form of a shown entry."""
    quantity = float(row["quantity"]) if pd.notna(row["quantity"]) else None
    return Shown(
        "",
        "have" if row["direction"] == "supply" else "want",
        i18n.bilingual_name(row["resource_en"], row["resource_zh"]),
        i18n.bilingual_name(row["company_en"], row["company_zh"]),
        quantity,
        None,
        None,
        str(row["unit"]),
        str(row["period"]),
        None,
        str(row["resource_id"]),
        0,
        is_confirmed=True,
        is_earlier=True,
    )
