"""Copies of the database: make one, and put one back, with or without others at work."""

import tempfile
import uuid
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.contracts import tables
from isdata.data.contracts.rules import quoted, row_key
from isdata.data.store import faults
from isdata.data.store.checking import refuse
from isdata.data.store.connection import keep_private
from isdata.data.store.connection import open as open_file
from isdata.data.store.rebuilding import Backup
from isdata.data.store.transactions import retried, transaction
from isdata.errors import DamagedFileError, ExistingFileError, FileError


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
    with files.explaining(destination), folder_beside(destination) as folder:
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


@contextmanager
def folder_beside(path: Path) -> Generator[Path]:
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
    """Attach a file under a name of its own for a while; what was written into it stands in the file itself afterwards."""
    name, escaped = f"copy_{uuid.uuid4().hex}", str(path).replace("'", "''")
    try:
        cursor.execute(f"attach '{escaped}' as {name} {mode}")
        yield name
        if not mode:  # left to detaching, which ignores a full disk, rows stay in a log that nobody keeps
            cursor.execute(f"checkpoint {name}")
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
