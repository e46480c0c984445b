"""Minutes and slides of a workshop: complete, in both languages, and silent about what companies did not agree to show."""

import datetime as dt
import io
from dataclasses import replace

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from isdata.data.i18n import LANGUAGES, reader
from isdata.output.reports import WRITERS, minutes
from isdata.output.reports.blocks import Paragraph
from isdata.output.reports.slides import pptx
from isdata.programme.workshop import interviews, working_time
from isdata.programme.workshop.day_state import Day
from tests.programme.workshop.hall import filled

FRAME = minutes.Frame("Tiny park", dt.date(2026, 11, 30), 7)


@pytest.fixture
def day() -> Day:
    """A day with an opportunity, votes, a decision, an open question and opinions."""
    hall = filled()
    hall.console("opportunity", "cement", title="Ash into cement", topic="minerals", next_step="Sample",
                 owner="Li", due="2026-12-15", entries=["ash", "need"])  # fmt: skip
    for phone, effort, benefit in (("p1", 1, 5), ("p2", 2, 4), ("p3", 3, 3)):
        hall.send(phone, "vote", opportunity="cement", effort=effort, benefit=benefit)
    hall.send("p2", "interest", entry="ash", is_up=True)
    hall.send("p1", "interview", wants=True)
    hall.send("p3", "interview", wants=False)
    hall.console("remark", is_decision=True, text="Sample in December")
    hall.console("remark", is_decision=False, text="Who pays for transport?")
    hall.send("p2", "feedback", rating=4, words="=cmd() <b>good</b>")
    return hall.day


def text_of(content: bytes) -> str:
    """All text of a Word document."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_have_every_chapter_and_obey_the_choices_of_companies(day: Day, language: str) -> None:
    text = text_of(WRITERS["docx"](minutes.minutes(day, reader(language), FRAME)))

    # The power plant shows everything; the cement works its range; the brick works nothing.
    amounts = ("3万吨", "1万–3万吨") if language == "zh" else ("30,000", "10,000–30,000")
    for said in (*amounts, "Power plant", "Ash into cement", "Sample in December"):
        assert said in text
    for said in ("Who pays for transport?", "<b>good</b>", "Li"):
        assert said in text
    # Of the two that are not named, each would be known by what the other one did not declare.
    for kept in ("12,000", "Clay dust", "Brick works", "Cement works"):
        assert kept not in text
    # By hand: efforts 1, 2, 3 and benefits 5, 4, 3.
    assert "2.0" in text
    assert "4.0" in text


def test_a_resource_typed_in_the_other_language_is_named_in_that_of_the_minutes_too(day: Day) -> None:
    """Typed exactly it has both names; what the facilitator recognised has only the participant's words."""
    known = replace(
        day.entries["ash"],
        values=day.entries["ash"].values | {"what": "ash of boiler 2", "resource_id": "fly_ash"},
    )
    day = replace(day, entries=day.entries | {"ash": known})
    frame = replace(FRAME, resources={"fly_ash": "Fly ash / 粉煤灰"})

    chinese, english = (
        text_of(WRITERS["docx"](minutes.minutes(day, reader(language), frame))) for language in ("zh", "en")
    )

    assert "粉煤灰（ash of boiler 2）" in chinese
    assert "ash of boiler 2" in english
    assert "Fly ash (ash of boiler 2)" not in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asked_for_an_interview_is_not_named_where_the_attendance_withholds_it(language: str) -> None:
    hall = filled()
    hall.send("p3", "interview", wants=True)
    text = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader(language), FRAME)))

    assert "Brick works" not in text
    hall.send(
        "p4", "join", company="Dairy", visibility="range"
    )  # three undisclosed ones are named as present
    assert "Brick works" in text_of(WRITERS["docx"](minutes.minutes(hall.day, reader(language), FRAME)))


def test_three_that_are_not_named_elsewhere_are_named_as_present() -> None:
    hall = filled()
    hall.send("p4", "join", company="Dairy", visibility="range")
    text = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader("en"), FRAME)))

    for name in ("Power plant", "Cement works", "Brick works", "Dairy"):
        assert name in text


@pytest.mark.parametrize(("agrees", "language"), [(True, "en"), (False, "zh")])
def test_who_agreed_to_be_named_in_an_opportunity_is_named_under_attendance_too(
    agrees: bool, language: str
) -> None:
    hall = filled()
    hall.console("opportunity", "cement", title="Ash into cement", entries=["ash", "need"])
    hall.send("p2", "consent", opportunity="cement", agrees=agrees)
    blocks = minutes._attendance(hall.day, reader(language))

    names = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert ("Cement works" in names) == agrees
    assert "Brick works" not in names


@pytest.mark.parametrize(("language", "unit"), [("en", " t"), ("zh", "吨")])
def test_a_workbook_holds_amounts_as_numbers_with_their_units(day: Day, language: str, unit: str) -> None:
    """By hand: the ash of the power plant, which shows everything; of others the workbook has the range as words."""
    book = load_workbook(io.BytesIO(WRITERS["xlsx"](minutes.minutes(day, reader(language), FRAME))))
    sheet = book.worksheets[2]
    stated = {cell.value: cell.number_format for (cell,) in sheet["C2:C9"] if cell.value is not None}

    assert stated.pop(30000) == f'#,##0"{unit}"'
    assert stated
    assert all(isinstance(value, str) for value in stated)


def test_a_workbook_holds_texts_as_texts(day: Day) -> None:
    book = load_workbook(io.BytesIO(WRITERS["xlsx"](minutes.minutes(day, reader("en"), FRAME))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]

    assert any("=cmd()" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_slides_for_the_steering_committee(day: Day, language: str) -> None:
    slides = Presentation(io.BytesIO(pptx(minutes.slides(day, reader(language), FRAME)))).slides
    text = "\n".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )

    assert len(slides) == 10
    for kept in ("Clay dust", "Brick works", "Cement works"):
        assert kept not in text
    assert "Sample in December" in text


def test_who_is_to_be_visited_asked_or_has_most_to_exchange(day: Day) -> None:
    found = interviews.candidates(day)

    # The power plant asked; the cement works fits one company and raised a hand; the brick works declined.
    assert [(each.name, each.asked, each.fits, each.hands, each.entries) for each in found] == [
        ("Power plant", True, 1, 1, 1),
        ("Cement works", False, 1, 1, 1),
    ]


def test_entries_that_are_not_confirmed_are_counted() -> None:
    """By hand: the entries of two companies are shown, with one of them confirmed."""
    hall = filled()
    before = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader("en"), FRAME)))
    hall.console("confirm", entry="ash")
    after = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader("en"), FRAME)))

    assert "2 of these entries are not confirmed" in before
    assert "1 of these entries is not confirmed" in after


def test_an_empty_day_has_minutes_too() -> None:
    report = minutes.minutes(Day(about={"name": "Launch", "date": "2026-11-30"}), reader("en"), FRAME)

    assert "Nothing was recorded." in text_of(WRITERS["docx"](report))


def test_minutes_contain_the_agenda_of_the_day() -> None:
    about = {"name": "Launch", "date": "2026-11-30", "agenda": "Welcome\n\n Declarations "}
    report = minutes.minutes(Day(about=about), reader("en"), FRAME)
    place = next(i for i, each in enumerate(report.blocks) if getattr(each, "text", "") == "Agenda")
    assert getattr(report.blocks[place + 1], "items", ()) == ["Welcome", "Declarations"]


def test_minutes_state_the_participation_of_smes_among_the_invited() -> None:
    hall = filled()
    hall.records[0].body["invited"] = ["C1", "C2", "C3", "C4"]
    frame = replace(FRAME, smes={"C1": True, "C2": False, "C3": True, "C4": False})
    text = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader("en"), frame)))

    assert "4 companies invited" in text
    assert "Participation of SMEs: 50% (1 of 2 invited)" in text
    # The console counts the same two companies of known size, one of them small.
    assert "SMEs present: 1 of 2 companies of known size" in text


def test_the_share_of_smes_states_who_is_one_by_its_own_statement() -> None:
    """“12% of 16” had 15 SMEs in the opening form: one company had ticked it on its phone; 2 of 16 are 12.5%."""
    hall = filled()
    hall.records[0].body["invited"] = [f"C{number}" for number in range(1, 18)]
    hall.records[2].body["is_sme"] = True
    frame = replace(FRAME, smes={f"C{number}": number != 2 for number in range(1, 17)})
    text = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader("en"), frame)))

    assert "Participation of SMEs: 13% (2 of 16 invited; 1 by its own statement)" in text


def test_exchanges_with_unconfirmed_entries_are_marked_and_counted() -> None:
    hall = filled()
    before = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader("en"), FRAME)))
    hall.console("confirm", entry="ash")
    hall.console("confirm", entry="need")
    after = text_of(WRITERS["docx"](minutes.minutes(hall.day, reader("en"), FRAME)))

    assert "Power plant (not confirmed)" in before
    assert "1 of these exchanges has an entry that is not confirmed" in before
    assert "not confirmed" not in after


def test_minutes_state_the_hours_of_facilitators_by_person_and_by_opportunity() -> None:
    hall = filled()
    hall.console("opportunity", "cement", title="Ash into cement", entries=["ash", "need"])
    for who, hours, opportunity in (("Li", 1.5, "cement"), ("Wang", 2.0, "cement"), ("Li", 3.0, "unknown")):
        hall.console("effort", who=who, activity="Visit", hours=hours, opportunity=opportunity)
    # By hand: Li 1.5 + 3, Wang 2; cement 1.5 + 2; what names no opportunity is for the day as a whole.
    assert working_time.hours_by_person(hall.day) == {"Li": 4.5, "Wang": 2.0}
    assert working_time.hours_by_opportunity(hall.day) == {"cement": 3.5, "": 3.0}

    report = minutes.minutes(hall.day, reader("en"), FRAME)
    assert "6.50 h of facilitation in all" in text_of(WRITERS["docx"](report))
    book = load_workbook(io.BytesIO(WRITERS["xlsx"](report)))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any(row[:2] == ("Ash into cement", 3.5) for row in rows)


def test_a_slide_states_that_nothing_was_decided() -> None:
    last = minutes.slides(filled().day, reader("en"), FRAME).blocks[-2:]

    assert [(each.text, each.items) for each in last if isinstance(each, Paragraph)] == [
        ("Decisions of the day", ["Nothing was recorded."]),
        ("Open questions", ["Nothing was recorded."]),
    ]


def test_a_corrected_class_is_named_with_what_was_typed_and_earlier_streams_are_marked() -> None:
    hall = filled()
    typed = hall.day.entries["ash"].values["what"]
    hall.console("correct", entry="ash", resource_id="fly_ash", named="Siliceous ash / 硅质灰")
    stream = {
        "stream_id": "ST9", "direction": "demand", "resource_id": "fly_ash", "resource_en": "Fly ash",
        "resource_zh": "粉煤灰", "company_en": "Dairy", "company_zh": "乳品厂", "quantity": 5.0, "unit": "kt",
        "period": "year", "usual_unit": "t",
    }  # fmt: skip
    frame = replace(FRAME, earlier=pd.DataFrame([stream]))
    english, chinese = (
        text_of(WRITERS["docx"](minutes.minutes(hall.day, reader(each), frame))) for each in LANGUAGES
    )

    assert f"Siliceous ash ({typed})" in english
    assert f"硅质灰（{typed}）" in chinese
    assert "Dairy (earlier data)" in english
    assert "乳品厂（此前数据）" in chinese
