"""Where the small park would stand: companies, synergies and measures beside today."""

import duckdb
import pytest

from isdata import scenarios
from isdata.data.disclosure import FACILITATOR
from tests.scenarios.conftest import Written


def counts(con: duckdb.DuckDBPyConnection, saved: scenarios.Scenario) -> dict[str, list[float]]:
    found = scenarios.park_state(con, park_id="small", scenario_id=saved.scenario_id, viewer=FACILITATOR)
    return {str(name): row.tolist() for name, row in found.counts.iterrows()}


def test_a_synergy_switched_on_runs_on_what_is_left(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    """The measure "steam" is implemented and halves the 1,000 t of which 800 are wanted: 5 / 8 run, 31.25 of 50 t CO2."""
    saved = written({"change_kind": "synergy_on", "synergy_id": "pipe"})
    found = scenarios.park_state(
        two_parks, park_id="small", scenario_id=saved.scenario_id, viewer=FACILITATOR
    )

    assert counts(two_parks, saved)["synergies"] == [0, 1]
    assert counts(two_parks, saved)["co2"] == pytest.approx([0, 31.25])
    assert found.started["synergy_id"].tolist() == ["pipe"]
    assert found.ended.empty


def test_it_ends_with_the_first_partner_that_leaves(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    two_parks.execute("update synergy set stage = 'operation' where synergy_id = 'pipe'")
    saved = written({"change_kind": "company_leaves", "company_id": "C2"})
    found = scenarios.park_state(
        two_parks, park_id="small", scenario_id=saved.scenario_id, viewer=FACILITATOR
    )

    assert found.ended["synergy_id"].tolist() == ["pipe"]
    assert counts(two_parks, saved)["synergies"] == [1, 0]
    assert [then - today for today, then in [counts(two_parks, saved)["companies"]]] == [-1]


def test_measures_taken_and_companies_that_come_are_counted(
    two_parks: duckdb.DuckDBPyConnection, written: Written
) -> None:
    saved = written(
        {"change_kind": "measure_taken", "measure_id": "planned"},
        {"change_kind": "company_arrives", "company_id": "C9"},
    )
    now, then = counts(two_parks, saved)["measures"]

    # "planned", and the one that the newcomer has done already.
    assert then - now == 2
    assert counts(two_parks, saved)["companies"][1] - counts(two_parks, saved)["companies"][0] == 1
