"""What is found block by block is what branch and bound finds, where money is short and measures overlap."""

import numpy as np
import pandas as pd
import pytest

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Candidates, Limits

SIZE = 30


def made_up(seed: int, *, has_caps: bool) -> tuple[Candidates, Limits]:
    """Return measures of five companies; chains of three at the same company need, exclude and overlap each other."""
    rng = np.random.default_rng(seed)
    cost = rng.integers(5, 60, SIZE).astype(float)
    company = [f"C{number // 6}" for number in range(SIZE)]
    table = pd.DataFrame(
        {
            "cost": cost,
            "npv": cost * rng.uniform(0.3, 3.0, SIZE),
            "co2": rng.uniform(0, 9, SIZE),
            "co2_life": rng.uniform(0, 9, SIZE),
            "payback": rng.uniform(0.5, 6, SIZE),
            "company_id": company,
        },
        index=[f"M{number}" for number in range(SIZE)],
    )
    starts = range(0, SIZE, 6)
    lost = pd.DataFrame(
        {
            "measure_id": [f"M{first}" for first in starts],
            "other_id": [f"M{first + 1}" for first in starts],
            "npv": [0.9 * table["npv"].iloc[first + 1] for first in starts],
            "co2": 0.0,
            "co2_life": 0.0,
        }
    )
    needs = [(f"M{first + 2}", f"M{first}") for first in starts]
    excludes = [(f"M{first + 3}", f"M{first + 4}") for first in starts]
    caps = (0.5 * table.groupby("company_id")["cost"].sum()).to_dict() if has_caps else {}
    return Candidates(table, needs, excludes, lost), Limits(budget=1.0, by_company=caps)


@pytest.mark.parametrize("has_caps", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_both_ways_find_plans_of_the_same_worth(seed: int, has_caps: bool) -> None:
    candidates, limits = made_up(seed, has_caps=has_caps)
    model = planning.Model(candidates, limits, Aim())
    budgets = np.linspace(0.1, 0.6, 5) * candidates.measures["cost"].sum()
    rows = np.array(model.rows.bounds)

    assert model.blocks is not None
    for budget, figures in zip(budgets, model.at_budgets(budgets), strict=True):
        rows[model.rows.names.index("budget")] = budget
        choice = model.program.solve(limits=rows, gap=1e-9)
        assert figures.npv == pytest.approx(choice.value, rel=1e-9)
        assert figures.cost <= budget + 1e-9


def test_what_overlaps_most_of_another_is_not_taken_with_it() -> None:
    """Together they bring 50 + 40 - 60, alone 50."""
    table = pd.DataFrame(
        {"cost": 10.0, "npv": [50.0, 40.0], "co2": 1.0, "co2_life": 1.0, "payback": 1.0, "company_id": "X"},
        index=["a", "b"],
    )
    lost = pd.DataFrame(
        [("a", "b", 60.0, 0.0, 0.0)], columns=["measure_id", "other_id", "npv", "co2", "co2_life"]
    )

    assert planning.choose(Candidates(table, [], [], lost), Limits()).chosen == ["a"]


def test_two_that_use_the_money_up_beat_the_one_that_brings_more_for_it() -> None:
    """60 for 80 is the best use of a unit of money, but two of 50 for 50 use all 100."""
    table = pd.DataFrame(
        {"cost": [60.0, 50.0, 50.0], "npv": [80.0, 50.0, 50.0], "co2": 1.0, "co2_life": 1.0, "payback": 1.0}
        | {"company_id": "X"},
        index=["one", "two", "three"],
    )
    none = pd.DataFrame(columns=["measure_id", "other_id", "npv", "co2", "co2_life"])

    assert planning.choose(Candidates(table, [], [], none), Limits(budget=100)).chosen == ["two", "three"]
