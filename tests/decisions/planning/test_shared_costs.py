"""Measures that share costs: what both need once is paid once."""

import pandas as pd
import pytest

from isdata.decisions import planning
from isdata.decisions.planning import Limits
from isdata.energy import measures
from isdata.energy.measures import Register
from tests.decisions.planning.things import things

ROWS = {"roof": (60.0, 40.0, 1.0, "X"), "light": (50.0, -10.0, 1.0, "X"), "pump": (45.0, 30.0, 1.0, "Y")}
SHARES = (("roof", "light", 20.0),)


def test_one_scaffold_makes_the_second_measure_worth_its_money() -> None:
    """Light alone loses 10; with the roof's scaffold it gains 10 more: 40 - 10 + 20 for 60 + 50 - 20."""
    plan = planning.choose(things(ROWS, shares=SHARES), Limits(budget=90))

    assert plan.chosen == ["light", "roof"] or plan.chosen == ["roof", "light"]
    assert (plan.npv, plan.cost) == (pytest.approx(50), pytest.approx(90))
    assert "light" not in planning.choose(things(ROWS), Limits(budget=90)).chosen


def test_budgets_by_year_count_the_shared_cost_once_all_is_done() -> None:
    candidates = things(ROWS, shares=SHARES)
    plan = planning.choose(candidates, Limits(by_year=(60.0, 30.0)))

    assert sorted(plan.chosen) == ["light", "roof"]
    assert plan.cost == pytest.approx(90)
    assert sorted(planning.choose(candidates, Limits(by_year=(60.0, 29.0))).chosen) == ["roof"]


def test_a_company_keeps_its_half_of_what_it_shares_with_another() -> None:
    candidates = things(ROWS, shares=(("roof", "pump", 20.0),))

    assert "pump" in planning.choose(candidates, Limits(by_company={"Y": 35.0})).chosen
    assert "pump" not in planning.choose(candidates, Limits(by_company={"Y": 34.0})).chosen


def test_a_measure_that_shares_says_so() -> None:
    model = planning.Model(things(ROWS, shares=SHARES), Limits())
    shown = planning.reasons(model, model.solve())["reason"]

    assert shown.to_dict() == {"roof": "shared", "light": "shared", "pump": "worth"}


def test_the_package_costs_less_by_what_is_shared() -> None:
    table = pd.DataFrame(
        {"investment": [100.0, 50.0], "energy_saving": 1.0, "co2_saving": 1.0}, index=["a", "b"]
    )
    savings = pd.DataFrame({"measure_id": ["a"], "saved": 1.0, "money": 1.0, "energy": 1.0, "co2": 1.0})
    relations = pd.DataFrame(
        {"measure_id": ["a"], "other_id": ["b"], "relation": ["shares"], "overlap": [0.0], "shared": [0.4]}
    )

    together = measures.packaged(Register(table, savings, "CNY"), relations)
    assert together.measures["investment"].to_dict() == {"a": 100.0, "b": pytest.approx(30.0)}
