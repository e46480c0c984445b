"""A further meeting is begun on the page of those that were held."""

import datetime as dt
from urllib.parse import parse_qs

import pandas as pd
import pytest

from isdata.programme.missions import invited, meetings, next_steps
from pages.common import data, session_steps
from pages.programme.parts import meeting_record
from tests.pages.conftest import Opened


def test_the_page_opens_on_the_meeting_nearest_to_today() -> None:
    days = ["2027-03-18", "2026-11-12", None, "2025-09-18"]
    held = pd.DataFrame({"event_id": ["ahead", "held", "undated", "earlier"], "starts_on": days})

    assert meetings.nearest_event(held, dt.date(2026, 11, 28)) == "held"
    assert meetings.nearest_event(held, dt.date(2027, 3, 1)) == "ahead"
    assert meetings.nearest_event(held.iloc[:0], dt.date(2027, 3, 1)) is None


@pytest.mark.parametrize(
    ("day", "closed", "stated"),
    [
        (dt.datetime(2026, 11, 12), None, "Minutes open"),
        (dt.datetime(2026, 11, 12), dt.datetime(2026, 11, 20), "Minutes closed on Nov 20, 2026"),
        (dt.datetime(2026, 12, 3), None, "Not yet held"),
        (None, None, "Not yet held"),
    ],
)
def test_a_coming_meeting_is_not_yet_held(
    day: dt.datetime | None, closed: dt.datetime | None, stated: str
) -> None:
    """“Planned” was read as a state of the minutes."""
    meeting = {"starts_on": day, "closed_on": closed}

    assert meeting_record.status(meeting, dt.date(2026, 12, 2)) == stated


def test_a_new_meeting_begins_with_an_empty_form(open_page: Opened) -> None:
    app = open_page("pages/programme/meetings.py", data="samples", park="chengdu")
    box = next(each for each in app.selectbox if each.label == "Meeting or event")
    box.select_index(len(box.options) - 1).run()

    assert not app.exception
    assert not app.metric  # those of a meeting that was held
    assert {area.value for area in app.text_area} == {""}


def test_partners_are_offered_for_the_attendance_and_added_in_both_languages(open_page: Opened) -> None:
    app = open_page("pages/programme/meetings.py", data="samples", park="chengdu", meeting="CD-E99")
    box = next(each for each in app.selectbox if each.label == "Meeting or event")
    box.select_index(len(box.options) - 1).run()
    (present,) = [each for each in app.multiselect if each.label == "Partners attending"]
    assert "Park administration (sample)" in present.options  # once, though it moderates two networks
    assert len(present.options) == len(set(present.options))
    present.select("Institute of Energy Management (sample)")
    next(each for each in app.text_input if each.label == "Name (English)").set_value("Partners' meeting")
    app.text_input(key="meeting_who").set_value("Mei")
    app.button(key="meeting_save_None").click().run()

    assert not app.exception
    held = meetings.meetings(data.cursor(), park_id="chengdu").set_index("name_en")
    assert (
        held.loc["Partners' meeting", "attendance"]
        == "Institute of Energy Management (sample) / 能源管理研究院（示例）"
    )


def test_minutes_that_are_not_saved_stay_when_the_page_is_left(open_page: Opened) -> None:
    """Fields of a form are sent with its button only, so what was typed was lost."""
    app = open_page("pages/programme/meetings.py", data="samples", park="chengdu", meeting="CD-E99")
    box = next(each for each in app.selectbox if each.label == "Meeting or event")
    box.select_index(len(box.options) - 1).run()
    minutes = next(each for each in app.text_area if each.label == "Minutes")
    minutes.set_value("Two synergies go to feasibility").run()
    assert any(each.key == "meeting_form_chengdu_discard" for each in app.button)
    app.switch_page("pages/park/overview.py").run()
    app.switch_page("pages/programme/meetings.py").run()
    assert (
        next(each for each in app.text_area if each.label == "Minutes").value
        == "Two synergies go to feasibility"
    )

    app.button(key="meeting_form_chengdu_discard").click().run()
    assert not next(each for each in app.text_area if each.label == "Minutes").value


@pytest.mark.walk
def test_the_next_step_opens_the_companies_to_invite_and_one_button_lists_them(open_page: Opened) -> None:
    app = open_page("pages/workshop/workshop.py", data="samples", park="chengdu")
    links = [(each.proto.label, each.proto.query_string) for each in app.get("page_link")]
    step = next(query for _label, query in links if "meeting_part=companies" in query)
    meeting = parse_qs(step)["meeting"][0]
    app = open_page(
        "pages/programme/meetings.py",
        data="samples",
        park="chengdu",
        meeting=meeting,
        meeting_part="companies",
    )
    assert not app.exception
    app.text_input(key="invited_who").set_value("Mei")
    app.button(key="meeting_invite").click().run()

    assert not app.exception
    listed = set(invited.companies(data.cursor(), event_id=meeting)["company_id"])
    assert listed >= set(invited.companies_of_park(data.cursor(), park_id="chengdu"))
    assert not any(each.key == "meeting_invite" for each in app.button)


def test_the_step_of_open_minutes_opens_the_minutes(open_page: Opened) -> None:
    step = next_steps.NextStep("minutes", 1, None, "E1", "Meeting", "会议", None)

    assert session_steps._target(step) == ("meetings", {"meeting": "E1", "meeting_part": "texts"})
    flows = next_steps.NextStep("old_flows", 2, 2024)
    assert session_steps._target(flows) == ("tables", {"edit_table": "flow"})
