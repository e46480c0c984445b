"""Atomic writing of files, and errors of the operating system with a remedy."""

import errno
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from isdata.errors import (
    AccessDeniedError,
    DiskFullError,
    FileError,
    FileInUseError,
    FileNameError,
    FolderExpectedError,
    FolderGivenError,
    NoSuchFileError,
    ReadOnlyDiskError,
)

_SHARING_VIOLATIONS = (32, 33)  # Windows error codes while another program has the file open
_ERRORS: dict[int, type[FileError]] = {
    errno.ENOENT: NoSuchFileError,
    errno.EISDIR: FolderGivenError,
    errno.ENOTDIR: FolderExpectedError,
    errno.EEXIST: FolderExpectedError,
    errno.EACCES: AccessDeniedError,
    errno.EPERM: AccessDeniedError,
    errno.EROFS: ReadOnlyDiskError,
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EFBIG: DiskFullError,
    errno.EBUSY: FileInUseError,
    errno.ETXTBSY: FileInUseError,
    errno.ENAMETOOLONG: FileNameError,
    errno.EINVAL: FileNameError,
    errno.ELOOP: FileNameError,
}


def with_remedy(error: OSError, path: str | Path | None = None) -> FileError:
    """Convert an error of the operating system to one that names the file and the remedy.

    Parameters
    ----------
    error : OSError
        As raised.
    path : str or Path, optional
        File named in the message; by default the one that the error names.
    """
    name = str(error.filename or "?") if path is None else str(path)
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return FileInUseError(path=name)
    with suppress(PermissionError):  # also of its folder
        if isinstance(error, PermissionError) and Path(name).is_dir():
            return FolderGivenError(path=name)  # Windows reports this when a folder is opened as a file
    kind = _ERRORS.get(error.errno or 0, FileError)
    return kind(path=name, reason=error.strerror or str(error))


@contextmanager
def errors_with_remedy(path: str | Path) -> Generator[None]:
    """Raise errors of the operating system on `path` as errors with a remedy.

    Raises
    ------
    FileError
    """
    if "\0" in str(path):
        raise FileNameError(path=str(path).replace("\0", "?"))
    try:
        yield
    except OSError as error:
        raise with_remedy(error, path) from error


def make_folder(path: str | Path) -> Path:
    """Create a folder and its parents if they do not exist.

    Raises
    ------
    FileError
        The folder cannot be created, or a file has this name.
    """
    with errors_with_remedy(path):
        Path(path).mkdir(parents=True, exist_ok=True)
    return Path(path)


def write(path: str | Path, content: bytes) -> None:
    """Write a file and create its parent folders; an existing file is replaced only by a complete one.

    Raises
    ------
    FileError
        The file cannot be written; an existing file is unchanged.
    """
    with errors_with_remedy(path):
        target = Path(path).resolve()
        if target.is_dir():
            raise FolderGivenError(path=path)
        if target.exists() and not target.is_file():  # a device or pipe, such as /dev/stdout
            target.write_bytes(content)
            return
        make_folder(target.parent)
        unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
        try:
            with unfinished.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
