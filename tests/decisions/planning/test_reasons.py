"""Why each measure is in or out, which limits collide, and what more money buys."""

import numpy as np
import pytest

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.decisions.planning.limits import with_more
from tests.decisions.planning.things import golden, things


def test_what_collides_is_named_and_nothing_else() -> None:
    candidates = things({"a": (50.0, 10.0, 5.0, "X"), "b": (50.0, 10.0, 5.0, "X")}, needs=(("a", "b"),))

    assert planning.collisions(candidates, Limits(budget=100, co2_floor=10)) == []
    assert planning.collisions(candidates, Limits(budget=60, co2_floor=10)) == ["budget", "co2_floor"]
    assert planning.collisions(
        candidates, Limits(budget=500, taken=frozenset("a"), dropped=frozenset("b"))
    ) == [
        "dropped",
        "taken a",
        "needs",
    ]


def test_every_reason_has_its_case() -> None:
    candidates = things(
        {
            "good": (50.0, 90.0, 1.0, "X"),
            "rival": (40.0, 60.0, 1.0, "X"),
            "loss": (10.0, -5.0, 1.0, "X"),
            "dear": (96.0, 80.0, 1.0, "X"),
            "huge": (101.0, 99.0, 1.0, "X"),
            "needy": (5.0, 5.0, 1.0, "X"),
            "settled": (5.0, -1.0, 1.0, "X"),
            "barred": (1.0, 50.0, 1.0, "X"),
        },
        needs=(("needy", "loss"),),
        excludes=(("good", "rival"),),
    )
    limits = Limits(budget=100, taken=frozenset(["settled"]), dropped=frozenset(["barred"]))
    model = planning.Model(candidates, limits)
    table = planning.reasons(model, model.solve())

    assert table["reason"].to_dict() == {
        "good": "worth",
        "rival": "excluded",
        "loss": "loss",
        "dear": "displaced",
        "huge": "unaffordable",
        "needy": "need",
        "settled": "taken",
        "barred": "dropped",
    }
    assert table.loc["good", "marginal"] == pytest.approx(90.0 - 60.0)
    # With the loss of 5 comes "needy", worth 5.
    assert table.loc["loss", "marginal"] == pytest.approx(0.0)
    assert np.isnan(table.loc["dear", "marginal"])


def test_more_money_is_spent_on_the_next_best() -> None:
    plan = planning.choose(golden(), with_more(Limits(budget=90), 60), Aim())

    assert plan.chosen == ["B", "C", "D"]


def test_reasons_hold_with_budgets_by_year_and_a_floor() -> None:
    model = planning.Model(golden(), Limits(by_year=(60.0, 40.0), co2_floor=2.0), Aim(discount_rate=0.0))
    table = planning.reasons(model, model.solve())

    # All the money is 100 by the second year: the plan is {B, C} as with one budget, two tonnes kept.
    assert table.index[table["is_chosen"]].tolist() == ["B", "C"]
    npv = golden().measures["npv"]
    # Without B, D (60) is paid in the first year in its place and C in the second.
    assert table.loc["B", "marginal"] == pytest.approx(npv["B"] - npv["D"])
    # No time at all: reasons stay, figures are missing.
    hasty = planning.reasons(model, model.solve(), longest=0.0)
    assert hasty["reason"].tolist() == table["reason"].tolist()
    assert hasty["marginal"].isna().all()
