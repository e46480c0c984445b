"""What belongs to a resource: it, and what can stand in for it."""

import duckdb
import pandas as pd
import pytest

from isdata.symbiosis.matching.substitutes import substitutes, with_substitutes


@pytest.fixture
def listed(pairs: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A database that knows waste heat and hot water, both of the class heat, and sand and solvents."""
    return pairs


def test_waste_heat_meets_those_who_want_hot_water(listed: duckdb.DuckDBPyConnection) -> None:
    """Ten supplies of waste heat and no demand: those who take it want hot water."""
    streams = pd.DataFrame(
        [
            ("a", "waste_heat", "supply"),
            ("b", "hot_water", "demand"),
            ("c", "hot_water", "supply"),
            ("d", "coal", "demand"),
        ],
        columns=["stream_id", "resource_id", "direction"],
    )

    found = with_substitutes(streams, "waste_heat", substitutes(listed, resource_id="waste_heat"))

    assert found["stream_id"].tolist() == ["a", "b", "c"]  # its own first; coal serves nobody who wants heat


def test_only_what_can_stand_in_comes_along(listed: duckdb.DuckDBPyConnection) -> None:
    found = substitutes(listed, resource_id="waste_heat")

    assert len(found)
    assert "waste_heat" not in set(found["resource_id"])
    assert (found["similarity"] > 0).all()
