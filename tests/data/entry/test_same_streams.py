"""A company that declares the same resource twice."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry import provisional, same_streams

ASH = {"site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "year": 2024}


def _store(con: duckdb.DuckDBPyConnection, **values: object) -> None:
    row = ASH | {"stream_id": "A1", "quantity": 500.0, "unit": "t", "period": "year", "source": "visit"}
    store.write(con, {"stream": pd.DataFrame([row | values])}, who="test", reason="test")


def _found(con: duckdb.DuckDBPyConnection, *, any_year: bool = False, **values: object) -> list[str]:
    return same_streams.stored(con, pd.DataFrame([ASH | values]), any_year=any_year)["stream_id"].tolist()


def test_the_same_resource_of_one_company_and_year_is_found_again(tiny: duckdb.DuckDBPyConnection) -> None:
    _store(tiny)

    assert _found(tiny) == ["A1"]
    assert _found(tiny, year=None) == ["A1"]
    assert _found(tiny, year=2020) == []
    assert _found(tiny, year=2020, any_year=True) == ["A1"]
    assert _found(tiny, direction="demand") == []
    assert _found(tiny, site_id="S2") == []
    assert _found(tiny, stream_id="A1") == []


def test_two_stored_streams_that_are_imported_again_are_not_asked_about(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """An exported workbook, imported unchanged, warned of what was stored all the time."""
    _store(tiny)
    _store(tiny, stream_id="A2", quantity=300.0)

    assert _found(tiny, stream_id="A2") == []
    assert _found(tiny, stream_id="A2", direction="demand") == []
    assert sorted(_found(tiny, stream_id="A3")) == ["A1", "A2"]


def test_streams_with_names_of_their_own_are_not_entered_twice(tiny: duckdb.DuckDBPyConnection) -> None:
    _store(tiny)
    _store(tiny, stream_id="A2", name_en="North kiln")
    assert same_streams.repeated(tiny, park_id="tiny").empty

    _store(tiny, stream_id="A3")
    assert same_streams.repeated(tiny, park_id="tiny")["stream_id"].tolist() == ["A3"]


def test_rows_of_one_file_that_repeat_each_other_are_found(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = pd.DataFrame([ASH | {"quantity": 1.0}, ASH | {"quantity": 2.0}, ASH | {"year": 2023}])
    assert same_streams.repeated_within(tiny, rows)["quantity"].tolist() == [2.0]


def test_a_stored_stream_takes_the_values_of_a_line(tiny: duckdb.DuckDBPyConnection) -> None:
    _store(tiny, uncertainty=50.0, form="powder")
    values = {**ASH, "quantity": 700.0, "unit": "t", "period": "year"}
    saved = provisional.save(tiny, values, park_id="tiny", line="700 t", replaces="A1", who="test")
    assert saved.stream_id == "A1"

    stored = tiny.execute(
        "select quantity, uncertainty, source, form from stream where resource_id = 'fly_ash'"
    )
    assert stored.fetchall() == [(700.0, None, None, "powder")]


def test_a_line_without_amount_keeps_the_stored_one(tiny: duckdb.DuckDBPyConnection) -> None:
    _store(tiny)
    values = {**ASH, "quantity": None, "unit": "kg", "temperature": 60.0}
    provisional.save(tiny, values, park_id="tiny", line="60 °C", replaces="A1", who="test")

    stored = tiny.execute("select quantity, unit, source, temperature from stream where stream_id = 'A1'")
    assert stored.fetchall() == [(500.0, "t", "visit", 60.0)]


def test_a_line_of_which_the_year_is_emptied_is_stored_without_one(tiny: duckdb.DuckDBPyConnection) -> None:
    values = {**ASH, "quantity": 2.0, "year": None}
    provisional.save(tiny, values, park_id="tiny", line="2 t", who="test")

    assert tiny.execute("select year from stream").fetchone() == (None,)
