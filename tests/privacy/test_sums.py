"""No sum that is stated gives fewer than three companies away, however published sums are added and taken off."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.data.disclosure import DisclosedSums, rounded, rounding_step

# A and B are undisclosed with two things each, C to F with one; X states what it has.
KEEPER = pd.Series(
    {"a": "A", "a2": "A", "b": "B", "b2": "B", "c": "C", "d": "D", "e": "E", "f": "F", "x": None}
)
OF = {owner: [name for name, other in KEEPER.items() if other == owner] for owner in "ABCDEF"}


def of(things: str) -> dict[str, float]:
    return dict.fromkeys(things.split(), 1.0)


@pytest.mark.parametrize(
    ("shown", "asked", "is_shown"),
    [
        ([], "a", False),
        ([], "a b", False),
        ([], "a a2 b b2", False),
        ([], "a b c", True),
        ([], "x", True),
        (["a b c d"], "a b c", False),  # the difference is of D alone
        (["a b c d"], "a b c d x", True),  # stated by itself
        (["a b c d e f"], "a b c", True),
        (["a b c d e f", "a b c"], "d e f", True),  # known already
        (
            ["a b c d e f", "a b c"],
            "b c d",
            False,
        ),  # the first less the second less this: A is where both miss
        (["a b c", "d e f"], "a b d e f", False),  # of C alone
        (["a a2 c d"], "a c d", False),  # the other thing of A
    ],
)
def test_what_can_be_worked_out_from_published_sums_counts(
    shown: list[str], asked: str, is_shown: bool
) -> None:
    ledger = DisclosedSums(KEEPER)
    assert all(ledger.publish(of(things)) for things in shown)

    assert ledger.permits(of(asked)) is is_shown


def test_overlaps_between_one_company_s_things_are_a_difference_too() -> None:
    ledger = DisclosedSums(KEEPER)
    assert ledger.publish(of("a b c d"))

    assert not ledger.permits(of("a b c d") | {"a": 0.8})
    assert ledger.permits(of("a b c d") | {"a": 0.8, "b": 0.9, "c": 0.7})


def test_what_the_ledger_does_not_know_is_not_shown() -> None:
    assert not DisclosedSums(KEEPER).permits(of("a b c unknown"))


def given_away(sums: list[dict[str, float]]) -> bool:
    """Return whether the sums, solved as equations, fix a combination of what one or two companies keep.

    By ranks, apart from how the ledger does it: a combination is of these companies alone if leaving out their columns
    loses rank.
    """
    kept = [name for name, owner in KEEPER.items() if isinstance(owner, str)]
    table = np.array([[each.get(name, 0.0) for name in kept] for each in sums])
    rank = np.linalg.matrix_rank(table) if len(sums) else 0
    for pair in itertools.combinations(OF, 2):
        others = [at for at, name in enumerate(kept) if KEEPER[name] not in pair]
        if len(sums) and np.linalg.matrix_rank(table[:, others]) < rank:
            return True
    return False


@given(st.lists(st.sets(st.sampled_from(list(KEEPER.index)), min_size=1).map(sorted), max_size=8))
def test_published_sums_never_fix_what_one_or_two_companies_have(asked: list[list[str]]) -> None:
    ledger, shown = DisclosedSums(KEEPER), []
    for things in asked:
        parts = dict.fromkeys(things, 1.0)
        if ledger.publish(parts):
            shown.append(parts)
        else:
            assert given_away([*shown, parts])  # nothing is kept back without need

    assert not given_away(shown)


@pytest.mark.parametrize(("largest", "size"), [(0, 0), (1, 1), (1.2, 2), (340, 500), (5001, 10_000)])
def test_a_step_is_no_smaller_than_what_it_hides(largest: float, size: float) -> None:
    assert rounding_step(largest) == size


def test_a_figure_that_one_of_them_moves_stays_within_a_step() -> None:
    assert rounded(1234.0, 340) == 1000
    assert rounded(1234.0, 0) == 1234.0
    assert np.isnan(rounded(np.nan, 5))
    assert np.isnan(rounded(200.0, 340))  # not nothing
    assert rounded(0.0, 340) == 0
    assert abs(rounded(1234.0 + 340, 340) - rounded(1234.0, 340)) <= 500
