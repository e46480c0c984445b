"""The tiny park with a few synergies."""

import duckdb
import pytest

from tests.synergies import park


@pytest.fixture
def joined(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A database holding the tiny park and its synergies."""
    return park.fill(tiny)
