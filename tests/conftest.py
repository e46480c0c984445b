"""Fixtures that every room uses: a real database, empty or holding the tiny park."""

import functools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from isdata import ingest, store
from tests import tiny as tiny_park

ROOT = Path(__file__).parent.parent
# The same examples in every run, however slow the machine: what fails here fails everywhere.
settings.register_profile("isdata", deadline=None, derandomize=True)
settings.load_profile("isdata")


@pytest.fixture(scope="session", autouse=True)
def looked_once() -> Iterator[None]:
    """Streamlit looks through all installed packages before each page in a test; once is enough."""
    found = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


def _built(path: Path, rows: dict[str, pd.DataFrame]) -> Path:
    with store.open(path, create=True) as con:
        if rows:
            store.write(con, rows, who="test", reason="for tests")
        con.execute("checkpoint")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Database files made once: "tiny", "hostile" (names that try to do harm), "bare" (a park without
    anything in it) and "empty" (no park). Tests work on copies."""
    folder = tmp_path_factory.mktemp("built")
    tables = tiny_park.frames()
    contents = {
        "tiny": tables,
        "hostile": tiny_park.hostile(),
        "bare": {name: tables[name] for name in ("region", "park")},
        "empty": {},
    }
    return {name: _built(folder / f"{name}.duckdb", rows) for name, rows in contents.items()}


@pytest.fixture(scope="session")
def samples_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file holding all sample parks, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("samples") / "samples.duckdb"
    with store.open(path, create=True) as con:
        ingest.sample(con)
        con.execute("checkpoint")
    return path


@pytest.fixture
def samples(samples_file: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding all sample parks."""
    with store.open(shutil.copy(samples_file, tmp_path / "samples.duckdb")) as connection:
        yield connection


@pytest.fixture
def con(built: dict[str, Path], tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database."""
    with store.open(shutil.copy(built["empty"], tmp_path / "con.duckdb")) as connection:
        yield connection


@pytest.fixture
def tiny(built: dict[str, Path], tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the tiny park."""
    with store.open(shutil.copy(built["tiny"], tmp_path / "tiny.duckdb")) as connection:
        yield connection


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data of others beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("ISDATA_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the folder of public data (ISDATA_SHARED_DATA) is not here")
    return folder
