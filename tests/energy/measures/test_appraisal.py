"""What measures pay back, one by one and together; the small network is worked out by hand in park.py."""

import math

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import Register, Terms

# Nothing, or a fen and more: real money.
MONEY = st.just(0.0) | st.floats(0.01, 1e6)


def test_paybacks_are_those_worked_out_by_hand(register: Register) -> None:
    payback = measures.appraise(register, Terms())["payback"].to_dict()

    assert math.isnan(payback.pop("unpriced"))
    assert payback == pytest.approx(
        {
            "three": 3.0,
            "steam": 20_000 / (90 / 2.7 * 215),
            "habit": 0.0,
            "worse": math.inf,
            "euro": 7_500 / 6_800,
            "dropped": 1_000 / 6_800,
            "planned": 5.0,
        }
    )


def test_exactly_three_years_is_in_one_class_only(register: Register) -> None:
    appraised = measures.appraise(register.only(pd.Index(["three"])), Terms())
    classes = measures.by_class(appraised).set_index("payback_class")["measures"]

    assert classes.sum() == 1
    assert classes["3-5"] == 1


def test_together_they_pay_back_in_the_sum_of_costs_over_the_sum_of_savings(register: Register) -> None:
    achieved = measures.in_scope(register, "achieved")
    totals = measures.totals(achieved, Terms())
    saving = 80_000 + 90 / 2.7 * 215 + 6_800 - 3_400 + 6_800

    assert totals["investment"] == pytest.approx(277_500)
    assert totals["annual_saving"] == pytest.approx(saving)
    assert totals["payback"] == pytest.approx(277_500 / saving)
    assert (totals["unknown"], totals["never"], totals["companies"]) == (1, 1, 3)


def test_doubled_energy_prices_double_what_energy_saves_and_nothing_else(register: Register) -> None:
    measure = register.only(pd.Index(["three"]))
    other = Register(
        measure.measures.assign(other_saving=5_000.0, running_cost=1_000.0), measure.savings, "CNY"
    )

    once, twice = (
        measures.appraise(other, Terms(price_factor=factor)).loc["three", "annual_saving"]
        for factor in (1, 2)
    )

    assert once == pytest.approx(84_000)
    assert twice == pytest.approx(164_000)


def test_one_carriers_price_moves_only_its_own_savings(register: Register) -> None:
    appraised = measures.appraise(register, Terms(carrier_factors={"steam": 2.0}))["annual_saving"]

    assert appraised["steam"] == pytest.approx(2 * 90 / 2.7 * 215)
    assert appraised["three"] == pytest.approx(80_000)


def test_growth_of_the_price_list_leaves_the_first_year_and_lifts_the_value(register: Register) -> None:
    flat, rising = (
        measures.appraise(register, Terms(has_growth=grows)).loc["planned"] for grows in (False, True)
    )

    assert rising["annual_saving"] == flat["annual_saving"]
    assert rising["npv"] == pytest.approx(
        sum(6_800 * 1.05 ** (year - 1) / 1.08**year for year in range(1, 11)) - 34_000
    )
    assert rising["npv"] > flat["npv"]


def test_economic_means_a_rate_of_return_above_the_hurdle(register: Register) -> None:
    appraised = measures.appraise(register, Terms(hurdle_rate=0.15))
    has_rate = appraised["irr_status"] == "one"

    assert (appraised.loc[has_rate, "is_economic"] == (appraised.loc[has_rate, "irr"] > 0.15)).all()
    assert appraised.loc["habit", "is_economic"]
    assert not appraised.loc["worse", "is_economic"]
    assert not appraised.loc["unpriced", "is_economic"]


def test_the_last_discounted_sum_is_the_net_present_value(register: Register) -> None:
    for terms in (Terms(), Terms(discount_rate=0.0, horizon=15)):
        yearly = measures.annual_cash_flow(register, terms)
        totals = measures.totals(register, terms)

        assert yearly["discounted"].iloc[-1] == pytest.approx(totals["npv"])
        assert totals["npv"] == pytest.approx(measures.appraise(register, terms)["npv"].sum())


def test_a_life_of_no_whole_years_is_rounded_and_none_is_below_one(register: Register) -> None:
    lives = Register(register.measures.assign(lifetime=0.2), register.savings, "CNY")
    appraised = measures.appraise(lives, Terms(discount_rate=0.0))

    assert appraised.loc["planned", "npv"] == pytest.approx(6_800 - 34_000)
    assert appraised.loc["planned", "lifetime"] == 0.2


def test_categories_add_up_and_their_shares_to_one(register: Register) -> None:
    appraised = measures.appraise(measures.in_scope(register, "achieved"), Terms())
    table = measures.by_category(appraised)

    assert table["annual_saving"].sum() == pytest.approx(appraised["annual_saving"].sum())
    assert table["cumulative_share"].iloc[-1] == pytest.approx(1)
    assert table.iloc[0]["category"] == "pumps"


@given(st.lists(st.tuples(MONEY, MONEY), min_size=1, max_size=6))
def test_a_group_pays_back_no_sooner_than_its_best_and_no_later_than_its_worst(pairs: list) -> None:
    frame = pd.DataFrame(pairs, columns=["investment", "annual_saving"]).assign(
        category="pumps", company_id="C1", energy_saving=0.0, co2_saving=0.0
    )
    single = np.array(
        [0 if cost <= 0 else math.inf if saving <= 0 else cost / saving for cost, saving in pairs]
    )
    payback = measures.by_category(frame)["payback"].iloc[0]

    assert single.min() * (1 - 1e-9) <= payback <= single.max() * (1 + 1e-9)


def test_the_sample_gives_the_published_totals_and_shares(parks: duckdb.DuckDBPyConnection) -> None:
    register = measures.in_scope(measures.register(parks, park_id="chengdu", viewer=FACILITATOR), "achieved")
    appraised = measures.appraise(register, Terms())
    totals = measures.totals(register, Terms(), appraised)
    share = measures.by_category(appraised).set_index("category")["share"]

    assert totals["measures"] == 108
    assert 36e6 < totals["annual_saving"] < 37e6
    assert 49e6 < totals["investment"] < 50e6
    assert round(totals["co2_saving"]) == 22_347
    assert share[["drives", "pumps", "management", "other_technical"]].sum() > 0.5
    assert share[["air_conditioning", "refrigeration", "ventilation"]].sum() == pytest.approx(0.12, abs=0.005)
    assert share["compressed_air"] == pytest.approx(0.12, abs=0.005)
