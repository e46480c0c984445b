"""Taxes, inflation, degradation, scrap value and next units, as terms of an appraisal."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.energy import measures
from isdata.energy.measures import Register, Terms, price


def one(register: Register, **columns: float) -> Register:
    """Return the measure "three" alone, with other columns: 240,000 for 80,000 a year."""
    chosen = register.only(pd.Index(["three"]))
    return Register(chosen.measures.assign(**columns), chosen.savings, chosen.currency)


def test_a_saving_that_wears_off_is_worth_less(register: Register) -> None:
    """Three years at rate 0: 80,000 · (1 + 0.9 + 0.81) - 240,000 = -23,200."""
    short = one(register, lifetime=3.0)
    terms = Terms(discount_rate=0.0, degradation=0.1)

    assert measures.appraise(short, terms)["npv"].item() == pytest.approx(-23_200)
    # What a measure declares itself comes first.
    own = measures.appraise(one(register, lifetime=3.0, degradation=0.0), terms)["npv"].item()
    assert own == pytest.approx(0.0)


def test_scrap_value_and_the_price_of_the_next_unit_count(register: Register) -> None:
    """Two lives of 3 years: 6 · 80,000 - 240,000 - 100,000, and 5,000 of scrap twice."""
    twice = one(register, lifetime=3.0, replacement_cost=100_000.0, salvage=5_000.0)

    assert measures.appraise(twice, Terms(discount_rate=0.0, horizon=6))["npv"].item() == pytest.approx(
        150_000
    )


def test_tax_takes_its_share_of_the_gain(register: Register) -> None:
    """At rate 0 the tax is a quarter of all that is gained: 4 · 80,000 - 240,000 = 80,000."""
    four = one(register, lifetime=4.0)
    sums = measures.totals(four, Terms(discount_rate=0.0, tax_rate=0.25))

    assert sums["npv"] == pytest.approx(60_000)
    # 240,000 over 80,000 less a quarter of (80,000 - 60,000 written off) is 240 / 75 years.
    assert sums["payback"] == pytest.approx(3.2)


def test_inflation_lowers_what_is_written_off_and_nothing_else(register: Register) -> None:
    plain = measures.totals(register, Terms())
    assert measures.totals(register, Terms(inflation=0.05))["npv"] == plain["npv"]
    taxed = [measures.totals(register, Terms(tax_rate=0.25, inflation=rate))["npv"] for rate in (0.0, 0.05)]

    assert taxed[1] < taxed[0]


def test_nominal_money_has_the_same_present_value(register: Register) -> None:
    terms = Terms(inflation=0.03, is_nominal=True)
    real, nominal = measures.annual_cash_flow(register, Terms()), measures.annual_cash_flow(register, terms)

    assert nominal["net"].tolist() == pytest.approx((real["net"] * 1.03 ** real["year"]).tolist())
    assert nominal["discounted"].tolist() == pytest.approx(real["discounted"].tolist())
    assert terms.stated_rate(0.08) == pytest.approx(1.08 * 1.03 - 1)


@settings(max_examples=25, derandomize=True)
@given(
    st.floats(0, 0.4),
    st.one_of(st.none(), st.integers(1, 20)),
    st.floats(0, 0.5),
    st.floats(0, 0.1),
    st.floats(-1e4, 1e4),
)
def test_what_the_parts_are_worth_is_the_net_present_value(
    rate: float, horizon: int | None, tax: float, inflation: float, salvage: float
) -> None:
    register = PLAIN
    register = Register(register.measures.assign(salvage=salvage), register.savings, register.currency)
    terms = Terms(discount_rate=rate, horizon=horizon, tax_rate=tax, inflation=inflation, degradation=0.01)
    worth = price(register, terms).worth()
    npv = measures.appraise(register, terms)["npv"].dropna()

    assert pd.DataFrame(worth).sum(axis=1).loc[npv.index].to_numpy() == pytest.approx(
        npv.to_numpy(), rel=1e-6, abs=1e-3
    )


PLAIN = Register(
    pd.DataFrame(
        {
            "investment": [100_000.0, 50_000.0],
            "incentive": [0.0, 5_000.0],
            "avoided_replacement": [0.0, 10_000.0],
            "running_cost": [1_000.0, 0.0],
            "other_saving": [0.0, 2_000.0],
            "lifetime": [4.0, 9.0],
            "energy_saving": 10.0,
            "co2_saving": 5.0,
            "company_id": "C",
            "replacement_cost": [np.nan, 30_000.0],
        },
        index=pd.Index(["A", "B"], name="measure_id"),
    ),
    pd.DataFrame(
        {
            "measure_id": ["A", "B", "B"],
            "resource_id": ["electricity", "electricity", "steam"],
            "kind": "energy",
            "growth": [0.01, 0.01, 0.02],
            "money": [30_000.0, 8_000.0, 4_000.0],
        }
    ),
    "CNY",
)
