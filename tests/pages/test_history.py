"""The page History as its readers use it."""

import pytest

from isdata import synergies
from pages.common.data import cursor
from tests.pages.conftest import Opened, clear


@pytest.mark.parametrize(
    ("language", "why", "stage", "name"),
    [
        ("en", "From “Idea” to “Discussion”", ["Idea", "Discussion"], "Name"),
        ("zh", "由“设想”进入“讨论”", ["设想", "讨论"], "名称"),
    ],
)
def test_a_move_is_told_in_the_readers_words(
    open_page: Opened, language: str, why: str, stage: list[str], name: str
) -> None:
    app = open_page("pages/data/history.py", language=language)
    cursor().execute("update synergy set stage = 'idea' where synergy_id = 'SY2'")
    synergies.move(cursor(), synergy="SY2", stage="discussion", who="Li", reason="")
    clear()
    app.run()

    assert not app.exception
    changes, cells = (table.value for table in app.dataframe)
    assert changes.iloc[0, 3] == why
    row = cells[cells.iloc[:, 3] == stage[0]].iloc[0]
    assert row.iloc[3:5].tolist() == stage
    assert row[name]
    assert row[name] != row.iloc[1]
