"""A plan kept as a scenario comes back as the same plan: every limit, the aim, the prices."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata import scenarios
from isdata.data.disclosure import Undisclosed
from isdata.decisions.planning import (
    Aim,
    Limits,
    kept_changes,
    kept_values,
    limits_in_scenario,
    objective_in_scenario,
)
from isdata.energy.measures import Register, Terms, in_scope, price
from isdata.scenarios import Scenario

# Three measures of two companies; M1 and M2 save electricity, which the list lets rise, M3 gas.
MEASURES = pd.DataFrame(
    {"company_id": ["C1", "C1", "C2"], "status": "idea", "investment": [100.0, 50.0, 30.4], "incentive": [10.0, 0.0, 0.0]}
    | {"lifetime": 10.0, "running_cost": 0.0, "avoided_replacement": 0.0, "other_saving": 0.0},
    index=pd.Index(["M1", "M2", "M3"], name="measure_id"),
)  # fmt: skip
SAVINGS = pd.DataFrame(
    {"measure_id": ["M1", "M2", "M3"], "resource_id": ["electricity", "electricity", "gas"], "kind": "energy"}
    | {"growth": [0.03, 0.03, 0.0], "money": [40.0, 20.0, 5.0]}
)
REGISTER = Register(MEASURES, SAVINGS, "CNY")
COLUMNS = [
    "change_kind", "resource_id", "measure_id", "synergy_id", "company_id", "factor", "growth", "delay", "year", "budget",
    "currency",
]  # fmt: skip

MONEY = st.floats(1, 1e7)
FACTORS = st.sampled_from([0.5, 1.0, 2.0])
IDS = st.sets(st.sampled_from(["M1", "M2"]), max_size=1)
LIMITS = st.builds(
    Limits,
    budget=st.none() | MONEY,
    by_company=st.sampled_from([{}, {"C1": 20.0, "C2": 20.0}, {"C1": 70.0}]),
    co2_floor=st.none() | MONEY,
    hurdle=st.none() | st.sampled_from([1.0, 3.0]),
    taken=IDS.map(frozenset),
    dropped=st.sets(st.just("M3")).map(frozenset),
) | st.builds(Limits, by_year=st.lists(MONEY, min_size=2, max_size=5).map(tuple))
AIMS = st.sampled_from([Aim(), Aim("co2"), Aim("both", co2_price=200.0)])
TERMS = st.builds(
    Terms,
    discount_rate=st.sampled_from([0.04, 0.08]),
    horizon=st.none() | st.just(15),
    price_factor=FACTORS,
    carrier_factors=st.fixed_dictionaries({"electricity": FACTORS}),
    has_growth=st.booleans(),
    degradation=st.sampled_from([0.0, 0.02]),
    tax_rate=st.sampled_from([0.0, 0.25]),
    inflation=st.sampled_from([0.0, 0.03]),
)


def kept(terms: Terms, limits: Limits, aim: Aim, scope: str, seen_in: Scenario | None = None) -> Scenario:
    """Return the scenario that keeps a plan, as it comes back from the database."""
    values = kept_values(seen_in, terms, limits, aim, scope=scope, currency="CNY")
    changes = kept_changes(seen_in, terms, limits, Undisclosed(REGISTER)).reindex(columns=COLUMNS)
    del values["currency"]
    return Scenario("S", "P", "kept", None, changes=changes, **values)  # ty: ignore[invalid-argument-type]


def same_money(one: Terms, other: Terms) -> None:
    pd.testing.assert_frame_equal(price(REGISTER, one).measures, price(REGISTER, other).measures)
    assert price(REGISTER, one).growth == price(REGISTER, other).growth
    assert price(REGISTER, one).flows() == pytest.approx(price(REGISTER, other).flows())


@settings(max_examples=10)
@given(TERMS, LIMITS, AIMS, st.sampled_from(["achieved", "ahead", "all"]))
def test_what_was_kept_comes_back_to_a_reader_who_set_nothing(
    terms: Terms, limits: Limits, aim: Aim, scope: str
) -> None:
    scenario = kept(terms, limits, aim, scope)
    back = limits_in_scenario(Limits(budget=1.0), scenario, ["C1", "C2"])

    # Without a budget all can be paid: 90 + 50 + 30.4, rounded up.
    budget = 171.0 if limits.budget is None and not limits.by_year else limits.budget
    assert back.budget == budget
    # Measures dropped are no longer there, so that no limit is needed.
    assert (back.by_year, dict(back.by_company)) == (limits.by_year, dict(limits.by_company))
    assert (back.co2_floor, back.hurdle, back.taken) == (limits.co2_floor, limits.hurdle, limits.taken)
    assert scenario.named("measure_dropped", "measure_id") == sorted(limits.dropped)
    assert objective_in_scenario(Aim(), scenario) == aim
    assert scenario.scope == scope
    found = scenarios.terms(scenario, Terms(horizon=5, discount_rate=0.2), REGISTER.carriers)
    assert (found.discount_rate, found.horizon) == (terms.discount_rate, terms.horizon)
    same_money(found, terms)


@settings(max_examples=10)
@given(TERMS, LIMITS, AIMS)
def test_kept_again_from_what_is_shown_it_stays_the_same(terms: Terms, limits: Limits, aim: Aim) -> None:
    """Whoever opens a scenario and saves it under another name has two of the same."""
    first = kept(terms, limits, aim, "ahead")
    plain = replace(terms, price_factor=1.0, carrier_factors={}, has_growth=False)
    shown = limits_in_scenario(Limits(), first, ["C1", "C2"])
    second = kept(plain, shown, objective_in_scenario(Aim(), first), "ahead", seen_in=first)

    assert limits_in_scenario(Limits(), second, ["C1", "C2"]) == shown
    same_money(
        scenarios.terms(second, plain, REGISTER.carriers), scenarios.terms(first, plain, REGISTER.carriers)
    )


def test_what_a_scenario_settles_is_among_the_measures_of_every_scope() -> None:
    done = MEASURES.assign(is_settled=[True, False, False]).assign(status=["implemented", "idea", "idea"])
    settled = Register(done, SAVINGS, "CNY")

    assert list(in_scope(settled, "ahead").measures.index) == ["M1", "M2", "M3"]
    assert list(in_scope(settled, "achieved").measures.index) == ["M1"]
