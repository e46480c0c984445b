"""A result is kept until a table that it reads changes, and never longer."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.contracts import tables
from isdata.data.store import answers, asking, noting, reading
from isdata.data.store.noting import tables_of
from isdata.data.store.versions import EVERYTHING, DataState
from tests.conftest import ROOT

DAY = dt.date(2026, 12, 1)
QUESTIONS = sorted(path.stem for path in asking.QUESTIONS.glob("*.sql"))


def state(version: int, **changed: int) -> DataState:
    return DataState("file", DAY, version, changed)


def parameters(name: str) -> dict[str, object]:
    return dict.fromkeys(re.findall(r"\$(\w+)", re.sub(r"--.*", "", asking.sql(name))))


def test_a_question_can_be_asked_where_only_the_tables_noted_for_it_exist(
    con: duckdb.DuckDBPyConnection,
) -> None:
    made = dict(con.execute("select table_name, sql from duckdb_tables()").fetchall())
    for name in QUESTIONS:
        noted = tables_of(asking.sql(name))
        if noted == reading.UNKNOWN:  # it depends on every change
            continue
        with duckdb.connect() as small:
            for table in [*noted, "change_log"]:
                small.execute(made[table])
            small.execute(asking.sql(name), parameters(name))


def test_a_question_is_asked_anew_if_a_table_that_it_reads_has_changed_and_only_then(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        asking, "_asked", lambda _con, name, _parameters: asked.append(name) or pd.DataFrame()
    )

    def times(name: str, now: DataState) -> int:
        with answers.of_state(now):
            store.ask(con, name, **parameters(name))
        return asked.count(name)

    answers.forget()
    for name in QUESTIONS:
        noted = tables_of(asking.sql(name))
        read = tables().keys() if noted == reading.UNKNOWN else noted
        assert times(name, state(1)) == 1
        for table in tables().keys() - read:
            assert times(name, state(2, **{table: 2})) == 1, table
        for number, table in enumerate(sorted(read), 2):
            assert times(name, state(number, **{table: number})) == number, table


def test_questions_that_read_other_than_tables_of_a_park_depend_on_every_change() -> None:
    assert tables_of("select * from flow") == {"flow"}
    assert tables_of("-- of a park\nSELECT * FROM Flow JOIN site USING (site_id)") == {"flow", "site"}
    assert tables_of("from (from change_log where table_name in ('flow', 'site'))") == {"flow", "site"}
    for sql in (
        "from change_log where table_name = 'flow'",
        "from (from change_log where table_name = 'flow' or true)",
        "from picture",
        "from data_version",
        "set variable seed = 1",
        "create temp table flow as select 1",
    ):
        assert tables_of(sql) == reading.UNKNOWN, sql


def test_every_change_notes_its_tables(tiny: duckdb.DuckDBPyConnection) -> None:
    def changed() -> set[str]:
        now = store.data_state(tiny, file="", day=DAY)
        return {name for name, version in now.changed.items() if version == now.version}

    park = tiny.execute("from park").df().assign(name_en="Renamed")
    flow = tiny.execute("from flow limit 1").df().assign(note="Checked")
    version = store.write(tiny, {"park": park, "flow": flow}, who="t", reason="t")
    assert changed() == {"park", "flow"}
    store.remove(tiny, "flow", flow["flow_id"], who="t", reason="t")
    assert changed() == {"flow"}
    store.write(tiny, {"park": park}, who="t", reason="the same again")
    store.write(tiny, {"park": park.assign(name_en="Tried")}, who="t", reason="t", dry_run=True)
    assert changed() == {"flow"}
    store.undo(tiny, version, dependents=[version + 1], who="t", reason="t")
    assert changed() == {"park", "flow"}


def test_a_restore_changes_every_table(tiny: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    copy = store.backup(tiny, tmp_path / "copy.duckdb")
    found = store.read_backup(copy, tmp_path / "read.duckdb")
    version = store.replace(tiny, found, kept=tmp_path / "kept.duckdb", who="t", reason="t")

    now = store.data_state(tiny, file="", day=DAY)
    assert {now.changed.get(name) for name in tables()} == {version} == {now.version}


def test_the_latest_state_is_that_after_every_change(tiny: duckdb.DuckDBPyConnection) -> None:
    first = store.latest_state(tiny, file="", day=DAY)
    park = tiny.execute("from park").df().assign(name_en="Renamed")
    version = store.write(tiny, {"park": park}, who="t", reason="t")
    now = store.latest_state(tiny, file="", day=DAY)

    assert (now.version, now.changed["park"]) == (version, version)
    assert first.version < version
    assert store.latest_state(tiny, file="", day=DAY + dt.timedelta(1)).day > DAY


def test_only_the_store_changes_the_version() -> None:
    """Another place could change it without noting the tables."""
    changing = re.compile(r"update data_version|insert into data_version", re.IGNORECASE)
    found = [
        str(path.relative_to(ROOT))
        for folder in ("isdata", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if changing.search(path.read_text("utf-8"))
    ]
    assert sorted(found) == ["isdata/data/store/copies.py", "isdata/data/store/versions.py"]


def test_tables_are_noted_wherever_they_are_read(tiny: duckdb.DuckDBPyConnection) -> None:
    def within() -> list[tuple[str, ...]]:
        store.ask(con, "parks")
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(lambda: con.cursor().execute("from site").fetchall()).result()

    with reading.noted() as read:
        con = noting.noting(tiny)
        for _time in range(2):  # the second result is the kept one
            with reading.noted() as inner, answers.of_state(state(1)):
                answers.computed("within", within)
            assert inner == {*tables_of(asking.sql("parks")), "site"}
        assert con.execute("select name_en from park").fetchall()
    assert read == {*inner, "park"}

    with reading.noted() as read:
        noting.noting(tiny).begin()
    tiny.rollback()
    assert read == {EVERYTHING}


def test_a_computation_is_kept_while_its_tables_are_the_same(tiny: duckdb.DuckDBPyConnection) -> None:
    computed = []

    def total() -> int:
        computed.append(1)
        return len(noting.noting(tiny).execute("from flow").fetchall())

    def asked(now: DataState) -> int:
        with answers.of_state(now):
            answers.computed("total", total)
        return len(computed)

    answers.forget()
    assert asked(state(3, flow=2)) == 1
    assert asked(state(4, flow=2, park=4)) == 1
    assert asked(state(5, flow=5)) == 2
    assert asked(state(4, flow=2, park=4)) == 3  # an older state, read before the change
    assert asked(state(5, flow=5)) == 3  # still kept


def test_a_result_with_the_same_content_keeps_its_version() -> None:
    results, content = reading.Results(10), {"flow": "a"}

    def compute(now: DataState) -> int:
        def make() -> str:
            reading.note(["flow"])
            return content["flow"]

        if (version := results.version("p", now)) == now.version:
            results.compute("p", version, make, str)
        return results.version("p", now)

    assert compute(state(3, flow=3)) == 3
    assert compute(state(5, flow=5)) == 3  # written again, as it was
    content["flow"] = "b"
    assert compute(state(7, flow=7)) == 7
    assert compute(state(8, flow=7)) == 7
