"""One change is undone and what others stored stays, except what rests on it."""

import duckdb
import pandas as pd
import pytest

from isdata.data import contracts, store
from isdata.errors import BusyError


def put(con: duckdb.DuckDBPyConnection, table: str, **row: object) -> int:
    return store.write(con, {table: pd.DataFrame([row])}, who="test", reason="test")


def stored(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple]]:
    return {name: sorted(con.execute(f"from {name}").fetchall(), key=str) for name in contracts.tables()}


def test_later_work_on_other_rows_stays(tiny: duckdb.DuckDBPyConnection) -> None:
    mine = put(tiny, "synergy", synergy_id="SY1", owner="Mei")
    put(tiny, "synergy", synergy_id="SY2", owner="Bo")

    assert store.dependent_changes(tiny, mine) == []
    store.undo(tiny, mine, who="test", reason="mistake")

    owners = tiny.execute("select owner from synergy where synergy_id in ('SY1', 'SY2') order by synergy_id")
    assert owners.fetchall() == [(None,), ("Bo",)]


def test_what_touched_or_uses_its_rows_goes_with_it_and_no_more(tiny: duckdb.DuckDBPyConnection) -> None:
    """A company; its site; a flow of that site; beside them another company, and a flow of another site."""
    before = stored(tiny)
    new = put(tiny, "company", company_id="C4", name_en="Newcomer", visibility="public")
    used = put(tiny, "site", site_id="S4", company_id="C4", park_id="tiny", name_en="Yard")
    flow = {"park_id": "tiny", "resource_id": "coal", "year": 2024, "unit": "t"}
    other = put(tiny, "flow", flow_id="F8", provider_id="S1", **flow)
    deep = put(tiny, "flow", flow_id="F9", provider_id="S4", **flow)
    same = put(tiny, "company", company_id="C4", name_en="Newcomer Ltd")

    upon = store.dependent_changes(tiny, new)

    assert upon == [used, deep, same]
    assert store.dependent_changes(tiny, used) == [deep]
    with pytest.raises(BusyError):
        store.undo(tiny, new, dependents=upon[:-1], who="test", reason="somebody stored meanwhile")
    store.undo(tiny, new, dependents=upon, who="test", reason="not coming")
    store.undo(tiny, other, who="test", reason="nor that")
    assert stored(tiny) == before


def test_a_user_that_left_again_keeps_nothing_back(tiny: duckdb.DuckDBPyConnection) -> None:
    new = put(tiny, "company", company_id="C4", name_en="Newcomer", visibility="public")
    put(tiny, "site", site_id="S4", company_id="C4", park_id="tiny", name_en="Yard")
    store.remove(tiny, "site", ["S4"], who="test", reason="gone")

    assert store.dependent_changes(tiny, new) == []


def test_what_a_removed_row_refers_to_comes_back_with_it(tiny: duckdb.DuckDBPyConnection) -> None:
    put(tiny, "company", company_id="C4", name_en="Newcomer", visibility="public")
    put(tiny, "site", site_id="S4", company_id="C4", park_id="tiny", name_en="Yard")
    before = stored(tiny)
    site = store.remove(tiny, "site", ["S4"], who="test", reason="gone")
    company = store.remove(tiny, "company", ["C4"], who="test", reason="gone too")

    assert store.dependent_changes(tiny, site) == [company]
    back = store.undo(tiny, site, dependents=[company], who="test", reason="they stay")

    assert stored(tiny) == before
    store.undo(tiny, back, who="test", reason="an undo is undone as any change")
    assert "S4" not in str(stored(tiny)["site"])
    assert "C4" not in str(stored(tiny)["company"])


def test_what_went_there_and_back_leaves_nothing_to_undo(tiny: duckdb.DuckDBPyConnection) -> None:
    there = put(tiny, "flow", flow_id="F2", quantity=7.0)
    back = put(tiny, "flow", flow_id="F2", quantity=300.0)

    assert (
        store.undo(tiny, there, dependents=[back], who="test", reason="again")
        == back
        == store.data_version(tiny)
    )


def test_what_is_undone_is_no_change_of_others(tiny: duckdb.DuckDBPyConnection) -> None:
    """A page that began before a row was added left it in place, and confirmed that it was undone."""
    before, former = store.data_version(tiny), stored(tiny)["provider"]
    version = put(tiny, "provider", provider_id="PR1", name_en="Works", provider_kind="recycler")
    with store.compared_since(before):
        store.undo(tiny, version, who="test", reason="mistake")

    assert stored(tiny)["provider"] == former
