"""Fronts of plans: by budget, and of money and tonnes."""

import itertools

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data.disclosure import GUEST
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits, rounding
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.service import answer
from isdata.energy.measures import Terms
from tests.decisions.planning.things import golden, things


def test_front_by_budget_never_falls_and_ends_where_all_that_gains_is_bought() -> None:
    front = planning.by_budget(golden(), Limits(), points=12)

    assert front["npv"].is_monotonic_increasing
    assert front["npv"].iloc[0] == 0
    assert front["npv"].iloc[-1] == pytest.approx(golden().measures["npv"].clip(lower=0).sum())
    assert (front["cost"] <= front["budget"] + 1e-9).all()


def test_front_of_money_and_tonnes_holds_no_plan_that_another_beats() -> None:
    candidates = things(
        {"rich": (50.0, 90.0, 1.0, "X"), "clean": (50.0, 20.0, 30.0, "X"), "both": (60.0, 60.0, 20.0, "X")}
    )
    front = planning.by_co2(candidates, Limits(budget=60), points=20)

    assert front["npv"].tolist() == pytest.approx([90, 60, 20])
    assert front["co2"].tolist() == pytest.approx([1, 20, 30])


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(-20, 60), st.integers(1, 40)), min_size=2, max_size=6),
    st.integers(0, 90),
    st.sampled_from([1, 2]),
)
def test_front_of_money_and_tonnes_holds_every_plan_that_none_beats(rows, budget, years) -> None:
    found = things({f"M{n}": (float(c), float(v), float(t), "X") for n, (c, v, t) in enumerate(rows)})
    limits = Limits(budget=budget) if years == 1 else Limits(by_year=(budget / 2, budget / 2))
    front = planning.by_co2(found, limits, aim=Aim(discount_rate=0.0))
    sums = {
        (sum(rows[n][1] for n in chosen), sum(rows[n][2] for n in chosen))
        for size in range(len(rows) + 1)
        for chosen in itertools.combinations(range(len(rows)), size)
        if sum(rows[n][0] for n in chosen) <= budget
    }
    unbeaten = {(v, t) for v, t in sums if not any((a >= v and b >= t) and (a, b) != (v, t) for a, b in sums)}

    assert len(unbeaten) < planning.POINTS
    assert {(round(v), round(t)) for v, t in zip(front["npv"], front["co2"], strict=True)} == unbeaten


def test_budgets_that_guests_see_do_not_state_what_the_largest_plan_costs() -> None:
    rows = pd.DataFrame({"budget": [0.0, 48.5, 97.0], "cost": [0.0, 40.0, 100.0]})

    assert rounding.to_highest_cost(rows)["budget"].tolist() == pytest.approx([0, 50, 100])
    assert rounding.to_highest_cost(rows.head(1))["budget"].tolist() == [0.0]


def test_a_rounded_part_is_not_above_the_whole_beside_it() -> None:
    """All three, worth 27, would be rounded to 30 in steps of the largest; two of them are worth 20."""
    candidates = things({name: (10.0, npv, npv, "X") for name, npv in (("a", 10.0), ("b", 10.0), ("c", 7.0))})
    names = pd.DataFrame({"company_id": "X", "visibility": "public"}, index=candidates.measures.index)

    for budget, (rounded, shown) in {30: (30, 27), 20: (20, 20)}.items():
        whole = planning.Model(candidates, Limits(budget=budget), Aim()).solve()
        plan = rounding.plan(whole, names=names, viewer=GUEST)
        assert (plan.npv, plan.beside({"npv": 27.0}).npv) == (rounded, shown)
        assert whole.beside({"npv": 20.0}).npv == whole.npv


def test_a_year_that_is_rounded_for_guests_spends_at_most_its_budget() -> None:
    """90 of 90 in the first year would be rounded up to 100; what the first leaves belongs to the second."""
    costs = pd.DataFrame({"year": [0, 1, 1], "cost": [90.0, 50.0, 40.0]})

    for carries_over, spent in ((True, [90.0, 100.0]), (False, [90.0, 60.0])):
        limits = Limits(by_year=(90.0, 60.0), carries_over=carries_over)
        shown = rounding.costs_within_spending(costs, costs, limits, viewer=GUEST)
        assert shown.groupby("year")["cost"].sum().tolist() == pytest.approx(spent)


def test_the_net_investment_of_a_rounded_plan_is_not_above_its_spending(
    small: duckdb.DuckDBPyConnection,
) -> None:
    """34,000 is rounded up to 50,000, which a budget of 40,000 does not allow."""
    request = Request("small", "ahead", Terms(), Limits(budget=40_000.0), Aim())
    found = answer(small, request=request, viewer=GUEST)

    assert (found.plan.cost, found.returns.net_investment) == (40_000, 40_000)
    assert found.returns.payback == pytest.approx(4)
