"""What ties the definitions together, for any cash flow."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from isdata.engines import finance

MONEY = st.integers(-1_000, 1_000).map(float)
POSITIVE = st.integers(1, 1_000).map(float)
FLOW = st.lists(MONEY, min_size=1, max_size=12)
RATE = st.floats(-0.5, 3.0)
YEARS = st.integers(1, 40)


def size(flow, rate):
    """What the amounts add up to without their signs: the measure of rounding."""
    return float(finance.npv(rate, np.abs(flow)))


@given(FLOW)
@example([1.0, -2.0, 1.0])
@example([-1.0, 3.0, -2.0])
def test_the_worth_at_every_rate_of_return_is_zero(flow):
    for rate in finance.irr_roots(flow):
        assert abs(finance.npv(rate, flow)) <= 1e-9 * size(flow, rate)


@given(FLOW)
def test_no_rate_of_return_is_missed(flow):
    """Between neighbouring rates, and beyond the last, the worth keeps its sign."""
    roots = finance.irr_roots(flow)
    edges = np.log1p(np.concatenate([[math.expm1(-3)], roots[roots > math.expm1(-3)], [math.expm1(3)]]))

    for low, high in pairwise(edges):
        rates = np.expm1(np.linspace(low, high, 41)[1:-1])
        worth = np.array([finance.npv(rate, flow) / max(size(flow, rate), 1e-300) for rate in rates])
        clear = worth[np.abs(worth) > 1e-9]
        assert len(set(np.sign(clear))) <= 1


@given(FLOW)
def test_the_number_of_rates_obeys_descartes(flow):
    signs = [np.sign(amount) for amount in flow if amount]
    changes = sum(one != other for one, other in pairwise(signs))

    assert len(finance.irr_roots(flow)) <= changes
    assert changes != 1 or finance.irr_status(flow) == "one"
    assert changes != 0 or finance.irr_status(flow) == "none"


@given(FLOW, POSITIVE)
def test_a_rate_of_return_does_not_depend_on_the_currency(flow, factor):
    np.testing.assert_allclose(
        finance.irr_roots(np.array(flow) * factor), finance.irr_roots(flow), rtol=1e-4, atol=1e-5
    )


@given(POSITIVE, POSITIVE, YEARS)
def test_a_single_rate_pays_the_investment_exactly(investment, saving, years):
    rate = finance.irr([-investment] + [saving] * years)

    assert saving * finance.present_value_factor(rate, years) == pytest.approx(investment)


@given(FLOW)
def test_without_interest_the_discounted_payback_is_the_cumulative_one(flow):
    assert finance.discounted_payback(flow, 0.0) == finance.cumulative_payback(flow)


@given(POSITIVE, POSITIVE, YEARS)
def test_a_constant_saving_has_the_static_payback_if_it_lives_so_long(investment, saving, years):
    static = finance.payback(investment, saving)
    cumulative = finance.cumulative_payback([-investment] + [saving] * years)

    assert cumulative == pytest.approx(static if static <= years else math.inf)


@given(POSITIVE, POSITIVE, YEARS, st.floats(0.001, 0.5))
def test_money_discounted_is_never_paid_back_sooner(investment, saving, years, rate):
    flow = [-investment] + [saving] * years

    assert finance.discounted_payback(flow, rate) >= finance.cumulative_payback(flow) - 1e-9


@given(POSITIVE, st.lists(POSITIVE, min_size=1, max_size=10), st.floats(0, 0.5))
def test_a_measure_pays_back_within_its_life_exactly_if_it_gains(investment, savings, rate):
    flow = [-investment, *savings]
    worth = finance.npv(rate, flow)
    assume(abs(worth) > 1e-9 * size(flow, rate))

    assert math.isfinite(finance.discounted_payback(flow, rate)) == (worth > 0)


@given(POSITIVE, st.lists(MONEY, min_size=1, max_size=10), RATE)
def test_the_index_is_the_worth_of_what_comes_back_over_the_investment(investment, later, rate):
    worth = finance.npv(rate, [-investment, *later])
    inflows = finance.npv(rate, [0, *later])
    tolerance = 1e-9 * size([investment, *later], rate) / investment

    assert finance.profitability_index(worth, investment) == pytest.approx(
        inflows / investment, abs=tolerance
    )


@given(MONEY, RATE, YEARS)
def test_an_annuity_is_worth_what_it_was_made_from(worth, rate, years):
    yearly = finance.annuity(worth, rate, years)

    assert yearly * finance.present_value_factor(rate, years) == pytest.approx(worth)


@given(MONEY, RATE, YEARS, st.floats(-0.3, 0.3))
def test_the_closed_form_is_the_worth_of_the_flow(saving, rate, years, growth):
    flow = finance.cash_flows(0.0, saving, lifetime=years, price_growth=growth)[0]
    closed = saving * finance.present_value_factor(rate, years, growth)

    assert closed == pytest.approx(finance.npv(rate, flow), rel=1e-7, abs=1e-9)


@given(FLOW, RATE, st.floats(0, 0.2))
def test_real_money_at_the_real_rate_is_nominal_money_at_the_nominal_rate(flow, rate, inflation):
    nominal = np.array(flow) * (1 + inflation) ** np.arange(len(flow))

    assert finance.npv(finance.nominal_rate(rate, inflation), nominal) == pytest.approx(
        finance.npv(rate, flow), abs=1e-9 * size(flow, rate)
    )


@given(POSITIVE, st.lists(POSITIVE, min_size=1, max_size=10))
def test_reinvested_at_the_rate_of_return_both_rates_are_one(investment, savings):
    flow = [-investment, *savings]
    rate = finance.irr(flow)

    assert finance.mirr(flow, rate, rate) == pytest.approx(rate, abs=1e-9 * (1 + rate))


@given(st.lists(st.lists(MONEY, min_size=5, max_size=5), min_size=1, max_size=6), RATE)
def test_many_flows_give_what_each_flow_gives(flows, rate):
    functions = [
        lambda flow: finance.npv(rate, flow),
        finance.irr,
        lambda flow: finance.mirr(flow, rate, rate),
        finance.cumulative_payback,
        lambda flow: finance.discounted_payback(flow, rate),
    ]
    table = pd.DataFrame(flows, index=[f"M{row}" for row in range(len(flows))])

    for function in functions:
        together = function(table)
        assert list(together.index) == list(table.index)
        np.testing.assert_allclose(together, [function(flow) for flow in flows], rtol=1e-9, atol=1e-9)
    assert list(finance.irr_status(table)) == [finance.irr_status(flow) for flow in flows]


@given(POSITIVE, POSITIVE, st.integers(1, 10), st.integers(1, 3), st.floats(0, 0.3))
def test_repeating_a_measure_does_not_change_its_annuity(investment, saving, years, times, rate):
    plan = pd.DataFrame({"investment": [investment], "annual_saving": [saving], "lifetime": [years]})

    once = finance.appraise(plan, discount_rate=rate)["npv_annuity"]
    repeated = finance.appraise(plan, discount_rate=rate, horizon=years * times)["npv_annuity"]

    np.testing.assert_allclose(repeated, once, rtol=1e-9, atol=1e-9 * (investment + saving))
