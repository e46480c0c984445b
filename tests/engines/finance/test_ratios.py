import math

import numpy as np
import pandas as pd
import pytest

from isdata.engines import finance


def test_profitability_index_is_what_a_unit_of_investment_brings():
    # 50 bring 36 * 6.710081 = 241.56 in present value.
    assert finance.profitability_index(191.563, 50) == pytest.approx(241.563 / 50)


def test_savings_to_investment_counts_running_cost_as_cost():
    # 100 saved and 10 run for a year at 0 %, 50 invested: 100 / 60, where the index would be 90 / 50.
    assert finance.savings_to_investment(100, 60) == pytest.approx(100 / 60)


@pytest.mark.parametrize("investment", [0, -5, math.nan])
def test_a_ratio_to_nothing_is_undefined(investment):
    assert math.isnan(finance.profitability_index(10, investment))
    assert math.isnan(finance.savings_to_investment(10, investment))


def test_conserved_energy_costs_the_yearly_share_and_the_running_cost():
    # 100,000 / 10 + 2,000 a year for 60,000 kWh, without interest
    assert finance.conserved_energy_cost(100_000, 60_000, 0.0, 10, 2_000) == pytest.approx(0.2)


def test_conserved_energy_is_undefined_where_none_is_saved():
    result = finance.conserved_energy_cost(100, pd.Series([10.0, 0.0, -3.0]), 0.0, 10)

    np.testing.assert_array_equal(result, [1.0, np.nan, np.nan])


def test_abatement_cost_a_year_and_over_life_agree_without_interest():
    # 100 invested, 5 saved and 2 t avoided each of 10 years: 50 lost for 20 t.
    assert finance.abatement_cost_annual(100, 5, 2, 0.0, 10) == pytest.approx(2.5)
    assert finance.abatement_cost_lifetime(-50, 20) == pytest.approx(2.5)
