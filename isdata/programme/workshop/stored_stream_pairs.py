"""Pairs of entries with streams that the companies of the park had declared before the workshop."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data import i18n
from isdata.programme.workshop import park_matches, views
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.scenes import Pair, pair_of
from isdata.programme.workshop.views import Shown


def pairs(day: Day, known: pd.DataFrame) -> list[Pair]:
    """Pairs of entries with streams recorded in the park before the workshop, largest exchange first.

    Parameters
    ----------
    day : Day
    known : DataFrame
        As returned by `park_matches.disclosed`.
    """
    found = []
    for entry in day.entries.values():
        own = views.for_wall(day, entry)
        if own is None:
            continue
        for row in park_matches.opposite(day, entry, own.resource_id, known):
            earlier = _of_stream(row)
            found.append(pair_of(own, earlier) if own.direction == "have" else pair_of(earlier, own))
    return sorted(found, key=lambda pair: -(pair.high or 0.0))


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
