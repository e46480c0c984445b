"""Plans of scenarios whose figures are rounded for an audience, to steps that may differ."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from isdata.decisions.planning import Limits, Outcome, Portfolio
from pages.network.parts import disclosed_totals, energy_headline, scenario_picture, scenario_words

NO_ROWS = pd.DataFrame({"is_chosen": pd.Series(dtype=bool)})
PLAN = Portfolio(NO_ROWS, NO_ROWS, 0.0, 0.0, 0.0, 0.0, 0.0, {}, is_feasible=True)


def outcome(npv: float, step: float) -> Outcome:
    """A scenario whose plan has an NPV rounded to a step. [CNY]"""
    sums = pd.Series({"npv": 68.9e6, "co2_saving": 10_775.0, "net_investment": 40e6})
    plan = replace(PLAN, npv=npv, steps={"npv": step})
    return Outcome(None, NO_ROWS, sums, plan, Limits(), "CNY", {})


def test_plans_rounded_to_different_steps_are_compared_as_ranges() -> None:
    """49.2 and 47.6 M CNY read as about 40 and about 50: the better plan seemed to be the worse one."""
    better, worse = outcome(40e6, 20e6), outcome(50e6, 10e6)

    words = [scenario_words.npv_words(each, [better, worse]) for each in (better, worse)]
    assert words == ["30–50 M CNY", "45–55 M CNY"]
    assert scenario_picture._best([better, worse]) == [better, worse]


@pytest.mark.parametrize(("npv", "count"), [(60e6, 1), (50e6, 2)])
def test_plans_rounded_to_one_step_are_compared_as_they_are(npv: float, count: int) -> None:
    plans = [outcome(50e6, 10e6), outcome(npv, 10e6)]

    assert not disclosed_totals.are_ranges([each.plan for each in plans], "npv")
    assert scenario_words.npv_words(plans[0], plans) == "about 50 M CNY"
    assert len(scenario_picture._best(plans)) == count


def test_plans_are_ranges_beside_one_of_a_single_rounding_step() -> None:
    """1,000–3,000 t beside about 4,000 t seemed to be rounded differently."""
    plans = [outcome(5e6, 5e6), outcome(20e6, 5e6)]

    assert [scenario_words.npv_words(each, plans) for each in plans] == ["2.5–7.5 M CNY", "17.5–22.5 M CNY"]


def test_a_plan_with_more_money_states_both_budgets() -> None:
    """The best decision was one that may spend 27 instead of 20 M CNY."""
    first, more = (replace(outcome(50e6, 1e6), limits=Limits(money)) for money in (20e6, 27e6))

    assert scenario_words.other_budget(more, first) == "budget 27 M CNY instead of 20 M CNY"
    assert scenario_words.other_budget(first, first) == ""
    assert scenario_words.other_budget(replace(first, limits=Limits()), first) == "no budget limit"


@pytest.mark.parametrize(
    ("is_exact", "compared"), [(True, {"npv", "co2", "measures", "cost"}), (False, {"measures"})]
)
def test_rounded_figures_of_a_plan_are_not_subtracted(is_exact: bool, compared: set[str]) -> None:
    assert set(energy_headline._compared(PLAN, is_exact=is_exact)) == compared
    assert energy_headline._compared(replace(PLAN, is_feasible=False), is_exact=is_exact) == {}


def test_a_plan_whose_value_is_undisclosed_is_not_called_infeasible() -> None:
    hidden = outcome(math.nan, 100e6)

    assert scenario_words.without_npv(hidden) == "undisclosed"
    none = replace(hidden, plan=replace(hidden.plan, is_feasible=False))
    assert scenario_words.without_npv(none) == "no plan meets the limits"


def test_plans_of_one_rounding_step_are_stated_and_not_drawn() -> None:
    """Bars of 5 and 10 M CNY showed twice the value where the exact ones differed by a third."""
    plans = [outcome(5e6, 5e6), outcome(10e6, 5e6)]

    assert scenario_words.are_coarse(plans)
    assert scenario_picture.headline(plans, "CNY").startswith("NPV of all measures")
    assert "2.5–7.5 M CNY" in scenario_words.plan_words(plans)
    assert "7.5–12.5 M CNY" in scenario_words.plan_words(plans)
    assert not scenario_words.are_coarse([outcome(20e6, 5e6), outcome(25e6, 5e6)])


def test_the_co2_of_a_plan_has_one_form_on_each_page() -> None:
    """The page of the plan stated about 4,000 t, its scenarios 3,000–5,000 t."""
    alone = replace(outcome(50e6, 10e6).plan, co2=4_000.0, steps={"npv": 10e6, "co2": 2_000.0})
    compared = replace(outcome(50e6, 10e6), plan=alone)

    assert (
        disclosed_totals.tonnes(alone.co2, 2_000.0) == "3,000–5,000 t" == scenario_words.co2_words(compared)
    )
