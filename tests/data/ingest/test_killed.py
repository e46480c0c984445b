"""A process that is killed while it imports leaves the former data whole."""

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from isdata.data import store
from tests.conftest import ROOT
from tests.data.ingest.files import ASH, FLOW, changed, dump, workbook
from tests.databases import Built
from tests.turns import only

ROWS = 5_000
IMPORTER = """
import sys
from isdata import ingest, store

con = store.open(sys.argv[1])
report = lambda share, message: print(message, flush=True)
ingest.store(con, ingest.read(sys.argv[2]), who="me", progress=report)
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of many flows."""
    path = tmp_path_factory.mktemp("killed") / "flows.xlsx"
    path.write_bytes(workbook(flow=[FLOW, *(changed(ASH, flow_id=f"NEW{n}") for n in range(ROWS))]))
    return path


@pytest.mark.parametrize("delay", only([0.1], [0.0, 0.1]))
def test_a_killed_import_leaves_the_former_data_whole(
    built: Built, book: Path, tmp_path: Path, delay: float
) -> None:
    database = built.copied("tiny", tmp_path)
    with store.open(database) as con:
        before = dump(con, "flow")

    command = [sys.executable, "-c", IMPORTER, database, book]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as importer:
        assert importer.stdout is not None
        assert any(line.startswith("Saving") for line in importer.stdout)
        time.sleep(delay)
        importer.kill()

    with store.open(database) as con:
        after = dump(con, "flow")
        assert after == before or len(after) == len(before) + ROWS  # as it was, or all of it
        assert after == before or delay
        assert store.check(con).empty
        assert _log_is_whole(con, len(after) - len(before))


def _log_is_whole(con: duckdb.DuckDBPyConnection, added: int) -> bool:
    """Return whether the log and the data version know of exactly the stored rows."""
    logged = con.execute("select count(*) from change_log where row_key like 'NEW%'").fetchall()[0][0]
    return logged == added and store.data_version(con) == (2 if added else 1)
