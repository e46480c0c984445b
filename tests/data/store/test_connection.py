"""Opening, migrating, copying and putting back the database file."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.store.connection import MIGRATIONS
from isdata.errors import (
    ExistingFileError,
    ForeignFileError,
    LockedFileError,
    MissingFileError,
    NewerFileError,
)
from tests.conftest import Built


@pytest.fixture
def file(built: Built, tmp_path: Path) -> Path:
    """A database file holding the tiny park, open in nobody's hands."""
    return built.copied("tiny", tmp_path)


def names(path: Path) -> list[str]:
    with store.open(path) as con:
        return [name for (name,) in con.execute("select name_en from company order by company_id").fetchall()]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"nowhere\.duckdb"):
        store.open(tmp_path / "nowhere.duckdb")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.duckdb"
    path.write_text("Dear park manager, " * 1000)

    with pytest.raises(ForeignFileError):
        store.open(path)

    assert path.read_text().startswith("Dear park manager")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("create table invoice (number integer)")

    with pytest.raises(ForeignFileError):
        store.open(path)

    with duckdb.connect(str(path)) as con:
        assert con.execute("select table_name from duckdb_tables()").fetchall() == [("invoice",)]


def test_a_file_open_in_another_process_says_so(file: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb; c = duckdb.connect({str(file)!r}); print('open', flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"open"
        with pytest.raises(LockedFileError):
            store.open(file)
    finally:
        holder.communicate(b"\n")


def test_a_file_of_a_newer_release_is_refused(file: Path) -> None:
    with store.open(file) as con:
        con.execute("insert into migration values ('9999_from_the_future', now()::timestamp)")

    with pytest.raises(NewerFileError, match="9999_from_the_future"):
        store.open(file)


def test_migrations_run_once(file: Path) -> None:
    with store.open(file) as con:
        assert store.migrate(con) == []
        assert con.execute("select count(*) = count(distinct name) from migration").fetchall() == [(True,)]


def test_methods_written_freely_become_one_of_the_list_or_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = tmp_path / "migrations"
    former.mkdir()
    for script in MIGRATIONS.glob("*.sql"):
        if script.stem < "0085":
            shutil.copy(script, former)
    path = tmp_path / "former.duckdb"
    with monkeypatch.context() as before:
        before.setattr("isdata.data.store.connection.MIGRATIONS", former)
        with store.open(path, create=True) as con:
            con.execute(
                "insert into factor (factor_id, factor_kind, method, value, unit, source, note) values "
                "('a', 'co2', 'Location-based', 1, 't/MWh', 's', null), ('b', 'co2', 'own way', 1, 't/t', 's', 'n'), "
                "('c', 'co2', null, 1, 't/t', 's', 'n')"
            )

    with store.open(path) as con:
        told = con.execute("select method, note from factor order by factor_id").fetchall()

    assert told == [("location_based", None), (None, "n; own way"), (None, "n")]


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, con: duckdb.DuckDBPyConnection
) -> None:
    (tmp_path / "0001_initial.sql").write_text("")
    (tmp_path / "9000_bad.sql").write_text("create table half (x integer); select * from nowhere;")
    monkeypatch.setattr("isdata.data.store.connection.MIGRATIONS", tmp_path)
    con.execute("delete from migration where name <> '0001_initial'")

    with pytest.raises(duckdb.CatalogException):
        store.migrate(con)

    assert con.execute("select count(*) from duckdb_tables() where table_name = 'half'").fetchall() == [(0,)]


def test_a_backup_is_complete_while_the_app_runs(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "park.duckdb"

    with store.open(file) as con:
        store.backup(con.cursor(), copy)
        assert con.execute("select count(*) from flow").fetchall() == [(7,)]

    with store.open(copy) as con:
        assert con.execute("select count(*) from flow").fetchall() == [(7,)]
        assert store.data_version(con) == 1
        assert store.check(con).empty


def test_a_backup_overwrites_nothing(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.duckdb"
    other.write_text("keep me")

    with store.open(file) as con, pytest.raises(ExistingFileError, match=r"letter\.duckdb"):
        store.backup(con, other)

    assert other.read_text() == "keep me"


def test_a_restored_file_is_what_was_copied_and_the_former_one_is_kept(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    with store.open(file) as con:
        store.backup(con, copy)
        renamed = pd.DataFrame([{"company_id": "C1", "name_en": "Renamed"}])
        store.write(con, {"company": renamed}, who="test", reason="change")

    kept = store.restore(file, copy)

    assert names(file)[0] == "Power plant"
    assert names(kept)[0] == "Renamed"


def test_a_broken_backup_replaces_nothing(file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(file.read_bytes()[: file.stat().st_size // 3])

    with pytest.raises(ForeignFileError):
        store.restore(file, broken)

    assert names(file)[0] == "Power plant"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.duckdb", "tiny.duckdb"]


def test_a_second_restore_keeps_what_the_first_one_kept(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    with store.open(file) as con:
        store.backup(con, copy)

    kept = {store.restore(file, copy) for _ in range(3)}

    assert len(kept) == 3
    assert all(path.exists() for path in kept)


def test_a_backup_takes_the_place_of_what_is_stored_while_others_read(file: Path, tmp_path: Path) -> None:
    copy, kept = tmp_path / "copy.duckdb", tmp_path / "kept.duckdb"
    with store.open(file) as con:
        store.backup(con, copy)
        renamed = pd.DataFrame([{"company_id": "C1", "name_en": "Renamed"}])
        store.write(con, {"company": renamed}, who="test", reason="change")
        reader = con.cursor()
        reader.begin()
        question = "select name_en from company where company_id = 'C1'"
        assert reader.execute(question).fetchall() == [("Renamed",)]

        version = store.replace(con, copy, kept=kept, who="Ms Li", reason="back")

        assert reader.execute(question).fetchall() == [("Renamed",)]  # its own snapshot
        reader.commit()
        assert reader.execute(question).fetchall() == [("Power plant",)]
        assert store.data_version(con) == version == 3  # told apart from both
        assert con.execute("select changed_by from change_log where version = 3").fetchall() == [("Ms Li",)]
        assert store.check(con).empty
    assert names(file)[0] == "Power plant"
    assert names(kept)[0] == "Renamed"


def test_what_is_no_backup_replaces_nothing(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.duckdb"
    other.write_text("Dear park manager, " * 1000)

    with store.open(file) as con:
        with pytest.raises(ForeignFileError):
            store.replace(con, other, kept=tmp_path / "kept.duckdb", who="test", reason="test")

        assert store.data_version(con) == 1
    assert not (tmp_path / "kept.duckdb").exists()
