"""Results computed independently of this product; each with the sum that gives it."""

import math

import numpy as np
import pandas as pd
import pytest

from isdata.engines import finance

PUBLISHED = [-50] + [
    36
] * 10  # Mio. RMB: almost 50 invested, more than 36 saved, read as a year, for ten years
TWO_RATES = [-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1]


def test_the_published_programme_pays_back_in_1_389_years():
    assert finance.payback(50, 36) == pytest.approx(50 / 36)


def test_the_published_programme_pays_back_in_1_530_years_at_8_percent():
    by_hand = -math.log(1 - 0.08 * 50 / 36) / math.log(1.08)

    assert finance.discounted_payback(PUBLISHED, 0.08) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(1.530, abs=5e-4)


def test_the_published_programme_is_worth_191_6_at_8_percent():
    assert finance.npv(0.08, PUBLISHED) == pytest.approx(-50 + 36 * 6.710081, abs=1e-4)
    assert finance.npv(0.08, PUBLISHED) == pytest.approx(191.6, abs=0.05)


def test_the_published_programme_returns_71_7_percent():
    assert finance.irr(PUBLISHED) == pytest.approx(0.717, abs=5e-4)


def test_incentives_shorten_the_payback():
    assert finance.payback(12_000 - 2_000, 4_000) == 2.5


def test_changing_savings_pay_back_within_the_year_by_straight_line():
    # 5 + 8 = 13 after two years; the 7 that are missing are 0.7 of the third year's 10.
    assert finance.cumulative_payback([-20_000, 5_000, 8_000, 10_000, 10_000]) == pytest.approx(2.7)


def test_changing_savings_discounted_at_10_percent_pay_back_in_3_195_years():
    # 4545.45 + 6611.57 + 7513.15 = 18670.17 after three years; 1329.83 of the fourth year's 6830.13.
    result = finance.discounted_payback([-20_000, 5_000, 8_000, 10_000, 10_000], 0.10)

    assert result == pytest.approx(3 + 1329.83 / 6830.13, abs=1e-5)
    assert result == pytest.approx(3.195, abs=5e-4)


def test_a_constant_saving_discounted_at_10_percent_pays_back_in_3_742_years():
    by_hand = -math.log(1 - 0.10 * 3) / math.log(1.10)

    assert finance.discounted_payback([-15_000] + [5_000] * 10, 0.10) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(3.742, abs=5e-4)


@pytest.mark.parametrize("edges", [finance.PAYBACK_EDGES, (3.0,), (1.0, 3.0, 3.5)])
def test_exactly_three_years_are_in_exactly_one_class(edges):
    classes = finance.payback_class(np.array([3.0]), edges)

    assert (classes.codes >= 0).sum() == 1
    assert classes[0].startswith("3")


def test_two_rates_are_reported_as_several():
    # numpy/numpy-financial, issue 44: a last payment of 1 makes a second rate, at which nothing is left.
    assert finance.irr_status(TWO_RATES) == "several"
    assert math.isnan(finance.irr(TWO_RATES))
    np.testing.assert_allclose(finance.irr_roots(TWO_RATES), [-0.9998, 1.0043], atol=5e-5)


def test_cost_per_tonne_prefers_the_measure_that_avoids_less():
    """The known flaw: with the same gain of 100, 1 t looks ten times "better" than 10 t."""
    assert finance.abatement_cost_lifetime(100, 1) == -100
    assert finance.abatement_cost_lifetime(100, 10) == -10


def test_without_co2_the_abatement_cost_is_undefined_and_not_zero():
    assert math.isnan(finance.abatement_cost_annual(100, 50, 0, 0.08, 10))
    assert math.isnan(finance.abatement_cost_lifetime(100, 0))


def test_the_measures_of_the_budget_example_have_their_worth():
    # Cost, saving, life of A to E at 8 %; B and C together 303.7, the two shortest paybacks, E and A, 91.3.
    measures = pd.DataFrame(
        {
            "investment": [50, 50, 40, 60, 30],
            "annual_saving": [30, 28, 18, 25, 20],
            "lifetime": [5, 15, 15, 15, 3],
        },
        index=list("ABCDE"),
    )

    appraised = finance.appraise(measures, discount_rate=0.08)

    assert appraised.loc[["B", "C"], "npv"].sum() == pytest.approx(303.7, abs=0.05)
    assert appraised.loc[["E", "A"], "npv"].sum() == pytest.approx(91.3, abs=0.05)
    assert list(appraised.sort_values("payback").index[:2]) == ["E", "A"]
