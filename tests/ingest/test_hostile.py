"""Files made to do harm, and files that are merely broken, end in a clear message or in correct data."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import duckdb
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isdata import ingest
from isdata.errors import SourceError, SourceMissingError
from isdata.i18n import Reader
from isdata.ingest.guard import Limits
from tests.ingest.files import ASH, FLOW, cells, changed, check, flows, found, workbook
from tests.tiny import HOSTILE

SOUND = workbook(
    flow=[FLOW, *(changed(ASH, flow_id=f"F{n}", quantity="x" if n % 3 else n) for n in range(9))]
)


def refused(content: bytes, name: str = "book.xlsx", limits: Limits | None = None) -> str:
    """Return the one problem of a file that cannot be read, in words."""
    source = ingest.read([(name, content)], limits=limits)
    con = duckdb.connect()
    assert source.sheets == ()
    assert [problem.rule for problem in source.problems] == ["file"]
    con.close()
    error = source.problems[0].details["error"]
    assert isinstance(error, SourceError)
    return Reader().error(error)


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """Return a workbook with other parts; None takes one away."""
    changed_parts = {name.replace("__", "/"): part for name, part in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed_parts:
                new.writestr(name, old.read(name))
        for name, part in changed_parts.items():
            if part is not None:
                new.writestr(name, part)
    return made.getvalue()


def sheet_xml(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml")


def test_a_zip_bomb_is_refused_while_it_is_small() -> None:
    book = workbook(flow=[FLOW, ASH])
    bomb = sheet_xml(book).replace(b"</sheetData>", b"</sheetData>" + b" " * (80 * 2**20))

    assert "too large" in refused(repacked(book, **{"xl/worksheets/sheet1.xml": bomb}))


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    book = workbook(flow=[FLOW, ASH])
    bomb = sheet_xml(book).replace(b"</sheetData>", b"</sheetData>" + b" " * (80 * 2**20))
    packed = repacked(book, **{"xl/worksheets/sheet1.xml": bomb})
    true, told = struct.pack("<L", len(bomb)), struct.pack("<L", 1000)
    assert packed.count(true) >= 2  # in the local and in the central header

    assert "too large" in refused(packed.replace(true, told))


def test_a_lone_cell_far_away_does_not_ask_for_all_the_memory() -> None:
    book = workbook(flow=[FLOW, ASH])
    far = sheet_xml(book).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )

    assert "too large" in refused(repacked(book, **{"xl/worksheets/sheet1.xml": far}))


def test_a_document_type_of_its_own_is_refused() -> None:
    book = workbook(flow=[FLOW, ASH])
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    for part in (
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
    ):
        with zipfile.ZipFile(io.BytesIO(book)) as old:
            content = old.read(part).replace(
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', laughs
            )

        assert "damaged" in refused(repacked(book, **{part: content}))


def test_a_large_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)

    problems = ingest.read(path).problems

    assert str(problems[0].details["error"]) == (
        "large.xlsx is too large: 200 MB; allowed is 100 MB. Split it, or raise the limit."
    )
    assert "not what its name says" in str(
        ingest.read(path, limits=Limits(file_bytes=300 * 2**20)).problems[0].details["error"]
    ) or "empty" in str(ingest.read(path, limits=Limits(file_bytes=300 * 2**20)).problems[0].details["error"])


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "book.xlsx", "is empty"),
        (b" \n ", "flow.csv", "is empty"),
        (b"flow_id,year\n", "book.xlsx", "not what its name says"),
        (b"\x89PNG\r\n\x1a\n\0\0", "flow.csv", "not what its name says"),
        (b"\xd0\xcf\x11\xe0rest", "book.xlsx", "old Excel file (.xls) or has a password"),
        (b"PK\x03\x04 not a zip", "book.xlsx", "damaged"),
        (zlib.compress(b"x"), "book.xls", "not what its name says"),
    ],
)
def test_a_wrong_file_is_told_in_a_sentence(content: bytes, name: str, message: str) -> None:
    assert message in refused(content, name)


def test_a_zip_that_is_no_workbook_is_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        other.writestr("word/document.xml", "<x/>")

    assert "not what its name says" in refused(made.getvalue())


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_half_a_workbook_is_told(cut: float) -> None:
    book = workbook(flow=[FLOW, *[changed(ASH, flow_id=f"F{n}") for n in range(500)]])

    assert "damaged" in refused(book[: int(len(book) * cut)])


def test_a_workbook_with_a_broken_sheet_is_told() -> None:
    book = workbook(flow=[FLOW, *[changed(ASH, flow_id=f"F{n}") for n in range(50)]])
    broken = sheet_xml(book)[:-200]

    assert "damaged" in refused(repacked(book, **{"xl/worksheets/sheet1.xml": broken}))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    part=st.sampled_from(
        [
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
            "xl/worksheets/sheet1.xml",
        ]
    ),
    place=st.floats(0, 1, exclude_max=True),
    letters=st.text('<>"/=&#0129ABrst x', min_size=1, max_size=6).map(str.encode),
    removed=st.integers(0, 20),
)
def test_a_scratched_workbook_ends_in_a_sentence_or_in_rows(
    tiny: duckdb.DuckDBPyConnection, part: str, place: float, letters: bytes, removed: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as book:
        content = book.read(part)
    start = int(place * len(content))
    scratched = repacked(SOUND, **{part: content[:start] + letters + content[start + removed :]})
    source = ingest.read([("book.xlsx", scratched)])

    checked = ingest.check(tiny, source)

    assert len(ingest.word(checked.problems, Reader())) == len(checked.problems)
    assert ingest.problem_workbook(source, checked.problems, Reader())[:2] == b"PK"


def test_a_workbook_is_known_by_its_content_whatever_its_name(tiny: duckdb.DuckDBPyConnection) -> None:
    assert check(tiny, workbook(flow=[FLOW, ASH]), name="flow.csv").count == 1


def test_one_unreadable_file_does_not_hide_what_is_wrong_in_others(tiny: duckdb.DuckDBPyConnection) -> None:
    files = [("a.xlsx", b""), ("b.xlsx", workbook(flow=[FLOW, changed(ASH, unit="qqq")]))]

    checked = ingest.check(tiny, ingest.read(files))

    assert checked.problems[["file", "rule"]].values.tolist() == [["a.xlsx", "file"], ["b.xlsx", "unit"]]
    assert ingest.word(checked.problems, Reader("zh"))["message"][0].startswith("a.xlsx 是空文件")


def test_a_missing_file_is_wrong_usage() -> None:
    with pytest.raises(SourceMissingError):
        ingest.read("no/such/file.xlsx")


def test_an_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError):
        ingest.read(tmp_path)


def test_stored_results_of_formulas_are_read_and_nothing_is_calculated(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        sheet.write_row(0, 0, [*FLOW, "note"])
        sheet.write_row(1, 0, ASH)
        sheet.write_formula(1, 6, "=6*7", None, 42)
        sheet.write_formula(1, 8, "=cmd|'/c calc'!A0", None, "from elsewhere")

    checked = check(tiny, content.getvalue())

    assert found(checked) == []
    assert cells(checked, "flow", "quantity") == [42]
    assert cells(checked, "flow", "note") == ["from elsewhere"]
    assert "not calculated" in ingest.notice(checked.notices[0], Reader())


def test_a_formula_that_was_never_calculated_is_told(tiny: duckdb.DuckDBPyConnection) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "flow"
    for row in (FLOW, ASH):
        sheet.append(list(row))
    sheet["G2"] = "=6*7"
    content = io.BytesIO()
    book.save(content)

    assert found(check(tiny, content.getvalue())) == [("G2", "formula_without_value")]


def test_an_error_value_is_told_and_not_read_as_empty(tiny: duckdb.DuckDBPyConnection) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        sheet.write_row(0, 0, FLOW)
        sheet.write_row(1, 0, ASH)
        sheet.write_formula(1, 6, "=1/0", None, "#DIV/0!")

    checked = check(tiny, content.getvalue())

    assert found(checked) == [("G2", "cell_error")]
    assert "#DIV/0!" in ingest.word(checked.problems, Reader())["message"][0]


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


def test_a_hidden_sheet_is_left_out_and_told(tiny: duckdb.DuckDBPyConnection) -> None:
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


def test_macros_and_links_are_left_out_and_told(tiny: duckdb.DuckDBPyConnection) -> None:
    book = workbook(flow=[FLOW, ASH])
    parts = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    }

    checked = check(tiny, repacked(book, **parts), name="book.xlsm")

    assert checked.count == 1
    assert len(checked.notices) == 2


def test_merged_headings_are_told_by_their_empty_column(tiny: duckdb.DuckDBPyConnection) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        sheet.merge_range("A1:H1", "All flows")
        sheet.write_row(1, 0, FLOW[:6])
        sheet.merge_range("G2:H2", "quantity")
        sheet.write_row(2, 0, ASH)

    checked = check(tiny, content.getvalue())

    assert found(checked) == [("H2", "no_heading")]


@pytest.mark.parametrize("name", [*HOSTILE, "=cmd|'/c calc'!A0", "{value} {0} %s", "\\', 'x"])
def test_a_hostile_name_is_stored_as_plain_text(tiny: duckdb.DuckDBPyConnection, name: str) -> None:
    head = ("company_id", "name_en", "visibility")
    book = workbook(company=[head, ("C9", name, "public")], flow=[[*FLOW, name], [*ASH, 1]])

    checked = check(tiny, book)
    worded = ingest.word(checked.problems, Reader())

    assert found(checked) == [("I1", "unknown_column")]
    assert name in worded["message"][0]
    ingest.store(tiny, ingest.read([("b.xlsx", workbook(company=[head, ("C9", name, "public")]))]), who="me")
    assert tiny.execute("select name_en from company where company_id = 'C9'").fetchall() == [(name,)]
    assert len(tiny.execute("from flow").fetchall()) == 7


def test_a_hostile_id_is_only_an_unknown_one(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, provider_id="'; drop table flow; --", unit="'; drop table flow; --"))

    assert found(checked) == [("C2", "reference"), ("H2", "unit")]


@pytest.mark.parametrize(
    ("content", "quantity"),
    [
        ("﻿flow_id,quantity\nF1,5\n".encode(), 5),
        (b"flow_id;quantity\nF1;1.234,5\n", 1234.5),
        ("flow_id\tquantity\nF1\t５\n".encode(), 5),
        ("流编号,数量\nF1,5\n".encode("gb18030"), 5),
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


def test_letters_of_a_guessed_encoding_come_out_right_and_the_guess_is_told(
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


def test_a_csv_row_with_too_many_cells_is_told(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = check(tiny, b"flow_id,quantity\nF1,5\nF2,1,234\n", name="flow.csv")

    assert found(checked) == [("C1", "no_heading")]
