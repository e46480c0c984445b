"""Conversion of DuckDB's errors on unusable files to errors with a remedy."""

import re
from contextlib import suppress
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.errors import (
    AccessDeniedError,
    DamagedFileError,
    DamagedLogError,
    DiskFullError,
    FileError,
    FolderGivenError,
    ForeignFileError,
    IsdataError,
    LockedFileError,
    NoSuchFileError,
    ReadOnlyDiskError,
)

# DuckDB's own words are checked first; messages that it quotes from the system may be in another language.
_KINDS: dict[str, type[IsdataError]] = {
    r"Could not set lock|Conflicting lock|is already open in|used by another process": LockedFileError,
    r"\bWAL\b|write-ahead": DamagedLogError,
    r"Corrupt|[Cc]hecksum|Could not read enough bytes|invalidated because of a previous": DamagedFileError,
    r"No space left|not enough space|Disk quota|File too large": DiskFullError,
    r"Read-only file system": ReadOnlyDiskError,
    r"Permission denied|Access is denied": AccessDeniedError,
    r"Is a directory": FolderGivenError,
    r"No such file": NoSuchFileError,
    r"not a valid DuckDB database|version number|sqlite|extension": ForeignFileError,
    r"Could not (read|write)|Input/output error": FileError,
}
_PATH = re.compile(r'"([^"]+?)(?:\.wal)?"')


def file_error(error: duckdb.Error, path: str | Path | None = None) -> IsdataError | None:
    """Convert a DuckDB error caused by a file to an error with a remedy; None for other errors.

    Parameters
    ----------
    error : duckdb.Error
        As raised.
    path : str or Path, optional
        Database file; by default the one named in the error.
    """
    if not isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.TransactionException):
        return None
    text = str(error)
    named = _PATH.search(text)
    about = {"path": path or (named[1] if named else "?"), "reason": text.splitlines()[0]}
    kind = next((kind for words, kind in _KINDS.items() if re.search(words, text)), None)
    if kind is not None:
        return kind(**about)
    return _system_error(path) if path else None


def file_of(con: duckdb.DuckDBPyConnection) -> str | None:
    """Path of the file of a connection; None if it is in memory or the connection no longer works."""
    with suppress(duckdb.Error):
        row = con.execute(
            "select path from duckdb_databases() where database_name = current_database()"
        ).fetchone()
        return row[0] if row else None
    return None


def _system_error(path: str | Path) -> IsdataError | None:
    """Error of the operating system when the file is opened for writing, in the system's language."""
    try:
        with Path(path).open("r+b"):
            pass
        Path(path).replace(path)  # only this reports on Windows that another program has the file open
    except OSError as error:
        return files.with_remedy(error, path)
    return None
