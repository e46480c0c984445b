"""Storing is all or nothing, logged, and can be undone."""

import json
import threading
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isdata.data import store
from isdata.errors import NotFoundError, ProblemsError
from tests import tiny as tiny_park


def one(con: duckdb.DuckDBPyConnection, sql: str) -> object:
    return con.execute(sql).fetchall()[0][0]


def put(con: duckdb.DuckDBPyConnection, table: str, **row: object) -> int:
    return store.write(con, {table: pd.DataFrame([row])}, who="test", reason="test")


def test_the_tiny_park_breaks_no_rule(tiny: duckdb.DuckDBPyConnection) -> None:
    assert store.check(tiny).empty


def test_a_known_key_is_changed_and_columns_left_out_stay(tiny: duckdb.DuckDBPyConnection) -> None:
    put(tiny, "flow", flow_id="F2", quantity=310.0)

    assert tiny.execute("select quantity, unit, resource_id from flow where flow_id = 'F2'").fetchall() == [
        (310.0, "t", "fly_ash")
    ]


def test_the_log_shows_who_when_before_and_after(tiny: duckdb.DuckDBPyConnection) -> None:
    version = store.write(
        tiny,
        {"flow": pd.DataFrame([{"flow_id": "F2", "quantity": 310.0}])},
        who="Ms Li",
        reason="weighed again",
    )

    log = tiny.execute("select * from change_log where version = $v", {"v": version}).df().iloc[0]

    assert (log["changed_by"], log["reason"], log["table_name"], log["row_key"]) == (
        "Ms Li",
        "weighed again",
        "flow",
        "F2",
    )
    assert json.loads(log["before"])["quantity"] == 300.0
    assert json.loads(log["after"])["quantity"] == 310.0


def test_storing_what_is_stored_leaves_no_trace(tiny: duckdb.DuckDBPyConnection) -> None:
    before = store.data_version(tiny), one(tiny, "select count(*) from change_log")

    version = store.write(tiny, tiny_park.frames(), who="test", reason="again")

    assert (version, one(tiny, "select count(*) from change_log")) == before
    assert store.data_version(tiny) == version


def test_every_problem_is_named_at_once_and_nothing_is_stored(tiny: duckdb.DuckDBPyConnection) -> None:
    right = {"park_id": "tiny", "provider_id": "S1", "resource_id": "coal", "year": 2024, "unit": "t"}
    wrong = [
        {"flow_id": "G1"},
        {"flow_id": "G2", "provider_id": "S9"},
        {"flow_id": "G3", "year": 1066},
        {"flow_id": "G4", "park_id": None},
        {"flow_id": "G5", "provider_id": None},
        {"flow_id": "G1"},
    ]
    rows = pd.DataFrame([right | row for row in wrong])

    with pytest.raises(ProblemsError) as caught:
        store.write(tiny, {"flow": rows}, who="test", reason="bad")

    found = {(p["position"], p["column"], p["rule"]) for p in caught.value.problems.to_dict("records")}
    assert found == {
        (1, "provider_id", "reference"),
        (2, "year", "low"),
        (3, "park_id", "missing"),
        (4, "provider_id", "flow_without_ends"),
        (5, "flow_id", "duplicate"),
    }
    assert one(tiny, "select count(*) from flow") == 7


def test_what_was_stored_before_a_rule_came_keeps_nobody_from_storing(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """As in a database of a former version: a flow from a site to itself, which is refused today."""
    tiny.execute("update flow set receiver_id = 'S1', destination = 'use' where flow_id = 'F2'")
    assert list(store.check(tiny)["rule"]) == ["flow_to_itself"]

    version = put(tiny, "synergy", synergy_id="SY2", owner="Mei")
    store.revert(tiny, "synergy", version - 1, who="test", reason="back")
    for wrong in (
        {"flow_id": "F2", "quantity": 5.0},
        {"flow_id": "F4", "receiver_id": "S1", "destination": "use"},
    ):
        with pytest.raises(ProblemsError) as shown:
            put(tiny, "flow", **wrong)
        assert list(shown.value.problems["row_key"]) == [wrong["flow_id"]]


def test_rows_may_refer_to_rows_stored_with_them(con: duckdb.DuckDBPyConnection) -> None:
    store.write(con, dict(reversed(tiny_park.frames().items())), who="test", reason="any order")

    assert one(con, "select count(*) from flow") == 7


def test_a_dry_run_checks_and_stores_nothing(con: duckdb.DuckDBPyConnection) -> None:
    version = store.write(con, tiny_park.frames(), who="test", reason="try", dry_run=True)

    assert version == store.data_version(con) == 0
    assert one(con, "select count(*) from park") == 0


def test_a_row_that_others_name_cannot_be_removed(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError) as caught:
        store.remove(tiny, "company", ["C1"], who="test", reason="gone")

    assert caught.value.problems[["table", "row_key", "rule"]].to_numpy().tolist() == [
        ["site", "S1", "referenced"]
    ]
    assert one(tiny, "select count(*) from company") == 3


def test_a_removed_row_comes_back(tiny: duckdb.DuckDBPyConnection) -> None:
    before = tiny.execute("from flow order by flow_id").fetchall()
    version = store.data_version(tiny)
    store.remove(tiny, "flow", ["F1", "F3"], who="test", reason="mistake")
    put(tiny, "flow", flow_id="F2", quantity=1.0)
    put(tiny, "flow", flow_id="F9", park_id="tiny", provider_id="S1", resource_id="coal", year=2024, unit="t")

    store.revert(tiny, "flow", version, who="test", reason="back")

    assert tiny.execute("from flow order by flow_id").fetchall() == before


def test_tables_changed_together_go_back_together(tiny: duckdb.DuckDBPyConnection) -> None:
    version = store.data_version(tiny)
    moved = {
        "synergy": pd.DataFrame([{"synergy_id": "SY2", "stage": "discussion"}]),
        "synergy_stage": pd.DataFrame(
            [{"synergy_id": "SY2", "entered_on": "2024-06-01", "stage": "discussion"}]
        ),
    }
    store.write(tiny, moved, who="test", reason="talked")
    with pytest.raises(ProblemsError):
        store.revert(tiny, "synergy", version, who="test", reason="half of it")

    store.revert(tiny, ["synergy_stage", "synergy"], version, who="test", reason="all of it")

    assert one(tiny, "select stage from synergy where synergy_id = 'SY2'") == "idea"
    assert one(tiny, "select count(*) from synergy_stage") == 0


# The database is the same for all examples: each begins with what the one before came back to.
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["F1", "F2", "F6", "N1", "N2"]), st.integers(0, 3), st.booleans()),
        max_size=6,
    )
)
def test_any_history_can_be_undone(
    tiny: duckdb.DuckDBPyConnection, steps: list[tuple[str, int, bool]]
) -> None:
    start = tiny.execute("from flow order by flow_id").fetchall()
    version = store.data_version(tiny)
    ends = {"park_id": "tiny", "provider_id": "S1", "receiver_id": "S2", "resource_id": "coal"}
    for key, amount, is_removed in steps:
        if is_removed:
            store.remove(tiny, "flow", [key], who="test", reason="step")
        else:
            put(tiny, "flow", flow_id=key, quantity=float(amount), year=2024, unit="t", **ends)

    store.revert(tiny, "flow", version, who="test", reason="undo")

    assert tiny.execute("from flow order by flow_id").fetchall() == start


def test_writers_at_once_all_get_through(tiny: duckdb.DuckDBPyConnection) -> None:
    """Twenty phones that store the same row: none is lost, and each has a version of its own."""
    failures: list[BaseException] = []

    def declare(number: int) -> None:
        try:
            put(tiny.cursor(), "flow", flow_id="F1", quantity=float(number))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=declare, args=(number,)) for number in range(1, 21)]
    before = store.data_version(tiny)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert store.data_version(tiny) == before + 20
    versions = tiny.execute(
        "select version from change_log where row_key = 'F1' and version > $v", {"v": before}
    )
    assert len(set(versions.fetchall())) == 20


def test_a_column_that_is_not_in_the_contract_is_a_bug(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ValueError, match="colour"):
        put(tiny, "flow", flow_id="F1", colour="red")


@pytest.mark.parametrize("name", tiny_park.HOSTILE)
def test_a_hostile_name_is_only_a_name(tiny: duckdb.DuckDBPyConnection, name: str) -> None:
    put(tiny, "company", company_id=name, name_en=name, visibility="public")

    assert one(tiny, "select count(*) from company") == 4
    assert one(tiny, "select count(*) from flow") == 7
    assert tiny.execute("select name_en from company where company_id = $n", {"n": name}).fetchall() == [
        (name,)
    ]


def test_a_table_that_does_not_exist_is_refused_by_name(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match=r"There is no table “flows”. Available: .*flow"):
        put(tiny, "flows", flow_id="F2", quantity=310.0)


@pytest.mark.parametrize(
    ("unit", "rule"), [("tt", "unit"), ("ton", "unit"), ("t/d", "unit_rate"), ("kg/t", "unit_rate")]
)
def test_a_unit_that_is_none_or_a_rate_is_refused(
    tiny: duckdb.DuckDBPyConnection, unit: str, rule: str
) -> None:
    with pytest.raises(ProblemsError) as caught:
        put(tiny, "flow", flow_id="F2", unit=unit)

    assert caught.value.problems[["row_key", "column", "value", "rule"]].values.tolist() == [
        ["F2", "unit", unit, rule]
    ]


def test_a_unit_in_another_spelling_is_stored_as_the_product_writes_it(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    put(tiny, "flow", flow_id="F2", unit="千吨")

    assert one(tiny, "select unit from flow where flow_id = 'F2'") == "千t"


def test_a_unit_that_was_stored_wrongly_is_found_later(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update flow set unit = 'tt' where flow_id = 'F2'")

    assert store.check(tiny)[["row_key", "column", "value", "rule"]].values.tolist() == [
        ["F2", "unit", "tt", "unit"]
    ]


def test_followers_are_called_after_what_was_stored_only(tiny: duckdb.DuckDBPyConnection) -> None:
    """A presented window is woken by it."""
    called: list[Path] = []
    end = store.after_changes(called.append)
    rows = {"flow": pd.DataFrame([{"flow_id": "F2", "quantity": 310.0}])}

    store.write(tiny, rows, who="test", reason="test", dry_run=True)
    with pytest.raises(ProblemsError):
        put(tiny, "flow", flow_id="F2", provider_id="none")
    assert called == []

    store.write(tiny, rows, who="test", reason="test")
    end()
    put(tiny, "flow", flow_id="F2", quantity=320.0)

    file = one(tiny, "select path from duckdb_databases() where database_name = current_database()")
    assert called == [Path(str(file)).resolve()]
