"""The sample scenarios stand side by side with today, and each shows something."""

import duckdb
import pytest

from isdata import scenarios
from isdata.data.disclosure import FACILITATOR
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.decisions.planning.request import Request
from isdata.energy.measures import Terms


@pytest.mark.walk
def test_every_sample_scenario_differs_from_today_and_none_is_idle(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    names = scenarios.scenarios(samples, park_id="chengdu", viewer=FACILITATOR)["scenario_id"].tolist()
    today, *others = planning.compare(
        samples,
        request=Request("chengdu", "ahead", Terms(), Limits(budget=13.6e6), Aim()),
        names=[None, *names],
        money=planning.OWN,
        viewer=FACILITATOR,
    )

    assert len(others) == 3
    for outcome in others:
        assert outcome.scenario is not None
        assert outcome.plan.is_feasible
        assert outcome.plan.chosen != today.plan.chosen
        assert outcome.sums["npv"] != today.sums["npv"] or outcome.plan.co2 != today.plan.co2
        assert scenarios.changes_without_effect(
            samples, park_id="chengdu", scenario_id=outcome.scenario.scenario_id
        ).empty
    costlier, yearly, leaving = others
    assert costlier.sums["npv"] > today.sums["npv"]
    assert yearly.plan.npv < today.plan.npv
    assert "CD13" not in set(leaving.names["company_id"])
