"""Database files that tests use: each made once, copied when it is needed, and shared as long as nobody writes."""

import shutil
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pandas as pd

from isdata import scenarios
from isdata.data import ingest, store
from tests import tiny as tiny_park
from tests import two_parks
from tests.energy.measures import park as network_park
from tests.institution import newcomer_park
from tests.mapped import far_park
from tests.symbiosis.matching import park as matches_park
from tests.symbiosis.synergies import park as synergies_park

PATIENCE = 300  # with another worker that makes a file [s]


def _stored(rows: dict[str, pd.DataFrame]) -> Callable[[duckdb.DuckDBPyConnection], object]:
    return lambda con: store.write(con, rows, who="test", reason="for tests")


def _supposed(con: duckdb.DuckDBPyConnection) -> None:
    changes = pd.DataFrame([{"change_kind": "price", "resource_id": "electricity", "factor": 2.0}])
    scenarios.save(
        con,
        park_id="tiny",
        values={"name_en": "Dear *power*"},
        changes=changes,
        who="test",
        reason="for tests",
    )


def _withheld(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""update scenario_change set change_kind = 'company_leaves', company_id = (
        select min(company_id) from company join site using (company_id) where park_id = 'chengdu' and visibility <> 'public'
    ) where scenario_id = 'CD-SC03'""")


def _in_euro(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update park set currency = 'EUR'")
    con.execute("""insert into factor (factor_id, factor_kind, year, method, value, unit, source)
        values ('fx', 'exchange_rate', 2024, 'central_parity', 8, 'CNY/EUR', 'central bank')""")


# What each file begins with, and what fills it.
FILLED: dict[str, tuple[str, Callable[[duckdb.DuckDBPyConnection], object]]] = {
    "empty": ("", lambda _con: None),
    "tiny": ("empty", _stored(tiny_park.frames())),
    "joined": ("tiny", synergies_park.fill),
    "newcomers": ("tiny", _stored(newcomer_park.rows())),
    "scenario": ("tiny", _supposed),
    "two": ("joined", two_parks.fill),
    "far": ("tiny", lambda con: far_park(con, longitude=122.0)),
    "hostile": ("empty", _stored(tiny_park.hostile())),
    "network": ("empty", _stored(network_park.frames())),
    "pairs": ("empty", _stored(matches_park.frames())),
    "matches": ("empty", _stored(matches_park.frames({"stream_id": "AGGR", "state": "paste"}))),
    "euro": ("matches", _in_euro),
    "bare": ("empty", _stored({name: tiny_park.frames()[name] for name in ("region", "park")})),
    "samples": ("empty", ingest.sample),
    "withheld": ("samples", _withheld),
}


class Built(dict[str, Path]):
    """Database files, each made when it is first asked for; tests work on copies.

    "tiny", "joined" (with synergies), "scenario" (electricity twice as dear), "two" (small parks with something on every page), "far" (the tiny park, and one two degrees east), "hostile" (names that try to do harm), "network" (a few measures), "newcomers" (the tiny park with limits, offers and a newcomer),
    "pairs" (streams that suit each other), "matches" (the same, one as paste), "euro" (that in a park that counts in euro, at 8 yuan for one), "bare" (a park without anything in it), "empty" (no park),
    "samples" (all sample parks) and "withheld" (the same, with a scenario of Chengdu in which an undisclosed company leaves).
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def folder(self, name: str) -> Path:
        """Return a folder that all workers have in common."""
        found = self._folder / name
        found.mkdir(exist_ok=True)
        return found

    def copied(self, name: str, folder: Path) -> Path:
        """Return a copy of a file, for one test to open."""
        return Path(shutil.copy(self[name], folder / f"{name}.duckdb"))

    def __missing__(self, name: str) -> Path:
        self[name] = self._folder / f"{name}.duckdb"
        try:
            self[name].with_suffix(".begun").touch(exist_ok=False)
        except FileExistsError:
            self._wait_for_other_worker(name)
        else:
            self._make(name)
        return self[name]

    def _make(self, name: str) -> None:
        """Fill a copy of what it begins with, beside its place until it is whole."""
        unfinished = self[name].with_suffix(".unfinished")
        begin, fill = FILLED[name]
        if begin:
            shutil.copy(self[begin], unfinished)
        with store.open(unfinished, create=True) as con:
            fill(con)
            con.execute("checkpoint")
        unfinished.replace(self[name])

    def _wait_for_other_worker(self, name: str) -> None:
        for _look in range(PATIENCE * 10):
            if self[name].exists():
                return
            time.sleep(0.1)
        raise TimeoutError(f"no other worker has made {self[name]} within {PATIENCE} s")


class SharedFiles:
    """Copies of database files: each serves all tests until one of them writes to it.

    Parameters
    ----------
    built : Built
        What they are copied from.
    folder : Path
        Where they lie.
    """

    def __init__(self, built: Built, folder: Path) -> None:
        self._built, self._folder = built, folder
        self._files: dict[str, tuple[Path, tuple[int, ...]]] = {}
        self._connections: dict[Path, duckdb.DuckDBPyConnection] = {}
        self._copies = 0

    def file(self, name: str) -> Path:
        """Return a file that nobody has written to."""
        if name not in self._files:
            self._copies += 1
            path = Path(shutil.copy(self._built[name], self._folder / f"{name}{self._copies}.duckdb"))
            self._files[name] = path, written(path)
        return self._files[name][0]

    @contextmanager
    def cursor(self, name: str) -> Generator[duckdb.DuckDBPyConnection]:
        """Yield a cursor on such a file, which stays open for the next test: opening one takes longer than most tests."""
        path = self.file(name)
        if path not in self._connections:
            self._connections[path] = store.open(path)
        with self._connections[path].cursor() as cursor:
            yield cursor
        for changed in self.discard_changed():
            delete(changed)

    def unchanged(self, path: str) -> str | None:
        """Return the name of a file that nobody has written to, which all its copies have in common."""
        for name, (shared, before) in self._files.items():
            if str(shared) == path:
                return name if written(shared) == before else None
        return None

    def discard_changed(self) -> list[Path]:
        """Stop sharing the files that were written to; return them."""
        changed = [name for name, (path, before) in self._files.items() if written(path) != before]
        paths = [self._files.pop(name)[0] for name in changed]
        for path in self._connections.keys() & paths:
            connection = self._connections.pop(path)
            leave_log(connection)
            connection.close()
        return paths


def leave_log(connection: duckdb.DuckDBPyConnection) -> None:
    """Let closing not bring the changes of the log into the file: nobody opens it again."""
    with suppress(duckdb.Error):  # closed already, or its file is damaged on purpose
        connection.execute("pragma disable_checkpoint_on_shutdown")


def delete(path: Path) -> None:
    """Delete a database file that nobody opens again, with its log: a whole run writes to hundreds of them, and they lie
    in memory."""
    for file in (path, path.with_name(f"{path.name}.wal")):
        file.unlink(missing_ok=True)


def written(path: Path) -> tuple[int, ...]:
    """Return what changes with every write to a database file, kept open or closed since."""
    log = path.with_name(f"{path.name}.wal")
    return path.stat().st_mtime_ns, path.stat().st_size, log.stat().st_size if log.exists() else 0
