"""The map in a real browser: it draws without the internet, names stay text, and a click shows the record."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import tiny
from tests.browser.conftest import Site, Visit

pytestmark = pytest.mark.browser
CHART = "[data-testid=stDeckGlJsonChart]"


def chart(page: Page) -> Locator:
    """Wait until the map has drawn itself."""
    canvas = page.locator(f"{CHART} canvas")
    expect(canvas).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1500)  # deck.gl tells nobody when its first picture is done
    return canvas


def point_at_the_middle(page: Page, canvas: Locator) -> None:
    """Move the pointer to the middle of the map: there lies site S2 of the tiny park."""
    box = canvas.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 4, y)
    page.mouse.move(x, y, steps=3)


def test_a_hostile_name_is_text_in_the_maps_tooltip(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("map", lang="en", role="facilitator", park="tiny"))
    canvas = chart(page)

    point_at_the_middle(page, canvas)

    tooltip = page.locator(".deck-tooltip")
    expect(tooltip).to_be_visible()
    assert any(name in tooltip.inner_text() for name in tiny.HOSTILE)
    assert tooltip.locator("img, script, a").count() == 0
    assert visit.faults == []


def test_the_map_asks_nothing_of_the_internet(site: Site, visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))

    page = visit.open(site.url("map", lang="zh", park="tiny"))
    chart(page)

    abroad = [url for url in asked if not url.startswith((site.address, "data:", "blob:", "ws:"))]
    assert abroad == []
    assert visit.faults == []


def test_a_click_on_a_site_shows_its_record(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("map", lang="en", role="facilitator", park="tiny"))
    canvas = chart(page)
    point_at_the_middle(page, canvas)

    page.mouse.down()
    page.mouse.up()
    visit.settle()

    expect(page.get_by_text("Back to all")).to_be_visible()
    assert visit.faults == []


def test_the_map_fits_a_phone(site: Site, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})

    page = visit.open(site.url("map", lang="en", park="tiny"))
    box = chart(page).bounding_box()

    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
