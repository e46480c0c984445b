"""Scenarios side by side, and the money that their plans spend."""

import duckdb
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits, Outcome
from isdata.decisions.planning.request import Request
from isdata.energy.measures import Terms
from tests.scenarios.conftest import Written


def compared(
    con: duckdb.DuckDBPyConnection, names: list[str | None], money: str, viewer: Viewer = FACILITATOR
) -> list[Outcome]:
    """Results of scenarios with 300,000 for today's plan."""
    request = Request("small", "all", Terms(), Limits(budget=300_000.0), Aim())
    return planning.compare(con, request=request, names=names, money=money, viewer=viewer)


def test_compared_side_by_side(two_parks: duckdb.DuckDBPyConnection, written: Written) -> None:
    dear = written({"change_kind": "price", "resource_id": "electricity", "factor": 2.0})
    poor = written({"change_kind": "budget", "budget": 25_000.0, "currency": "CNY"})
    today, costlier, poorer = compared(two_parks, [None, dear.scenario_id, poor.scenario_id], planning.OWN)

    assert costlier.sums["annual_saving"] - today.sums["annual_saving"] == pytest.approx(
        80_000 + 6_800 - 3_400 + 6_800 + 6_800
    )
    assert costlier.plan.npv > today.plan.npv > poorer.plan.npv
    assert poorer.plan.cost <= 25_000
    assert (costlier.order["npv"], poorer.order["npv"]) == (1, -1)
    # For guests: less money never brings more, which is no news of anybody; what each company gains by the price is.
    _, costlier, poorer = compared(two_parks, [None, dear.scenario_id, poor.scenario_id], planning.OWN, GUEST)
    assert costlier.order == {}
    assert poorer.order["npv"] == -1


def test_budgets_of_years_and_what_is_settled_come_from_the_scenario(written: Written) -> None:
    scenario = written(
        {"change_kind": "budget", "budget": 1_000.0, "currency": "EUR", "year": 2},
        {"change_kind": "measure_taken", "measure_id": "planned"},
        {"change_kind": "synergy_on", "synergy_id": "pipe"},
    )

    assert planning.limits_in_scenario(Limits(budget=5.0), scenario) == Limits(
        by_year=(0.0, 7_500.0), taken=frozenset({"planned", "pipe"})
    )


@pytest.mark.walk
def test_scenarios_are_compared_with_the_same_money_unless_asked_otherwise(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    """Today spends 300,000; the scenario has 25,000 of its own."""
    poor = written({"change_kind": "budget", "budget": 25_000.0, "currency": "CNY"})

    def spent(money: str) -> list[float]:
        outcomes = compared(two_parks, [None, poor.scenario_id], money)
        for outcome in outcomes:
            assert outcome.plan.cost <= (outcome.limits.budget or 0.0)
        return [outcome.limits.budget or 0.0 for outcome in outcomes]

    assert spent(planning.SAME) == [300_000.0, 300_000.0]
    assert spent(planning.OWN) == [300_000.0, 25_000.0]
    assert spent(poor.scenario_id) == [25_000.0, 25_000.0]
