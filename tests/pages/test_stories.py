"""A story is presented by its keys, as often as it is asked for."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from isdata.programme import stories
from isdata.programme.stories import SavedView
from pages.common import data
from pages.common.presenting import views
from tests.pages.conftest import Opened

SCRIPT = "pages/park/stories.py"


class _Browser:
    """Keys pressed in a presentation, as the browser reports them."""

    def __init__(self) -> None:
        self.pressed: dict[str, Any] | None = None
        self.shown: dict[str, Any] = {}

    def __call__(self, *, data: dict[str, Any], **_about: object) -> SimpleNamespace:
        self.shown = data
        return SimpleNamespace(action=self.pressed)

    def press(self, page: AppTest, name: str, value: int | None = None) -> AppTest:
        """Press a key; later than the former one."""
        at = (self.pressed or {"at": 1})["at"] + 1
        self.pressed = {"name": name, "value": value, "at": at}
        return page.run()


def test_a_story_is_presented_again_after_it_was_left(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time, the session took the story in the address for the one it had written, and showed all views."""
    open_page(SCRIPT)
    saved = [SavedView("board", "", title_en="Projects"), SavedView("flows", "", title_en="Flows")]
    story = stories.save(data.cursor(), park_id="tiny", views=saved, who="Li", name_en="Our projects")
    browser = _Browser()
    monkeypatch.setattr(views, "_keys", browser)
    page = open_page(SCRIPT, story_chosen=story)
    for _time in range(2):
        page = page.button(key="present_story").click().run()
        assert (browser.shown["count"], browser.shown["place"]) == (2, 0)
        assert page.session_state["story"] == story
        browser.press(page, "go", 1)
        assert browser.shown["place"] == 1
        browser.press(page, "leave")
        assert not page.session_state["is_projected"]
        assert not page.exception


def test_a_story_left_by_the_button_is_not_resumed_by_another_presentation(open_page: Opened) -> None:
    open_page(SCRIPT)
    saved = [SavedView("board", "", title_en="Projects")]
    story = stories.save(data.cursor(), park_id="tiny", views=saved, who="Li", name_en="Our projects")
    page = open_page("pages/synergies/board.py", projector="true", story=story, slide="1")
    assert page.session_state["story"] == story

    page = page.button(key="switch_projector").click().run()
    page = page.button(key="switch_projector").click().run()

    assert page.session_state["is_projected"]
    assert page.session_state["story"] == ""
    assert "story" not in page.query_params


@pytest.mark.parametrize(("lang", "others"), [("en", "and 3 more entries"), ("zh", "另有3项")])
def test_a_card_lists_as_many_exchanges_as_fit_and_counts_the_others(
    open_page: Opened, lang: str, others: str
) -> None:
    """Three of fifteen were listed in a card that was half empty, and the others were counted as companies."""
    app = open_page(SCRIPT, data="samples", park="kalundborg", lang=lang)

    (listed,) = [each.value.splitlines() for each in app.markdown if others in each.value]
    assert len(listed) == 13
