"""Combinations of what a test is run with: each pair of them once or more, where the product of all shows nothing further."""

from collections.abc import Collection
from itertools import product
from typing import Any


def by_turns(*choices: Collection[Any]) -> list[tuple[Any, ...]]:
    """Return the product of all choices but the last, with the options of the last by turns.

    Every option of the last stands beside every option of another that has as many beside it: of views, roles and
    languages, every view is seen in each role, and views as well as roles in each language.
    """
    *others, last = map(list, choices)
    return [
        (*chosen, last[sum(places) % len(last)])
        for chosen, places in zip(
            product(*others), product(*(range(len(each)) for each in others)), strict=True
        )
    ]
