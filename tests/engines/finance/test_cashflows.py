from typing import Any

import numpy as np
import pytest

from isdata.engines import finance


def flow(*args, **options):
    """The one flow of one measure."""
    return finance.cash_flows(*args, **options)[0].tolist()


def test_a_measure_pays_first_and_saves_for_its_life():
    assert flow(100, 30, lifetime=3) == [-100, 30, 30, 30]


def test_measures_of_unequal_lives_end_with_zeros():
    flows = finance.cash_flows([10, 10], [4, 4], lifetime=[1, 3])

    np.testing.assert_array_equal(flows, [[-10, 4, 0, 0], [-10, 4, 4, 4]])


def test_each_carrier_follows_its_own_price():
    flows = flow(0, {"electricity": 100, "gas": -10}, lifetime=3, price_growth={"electricity": 0.1})

    assert flows == pytest.approx([0, 90, 100, 111])


def test_wear_starts_anew_with_a_new_unit():
    parts = finance.cash_flow_parts(0, 100, lifetime=2, horizon=4, degradation=0.5)

    assert parts["saving"][0].tolist() == [0, 100, 50, 100, 50]


def test_a_horizon_replaces_at_the_end_of_life_and_counts_what_is_left():
    # Bought in year 0, 3 and 6; in year 7 two of three years of the third unit are left.
    flows = flow(90, 0, lifetime=3, horizon=7)

    assert flows == pytest.approx([-90, 0, 0, -90, 0, 0, -90, 60])


def test_a_replacement_may_cost_less_than_the_first_unit():
    assert flow(90, 0, lifetime=2, horizon=4, replacement_cost=70) == [-90, 0, -70, 0, 0]
    # Half of the second unit, which cost 70, is left.
    assert flow(90, 0, lifetime=2, horizon=3, replacement_cost=70) == [-90, 0, -70, 35]


def test_a_horizon_shorter_than_the_life_counts_what_is_left_of_the_first_unit():
    assert flow(90, 0, lifetime=3, horizon=1, replacement_cost=70) == pytest.approx([-90, 60])
    assert flow(90, 0, lifetime=3, horizon=1, residual_value=False) == [-90, 0]


def test_scrap_is_paid_whenever_a_unit_is_worn_out():
    assert flow(90, 0, lifetime=2, horizon=4, salvage=-5) == [-90, 0, -95, 0, -5]


def test_what_is_left_wears_down_to_the_scrap_value():
    # 90 falls to 10 in 4 years; after 1 year 70 are left.
    assert flow(90, 0, lifetime=4, horizon=1, salvage=10) == [-90, 70]


def test_an_avoided_replacement_lowers_the_investment():
    assert flow(100, 30, lifetime=2, avoided_replacement=40) == [-60, 30, 30]


def test_a_replacement_avoided_later_is_received_later():
    # In year 1 of 2 something with a life of 2 is not bought: 40 spared, of which 20 would be left in year 2.
    assert flow(100, 30, lifetime=2, avoided_replacement=40, avoided_replacement_year=1) == [-100, 70, 10]


def test_a_replacement_avoided_after_the_end_counts_nothing():
    assert flow(100, 30, lifetime=2, avoided_replacement=40, avoided_replacement_year=2) == [-100, 30, 30]


def test_benefits_running_cost_and_subsidy_stay_apart():
    parts = finance.cash_flow_parts(100, 30, lifetime=1, benefit=7, running_cost=2, subsidy=20)

    assert {name: amounts[0].tolist() for name, amounts in parts.items()} == {
        "investment": [-100, 0],
        "subsidy": [20, 0],
        "saving": [0, 30],
        "benefit": [0, 7],
        "running_cost": [0, -2],
    }


def test_tax_takes_its_share_of_the_gain_after_depreciation():
    # 100 over 2 years: (80 - 50) * 25 % a year.
    assert flow(100, 80, lifetime=2, tax_rate=0.25) == pytest.approx([-100, 72.5, 72.5])


def test_a_subsidy_lowers_the_depreciation():
    # 60 over 2 years: (80 - 30) * 25 % a year.
    assert flow(100, 80, lifetime=2, tax_rate=0.25, subsidy=40) == pytest.approx([-60, 67.5, 67.5])


def test_what_is_not_yet_depreciated_is_written_off_at_the_end():
    # Over 4 years 25 a year; in year 2, the last, another 50. (80 - 25) * 25 % and (80 - 75) * 25 %
    assert flow(100, 80, lifetime=2, tax_rate=0.25, depreciation_years=4) == pytest.approx(
        [-100, 66.25, 78.75]
    )


def test_depreciation_over_less_than_the_life_ends_early():
    assert flow(100, 80, lifetime=2, tax_rate=0.25, depreciation_years=1) == pytest.approx([-100, 85, 60])


def test_each_unit_is_depreciated_over_its_own_years():
    parts = finance.cash_flow_parts(100, 80, lifetime=2, horizon=4, tax_rate=0.25)

    assert parts["tax"][0].tolist() == pytest.approx([0, -7.5, -7.5, -7.5, -7.5])


def test_taxing_at_any_rate_never_taxes_the_money_that_came_back():
    """The tax of all years is the rate times the whole gain, however it was depreciated."""
    options: dict[str, Any] = {
        "lifetime": 3,
        "horizon": 7,
        "salvage": 4,
        "subsidy": 10,
        "avoided_replacement": 20,
    }
    before = finance.cash_flows(100, 50, **options).sum()

    for years in (None, 1, 2, 5, 20):
        parts = finance.cash_flow_parts(100, 50, tax_rate=0.25, depreciation_years=years, **options)

        assert parts["tax"].sum() == pytest.approx(-0.25 * before)


def test_inflation_makes_all_amounts_nominal():
    assert flow(100, 100, lifetime=2, inflation=0.1) == pytest.approx([-100, 110, 121])


def test_depreciation_does_not_rise_with_inflation():
    # Year 1: (110 - 50) * 25 %, year 2: (121 - 50) * 25 %
    parts = finance.cash_flow_parts(100, 100, lifetime=2, inflation=0.1, tax_rate=0.25)

    assert parts["tax"][0].tolist() == pytest.approx([0, -15, -17.75])


@pytest.mark.parametrize("years", [{"lifetime": 0}, {"lifetime": 2.5}, {"lifetime": 2, "horizon": 0}])
def test_years_that_are_not_whole_are_refused(years):
    with pytest.raises(ValueError, match="whole years"):
        finance.cash_flows(1, 1, **years)


def test_measures_that_outlive_the_horizon_stand_beside_those_replaced():
    together = finance.cash_flows(
        np.array([90, 90]), np.array([30, 30]), lifetime=np.array([2, 8]), horizon=4
    )

    np.testing.assert_array_equal(
        together,
        [
            finance.cash_flows(90, 30, lifetime=2, horizon=4)[0],
            finance.cash_flows(90, 30, lifetime=8, horizon=4)[0],
        ],
    )
    # Four of eight years are left of the second.
    assert together.tolist() == [[-90, 30, -60, 30, 30], [-90, 30, 30, 30, 75]]


def test_wear_of_measures_replaced_stands_beside_that_of_measures_that_last():
    parts = finance.cash_flow_parts(0, 100, lifetime=np.array([1, 3]), horizon=3, degradation=0.5)

    assert parts["saving"].tolist() == [[0, 100, 100, 100], [0, 100, 50, 25]]
