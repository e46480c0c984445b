"""A plan saved as a scenario and opened again is the same plan, measure by measure."""

import duckdb
import pytest

from isdata import scenarios
from isdata.data.disclosure import FACILITATOR, Undisclosed
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits, service
from isdata.decisions.planning.request import Request
from isdata.energy import measures
from isdata.energy.measures import Terms
from tests.scenarios.conftest import Written

FLEXIBLE = Terms(discount_rate=0.05, horizon=15, price_factor=1.5, has_growth=True)


@pytest.mark.parametrize(
    ("limits", "aim", "scope"),
    [
        (Limits(budget=270_000.0, hurdle=6.0, taken=frozenset({"planned"})), Aim(), "all"),
        (Limits(by_year=(30_000.0, 250_000.0), dropped=frozenset({"steam"})), Aim("co2"), "all"),
        (Limits(co2_floor=5.0, by_company={"C3": 40_000.0}), Aim("both", co2_price=500.0), "all"),
        # What is taken counts as done in the scenario, and is still to be paid by its plan.
        (Limits(budget=40_000.0, taken=frozenset({"planned"})), Aim(), "ahead"),
    ],
)
def test_a_saved_plan_is_the_same_plan_when_it_is_opened(
    two_parks: duckdb.DuckDBPyConnection, written: Written, limits: Limits, aim: Aim, scope: str
) -> None:
    aim = Aim(aim.objective, co2_price=aim.co2_price, discount_rate=FLEXIBLE.discount_rate)
    request = Request("small", scope, FLEXIBLE, limits, aim)
    before = service.answer(two_parks, request=request, viewer=FACILITATOR).plan
    register = measures.in_scope(measures.register(two_parks, park_id="small", viewer=FACILITATOR), scope)
    values = planning.kept_values(None, FLEXIBLE, limits, aim, scope=scope, currency="CNY")
    rows = planning.kept_changes(None, FLEXIBLE, limits, Undisclosed(register)).to_dict("records")
    saved = written(*rows, **values)

    # A reader who moved nothing: the defaults of the controls.
    (outcome,) = planning.compare(
        two_parks,
        request=Request("small", "achieved", Terms(), Limits(budget=1.0), Aim()),
        names=[saved.scenario_id],
        money=planning.OWN,
        viewer=FACILITATOR,
    )
    assert before.is_feasible
    assert before.chosen == outcome.plan.chosen
    assert before.measures.loc[before.chosen, "year"].tolist() == (
        outcome.plan.measures.loc[before.chosen, "year"].tolist()
    )
    assert (before.npv, before.cost, before.co2) == pytest.approx(
        (outcome.plan.npv, outcome.plan.cost, outcome.plan.co2)
    )


def test_a_limit_of_one_company_comes_before_that_of_all(written: Written) -> None:
    saved = written(
        {"change_kind": "company_budget", "budget": 100.0, "currency": "CNY"},
        {"change_kind": "company_budget", "company_id": "C2", "budget": 7.0, "currency": "CNY"},
    )

    assert planning.limits_in_scenario(Limits(), saved, ["C1", "C2"]).by_company == {"C1": 100.0, "C2": 7.0}


def test_a_horizon_of_none_is_each_measures_own_life(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    register = measures.register(two_parks, park_id="small", viewer=FACILITATOR)

    assert scenarios.terms(written(horizon=0), Terms(horizon=10), register.carriers).horizon is None
    assert scenarios.terms(written(horizon=7), Terms(), register.carriers).horizon == 7
    assert scenarios.terms(written(), Terms(horizon=10), register.carriers).horizon == 10


def test_the_front_of_money_and_co2_begins_at_the_plan_itself(two_parks: duckdb.DuckDBPyConnection) -> None:
    # Later years count at the reader's own rate in both; at the usual 8 % the front would lie below the plan.
    request = Request(
        "small", "all", FLEXIBLE, Limits(by_year=(30_000.0, 250_000.0)), Aim(discount_rate=0.02)
    )

    front = service.money_and_co2(two_parks, request=request, viewer=FACILITATOR)

    assert front["npv"].max() == pytest.approx(
        service.answer(two_parks, request=request, viewer=FACILITATOR).plan.npv
    )
