"""A further meeting is begun on the page of those that were held."""

from tests.pages.conftest import Opened


def test_a_new_meeting_begins_with_an_empty_form(open_page: Opened) -> None:
    app = open_page("pages/programme/meetings.py", data="samples", park="chengdu")
    box = next(each for each in app.selectbox if each.label == "Meeting or event")
    box.select_index(len(box.options) - 1).run()

    assert not app.exception
    assert not app.metric  # those of a meeting that was held
    assert {area.value for area in app.text_area} == {""}
