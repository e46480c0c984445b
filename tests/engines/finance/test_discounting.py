import math

import numpy as np
import pandas as pd
import pytest

from isdata.engines import finance


@pytest.mark.parametrize(
    ("rate", "years", "expected"),
    [
        (0.08, 10, 6.710081),  # (1 - 1.08**-10) / 0.08
        (0.0, 10, 10.0),
        (0.08, 0, 0.0),
        (0.08, math.inf, 12.5),  # 1 / 0.08
        (-0.5, 2, 6.0),  # 1 / 0.5 + 1 / 0.25
        (1e-14, 10, 10.0),
    ],
)
def test_present_value_factor_matches_hand_calculation(rate, years, expected):
    assert finance.present_value_factor(rate, years) == pytest.approx(expected, abs=1e-6)


def test_a_growing_amount_is_worth_the_sum_of_its_years():
    by_hand = sum(1.03 ** (year - 1) / 1.08**year for year in range(1, 16))

    assert finance.present_value_factor(0.08, 15, growth=0.03) == pytest.approx(by_hand)


def test_an_amount_that_grows_with_the_rate_is_not_discounted():
    assert finance.present_value_factor(0.05, 7, growth=0.05) == pytest.approx(7 / 1.05)


def test_capital_recovery_without_interest_is_an_equal_share():
    assert finance.crf(0.0, 8) == 0.125


def test_capital_recovery_of_no_years_is_undefined():
    assert math.isnan(finance.crf(0.08, 0))


def test_a_series_keeps_its_index():
    lifetime = pd.Series([1, 2], index=["a", "b"])

    factor = finance.present_value_factor(0.0, lifetime)

    pd.testing.assert_series_equal(factor, pd.Series([1.0, 2.0], index=["a", "b"]))


def test_series_of_other_measures_are_not_paired_by_position():
    with pytest.raises(ValueError, match="same index"):
        finance.payback(pd.Series([1.0], index=["a"]), pd.Series([1.0], index=["b"]))


def test_one_flow_at_many_rates_is_a_profile():
    profile = finance.npv(np.array([0.0, 0.1]), [-100, 60, 60])

    np.testing.assert_allclose(profile, [20, -100 + 60 / 1.1 + 60 / 1.21])


def test_each_flow_may_have_its_own_rate():
    flows = pd.DataFrame([[-100, 110], [-100, 120]], index=["a", "b"])

    value = finance.npv(pd.Series([0.1, 0.2], index=["a", "b"]), flows)

    assert list(value.index) == ["a", "b"]
    np.testing.assert_allclose(value, 0, atol=1e-12)


def test_many_rates_and_many_flows_make_a_table():
    assert finance.npv(np.array([[0.0], [0.1], [0.2]]), np.ones((4, 3))).shape == (3, 4)


def test_a_flow_without_a_year_is_refused():
    with pytest.raises(ValueError, match="year 0"):
        finance.npv(0.1, [])


def test_real_and_nominal_rates_belong_together():
    # 1.05 * 1.02 - 1
    assert finance.nominal_rate(0.05, 0.02) == pytest.approx(0.071)
    assert finance.real_rate(0.071, 0.02) == pytest.approx(0.05)
