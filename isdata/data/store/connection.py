"""The database file: open it, and bring its schema up to date."""

from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.store.transactions import transaction
from isdata.errors import (
    ForeignFileError,
    LockedFileError,
    MissingFileError,
    NewerFileError,
)

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
    FileError
        It is to be created where no file can be.
    """
    if create and str(path) != MEMORY:
        files.make_folder(Path(path).parent)
    if str(path) != MEMORY and not create and not Path(path).exists():
        raise MissingFileError(path=path)
    con = connect(path)
    try:
        is_ours = _is_empty(con) or _has_table(con, "migration")
        if not is_ours:
            raise ForeignFileError(path=path)
        migrate(con, path)
    except BaseException:
        con.close()
        raise
    return con


def connect(path: str | Path) -> duckdb.DuckDBPyConnection:
    """Connect to a file as it is, with errors in our own words."""
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
