"""A small network, and the sample park as the app ships it."""

from collections.abc import Iterator

import duckdb
import pytest

from isdata import ingest, measures, store
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
def chengdu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the sample park; tests only read it."""
    path = tmp_path_factory.mktemp("sample") / "chengdu.duckdb"
    with store.open(path, create=True) as connection:
        ingest.sample(connection, ["chengdu"])
        yield connection
