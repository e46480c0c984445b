"""Rows of any table are changed, added and removed by hand in one change, with the checks of an import."""

from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.entry import names, rows
from isdata.data.ingest.scope import of_park
from isdata.errors import ProblemsError


def edit(con: duckdb.DuckDBPyConnection, table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> int:
    """Change the rows of a table of the tiny park with `change`, which takes and returns a frame."""
    former = rows.rows(con, table, park_id="tiny")
    edited = change(former.astype(object).copy())
    return rows.save(con, table, former, edited, park_id="tiny", who="test", reason="by hand")


def added(frame: pd.DataFrame, **values: object) -> pd.DataFrame:
    """Rows with a new one, as the grid returns it."""
    return pd.concat([frame, pd.DataFrame([values], dtype=object)], ignore_index=True)


def test_cells_rows_and_removals_are_one_change_that_can_be_undone(tiny: duckdb.DuckDBPyConnection) -> None:
    before = rows.rows(tiny, "flow", park_id="tiny")

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[frame["flow_id"] == "F2", "quantity"] = 310.0
        frame = frame.loc[frame["flow_id"] != "F6"]
        return added(frame, provider_id="S2", receiver_id="S3", resource_id="mixed_waste", quantity=7.0)

    version = edit(tiny, "flow", change)
    now = rows.rows(tiny, "flow", park_id="tiny").set_index("flow_id")

    assert now.loc["F2", "quantity"] == 310
    assert "F6" not in now.index
    new = now.loc["tiny-F001"]
    assert (new["park_id"], new["unit"], new["year"], new["quantity"]) == ("tiny", "t", 2024, 7)

    store.undo(tiny, version, who="test", reason="back")
    pd.testing.assert_frame_equal(rows.rows(tiny, "flow", park_id="tiny"), before)


def test_what_is_left_as_it_was_makes_no_change(tiny: duckdb.DuckDBPyConnection) -> None:
    before = store.data_version(tiny)
    for table in rows.editable():
        assert edit(tiny, table.name, lambda frame: frame) == before


def test_a_problem_names_the_row_of_the_grid_and_nothing_is_stored(tiny: duckdb.DuckDBPyConnection) -> None:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[frame["flow_id"] == "F2", "quantity"] = 310.0
        return added(frame, provider_id="S2", quantity=7.0, unit="t")

    with pytest.raises(ProblemsError) as refused:
        edit(tiny, "flow", change)

    assert refused.value.problems[["column", "position", "rule"]].to_numpy().tolist() == [
        ["resource_id", 7, "missing"]
    ]
    assert rows.rows(tiny, "flow", park_id="tiny")["quantity"].isin([310]).sum() == 0


def test_a_new_company_has_a_site_and_shares_little(tiny: duckdb.DuckDBPyConnection) -> None:
    edit(tiny, "company", lambda frame: added(frame, name_en="New works"))
    company = rows.rows(tiny, "company", park_id="tiny").set_index("company_id").loc["tiny-C001"]

    assert company["visibility"] == "class_band"
    assert names.names(tiny, "site", park_id="tiny", language="en")["tiny-S001"] == "New works"


def test_a_company_is_removed_with_its_site_unless_flows_need_it(tiny: duckdb.DuckDBPyConnection) -> None:
    edit(tiny, "company", lambda frame: added(frame, name_en="New works"))
    edit(tiny, "company", lambda frame: frame.loc[frame["company_id"] != "tiny-C001"])
    assert "tiny-S001" not in names.names(tiny, "site", park_id="tiny", language="en")

    with pytest.raises(ProblemsError) as refused:
        edit(tiny, "company", lambda frame: frame.loc[frame["company_id"] != "C1"])
    assert "referenced" in set(refused.value.problems["rule"])


def test_a_key_that_is_corrected_moves_the_row(tiny: duckdb.DuckDBPyConnection) -> None:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[0, "ends_on"] = pd.Timestamp("2012-01-30").date()
        return frame

    count = len(rows.rows(tiny, "meter_reading", park_id="tiny"))
    edit(tiny, "meter_reading", change)
    now = rows.rows(tiny, "meter_reading", park_id="tiny")

    assert len(now) == count
    assert now["row_key"].iloc[0] == "MT1 · 2012-01-30"


def test_rows_are_chosen_by_names_not_by_ids(tiny: duckdb.DuckDBPyConnection) -> None:
    stream = {"site_id": "S1", "direction": "supply", "resource_id": "fly_ash"}
    edit(tiny, "stream", lambda frame: added(frame, **stream))

    edit(tiny, "site", lambda frame: frame.assign(name_en=["Power plant", "North works", None]))
    assert list(names.names(tiny, "site", park_id="tiny", language="en").values()) == [
        "Cement works · North works", "Power plant", "Secret Box Ltd",
    ]  # fmt: skip
    assert names.names(tiny, "site", park_id="tiny", language="zh")["S3"] == "机密包装"
    assert list(names.names(tiny, "stream", park_id="tiny", language="en").values()) == [
        "Power plant · Supply · Fly ash · 2024"
    ]
    assert names.names(tiny, "flow", park_id="tiny", language="en")["F1"] == "Power plant · Coal · 2024"


def test_every_table_that_is_edited_offers_its_required_columns_first() -> None:
    for table in rows.editable():
        filled = {*rows.hidden(table), *rows.primary_columns(table), "park_id"}
        assert {column.name for column in table.columns if column.required != "no"} <= filled, table.name


def test_the_rows_of_a_park_are_those_that_its_export_holds(parks: duckdb.DuckDBPyConnection) -> None:
    """What belongs to a park is decided in one place."""
    kept = of_park(parks, "kalundborg")
    for name in ("flow", "site", "company", "synergy_participant", "event"):
        assert sorted(rows.rows(parks, name, park_id="kalundborg")["row_key"]) == kept[name]


def test_a_park_that_is_added_leaves_the_one_that_is_looked_at(tiny: duckdb.DuckDBPyConnection) -> None:
    edit(tiny, "park", lambda frame: added(frame, name_en="Test park", region_id="CN", currency="CNY"))

    named = dict(tiny.execute("select park_id, name_en from park").fetchall())
    assert named == {"tiny": "Tiny park", "test-park": "Test park"}


def test_a_new_row_does_not_overwrite_the_row_with_its_key(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError) as raised:
        edit(
            tiny,
            "synergy_participant",
            lambda frame: added(frame, synergy_id="SY1", site_id="S1", role="receiver"),
        )

    assert raised.value.problems["rule"].tolist() == ["duplicate"]
    roles = tiny.execute(
        "select role from synergy_participant where synergy_id = 'SY1' and site_id = 'S1'"
    ).fetchall()
    assert roles == [("provider",)]
