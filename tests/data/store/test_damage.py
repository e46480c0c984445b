"""A database file that cannot be used says why, and what to do; what can be saved is saved."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from isdata import cli
from isdata.data import store
from isdata.data.store import faults, log_file
from isdata.errors import (
    AccessDeniedError,
    BusyError,
    DamagedFileError,
    DamagedLogError,
    DiskFullError,
    FolderGivenError,
    ForeignFileError,
    LockedFileError,
    MissingFileError,
    NoSuchFileError,
    OrphanedLogError,
    ReadOnlyDiskError,
)
from tests.data.store.faults import crash_after, damage_rows, flip, names, rename


@pytest.mark.parametrize("place", [0, 12, 100, 4100, 8200])
def test_a_damaged_header_is_called_damage(file: Path, place: int) -> None:
    flip(file, place)

    with pytest.raises(DamagedFileError, match="isdata restore"):
        store.open(file)


def test_a_file_that_lost_its_end_is_called_damaged(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])

    with pytest.raises(DamagedFileError):
        store.open(file)


def test_a_damaged_block_of_rows_is_found_by_the_deep_check(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", str(file), "--deep"]) == 0
    damage_rows(file, "change_log")

    assert cli.run(["check", str(file), "--deep"]) == 2

    shown = capsys.readouterr()
    assert "Damaged tables: change_log" in shown.out
    assert "is damaged" in shown.err


def test_rows_that_cannot_be_read_are_called_damage_wherever_they_are_asked_for(file: Path) -> None:
    damage_rows(file, "resource")

    with store.open(file) as con, pytest.raises(DamagedFileError, match=r"tiny\.duckdb"):
        store.ask(con, "match_resources")


def test_a_copy_of_a_damaged_file_is_refused_naming_that_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage_rows(file, "resource")
    copy = tmp_path / "copy.duckdb"

    assert cli.run(["backup", str(file), str(copy)]) == 2

    assert capsys.readouterr().err.startswith(f"{file} is damaged")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("harm", "kept"),
    [
        (lambda log: log.write_bytes(log.read_bytes() + bytes(4096)), "Third"),
        (lambda log: flip(log, log.stat().st_size - 30), "Second"),
        (lambda log: flip(log, log.stat().st_size // 2), None),
        (lambda log: flip(log, 2), "Power plant"),
        (lambda log: log.write_bytes(bytes(log.stat().st_size)), "Power plant"),
    ],
    ids=["zero tail", "last entry", "middle", "header", "zeros"],
)
def test_a_damaged_log_is_read_up_to_its_last_good_entry_and_kept(
    file: Path, harm: Callable[[Path], object], kept: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    crash_after(file, "First", "Second", "Third")
    log = Path(f"{file}.wal")
    harm(log)
    damaged = file.read_bytes(), log.read_bytes()

    with pytest.raises(DamagedLogError, match="isdata recover"):
        store.open(file)
    assert (file.read_bytes(), log.read_bytes()) == damaged
    assert cli.run(["recover", str(file)]) == 0

    assert names(file)[0] in ({kept} if kept else {"First", "Second"})
    (copy,) = file.parent.glob("tiny.damaged-*.duckdb")
    assert (copy.read_bytes(), Path(f"{copy}.wal").read_bytes()) == damaged
    assert str(copy) in capsys.readouterr().out


def test_a_length_in_the_log_that_is_damaged_drops_no_later_change_without_a_word(file: Path) -> None:
    crash_after(file, "First", "Second", "Third")
    log = Path(f"{file}.wal")
    content = bytearray(log.read_bytes())
    content[8 + 5] ^= 0x40  # a high byte of the length of the first entry

    log.write_bytes(content)

    with pytest.raises(DamagedLogError):
        store.open(file)


def test_a_log_that_a_crash_cut_short_is_read_without_further_ado(file: Path) -> None:
    crash_after(file, "First", "Second")
    log = Path(f"{file}.wal")
    log.write_bytes(log.read_bytes()[:-3])

    assert log_file.is_read_whole(file)
    assert names(file)[0] == "First"


def test_a_log_without_its_file_is_not_mixed_into_a_new_one(file: Path) -> None:
    crash_after(file, "First")
    file.unlink()

    with pytest.raises(OrphanedLogError, match=r"tiny\.duckdb\.wal"):
        store.open(file, create=True)
    with pytest.raises(OrphanedLogError):
        store.recover(file)

    assert not file.exists()


def test_there_is_nothing_to_recover_of_a_sound_file_or_of_none(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["recover", str(file)]) == 0
    assert "nothing to recover" in capsys.readouterr().out

    with pytest.raises(MissingFileError):
        store.recover(file.with_name("nowhere.duckdb"))


def test_what_a_restore_kept_goes_before_a_log_that_is_not_its_own(file: Path) -> None:
    former = file.with_name("tiny.duckdb.before-restore-2026-01-01-120000")  # as named by a former release
    former.write_bytes(file.read_bytes())
    crash_after(file, "Of another file")
    file.unlink()

    store.recover(file)

    assert names(file)[0] == "Power plant"
    assert len(list(file.parent.glob("tiny.damaged-*.wal"))) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('IO Error: Could not set lock on file "/a/b.duckdb": Conflicting lock is held', LockedFileError),
        ("IO Error: Cannot open file \"b\": 另一个程序正在使用此文件。\n\nFile is already open in \npython.exe", LockedFileError),
        ("IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block", DamagedFileError),
        ('IO Error: Failure while replaying WAL file "/a/b.duckdb.wal": Corrupt WAL file', DamagedLogError),
        ('IO Error: Could not write file "/a/b.duckdb": No space left on device', DiskFullError),
        ('IO Error: Cannot open file "/a/b.duckdb": Read-only file system', ReadOnlyDiskError),
        ('IO Error: Cannot open file "/a/b.duckdb": Permission denied', AccessDeniedError),
        ('IO Error: Could not read from file "/a/b.duckdb": Is a directory', FolderGivenError),
        ('IO Error: Cannot open file "/a/b.duckdb": No such file or directory', NoSuchFileError),
        ('IO Error: The file "/a/b.duckdb" exists, but it is not a valid DuckDB database file!', ForeignFileError),
    ],
)  # fmt: skip
def test_each_answer_of_duckdb_has_its_remedy(text: str, kind: type[Exception]) -> None:
    assert type(faults.file_error(duckdb.IOException(text))) is kind


def test_a_mistake_in_a_question_is_no_fault_of_the_file(file: Path) -> None:
    assert faults.file_error(duckdb.BinderException("no such column")) is None


def test_a_folder_is_not_taken_for_a_database(tmp_path: Path) -> None:
    with pytest.raises(FolderGivenError):
        store.open(tmp_path)


@pytest.mark.parametrize("is_closed", ["file", "folder"])
def test_a_file_that_may_not_be_read_says_so(file: Path, is_closed: str) -> None:
    if os.name != "posix":
        return
    file.chmod(0o000)
    file.parent.chmod(0o755)
    program = (
        "import os, sys; sys.path.insert(0, os.getcwd())\n"
        "from isdata.data import store\n"
        "from isdata.errors import AccessDeniedError\n"
        "if os.getuid() == 0:\n"
        "    os.setuid(65534)\n"
        "try:\n"
        "    store.open(sys.argv[1])\n"
        "except AccessDeniedError as error:\n"
        "    print(error)\n"
    )
    # Root of a test machine may read everything, so the process becomes nobody; its folder must let it in.
    for parent in file.parents:
        if parent.owner() == file.owner() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    if is_closed == "folder":
        file.parent.chmod(0o700)

    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=False
    )

    assert done.stdout.startswith("Access to "), done.stderr


def test_writers_that_meet_are_still_informed_of_each_other(file: Path) -> None:
    with store.open(file) as con:
        first, second = con.cursor(), con.cursor()
        first.begin()
        first.execute("update data_version set version = version + 1")
        with pytest.raises(BusyError), store.transaction(second):
            second.execute("update data_version set version = version + 1")
        first.rollback()

    rename(file, "Renamed")
    assert names(file)[0] == "Renamed"
