"""Files made to do harm, and files that are merely broken, end in a clear message or in correct data."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isdata.data import ingest
from isdata.data.i18n import Reader
from isdata.data.ingest.findings import BeyondSheetError, Findings, whole_rows
from isdata.data.ingest.guard import Limits
from isdata.errors import SourceMissingError
from tests.data.ingest.files import (
    ASH,
    FLOW,
    SOUND,
    changed,
    check,
    flows,
    found,
    refused,
    repacked,
    workbook,
)
from tests.tiny import HOSTILE


def findings_of(xml: bytes) -> Findings:
    found = Findings()
    found.look(xml, [])
    return found


def sheet_xml(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml")


@pytest.mark.walk
def test_a_zip_bomb_is_refused_while_it_is_small() -> None:
    book = workbook(flow=[FLOW, ASH])
    bomb = sheet_xml(book).replace(b"</sheetData>", b"</sheetData>" + b" " * (80 * 2**20))

    assert "too large" in refused(repacked(book, **{"xl/worksheets/sheet1.xml": bomb}))


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    book = workbook(flow=[FLOW, ASH])
    bomb = sheet_xml(book).replace(b"</sheetData>", b"</sheetData>" + b" " * (80 * 2**20))
    packed = repacked(book, **{"xl/worksheets/sheet1.xml": bomb})
    true, shown = struct.pack("<L", len(bomb)), struct.pack("<L", 1000)
    assert packed.count(true) >= 2  # in the local and in the central header

    assert "too large" in refused(packed.replace(true, shown))


def test_a_lone_cell_far_away_does_not_ask_for_all_the_memory() -> None:
    book = workbook(flow=[FLOW, ASH])
    far = sheet_xml(book).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )

    assert "too large" in refused(repacked(book, **{"xl/worksheets/sheet1.xml": far}))


@pytest.mark.parametrize(
    "address", ["ZZZZZ99999999999", "ZZZZZ2", "A16000000", "A9999999", "A1050000", "'A16000000"]
)
def test_an_address_beyond_any_sheet_is_refused_before_the_reader_makes_room(address: str) -> None:
    quote, address = ("'", address[1:]) if address[0] == "'" else ('"', address)
    book = workbook(flow=[FLOW, ASH])
    far = sheet_xml(book).replace(b'r="A2"', f"r={quote}{address}{quote}".encode())

    assert "damaged" in refused(repacked(book, **{"xl/worksheets/sheet1.xml": far}))


def test_the_last_cell_of_a_sheet_may_be_filled() -> None:
    book = workbook(flow=[FLOW, ASH])
    last = sheet_xml(book).replace(b'r="A2"', b'r="A1048576"')

    assert findings_of(last).area == 26 * 2**20


def test_a_row_without_an_end_is_refused() -> None:
    with pytest.raises(BeyondSheetError):
        list(whole_rows([b"<c/>" * 2**20] * 20))


def test_texts_that_unpack_to_all_the_memory_are_refused() -> None:
    book = workbook(flow=[FLOW, ASH])
    texts = b"<sst>" + b"<si><t>aaaaaaaa</t></si>" * 3_000_000 + b"</sst>"

    assert "too large" in refused(repacked(book, **{"xl/sharedStrings.xml": texts}))


def test_more_columns_than_any_table_has_are_refused() -> None:
    heads = [*FLOW, *(f"c{number}" for number in range(2_000))]
    table = ",".join(heads).encode() + b"\n"

    assert "flow.csv has 2008 columns; at most 1000 are read" in refused(table, "flow.csv")
    assert "book.xlsx · flow has 2008 columns" in refused(workbook(flow=[heads]))


def test_empty_columns_to_the_right_do_not_count(tiny: duckdb.DuckDBPyConnection) -> None:
    row = ",".join(map(str, ASH)).encode()
    table = ",".join(FLOW).encode() + b"," * 16_000 + b"\n" + row + b"," * 16_000 + b"\n"

    assert check(tiny, table, "flow.csv").count == 1


def test_a_quotation_mark_that_is_never_closed_is_shown_with_its_row() -> None:
    head, row = ",".join(FLOW), ",".join(map(str, ASH))
    table = "\n".join([head, row, row.replace("tiny", '"tiny'), *[row] * 2_000]).encode()

    assert 'A quotation mark (") in row 3 of flow.csv is never closed' in refused(table, "flow.csv")


def test_a_line_longer_than_any_row_is_refused() -> None:
    table = ",".join(FLOW).encode() + b"\n" + b"F9,tiny," * (20 * 2**20 // 8)

    assert "flow.csv · 2 is too large: 20 MB" in refused(table, "flow.csv")


def test_a_heading_of_megabytes_stalls_nobody(tiny: duckdb.DuckDBPyConnection) -> None:
    table = ",".join(FLOW).encode() + b"," + b"x [" * 700_000 + b"\n" + ",".join(map(str, ASH)).encode()

    checked = check(tiny, table, "flow.csv")

    assert len(checked.problems["value"][0]) == 300


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
        "large.xlsx is too large: 200 MB; the limit is 100 MB. Split it, or raise the limit."
    )
    assert "neither an Excel workbook" in str(
        ingest.read(path, limits=Limits(file_bytes=300 * 2**20)).problems[0].details["error"]
    ) or "empty" in str(ingest.read(path, limits=Limits(file_bytes=300 * 2**20)).problems[0].details["error"])


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "book.xlsx", "is empty"),
        (b" \n ", "flow.csv", "is empty"),
        (b"flow_id,year\n", "book.xlsx", "neither an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0", "flow.csv", "neither an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "book.xlsx", "old Excel file (.xls) or password-protected"),
        (b"PK\x03\x04 not a zip", "book.xlsx", "damaged"),
        (zlib.compress(b"x"), "book.xls", "neither an Excel workbook"),
    ],
)
def test_a_wrong_file_is_shown_in_a_sentence(content: bytes, name: str, message: str) -> None:
    assert message in refused(content, name)


def test_a_zip_that_is_no_workbook_is_shown() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        other.writestr("word/document.xml", "<x/>")

    assert "neither an Excel workbook" in refused(made.getvalue())


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_half_a_workbook_is_shown(cut: float) -> None:
    book = workbook(flow=[FLOW, *[changed(ASH, flow_id=f"F{n}") for n in range(500)]])

    assert "damaged" in refused(book[: int(len(book) * cut)])


def test_a_workbook_with_a_broken_sheet_is_shown() -> None:
    book = workbook(flow=[FLOW, *[changed(ASH, flow_id=f"F{n}") for n in range(50)]])
    broken = sheet_xml(book)[:-200]

    assert "damaged" in refused(repacked(book, **{"xl/worksheets/sheet1.xml": broken}))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
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

    assert len(ingest.message_table(checked.problems, Reader())) == len(checked.problems)
    assert ingest.problem_workbook(source, checked.problems, Reader())[:2] == b"PK"


def test_a_workbook_is_known_by_its_content_whatever_its_name(tiny: duckdb.DuckDBPyConnection) -> None:
    assert check(tiny, workbook(flow=[FLOW, ASH]), name="flow.csv").count == 1


def test_one_unreadable_file_does_not_hide_what_is_wrong_in_others(tiny: duckdb.DuckDBPyConnection) -> None:
    files = [("a.xlsx", b""), ("b.xlsx", workbook(flow=[FLOW, changed(ASH, unit="qqq")]))]

    checked = ingest.check(tiny, ingest.read(files))

    assert checked.problems[["file", "rule"]].values.tolist() == [["a.xlsx", "file"], ["b.xlsx", "unit"]]
    assert ingest.message_table(checked.problems, Reader("zh"))["message"][0].startswith("a.xlsx 是空文件")


def test_a_missing_file_is_wrong_usage() -> None:
    with pytest.raises(SourceMissingError):
        ingest.read("no/such/file.xlsx")


def test_an_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError):
        ingest.read(tmp_path)


@pytest.mark.parametrize("name", [*HOSTILE, "=cmd|'/c calc'!A0", "{value} {0} %s", "\\', 'x"])
def test_a_hostile_name_is_stored_as_plain_text(tiny: duckdb.DuckDBPyConnection, name: str) -> None:
    head = ("company_id", "name_en", "visibility")
    book = workbook(company=[head, ("C9", name, "public")], flow=[[*FLOW, name], [*ASH, 1]])

    checked = check(tiny, book)
    worded = ingest.message_table(checked.problems, Reader())

    assert found(checked) == [("I1", "unknown_column")]
    assert name in worded["message"][0]
    ingest.store(tiny, ingest.read([("b.xlsx", workbook(company=[head, ("C9", name, "public")]))]), who="me")
    assert tiny.execute("select name_en from company where company_id = 'C9'").fetchall() == [(name,)]
    assert len(tiny.execute("from flow").fetchall()) == 7


def test_a_hostile_id_is_only_an_unknown_one(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, provider_id="'; drop table flow; --", unit="'; drop table flow; --"))

    assert found(checked) == [("C2", "reference"), ("H2", "unit")]
