"""What a phone shows otherwise than a desk."""

from types import SimpleNamespace

import pandas as pd
import pytest

from isdata.data import store
from pages.common import cards, data, screen
from tests.pages.conftest import Opened


@pytest.fixture(autouse=True)
def phone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width of a phone."""
    monkeypatch.setattr(screen, "_size", lambda: f"{screen.PHONE.width}x{screen.PHONE.height}")


def test_a_small_board_lists_its_stages_below_each_other(open_page: Opened) -> None:
    """One stage was shown, and the others had to be chosen."""
    app = open_page("pages/synergies/board.py")

    assert {"open_SY1", "open_SY2"} <= {str(button.key) for button in app.button}
    headings = [each.value for each in app.markdown if each.value.startswith(":color[")]
    assert [each.partition("} ")[2] for each in headings] == ["**Idea** (1)", "**Operation** (1)"]


def test_the_progress_of_a_mission_is_its_headline(open_page: Opened) -> None:
    """A phone began with cards. A mission without a first day is shown too, and none of its steps is late."""
    open_page("pages/programme/missions.py")
    mission = {"mission_id": "M1", "park_id": "tiny", "name_en": "Start"}
    steps = pd.DataFrame({"step_id": ["P1", "P2"], "name_en": ["One", "Two"], "evidence": ["File", None]})
    steps = steps.assign(mission_id="M1", sequence=[1, 2], output="Paper", output_kind="document")
    tables = {"mission": pd.DataFrame([mission]), "mission_step": steps}
    store.write(data.cursor(), tables, who="Mei", reason="added")

    app = open_page("pages/programme/missions.py", mission="M1")

    assert app.subheader[0].value.replace("\u00a0", " ").startswith("0 of 2 outputs available; next")


def test_a_long_name_that_the_list_cuts_is_repeated_in_full(open_page: Opened) -> None:
    """The name of a mission, meeting or document was nowhere on the first screen in full."""
    app = open_page("pages/programme/missions.py", data="samples", park="kunshan")
    named = [each.value for each in app.markdown if "cleaning chemicals and metals" in each.value]
    assert named[0].startswith(r"Mission 1\: cleaning chemicals and metals")


@pytest.mark.parametrize(("figures", "per_line"), [(1, 2), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (8, 2)])
def test_tiles_of_a_phone_share_lines_evenly(
    monkeypatch: pytest.MonkeyPatch, figures: int, per_line: int
) -> None:
    """As many as have their least width in the 340 px of its content, 8 px apart."""
    given: dict[str, int] = {}
    monkeypatch.setattr(
        cards.st, "container", lambda **_: SimpleNamespace(grid=lambda _count, **sizes: given.update(sizes))
    )

    cards.row(figures)

    assert (340 + 8) // (given["min_column_width"] + 8) == per_line
