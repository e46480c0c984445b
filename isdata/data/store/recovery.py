"""Recovery of a database whose file is missing after an interrupted restore, or whose log is damaged."""

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.store import log_file
from isdata.data.store.connection import connect, replaced_files, restrict_to_owner
from isdata.errors import DamagedFileError, DamagedLogError, MissingFileError, OrphanedLogError


@dataclass(frozen=True)
class Recovery:
    """Result of a recovery.

    Attributes
    ----------
    returned : Path or None
        File that was renamed to the missing one.
    kept : tuple of Path
        Copies of the damaged files.
    dropped : int
        Size of the unreadable part of the log. [byte]
    """

    returned: Path | None = None
    kept: tuple[Path, ...] = ()
    dropped: int = 0


def recover(path: str | Path) -> Recovery:
    """Make a database file usable again; a usable file is not changed.

    A missing file is replaced by the copy that a restore kept. A damaged log is read up to its last valid entry, after
    copies of the file and its log have been made.

    Raises
    ------
    MissingFileError
        The file is missing and no copy was kept.
    OrphanedLogError
        There is a log without its file.
    LockedFileError
        Another process has the file open.
    DamagedFileError
        The file itself is damaged; it can only be restored from a backup.
    """
    path = Path(path)
    with files.errors_with_remedy(path):
        if not path.exists():
            return _returned(path)
        try:
            connect(path).close()
        except DamagedLogError:
            return _without_damage(path)
    return Recovery()


def _returned(path: Path) -> Recovery:
    """Rename the kept copy to the missing file, log first."""
    former = replaced_files(path)
    logs = log_file.logs_of(path)
    if not former:
        raise OrphanedLogError(path=path, log=logs[0].name) if logs else MissingFileError(path=path)
    newest = former[-1]
    if logs:  # these logs do not belong to the kept copy, which has its own
        _keep(logs, path)
        for log in logs:
            log.unlink()
    for log in log_file.logs_of(newest):
        log.replace(f"{path}{log.name.removeprefix(newest.name)}")
    newest.replace(path)
    return Recovery(returned=newest)


def _without_damage(path: Path) -> Recovery:
    """Cut off a damaged log after its last valid entry, and merge the rest into the file."""
    log = Path(f"{path}.wal")
    content = log.read_bytes()
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        good = _longest_readable(path, content, Path(folder))
        if good is None:
            raise DamagedFileError(path=path)
        kept = _keep([path, *log_file.logs_of(path)], path)
        shortened = Path(folder) / "shortened"
        shortened.write_bytes(content[:good])
        shortened.replace(log)
    connect(path).close()
    return Recovery(kept=tuple(kept), dropped=len(content) - good)


def _longest_readable(path: Path, content: bytes, folder: Path) -> int | None:
    """Length of the longest readable beginning of a log; None if the file itself is damaged.

    A log that ends within an entry is read up to that entry, so bisection finds the end of the valid entries.
    """
    copy = folder / path.name
    shutil.copyfile(path, copy)
    for log in log_file.logs_of(path):
        shutil.copyfile(log, f"{copy}{log.name.removeprefix(path.name)}")
    low, high = -1, len(content)
    while low < high:
        middle = (low + high + 1) // 2
        if _can_be_read(copy, content[:middle]):
            low = middle
        else:
            high = middle - 1
    return None if low < 0 else low


def _can_be_read(path: Path, log: bytes) -> bool:
    """Return True if a file can be opened with a log and the whole log is read."""
    Path(f"{path}.wal").write_bytes(log)
    if not log_file.is_read_whole(path):
        return False
    try:
        duckdb.connect(str(path), read_only=True).close()
    except duckdb.Error:
        return False
    return True


def _keep(damaged: list[Path], path: Path) -> list[Path]:
    """Copy damaged files, adding `.damaged-` and the time to their names; return the copies."""
    moment = f"{dt.datetime.now():%Y-%m-%d-%H%M%S}"
    named = path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")
    kept = [Path(f"{named}{each.name.removeprefix(path.name)}") for each in damaged]
    for each, copy in zip(damaged, kept, strict=True):
        shutil.copyfile(each, copy)
        restrict_to_owner(copy)
    return kept
