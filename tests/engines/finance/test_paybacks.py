import math

import numpy as np
import pandas as pd
import pytest

from isdata.engines import finance


@pytest.mark.parametrize(
    ("investment", "saving", "expected"),
    [
        (0, 10, finance.IMMEDIATE),
        (-5, 10, finance.IMMEDIATE),  # the subsidy is higher than the cost
        (0, 0, finance.IMMEDIATE),
        (10, 0, finance.NEVER),
        (10, -1, finance.NEVER),
        (0, -1, finance.NEVER),  # costs nothing at first, and loses money every year
        (10, 5e-324, finance.NEVER),  # longer than any number says, and no warning of it
    ],
)
def test_static_payback_at_its_edges(investment, saving, expected):
    assert finance.payback(investment, saving) == expected


def test_a_missing_amount_gives_a_missing_payback():
    assert math.isnan(finance.payback(math.nan, 5))
    assert math.isnan(finance.payback(5, math.nan))
    assert math.isnan(finance.cumulative_payback([-5, math.nan, 3]))


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ([0, 5, 5], finance.IMMEDIATE),
        ([0, 0], finance.IMMEDIATE),
        ([3, -1, -1], finance.IMMEDIATE),
        ([-10, 4, 4], finance.NEVER),
        ([-10], finance.NEVER),
        ([0, -5, -5], finance.NEVER),
        ([0, -100, 50, 50], 3.0),  # put off by a year: counted from year 0
        ([-10, 5, 5, -8, 20], 2.0),  # the first time, whatever comes later
        ([-10, 5, -20, 50], 2.5),
    ],
)
def test_cumulative_payback_at_its_edges(flow, expected):
    assert finance.cumulative_payback(flow) == pytest.approx(expected)


def test_a_saving_that_only_pays_the_interest_never_pays_back():
    assert finance.discounted_payback([-100] + [10] * 500, 0.10) == finance.NEVER


def test_a_payback_after_the_end_of_life_is_never():
    # -ln(1 - 0.1 * 3) / ln(1.1) = 3.74 years, and the measure lives 3.
    assert finance.discounted_payback([-15, 5, 5, 5], 0.10) == finance.NEVER


def test_rounding_does_not_put_off_the_payback():
    # For a computer 0.4 - 0.1 - 0.3 is more than zero by 6e-17.
    assert -0.4 + 0.1 + 0.3 < 0
    assert finance.cumulative_payback([-0.4, 0.1, 0.3]) == pytest.approx(2.0)


def test_years_after_the_payback_do_not_change_it():
    constant = finance.discounted_payback([-100, 60, 60, 60], 0.10)

    assert finance.discounted_payback([-100, 60, 60, 1], 0.10) == constant


def test_every_row_has_its_own_payback():
    flows = pd.DataFrame([[-10, 5, 5], [-10, 1, 1]], index=["a", "b"])

    pd.testing.assert_series_equal(
        finance.cumulative_payback(flows), pd.Series([2.0, np.inf], index=["a", "b"])
    )


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (0.0, "immediate"),
        (0.999, "0-1"),
        (1.0, "1-2"),
        (2.999, "2-3"),
        (3.0, "3-5"),
        (0.3 / 0.1, "3-5"),  # 2.9999999999999996
        (9.99, "5-10"),
        (10.0, "10+"),
        (math.inf, "never"),
        (math.nan, ""),
    ],
)
def test_payback_class_holds_its_lower_bound(years, expected):
    assert finance.payback_class(years) == expected


def test_payback_classes_sort_with_never_last():
    classes = finance.payback_class(pd.Series([np.inf, 2.5, np.nan, 0.0], index=list("abcd")))

    assert list(classes.sort_values(na_position="last").index[:3]) == ["d", "b", "a"]
    assert classes.isna().tolist() == [False, False, True, False]
