"""Two people edit one table at once, each in a browser of their own."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pages.common.editing import signed_name
from tests.browser.conftest import DESK, Site, Visit, visited

pytestmark = pytest.mark.browser
# A journey that runs once more finds what it saved before: each amount is a new one.
AMOUNTS = map(str, itertools.count(4001))


@pytest.fixture
def readers(browser: BrowserContext) -> Iterator[tuple[Visit, Visit]]:
    """Mei and Bo, each with a browser that knows nobody's name yet; Mei's has the scripts of the app already."""
    assert browser.browser is not None
    browser.clear_cookies(name=signed_name.COOKIE)
    with ExitStack() as stack:
        other = browser.browser.new_context(viewport=DESK, locale="en-US")
        stack.callback(other.close)
        first, second = (stack.enter_context(visited(context)) for context in (browser, other))
        yield first, second


def type_amount(page: Page, row: int) -> None:
    """Type another amount into a row of the flows, counted from 0."""
    grid = page.locator("[data-testid=stDataFrame]").first
    expect(grid.locator("[role=columnheader]").first).to_be_attached()
    headings = grid.locator("[role=columnheader]").all_text_contents()
    place = next(number for number, words in enumerate(headings) if words.startswith("Quantity"))
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 90, box["y"] + 38 + 35 * row + 17)
    at = grid.locator("[role=gridcell][aria-selected=true]")
    first = int(at.get_attribute("aria-colindex") or 0)
    for step in range(place):  # a key that comes before the cell is drawn is lost
        page.keyboard.press("ArrowRight")
        expect(at).to_have_attribute("aria-colindex", str(first + step + 1))
    amount = next(AMOUNTS)
    page.keyboard.type(amount[0])
    cell = page.locator("#portal").locator("textarea, input").first
    expect(cell).to_be_focused()
    page.keyboard.type(amount[1:], delay=100)
    expect(cell).to_have_value(amount)
    page.keyboard.press("Enter")


def save(visit: Visit, name: str = "") -> None:
    """Save the table at once after typing, with the name where it is asked for."""
    visit.page.locator(".st-key-grid_flow_save button").click()
    if name:
        dialog = visit.page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill(name)
        dialog.get_by_role("button", name="Continue").click()


@pytest.mark.walk
def test_what_is_typed_stays_while_somebody_else_saves(site: Site, readers: tuple[Visit, Visit]) -> None:
    mei, bo = readers
    url = site.url("tables", lang="en", role="facilitator", park="tiny", edit_table="flow")
    bo.open(url)
    mei.open(url)
    type_amount(mei.page, 0)
    save(mei, "Mei")
    expect(mei.page.get_by_text("1 row saved.")).to_be_visible()

    type_amount(bo.page, 1)
    save(bo, "Bo")
    expect(bo.page.get_by_text("1 row saved.")).to_be_visible()

    type_amount(mei.page, 0)
    bo.settle()
    type_amount(bo.page, 0)
    save(bo)
    expect(bo.page.get_by_text("1 row saved.").last).to_be_visible()
    save(mei)
    page = mei.page
    expect(page.get_by_text("1 row was changed by others while you edited it.")).to_be_visible()
    expect(page.get_by_text("changed by Bo")).to_be_visible()
    page.get_by_role("button", name="Use mine").click()
    expect(page.get_by_text("1 row saved.").last).to_be_visible()
    assert (mei.faults, bo.faults) == ([], [])
