"""“Show on main screen”: other pages are put up as guests see them, in the language of that screen."""

import pytest

from pages.workshop.parts import on_main_screen, running
from tests.pages.conftest import Opened
from tests.pages.test_workshop import closed, opened

__all__ = ["closed"]  # holds for these tests too


def drawing(found: running.Running, language: str) -> str:
    """The picture that the main screen shows in a language."""
    name = found.live.day.scene["shown"][language]
    return (found.hall.folder / "pictures" / name).read_text("utf-8")


def test_another_page_is_shown_on_the_main_screen_as_guests_see_it(open_page: Opened) -> None:
    app, found = opened(open_page)
    found.live.console("main_screen", language="zh")
    page = open_page("pages/park/flows.py")
    prepared = dict(found.views._made)
    page.button(key="show_on_main_screen").click().run()

    assert not page.exception
    assert len(prepared) == 2  # beside the first picture of the process
    assert found.views._made == prepared  # what was drawn meanwhile is shown
    assert found.live.day.scene["scene"] == "picture"
    chinese = drawing(found, "zh")
    assert chinese.startswith("<svg")
    assert "水泥厂" in chinese  # in the language of the main screen, not of the page
    assert "Cement" not in chinese

    found.live.console("main_screen", language="both")
    app.run()  # begins to draw it anew
    list(found.views._made.values())[-1].result()
    app.run()
    assert "水泥厂 Cement" in drawing(found, "both")
    app.button(key="workshop_undo").click().run()  # the change of the language
    app.button(key="workshop_undo").click().run()  # the view
    assert found.live.day.scene == {"scene": "join"}


@pytest.mark.walk
def test_a_page_that_is_on_no_slide_is_drawn_for_guests_and_shown_on_the_main_screen_in_every_language(
    open_page: Opened,
) -> None:
    _app, found = opened(open_page)
    found.live.console("main_screen", language="zh")
    page = open_page("pages/synergies/resilience.py")
    page.button(key="show_on_main_screen").click().run()

    assert not page.exception
    assert found.live.day.scene["scene"] in ("picture", "cards")
    assert list(found.live.day.scene["shown"]) == ["zh", "en", "both"]  # the key finds what it chooses
    assert ["永久损失" in drawing(found, language) for language in ("zh", "en")] == [True, False]
    assert found.live.day.scene["page"] == "Resilience"
    assert page.session_state["is_projected"] is False  # the facilitator's own screen is what it was
    assert [each.value for each in page.toast] == ["On main screen: Resilience"]


def test_key_figures_stand_in_both_languages_on_a_main_screen_in_both() -> None:
    putting = on_main_screen._PuttingUp(["both", "en", "zh"])
    english = [("Members", "19", ""), ("Target", "7%", "by 2025")]
    chinese = [("成员", "19", ""), ("目标", "7%", "到2025年")]

    assert on_main_screen._as_cards(chinese, "both", putting) == {}  # follows from the others
    assert list(on_main_screen._as_cards(english, "en", putting)) == ["en"]
    drawn = on_main_screen._as_cards(chinese, "zh", putting)
    assert list(drawn) == ["zh", "both"]
    assert [card["title"] for card in drawn["both"]] == ["Members", "成员", "Target", "目标"]


def test_a_page_whose_totals_guests_may_not_see_says_so_on_the_main_screen(open_page: Opened) -> None:
    _app, found = opened(open_page)
    page = open_page("pages/network/plan.py")
    page.session_state["withheld_on_main_screen"][1].result()
    page.run()
    assert page.button(key="show_on_main_screen").label == "Main screen: no totals"  # before it is used
    page.button(key="show_on_main_screen").click().run()

    assert not page.exception
    # The measures of the small park are of too few companies for a total.
    assert found.live.day.scene == {"scene": "withheld", "page": "Investment plan"}
    assert [each.value for each in page.toast] == ["On main screen: Investment plan"]
