"""The database file: open it, bring its schema up to date, copy it and put a copy back."""

import shutil
from pathlib import Path

import duckdb

from isdata.errors import (
    BusyError,
    ExistingFileError,
    ForeignFileError,
    LockedFileError,
    MissingFileError,
    NewerFileError,
)
from isdata.store.transactions import transaction

MIGRATIONS = Path(__file__).parent / "migrations"
MEMORY = ":memory:"


def open(path: str | Path = MEMORY, *, create: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database file and apply the schema changes it lacks.

    Parameters
    ----------
    path : str or Path
        The file, or ":memory:".
    create : bool
        Make a new file when there is none.

    Returns
    -------
    duckdb.DuckDBPyConnection
        The one connection of the process; take a `.cursor()` of it for every use, because
        connections are not thread-safe and cursors are.

    Raises
    ------
    MissingFileError, LockedFileError, ForeignFileError, NewerFileError
    """
    if str(path) != MEMORY and not create and not Path(path).exists():
        raise MissingFileError(path=path)
    con = _connect(path)
    try:
        is_ours = _is_empty(con) or _has_table(con, "migration")
        if not is_ours:
            raise ForeignFileError(path=path)
        migrate(con, path)
    except BaseException:
        con.close()
        raise
    return con


def _connect(path: str | Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path))
    except duckdb.IOException as error:
        if "lock" in str(error).lower() or "used by another process" in str(error):
            raise LockedFileError(path=path) from error
        raise ForeignFileError(path=path) from error
    except duckdb.Error as error:
        # A file of another storage format raises different errors from release to release.
        raise ForeignFileError(path=path) from error


def _is_empty(con: duckdb.DuckDBPyConnection) -> bool:
    return not con.execute("select 1 from duckdb_tables() where not internal limit 1").fetchall()


def _has_table(con: duckdb.DuckDBPyConnection, name: str) -> bool:
    return bool(con.execute("select 1 from duckdb_tables() where table_name = ?", [name]).fetchall())


def migrate(con: duckdb.DuckDBPyConnection, path: str | Path = MEMORY) -> list[str]:
    """Apply pending `migrations/*.sql` in name order, each in one transaction; return their names.

    Raises
    ------
    NewerFileError
        The file holds a change that this version does not know.
    """
    con.execute("create table if not exists migration (name varchar not null, applied_at timestamp not null)")
    applied = {name for (name,) in con.execute("select name from migration").fetchall()}
    scripts = {script.stem: script for script in sorted(MIGRATIONS.glob("*.sql"))}
    unknown = sorted(applied - scripts.keys())
    if unknown:
        raise NewerFileError(path=path, migration=unknown[0])
    pending = [name for name in scripts if name not in applied]
    for name in pending:
        with transaction(con):
            con.execute(scripts[name].read_text("utf-8"))
            con.execute("insert into migration values ($name, now()::timestamp)", {"name": name})
    return pending


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
    destination.parent.mkdir(parents=True, exist_ok=True)
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
    beside it with the ending `.before-restore`.

    Raises
    ------
    MissingFileError, LockedFileError, ForeignFileError, NewerFileError
        The backup, or the file to be replaced, cannot be used; nothing was changed.
    """
    destination, kept = Path(path), Path(f"{path}.before-restore")
    incoming = destination.with_name(destination.name + ".incoming")
    if not Path(copy).exists():
        raise MissingFileError(path=copy)
    try:
        shutil.copyfile(copy, incoming)
        con = open(incoming)
        con.execute("checkpoint")
        con.close()
        if destination.exists():
            _connect(destination).close()  # raises when another process has it open
            destination.replace(kept)
        incoming.replace(destination)
    finally:
        incoming.unlink(missing_ok=True)
    return kept
