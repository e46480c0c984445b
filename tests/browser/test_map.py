"""The map in a real browser: it draws without the internet, names stay text, and pointing and clicking answer."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests import tiny
from tests.browser.conftest import Site, Visit
from tests.browser.fitting import DESK, PHONE, fits

pytestmark = pytest.mark.browser
CHART = "[data-testid=stDeckGlJsonChart]"
TOOLTIP = ".deck-tooltip"


@pytest.fixture(scope="module")
def desk(site: Site, window: Visit) -> Visit:
    """The map on a small desk, opened once: without a graphics card it takes seconds until it is ready to be drawn."""
    window.faults.clear()
    window.asked.clear()
    window.page.set_viewport_size({"width": 1024, "height": 768})
    window.open(site.url("map", lang="en", role="facilitator", park="tiny"))
    point(window.page)
    return window


def canvas_of(page: Page) -> Locator:
    canvas = page.locator(f"{CHART} canvas")
    expect(canvas).to_be_visible()
    return canvas


def point(page: Page) -> None:
    """Point at the middle of the map, where site S2 of the tiny park lies, until the map answers."""
    box = canvas_of(page).bounding_box()
    assert box
    for attempt in range(120):
        # A pointer that rests is asked after once only: move it a little.
        page.mouse.move(box["x"] + box["width"] / 2 + attempt % 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(100)
        if page.locator(TOOLTIP).is_visible():
            return
    raise AssertionError("the map shows nothing of the site in its middle")


def picture(page: Page) -> np.ndarray:
    """Return what the map shows, without the tooltip above it."""
    shot = canvas_of(page).screenshot(style=f"{TOOLTIP} {{ visibility: hidden }}")
    return np.asarray(Image.open(io.BytesIO(shot)).convert("L")).astype(int)


def test_a_hostile_name_is_text_in_the_maps_tooltip(desk: Visit) -> None:
    point(desk.page)
    tooltip = desk.page.locator(TOOLTIP)

    assert any(name in tooltip.inner_text() for name in tiny.HOSTILE)
    assert tooltip.locator("img, script, a").count() == 0
    assert desk.faults == []


@pytest.mark.walk
def test_pointing_at_a_site_lights_up_what_it_could_be_joined_with(desk: Visit) -> None:
    page = desk.page
    point(page)
    assert "Feasible matches" in page.locator(TOOLTIP).inner_text()
    lit = picture(page)
    box = canvas_of(page).bounding_box()
    assert box

    page.mouse.move(box["x"] + 5, box["y"] + 5)
    expect(page.locator(TOOLTIP)).to_be_hidden()
    page.wait_for_timeout(200)
    darker = picture(page) - lit > 40

    # From S2 in the middle to S1 in the west and S3 in the east: dark dashes on both sides, beside the circle itself.
    width = darker.shape[1]
    for side in (darker[:, : width // 2 - 40], darker[:, width // 2 + 40 :]):
        assert side.sum() > 100
    assert desk.faults == []


def test_a_click_on_a_site_shows_its_record(desk: Visit) -> None:
    point(desk.page)

    desk.page.mouse.down()
    desk.page.mouse.up()

    expect(desk.page.get_by_text("Show all")).to_be_visible()
    assert desk.faults == []


def test_the_map_fits_desk_and_phone_and_asks_nothing_of_the_internet(site: Site, desk: Visit) -> None:
    """As `test_journeys.py` checks of the other pages, on the map that is drawn already: another would take as long again."""
    fits(desk, [DESK, PHONE])
    box = canvas_of(desk.page).bounding_box()
    waiting = "getComputedStyle(document.querySelector('.st-key-map'), '::before').content"

    assert desk.page.viewport_size == {"width": 390, "height": 844}
    assert "Map is being drawn" in desk.page.evaluate(waiting)  # until the canvas has its picture
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert [url for url in desk.asked if not url.startswith((site.address, "data:", "blob:", "ws:"))] == []
    assert desk.faults == []
