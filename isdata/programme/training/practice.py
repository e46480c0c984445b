"""Practice copies: each trainee works in a private copy of the sample park or of an own one, not in the real file."""

import hashlib
import re
import secrets
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from isdata.data import files, ingest, store
from isdata.errors import PracticeCopyError, TooManyCopiesError
from isdata.locations import SAMPLES
from isdata.programme.closeout import handover
from isdata.programme.training.records import RESET, PracticeCopy, Records, now

SAMPLE = "chengdu"
KEPT_FOR = timedelta(days=21)  # removal after the last use
NOTICE = timedelta(days=7)  # notice before the removal
MOST = 60  # number of copies at a time; a file has about 17 MB
_MARKED_EVERY = timedelta(hours=1)
_CODE = re.compile(r"[0-9a-f]{20}")


def folder_of(database: Path) -> Path:
    """Folder of the practice copies of a server with a database."""
    return database.with_name(f"{database.stem}.training")


def keep_sample(database: Path) -> None:
    """Store a database that contains sample parks only as the template of practice copies."""
    path = _sample(files.make_folder(folder_of(database)))
    with files.errors_with_remedy(path):
        shutil.copyfile(database, path)
        store.connection.restrict_to_owner(path)


def removal_day(copy: PracticeCopy) -> date:
    """Day on which a copy is removed unless it is used earlier."""
    return (copy.used_at + KEPT_FOR).date()


def is_near_removal(copy: PracticeCopy, at: datetime) -> bool:
    """Return True if the notice of its removal is due."""
    return at >= copy.used_at + KEPT_FOR - NOTICE


class Practice:
    """Practice copies of one server.

    Parameters
    ----------
    folder : path
        Folder of the copies and their records; created if missing.
    build : callable, optional
        Function that stores the sample park in an empty database, the template of all copies.
    """

    def __init__(
        self, folder: str | Path, build: Callable[[duckdb.DuckDBPyConnection], object] | None = None
    ) -> None:
        self.folder = Path(folder)
        files.make_folder(self.folder)
        self.records = Records(self.folder / "records.sqlite")
        self._build = build or (lambda con: ingest.sample(con, [SAMPLE]))
        self._lock, self._building = threading.RLock(), threading.Lock()
        self._copies = {copy.code: copy for copy in self.records.copies()}
        self._open: dict[Path, duckdb.DuckDBPyConnection] = {}

    def prepare(self) -> Path:
        """Build the template file of copies, once per release; return its path."""
        path = _sample(self.folder)
        with self._building:
            if not path.exists():
                unfinished = path.with_suffix(".part")
                unfinished.unlink(missing_ok=True)
                with store.open(unfinished, create=True) as con:
                    self._build(con)
                    con.execute("checkpoint")
                unfinished.replace(path)
                for former in self.folder.glob("sample-*.duckdb"):
                    if former != path:
                        former.unlink()
        return path

    def make(self, trainee: str) -> PracticeCopy:
        """Create a copy for a trainee; consecutive trainees get different numbers.

        Raises
        ------
        TooManyCopiesError
            The maximum number of copies is in use.
        """
        sample = self.prepare()
        copy = self._begin(trainee)
        self._lay(copy, sample)
        return copy

    def make_of_park(self, trainee: str, con: duckdb.DuckDBPyConnection, *, park_id: str) -> PracticeCopy:
        """Create a copy of a park with all its data, for practice and exercises on its data.

        Nothing leads from the copy back to the park. A reset restores the park as it was copied.

        Parameters
        ----------
        trainee, park_id : str
        con : duckdb.DuckDBPyConnection
            Connection to the real file, which is only read.

        Raises
        ------
        TooManyCopiesError
            The maximum number of copies is in use.
        NotFoundError
            There is no such park.
        FileError, IncompleteCopyError
            The copy cannot be written.
        """
        copy = self._begin(trainee, park_id)
        original = self._original(copy)
        try:
            handover.copy(con, original, park_id=park_id)
            store.connection.restrict_to_owner(original)
            self._lay(copy, original)
        except BaseException:
            self.remove(copy)
            raise
        return copy

    def _begin(self, trainee: str, park_id: str = "") -> PracticeCopy:
        self.remove_old()
        with self._lock:
            in_use = [copy for copy in self._copies.values() if not copy.removed_at]
            if len(in_use) >= MOST:
                raise TooManyCopiesError(most=MOST)
            at = now()
            copy = PracticeCopy(
                secrets.token_hex(10), trainee, len(self._copies) % 2, 0, at, at, park_id=park_id
            )
            self._copies[copy.code] = copy
            self.records.keep(copy)
        return copy

    def find(self, code: str) -> PracticeCopy:
        """Copy by its code.

        Raises
        ------
        PracticeCopyError
            There is no copy with this code, or it was removed.
        """
        copy = self._copies.get(code) if _CODE.fullmatch(code) else None
        if copy is None or copy.removed_at:
            raise PracticeCopyError
        if now() - copy.used_at > _MARKED_EVERY:
            copy = self._change(copy, used_at=now())
        return copy

    def path(self, copy: PracticeCopy) -> Path:
        """File of a copy; a new one after each reset, so that cached results are not shown again."""
        return self.folder / f"{copy.code}-{copy.generation}.duckdb"

    def connection(self, copy: PracticeCopy) -> duckdb.DuckDBPyConnection:
        """Single connection to a copy; use a cursor of it each time."""
        path = self.path(copy)
        with self._lock:
            if path not in self._open:
                self._open[path] = store.open(path)
            return self._open[path]

    def reset(self, copy: PracticeCopy) -> PracticeCopy:
        """Restore the sample park, or the park as it was copied; the trainee's results are kept."""
        sample = self._original(copy) if copy.park_id else self.prepare()
        former = self.path(copy)
        copy = self._change(copy, generation=copy.generation + 1, used_at=now())
        self._lay(copy, sample)
        self.records.add(copy.code, "", RESET)
        self._discard(former)
        return copy

    def remove(self, copy: PracticeCopy) -> None:
        """Remove the file of a copy; its results are kept."""
        self._discard(self.path(copy))
        self._original(copy).unlink(missing_ok=True)
        self._change(copy, removed_at=now())

    def remove_old(self, at: datetime | None = None) -> list[PracticeCopy]:
        """Remove and return the copies unused for the announced time."""
        at = at or now()
        old = [copy for copy in self.in_use() if at >= copy.used_at + KEPT_FOR]
        for copy in old:
            self.remove(copy)
        return old

    def in_use(self) -> list[PracticeCopy]:
        """Existing copies, oldest first."""
        return [copy for copy in self._copies.values() if not copy.removed_at]

    def close(self) -> None:
        """Close all copies."""
        with self._lock:
            for connection in self._open.values():
                connection.close()
            self._open.clear()

    def _original(self, copy: PracticeCopy) -> Path:
        """File of a park as it was copied; it remains unchanged."""
        return self.folder / f"{copy.code}-original.duckdb"

    def _change(self, copy: PracticeCopy, **what: object) -> PracticeCopy:
        with self._lock:
            changed = replace(self._copies[copy.code], **what)
            self._copies[copy.code] = changed
            self.records.keep(changed)
        return changed

    def _lay(self, copy: PracticeCopy, sample: Path) -> None:
        path = self.path(copy)
        with files.errors_with_remedy(path):
            shutil.copyfile(sample, path)
            store.connection.restrict_to_owner(path)

    def _discard(self, path: Path) -> None:
        with self._lock:
            connection = self._open.pop(path, None)
        if connection:
            connection.close()
        for each in self.folder.glob(f"{path.stem}.*"):  # its log, and files kept by a restore
            each.unlink(missing_ok=True)


def _sample(folder: Path) -> Path:
    return folder / f"sample-{_edition()}.duckdb"


def _edition() -> str:
    """Identifier of the sample park of this release."""
    digest = hashlib.sha256()
    listed = [*SAMPLES.glob(f"{SAMPLE}/*.csv"), *SAMPLES.glob("cases/*.csv")]
    for path in sorted([*listed, *store.connection.MIGRATIONS.glob("*.sql")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
