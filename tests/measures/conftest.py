"""A small network, and the sample park as the app ships it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from isdata import measures, store
from isdata.measures import Register
from tests.measures import park


@pytest.fixture
def small(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A database holding the small network."""
    store.write(con, park.frames(), who="test", reason="small network")
    return con


@pytest.fixture
def register(small: duckdb.DuckDBPyConnection) -> Register:
    """Its measures."""
    return measures.register(small, park_id="small")


@pytest.fixture(scope="session")
def chengdu(samples_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the sample park; tests only read it."""
    with store.open(samples_file) as connection:
        yield connection
