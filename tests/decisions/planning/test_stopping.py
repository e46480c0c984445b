"""Plans that take long report their steps and, when they are stopped, return what they have found."""

import numpy as np
import pytest

from isdata.decisions import planning
from isdata.decisions.planning import Drawn, Limits, Model, fronts
from isdata.engines import progress
from tests.decisions.planning.things import golden, things

TWO = things({"bold": (10.0, 20.0, 1.0, "X"), "calm": (10.0, 18.0, 1.0, "X")})


class Watch:
    """Notes the shares done, and asks to stop after a number of steps."""

    def __init__(self, steps: int) -> None:
        self.shares: list[float] = []
        self._steps = steps

    def __call__(self, share: float) -> bool:
        self.shares.append(share)
        return len(self.shares) <= self._steps


def test_simulations_that_were_not_made_do_not_count() -> None:
    # Twenty are made in any case; afterwards the bold one loses.
    npv = np.array([[30.0] * 20 + [-50.0] * 20, [18.0] * 40])
    simulated = Drawn(npv=npv, lost=np.zeros((0, 40)), cost=np.full((2, 40), 10.0))
    watch = Watch(1)

    with progress.watching(watch):
        found = planning.robust(TWO, simulated, Limits(budget=10.0))

    assert watch.shares == [k / 40 for k in range(21)]
    assert found.simulations == 20
    assert found.frequency.to_dict() == {"bold": 1.0, "calm": 0.0}
    assert found.plans.loc["recommended", "mean"] == 30.0


def test_reasons_stay_where_their_cost_was_not_computed() -> None:
    candidates = golden()
    model = Model(candidates, Limits(budget=100))
    plan = model.solve()
    watch = Watch(2)

    with progress.watching(watch):
        rows = planning.reasons(model, plan)

    count = len(rows)
    assert watch.shares == pytest.approx([k / count for k in range(count)])
    assert rows["marginal"].iloc[2:].isna().all()
    assert rows["marginal"].iloc[:2].notna().all()
    assert (rows["reason"] != "").all()


def test_a_front_keeps_its_ends() -> None:
    candidates = things(
        {"a": (10.0, 30.0, 1.0, "X"), "b": (10.0, 20.0, 3.0, "X"), "c": (10.0, 10.0, 6.0, "X")}
    )

    with progress.watching(Watch(0)):
        stopped = fronts.by_co2(candidates, Limits(budget=10.0))

    assert fronts.by_co2(candidates, Limits(budget=10.0))["npv"].tolist() == [30.0, 20.0, 10.0]
    assert stopped["npv"].tolist() == [30.0, 10.0]


def test_plans_by_budget_span_all_budgets() -> None:
    watch = Watch(1)

    with progress.watching(watch):
        stopped = fronts.by_budget(golden(), Limits(), points=50)

    whole = fronts.by_budget(golden(), Limits(), points=50)
    assert watch.shares == [0.1, 0.2]
    assert stopped["budget"].tolist() == pytest.approx(
        sorted([*whole["budget"][::10], *whole["budget"][1::10]])
    )
    assert stopped["npv"].tolist() == pytest.approx(sorted([*whole["npv"][::10], *whole["npv"][1::10]]))
