"""Computations on no rows return numbers; pandas alone would take an empty column for text."""

import dataclasses
from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import valuing
from isdata.park import flows
from isdata.scenarios import Scenario, applying
from tests.energy.measures.test_members import NETWORK


def _register(con: duckdb.DuckDBPyConnection) -> measures.Register:
    register = measures.register(con, park_id="small", viewer=FACILITATOR)
    return dataclasses.replace(register, savings=register.savings.iloc[:0])


def _members(con: duckdb.DuckDBPyConnection) -> pd.Series:
    """Savings of a network without members."""
    columns = ["network_id", "site_id", "target_share", "baseline_energy", "is_named"]
    nobody = pd.DataFrame({name: pd.Series(dtype=object) for name in columns}).astype(
        {"target_share": float, "baseline_energy": float}
    )
    table = _register(con).measures.assign(network_id="N", year=pd.Series(dtype="Int64"))
    register = dataclasses.replace(_register(con), measures=table.iloc[:0])
    return measures.comparison(register, nobody, NETWORK, year=2020)["saving"]


def _resized(con: duckdb.DuckDBPyConnection) -> pd.Series:
    """Energy saved by measures without savings, twice as large."""
    changes = pd.DataFrame([{"change_kind": "measure_resized", "measure_id": "three", "factor": 2.0}])
    scenario = Scenario("x", "small", "X", None, None, None, changes)
    return applying._resized(_register(con), scenario).savings["saved"]


def _packaged(con: duckdb.DuckDBPyConnection) -> pd.Series:
    """Energy saved by a package without savings of energy."""
    none = pd.DataFrame({"measure_id": [], "other_id": [], "relation": [], "overlap": []})
    return measures.packaged(_register(con), none).savings["saved"]


def _co2(con: duckdb.DuckDBPyConnection) -> pd.Series:
    """CO2 of no savings."""
    return valuing.co2_valued(_register(con).savings)["co2"]


def _balanced(con: duckdb.DuckDBPyConnection) -> pd.Series:
    """Spread of the flows of a year that has none."""
    return flows.declared(con, park_id="small", year=1990, viewer=FACILITATOR)["spread"]


@pytest.mark.parametrize("computed", [_members, _resized, _packaged, _co2, _balanced])
def test_no_rows_give_a_column_of_numbers(
    small: duckdb.DuckDBPyConnection, computed: Callable[[duckdb.DuckDBPyConnection], pd.Series]
) -> None:
    found = computed(small)

    assert found.empty
    assert found.dtype == float
