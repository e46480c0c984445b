"""Stories are saved whole, with a change log, and can be changed and removed."""

import duckdb
import pytest

from isdata.data import contracts, store
from isdata.errors import NotFoundError, ProblemsError
from isdata.programme import stories
from isdata.programme.stories import SavedView
from pages.common import navigation

FLOWS = SavedView("flows", "flow_preset=heat&flow_year=2024", title_en="Heat", note_en="Ask about 60 °C")
MAP = SavedView("map", "", title_zh="谁与谁交换")


def saved(con: duckdb.DuckDBPyConnection) -> str:
    return stories.save(con, park_id="tiny", views=[FLOWS, MAP], who="Li", name_en="Our heat")


def test_a_story_is_read_as_it_was_saved(tiny: duckdb.DuckDBPyConnection) -> None:
    story = saved(tiny)

    assert story == "tiny-ST01"
    assert stories.views(tiny, park_id="tiny", story_id=story) == [FLOWS, MAP]
    assert FLOWS.choices == {"flow_preset": "heat", "flow_year": "2024"}
    logged = tiny.execute(
        "select table_name, changed_by from change_log where table_name like 'story%' order by all"
    ).fetchall()
    assert logged == [("story", "Li"), ("story_view", "Li"), ("story_view", "Li")]


def test_a_view_is_added_at_the_end(tiny: duckdb.DuckDBPyConnection) -> None:
    story = saved(tiny)
    board = SavedView("board", title_en="Projects")

    place = stories.add(tiny, park_id="tiny", story_id=story, view=board, who="Li")

    assert place == 3
    assert stories.views(tiny, park_id="tiny", story_id=story) == [FLOWS, MAP, board]
    assert stories.stories(tiny, park_id="tiny").loc[0, "name_en"] == "Our heat"


def test_views_left_out_when_a_story_is_saved_again_are_removed(tiny: duckdb.DuckDBPyConnection) -> None:
    story = saved(tiny)
    before = store.data_version(tiny)

    stories.save(tiny, park_id="tiny", story_id=story, views=[MAP], who="Li", name_en="Our heat")

    assert stories.views(tiny, park_id="tiny", story_id=story) == [MAP]
    assert store.data_version(tiny) == before + 1  # one change, to be undone as one


def test_the_id_of_a_removed_story_is_not_given_again(tiny: duckdb.DuckDBPyConnection) -> None:
    story = saved(tiny)
    before = store.data_version(tiny)

    stories.remove(tiny, park_id="tiny", story_id=story, who="Li")

    assert store.data_version(tiny) == before + 1
    assert stories.stories(tiny, park_id="tiny").empty
    assert store.ask(tiny, "story_views", park_id="tiny").empty
    assert saved(tiny) == "tiny-ST02"


def test_a_view_without_a_title_is_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError):
        stories.save(tiny, park_id="tiny", views=[SavedView("flows")], who="Li", name_en="No title")

    assert stories.stories(tiny, park_id="tiny").empty


def test_a_story_of_another_park_is_not_found(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError):
        stories.views(tiny, park_id="tiny", story_id="CD-ST1")


def test_stories_know_the_presented_pages_that_guests_may_see() -> None:
    pages = {
        entry.name
        for entry in navigation.ENTRIES
        if entry.needs_park and entry.is_for_guests and entry.is_presented
    }

    assert set(contracts.choices("story_page")) == pages
