"""Parks with a plan."""

import duckdb
import pytest

from tests import mapped


@pytest.fixture
def planned(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a plan."""
    return mapped.with_plan(tiny)
