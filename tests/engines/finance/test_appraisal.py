import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from isdata.engines import finance

PLAN = pd.DataFrame(
    {
        "measure_id": ["M1", "M2", "M3"],
        "investment": [50.0, 0.0, 10.0],
        "annual_saving": [36.0, 5.0, -1.0],
        "lifetime": [10, 3, 5],
    },
    index=[7, 8, 9],
)


def appraise(options: dict[str, Any] | None = None, **columns: Any) -> pd.Series:
    """The appraisal at 8 % of the measure that PLAN begins with, some of its columns changed."""
    return finance.appraise(PLAN[:1].assign(**columns), discount_rate=0.08, **(options or {})).iloc[0]


def test_an_appraisal_keeps_the_table_and_its_order():
    before = PLAN.copy()

    appraised = finance.appraise(PLAN, discount_rate=0.08)

    pd.testing.assert_frame_equal(PLAN, before)
    pd.testing.assert_frame_equal(appraised[list(PLAN)], PLAN)


def test_an_appraisal_says_what_each_formula_says():
    flow = [-50] + [36] * 10

    row = appraise()

    assert row["payback"] == pytest.approx(finance.payback(50, 36))
    assert row["discounted_payback"] == pytest.approx(finance.discounted_payback(flow, 0.08))
    assert row["npv"] == pytest.approx(finance.npv(0.08, flow))
    assert row["npv_annuity"] == pytest.approx(finance.npv(0.08, flow) * finance.crf(0.08, 10))
    assert row["irr"] == pytest.approx(finance.irr(flow))
    assert row["mirr"] == pytest.approx(finance.mirr(flow, 0.08, 0.08))
    assert row["profitability_index"] == pytest.approx(1 + finance.npv(0.08, flow) / 50)
    assert row["savings_to_investment"] == pytest.approx(row["profitability_index"])


def test_an_appraisal_words_its_edges():
    appraised = finance.appraise(PLAN, discount_rate=0.08)

    assert appraised["payback"].tolist()[1:] == [finance.IMMEDIATE, finance.NEVER]
    assert appraised["discounted_payback"].tolist()[1:] == [finance.IMMEDIATE, finance.NEVER]
    assert appraised["payback_class"].tolist() == ["1-2", "immediate", "never"]
    assert appraised["irr_status"].tolist() == ["one", "none", "none"]
    assert appraised["profitability_index"].isna().tolist() == [False, True, False]
    assert appraised.sort_values("payback")["measure_id"].tolist() == ["M2", "M1", "M3"]


@pytest.mark.parametrize("missing", ["investment", "annual_saving", "lifetime"])
def test_a_measure_that_misses_an_amount_has_no_result(missing):
    plan = PLAN.astype({"lifetime": float})
    plan.loc[8, missing] = math.nan

    appraised = finance.appraise(plan, discount_rate=0.08)

    results = appraised.columns.difference([*PLAN, "irr_status"])
    assert appraised.loc[8, results].isna().all()
    assert appraised["irr_status"].tolist() == ["one", "", "none"]
    assert appraised.loc[7, "npv"] == pytest.approx(191.56, abs=0.01)


def test_no_measures_give_no_rows_and_all_columns():
    appraised = finance.appraise(PLAN[:0], discount_rate=0.08)

    assert appraised.empty
    assert list(appraised) == list(finance.appraise(PLAN, discount_rate=0.08))


def test_many_measures_are_appraised_like_one():
    """More rows than are appraised at a time, lives of all lengths."""
    rng = np.random.default_rng(3)
    many = pd.DataFrame(
        {
            "investment": rng.uniform(0, 100, 26_000).round(),
            "annual_saving": rng.uniform(-5, 60, 26_000).round(),
            "lifetime": rng.integers(1, 20, 26_000),
        }
    )
    sample = [0, 24_999, 25_000, 25_999]

    together = finance.appraise(many, discount_rate=0.05).loc[sample]
    alone = pd.concat([finance.appraise(many.loc[[row]], discount_rate=0.05) for row in sample])

    pd.testing.assert_frame_equal(together, alone)


def test_a_saving_that_outlives_nothing_still_has_its_static_payback():
    """Investment over saving, as the networks use it; that the life is shorter shows in the discounted one."""
    row = appraise(annual_saving=4.0)

    assert row["payback"] == 12.5
    assert row["discounted_payback"] == finance.NEVER


def test_a_changing_saving_has_its_cumulative_payback():
    # 10 + 20 + 40 is more than 50: half of the third year.
    row = appraise({"price_growth": 1.0}, annual_saving=10.0)

    assert row["payback"] == pytest.approx(2.5)


def test_scrap_pays_back_nothing():
    assert appraise(annual_saving=4.0, salvage=30.0)["payback"] == 12.5
    assert appraise(annual_saving=4.0, salvage=30.0)["discounted_payback"] == finance.NEVER


def test_a_subsidy_and_an_avoided_replacement_lower_the_investment():
    row = appraise(subsidy=10.0, avoided_replacement=4.0)

    assert row["payback"] == 1.0
    assert row["profitability_index"] == pytest.approx(1 + row["npv"] / 36)


def test_carriers_with_own_prices_stand_in_the_place_of_the_saving():
    row = appraise(
        {"price_growth": {"electricity": 0.0, "gas": 0.0}},
        electricity=30.0,
        gas=8.0,
        running_cost=2.0,
        annual_saving=math.nan,
    )

    assert row["payback"] == pytest.approx(50 / 36)
    assert row["npv"] == pytest.approx(191.56, abs=0.01)
    # Running cost is a cost, not a lower saving: (38 * 6.71) / (50 + 2 * 6.71).
    assert row["savings_to_investment"] == pytest.approx(38 * 6.710081 / (50 + 2 * 6.710081), rel=1e-6)


def test_named_benefits_are_counted_apart():
    row = appraise({"benefits": ["quieter_hall", "sales"]}, quieter_hall=1.0, sales=2.0)

    assert row["npv_energy"] == pytest.approx(191.56, abs=0.01)
    assert row["npv"] - row["npv_energy"] == pytest.approx(3 * 6.710081, rel=1e-6)
    assert row["payback"] == pytest.approx(50 / 39)


def test_unequal_lives_are_compared_over_one_horizon():
    # Twice ten years: the worth of the first unit, and of the second ten years later.
    row = appraise({"horizon": 20})

    assert row["npv"] == pytest.approx(191.563 * (1 + 1.08**-10), abs=0.01)
    assert row["npv_annuity"] == pytest.approx(appraise()["npv_annuity"])


def test_inflation_alone_changes_nothing_real():
    pd.testing.assert_series_equal(appraise({"inflation": 0.03}), appraise())


def test_inflation_makes_depreciation_worth_less():
    assert (
        appraise({"inflation": 0.03, "tax_rate": 0.25})["npv"]
        < appraise({"tax_rate": 0.25})["npv"]
        < appraise()["npv"]
    )


def test_energy_and_co2_have_their_cost_where_they_are_saved():
    row = appraise(energy_saving=100.0, co2_saving=2.0, running_cost=1.0)

    assert row["conserved_energy_cost"] == pytest.approx((50 / 6.710081 + 1) / 100, rel=1e-6)
    assert row["abatement_cost_annual"] == pytest.approx((50 / 6.710081 - 36) / 2, rel=1e-6)
    assert row["abatement_cost_lifetime"] == pytest.approx(-191.563 / 20, rel=1e-5)


def test_tonnes_that_wear_off_are_not_counted():
    row = appraise(co2_saving=2.0, degradation=0.5, lifetime=2)

    assert row["abatement_cost_lifetime"] == pytest.approx(-row["npv"] / (2 + 1))


def test_net_investment_takes_off_only_what_is_spared_at_once():
    plan = pd.DataFrame(
        {
            "investment": [100.0, 100.0],
            "subsidy": [10.0, math.nan],
            "avoided_replacement": [40.0, 40.0],
            "avoided_replacement_year": [0, 3],
        }
    )

    assert finance.net_investment(plan).tolist() == [50, 100]
