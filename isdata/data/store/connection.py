"""Opening the database file and updating its schema."""

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
_MAGIC = slice(8, 12)  # position of the identifier of DuckDB files
# Extensions are not downloaded if a file of another kind is opened. The tables of a park are small, so one thread per
# query is faster than several and leaves the others to other users.
_SETTINGS: dict[str, str | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open(path: str | Path = MEMORY, *, create: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database file and apply pending schema migrations.

    Parameters
    ----------
    path : str or Path
        The file, or ":memory:".
    create : bool
        Create a new file if there is none; only its owner may read it.

    Returns
    -------
    duckdb.DuckDBPyConnection
        The only connection of the process. Use a separate `.cursor()` for each task, because
        connections are not thread-safe, while cursors are.

    Raises
    ------
    MissingFileError, LockedFileError, ForeignFileError, NewerFileError
    DamagedFileError, DamagedLogError
        The content of the file or its log is corrupted.
    LostFileError, OrphanedLogError
        The file is missing, but the copy kept by a restore, or its log, exists.
    FileError
        The file cannot be read, written or created.
    """
    is_new = str(path) != MEMORY and not _exists(path)
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
        if is_new:  # an empty file could not be opened later
            for each in (Path(path), *log_file.logs_of(path)):
                each.unlink(missing_ok=True)
        if isinstance(error, duckdb.Error) and (found := faults.file_error(error, path)):
            raise found from error
        raise
    return con


def connect(path: str | Path) -> duckdb.DuckDBPyConnection:
    """Connect to a file without migrations, or to a new one; errors are converted to those of isdata.

    Raises
    ------
    StoreError, FileError
        As in `open`.
    """
    is_new = str(path) != MEMORY and not Path(path).exists()
    if not log_file.is_read_whole(path):
        raise DamagedLogError(path=path)
    try:
        con = duckdb.connect(str(path), config=_SETTINGS)
    except duckdb.Error as error:
        found = faults.file_error(error, path) or _unreadable(path)
        if is_new:
            Path(path).unlink(missing_ok=True)
        raise found from error
    if is_new and Path(path).exists():
        restrict_to_owner(path)
    return con


def restrict_to_owner(path: str | Path) -> None:
    """Restrict reading of a file to its owner, if the system supports it."""
    if os.name == "posix":
        Path(path).chmod(0o600)


def replaced_files(path: str | Path) -> list[Path]:
    """Former database files kept by restores, newest last."""
    path = Path(path)
    patterns = (f"{path.stem}.before-restore-*{path.suffix}", f"{path.name}.before-restore-*")
    found = {each for pattern in patterns for each in path.parent.glob(pattern)}
    return sorted(each for each in found if not each.name.endswith(log_file.ENDINGS))


def _exists(path: str | Path) -> bool:
    try:
        return Path(path).exists()
    except OSError as error:  # its folder may not be entered
        raise files.with_remedy(error, path) from error


def _refuse_to_replace(path: str | Path) -> None:
    """Refuse to create an empty database if an existing one has gone missing.

    Raises
    ------
    LostFileError, OrphanedLogError
    """
    if former := replaced_files(path):
        raise LostFileError(path=path, former=former[-1].name)
    if logs := log_file.logs_of(path):
        raise OrphanedLogError(path=path, log=logs[0].name)


def _unreadable(path: str | Path) -> IsdataError:
    """Error for a file that DuckDB cannot read; independent of DuckDB's messages, which differ between releases."""
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
        The file contains a migration that this version does not know.
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
