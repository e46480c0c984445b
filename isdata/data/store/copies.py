"""Copies of the database: backup, and restore while other sessions are active."""

import tempfile
import uuid
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.contracts import tables
from isdata.data.contracts.rules import quoted, row_key
from isdata.data.store import faults, versions
from isdata.data.store.checking import refuse
from isdata.data.store.connection import open as open_file
from isdata.data.store.connection import restrict_to_owner
from isdata.data.store.rebuilding import Backup
from isdata.data.store.transactions import retried, transaction
from isdata.errors import DamagedFileError, ExistingFileError, FileError


@contextmanager
def new_file(destination: Path) -> Generator[Path]:
    """Temporary path for writing a file, which is moved to its destination only if the block succeeds.

    Raises
    ------
    ExistingFileError
        The file exists already; it is unchanged.
    FileError
        The file cannot be written; no partial file remains.
    """
    with files.errors_with_remedy(destination):
        if destination.exists():
            raise ExistingFileError(path=destination)
    files.make_folder(destination.parent)
    with files.errors_with_remedy(destination), folder_beside(destination) as folder:
        unfinished = folder / "copy.duckdb"
        yield unfinished
        unfinished.replace(destination)


def backup(con: duckdb.DuckDBPyConnection, path: str | Path) -> Path:
    """Write a consistent copy of the database to a new file while other sessions are active.

    The copy is written beside its destination and moved there when it is complete; only its owner may read it.

    Raises
    ------
    ExistingFileError
        The file exists already; it is unchanged.
    FileError
        The copy cannot be written; no partial file remains.
    DamagedFileError
        The database cannot be read; no partial copy remains.
    """
    destination = Path(path)
    with new_file(destination) as unfinished:
        cursor = con.cursor()
        (source,) = cursor.execute("select current_database()").fetchone() or ("",)
        with attached(cursor, unfinished) as name:
            restrict_to_owner(unfinished)
            _copy(cursor, source, name)
    return destination


def backup_rows(con: duckdb.DuckDBPyConnection, path: str | Path, keys: Mapping[str, Iterable[str]]) -> Path:
    """Write selected rows, with their history and pictures, to a new file.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    path : str or Path
    keys : mapping of str to iterable of str
        Keys of the rows by table, in the format of the change log.

    Raises
    ------
    ExistingFileError
        The file exists already; it is unchanged.
    FileError
        The copy cannot be written; no partial file remains.
    """
    destination = Path(path)
    with new_file(destination) as unfinished:
        open_file(unfinished, create=True).close()
        cursor = con.cursor()
        with attached(cursor, unfinished) as name, transaction(cursor):
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
    """Temporary private folder beside a file, on the same disk, for preparing its replacement.

    Disk errors name the file instead of this folder, which users do not know.
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
def attached(cursor: duckdb.DuckDBPyConnection, path: Path, mode: str = "") -> Generator[str]:
    """Attach a database file temporarily under a unique name; afterwards all written data are in the file itself."""
    name, escaped = f"copy_{uuid.uuid4().hex}", str(path).replace("'", "''")
    try:
        cursor.execute(f"attach '{escaped}' as {name} {mode}")
        yield name
        if not mode:  # detaching would ignore a full disk and leave the rows in a log that is not kept
            cursor.execute(f"checkpoint {name}")
    except duckdb.Error as error:
        if found := faults.file_error(error, path):
            raise found from error
        raise
    finally:
        with suppress(duckdb.Error):  # after a failed copy, its transaction is still open
            cursor.rollback()
        with suppress(
            duckdb.Error
        ):  # a damaged database cannot be detached; the error of the damage itself is raised above
            cursor.execute(f"detach database if exists {name}")


def _copy(cursor: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """Copy one attached database to another; read errors are reported as damage of the source.

    Raises
    ------
    DamagedFileError
    """
    file = faults.file_of(cursor)
    try:
        cursor.execute(f"copy from database {quoted(source)} to {target}")
    except duckdb.Error as error:
        found = faults.file_error(error, file)
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
    """Replace the stored data by a backup while other sessions are active.

    No connection is closed and no file replaced: all rows change in one transaction, so others read either
    the old or the new state. The history becomes that of the backup plus one entry for the restore; the
    former data are kept in the file `kept`. The new data version invalidates cached results.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    found : Backup
        As returned by `read_backup`.
    kept : str or Path
        New file into which the present data are copied first.
    who, reason : str
        For the change log.
    accept_problems : bool
        Restore the backup even if rows break rules.

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
    with attached(cursor, found.path, "(read_only)") as source, transaction(cursor):
        (version,) = cursor.execute(
            f"select max(version) + 1 from (from data_version union all from {source}.data_version)"
        ).fetchone() or (1,)
        names = _tables(cursor, own)
        for name in names:
            cursor.execute(f"delete from {quoted(name)}")
            cursor.execute(f"insert into {quoted(name)} by name from {source}.{quoted(name)}")
        cursor.execute("update data_version set version = $version", {"version": version})
        versions.note_changed(cursor, names, version)
        cursor.execute(
            "insert into change_log select $version, now()::timestamp, $who, $reason, 'park', park_id, "
            "to_json(park)::varchar, to_json(park)::varchar from park",
            {"version": version, "who": who, "reason": reason},
        )
    return int(version)


def _tables(con: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """All tables with data, without the list of applied migrations, which belongs to the file."""
    return [
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = $database and not internal "
            "and not temporary and table_name <> 'migration' order by table_name",
            {"database": database},
        ).fetchall()
    ]
