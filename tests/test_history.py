"""Who changed what, cell by cell."""

import duckdb
import pandas as pd

from isdata import history, store


def test_a_change_is_counted_by_what_it_did(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [
        {"company_id": "C1", "name_en": "Power station", "visibility": "public"},
        {"company_id": "C4", "name_en": "Newcomer", "visibility": "public"},
    ]
    store.write(tiny, {"company": pd.DataFrame(rows)}, who="Ms Li", reason="visit")

    newest = history.changes(tiny).iloc[0]

    assert newest[["changed_by", "reason"]].tolist() == ["Ms Li", "visit"]
    assert list(newest["tables"]) == ["company"]
    assert newest[["added", "changed", "removed"]].tolist() == [1, 1, 0]


def test_what_was_stored_together_is_one_change(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = {
        "company": pd.DataFrame([{"company_id": "C4", "name_en": "Newcomer", "visibility": "public"}]),
        "site": pd.DataFrame([{"site_id": "S4", "company_id": "C4", "park_id": "tiny", "name_en": "Yard"}]),
    }
    version = store.write(tiny, rows, who="Ms Li", reason="settlement")

    newest = history.changes(tiny).iloc[0]

    assert newest["version"] == version
    assert list(newest["tables"]) == ["company", "site"]
    assert newest["added"] == 2
    assert history.tables(tiny, version=version)["added"].tolist() == [1, 1]


def test_only_the_cells_that_differ_are_told(tiny: duckdb.DuckDBPyConnection) -> None:
    renamed = pd.DataFrame([{"company_id": "C1", "name_en": "Power station"}])
    version = store.write(tiny, {"company": renamed}, who="test", reason="name")

    cells = history.cells(tiny, version=version, table="company")

    assert cells.to_numpy().tolist() == [["C1", "name_en", "Power plant", "Power station"]]


def test_a_removed_row_tells_what_it_was(tiny: duckdb.DuckDBPyConnection) -> None:
    version = store.remove(tiny, "flow", ["F7"], who="test", reason="never was")

    cells = history.cells(tiny, version=version, table="flow")

    assert dict(zip(cells["column"], cells["before"], strict=True))["resource_id"] == "packaging"
    assert cells["after"].isna().all()
