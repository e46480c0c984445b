"""A scenario changes tables and nothing that is stored; figures worked out by hand, see tests/measures/park.py."""

import duckdb
import pandas as pd
import pytest

from isdata import scenarios
from isdata.data import i18n, ingest, store
from isdata.data.disclosure import FACILITATOR
from isdata.decisions import planning
from isdata.decisions.planning import Limits
from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.energy.measures.presentation import company_words
from isdata.engines import finance
from isdata.errors import NotFoundError, ProblemsError
from isdata.scenarios import Scenario
from tests.scenarios.conftest import Written

TEN_YEARS = finance.present_value_factor(0.08, 10)


def changed(con: duckdb.DuckDBPyConnection, scenario: Scenario) -> Register:
    return scenarios.undisclosed(con, park_id="small", scenario_id=scenario.scenario_id).in_full


def appraised(con: duckdb.DuckDBPyConnection, scenario: Scenario, given: Terms | None = None) -> pd.DataFrame:
    found = changed(con, scenario)
    return measures.appraise(found, scenarios.terms(scenario, given or Terms(), found.carriers))


def test_stored_data_stay_as_they_are(two_parks: duckdb.DuckDBPyConnection, written: Written) -> None:
    before = measures.register(two_parks, park_id="small", viewer=FACILITATOR)
    scenario = written(
        {"change_kind": "price", "factor": 2.0},
        {"change_kind": "measure_dropped", "measure_id": "three"},
        {"change_kind": "measure_resized", "measure_id": "steam", "factor": 3.0},
        {"change_kind": "company_leaves", "company_id": "C2"},
    )
    changed(two_parks, scenario)
    after = measures.register(two_parks, park_id="small", viewer=FACILITATOR)

    pd.testing.assert_frame_equal(before.measures, after.measures)
    pd.testing.assert_frame_equal(before.savings, after.savings)


def test_a_scenario_without_changes_is_today(two_parks: duckdb.DuckDBPyConnection, written: Written) -> None:
    today = measures.undisclosed(two_parks, park_id="small").in_full
    found = changed(two_parks, written())

    pd.testing.assert_frame_equal(found.measures[today.measures.columns], today.measures)


def test_a_scenario_without_changes_stands_beside_one_with_a_budget(written: Written) -> None:
    assert written({"change_kind": "budget", "budget": 5e5, "currency": "CNY"}).changes[
        "budget"
    ].tolist() == [5e5]
    assert written().changes["budget"].tolist() == []


def test_a_price_of_one_carrier_leaves_the_others(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    rows = appraised(
        two_parks, written({"change_kind": "price", "resource_id": "electricity", "factor": 2.0})
    )

    assert rows.loc["three", "annual_saving"] == pytest.approx(160_000)
    assert rows.loc["steam", "annual_saving"] == pytest.approx(90 / 2.7 * 215)


def test_a_carriers_own_path_comes_before_that_of_all_energy(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    scenario = written(
        {"change_kind": "price", "factor": 1.5, "growth": 0.1},
        {"change_kind": "price", "resource_id": "electricity", "growth": 0.0},
    )
    found = scenarios.terms(
        scenario, Terms(carrier_factors={"electricity": 2.0}), changed(two_parks, scenario).carriers
    )

    assert found.carrier_factors["electricity"] == pytest.approx(3.0)
    assert found.carrier_growth == {"electricity": 0.0, "steam": 0.1, "natural_gas": 0.1}


def test_a_growing_price_is_worth_more(two_parks: duckdb.DuckDBPyConnection, written: Written) -> None:
    rows = appraised(
        two_parks, written({"change_kind": "price", "resource_id": "electricity", "growth": 0.03})
    )
    worth = sum(80_000 * 1.03 ** (year - 1) / 1.08**year for year in range(1, 11))

    assert rows.loc["three", "npv"] == pytest.approx(worth - 240_000)


def test_a_delay_moves_the_whole_cash_flow(two_parks: duckdb.DuckDBPyConnection, written: Written) -> None:
    scenario = written({"change_kind": "measure_delayed", "measure_id": "three", "delay": 2})
    rows = appraised(two_parks, scenario)
    flows = measures.annual_cash_flow(changed(two_parks, scenario).only(pd.Index(["three"])), Terms())

    assert rows.loc["three", "npv"] == pytest.approx((80_000 * TEN_YEARS - 240_000) / 1.08**2)
    assert rows.loc["three", "payback"] == pytest.approx(3.0)
    assert flows["net"].tolist() == pytest.approx([0, 0, -240_000, *[80_000] * 10])


def test_what_is_resized_grows_in_everything(two_parks: duckdb.DuckDBPyConnection, written: Written) -> None:
    rows = appraised(
        two_parks, written({"change_kind": "measure_resized", "measure_id": "three", "factor": 0.5})
    )
    today = measures.appraise(measures.register(two_parks, park_id="small", viewer=FACILITATOR), Terms())

    for name in ("investment", "annual_saving", "npv", "co2_saving", "energy_saving"):
        assert rows.loc["three", name] == pytest.approx(today.loc["three", name] / 2)


def test_a_measure_taken_counts_as_implemented(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    scenario = written(
        {"change_kind": "measure_taken", "measure_id": "planned"},
        {"change_kind": "measure_taken", "measure_id": "dropped"},
    )
    done = measures.in_scope(changed(two_parks, scenario), "achieved").measures.index

    assert {"planned", "dropped"} <= set(done)


def test_a_company_leaves_with_its_measures_and_synergies(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    scenario = written(
        {"change_kind": "company_leaves", "company_id": "C2"},
        {"change_kind": "synergy_on", "synergy_id": "pipe"},
    )
    found = changed(two_parks, scenario).measures

    assert not {"habit", "worse", "pipe"} & set(found.index)
    assert scenarios.changes_without_effect(two_parks, park_id="small", scenario_id=scenario.scenario_id)[
        "remark"
    ].tolist() == ["leaves"]


def test_a_company_arrives_with_its_measures_at_the_prices_of_here(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    """680 a MWh here, 700 where it comes from."""
    rows = appraised(two_parks, written({"change_kind": "company_arrives", "company_id": "C9"}))

    assert rows.loc["guest", "annual_saving"] == pytest.approx(6_800)


def test_a_synergy_runs_on_what_measures_leave_of_its_stream(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    """Of 1,000 t the measure leaves 500, of 800 t wanted: 62.5 %."""
    scenario = written({"change_kind": "synergy_on", "synergy_id": "pipe"})
    alone = written(
        {"change_kind": "synergy_on", "synergy_id": "pipe"},
        {"change_kind": "measure_dropped", "measure_id": "steam"},
    )

    assert appraised(two_parks, scenario).loc["pipe", "annual_saving"] == pytest.approx(25_000)
    seen = changed(two_parks, scenario).measures.loc[["pipe"]]
    assert company_words(seen, i18n.reader("en")) == ["partners of the synergy"]
    assert company_words(seen.assign(name_en=None, name_zh=None), i18n.reader("en")) == ["undisclosed"]
    assert appraised(two_parks, scenario).loc["pipe", "co2_saving"] == pytest.approx(31.25)
    assert appraised(two_parks, alone).loc["pipe", "annual_saving"] == pytest.approx(40_000)


def test_co2_counts_with_the_factors_of_the_region_asked_for(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    found = changed(two_parks, written(factor_region_id="CN"))

    assert found.measures.loc["three", "co2_saving"] == pytest.approx(54.0)


def test_changes_that_come_to_nothing_are_named(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    scenario = written(
        {"change_kind": "measure_taken", "measure_id": "three"},
        {"change_kind": "measure_delayed", "measure_id": "dropped", "delay": 1},
        {"change_kind": "measure_dropped", "measure_id": "planned"},
        {"change_kind": "measure_taken", "measure_id": "planned"},
        {"change_kind": "price", "resource_id": "electricity", "factor": 2.0},
    )
    found = scenarios.changes_without_effect(two_parks, park_id="small", scenario_id=scenario.scenario_id)

    assert found["remark"].tolist() == ["done", "gone", "both"]


def test_dropping_an_implemented_measure_is_named_as_without_effect_on_plans(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    scenario = written({"change_kind": "measure_dropped", "measure_id": "three"})
    found = scenarios.changes_without_effect(two_parks, park_id="small", scenario_id=scenario.scenario_id)

    assert found["remark"].tolist() == ["achieved"]


def test_a_measure_that_a_scenario_names_cannot_be_removed_unnoticed(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    written(
        {"change_kind": "measure_taken", "measure_id": "guest"},
        {"change_kind": "company_arrives", "company_id": "C9"},
    )

    with pytest.raises(ProblemsError) as refused:
        store.remove(two_parks, "measure", ["guest"], who="test", reason="gone")
    assert "scenario_change" in set(refused.value.problems["table"])


def test_a_change_that_names_nothing_or_something_elsewhere_is_refused(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    for change in (
        {"change_kind": "measure_delayed", "measure_id": "three"},
        {"change_kind": "measure_taken", "measure_id": "guest"},
        {"change_kind": "company_arrives", "company_id": "C1"},
    ):
        with pytest.raises(ProblemsError):
            written(change)
    assert scenarios.scenarios(two_parks, park_id="small", viewer=FACILITATOR).empty


def test_a_scenario_is_changed_and_removed_with_what_it_holds(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    scenario = written({"change_kind": "price", "factor": 2.0}, {"change_kind": "price", "factor": 3.0})
    common = {"park_id": "small", "who": "test", "reason": "again", "scenario_id": scenario.scenario_id}
    scenarios.save(
        two_parks, values={}, changes=pd.DataFrame([{"change_kind": "price", "factor": 4.0}]), **common
    )

    assert scenarios.changes(two_parks, park_id="small", viewer=FACILITATOR)["factor"].tolist() == [4.0]
    scenarios.remove(two_parks, **common)
    assert scenarios.changes(two_parks, park_id="small", viewer=FACILITATOR).empty
    with pytest.raises(NotFoundError):
        scenarios.scenario(two_parks, park_id="small", scenario_id=scenario.scenario_id, viewer=FACILITATOR)
    assert written().scenario_id != scenario.scenario_id


def test_scenarios_travel_with_their_park(
    two_parks: duckdb.DuckDBPyConnection, written: Written, tmp_path
) -> None:
    scenario = written({"change_kind": "measure_resized", "measure_id": "three", "factor": 2.0})
    ingest.export(two_parks, tmp_path / "park", park_id="small")

    assert scenario.scenario_id in (tmp_path / "park" / "scenario_change.csv").read_text("utf-8")


def test_a_delayed_measure_is_not_planned_before_its_year(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    scenario = written({"change_kind": "measure_delayed", "measure_id": "three", "delay": 1})
    found = changed(two_parks, scenario).only(pd.Index(["three"]))
    things = planning.candidates(
        found, scenarios.relations(two_parks, park_id="small", scenario_id=scenario.scenario_id), Terms()
    )
    plan = planning.choose(things, Limits(by_year=(240_000.0, 0.0)))

    assert plan.measures.loc["three", "year"] == 1
    assert plan.npv == pytest.approx((80_000 * TEN_YEARS - 240_000) / 1.08)
    assert planning.greedy(things, Limits(by_year=(240_000.0, 0.0))).npv == pytest.approx(plan.npv)
