"""The committee's pack has at most twelve slides, in both languages, from one state of the data."""

import datetime as dt
import io

import duckdb
from pptx import Presentation
from pptx.util import Pt

from isdata.data import i18n
from isdata.output import committee, reports
from isdata.output.committee import chapters
from isdata.output.reports import blocks
from isdata.output.reports.slide_shapes import Slides


def test_a_pack_is_written_as_slides_and_document(parks: duckdb.DuckDBPyConnection) -> None:
    report = committee.pack(parks, park_id="chengdu", reader=i18n.reader("zh"), day=dt.date(2025, 3, 14))

    slides = Presentation(io.BytesIO(committee.pptx(report))).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert 6 <= len(slides) <= 12
    assert "决策事项" in titles
    assert all(
        any("isdata" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in slides
    )
    assert reports.docx(report)[:2] == b"PK"


def test_an_owner_who_is_a_role_has_the_company_beside_it(all_parks: duckdb.DuckDBPyConnection) -> None:
    all_parks.execute("begin")
    all_parks.execute("update action set owner = 'Receiver / 需方' where action_id = 'CD-A06'")
    found = chapters.actions_chapter(all_parks, "chengdu", i18n.reader("en"))
    all_parks.execute("rollback")

    (table,) = [each for each in found if isinstance(each, blocks.Table)]
    (owners,) = [list(column.values) for column in table.columns if column.title == "Owner"]
    assert "Hibiscus Coatings (Receiver)" in owners
    assert "Park office" in owners


def test_the_pack_asks_for_decisions_with_their_amounts_and_a_vote(parks: duckdb.DuckDBPyConnection) -> None:
    report = committee.pack(parks, park_id="chengdu", reader=i18n.reader("en"), day=dt.date(2025, 3, 14))
    (asked,) = [
        {column.title: list(column.values) for column in block.columns}
        for block in report.blocks
        if isinstance(block, blocks.Table) and block.columns[0].title == "Decision"
    ]
    stored = parks.execute(
        "select investment, currency from synergy where name_en = 'Joint drying and remelting of aluminium chips'"
    ).fetchone()
    assert stored is not None
    row = asked["Decision"].index("Start negotiations: Joint drying and remelting of aluminium chips")

    assert asked["Investment"][row] == i18n.reader("en").money(*stored)
    assert set(asked["Vote"]) == {"☐ for  ☐ against  ☐ abstained"}


def test_a_table_has_the_largest_size_in_which_it_leaves_room_for_the_foot() -> None:
    """A slide with a foot of one line, 0.475 inches, has 7.5 − 1.2 − 0.475 = 5.825 inches for a table; a row of 20 pt needs 27 pt
    and its margins, 0.435 inches.
    """
    slide = Slides("Pack", []).add("Table", ["Park"])
    sizes = [Pt(20), Pt(14)]

    assert slide.fitting([["a"]] * 13, [1.0], sizes) == Pt(20)
    assert slide.fitting([["a"]] * 14, [1.0], sizes) == Pt(14)
    assert slide.fitting([["a"]] * 40, [1.0], sizes) == Pt(14)
