"""Reading of a backup as an untrusted file: its rows are copied into a new database in a child process and checked.

Nothing else is copied: no views, macros or sequences, which could be malicious. The backup and its write-ahead log
are opened read-only, and its content cannot access other files.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data import child
from isdata.data.contracts.rules import quoted
from isdata.data.store import faults, log_file
from isdata.data.store.checking import PROBLEM_COLUMNS, check
from isdata.data.store.connection import MIGRATION_TABLE, MIGRATIONS, connect, migrate
from isdata.errors import (
    N_,
    DamagedFileError,
    DamagedLogError,
    DiskFullError,
    ForeignFileError,
    HarmfulBackupError,
    InvalidBackupError,
    MissingFileError,
    NewerFileError,
)

COPYING = N_("Reading the backup")
CHECKING = N_("Checking the rows")
_MEMORY = 4 * 2**30
_SECONDS = 60.0
_SECONDS_PER_MEGABYTE = 2.0
_BACKUP = "backup_that_is_read"  # name under which it is attached


@dataclass(frozen=True)
class Backup:
    """Result of reading a backup.

    Attributes
    ----------
    path : Path
        New database file with the rows of the backup.
    left_out : tuple of str
        Contents of the backup other than the tables of isdata.
    problems : DataFrame
        Cells that break a rule, as in `store.check`.
    """

    path: Path
    left_out: tuple[str, ...]
    problems: pd.DataFrame


def read_backup(
    copy: str | Path, into: str | Path, *, name: str | None = None, progress: child.Progress | None = None
) -> Backup:
    """Copy the rows of a backup into a new database file and check them.

    Parameters
    ----------
    copy : str or Path
        The backup, which is not changed. Changes in the log beside it are included.
    into : str or Path
        The new file, which must not exist.
    name : str, optional
        Name of the backup in errors.
    progress : callable, optional
        Called with the share done [0–1] and a message to be translated. If it raises an exception, reading stops.

    Raises
    ------
    MissingFileError, LockedFileError, ForeignFileError, NewerFileError, DamagedFileError, DamagedLogError
        The backup cannot be read.
    InvalidBackupError, HarmfulBackupError
        The content of the backup cannot be restored.
    """
    copy, into = Path(copy), Path(into)
    if not copy.exists():
        raise MissingFileError(path=copy)
    request = {"copy": str(copy.resolve()), "into": str(into.resolve()), "name": name or str(copy)}
    size = sum(each.stat().st_size for each in (copy, *log_file.logs_of(copy)))
    allowance = child.Allowance(_SECONDS + size / 2**20 * _SECONDS_PER_MEGABYTE, _MEMORY)
    try:
        answer = child.run(
            f"{__name__}:work", json.dumps(request).encode(), allowance=allowance, progress=progress
        )
    except child.ChildStoppedError as error:
        raise HarmfulBackupError(path=request["name"]) from error
    found = json.loads(answer)
    problems = pd.DataFrame(found["problems"], columns=PROBLEM_COLUMNS, dtype=object)
    return Backup(into, tuple(found["left_out"]), problems)


def work(request: bytes, progress: child.Progress) -> bytes:
    """Handle a request of `read_backup` in the child process; the answer lists contents left out and all problems."""
    asked = json.loads(request)
    name, copy = asked["name"], asked["copy"]
    try:
        with connect(asked["into"]) as con:
            _attach(con, copy, name)
            left_out = _copy_rows(con, name, progress)
            con.execute(f"detach {_BACKUP}")
            progress(0.7, CHECKING)
            problems = check(con)
            con.execute("checkpoint")
    except (duckdb.Error, DiskFullError, InvalidBackupError) as error:
        if found := _disk_full_error(error, asked["into"]):
            raise found from error
        raise
    records = problems.astype(object).where(problems.notna(), None).to_dict("records")
    return json.dumps({"left_out": left_out, "problems": records}, default=str).encode()


def _disk_full_error(error: Exception, into: str) -> DiskFullError | None:
    """Error of a full disk if that prevented writing the new file, so that the backup is not blamed."""
    cause = error if isinstance(error, duckdb.Error) else error.__cause__
    found = faults.file_error(cause, into) if isinstance(cause, duckdb.Error) else None
    return found if isinstance(found, DiskFullError) else None


def _attach(con: duckdb.DuckDBPyConnection, copy: str, name: str) -> None:
    """Attach a backup read-only to a new database, then disable access to all other files."""
    if not log_file.is_read_whole(copy):
        raise DamagedLogError(path=name)
    escaped = copy.replace("'", "''")
    try:
        con.execute(f"attach '{escaped}' as {_BACKUP} (type duckdb, read_only)")
    except duckdb.Error as error:
        raise faults.file_error(error, name) or DamagedFileError(path=name) from error
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def _copy_rows(con: duckdb.DuckDBPyConnection, name: str, progress: child.Progress) -> list[str]:
    """Fill a new database with the rows of a backup; return the names of other contents of the backup.

    The new database first gets the schema version of the backup; after copying the rows, it is migrated.
    """
    held = _tables(con, _BACKUP)
    if "migration" not in held:
        raise ForeignFileError(path=name)
    _build_schema(con, name)
    own = _tables(con, _own_name(con))
    for number, (table, columns) in enumerate(sorted(own.items())):
        progress(0.7 * number / len(own), COPYING)
        listed = ", ".join(map(quoted, columns))
        con.execute(f"delete from {quoted(table)}")
        try:
            if table not in held:
                raise InvalidBackupError(path=name, table=table)
            con.execute(
                f"insert into {quoted(table)} ({listed}) select {listed} from {_BACKUP}.main.{quoted(table)}"
            )
        except duckdb.Error as error:
            found = faults.file_error(error, name) or InvalidBackupError(path=name, table=table)
            raise found from error
    migrate(con, name)
    return _foreign_objects(con, own)


def _build_schema(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Create the tables in the schema version of the backup."""
    con.execute(MIGRATION_TABLE)
    scripts = {script.stem: script for script in MIGRATIONS.glob("*.sql")}
    applied = con.execute(f"select name from {_BACKUP}.main.migration order by name").fetchall()
    for (script,) in applied:
        if script not in scripts:
            raise NewerFileError(path=name, migration=script)
        con.execute(scripts[script].read_text("utf-8"))


def _own_name(con: duckdb.DuckDBPyConnection) -> str:
    (name,) = con.execute("select current_database()").fetchone() or ("",)
    return name


def _tables(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    """Columns of each base table of a database."""
    return dict(
        con.execute(
            "select table_name, list(column_name order by column_index) from duckdb_tables() "
            "join duckdb_columns() using (database_name, schema_name, table_name) "
            "where database_name = $database and schema_name = 'main' group by table_name",
            {"database": database},
        ).fetchall()
    )


def _foreign_objects(con: duckdb.DuckDBPyConnection, own: Iterable[str]) -> list[str]:
    """Names of the tables, views, macros and sequences of a backup that do not belong to isdata."""
    found = con.execute(
        "select table_name from duckdb_tables() where database_name = $backup and not list_contains($own, table_name) "
        "union select view_name from duckdb_views() where database_name = $backup and not internal "
        "union select function_name from duckdb_functions() where database_name = $backup and not internal "
        "union select sequence_name from duckdb_sequences() where database_name = $backup",
        {"backup": _BACKUP, "own": list(own)},
    ).fetchall()
    return sorted(name for (name,) in found)
