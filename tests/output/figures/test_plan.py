"""Pictures of plans: rounded totals are stated as such wherever they stand."""

from dataclasses import replace

import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.output.figures import plan

FRONT = pd.DataFrame(
    {"budget": [1e6, 2e6], "npv": [3e6, 0.0], "co2": [120.0, 150.0], "measures": [2, 3], "cost": [9e5, 1e6]}
)
MARKS = pd.DataFrame({"name": ["This plan"], "cost": [1e6], "npv": [3e6], "co2": [120.0]})


@pytest.mark.parametrize(("is_rounded", "before"), [(True, "about "), (False, "")])
def test_tooltips_of_rounded_totals_say_about(*, is_rounded: bool, before: str) -> None:
    read = replace(reader("en"), is_rounded=is_rounded)
    drawn = (
        plan.by_budget(FRONT, read, "CNY", marks=MARKS).to_dict(),
        plan.money_and_co2(FRONT, read, "CNY", here=(120.0, 3e6)).to_dict(),
    )
    rows = [row for each in drawn for data in each["datasets"].values() for row in data]
    words = {
        name: {row[name] for row in rows if name in row}
        for name in ("npv_words", "co2_words", "cost_words", "words", "budget_words")
    }

    assert "'this plan'" in str(drawn[1]["layer"])
    assert words["npv_words"] == {f"{before}3 M CNY", "0 CNY"}  # nothing is not rounded
    assert words["co2_words"] == {f"{before}120 t/yr", f"{before}150 t/yr"}
    assert words["cost_words"] == {f"{before}900 k CNY", f"{before}1 M CNY"}
    assert words["words"] == {f"{before}3 M CNY"}
    assert words["budget_words"] == {"1 M CNY", "2 M CNY"}  # the reader's own


@pytest.mark.parametrize(("is_rounded", "count"), [(True, 2), (False, 3)])
def test_rounded_results_rise_in_steps_from_the_first_known_one(*, is_rounded: bool, count: int) -> None:
    """The line sloped between two rounded results, and a stroke without a plan stood at zero."""
    front = pd.concat([FRONT.head(1).assign(budget=0.0, npv=0.0), FRONT], ignore_index=True)
    read = replace(reader("en"), is_rounded=is_rounded)

    drawn = plan.by_budget(front, read, "CNY", marks=MARKS).to_dict()

    line = next(layer for layer in drawn["layer"] if layer["mark"]["type"] == "line")
    assert (line["mark"].get("interpolate") == "step-after") == is_rounded
    assert (
        max(len([row for row in data if "budget_words" in row]) for data in drawn["datasets"].values())
        == count
    )


def test_a_single_plan_has_the_diamond_of_this_plan_and_the_rule_a_ring() -> None:
    both = pd.concat([MARKS.assign(name="Shortest payback first"), MARKS])

    found = [
        layer["encoding"]["shape"]["scale"]["range"]
        for marks in (MARKS, both)
        for layer in plan.by_budget(FRONT, reader("en"), "CNY", marks=marks).to_dict()["layer"]
        if "shape" in layer["encoding"]
    ]

    assert found == [["diamond"], ["circle", "diamond"]]
