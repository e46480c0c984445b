"""A newcomer's first minutes, in a real browser."""

import re
from itertools import cycle
from operator import itemgetter

import pytest
from playwright.sync_api import expect

from isdata.data.i18n import LANGUAGES
from pages.common import navigation
from tests.browser.conftest import Site, Visit
from tests.browser.fitting import DESK, PHONE, fits
from tests.turns import walked

pytestmark = pytest.mark.browser
PAGES = ["" if place == 0 else entry.name for place, entry in enumerate(navigation.ENTRIES)]
PAGES.remove("map")
LOOKS = [("en", DESK), ("zh", PHONE), ("en", PHONE), ("zh", DESK)]
# What holds the result of a page, and begins in the upper part of the screen.
RESULTS = dict.fromkeys(("overview", "flows", "energy", "certainty"), "stVegaLiteChart")


@pytest.mark.walk
def test_the_first_deep_link_shows_the_right_page(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("flows", lang="zh"))

    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("物质与能量流")


@pytest.mark.walk
def test_the_first_page_is_found_by_its_own_name(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("overview", lang="zh"))

    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("概览")
    assert "lang=zh" in page.url
    assert visit.faults == []


COMES = "document.documentElement.classList.contains('view-comes')"
CONTENT = "document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect()"


@pytest.mark.parametrize(
    ("name", "language", "size"),
    [
        # One size after the other: each change draws a page anew.
        *sorted(((name, *look) for name, look in zip(PAGES, cycle(LOOKS), strict=False)), key=itemgetter(2)),
        *(walked(name, *look) for name, look in zip(PAGES, cycle(LOOKS[2:] + LOOKS[:2]), strict=False)),
    ],
)
def test_a_page_shows_without_any_fault_and_fits(
    site: Site, window: Visit, name: str, language: str, size: tuple[int, int]
) -> None:
    """On a park whose names try to do harm: nothing runs, nothing fails, nothing is asked of the internet.

    Each page in one language and at one size, by turns, and by `make walk` at the other; `tests/pages` runs every page in all
    languages. The map is in `test_map.py`, where it is drawn already.
    """
    window.faults.clear()
    window.turn_to(site.url(name, lang=language))
    fits(window, [size], result=RESULTS.get(name or "overview"))
    assert window.faults == []


def test_the_language_stays_on_the_next_page_and_after_a_reload(site: Site, visit: Visit) -> None:
    page = visit.open(site.url())
    page.get_by_text("中文", exact=True).click()
    visit.settle()
    page.get_by_test_id("stHeader").get_by_role("link", name="协同项目").click()
    page.wait_for_url("**/matches**")
    visit.settle()
    expect(page.locator("h1")).to_contain_text("供需匹配")

    page.reload()
    visit.settle()

    expect(page.locator("h1")).to_contain_text("供需匹配")
    assert "lang=zh" in page.url


def test_going_back_undoes_one_choice_at_a_time_also_from_a_link(site: Site, visit: Visit) -> None:
    """What a page adds to a link by itself is no step."""
    page = visit.open(site.url("board", lang="en"))
    page.goto(site.url("synergy", lang="en", synergy="SY1"))
    visit.settle()
    page.get_by_text("Readiness", exact=True).click()
    visit.settle()
    assert "part=readiness" in page.url

    page.go_back()
    # The address is back before the page is: on a busy machine the script has not begun yet.
    expect(page.get_by_role("heading", name="Assumptions")).to_be_visible(timeout=60_000)
    visit.settle()
    assert "part=sheet" in page.url

    page.go_back()
    visit.settle()
    expect(page.get_by_role("heading", name="Board")).to_be_visible(timeout=60_000)


@pytest.mark.walk
def test_a_link_to_another_page_keeps_the_terms(site: Site, visit: Visit) -> None:
    """One page once showed another value of the same measures, at the usual terms and without the scenario."""
    page = visit.open(site.url("energy", lang="en", rate="5"))
    page.get_by_role("link", name="Investment plan", exact=True).click()
    page.wait_for_url("**/plan**")
    visit.settle()

    assert "rate=5" in page.url


@pytest.mark.walk
def test_a_page_that_does_not_exist_is_shown(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("nopage", lang="zh"))

    expect(page.get_by_text("没有页面“nopage”")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("概览")
    assert visit.faults == []


def test_on_a_narrow_screen_the_navigation_closes_when_a_page_is_chosen(site: Site, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(site.url())
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
    page.reload()  # the side bar was left open: it does not come back over the page
    visit.settle()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")

    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Synergies").click()
    page.wait_for_url("**/matches**")
    visit.settle()

    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.reload()  # where there is room it stands at the top again
    visit.settle()
    expect(page.get_by_test_id("stHeader").get_by_role("link", name="Synergies")).to_be_visible()
    assert visit.faults == []


@pytest.mark.walk
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_controls_fit_a_phone_below_the_name_of_the_park(site: Site, visit: Visit, language: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(site.url("energy", lang=language))

    row = page.locator(".st-key-frame")
    boxes = [box for button in row.locator("button").all() if (box := button.bounding_box())]
    assert max(box["x"] + box["width"] for box in boxes) <= 379
    assert row.evaluate("row => row.scrollWidth <= row.clientWidth + 1")
    assert {round(box["height"]) for box in boxes} == {34}
    assert len({round(box["y"]) for box in boxes}) == 2
    assert row.locator("input").first.evaluate("name => name.scrollWidth <= name.clientWidth")


def test_views_are_presented_by_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit.open(site.url())
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    page.keyboard.press("p")
    expect(page.locator("#presentation-bar")).to_contain_text("1 / ")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_role("button", name="View", exact=True)).to_be_hidden()
    visit.settle()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.3
    bar = page.locator("#presentation-bar").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] < 60  # beside the title, over no picture

    page.mouse.move(640, 400)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/flows**projector=true**")
    visit.settle()
    pointed = "document.elementFromPoint(640, 400).closest('[data-testid=stVegaLiteChart]') !== null"
    assert not page.evaluate(pointed)  # a pointer that rests lights nothing
    page.mouse.move(660, 400, steps=4)
    assert page.evaluate(pointed)
    flows = page.locator("h1").inner_text()
    for key, place in (("ArrowRight", "5 / "), ("ArrowLeft", "2 / ")):
        for _press in range(3):  # faster than the views are drawn: each press counts
            page.keyboard.press(key, delay=50)
        assert page.evaluate(COMES)  # the title of a view may stand above the picture of another
        expect(page.locator("#presentation-bar .place")).to_contain_text(place)
    expect(page.locator("h1")).to_have_text(flows)
    page.wait_for_url("**/flows**projector=true**")
    visit.settle()
    assert not page.evaluate(COMES)
    for key in (
        "+",
        "+",
        *["ArrowRight"] * 2,
        *["ArrowLeft"] * 9,
    ):  # a zoomed view is moved, and its left edge reached
        page.keyboard.press(key)
    page.wait_for_function(f"{CONTENT}.left === 0 && {CONTENT}.width > innerWidth * 1.5")
    expect(page.locator("h1")).to_have_text(flows)
    page.keyboard.press("0")
    page.wait_for_function(f"{CONTENT}.width <= innerWidth")
    page.keyboard.press("?")
    expect(page.locator("#presentation-help")).to_contain_text("Blank screen")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(page.locator("#presentation-blank")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("l")
    expect(page.locator("h1")).to_contain_text("物质与能量流")
    visit.settle()
    page.keyboard.press("End")
    page.wait_for_url(lambda address: "/flows" not in address)
    visit.settle()
    page.keyboard.press("ArrowRight")  # the key did nothing there
    expect(page.locator("#presentation-end")).to_contain_text("演示结束")
    expect(page.locator("#presentation-bar .place")).to_have_count(0)
    expect(page.locator("#presentation-bar button:disabled")).to_have_text("›")  # nothing follows
    page.keyboard.press("1")
    expect(page.locator("#presentation-end")).to_have_count(0)
    expect(page.locator("#presentation-bar .place")).to_contain_text("1 / ")
    visit.settle()

    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    visit.settle()
    assert "projector" not in page.url
    assert visit.faults == []


def test_stories_follow_one_another_by_keyboard(samples_site: Site, visit: Visit) -> None:
    page = visit.open(samples_site.url("stories", lang="en", park="chengdu"))
    place = page.locator("#presentation-bar .place")
    page.keyboard.press("p")
    expect(place).to_contain_text("1 / ")
    page.keyboard.press("End")
    page.wait_for_url(lambda address: "slide=1&" not in f"{address}&")
    visit.settle()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#presentation-end")).to_contain_text("Next story")
    begun = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "slide=1&" in f"{address}&")
    expect(page.locator("#presentation-end")).to_have_count(0)
    expect(place).to_contain_text("1 / ")
    visit.settle()
    story = re.compile("story=([^&]*)")
    assert story.findall(page.url) > story.findall(begun)  # in the order of the park

    page.keyboard.press("l")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    page.keyboard.press("?")
    expect(page.locator("#presentation-help")).to_contain_text("黑屏")  # the list follows the language
    page.keyboard.press("Escape")
    assert visit.faults == []


def test_the_server_wrote_no_warning(site: Site) -> None:
    """Runs last in this file: what the journeys above made the server say."""
    said = site.log.read_text()

    assert "Traceback" not in said
    assert "deprecated" not in said.lower()
    assert "warning" not in said.lower()
