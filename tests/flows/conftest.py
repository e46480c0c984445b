"""The sample park as the app ships it."""

import duckdb
import pytest

from isdata import ingest


@pytest.fixture
def chengdu(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A database holding the sample park."""
    ingest.sample(con, ["chengdu"])
    return con
