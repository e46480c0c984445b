"""The marked copy shows every problem at its cell, and carries nothing that could run."""

import io
import zipfile

import duckdb
import openpyxl
import xlsxwriter

from isdata.data import ingest
from isdata.data.i18n import Reader
from tests.data.ingest.files import ASH, FLOW, changed, workbook

RED = "00FFC7CE"


def marked(
    con: duckdb.DuckDBPyConnection, *files: tuple[str, bytes], language: str = "en"
) -> openpyxl.Workbook:
    """Return the marked copy of what is wrong with files."""
    source = ingest.read(list(files))
    checked = ingest.check(con, source)
    content = ingest.problem_workbook(source, checked.problems, Reader(language))
    return openpyxl.load_workbook(io.BytesIO(content))


def red(book: openpyxl.Workbook, sheet: str) -> list[str]:
    return [
        cell.coordinate for row in book[sheet].iter_rows() for cell in row if cell.fill.fgColor.rgb == RED
    ]


def test_each_cell_to_be_mended_is_red_and_says_why(tiny: duckdb.DuckDBPyConnection) -> None:
    book = marked(
        tiny, ("a.xlsx", workbook(flow=[FLOW, ASH, changed(ASH, flow_id="F10", unit="qqq", quantity="x")]))
    )

    assert red(book, "flow") == ["G3", "H3"]
    assert "not a known unit" in book["flow"]["H3"].comment.text
    assert book["flow"]["G2"].value == 12
    listed = [[cell.value for cell in row] for row in book["Problems 问题"].iter_rows()]
    assert [row[2] for row in listed] == ["Cell", "G3", "H3"]
    assert (
        book["Problems 问题"]["C2"].hyperlink.location == "'flow'!G3"
        or book["Problems 问题"]["C2"].hyperlink.target
    )


def test_the_words_are_the_readers(tiny: duckdb.DuckDBPyConnection) -> None:
    book = marked(tiny, ("a.xlsx", workbook(flow=[FLOW, changed(ASH, unit="qqq")])), language="zh")

    assert "不是已知单位" in book["flow"]["H2"].comment.text


def test_files_are_laid_together_a_sheet_each(tiny: duckdb.DuckDBPyConnection) -> None:
    flow, site = b"flow_id,quantity\nF1,x\n", b"site_id,latitude\nS1,100\n"

    book = marked(tiny, ("flow.csv", flow), ("site.csv", site))

    assert book.sheetnames == ["Problems 问题", "flow", "site"]
    assert (red(book, "flow"), red(book, "site")) == (["B2"], ["B2"])


def test_the_copy_can_be_mended_and_brought_in_again(tiny: duckdb.DuckDBPyConnection) -> None:
    book = marked(tiny, ("a.xlsx", workbook(flow=[FLOW, changed(ASH, unit="qqq")])))
    book["flow"]["H2"] = "t"
    content = io.BytesIO()
    book.save(content)

    checked = ingest.check(tiny, ingest.read([("a.xlsx", content.getvalue())]))

    assert checked.problems.empty
    assert checked.count == 1


def test_no_formula_is_written_back(tiny: duckdb.DuckDBPyConnection) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("flow")
        sheet.write_row(0, 0, [*FLOW, "note"])
        sheet.write_row(1, 0, [*changed(ASH, unit="=cmd|'/c calc'!A0"), "=text"])
        sheet.write_row(2, 0, changed(ASH, flow_id="F10"))
        sheet.write_formula(2, 8, "=cmd|'/c calc'!A0", None, "stored")
    for files in ([("a.xlsx", content.getvalue())], [("flow.csv", b"flow_id,unit\nF1,=cmd\n")]):
        source = ingest.read(files)
        checked = ingest.check(tiny, source)

        copy = ingest.problem_workbook(source, checked.problems, Reader())

        with zipfile.ZipFile(io.BytesIO(copy)) as book:
            assert not [name for name in book.namelist() if "sheet" in name and b"<f>" in book.read(name)]


def test_a_file_that_cannot_be_read_is_only_listed(tiny: duckdb.DuckDBPyConnection) -> None:
    book = marked(tiny, ("a.xlsx", b"nothing of the kind"))

    assert book.sheetnames == ["Problems 问题"]
    assert "neither an Excel workbook" in book["Problems 问题"]["H2"].value


def test_letters_that_a_workbook_cannot_hold_are_left_out(tiny: duckdb.DuckDBPyConnection) -> None:
    book = marked(tiny, ("flow.csv", b"flow_id,unit\nF1,\x01\x02\n"))

    assert red(book, "flow") == ["B2"]
