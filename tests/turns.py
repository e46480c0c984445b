"""Combinations of what a test is run with, where the product of all shows nothing further."""

from collections.abc import Collection, Iterable
from itertools import product
from typing import Any

import pytest


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


def only(kept: Collection[Any], every: Iterable[Any]) -> list[Any]:
    """Return all options of a choice, or combinations of several; `make test` leaves those that are not kept to `make walk`."""
    return [
        each if each in kept else walked(*(each if isinstance(each, tuple) else (each,))) for each in every
    ]


def walked(*values: Any) -> Any:
    """Return a combination that `make test` leaves to `make walk`."""
    return pytest.param(*values, marks=pytest.mark.walk)
