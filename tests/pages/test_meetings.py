"""A further meeting is begun on the page of those that were held."""

import datetime as dt

import pandas as pd

from isdata.programme.missions import meetings
from tests.pages.conftest import Opened


def test_the_page_opens_on_the_meeting_nearest_to_today() -> None:
    days = ["2027-03-18", "2026-11-12", None, "2025-09-18"]
    held = pd.DataFrame({"event_id": ["ahead", "held", "undated", "earlier"], "starts_on": days})

    assert meetings.nearest_event(held, dt.date(2026, 11, 28)) == "held"
    assert meetings.nearest_event(held, dt.date(2027, 3, 1)) == "ahead"
    assert meetings.nearest_event(held.iloc[:0], dt.date(2027, 3, 1)) is None


def test_a_new_meeting_begins_with_an_empty_form(open_page: Opened) -> None:
    app = open_page("pages/programme/meetings.py", data="samples", park="chengdu")
    box = next(each for each in app.selectbox if each.label == "Meeting or event")
    box.select_index(len(box.options) - 1).run()

    assert not app.exception
    assert not app.metric  # those of a meeting that was held
    assert {area.value for area in app.text_area} == {""}
