"""Measures together save less than the sum; each loss falls where it was declared."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.energy import measures
from isdata.energy.measures import Register, Terms, package

IDS = pd.Index(["a", "b", "c"])


def table(*rows: tuple) -> pd.DataFrame:
    """Return relations: measure, other, relation, overlap."""
    return pd.DataFrame(rows, columns=["measure_id", "other_id", "relation", "overlap"])


def test_the_second_loses_the_declared_share_and_the_first_nothing(register: Register) -> None:
    both = register.only(pd.Index(["three", "planned"]))
    together = measures.packaged(both, table(("three", "planned", "overlaps", 0.25)))
    saving = measures.appraise(together, Terms())["annual_saving"]

    assert saving["three"] == pytest.approx(80_000)
    assert saving["planned"] == pytest.approx(0.75 * 6_800)
    assert together.measures.loc["planned", "co2_saving"] == pytest.approx(0.75 * 1.4)


def test_an_overlap_with_a_measure_that_is_not_done_takes_nothing(register: Register) -> None:
    alone = register.only(pd.Index(["planned"]))

    assert measures.packaged(alone, table(("three", "planned", "overlaps", 0.25))).savings.equals(
        alone.savings
    )


def test_what_two_take_adds_up_and_is_never_more_than_all() -> None:
    relations = table(("a", "c", "overlaps", 0.2), ("b", "c", "overlaps", 0.3))
    too_much = table(("a", "c", "overlaps", 0.9), ("b", "c", "overlaps", 0.6))

    assert package.lost_shares(relations, IDS)["c"] == pytest.approx(0.5)
    assert package.lost_shares(too_much, IDS)["c"] == pytest.approx(1.0)
    assert package.lost_shares(too_much, pd.Index(["a", "c"]))["c"] == pytest.approx(0.6)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.floats(0, 1)), max_size=8))
def test_lost_shares_lie_between_nothing_and_all(pairs: list) -> None:
    lost = package.lost_shares(table(*((one, other, "overlaps", share) for one, other, share in pairs)), IDS)

    assert (lost >= 0).all()
    assert (lost <= 1 + 1e-12).all()


def test_open_needs_and_exclusions_are_found() -> None:
    relations = table(("a", "b", "needs", 0), ("a", "c", "excludes", 0))

    assert measures.conflicts(relations, pd.Index(["a", "c"])).missing == [("a", "b")]
    assert measures.conflicts(relations, pd.Index(["a", "c"])).excluded == [("a", "c")]
    assert measures.conflicts(relations, pd.Index(["b", "c"])).excluded == []
