"""Copies of the database: make one, and put one back, with or without others at work."""

import datetime as dt
import itertools
import shutil
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.contracts.rules import quoted
from isdata.data.store.connection import connect, open
from isdata.data.store.transactions import retried, transaction
from isdata.errors import BusyError, ExistingFileError, MissingFileError


def backup(con: duckdb.DuckDBPyConnection, path: str | Path) -> Path:
    """Write a consistent copy of the database to a new file while others go on working.

    The copy is made beside its destination and put there only when it is complete.

    Raises
    ------
    ExistingFileError
        There is a file of this name; it is left as it is.
    BusyError
        Another backup is under way.
    """
    destination = Path(path)
    if destination.exists():
        raise ExistingFileError(path=destination)
    files.make_folder(destination.parent)
    unfinished = destination.with_name(destination.name + ".part")
    unfinished.unlink(missing_ok=True)
    cursor = con.cursor()
    (source,) = cursor.execute("select current_database()").fetchone() or ("",)
    quoted_path = str(unfinished).replace("'", "''")
    try:
        cursor.execute(f"attach '{quoted_path}' as backup_copy")
        cursor.execute(f'copy from database "{source}" to backup_copy')
    except duckdb.BinderException as error:
        raise BusyError from error  # another backup is under way: the name is taken
    finally:
        cursor.execute("detach database if exists backup_copy")
    unfinished.replace(destination)
    return destination


def restore(path: str | Path, copy: str | Path) -> Path:
    """Put a backup in the place of a database file that nobody has open; return where the former file went.

    The backup is opened and checked before anything is replaced; the former file is kept
    beside it with the ending `.before-restore-` and the moment.

    Raises
    ------
    MissingFileError, LockedFileError, ForeignFileError, NewerFileError
        The backup, or the file to be replaced, cannot be used; nothing was changed.
    """
    destination = Path(path)
    kept = _free(Path(f"{path}.before-restore-{dt.datetime.now():%Y-%m-%d-%H%M%S}"))
    incoming = destination.with_name(destination.name + ".incoming")
    if not Path(copy).exists():
        raise MissingFileError(path=copy)
    try:
        shutil.copyfile(copy, incoming)
        con = open(incoming)
        con.execute("checkpoint")
        con.close()
        if destination.exists():
            connect(destination).close()  # raises when another process has it open
            destination.replace(kept)
        incoming.replace(destination)
    finally:
        incoming.unlink(missing_ok=True)
    return kept


def _free(path: Path) -> Path:
    """Return a path that no file has yet."""
    others = (path.with_name(f"{path.name}-{number}") for number in itertools.count(2))
    return next(each for each in itertools.chain([path], others) if not each.exists())


@retried
def replace(
    con: duckdb.DuckDBPyConnection, copy: str | Path, *, kept: str | Path, who: str, reason: str
) -> int:
    """Put the content of a backup in the place of what is stored while others go on working.

    No connection is closed and no file replaced: all rows change in one transaction, so others read either
    what was or what is. The history becomes that of the backup, with one more line that tells of this; what
    was stored goes on in the file `kept`. Remembered answers are told apart by the new data version.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    copy : str or Path
        The backup; it is brought to this release's schema.
    kept : str or Path
        File that what is stored now is copied into first.
    who, reason : str
        For the change log.

    Returns
    -------
    int
        The data version after it.

    Raises
    ------
    MissingFileError, ForeignFileError, NewerFileError
        The backup cannot be used; nothing was changed.
    ExistingFileError
        There is a file `kept` already.
    """
    open(copy).close()
    backup(con, kept)
    cursor = con.cursor()
    (own,) = cursor.execute("select current_database()").fetchone() or ("",)
    path = str(copy).replace("'", "''")
    cursor.execute(f"attach '{path}' as restored_copy (read_only)")
    try:
        with transaction(cursor):
            (version,) = cursor.execute(
                "select max(version) + 1 from (from data_version union all from restored_copy.data_version)"
            ).fetchone() or (1,)
            for name in _tables(cursor, own):
                cursor.execute(f"delete from {quoted(name)}")
                cursor.execute(f"insert into {quoted(name)} by name from restored_copy.{quoted(name)}")
            cursor.execute("update data_version set version = $version", {"version": version})
            cursor.execute(
                "insert into change_log select $version, now()::timestamp, $who, $reason, 'park', park_id, "
                "to_json(park)::varchar, to_json(park)::varchar from park",
                {"version": version, "who": who, "reason": reason},
            )
    finally:
        cursor.execute("detach database if exists restored_copy")
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
