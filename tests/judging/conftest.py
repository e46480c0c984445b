"""A database with the tiny park and its synergies."""

import duckdb
import pytest

from tests.synergies.park import fill


@pytest.fixture
def joined(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return fill(tiny)
