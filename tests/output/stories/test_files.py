"""A story as slides and as a handout: what guests may see, with titles, notes and readable type."""

import datetime as dt
import io
import re
from typing import Any

import duckdb
import pytest
from docx import Document
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as PptxPresentation
from pptx.util import Inches, Pt

from isdata.data import i18n, store
from isdata.data.store import answers
from isdata.engines import progress
from isdata.output import stories as output
from isdata.output.cards import Card
from isdata.output.stories.content import content
from isdata.output.stories.deck import Slide
from isdata.output.stories.slide_content import Content
from isdata.programme import stories
from isdata.programme.stories import SavedView
from tests.databases import Built

DAY = dt.date(2026, 5, 4)
ENGLISH = i18n.reader("en")


@pytest.fixture(scope="module")
def deck(built: Built, tmp_path_factory: pytest.TempPathFactory) -> output.Deck:
    views = [
        SavedView(
            "flows", "flow_look=network", "Who supplies whom", "谁供给谁", "Begin with the ash", "从灰讲起"
        ),
        SavedView("board", "", "Projects", "项目"),
        SavedView("scenarios", "", "Members", "成员"),
    ]
    with store.open(built.copied("tiny", tmp_path_factory.mktemp("deck"))) as con:
        story = stories.save(con, park_id="tiny", views=views, who="Li", name_en="Ash")
        return output.deck(con, park_id="tiny", story_id=story, reader=ENGLISH, day=DAY)


@pytest.fixture(scope="module")
def slides(deck: output.Deck) -> PptxPresentation:
    """The story as slides."""
    return Presentation(io.BytesIO(output.pptx(deck)))


def test_each_view_is_a_slide_with_its_note(slides: PptxPresentation) -> None:
    made = slides.slides

    assert [slide.shapes.title.text for slide in made] == [
        "Ash",
        "Who supplies whom",
        "Projects",
        "Members",
    ]
    assert made[1].notes_slide.notes_text_frame.text.startswith("Begin with the ash")
    assert [shape.shape_type for shape in made[1].shapes if shape.shape_type == 13] == [13]
    live = next(
        shape.text_frame
        for shape in made[3].shapes
        if shape.has_text_frame and "Shown live" in shape.text_frame.text
    )
    assert live.paragraphs[0].runs[0].font.size == Pt(24)  # in place of a picture, not in the foot


def test_no_type_on_a_slide_is_below_a_fiftieth_of_its_height(slides: PptxPresentation) -> None:
    frames = [shape.text_frame for slide in slides.slides for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text_frame
        for slide in slides.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    sizes = [
        run.font.size
        for frame in [*frames, *cells]
        for paragraph in frame.paragraphs
        for run in paragraph.runs
    ]

    assert slides.slide_height == Pt(540)
    # A slide is 540 pt high.
    assert min(sizes) >= Pt(0.022 * 540)


def test_a_handout_has_each_title_note_and_picture(deck: output.Deck) -> None:
    document = Document(io.BytesIO(output.docx(deck)))
    words = [paragraph.text for paragraph in document.paragraphs]

    assert {"Who supplies whom", "Begin with the ash", "Projects", "Members"} <= set(words)
    assert len(document.inline_shapes) == 1
    (note,) = [part for part in document.paragraphs if part.text == "Begin with the ash"]
    assert note.paragraph_format.keep_with_next  # the picture below it stood alone on the next page


def test_a_project_says_when_its_next_step_is_due(slides: PptxPresentation) -> None:
    slide = slides.slides[2]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    said = [row.cells[3].text_frame.text for row in table.rows]

    assert "due Mar 1, 2025" in "\n".join(said)


def test_the_notes_of_a_picture_are_fewer_on_a_slide_than_in_a_handout(deck: output.Deck) -> None:
    shown = deck.slides[0].content

    assert set(shown.brief) < set(shown.notes)


def test_a_preview_is_the_picture_of_a_view_or_the_titles_of_its_cards(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    views = [SavedView("flows", "flow_look=network"), SavedView("board", ""), SavedView("scenarios", "")]
    asked: dict[str, Any] = {"park_id": "tiny", "views": views, "reader": ENGLISH, "day": DAY}

    flows, board, compared = output.previews(tiny, **asked)
    assert flows.drawing.startswith("<svg")
    assert (board.drawing, len(board.titles) > 0) == ("", True)
    assert compared == output.Preview()  # on no slide

    with progress.watching(lambda share: share == 0):  # stopped after the first
        assert [bool(each.drawing) for each in output.previews(tiny, **asked)] == [True, False, False]


@pytest.mark.walk
def test_a_preview_is_drawn_once_in_each_language(tiny: duckdb.DuckDBPyConnection) -> None:
    views = [SavedView("flows", "flow_look=network"), SavedView("board", "")]

    with answers.of_state("unchanged"):
        english, again, chinese = (
            output.previews(tiny, park_id="tiny", views=views, reader=i18n.reader(language), day=DAY)
            for language in ("en", "en", "zh")
        )

    assert again[0] is english[0]
    assert chinese[0].drawing != english[0].drawing


@pytest.mark.parametrize(("picked", "most"), [("", 8), ("&flow_picked=resource:steel_scrap", 9)])
def test_a_thumbnail_has_few_nodes_each_with_its_amount(
    parks: duckdb.DuckDBPyConnection, picked: str, most: int
) -> None:
    view = SavedView("flows", f"flow_preset=by_products&in_small=1{picked}")
    shown = content(parks, park_id="chengdu", view=view, reader=ENGLISH, day=DAY)

    assert shown is not None
    assert shown.specification is not None
    nodes = {row["n"] for row in shown.specification["datasets"]["nodes0"]}
    assert 3 < len(nodes) <= most
    assert "38,000 t" in str(shown.specification)  # steel scrap


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_thumbnail_cuts_no_name(parks: duckdb.DuckDBPyConnection, language: str) -> None:
    """“Gypsum fro… 200,000 t” stood on the first card of a published park."""
    view = SavedView("flows", "flow_preset=by_products&in_small=wide")
    shown = content(parks, park_id="kalundborg", view=view, reader=i18n.reader(language), day=DAY)

    assert shown is not None
    words = str(shown.specification)
    assert ("1 million t" in words or "100万吨" in words, "…" in words) == (True, False)


def test_a_chart_in_a_thumbnail_is_smaller_and_its_names_are_not(parks: duckdb.DuckDBPyConnection) -> None:
    large, small = (
        content(parks, park_id="chengdu", view=SavedView(page, query), reader=ENGLISH, day=DAY)
        for page, query in (("members", ""), ("members", "in_small=1"))
    )
    assert large is not None
    assert small is not None
    assert large.specification is not None
    assert small.specification is not None
    assert small.specification["height"] < large.specification["height"] / 1.5
    assert small.specification["config"]["axis"] == large.specification["config"]["axis"]


def test_a_slide_lists_the_shortest_paybacks_with_whole_names_and_counts_the_others(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    shown = content(parks, park_id="chengdu", view=SavedView("energy", ""), reader=ENGLISH, day=DAY)
    assert shown is not None
    drawn = str(shown.drawing, "utf-8") if isinstance(shown.drawing, bytes) else str(shown.drawing)

    assert "Energy-saving standby of the machining centres" in drawn
    assert "13 further measures" in drawn
    assert "…" not in drawn


def test_slide_and_handout_of_the_energy_network_state_its_totals(parks: duckdb.DuckDBPyConnection) -> None:
    """Before, the line on the totals that the page presents was missing."""
    shown = content(parks, park_id="chengdu", view=SavedView("energy", ""), reader=ENGLISH, day=DAY)
    assert shown is not None
    story = output.Deck("T", "P", [Slide("Paybacks", "", shown)], ENGLISH, DAY, 1, is_illustrative=False)

    frames = Presentation(io.BytesIO(output.pptx(story))).slides[1].shapes
    slide = [shape.text_frame.text for shape in frames if shape.has_text_frame]
    handout = [part.text for part in Document(io.BytesIO(output.docx(story))).paragraphs]
    line = "25 measures pay back after 2.9 years and save 11.5 M CNY and 10,775 t of CO2 per year"
    assert line in [text.replace("\u00a0", " ") for text in slide]
    assert line in [text.replace("\u00a0", " ") for text in handout]
    assert "Measures of undisclosed companies bear the name of their category." in handout


def test_a_slide_of_many_measures_shows_their_number_by_payback(parks: duckdb.DuckDBPyConnection) -> None:
    """Of 108 implemented ones, the 13 shortest would not represent the others."""
    shown = content(
        parks, park_id="chengdu", view=SavedView("energy", "scope=achieved"), reader=ENGLISH, day=DAY
    )
    assert shown is not None

    assert "further measures" not in str(shown.specification)
    assert shown.specification is not None


@pytest.mark.walk
def test_a_thumbnail_of_a_map_names_the_partners_only(parks: duckdb.DuckDBPyConnection) -> None:
    """Scale bar and north arrow would lie over each other in a picture of a third of the size."""
    large, small = (
        str(content(parks, park_id="chengdu", view=SavedView("map", query), reader=ENGLISH, day=DAY))
        for query in ("map_topic=metals", "map_topic=metals&in_small=1")
    )

    assert "500 m" in large
    assert "500 m" not in small
    assert "Ginkgo" in large
    assert "Ginkgo" not in small  # its metal is in no synergy
    assert "Banyan Metal" in small


def test_a_map_shows_what_its_view_has_chosen(parks: duckdb.DuckDBPyConnection) -> None:
    """The heat map draws supplies and demands; a topic leaves fewer synergies than all."""
    drawn = {
        query: content(parks, park_id="chengdu", view=SavedView("map", query), reader=ENGLISH, day=DAY)
        for query in ("look=heat", "look=synergies", "look=synergies&map_topic=metals")
    }

    words = {query: str(shown.specification if shown else "") for query, shown in drawn.items()}
    assert "60 to 100 °C" in words["look=heat"]
    assert "Area: power, at most" in words["look=heat"]
    assert "Operation (" not in words["look=heat"]
    counts = {query: re.search(r"Operation \((\d+)\)", text) for query, text in words.items()}
    every, metals = (counts[query] for query in ("look=synergies", "look=synergies&map_topic=metals"))
    assert every is not None
    assert metals is not None
    assert 0 < int(metals[1]) < int(every[1])


@pytest.mark.walk
def test_a_view_of_the_members_is_the_way_of_their_network(parks: duckdb.DuckDBPyConnection) -> None:
    shown = content(parks, park_id="chengdu", view=SavedView("members", ""), reader=ENGLISH, day=DAY)

    assert shown is not None
    assert shown.drawing is not None
    assert b"2020" in shown.drawing
    assert b"2025" in shown.drawing


@pytest.mark.walk
def test_a_view_of_a_meter_is_its_readings(parks: duckdb.DuckDBPyConnection) -> None:
    view = SavedView("meters", "meter=CD01-S-EL")
    shown = content(parks, park_id="chengdu", view=view, reader=ENGLISH, day=DAY)

    assert shown is not None
    assert shown.drawing is not None
    assert b"Reading" in shown.drawing


def test_a_table_of_long_texts_ends_above_the_foot_which_stays_on_the_slide() -> None:
    """Seven obstacles in three lines each ran into the foot, and further lines of the foot off the slide."""
    obstacle = "道路距离 3.5 公里，上限 1.5 公里。需将距离上限放宽至 3.5 公里、共建管道，或在附近引进企业。"
    cards = tuple(
        Card(f"余热 {number}", "甲 → 乙", ("每年 27,216 吉焦",), obstacle, "热", "#000000")
        for number in range(7)
    )
    notes = ("金额按2024年价格计，未公开企业的数量以区间表示，" * 6,)
    chinese = i18n.reader("zh")
    shown = output.Deck(
        "余热",
        "园区",
        [output.Slide("受阻", "", Content(cards=cards, total=82, notes=notes))],
        chinese,
        DAY,
        1,
        True,
    )

    file = Presentation(io.BytesIO(output.pptx(shown)))
    shapes = file.slides[1].shapes
    (table,), foot = [shape.table for shape in shapes if shape.has_table], shapes[-1]
    lines = foot.text_frame.text.split("\n")

    assert 1 < len(table.rows) - 1 < len(cards)
    assert f"列出前{len(table.rows) - 1}项" in lines[1]
    # A line of 12 pt holds at most 74 Chinese characters in 888 pt; obstacles have 17 characters in a line of their column.
    assert foot.top + foot.height <= file.slide_height
    assert foot.height >= Pt(1.2 * 12) * sum(-(-len(line) // 70) for line in lines)
    assert foot.text_frame.vertical_anchor == MSO_ANCHOR.BOTTOM
    assert Inches(1.2) + Pt(1.2 * 12) * (1 + (len(table.rows) - 1) * -(-len(obstacle) // 17)) <= foot.top


@pytest.mark.walk
def test_the_picture_of_paybacks_is_that_of_the_page(parks: duckdb.DuckDBPyConnection) -> None:
    """26 planned measures are drawn one by one, as the page presents them; the many implemented ones are counted."""
    ahead, achieved = (
        content(parks, park_id="chengdu", view=SavedView("energy", f"scope={scope}"), reader=ENGLISH, day=DAY)
        for scope in ("ahead", "achieved")
    )

    assert ahead is not None
    assert achieved is not None
    assert "Servo pumps on eight presses" in str(ahead.specification)
    assert "Servo pumps" not in str(achieved.specification)
    assert ahead.drawing


def test_slides_of_flows_and_meters_state_their_result(samples: duckdb.DuckDBPyConnection) -> None:
    """They showed the picture only; the page states the result above it."""
    stated = {}
    for story in ("CD-ST1", "CD-ST3"):
        for view in stories.views(samples, park_id="chengdu", story_id=story):
            shown = content(samples, park_id="chengdu", view=view, reader=ENGLISH, day=DAY)
            stated[view.page] = shown.headline if shown else ""

    assert "left the park in 2024" in stated["flows"]
    assert stated["meters"].startswith("Ginkgo Vehicles: 32,100")
