"""The way out where a database file is missing after an interrupted restore, or the log beside it is damaged."""

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from isdata.data import files
from isdata.data.store import log_file
from isdata.data.store.connection import connect, former_files, keep_private
from isdata.errors import DamagedFileError, DamagedLogError, MissingFileError, OrphanedLogError


@dataclass(frozen=True)
class Recovery:
    """Result of a recovery.

    Attributes
    ----------
    returned : Path or None
        File that was given the name of the missing one.
    kept : tuple of Path
        Copies of the damaged files.
    dropped : int
        How much of the log cannot be read. [byte]
    """

    returned: Path | None = None
    kept: tuple[Path, ...] = ()
    dropped: int = 0


def recover(path: str | Path) -> Recovery:
    """Make a database file usable again; nothing is changed where it is.

    A missing file gets back what a restore kept of it. A damaged log is read up to its last good entry; copies of the
    file and its log are kept first.

    Raises
    ------
    MissingFileError
        There is no file, and nothing that was kept of it.
    OrphanedLogError
        There is a log without its file.
    LockedFileError
        Another process has the file open.
    DamagedFileError
        The file itself is damaged; only a backup helps.
    """
    path = Path(path)
    with files.explaining(path):
        if not path.exists():
            return _returned(path)
        try:
            connect(path).close()
        except DamagedLogError:
            return _without_damage(path)
    return Recovery()


def _returned(path: Path) -> Recovery:
    """Rename the kept copy of a missing file back, log first."""
    former = former_files(path)
    logs = log_file.beside(path)
    if not former:
        raise OrphanedLogError(path=path, log=logs[0].name) if logs else MissingFileError(path=path)
    newest = former[-1]
    if logs:  # it is not of the file that comes back: that one has its own
        _keep(logs, path)
        for log in logs:
            log.unlink()
    for log in log_file.beside(newest):
        log.replace(f"{path}{log.name.removeprefix(newest.name)}")
    newest.replace(path)
    return Recovery(returned=newest)


def _without_damage(path: Path) -> Recovery:
    """Cut a damaged log behind its last good entry, and bring what is left into the file."""
    log = Path(f"{path}.wal")
    content = log.read_bytes()
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        good = _longest_readable(path, content, Path(folder))
        if good is None:
            raise DamagedFileError(path=path)
        kept = _keep([path, *log_file.beside(path)], path)
        shortened = Path(folder) / "shortened"
        shortened.write_bytes(content[:good])
        shortened.replace(log)
    connect(path).close()
    return Recovery(kept=tuple(kept), dropped=len(content) - good)


def _longest_readable(path: Path, content: bytes, folder: Path) -> int | None:
    """Length of the longest beginning of a log that can be read; None where the file is damaged itself.

    A log that ends within an entry is read up to that entry, so halving finds the end of the good ones.
    """
    copy = folder / path.name
    shutil.copyfile(path, copy)
    for log in log_file.beside(path):
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
    """Whether a file can be opened with a log, and all of the log is read."""
    Path(f"{path}.wal").write_bytes(log)
    if not log_file.is_read_whole(path):
        return False
    try:
        duckdb.connect(str(path), read_only=True).close()
    except duckdb.Error:
        return False
    return True


def _keep(damaged: list[Path], path: Path) -> list[Path]:
    """Copy files beside a database file, their names with `.damaged-` and the moment; return the copies."""
    moment = f"{dt.datetime.now():%Y-%m-%d-%H%M%S}"
    named = path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")
    kept = [Path(f"{named}{each.name.removeprefix(path.name)}") for each in damaged]
    for each, copy in zip(damaged, kept, strict=True):
        shutil.copyfile(each, copy)
        keep_private(copy)
    return kept
