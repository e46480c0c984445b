"""The window of the speaker follows the presented one, and is never shown to guests."""

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from isdata.programme import stories
from isdata.programme.stories import SavedView
from pages.common import data
from pages.common.presenting import running
from tests.pages.conftest import Opened, shown
from tests.turns import only

SCRIPT = "pages/park/stories.py"
VIEWS = [
    SavedView("board", "", title_en="Projects", title_zh="项目", note_en="Ask for dates", note_zh="询问日期"),
    SavedView(
        "map", "", title_en="Neighbours", title_zh="相邻企业", note_en="Point at them", note_zh="指给大家看"
    ),
]


@pytest.mark.parametrize("language", only(["zh"], LANGUAGES))
def test_the_window_of_the_speaker_follows_the_presented_one(open_page: Opened, language: str) -> None:
    page = open_page(SCRIPT, language=language)
    story = stories.save(data.cursor(), park_id="tiny", views=VIEWS, who="Li", name_en="Our projects")
    running._presentations.clear()
    address = {"language": language, "story_chosen": story, "speaker": "true"}
    notes = [view.note_en if language == "en" else view.note_zh for view in VIEWS]
    titles = [view.title_en if language == "en" else view.title_zh for view in VIEWS]

    page = open_page(SCRIPT, **address)
    assert not page.exception
    assert str(notes[0]) not in shown(page)

    _present(open_page, story, 1, language)
    page.run()
    text = shown(page)
    assert str(notes[0]) in text
    assert str(titles[1]) in text
    assert str(notes[1]) not in text

    _present(open_page, story, 2, language)
    page.run()
    assert str(notes[1]) in shown(page)
    assert str(notes[0]) not in shown(page)


@pytest.mark.walk
def test_guests_neither_see_the_notes_nor_move_them(open_page: Opened) -> None:
    open_page(SCRIPT)
    story = stories.save(data.cursor(), park_id="tiny", views=VIEWS, who="Li", name_en="Our projects")
    running._presentations.clear()

    _present(open_page, story, 2, "en", role="guest")
    assert running.of(story) is None

    _present(open_page, story, 1, "en")
    for reader in ({"role": "guest"}, {"projector": "true"}):
        page = open_page(SCRIPT, story_chosen=story, speaker="true", **reader)
        assert "Ask for dates" not in shown(page)


@pytest.mark.walk
def test_a_link_that_names_a_slide_only_opens_it_as_saved(open_page: Opened) -> None:
    """Without the settings of the view, the page showed its own first choice below the title of the slide."""
    open_page(SCRIPT)
    views = [SavedView("flows", "flow_kind=water&flow_preset=own", title_en="Water", title_zh="水")]
    story = stories.save(data.cursor(), park_id="tiny", views=views, who="Li", name_en="Our water")
    page = open_page("pages/park/flows.py", projector="true", story=story, slide="1")

    assert not page.exception
    assert page.session_state["flow_kind"] == "water"


def _present(open_page: Opened, story: str, slide: int, language: str, **address: str) -> AppTest:
    script = ("pages/synergies/board.py", "pages/park/map.py")[slide - 1]
    return open_page(script, language=language, projector="true", story=story, slide=str(slide), **address)
