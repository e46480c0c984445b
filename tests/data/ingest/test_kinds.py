"""Workbooks and CSV files of every usual kind: formulas, formats, hidden sheets, encodings."""

import io
import zipfile

import duckdb
import openpyxl
import pytest
import xlsxwriter

from isdata.data import ingest
from isdata.data.i18n import Reader
from tests.data.ingest.files import (
    ASH,
    FLOW,
    SOUND,
    cells,
    changed,
    check,
    found,
    refused,
    repacked,
    workbook,
)


def test_stored_results_of_formulas_are_read_and_nothing_is_calculated(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        sheet.write_row(0, 0, [*FLOW, "note"])
        sheet.write_row(1, 0, ASH)
        sheet.write_formula(1, 6, "=6*7", None, 42)
        sheet.write_formula(1, 8, "=cmd|'/c calc'!A0", None, "from another park")

    checked = check(tiny, content.getvalue())

    assert found(checked) == []
    assert cells(checked, "flow", "quantity") == [42]
    assert cells(checked, "flow", "note") == ["from another park"]
    assert "not calculated" in ingest.notice(checked.notices[0], Reader())


def test_a_formula_that_was_never_calculated_is_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "flow"
    for row in (FLOW, ASH):
        sheet.append(list(row))
    sheet["G2"] = "=6*7"
    content = io.BytesIO()
    book.save(content)

    assert found(check(tiny, content.getvalue())) == [("G2", "formula_without_value")]


def test_an_error_value_is_shown_and_not_read_as_empty(tiny: duckdb.DuckDBPyConnection) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        sheet.write_row(0, 0, FLOW)
        sheet.write_row(1, 0, ASH)
        sheet.write_formula(1, 6, "=1/0", None, "#DIV/0!")

    checked = check(tiny, content.getvalue())

    assert found(checked) == [("G2", "cell_error")]
    assert "#DIV/0!" in ingest.message_table(checked.problems, Reader())["message"][0]


def test_a_cell_that_shows_5_percent_is_five_percent(tiny: duckdb.DuckDBPyConnection) -> None:
    """Excel stores 0.05 when somebody types 5 %; as ± % that would be a twentieth of a percent."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        sheet.write_row(0, 0, [*FLOW, "uncertainty"])
        for number in (1, 2):
            sheet.write_row(number, 0, changed(ASH, flow_id=f"F1{number}"))
        sheet.write_number(1, 8, 0.05, book.add_format({"num_format": "0.0%"}))
        sheet.write_number(2, 8, 0.05)

    assert cells(check(tiny, content.getvalue()), "flow", "uncertainty") == [5.0, 0.05]


def test_the_strict_form_of_the_format_is_read(tiny: duckdb.DuckDBPyConnection) -> None:
    book = workbook(flow=[FLOW, ASH])
    strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    links = (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        parts = {name: old.read(name).replace(*strict).replace(*links) for name in old.namelist()}

    assert cells(check(tiny, repacked(book, **parts)), "flow", "quantity") == [12]


def test_a_workbook_without_a_sheet_is_empty() -> None:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as book:
        listed = book.read("xl/workbook.xml")

    assert "is empty" in refused(
        repacked(SOUND, **{"xl/workbook.xml": listed.replace(b"<sheet ", b"<sheep ")})
    )


def test_a_hidden_sheet_is_left_out_and_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("site").write(0, 0, "site_id")
        hidden = book.add_worksheet("flow")
        hidden.write_row(0, 0, FLOW)
        hidden.write_row(1, 0, ASH)
        hidden.hide()

    checked = check(tiny, content.getvalue())

    assert checked.count == 0
    assert [notice.details for notice in checked.notices] == [{"sheet": "flow"}]


def test_macros_and_links_are_left_out_and_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    book = workbook(flow=[FLOW, ASH])
    parts = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    }

    checked = check(tiny, repacked(book, **parts), name="book.xlsm")

    assert checked.count == 1
    assert len(checked.notices) == 2


def test_merged_headings_are_shown_by_their_empty_column(tiny: duckdb.DuckDBPyConnection) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        sheet.merge_range("A1:H1", "All flows")
        sheet.write_row(1, 0, FLOW[:6])
        sheet.merge_range("G2:H2", "quantity")
        sheet.write_row(2, 0, ASH)

    checked = check(tiny, content.getvalue())

    assert found(checked) == [("H2", "no_heading")]


@pytest.mark.parametrize(
    ("content", "quantity"),
    [
        ("﻿flow_id,quantity\nF1,5\n".encode(), 5),
        (b"flow_id;quantity\nF1;1.234,5\n", 1234.5),
        ("flow_id\tquantity\nF1\t５\n".encode(), 5),
        ("流量编号,数量\nF1,5\n".encode("gb18030"), 5),
        ("flow_id,quantity\nF1,5\n".encode("utf-16"), 5),
        ("\nFlüsse 2024\nflow_id;quantity;note\n\nF1;5;größer\n".encode("cp1252"), 5),
        (b'flow_id,quantity,note\r\nF1,5,"two\nlines, ""quoted"""\r\n', 5),
    ],
)
def test_csv_of_any_usual_kind_is_read(
    tiny: duckdb.DuckDBPyConnection, content: bytes, quantity: float
) -> None:
    checked = check(tiny, content, name="flow.csv")

    assert found(checked) == []
    assert cells(checked, "flow", "quantity") == [quantity]


def test_letters_of_a_guessed_encoding_come_out_right_and_the_guess_is_shown(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    for note, encoding in (("größer als früher", "cp1252"), ("比以前大", "gb18030")):
        checked = check(tiny, f"flow_id,note\nF1,{note}\n".encode(encoding), name="flow.csv")

        assert cells(checked, "flow", "note") == [note]
        assert "is not UTF-8" in ingest.notice(checked.notices[0], Reader())


def test_a_row_may_begin_further_left_than_the_headings(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [
        [None, None, *FLOW],
        *[[None, None, *changed(ASH, flow_id=f"F1{n}")] for n in range(40)],
        ["stray"],
    ]

    checked = check(tiny, workbook(flow=rows))

    assert found(checked) == [("A1", "no_heading")]
    assert checked.count == 40


def test_a_csv_row_with_too_many_cells_is_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = check(tiny, b"flow_id,quantity\nF1,5\nF2,1,234\n", name="flow.csv")

    assert found(checked) == [("C1", "no_heading")]
