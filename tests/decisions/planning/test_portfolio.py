"""The best plan is the best: against brute force, published optima and results worked out by hand."""

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from isdata.data.disclosure import FACILITATOR
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Candidates, Limits
from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.engines import finance
from tests.conftest import PUBLISHED, ROOT
from tests.decisions.planning.things import NONE, golden, keeps, plans, things, worth


def test_a_budget_of_100_takes_b_and_c_and_the_rule_of_thumb_takes_less() -> None:
    plan = planning.choose(golden(), Limits(budget=100))
    rule = planning.greedy(golden(), Limits(budget=100))

    assert plan.chosen == ["B", "C"]
    assert plan.npv == pytest.approx(303.7, abs=0.05)
    assert rule.chosen == ["A", "E"]
    assert rule.npv == pytest.approx(91.3, abs=0.05)


def test_the_rule_of_thumb_waits_for_the_money_of_later_years() -> None:
    """100 a year: E and A at once (80), B in the second year with what is left (20 + 100 - 50), C too."""
    rule = planning.greedy(golden(), Limits(by_year=(100.0, 100.0)), discount_rate=0.0)

    assert rule.measures["year"].dropna().to_dict() == {"A": 0, "B": 1, "C": 1, "E": 0}
    assert rule.npv == pytest.approx(golden().measures["npv"][["A", "B", "C", "E"]].sum())


def test_the_rule_of_thumb_keeps_what_companies_may_spend_and_takes_along_what_is_needed() -> None:
    candidates = things(
        {"a": (50.0, 90.0, 1.0, "X"), "b": (40.0, 60.0, 1.0, "X"), "c": (40.0, 10.0, 1.0, "Y")},
        needs=(("a", "c"),),
    )

    assert planning.greedy(candidates, Limits(by_company={"X": 60.0})).chosen == ["a", "c"]


def problems(path: Path) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, float]]:
    """Return value, weights, limits and optimum of each problem of the file."""
    numbers = iter(float(word) for word in path.read_text().split())
    found = []
    for _ in range(int(next(numbers))):
        things, limits, best = int(next(numbers)), int(next(numbers)), next(numbers)
        value = np.array([next(numbers) for _ in range(things)])
        weights = np.array([next(numbers) for _ in range(things * limits)]).reshape(limits, things)
        found.append((value, weights, np.array([next(numbers) for _ in range(limits)]), best))
    return found


def test_the_seven_published_optima_are_reproduced() -> None:
    for value, weights, limits, best in problems(PUBLISHED / "knapsack" / "mknap1.txt"):
        choice = planning.Program(value, csr_array(weights), limits).solve()

        assert choice.value == pytest.approx(best, rel=1e-9)
        assert choice.gap <= 1e-6
        assert (weights @ choice.taken <= limits + 1e-9).all()


def test_the_solver_writes_nothing_to_the_output_of_a_command() -> None:
    """It greets once a process; here a new one asks for a solver twice."""
    code = "from isdata.engines.solver import silent; silent().run(); print('done'); silent().run()"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert shown.stdout == "done\n"


@settings(max_examples=10)
@given(plans(), st.sampled_from(["npv", "co2", "both"]))
def test_no_other_set_within_the_limits_is_worth_more(
    drawn: tuple[Candidates, Limits], objective: str
) -> None:
    candidates, limits = drawn
    aim = Aim(objective=objective, co2_price=3.0)
    plan = planning.choose(candidates, limits, aim)
    ids = list(candidates.measures.index)
    sets = [set(each) for size in range(len(ids) + 1) for each in itertools.combinations(ids, size)]
    possible = [worth(candidates, taken) for taken in sets if keeps(candidates, limits, taken)]
    value = {"npv": lambda w: w[0], "co2": lambda w: w[2], "both": lambda w: w[0] + 3 * w[2]}[objective]

    assert plan.is_feasible == bool(possible)
    if possible:
        assert keeps(candidates, limits, set(plan.chosen))
        assert (plan.npv, plan.cost, plan.co2) == pytest.approx(worth(candidates, set(plan.chosen)))
        assert value((plan.npv, plan.cost, plan.co2)) == pytest.approx(max(map(value, possible)), abs=1e-6)


def test_money_of_a_year_that_is_not_spent_is_kept_for_the_next() -> None:
    """60 cannot be paid from the first year's 50, but from both years' 100; the other 40 follow then too."""
    candidates = things({"big": (60.0, 100.0, 1.0, "X"), "small": (40.0, 50.0, 1.0, "X")})
    plan = planning.choose(candidates, Limits(by_year=(50.0, 50.0)), Aim(discount_rate=0.0))
    years = plan.measures["year"].to_dict()

    assert plan.chosen == ["big", "small"]
    assert years["big"] == 1
    assert planning.choose(candidates, Limits(by_year=(60.0, 0.0))).chosen == ["big"]


def test_what_is_needed_stands_no_later_than_what_needs_it() -> None:
    candidates = things(
        {"first": (50.0, 5.0, 0.0, "X"), "second": (50.0, 100.0, 0.0, "X")}, needs=(("second", "first"),)
    )
    plan = planning.choose(candidates, Limits(by_year=(60.0, 40.0)))

    assert plan.chosen == ["first", "second"]
    assert plan.measures["year"].to_dict() == {"first": 0, "second": 1}


def test_a_later_year_is_worth_less() -> None:
    candidates = things({"only": (50.0, 108.0, 0.0, "X")})

    assert planning.choose(candidates, Limits(by_year=(0.0, 50.0))).npv == pytest.approx(100.0)


def test_a_settled_measure_is_done_in_some_year() -> None:
    candidates = things({"poor": (50.0, -10.0, 0.0, "X"), "rich": (50.0, 90.0, 0.0, "X")})
    plan = planning.choose(candidates, Limits(by_year=(50.0, 50.0), taken=frozenset(["poor"])))

    assert plan.chosen == ["poor", "rich"]
    assert plan.measures.loc["rich", "year"] == 0


def test_measures_that_pay_back_after_the_hurdle_are_left_out() -> None:
    assert planning.choose(golden(), Limits(budget=100, hurdle=2.0)).chosen == ["A", "B"]


def test_nothing_to_choose_from_is_an_empty_plan() -> None:
    empty = Candidates(golden().measures.iloc[:0], [], [], NONE)

    assert planning.choose(empty, Limits(budget=10)).chosen == []
    assert planning.by_budget(empty, Limits())["npv"].tolist() == [0.0] * planning.POINTS


def test_candidates_leave_out_what_cannot_be_valued(register: Register) -> None:
    relations = pd.DataFrame(
        [("three", "planned", "overlaps", 0.25), ("three", "unpriced", "needs", 0.0)],
        columns=["measure_id", "other_id", "relation", "overlap"],
    )
    found = planning.candidates(register, relations, Terms())

    assert "unpriced" not in found.measures.index
    assert found.needs == []
    assert found.overlaps["npv"].tolist() == pytest.approx(
        [0.25 * 6_800 * finance.present_value_factor(0.08, 10)]
    )
    assert found.measures.loc["euro", "cost"] == pytest.approx(7_500)


def test_the_whole_sample_is_worth_what_its_package_is(parks) -> None:
    # Of what lies ahead, some measures exclude each other.
    stored = measures.in_scope(measures.register(parks, park_id="chengdu", viewer=FACILITATOR), "achieved")
    relations = measures.relations(parks, park_id="chengdu")
    found = planning.candidates(stored, relations, Terms())
    everything = planning.choose(found, Limits(taken=frozenset(found.measures.index)))
    package = measures.totals(measures.packaged(stored, relations), Terms())

    assert everything.npv == pytest.approx(package["npv"])
    assert everything.co2 == pytest.approx(package["co2_saving"])
