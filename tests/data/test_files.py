"""Files are written whole or not at all; errors of the operating system name the file and the remedy."""

import errno
import io
import os
import sys
from pathlib import Path

import pandas as pd
import pytest

from isdata.data import files
from isdata.data.spreadsheet_csv import to_csv
from isdata.errors import (
    AccessDeniedError,
    DiskFullError,
    FileError,
    FileInUseError,
    FileNameError,
    FolderExpectedError,
    FolderGivenError,
    ReadOnlyDiskError,
)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    files.write(tmp_path / "new" / "folder" / "a.csv", b"1")

    assert (tmp_path / "new" / "folder" / "a.csv").read_bytes() == b"1"


def test_a_file_is_replaced_as_a_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"former")
    path.chmod(0o600)

    files.write(path, b"new")

    assert path.read_bytes() == b"new"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_still_points_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"former")
    try:
        (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    except OSError:  # Windows allows links to administrators only
        return

    files.write(tmp_path / "link.csv", b"new")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "a.csv").read_bytes() == b"new"


def test_what_cannot_be_written_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"former")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        files.write(path, b"new")

    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("folder", FolderGivenError),
        ("file/a.csv", FolderExpectedError),
        ("name\0b.csv", FileNameError),
        ("n" * 300 + ".csv", FileError),
    ],
)
def test_a_path_that_cannot_be_a_file_is_named(tmp_path: Path, name: str, error: type[FileError]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(error) as raised:
        files.write(tmp_path / name, b"1")

    assert name.split("\0")[0][:4] in str(raised.value)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(FolderExpectedError, match="file requires a folder"):
        files.make_folder(tmp_path / "file")


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.EROFS, ReadOnlyDiskError),
        (errno.EACCES, AccessDeniedError),
        (errno.ENOSPC, DiskFullError),
        (errno.EBUSY, FileInUseError),
        (errno.EIO, FileError),
    ],
)
def test_each_error_of_the_system_has_its_remedy(number: int, error: type[FileError]) -> None:
    found = files.with_remedy(OSError(number, os.strerror(number), "park.csv"))

    assert type(found) is error
    assert "park.csv" in str(found)


def test_what_is_no_ordinary_file_is_written_to_directly() -> None:
    if not sys.platform.startswith("linux"):
        return
    files.write("/dev/null", b"1")
    with pytest.raises(DiskFullError):
        files.write("/dev/full", b"1")

    assert Path("/dev/null").is_char_device()


def test_a_text_that_reads_like_a_formula_stays_text_in_a_spreadsheet() -> None:
    table = pd.DataFrame({"=name": ["=cmd|'/c calc'!A0", "'=x", "ash"], "amount": [-1.0, 1 / 3, 2.0]})

    read = pd.read_csv(io.BytesIO(to_csv(table)))

    assert list(read["'=name"]) == ["'=cmd|'/c calc'!A0", "''=x", "ash"]
    assert list(read["amount"]) == [-1.0, 0.333333333333, 2.0]
