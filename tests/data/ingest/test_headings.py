"""Sheets, headings and rows are found where they stand and by what they are called."""

import duckdb
import pytest

from isdata.data import ingest
from isdata.data.contracts import Table, tables
from isdata.data.i18n import Reader
from tests.data.ingest.files import ASH, FLOW, cells, changed, check, flows, found, workbook


def test_headings_are_known_by_name_and_by_words_of_either_language(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ["Flow ID", "园区", "供方 ", "RECEIVER*", "Resource 资源", "year 年份", "数量（t）", "备注"]

    checked = flows(tiny, ["F9", "tiny", "S1", "S2", "fly_ash", 2024, 12, "x"], head=head)

    assert found(checked) == []
    assert cells(checked, "flow", "unit") == ["t"]
    assert cells(checked, "flow", "note") == ["x"]


def test_sheets_are_known_by_words_of_either_language(tiny: duckdb.DuckDBPyConnection) -> None:
    for name in ("flow", "Flows", "流量记录", "Flows 流量记录", "ＦＬＯＷ"):
        assert check(tiny, workbook(**{name: [FLOW, ASH]})).count == 1


def test_blank_rows_do_not_shift_the_row_numbers(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, ASH, [None] * 8, ["  "] * 8, changed(ASH, flow_id="F10", unit="qqq"))

    assert found(checked) == [("H5", "unit")]
    assert checked.count == 2


def test_headings_may_begin_lower_and_further_right(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [[], [None, "Flows of 2024"], [], [None, None, *FLOW], [None, None, *changed(ASH, unit="ell")]]

    checked = check(tiny, workbook(flow=rows))

    assert [cell for cell, _ in found(checked)] == ["J5"]


def test_a_missing_column_is_shown_once(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [(f"F{n}", "tiny", "S1", 2024, "t") for n in range(20, 40)]

    checked = flows(tiny, *rows, head=("flow_id", "park_id", "provider_id", "year", "unit"))

    assert found(checked) == [("", "missing_column")]
    assert checked.problems["column"].tolist() == ["resource_id"]


def test_a_misspelled_heading_is_one_problem(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, ASH, head=[*FLOW[:4], "Resurce", *FLOW[5:]])

    assert found(checked) == [("E1", "unknown_column_near")]
    assert "Resource" in ingest.message_table(checked.problems, Reader())["message"][0]


def test_duplicate_and_missing_headings_are_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, [*ASH, 13, "stray"], head=[*FLOW, "数量", None])

    assert found(checked) == [("I1", "duplicate_column"), ("J1", "no_heading")]


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_a_heading_in_either_language_means_one_column(table: Table) -> None:
    for language in ("en", "zh"):
        labels = [column.label[language] for column in table.columns]
        assert len(set(labels)) == len(labels)


def test_columns_and_sheets_can_be_left_out_by_name(tiny: duckdb.DuckDBPyConnection) -> None:
    book = workbook(flow=[[*FLOW, "_mine"], [*ASH, "private"]], _notes=[["anything"], ["else"]])

    assert found(check(tiny, book)) == []


def test_an_unknown_sheet_is_shown_with_the_nearest_table(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = check(tiny, workbook(Flowz=[FLOW, ASH], Gossip=[["a"], ["b"]], Sheet3=[]))

    assert checked.problems[["sheet", "rule", "table"]].values.tolist() == [
        ["Flowz", "unknown_sheet_near", "flow"],
        ["Gossip", "unknown_sheet", ""],
    ]
