"""Tables that functions return are as declared: columns, types; and each column has a meaning."""

import duckdb
import pandas as pd
import pytest

from isdata.data import money
from isdata.data.contracts import results
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.decisions import planning
from isdata.energy import measures
from isdata.energy.measures import Terms
from isdata.errors import NotFoundError
from isdata.park import flows
from isdata.symbiosis import matching, synergies
from isdata.symbiosis.matching import streams

PARK = "chengdu"


def returned(con: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Each declared table of the sample park."""
    register = measures.undisclosed(con, park_id=PARK).in_full
    declared = streams.declared(con, viewer=FACILITATOR, park_id=PARK)
    relations = measures.relations(con, park_id=PARK)
    return {
        "links": flows.converted(
            con,
            park_id=PARK,
            choice=flows.FlowSelection(year=2024, kind="material", unit="t"),
            viewer=FACILITATOR,
        ),
        "streams": streams.prepared(declared, rates=money.rates(con, "CNY")),
        "matches": matching.matches(con, park_id=PARK, viewer=FACILITATOR),
        "measures": register.measures,
        "savings": register.savings,
        "candidates": planning.candidates(register, relations, Terms()).measures,
        "relations": relations,
    }


def test_tables_are_as_declared(samples: duckdb.DuckDBPyConnection) -> None:
    tables = returned(samples)

    assert set(tables) == set(results.results())
    assert {name: results.results()[name].faults(table) for name, table in tables.items()} == {
        name: [] for name in tables
    }
    assert min(len(table) for table in tables.values()) > 0


def test_a_deviation_is_found() -> None:
    table = pd.DataFrame({"measure_id": ["one"], "cost": ["much"], "colour": ["red"]}).set_index("measure_id")
    faults = results.results()["candidates"].faults(table)

    assert "npv is missing" in faults
    assert "colour is not declared" in faults
    assert "cost is no number" in faults


def test_every_column_has_a_meaning() -> None:
    columns = [(name, column) for name, each in results.results().items() for column in each.columns]

    assert [(name, column.name) for name, column in columns if not column.meaning] == []


def test_matches_have_the_columns_a_person_needs_and_the_rest_on_request(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    shown = synergies.matches(samples, park_id=PARK, viewer=GUEST)
    details = synergies.matches(samples, park_id=PARK, viewer=GUEST, details=True)

    assert len(shown) == len(details)
    assert len(shown.columns) == 22
    assert results.results()["matches"].faults(details) == []


@pytest.mark.parametrize("place", [{"park_id": "nowhere"}, {"region_id": "nowhere"}])
def test_matches_of_an_unknown_place_are_an_error(tiny: duckdb.DuckDBPyConnection, place: dict) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        synergies.matches(tiny, viewer=GUEST, **place)
