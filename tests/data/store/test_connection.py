"""Opening and migrating the database file."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from isdata.data import store
from isdata.data.store.connection import MIGRATIONS
from isdata.errors import (
    ForeignFileError,
    LockedFileError,
    MissingFileError,
    NewerFileError,
)
from tests.data.store.conftest import FormerRelease


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
    tmp_path: Path, former_release: FormerRelease
) -> None:
    path = tmp_path / "former.duckdb"
    with former_release("0085"), store.open(path, create=True) as con:
        con.execute(
            "insert into factor (factor_id, factor_kind, method, value, unit, source, note) values "
            "('a', 'co2', 'Location-based', 1, 't/MWh', 's', null), ('b', 'co2', 'own way', 1, 't/t', 's', 'n'), "
            "('c', 'co2', null, 1, 't/t', 's', 'n')"
        )

    with store.open(path) as con:
        shown = con.execute("select method, note from factor order by factor_id").fetchall()

    assert shown == [("location_based", None), (None, "n; own way"), (None, "n")]


def test_a_flow_whose_note_states_an_approximate_year_is_marked(
    tmp_path: Path, former_release: FormerRelease
) -> None:
    path = tmp_path / "former.duckdb"
    with former_release("0290_flow_year"), store.open(path, create=True) as con:
        con.execute("""insert into flow (flow_id, park_id, resource_id, year, unit, note)
                       values ('F1', 'p', 'steam', 1990, 't', 'Network of About 1990 / 约1990年'),
                              ('F2', 'p', 'steam', 1990, 't', 'about 200 t of trout'),
                              ('F3', 'p', 'steam', 1991, 't', null)""")
    with store.open(path) as con:
        shown = con.execute("select flow_id from flow where is_year_approximate").fetchall()

        assert shown == [("F1",)]
        assert store.ask(con, "flow_approximate_years", park_id="p")["year"].tolist() == [1990]


def test_a_case_whose_title_names_a_published_park_states_it(
    tmp_path: Path, former_release: FormerRelease
) -> None:
    path = tmp_path / "former.duckdb"
    with former_release("0292_case_park"), store.open(path, create=True) as con:
        con.execute("""insert into park (park_id, region_id, currency, name_en, source, is_illustrative)
                       values ('p', 'r', 'EUR', 'Harbour', 's', false), ('q', 'r', 'EUR', 'Valley', null, true)""")
        con.execute("""insert into case_study (case_id, name_en, source)
                       values ('a', 'Harbour, symbiosis', 's'), ('b', 'Valley, network', 's')""")
    with store.open(path) as con:
        shown = con.execute("select case_id, described_park_id from case_study order by case_id").fetchall()

    assert shown == [("a", "p"), ("b", None)]


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


def test_only_its_owner_may_read_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "park.duckdb"

    store.open(path, create=True).close()

    assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o600


def test_a_file_of_another_kind_fetches_nothing_from_the_internet(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as con:
        con.execute("create table invoice (number integer)")
        con.commit()

    with pytest.raises(ForeignFileError):
        store.open(path)


def test_migrations_run_in_the_order_of_their_names() -> None:
    """Names decide, so that two of one number run in a fixed order; files know them by name: none is renamed."""
    with store.open() as con:
        ran = [name for (name,) in con.execute("select name from migration order by rowid").fetchall()]

    assert ran == sorted(path.stem for path in MIGRATIONS.glob("*.sql"))
    numbers = [name.split("_")[0] for name in ran]
    assert {number for number in numbers if numbers.count(number) > 1} == {"0160"}
