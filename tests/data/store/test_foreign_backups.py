"""Backups as foreign data: damaged, newer, with objects or rows that must not be taken over."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from isdata.data import store
from isdata.errors import (
    DamagedFileError,
    DamagedLogError,
    ForeignFileError,
    HarmfulBackupError,
    InvalidBackupError,
    MissingFileError,
    NewerFileError,
    ProblemsError,
)
from tests.data.store.conftest import FormerRelease
from tests.data.store.faults import crash_after, damage_rows, flip, names


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (lambda path: path.write_text("Dear park manager, " * 1000), ForeignFileError),
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 3]), DamagedFileError),
        (lambda path: damage_rows(path, "change_log"), DamagedFileError),
        (lambda path: path.unlink(), MissingFileError),
    ],
    ids=["letter", "cut", "block", "missing"],
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


def test_a_backup_of_a_former_release_is_brought_up_to_date_whose_problems_are_accepted(
    file: Path, tmp_path: Path, former_release: FormerRelease
) -> None:
    copy = tmp_path / "former.duckdb"
    with former_release("0085"), store.open(copy, create=True) as con:
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

    with pytest.raises(InvalidBackupError, match="decision"):
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


def test_a_backup_that_breaks_rules_is_refused(file: Path, copy: Path) -> None:
    with duckdb.connect(str(copy)) as con:
        con.execute("update flow set quantity = -5 where flow_id = 'F1'")

    with pytest.raises(ProblemsError) as refused:
        store.restore(file, copy)

    assert refused.value.problems[["table", "row_key", "column"]].to_numpy().tolist() == [
        ["flow", "F1", "quantity"]
    ]
    assert names(file)[0] == "Power plant"


def test_a_backup_that_takes_too_long_to_read_is_refused(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isdata.data.store.rebuilding._SECONDS", 0.0)
    monkeypatch.setattr("isdata.data.store.rebuilding._SECONDS_PER_MEGABYTE", 0.0)

    with pytest.raises(HarmfulBackupError):
        store.restore(file, copy)


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
        asked = {"kept": tmp_path / "kept.duckdb", "who": "test", "reason": "test"}
        store.replace(con, found, **asked, accept_problems=True)
        assert con.execute("select quantity from flow where flow_id = 'F1'").fetchall() == [(-5.0,)]
