"""Copying the database file, and putting a copy back: in one step, with the logs of both, and as foreign data."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from isdata.data import store
from isdata.data.store.connection import MIGRATIONS
from isdata.errors import (
    DamagedFileError,
    DamagedLogError,
    ExistingFileError,
    ForeignFileError,
    HarmfulBackupError,
    LockedFileError,
    LostFileError,
    MissingFileError,
    NewerFileError,
    ProblemsError,
    UnsoundBackupError,
)
from tests.conftest import Built
from tests.data.store.faults import crash_after, damage_rows, flip, names, rename


@pytest.fixture
def file(built: Built, tmp_path: Path) -> Path:
    """A database file holding the tiny park, open in nobody's hands."""
    return built.copied("tiny", tmp_path)


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """A backup of the tiny park."""
    return Path(shutil.copy(built["tiny"], tmp_path / "copy.duckdb"))


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


def test_a_restored_file_is_what_was_copied_and_the_former_one_is_kept(file: Path, copy: Path) -> None:
    rename(file, "Renamed")

    done = store.restore(file, copy)

    assert names(file)[0] == "Power plant"
    assert done.former is not None
    assert names(done.former)[0] == "Renamed"
    assert done.left_out == ()


def test_what_is_restored_is_the_same_in_every_table(file: Path, copy: Path, built: Built) -> None:
    store.restore(file, copy)

    with store.open(file) as con:
        con.execute(f"attach '{built['tiny']}' as former (read_only)")
        tables = con.execute(
            "select table_name from duckdb_tables() where database_name = 'former'"
        ).fetchall()
        assert len(tables) > 40
        for (table,) in tables:
            question = "select count(*) from (from {} except all from {})"
            assert con.execute(question.format(table, f"former.{table}")).fetchall() == [(0,)], table
            assert con.execute(question.format(f"former.{table}", table)).fetchall() == [(0,)], table


def test_a_backup_may_replace_a_file_that_is_not_there(copy: Path, tmp_path: Path) -> None:
    done = store.restore(tmp_path / "new" / "park.duckdb", copy)

    assert done.former is None
    assert names(tmp_path / "new" / "park.duckdb")[0] == "Power plant"


def test_a_second_restore_keeps_what_the_first_one_kept(file: Path, copy: Path) -> None:
    kept = {store.restore(file, copy).former for _ in range(3)}

    assert len(kept) == 3
    assert all(path is not None and path.exists() for path in kept)


def test_the_changes_in_the_log_of_a_backup_are_restored(file: Path, copy: Path) -> None:
    crash_after(copy, "First", "Second")
    before = copy.read_bytes(), Path(f"{copy}.wal").read_bytes()

    store.restore(file, copy)

    assert names(file)[0] == "Second"
    assert (copy.read_bytes(), Path(f"{copy}.wal").read_bytes()) == before


def test_a_log_left_where_a_file_was_is_not_mixed_into_what_is_restored(file: Path, copy: Path) -> None:
    crash_after(file, "Of the crash")
    file.unlink()

    done = store.restore(file, copy)

    assert names(file)[0] == "Power plant"
    assert not Path(f"{file}.wal").exists()
    assert done.former is None
    assert len(list(file.parent.glob("tiny.before-restore-*.wal"))) == 1


def test_the_log_of_the_replaced_file_is_kept_within_it(file: Path, copy: Path) -> None:
    crash_after(file, "Of the crash")

    done = store.restore(file, copy)

    assert names(file)[0] == "Power plant"
    assert done.former is not None
    assert names(done.former)[0] == "Of the crash"


def test_a_damaged_file_can_be_replaced_and_is_kept_as_it_is(file: Path, copy: Path) -> None:
    flip(file, 4100)
    damaged = file.read_bytes()

    done = store.restore(file, copy)

    assert names(file)[0] == "Power plant"
    assert done.former is not None
    assert done.former.read_bytes() == damaged


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


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (lambda path: path.write_text("Dear park manager, " * 1000), ForeignFileError),
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 3]), DamagedFileError),
        (lambda path: flip(path, 100), DamagedFileError),
        (lambda path: damage_rows(path, "change_log"), DamagedFileError),
        (lambda path: path.unlink(), MissingFileError),
    ],
    ids=["letter", "cut", "header", "block", "missing"],
)
def test_a_backup_that_cannot_be_read_replaces_nothing(
    file: Path, copy: Path, harm: Callable[[Path], object], error: type[Exception]
) -> None:
    harm(copy)
    before = file.read_bytes()

    with pytest.raises(error, match=r"copy\.duckdb"):
        store.restore(file, copy)

    assert file.read_bytes() == before
    assert {path.name for path in file.parent.iterdir()} <= {"copy.duckdb", "tiny.duckdb"}


def test_a_backup_whose_log_is_damaged_replaces_nothing(file: Path, copy: Path) -> None:
    crash_after(copy, "First", "Second")
    flip(Path(f"{copy}.wal"), 2)

    with pytest.raises(DamagedLogError):
        store.restore(file, copy)


def test_a_backup_of_a_newer_release_is_refused(file: Path, copy: Path) -> None:
    with duckdb.connect(str(copy)) as con:
        con.execute("insert into migration values ('9999_from_the_future', now()::timestamp)")

    with pytest.raises(NewerFileError, match="9999_from_the_future"):
        store.restore(file, copy)


def test_a_backup_of_a_former_release_is_brought_up_to_date(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = tmp_path / "migrations"
    former.mkdir()
    for script in MIGRATIONS.glob("*.sql"):
        if script.stem < "0085":
            shutil.copy(script, former)
    copy = tmp_path / "former.duckdb"
    with monkeypatch.context() as before:
        before.setattr("isdata.data.store.connection.MIGRATIONS", former)
        with store.open(copy, create=True) as con:
            con.execute(
                "insert into factor (factor_id, factor_kind, method, value, unit, source) "
                "values ('a', 'co2', 'Location-based', 1, 't/MWh', 's')"
            )

    store.restore(file, copy, accept_problems=True)

    with store.open(file) as con:
        assert con.execute("select method from factor").fetchall() == [("location_based",)]
        assert con.execute("select count(*) from reference_edition").fetchall() == [(0,)]


def test_a_view_in_a_backup_reads_no_file_of_the_server(file: Path, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the key of the server")
    with duckdb.connect(str(copy)) as con:
        con.execute("alter table decision rename to former_decision")
        con.execute(f"create view decision as select content as note from read_text('{tmp_path}/secret.txt')")

    with pytest.raises(UnsoundBackupError, match="decision"):
        store.restore(file, copy)

    assert names(file)[0] == "Power plant"


def test_what_is_no_table_of_isdata_is_left_out_of_a_restore_and_named(file: Path, copy: Path) -> None:
    with duckdb.connect(str(copy)) as con:
        con.execute("create view mine as select 1; create table invoice (number integer)")
        con.execute("create macro to_json(x) as 'not what you think'; create sequence counter")

    assert store.restore(file, copy).left_out == ("counter", "invoice", "mine", "to_json")

    with store.open(file) as con:
        found = con.execute("select count(*) from duckdb_views() where not internal").fetchall()
        assert found == [(0,)]


def test_a_backup_that_breaks_rules_is_put_back_only_when_asked(file: Path, copy: Path) -> None:
    with duckdb.connect(str(copy)) as con:
        con.execute("update flow set quantity = -5 where flow_id = 'F1'")

    with pytest.raises(ProblemsError) as refused:
        store.restore(file, copy)

    assert refused.value.problems[["table", "row_key", "column"]].to_numpy().tolist() == [
        ["flow", "F1", "quantity"]
    ]
    assert names(file)[0] == "Power plant"
    store.restore(file, copy, accept_problems=True)
    with store.open(file) as con:
        assert con.execute("select quantity from flow where flow_id = 'F1'").fetchall() == [(-5.0,)]


def test_a_backup_that_takes_too_long_to_read_is_refused(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isdata.data.store.rebuilding._SECONDS", 0.0)
    monkeypatch.setattr("isdata.data.store.rebuilding._SECONDS_PER_MEGABYTE", 0.0)

    with pytest.raises(HarmfulBackupError):
        store.restore(file, copy)


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


def test_a_running_app_puts_back_a_backup_that_breaks_rules_only_when_asked(
    file: Path, copy: Path, tmp_path: Path
) -> None:
    with duckdb.connect(str(copy)) as con:
        con.execute("update flow set quantity = -5 where flow_id = 'F1'")
    found = store.read_backup(copy, tmp_path / "read.duckdb")

    with store.open(file) as con:
        with pytest.raises(ProblemsError):
            store.replace(con, found, kept=tmp_path / "kept.duckdb", who="test", reason="test")

        assert store.data_version(con) == 1
    assert not (tmp_path / "kept.duckdb").exists()


def test_no_empty_database_is_created_where_a_restore_kept_the_former_one(file: Path) -> None:
    former = file.with_name("tiny.before-restore-2026-01-01-120000.duckdb")
    file.rename(former)

    with pytest.raises(LostFileError, match="before-restore-2026"):
        store.open(file, create=True)

    assert not file.exists()
    assert store.recover(file).returned == former
    assert names(file)[0] == "Power plant"


# Restores one copy of a folder after the other and dies there before its n-th step, until a restore is complete.
_KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from isdata.data import store

STEPS = ("os.link", "os.rename", "os.remove", "os.mkdir", "shutil.copyfile")

def killed_at(step, folder):
    left = step

    def hook(event, arguments):
        nonlocal left
        if event in STEPS and str(folder) in str(arguments):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(hook)
    store.restore(folder / "tiny.duckdb", folder / "copy.duckdb")
    os._exit(0)

for step in range(40):
    folder = Path(shutil.copytree(sys.argv[1], f"{sys.argv[2]}/{step}"))
    child = os.fork()
    if not child:
        killed_at(step, folder)
    if not os.waitpid(child, 0)[1]:
        sys.exit(0)
sys.exit(1)
"""


@pytest.mark.parametrize("is_log_damaged", [False, True], ids=["sound", "damaged log"])
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
    steps = sorted(tries.iterdir(), key=lambda path: int(path.name))
    assert len(steps) > 3
    restored = [_name_after_a_crash(folder / "tiny.duckdb") for folder in steps]
    former = "Before" if is_log_damaged else "Former"
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
