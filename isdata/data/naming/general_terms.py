"""General terms for plants, animals and polymers: a pineapple is a fruit."""

import csv
import functools
from collections.abc import Mapping
from pathlib import Path

from isdata.data.naming.phrase_normalisation import words_of


@functools.cache
def _table() -> Mapping[str, list[str]]:
    with (Path(__file__).parent / "kinds.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(word, row["kind"]) for row in csv.DictReader(file) for word in row["words"].split(";")]
    found: dict[str, list[str]] = {}
    for word, kind in pairs:
        kinds = found.setdefault(words_of(word)[-1], [])
        kinds += [kind] * (kind not in kinds)
    return found


def general_terms(word: str) -> list[str]:
    """General terms for a word; empty if none is known.

    Examples
    --------
    >>> general_terms("pineapple"), general_terms("polyethylene"), general_terms("steel")
    (['fruit'], ['plastic'], [])
    """
    return _table().get(word, [])
