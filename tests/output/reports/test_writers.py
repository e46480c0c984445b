"""Documents and workbooks read back: what stands where, and what must not stand anywhere."""

import io
import math
from dataclasses import replace

import altair as alt
import duckdb
import openpyxl
import pandas as pd
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from pptx import Presentation

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.engines.sankey.lettering import text_width
from isdata.output import reports
from isdata.output.reports import blocks, slides, typography
from tests.databases import Built
from tests.output.reports.conftest import DAY, MEASURE, made, text_in
from tests.turns import only

LOAN = reports.Loan(share=0.7)
SHARED_BOXES = reports.Choice("synergy", name="SY2")


@pytest.fixture(scope="module")
def valuations(built: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, reports.Report]:
    """The valuation of the measure, once a language."""
    with store.open(built.copied("tiny", tmp_path_factory.mktemp("documents"))) as con:
        return {
            language: made(con, MEASURE, "valuation", language=language, loan=LOAN, viewer=FACILITATOR)
            for language in i18n.LANGUAGES
        }


@pytest.fixture(scope="module")
def documents(valuations: dict[str, reports.Report]) -> dict[str, bytes]:
    """The same as documents."""
    return {language: reports.docx(report) for language, report in valuations.items()}


def opened(document: bytes) -> WordDocument:
    return Document(io.BytesIO(document))


def styles(read: WordDocument) -> list[str]:
    return [paragraph.style.name for paragraph in read.paragraphs if paragraph.style]


def test_a_document_leaves_out_control_characters(valuations: dict[str, reports.Report]) -> None:
    """A line break pasted from Word, \\x0b, in any name was an error, and no report could be made."""
    name = "North\x0b Works\x07 | <b>$x$ =HYPERLINK(1)"
    table = blocks.tabulated(valuations["en"].reader, ("Company", [name]), caption=name)
    contents = [
        blocks.Heading(name),
        blocks.Paragraph(name, [name]),
        blocks.Note(name),
        table,
        blocks.Figures([blocks.Figure(name, name, name)]),
    ]
    report = replace(valuations["en"], title=name, subtitle=name, park=name, blocks=contents)
    document = opened(reports.docx(report))
    assert document.tables[0].cell(1, 0).text == "North Works | <b>$x$ =HYPERLINK(1)"
    assert (
        document.core_properties.title == document.paragraphs[0].text == "North Works | <b>$x$ =HYPERLINK(1)"
    )
    assert reports.xlsx(report)
    shown = Presentation(io.BytesIO(slides.pptx(report)))
    assert shown.core_properties.title == "North Works | <b>$x$ =HYPERLINK(1)"
    assert all(
        "_x0" not in shape.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame
    )


@pytest.mark.parametrize("language", only(["zh"], i18n.LANGUAGES))
def test_a_document_is_set_for_both_scripts_on_a4(documents: dict[str, bytes], language: str) -> None:
    read = opened(documents[language])
    section = read.sections[0]
    fonts = read.styles["Normal"].element.rPr.rFonts

    assert (section.page_width, section.page_height) == pytest.approx((Cm(21), Cm(29.7)), abs=Cm(0.01))
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert not [name for name in fonts.attrib if "Theme" in name]
    head, foot = section.header.paragraphs[0].text, section.footer.paragraphs[0]._p.xml
    assert i18n.reader(language).name("Tiny park", "小园区") in head
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_first_page_says_that_data_are_invented(documents: dict[str, bytes], language: str) -> None:
    read = opened(documents[language])
    first = styles(read).index("Heading 1")
    before = "\n".join(paragraph.text for paragraph in read.paragraphs[:first])

    assert {"en": "Illustrative sample", "zh": "示意样例"}[language] in before
    assert "EN 17463" in before


def test_both_languages_hold_the_same(documents: dict[str, bytes]) -> None:
    shapes = []
    for document in documents.values():
        read = opened(document)
        tables = [(len(table.rows), len(table.columns)) for table in read.tables]
        shapes.append((styles(read), tables, len(read.inline_shapes)))

    assert shapes[0] == shapes[1]


def test_a_document_shows_the_figures_and_can_be_read_by_all(documents: dict[str, bytes]) -> None:
    """The loan: 21,000 at 4.5 % over five years is 4,783.62 a year; the cover is 10,500 * 1.02 over it."""
    read = opened(documents["en"])
    cells = {cell.text for table in read.tables for row in table.rows for cell in row.cells}

    assert {"never", "2.9", "2.24", "4.78"} <= cells
    assert (
        "3.84" in cells
    )  # repayment of the first year, with the decimals of the debt service, as has the interest:
    assert not {"0.945", "0.772"} & cells
    assert len(read.inline_shapes)
    assert all(picture._inline.docPr.get("descr") for picture in read.inline_shapes)
    assert read.element.xml.count("<w:tblHeader/>") == len(read.tables) - 1  # all but the key figures


def test_a_workbook_keeps_numbers_and_draws_its_own_charts(valuations: dict[str, reports.Report]) -> None:
    report = valuations["en"]
    book = openpyxl.load_workbook(io.BytesIO(reports.xlsx(report)))
    charts = [block for block in report.blocks if isinstance(block, blocks.Chart) and block.kind != "picture"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    numbers = [cell.value for cell in cells if isinstance(cell.value, (int, float))]

    assert sum(len(sheet._charts) for sheet in book) == len(charts) == 5
    assert any(math.isclose(number, 10_500 * 6.710081 - 30_000, rel_tol=1e-5) for number in numbers)
    assert not any(cell.data_type == "f" for cell in cells)
    assert [name for name in book.sheetnames if len(name) > 31 or "  " in name] == []
    assert "Annex measures" in book.sheetnames


def test_names_that_begin_like_formulas_stay_text(con: duckdb.DuckDBPyConnection) -> None:
    table = blocks.Table("=1+1", [blocks.Column("@x", ["=cmd|' /C calc'!A0"])])
    report = reports.Report("[a]:*?/\\ & title", "", "R&D", DAY, 1, i18n.Reader(), [table])
    book = openpyxl.load_workbook(io.BytesIO(reports.xlsx(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]

    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}
    assert opened(reports.docx(report)).paragraphs[0].text == "[a]:*?/\\ & title"


@pytest.mark.parametrize("kind", reports.REPORTS)
def test_a_hidden_company_is_nowhere_in_a_guests_report(tiny: duckdb.DuckDBPyConnection, kind: str) -> None:
    full, shown = (made(tiny, SHARED_BOXES, kind, viewer=viewer) for viewer in (FACILITATOR, GUEST))
    for write in reports.WRITERS.values():
        assert "Secret Box" in text_in(write(full))
        file = text_in(write(shown))
        assert "Secret Box" not in file
        assert "Shared boxes" not in file
        assert "facilitator only" in file


@pytest.mark.parametrize(("choice", "language"), [(MEASURE, "en"), (SHARED_BOXES, "zh")])
def test_a_summary_answers_the_five_questions(
    tiny: duckdb.DuckDBPyConnection, choice: reports.Choice, language: str
) -> None:
    report = made(tiny, choice, "summary", language=language, viewer=FACILITATOR)
    headings = [block.text for block in report.blocks if isinstance(block, blocks.Heading)]

    assert (
        headings
        == {
            "en": ["Description", "Participants", "Economics", "Risk", "Decision requested"],
            "zh": ["内容", "参与方", "经济性", "风险", "决策事项"],
        }[language]
    )


def test_a_synergy_without_money_says_what_is_missing(tiny: duckdb.DuckDBPyConnection) -> None:
    report = made(tiny, SHARED_BOXES, "summary", viewer=FACILITATOR)
    said = " ".join(block.text for block in report.blocks if isinstance(block, blocks.Note))
    asked = next(list(block.items) for block in report.blocks[::-1] if isinstance(block, blocks.Paragraph))

    assert "The gain is unknown" in said
    assert asked == [
        "Next step: Count the boxes",
        "Responsible: Park office",
        "Due Mar 1, 2025",
        "Determine the investment cost",
    ]


def test_a_table_at_the_end_leaves_no_room_that_would_fill_another_page() -> None:
    table = blocks.Table("", [blocks.Column("x", ["1"])])
    report = reports.Report("Title", "", "Park", DAY, 1, i18n.Reader(), [table, table])

    between, end = (opened(reports.docx(report)).paragraphs[place].paragraph_format for place in (-2, -1))
    assert end.line_spacing == Pt(1) < between.line_spacing


@pytest.mark.parametrize(("count", "is_kept"), [(16, True), (60, False)])
def test_a_table_that_fits_one_page_is_not_split(
    valuations: dict[str, reports.Report], count: int, is_kept: bool
) -> None:
    """The cash flow of fifteen years began at the foot of a page and ended on the next."""
    whole = blocks.tabulated(valuations["en"].reader, ("Year", list(range(count))))
    table = opened(reports.docx(replace(valuations["en"], blocks=[whole]))).tables[0]
    kept = [bool(row.cells[0].paragraphs[0].style.paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [is_kept] * count + [False]  # the last row need not stand with what follows


def test_no_heading_of_a_table_is_broken_within_a_word() -> None:
    """The column of the smallest share is as wide as its longest word, in bold type."""
    size = typography.COMPACT
    words = ["Measure", "Investment", "Lifetime"]

    found = typography.widths([8.0, 1.0, 0.2], size, words)

    assert sum(found) == pytest.approx(size.text_width, abs=3)
    for width, word in zip(found, words, strict=True):
        assert width.pt > text_width(word, size.small + 0.5)


def test_rows_below_a_picture_state_their_height() -> None:
    """Programs differ in the height of rows without one: the picture would cover the table below it."""
    drawing = alt.Chart(pd.DataFrame({"x": [1]}), mark="point", width=400, height=300).encode(x="x:Q")
    plan = blocks.Chart("Plan", drawing, blocks.Table("", [blocks.Column("x", ["1"])]), "picture", "Plan")
    report = reports.Report("Title", "", "Park", DAY, 1, i18n.Reader(), [plan])

    sheet = openpyxl.load_workbook(io.BytesIO(reports.xlsx(report))).worksheets[0]
    (picture,) = sheet._images
    covered = range(picture.anchor._from.row + 1, picture.anchor.to.row + 2)
    assert len(covered) > 10
    assert all(sheet.row_dimensions[row].height for row in covered)


@pytest.mark.parametrize("kind", list(reports.REPORTS))
def test_a_report_for_the_facilitator_states_that_it_may_name_undisclosed_companies(
    tiny: duckdb.DuckDBPyConnection, kind: str
) -> None:
    """One of the tiny park's companies is disclosed by category only."""
    full, shown = (
        text_in(reports.WRITERS["docx"](made(tiny, SHARED_BOXES, kind, viewer=viewer)))
        for viewer in (FACILITATOR, GUEST)
    )

    assert "For the facilitator only" in full
    assert "For the facilitator only" not in shown
