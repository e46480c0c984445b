"""Two people change one table at once: nothing is overwritten unseen, and nothing typed is dropped without a question."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.store.concurrent_edits import Choice, Decided
from isdata.errors import ConcurrentChangesError


def put(con: duckdb.DuckDBPyConnection, who: str = "Mei", **row: object) -> int:
    return store.write(con, {"flow": pd.DataFrame([{"flow_id": "F2"} | row])}, who=who, reason="test")


def flow(con: duckdb.DuckDBPyConnection, flow_id: str = "F2") -> dict:
    return con.execute("select * from flow where flow_id = $id", {"id": flow_id}).df().iloc[0].to_dict()


@pytest.fixture
def as_seen(tiny: duckdb.DuckDBPyConnection) -> tuple[int, pd.DataFrame]:
    """What Bo sees before Mei stores 888 t of ash."""
    seen = store.data_version(tiny), tiny.execute("select * from flow").df()
    put(tiny, quantity=888.0)
    return seen


def test_a_row_that_both_changed_is_refused_with_both_values(
    tiny: duckdb.DuckDBPyConnection, as_seen: tuple
) -> None:
    version, _rows = as_seen
    with store.compared_since(version), pytest.raises(ConcurrentChangesError) as refused:
        put(tiny, "Bo", quantity=777.0)

    (row,) = refused.value.rows
    assert (row.table, row.row_key, row.who) == ("flow", "F2", "Mei")
    assert row.cells == {"quantity": (300.0, 888.0, 777.0)}
    assert flow(tiny)["quantity"] == 888.0


@pytest.mark.parametrize(("choice", "quantity"), [("mine", 777.0), ("theirs", 888.0)])
def test_what_the_reader_chose_is_stored(
    tiny: duckdb.DuckDBPyConnection, as_seen: tuple, choice: Choice, quantity: float
) -> None:
    version, _rows = as_seen
    decided: Decided = {("flow", "F2"): (store.data_version(tiny), choice)}
    with store.compared_since(version, decided):
        put(tiny, "Bo", quantity=777.0)

    assert flow(tiny)["quantity"] == quantity


def test_own_cells_replace_only_themselves(tiny: duckdb.DuckDBPyConnection) -> None:
    seen, rows = store.data_version(tiny), tiny.execute("select * from flow where flow_id = 'F2'").df()
    put(tiny, source="weighed")
    with store.compared_since(seen, {("flow", "F2"): (store.data_version(tiny), "mine")}):
        store.write(tiny, {"flow": rows.assign(quantity=777.0)}, who="Bo", reason="test")

    assert (flow(tiny)["quantity"], flow(tiny)["source"]) == (777.0, "weighed")
    log = tiny.execute("select after from change_log order by version desc limit 1").fetchall()[0][0]
    assert '"source":"weighed"' in log


def test_a_choice_holds_for_the_change_that_was_shown_only(
    tiny: duckdb.DuckDBPyConnection, as_seen: tuple
) -> None:
    version, _rows = as_seen
    decided: Decided = {("flow", "F2"): (store.data_version(tiny), "mine")}
    put(tiny, quantity=999.0)
    with store.compared_since(version, decided), pytest.raises(ConcurrentChangesError):
        put(tiny, "Bo", quantity=777.0)


def test_rows_left_as_they_were_keep_what_others_stored(
    tiny: duckdb.DuckDBPyConnection, as_seen: tuple
) -> None:
    version, rows = as_seen
    mine = rows.assign(quantity=rows["quantity"].where(rows["flow_id"] != "F1", 5.0))
    with store.compared_since(version):
        store.write(tiny, {"flow": mine}, who="Bo", reason="test")

    assert (flow(tiny)["quantity"], flow(tiny, "F1")["quantity"]) == (888.0, 5.0)


def test_a_row_that_others_added_is_not_removed_and_one_they_removed_is_not_added_again(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    seen, rows = store.data_version(tiny), tiny.execute("select * from flow").df()
    added = rows.loc[rows["flow_id"] == "F2"].assign(flow_id="F99")
    store.write(tiny, {"flow": added}, who="Mei", reason="test", removed={"flow": ["F2"]})
    with store.compared_since(seen):
        store.write(tiny, {"flow": rows}, who="Bo", reason="test", removed={"flow": ["F99"]})

    assert set(tiny.execute("select flow_id from flow").df()["flow_id"]) == {*rows["flow_id"], "F99"} - {"F2"}


def test_a_row_that_others_changed_is_removed_only_on_purpose(
    tiny: duckdb.DuckDBPyConnection, as_seen: tuple
) -> None:
    version, _rows = as_seen
    with store.compared_since(version), pytest.raises(ConcurrentChangesError):
        store.remove(tiny, "flow", ["F2"], who="Bo", reason="test")
    assert flow(tiny)["quantity"] == 888.0

    with store.compared_since(version, {("flow", "F2"): (store.data_version(tiny), "mine")}):
        store.remove(tiny, "flow", ["F2"], who="Bo", reason="test")
    assert "F2" not in set(tiny.execute("select flow_id from flow").df()["flow_id"])


def test_two_writes_of_one_edit_do_not_refuse_each_other(tiny: duckdb.DuckDBPyConnection) -> None:
    with store.compared_since(store.data_version(tiny)):
        put(tiny, "Bo", quantity=5.0)
        put(tiny, "Bo", quantity=6.0)

    assert flow(tiny)["quantity"] == 6.0


def test_columns_that_the_reader_does_not_store_are_in_nobodys_way(tiny: duckdb.DuckDBPyConnection) -> None:
    seen = store.data_version(tiny)
    put(tiny, source="weighed")
    with store.compared_since(seen):
        put(tiny, "Bo", quantity=777.0)

    assert (flow(tiny)["quantity"], flow(tiny)["source"]) == (777.0, "weighed")
