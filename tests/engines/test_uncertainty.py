import math
from typing import Any

import hypothesis
import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import spearmanr, triang

from isdata.engines import finance, uncertainty
from isdata.engines.uncertainty import Assumptions, Spread, simulation

PLAN = pd.DataFrame({"measure_id": ["M1"], "investment": [50.0], "annual_saving": [36.0], "lifetime": [10]})
PARK = pd.DataFrame(
    {
        "measure_id": ["M1", "M2", "M3"],
        "investment": [50.0, 20.0, 30.0],
        "electricity": [36.0, 0.0, 10.0],
        "gas": [0.0, 10.0, -2.0],
        "annual_saving": [36.0, 10.0, 8.0],
        "lifetime": [10, 15, 5],
    }
)
CERTAIN = Assumptions(investment=Spread(1, 1), saving=Spread(1, 1))
PRICES = {"electricity": Spread.within(0.2, "lognormal"), "gas": Spread.within(0.3, "lognormal")}


def simulate(measures, assumptions=None, *, hurdle=2.0, **options: Any):
    return uncertainty.simulate(measures, assumptions, discount_rate=0.08, hurdle=hurdle, **options)


def draw(measures, assumptions=None, *, draws=2_000, **options: Any):
    return uncertainty.draw(measures, assumptions, discount_rate=0.08, draws=draws, **options)


def test_the_published_programme_pays_back_later_than_planned():
    """Cost 0.9 to 1.3 and saving 0.6 to 1.1 of the plan: the likely payback is 1.63 years, not 1.39."""
    total = simulate(PLAN, draws=200_000).total

    assert total["payback_p10"] == pytest.approx(1.38, abs=0.01)
    assert total["payback_p50"] == pytest.approx(1.63, abs=0.01)
    assert total["payback_p90"] == pytest.approx(2.03, abs=0.01)


def test_without_uncertainty_every_percentile_is_the_plan():
    simulation = simulate(PARK, CERTAIN)
    plan = finance.appraise(PARK, discount_rate=0.08)
    together = finance.payback(PARK["investment"].sum(), PARK["annual_saving"].sum())

    for share in (10, 50, 90):
        np.testing.assert_allclose(simulation.measures[f"payback_p{share}"], plan["payback"])
        np.testing.assert_allclose(simulation.measures[f"npv_p{share}"], plan["npv"])
        assert simulation.total[f"payback_p{share}"] == pytest.approx(together)
        assert simulation.total[f"npv_p{share}"] == pytest.approx(plan["npv"].sum())
    assert simulation.tornado.empty


def test_a_triangle_has_the_percentiles_of_its_distribution():
    places = np.array([0.01, 0.1, 0.3, 0.5, 0.9, 0.99])
    by_scipy = triang(c=0.25, loc=0.9, scale=0.4).ppf(places)  # limits 0.9 and 1.3, top at 1.0

    np.testing.assert_allclose(Spread(0.9, 1.3).factors(ndtri(places)), by_scipy)


@pytest.mark.parametrize("spread", [Spread(1, 1.5), Spread(0.5, 1), Spread(1, 1)])
def test_a_triangle_may_end_at_its_top(spread):
    factors = spread.factors(np.array([-8.0, -1.0, 0.0, 1.0, 8.0]))

    assert factors[0] == pytest.approx(spread.low, abs=1e-6)
    assert factors[-1] == pytest.approx(spread.high, abs=1e-6)
    assert (np.diff(factors) >= 0).all()


def test_a_lognormal_factor_has_its_middle_95_percent_between_its_limits():
    spread = Spread.within(0.25, "lognormal")

    np.testing.assert_allclose(spread.factors(np.array([-1.959964, 0, 1.959964])), [0.8, 1.0, 1.25])


def test_plus_or_minus_is_the_middle_95_percent_of_a_triangle():
    spread = Spread.within(0.2)

    np.testing.assert_allclose(spread.factors(np.array([-1.959964, 0, 1.959964])), [0.8, 1.0, 1.2])


def test_a_triangle_never_turns_a_saving_into_a_cost():
    assert Spread.within(1.5).low == 0


@pytest.mark.parametrize("limits", [(1.1, 1.3), (0.5, 0.9), (0.0, 2.0, "lognormal"), (2.0, 1.0, "lognormal")])
def test_spreads_that_mean_nothing_are_refused(limits):
    with pytest.raises(ValueError, match="spread must"):
        Spread(*limits)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    first, again, other = simulate(PARK), simulate(PARK), simulate(PARK, seed=1)

    pd.testing.assert_frame_equal(first.measures, again.measures)
    assert (first.npv == again.npv).all()
    assert not (first.npv == other.npv).any()


def test_a_measure_keeps_its_draws_whatever_else_is_there():
    np.testing.assert_array_equal(draw(PARK).npv[1], draw(PARK[1:2]).npv[0])
    np.testing.assert_array_equal(draw(PARK[::-1]).npv, draw(PARK).npv[::-1])


def test_scenarios_differ_by_what_was_changed_and_not_by_luck():
    costlier = PARK.assign(investment=PARK["investment"] + 1)

    difference = draw(PARK).npv - draw(costlier).npv

    # One more to invest, in every draw times its own cost factor.
    np.testing.assert_allclose(difference, draw(PARK).investment / PARK[["investment"]].to_numpy())


def test_blocks_of_draws_add_up_to_the_whole(monkeypatch):
    whole = simulate(PARK)
    monkeypatch.setattr("isdata.engines.uncertainty.simulation._BLOCK", 1)

    parts = simulate(PARK)

    pd.testing.assert_frame_equal(parts.measures, whole.measures)
    np.testing.assert_allclose(parts.npv, whole.npv)


def test_two_measures_of_one_id_are_refused():
    with pytest.raises(ValueError, match="M1"):
        simulate(pd.concat([PLAN, PLAN]))


def test_a_measure_that_misses_an_amount_has_no_result_and_is_not_in_the_total():
    holed = PARK.assign(investment=[50.0, math.nan, 30.0])

    simulation = simulate(holed)

    assert simulation.measures.isna().all(axis=1).tolist() == [False, True, False]
    pd.testing.assert_series_equal(simulation.total, simulate(PARK.iloc[[0, 2]]).total)


def test_no_measures_at_all_cost_nothing():
    simulation = simulate(PARK[:0])

    assert simulation.measures.empty
    assert simulation.total["npv_p50"] == 0


def test_what_never_pays_back_is_never_and_not_a_large_number():
    simulation = simulate(PLAN.assign(annual_saving=-1.0))

    assert simulation.measures["payback_p10"].tolist() == [finance.NEVER]
    assert simulation.total["chance_hurdle"] == 0
    assert simulation.total["chance_gain"] == 0


def test_chances_are_shares_of_the_draws():
    simulation = simulate(PLAN, hurdle=1.63)

    assert simulation.total["chance_hurdle"] == pytest.approx(0.5, abs=0.01)
    assert simulation.total["chance_gain"] == 1
    # Worth nothing at the median: the plan shrunk until half of the draws lose.
    shrunk = PLAN.assign(
        investment=36 * finance.present_value_factor(0.08, 10) / simulation.total["payback_p50"] * 50 / 36
    )
    assert simulate(shrunk).total["chance_gain"] == pytest.approx(0.5, abs=0.01)


def test_what_a_measure_declares_comes_before_the_general_spread():
    declared = PARK.assign(uncertainty_investment=[0.0, math.nan, 50.0], uncertainty=0.0)

    investment = draw(declared).investment
    general = draw(PARK).investment

    assert np.ptp(investment[0]) == 0
    np.testing.assert_array_equal(investment[1], general[1])
    # 30 plus or minus 50 %
    np.testing.assert_allclose(np.quantile(investment[2], [0.025, 0.975]), [15, 45], atol=0.1)


def test_a_subsidy_is_certain():
    given = draw(PLAN.assign(subsidy=10.0)).investment

    np.testing.assert_allclose(given, draw(PLAN).investment - 10)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 1.0, -0.4])
def test_prices_are_correlated_as_asked(correlation):
    prices = draw(PARK, Assumptions(prices=PRICES, price_correlation=correlation), draws=20_000).prices

    measured = np.corrcoef(np.log(prices["electricity"]), np.log(prices["gas"]))[0, 1]
    assert measured == pytest.approx(correlation, abs=0.02)


def test_a_table_of_price_correlations_is_read_by_name():
    names = ["gas", "electricity"]
    table = pd.DataFrame([[1.0, 0.8], [0.8, 1.0]], index=names, columns=names)

    prices = draw(PARK, Assumptions(prices=PRICES, price_correlation=table), draws=20_000).prices

    assert spearmanr(prices["gas"], prices["electricity"]).statistic == pytest.approx(0.79, abs=0.02)


def test_correlations_that_contradict_each_other_are_refused():
    prices = {name: Spread.within(0.2) for name in ("electricity", "gas", "annual_saving")}

    with pytest.raises(ValueError, match="correlated"):
        draw(PARK, Assumptions(prices=prices, price_correlation=-0.9))


def test_a_price_is_common_to_all_measures():
    assumptions = Assumptions(investment=Spread(1, 1), saving=Spread(1, 1), prices=PRICES)

    samples = draw(PARK, assumptions)

    np.testing.assert_allclose(samples.annual_saving[0], 36 * samples.prices["electricity"])
    np.testing.assert_allclose(samples.annual_saving[1], 10 * samples.prices["gas"])


def test_carriers_grow_by_their_own_price_path_and_pay_for_running():
    assumptions = Assumptions(
        investment=Spread(1, 1), saving=Spread(1, 1), prices=dict.fromkeys(PRICES, Spread(1, 1))
    )
    growth = {"electricity": 0.03}
    plan = PARK.assign(running_cost=1.0, degradation=0.01)

    drawn = draw(plan, assumptions, price_growth=growth).npv[:, 0]
    flows = finance.cash_flows(
        plan["investment"], {name: plan[name] for name in PRICES}, lifetime=plan["lifetime"],
        price_growth=growth, degradation=0.01, running_cost=1.0,
    )  # fmt: skip

    np.testing.assert_allclose(drawn, finance.npv(0.08, flows))


def test_an_uncertain_life_is_worth_its_factor():
    assumptions = Assumptions(investment=Spread(1, 1), saving=Spread(1, 1), lifetime=Spread(0.5, 1.5))

    samples = draw(PLAN, assumptions)

    np.testing.assert_allclose(
        samples.npv, -50 + 36 * finance.present_value_factor(0.08, samples.lifetime), rtol=1e-12
    )
    assert samples.lifetime.min() == pytest.approx(5, abs=0.2)


def test_an_uncertain_life_has_the_same_prices_as_a_certain_one():
    certain = draw(PARK, Assumptions(prices=PRICES))
    nearly = draw(PARK, Assumptions(prices=PRICES, lifetime=Spread(1, 1)))

    np.testing.assert_allclose(nearly.npv, certain.npv)


def test_errors_of_measures_that_err_together_do_not_cancel_out():
    many = pd.concat([PLAN.assign(measure_id=f"M{number}") for number in range(50)], ignore_index=True)

    alone = simulate(many).total
    together = simulate(many, Assumptions(measure_correlation=1.0)).total

    assert alone["payback_p90"] - alone["payback_p10"] < 0.15
    # All together they are one measure.
    assert together["payback_p90"] - together["payback_p10"] == pytest.approx(2.03 - 1.38, abs=0.02)


@hypothesis.given(
    st.floats(0.5, 1.0), st.floats(1.0, 2.0), st.sampled_from(["triangular", "lognormal"]), st.integers(0, 10)
)
def test_factors_stay_in_order_and_a_triangle_in_its_limits(low, high, shape, seed):
    scores = np.sort(np.random.default_rng(seed).standard_normal(50))

    factors = Spread(low, high, shape).factors(scores)

    assert (np.diff(factors) >= -1e-12).all()
    assert shape == "lognormal" or (low - 1e-9 <= factors.min() and factors.max() <= high + 1e-9)


@pytest.mark.parametrize("shape", ["triangular", "lognormal"])
@pytest.mark.parametrize("low", [0.8, np.array([[0.8], [0.7], [0.8]])])
def test_factors_of_equal_spreads_are_those_of_each_measure(shape, low):
    purposes = ["saving of A", "saving of B", "saving of C"]
    spread = Spread(low, 1.2, shape)
    drawn = np.stack([uncertainty.scores(7, purpose, 100) for purpose in purposes])
    np.testing.assert_array_equal(spread.shuffled(7, purposes, 100), spread.factors(drawn))


def test_quantiles_are_drawn_values_and_unknown_where_a_draw_is():
    drawn = np.random.default_rng(1).normal(size=(4, 101))
    drawn[1, 3], drawn[2, 80:] = np.nan, np.inf
    shares = np.array([0.1, 0.5, 0.9])
    expected = np.quantile(drawn, shares, axis=1, method="inverted_cdf")
    np.testing.assert_array_equal(simulation._quantiles(drawn, shares), expected)
