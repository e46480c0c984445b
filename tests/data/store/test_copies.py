"""Copying the database file, and putting a copy back: in one step, with the logs of both."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from isdata.data import store
from isdata.errors import (
    DamagedLogError,
    ExistingFileError,
    LockedFileError,
    LostFileError,
)
from tests.data.store.faults import crash_after, flip, names, rename
from tests.databases import Built
from tests.turns import only


def test_a_backup_is_complete_while_the_app_runs(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "park.duckdb"

    with store.open(file) as con:
        store.backup(con.cursor(), copy)
        assert con.execute("select count(*) from flow").fetchall() == [(7,)]

    with store.open(copy) as con:
        assert con.execute("select count(*) from flow").fetchall() == [(7,)]
        assert store.data_version(con) == 1
        assert store.check(con).empty
    assert os.name != "posix" or copy.stat().st_mode & 0o777 == 0o600
    assert list(copy.parent.iterdir()) == [copy]


def test_two_backups_at_once_are_both_complete(file: Path, tmp_path: Path) -> None:
    copies = [tmp_path / f"{number}.duckdb" for number in range(4)]
    with store.open(file) as con, ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda path: store.backup(con.cursor(), path), copies))

    assert [len(names(path)) for path in copies] == [3, 3, 3, 3]


def test_a_backup_overwrites_nothing(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.duckdb"
    other.write_text("keep me")

    with store.open(file) as con, pytest.raises(ExistingFileError, match=r"letter\.duckdb"):
        store.backup(con, other)

    assert other.read_text() == "keep me"


def test_a_restore_puts_back_every_table_and_keeps_what_each_one_replaced_even_if_damaged(
    file: Path, copy: Path, built: Built, tmp_path: Path
) -> None:
    crash_after(file, "Of the crash")

    first = store.restore(file, copy)

    assert first.former is not None
    assert names(first.former)[0] == "Of the crash"  # its log is kept within it
    assert first.left_out == ()
    (tmp_path / "own").mkdir()  # a page of another test may hold the shared file open
    with store.open(file) as con:
        con.execute(f"attach '{built.copied('tiny', tmp_path / 'own')}' as former (read_only)")
        tables = con.execute(
            "select table_name from duckdb_tables() where database_name = 'former'"
        ).fetchall()
        assert len(tables) > 40
        for (table,) in tables:
            question = "select count(*) from (from {} except all from {})"
            assert con.execute(question.format(table, f"former.{table}")).fetchall() == [(0,)], table
            assert con.execute(question.format(f"former.{table}", table)).fetchall() == [(0,)], table

    flip(file, 4100)
    damaged = file.read_bytes()
    second = store.restore(file, copy)

    assert names(file)[0] == "Power plant"
    assert second.former is not None
    assert second.former.read_bytes() == damaged
    assert first.former.exists()


def test_the_changes_in_the_log_of_a_backup_are_restored_where_no_file_is(copy: Path, tmp_path: Path) -> None:
    crash_after(copy, "First", "Second")
    before = copy.read_bytes(), Path(f"{copy}.wal").read_bytes()

    done = store.restore(tmp_path / "new" / "park.duckdb", copy)

    assert done.former is None
    assert names(tmp_path / "new" / "park.duckdb")[0] == "Second"
    assert (copy.read_bytes(), Path(f"{copy}.wal").read_bytes()) == before


def test_a_log_left_where_a_file_was_is_not_mixed_into_what_is_restored(file: Path, copy: Path) -> None:
    crash_after(file, "Of the crash")
    file.unlink()

    done = store.restore(file, copy)

    assert names(file)[0] == "Power plant"
    assert not Path(f"{file}.wal").exists()
    assert done.former is None
    assert len(list(file.parent.glob("tiny.before-restore-*.wal"))) == 1


def test_a_file_that_is_open_is_not_replaced(file: Path, copy: Path) -> None:
    program = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(LockedFileError):
            store.restore(file, copy)
        with pytest.raises(LockedFileError):
            store.restore(file.with_name("other.duckdb"), file)
        holder.communicate(b"\n")

    assert sorted(path.name for path in file.parent.iterdir()) == ["copy.duckdb", "tiny.duckdb"]


def test_a_backup_takes_the_place_of_what_is_stored_while_others_read(
    file: Path, copy: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.duckdb"
    rename(file, "Renamed")
    with store.open(file) as con:
        reader = con.cursor()
        reader.begin()
        question = "select name_en from company where company_id = 'C1'"
        assert reader.execute(question).fetchall() == [("Renamed",)]
        found = store.read_backup(copy, tmp_path / "read.duckdb")

        version = store.replace(con, found, kept=kept, who="Ms Li", reason="back")

        assert reader.execute(question).fetchall() == [("Renamed",)]  # its own snapshot
        reader.commit()
        assert reader.execute(question).fetchall() == [("Power plant",)]
        assert store.data_version(con) == version == 3  # distinguished from both
        assert con.execute("select changed_by from change_log where version = 3").fetchall() == [("Ms Li",)]
        assert store.check(con).empty
    assert names(file)[0] == "Power plant"
    assert names(kept)[0] == "Renamed"


def test_no_empty_database_is_created_where_a_restore_kept_the_former_one(file: Path) -> None:
    former = file.with_name("tiny.before-restore-2026-01-01-120000.duckdb")
    file.rename(former)

    with pytest.raises(LostFileError, match="before-restore-2026"):
        store.open(file, create=True)

    assert not file.exists()
    assert store.recover(file).returned == former
    assert names(file)[0] == "Power plant"


# Restores in a folder, and keeps a copy of it as it is before each step: what is left of a process that dies there.
# A second restore does die, when the new file is to take its place.
_KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from isdata.data import store

STEPS = ("os.link", "os.rename", "os.remove", "os.mkdir", "shutil.copyfile")

def restore(name, before_step):
    folder = Path(shutil.copytree(sys.argv[1], f"{sys.argv[2]}/{name}"))
    done, is_looking = [], True

    def hook(event, arguments):
        nonlocal is_looking
        if is_looking and event in STEPS and str(folder) in str(arguments):
            is_looking = False
            before_step(event, folder, len(done))
            done.append(event)
            is_looking = True

    sys.addaudithook(hook)
    store.restore(folder / "tiny.duckdb", folder / "copy.duckdb")
    is_looking = False

def copied(event, folder, step):
    shutil.copytree(folder, folder.with_name(f"{step}"))

def killed(event, folder, step):
    if event == "os.rename":
        os.kill(os.getpid(), signal.SIGKILL)

if not os.fork():
    restore("killed", killed)
    os._exit(0)
is_killed = os.wait()[1] == signal.SIGKILL
restore("99", copied)
sys.exit(0 if is_killed else 1)
"""


@pytest.mark.parametrize("is_log_damaged", only([False], [False, True]), ids=["sound", "damaged log"])
def test_a_restore_killed_at_any_step_leaves_one_of_the_two_files_whole(
    file: Path, copy: Path, tmp_path: Path, is_log_damaged: bool
) -> None:
    if not hasattr(os, "fork"):
        return
    crash_after(file, "Before", "Former")
    if is_log_damaged:
        flip(Path(f"{file}.wal"), Path(f"{file}.wal").stat().st_size - 30)
    begun, tries = tmp_path / "begun", tmp_path / "tries"
    begun.mkdir()
    tries.mkdir()
    for path in (file, Path(f"{file}.wal"), copy):
        path.rename(begun / path.name)

    done = subprocess.run([sys.executable, "-c", _KILLED, str(begun), str(tries)], check=False)

    assert done.returncode == 0
    former = "Before" if is_log_damaged else "Former"
    assert _name_after_a_crash(tries / "killed" / "tiny.duckdb") == former
    steps = sorted((path for path in tries.iterdir() if path.name.isdigit()), key=lambda path: int(path.name))
    assert len(steps) > 3
    restored = [_name_after_a_crash(folder / "tiny.duckdb") for folder in steps]
    assert set(restored) == {former, "Power plant"}
    assert restored == sorted(restored)  # once it is restored, it stays so


def _name_after_a_crash(path: Path) -> str:
    """Return the first company's name, after the recovery that the error asks for."""
    try:
        return names(path)[0]
    except (LostFileError, DamagedLogError):
        store.recover(path)
    try:
        return names(path)[0]
    except DamagedLogError:  # what came back has the damaged log that it had
        store.recover(path)
    return names(path)[0]
