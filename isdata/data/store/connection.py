"""The database file: open it, and bring its schema up to date."""

import os
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.store import faults, log_file
from isdata.data.store.transactions import transaction
from isdata.errors import (
    DamagedFileError,
    DamagedLogError,
    ForeignFileError,
    IsdataError,
    LostFileError,
    MissingFileError,
    NewerFileError,
    OrphanedLogError,
)

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_TABLE = (
    "create table if not exists migration (name varchar not null, applied_at timestamp not null)"
)
MEMORY = ":memory:"
_MAGIC = slice(8, 12)  # where a DuckDB file says that it is one
# Nothing is fetched from the internet because a file of another kind was named. The tables of a park are small: one
# thread per question answers sooner than several that share it, and leaves the others to other readers.
_SETTINGS: dict[str, str | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open(path: str | Path = MEMORY, *, create: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database file and apply the schema changes it lacks.

    Parameters
    ----------
    path : str or Path
        The file, or ":memory:".
    create : bool
        Make a new file when there is none; only its owner may read it.

    Returns
    -------
    duckdb.DuckDBPyConnection
        The one connection of the process; take a `.cursor()` of it for every use, because
        connections are not thread-safe and cursors are.

    Raises
    ------
    MissingFileError, LockedFileError, ForeignFileError, NewerFileError
    DamagedFileError, DamagedLogError
        What the file or its log holds is not what was written.
    LostFileError, OrphanedLogError
        There is no such file, and what a restore kept of it, or its log, is there.
    FileError
        The file cannot be read, written or created.
    """
    is_new = str(path) != MEMORY and not Path(path).exists()
    if is_new:
        _refuse_to_replace(path)
        if not create:
            raise MissingFileError(path=path)
        files.make_folder(Path(path).parent)
    con = connect(path)
    try:
        is_ours = _is_empty(con) or _has_table(con, "migration")
        if not is_ours:
            raise ForeignFileError(path=path)
        migrate(con, path)
    except BaseException as error:
        con.close()
        if is_new:  # with nothing in it, which nobody could open
            for each in (Path(path), *log_file.beside(path)):
                each.unlink(missing_ok=True)
        if isinstance(error, duckdb.Error) and (found := faults.explained(error, path)):
            raise found from error
        raise
    return con


def connect(path: str | Path) -> duckdb.DuckDBPyConnection:
    """Connect to a file as it is, or to a new one, with errors in our own words.

    Raises
    ------
    StoreError, FileError
        As `open`.
    """
    is_new = str(path) != MEMORY and not Path(path).exists()
    if not log_file.is_read_whole(path):
        raise DamagedLogError(path=path)
    try:
        con = duckdb.connect(str(path), config=_SETTINGS)
    except duckdb.Error as error:
        found = faults.explained(error, path) or _unreadable(path)
        if is_new:
            Path(path).unlink(missing_ok=True)
        raise found from error
    if is_new and Path(path).exists():
        keep_private(path)
    return con


def keep_private(path: str | Path) -> None:
    """Let only the owner of a file read it, where the system knows owners."""
    if os.name == "posix":
        Path(path).chmod(0o600)


def former_files(path: str | Path) -> list[Path]:
    """Former database files kept by restores, the newest last."""
    path = Path(path)
    patterns = (f"{path.stem}.before-restore-*{path.suffix}", f"{path.name}.before-restore-*")
    found = {each for pattern in patterns for each in path.parent.glob(pattern)}
    return sorted(each for each in found if not each.name.endswith(log_file.ENDINGS))


def _refuse_to_replace(path: str | Path) -> None:
    """Refuse to create an empty database where one is missing that was there.

    Raises
    ------
    LostFileError, OrphanedLogError
    """
    if former := former_files(path):
        raise LostFileError(path=path, former=former[-1].name)
    if logs := log_file.beside(path):
        raise OrphanedLogError(path=path, log=logs[0].name)


def _unreadable(path: str | Path) -> IsdataError:
    """Error of a file that DuckDB cannot read, in words that differ from release to release."""
    with Path(path).open("rb") as file:
        is_database = file.read(_MAGIC.stop)[_MAGIC] == b"DUCK"
    if is_database:
        return DamagedFileError(path=path)
    return ForeignFileError(path=path)


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
    con.execute(MIGRATION_TABLE)
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
