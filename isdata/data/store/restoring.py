"""Restore: replace the database file by a backup; the former file is kept beside it."""

import datetime as dt
import itertools
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from isdata.data import files
from isdata.data.child import Progress
from isdata.data.store import log_file
from isdata.data.store.checking import refuse
from isdata.data.store.connection import connect, restrict_to_owner
from isdata.data.store.copies import folder_beside
from isdata.data.store.rebuilding import read_backup
from isdata.errors import DamagedFileError, DamagedLogError, ForeignFileError


@dataclass(frozen=True)
class Restored:
    """Result of a restore.

    Attributes
    ----------
    former : Path or None
        Path of the kept former file; None if there was none.
    left_out : tuple of str
        Contents of the backup other than the tables of isdata.
    """

    former: Path | None
    left_out: tuple[str, ...]


def restore(
    path: str | Path, copy: str | Path, *, accept_problems: bool = False, progress: Progress | None = None
) -> Restored:
    """Replace a database file that no process has open by a backup.

    The rows of the backup, including those of its log, are copied into a new file and checked. This file replaces the
    former one in one step. The former file is kept beside it, with `.before-restore-` and the time added to its name.

    Parameters
    ----------
    path : str or Path
        The database file; it may be damaged, or missing.
    copy : str or Path
        The backup.
    accept_problems : bool
        Restore the backup even if rows break rules.
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
    with files.errors_with_remedy(destination), folder_beside(destination) as folder:
        found = read_backup(copy, folder / "restored.duckdb", progress=progress)
        if not accept_problems:
            refuse(found.problems)
        former = _swap(destination, found.path)
    return Restored(former, found.left_out)


def _merge_log(path: Path) -> None:
    """Make sure that no process has a file open, and merge the changes of its log into it.

    Raises
    ------
    LockedFileError, FileError
    """
    if path.exists():
        with suppress(DamagedFileError, DamagedLogError, ForeignFileError):  # the file is replaced anyway
            connect(path).close()


def _swap(path: Path, incoming: Path) -> Path | None:
    """Replace a file by another one; return the path of the kept former file.

    The old or new file exists at every moment, unless a log could not be merged into the old file. In that case the
    file is missing for a moment, and `store.open` refuses to create an empty one.
    """
    logs, former = log_file.logs_of(path), replaced_path(path)
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
    """Create a hard link to a file, or copy it if the file system does not support links."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)
        restrict_to_owner(other)


def _sync(folder: Path) -> None:
    """Flush a folder to disk, so that renamed files survive a power failure; ignored if not supported."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def replaced_path(path: str | Path) -> Path:
    """Unused path for keeping a database file that is replaced."""
    path = Path(path)
    first = path.with_name(f"{path.stem}.before-restore-{dt.datetime.now():%Y-%m-%d-%H%M%S}{path.suffix}")
    others = (first.with_stem(f"{first.stem}-{number}") for number in itertools.count(2))
    return next(each for each in itertools.chain([first], others) if not each.exists())
