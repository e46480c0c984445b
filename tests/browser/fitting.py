"""Whether a page fits a desk and a phone, and keeps nobody out."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

DESK, PHONE = (1280, 720), (390, 844)  # the smallest desk
# Neither the window nor the part of it that scrolls is wider than what is seen.
FITS = """document.documentElement.scrollWidth <= window.innerWidth
    && (main => main.scrollWidth <= main.clientWidth)(document.querySelector("[data-testid=stMain]"))"""
# Park, search, language and Present, also on a phone, whose row of controls scrolls sideways.
IN_SIGHT = """[...document.querySelectorAll(".st-key-frame > *")].slice(0, 4)
    .every((one) => one.getBoundingClientRect().right <= window.innerWidth)"""


def fits(visit: Visit, sizes: Sequence[tuple[int, int]], *, result: str | None = None) -> None:
    """Check that the open page fits and shows no error and no barrier.

    Parameters
    ----------
    visit : Visit
        The window.
    sizes : sequence of tuple[int, int]
        Width and height of the window. [px]
    result : str, optional
        What holds the result of the page, and begins in the upper part of the screen.
    """
    page = visit.page
    # First the size that the window has from the page before: each change draws the page anew.
    for width, height in sorted(sizes, key=lambda size: size != drawn_at(page)):
        if drawn_at(page) != (width, height):
            page.set_viewport_size({"width": width, "height": height})
            visit.settle()

        assert page.evaluate(FITS)
        assert page.evaluate(IN_SIGHT)
        expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        if result:
            box = page.get_by_test_id(result).first.bounding_box()
            assert box
            assert box["y"] < 0.7 * height
    barriers = serious_barriers(page)
    assert barriers == [], barriers


def drawn_at(page: Page) -> tuple[int, int]:
    """Width and height of the window. [px]"""
    size = page.viewport_size
    assert size
    return size["width"], size["height"]


def serious_barriers(page: Page) -> list[str]:
    """What keeps people with disabilities from a page, as axe finds it, whose script stays in the window for all pages."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], selectors: false})")["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
