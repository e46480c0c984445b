"""Fixtures that every room uses: a real database, empty or holding the tiny park."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from isdata import store
from tests import tiny as tiny_park

ROOT = Path(__file__).parent.parent


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database in memory."""
    with store.open() as connection:
        yield connection


@pytest.fixture
def tiny(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A database holding the tiny park."""
    store.write(con, tiny_park.frames(), who="test", reason="tiny park")
    return con


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data of others beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("ISDATA_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the folder of public data (ISDATA_SHARED_DATA) is not here")
    return folder
