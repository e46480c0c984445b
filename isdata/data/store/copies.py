"""Copies of the database: make one, and put one back, with or without others at work."""

import datetime as dt
import itertools
import os
import shutil
import tempfile
import uuid
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.child import Progress
from isdata.data.contracts import tables
from isdata.data.contracts.rules import quoted, row_key
from isdata.data.store import faults, log_file
from isdata.data.store.checking import refuse
from isdata.data.store.connection import connect, keep_private
from isdata.data.store.connection import open as open_file
from isdata.data.store.rebuilding import Backup, read_backup
from isdata.data.store.transactions import retried, transaction
from isdata.errors import DamagedFileError, DamagedLogError, ExistingFileError, FileError, ForeignFileError


@contextmanager
def new_file(destination: Path) -> Generator[Path]:
    """Path at which a file is made; it takes its place only when the block ends without an error.

    Raises
    ------
    ExistingFileError
        There is a file of this name; it is left as it is.
    FileError
        The file cannot be written; nothing of it is left.
    """
    with files.explaining(destination):
        if destination.exists():
            raise ExistingFileError(path=destination)
    files.make_folder(destination.parent)
    with files.explaining(destination), _folder_beside(destination) as folder:
        unfinished = folder / "copy.duckdb"
        yield unfinished
        unfinished.replace(destination)


def backup(con: duckdb.DuckDBPyConnection, path: str | Path) -> Path:
    """Write a consistent copy of the database to a new file while others go on working.

    The copy is made beside its destination and put there only when it is complete; only its owner may read it.

    Raises
    ------
    ExistingFileError
        There is a file of this name; it is left as it is.
    FileError
        The copy cannot be written; nothing of it is left.
    DamagedFileError
        The database cannot be read; nothing of the copy is left.
    """
    destination = Path(path)
    with new_file(destination) as unfinished:
        cursor = con.cursor()
        (source,) = cursor.execute("select current_database()").fetchone() or ("",)
        with _attached(cursor, unfinished) as name:
            keep_private(unfinished)
            _copy(cursor, source, name)
    return destination


def backup_rows(con: duckdb.DuckDBPyConnection, path: str | Path, keys: Mapping[str, Iterable[str]]) -> Path:
    """Write chosen rows, their history and their pictures to a new file.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    path : str or Path
    keys : mapping of str to iterable of str
        Keys of the rows by table, as the change log writes them.

    Raises
    ------
    ExistingFileError
        There is a file of this name; it is left as it is.
    FileError
        The copy cannot be written; nothing of it is left.
    """
    destination = Path(path)
    with new_file(destination) as unfinished:
        open_file(unfinished, create=True).close()
        cursor = con.cursor()
        with _attached(cursor, unfinished) as name, transaction(cursor):
            for table, kept in keys.items():
                chosen = {"table": table, "keys": list(kept)}
                cursor.execute(
                    f"insert into {name}.{quoted(table)} by name select * from {quoted(table)} as stored "
                    f"where {row_key(tables()[table], 'stored')} in (select unnest($keys))",
                    {"keys": chosen["keys"]},
                )
                cursor.execute(
                    f"insert into {name}.change_log by name select * from change_log "
                    "where table_name = $table and row_key in (select unnest($keys))",
                    chosen,
                )
            cursor.execute(
                f"insert into {name}.picture by name from picture "
                f"where picture_id in (select picture_id from {name}.interview_photo)"
            )
            for table in ("data_version", "reference_edition"):
                cursor.execute(f"delete from {name}.{table}")
                cursor.execute(f"insert into {name}.{table} by name from {table}")
    return destination


@dataclass(frozen=True)
class Restored:
    """Result of a restore.

    Attributes
    ----------
    former : Path or None
        Where the file that was replaced is kept; None where there was none.
    left_out : tuple of str
        What the backup holds beside the tables of isdata.
    """

    former: Path | None
    left_out: tuple[str, ...]


def restore(
    path: str | Path, copy: str | Path, *, accept_problems: bool = False, progress: Progress | None = None
) -> Restored:
    """Put a backup in the place of a database file that nobody has open.

    The rows of the backup, those of its log included, are copied into a new file and checked; that file takes the
    place of the former one in one step. The former file is kept beside it, its name with `.before-restore-` and the
    moment.

    Parameters
    ----------
    path : str or Path
        The database file; it may be damaged, or missing.
    copy : str or Path
        The backup.
    accept_problems : bool
        Put it back although rows break rules.
    progress : callable, optional
        Called with the share done [0–1] and a message to be translated.

    Raises
    ------
    StoreError, FileError
        The backup, or the file to be replaced, cannot be used; nothing was changed.
    ProblemsError
        Rows of the backup break rules; nothing was changed.
    """
    destination = Path(path)
    files.make_folder(destination.parent)
    _merge_log(destination)
    with files.explaining(destination), _folder_beside(destination) as folder:
        found = read_backup(copy, folder / "restored.duckdb", progress=progress)
        if not accept_problems:
            refuse(found.problems)
        former = _swap(destination, found.path)
    return Restored(former, found.left_out)


def _merge_log(path: Path) -> None:
    """Make sure that nobody has a file open, and bring the changes of its log into it.

    Raises
    ------
    LockedFileError, FileError
    """
    if path.exists():
        with suppress(DamagedFileError, DamagedLogError, ForeignFileError):  # it is replaced as it is
            connect(path).close()


def _swap(path: Path, incoming: Path) -> Path | None:
    """Put a file in the place of another one; return where that is kept.

    The file is there, as it was or as it becomes, at every moment, but where a log could not be brought into it:
    then it is missing for a moment and `store.open` refuses to create an empty one in its place.
    """
    logs, former = log_file.beside(path), former_path(path)
    replaced = [each for each in (path, *logs) if each.exists()]
    kept = [Path(f"{former}{each.name.removeprefix(path.name)}") for each in replaced]
    try:
        for each, other in zip(replaced, kept, strict=True):
            _link(each, other)
        if logs:
            path.unlink(missing_ok=True)
            for log in logs:
                log.unlink()
        incoming.replace(path)
    except OSError:
        if path.exists():
            for other in kept:
                other.unlink(missing_ok=True)
        raise
    _sync(path.parent)
    return former if former.exists() else None


def _link(path: Path, other: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no second names."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)
        keep_private(other)


def _sync(folder: Path) -> None:
    """Let the names in a folder survive a loss of power, where the system can."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def former_path(path: str | Path) -> Path:
    """Path that no file has yet, for what is kept of a database file when another takes its place."""
    path = Path(path)
    first = path.with_name(f"{path.stem}.before-restore-{dt.datetime.now():%Y-%m-%d-%H%M%S}{path.suffix}")
    others = (first.with_stem(f"{first.stem}-{number}") for number in itertools.count(2))
    return next(each for each in itertools.chain([first], others) if not each.exists())


@contextmanager
def _folder_beside(path: Path) -> Generator[Path]:
    """Private folder on the disk of a file, for what is to take its place; it is removed again.

    Errors of the disk name that file: nobody knows the folder.
    """
    with tempfile.TemporaryDirectory(
        prefix=f".{path.name}-", dir=path.parent, ignore_cleanup_errors=True
    ) as folder:
        try:
            yield Path(folder)
        except FileError as error:
            if Path(folder) not in Path(str(error.details["path"])).parents:
                raise
            raise type(error)(**error.details | {"path": path}) from error


@contextmanager
def _attached(cursor: duckdb.DuckDBPyConnection, path: Path, mode: str = "") -> Generator[str]:
    """Attach a file under a name of its own for a while."""
    name, escaped = f"copy_{uuid.uuid4().hex}", str(path).replace("'", "''")
    try:
        cursor.execute(f"attach '{escaped}' as {name} {mode}")
        yield name
    except duckdb.Error as error:
        if found := faults.explained(error, path):
            raise found from error
        raise
    finally:
        with suppress(duckdb.Error):  # where a copy failed half-way, its transaction is still open
            cursor.rollback()
        with suppress(
            duckdb.Error
        ):  # damage that was met makes a database unusable, and its own error says so
            cursor.execute(f"detach database if exists {name}")


def _copy(cursor: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """Copy one attached database to another; what cannot be read is damage of the source.

    Raises
    ------
    DamagedFileError
    """
    file = faults.file_of(cursor)
    try:
        cursor.execute(f"copy from database {quoted(source)} to {target}")
    except duckdb.Error as error:
        found = faults.explained(error, file)
        if isinstance(found, DamagedFileError):
            raise found from error
        raise


@retried
def replace(
    con: duckdb.DuckDBPyConnection,
    found: Backup,
    *,
    kept: str | Path,
    who: str,
    reason: str,
    accept_problems: bool = False,
) -> int:
    """Put the content of a backup in the place of what is stored while others go on working.

    No connection is closed and no file replaced: all rows change in one transaction, so others read either
    what was or what is. The history becomes that of the backup, with one more entry for this; what
    was stored goes on in the file `kept`. Remembered answers are distinguished by the new data version.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    found : Backup
        As `read_backup` returns.
    kept : str or Path
        File that what is stored now is copied into first.
    who, reason : str
        For the change log.
    accept_problems : bool
        Put it back although rows break rules.

    Returns
    -------
    int
        The data version after it.

    Raises
    ------
    ProblemsError
        Rows of the backup break rules; nothing was changed.
    ExistingFileError, FileError
        The file `kept` cannot be written; nothing was changed.
    """
    if not accept_problems:
        refuse(found.problems)
    backup(con, kept)
    cursor = con.cursor()
    (own,) = cursor.execute("select current_database()").fetchone() or ("",)
    with _attached(cursor, found.path, "(read_only)") as source, transaction(cursor):
        (version,) = cursor.execute(
            f"select max(version) + 1 from (from data_version union all from {source}.data_version)"
        ).fetchone() or (1,)
        for name in _tables(cursor, own):
            cursor.execute(f"delete from {quoted(name)}")
            cursor.execute(f"insert into {quoted(name)} by name from {source}.{quoted(name)}")
        cursor.execute("update data_version set version = $version", {"version": version})
        cursor.execute(
            "insert into change_log select $version, now()::timestamp, $who, $reason, 'park', park_id, "
            "to_json(park)::varchar, to_json(park)::varchar from park",
            {"version": version, "who": who, "reason": reason},
        )
    return int(version)


def _tables(con: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """Return all tables that hold data; which migrations ran is a matter of the file."""
    return [
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = $database and not internal "
            "and not temporary and table_name <> 'migration' order by table_name",
            {"database": database},
        ).fetchall()
    ]
