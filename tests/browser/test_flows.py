"""The Sankey in a real browser: a click on a bar and one on a ribbon open what the pointer is on."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from isdata.output.figures import style
from tests.browser.conftest import Site, Visit

pytestmark = pytest.mark.browser
SHAPES = "[data-testid=stVegaLiteChart] .mark-shape path"


def click(page: Page, shape: Locator) -> str:
    """Click the middle of a shape; return what its tooltip said."""
    box = shape.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y, steps=3)
    tip = page.locator("#vg-tooltip-element.visible")
    expect(tip).to_be_visible()
    said = tip.inner_text()
    page.mouse.click(x, y)
    return said


def boxes_at_rest(page: Page, shapes: Locator) -> list[FloatRect | None]:
    """Return where shapes are once the picture is not drawn anew any more."""
    boxes = None
    while boxes != (found := [each.bounding_box() for each in shapes.all()]):
        boxes = found
        page.wait_for_timeout(500)
    return found


def test_a_click_on_a_ribbon_shows_its_rows_and_one_on_a_bar_that_company(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("flows", flow_look="chain", flow_kind="water"))
    ribbon = page.locator(f"{SHAPES}:not([fill='{style.INK}'])").first

    said = click(page, ribbon)
    behind = page.get_by_text("Data of “")

    expect(behind).to_be_visible()
    name, of_all = behind.inner_text().removeprefix("Data of “").removesuffix("”").split(", ")
    assert (name in said, of_all) == (True, "from source to destination")

    bars = page.locator(f"{SHAPES}[fill='{style.INK}']")
    boxes = boxes_at_rest(page, bars)
    rightmost = max(range(len(boxes)), key=lambda n: (boxes[n] or {"x": 0})["x"])

    click(page, bars.nth(rightmost))

    page.wait_for_url("**flow_company=C1**", timeout=60_000)
