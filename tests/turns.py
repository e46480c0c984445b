"""Combinations of what a test is run with, where the product of all shows nothing further."""

from collections.abc import Collection
from itertools import product
from typing import Any


def by_turns(*choices: Collection[Any]) -> list[tuple[Any, ...]]:
    """Return the product of all choices but the last, with the options of the last by turns.

    Each pair of options of the others occurs. One of the last and one of another occur together where a third choice
    has at least as many options as the last: of views, roles and languages, every view is seen in each language where
    there are as many roles as languages. With a single role, each view is seen in one language only, by turns.
    """
    *others, last = map(list, choices)
    return [
        (*chosen, last[sum(places) % len(last)])
        for chosen, places in zip(
            product(*others), product(*(range(len(each)) for each in others)), strict=True
        )
    ]
