"""Who changed what, cell by cell."""

import duckdb
import pandas as pd

from isdata.data import history, store
from isdata.data.disclosure import FACILITATOR, GUEST


def test_a_change_is_counted_by_what_it_did(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [
        {"company_id": "C1", "name_en": "Power station", "visibility": "public"},
        {"company_id": "C4", "name_en": "Newcomer", "visibility": "public"},
    ]
    store.write(tiny, {"company": pd.DataFrame(rows)}, who="Ms Li", reason="visit")

    newest = history.changes(tiny, viewer=FACILITATOR).iloc[0]

    assert newest[["changed_by", "reason"]].tolist() == ["Ms Li", "visit"]
    assert list(newest["tables"]) == ["company"]
    assert list(newest["parks"]) == ["tiny"]  # that of its only site
    assert newest[["added", "changed", "removed"]].tolist() == [1, 1, 0]


def test_what_was_stored_together_is_one_change(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = {
        "company": pd.DataFrame([{"company_id": "C4", "name_en": "Newcomer", "visibility": "public"}]),
        "site": pd.DataFrame([{"site_id": "S4", "company_id": "C4", "park_id": "tiny", "name_en": "Yard"}]),
    }
    version = store.write(tiny, rows, who="Ms Li", reason="settlement")

    newest = history.changes(tiny, viewer=FACILITATOR).iloc[0]

    assert newest["version"] == version
    assert history.last_change(tiny) == newest["changed_at"]
    assert list(newest["tables"]) == ["company", "site"]
    assert list(newest["parks"]) == ["tiny"]
    assert newest["added"] == 2
    assert history.tables(tiny, version=version, viewer=FACILITATOR)["added"].tolist() == [1, 1]


def test_only_the_cells_that_differ_are_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    renamed = pd.DataFrame([{"company_id": "C1", "name_en": "Power station"}])
    version = store.write(tiny, {"company": renamed}, who="test", reason="name")

    cells = history.cells(tiny, version=version, table="company", viewer=FACILITATOR)

    assert cells.to_numpy().tolist() == [["C1", "name_en", "Power plant", "Power station"]]


def test_a_removed_row_shows_what_it_was(tiny: duckdb.DuckDBPyConnection) -> None:
    version = store.remove(tiny, "flow", ["F7"], who="test", reason="never was")

    cells = history.cells(tiny, version=version, table="flow", viewer=FACILITATOR)

    assert dict(zip(cells["column"], cells["before"], strict=True))["resource_id"] == "packaging"
    assert cells["after"].isna().all()


def test_what_a_row_is_about_is_shown_by_its_own_name(tiny: duckdb.DuckDBPyConnection) -> None:
    renamed = pd.DataFrame([{"company_id": "C1", "name_en": "Power station"}])
    version = store.write(tiny, {"company": renamed}, who="test", reason="name")

    assert history.names(tiny, version=version, table="company", viewer=FACILITATOR)["name_en"].to_dict() == {
        "C1": "Power station"
    }


def test_a_row_without_a_name_is_shown_by_what_it_refers_to(tiny: duckdb.DuckDBPyConnection) -> None:
    """A flow has no name, but sites (F6 goes outside) and a resource; it is stated even when removed."""
    version = store.remove(tiny, "flow", ["F6"], who="test", reason="never was")

    named = history.names(tiny, version=version, table="flow", viewer=FACILITATOR)

    assert named.loc["F6", "name_en"] == "Cement works · Mixed waste"
    assert "水泥" in named.loc["F6", "name_zh"]


def test_a_row_is_shown_by_what_its_key_shows(tiny: duckdb.DuckDBPyConnection) -> None:
    row = {"synergy_id": "SY1", "assumption": "volume", "from_year": 1, "value": 5.0, "unit": "t/yr"}
    version = store.write(tiny, {"synergy_assumption": pd.DataFrame([row])}, who="test", reason="known")

    (name,) = history.names(tiny, version=version, table="synergy_assumption", viewer=FACILITATOR)["name_en"]
    assert [(name,)] == tiny.execute("select name_en from synergy where synergy_id = 'SY1'").fetchall()


def test_a_change_is_of_the_park_of_the_site_that_it_names(tiny: duckdb.DuckDBPyConnection) -> None:
    """A stream states its site, and no park."""
    row = {
        "stream_id": "X1",
        "site_id": "S1",
        "direction": "supply",
        "resource_id": "fly_ash",
        "quantity": 20.0,
    }
    row |= {"unit": "t", "period": "year", "year": 2024, "basis": "estimate"}
    store.write(tiny, {"stream": pd.DataFrame([row])}, who="Li", reason="visit")

    assert list(history.changes(tiny, viewer=FACILITATOR).iloc[0]["parks"]) == ["tiny"]


def test_the_records_of_a_small_change_are_named(tiny: duckdb.DuckDBPyConnection) -> None:
    """A list of changes named tables only."""
    renamed = pd.DataFrame([{"company_id": "C1", "name_en": "Power station"}])
    version = store.write(tiny, {"company": renamed}, who="test", reason="name")
    store.remove(tiny, "flow", ["F7"], who="test", reason="never was")

    found = history.records(tiny, viewer=FACILITATOR)

    own = found[found["version"] == version]
    assert own[["table_name", "name_en"]].to_numpy().tolist() == [["company", "Power station"]]
    assert found["table_name"].iloc[0] == "flow"
    assert "Packaging" in found["name_en"].iloc[0]
    assert history.records(tiny, viewer=GUEST).empty
