"""Controls show what the page counts with, and what its address says, whatever else is changed.

One window is worked in; what it shows is compared with a new window that opens the same address: that one knows nothing
but the address. What figures depend on beyond this is compared in `tests/pages/test_addresses.py`.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from pages.common import navigation
from pages.common.navigation import Entry
from tests.browser.conftest import Site, Visit, visited

PARKS = ("chengdu", "大亚湾")  # the one that is opened, and how the other one is found
READ = """() => {
  const text = (node) => (node?.textContent ?? "").replace(/\\s+/g, " ").trim()
  const texts = (nodes) => [...nodes].map(text).join(", ")
  const shown = {
    stSlider: (box) => [...box.querySelectorAll("input")].map((one) => one.getAttribute("aria-valuetext")).join(),
    stSelectbox: (box) => box.querySelector("input")?.value || text(box.querySelector("[data-baseweb=select]")),
    stMultiSelect: (box) => texts(box.querySelectorAll("[data-baseweb=tag]")),
    stButtonGroup: (box) => texts(box.querySelectorAll("[aria-checked=true], [aria-pressed=true]")),
    stRadio: (box) => texts(box.querySelectorAll("label:has(input:checked)")),
    stCheckbox: (box) => String(box.querySelector("input").checked),
    stNumberInput: (box) => box.querySelector("input").value,
    stTextInput: (box) => box.querySelector("input").value,
    stMetric: text,
  }
  const boxes = document.querySelectorAll(Object.keys(shown).map((kind) => `[data-testid=${kind}]`).join())
  return [...boxes].map((box) => {
    const named = [...(box.closest("[class*=st-key-]")?.classList ?? [])].find((name) => name.startsWith("st-key-"))
    const key = (named ?? "").replace("st-key-", "").replace(/-[0-9a-f]{8}(-\\d+)?$/, "")
    return `${key}: ${shown[box.dataset.testid](box)}`
  })
}"""
TOOLS = ("flow_bar: ",)  # what is done to a picture that is looked at, not what is looked at
# Pages whose sliders depend on scope, language and currency; the address walk covers the controls of all pages.
WITH_SLIDERS = [entry for entry in navigation.ENTRIES if entry.name in ("energy", "plan")]
PATIENCE = 300  # tenths of a second
# The popovers of the page, not those of the row at the top.
POPOVER = "[data-testid=stMain] [data-testid=stPopover]:not(.st-key-frame *) button"
SLIDER = "[data-testid=stSlider] input[type=range]"


def control(page: Page, key: str) -> Locator:
    """Return the box of a control by the name of its value."""
    return page.locator(f'[class*="st-key-{key}-"]')


def opened(page: Page) -> Iterator[Locator]:
    """Open the popovers of a page, with their closed parts, one after the other; yield the body of each."""
    for button in page.locator(POPOVER).all():
        button.click()
        body = page.locator("[data-testid=stPopoverBody]")
        expect(body).to_be_visible()
        for part in body.locator("details").all():
            if part.get_attribute("open") is None:
                part.locator("summary").click()
        yield body
        page.keyboard.press("Escape")
        expect(body).to_be_hidden()


def agree(live: Visit, fresh: Visit) -> None:
    """Compare what all controls and figures show, those in popovers too, with a new window at the same address."""
    fresh.open(live.page.url)
    same(live.page, fresh.page)
    for _here, _there in zip(opened(live.page), opened(fresh.page), strict=True):
        same(live.page, fresh.page)


def same(one: Page, other: Page) -> None:
    """Wait until two windows show the same; what is only late comes, what is wrong stays."""
    for _attempt in range(PATIENCE):
        here, there = (
            [line for line in page.evaluate(READ) if not line.startswith(TOOLS)] for page in (one, other)
        )
        if here == there:
            return
        one.wait_for_timeout(100)
    assert here == there, one.url


def move(visit: Visit, sliders: Locator) -> None:
    """Move sliders by one step each."""
    for slider in sliders.all():
        is_last = slider.get_attribute("value") == slider.get_attribute("max")
        before = slider.get_attribute("aria-valuetext") or ""
        slider.press("ArrowLeft" if is_last else "ArrowRight")
        expect(slider).not_to_have_attribute("aria-valuetext", before)
        visit.settle()


def change_park(visit: Visit, name: str) -> None:
    """Choose another park by a part of its name."""
    field = control(visit.page, "park").locator("input")
    field.click()
    field.fill(name)
    field.press("Enter")
    visit.settle()


@pytest.mark.parametrize("entry", WITH_SLIDERS, ids=lambda entry: entry.name)
def test_controls_show_what_counts_in_every_language_scope_and_park(
    samples_site: Site, browser: BrowserContext, entry: Entry
) -> None:
    with visited(browser) as live, visited(browser) as fresh:
        page = live.open(samples_site.url(entry.name, lang="en", park=PARKS[0]))
        for heading in page.locator("[data-testid=stExpander] details:not([open]) summary").all():
            heading.click()
        move(live, page.locator(f"[data-testid=stMain] {SLIDER}"))
        if page.locator(POPOVER).count():
            agree(live, fresh)  # what a popover shows that is opened only now
            for body in opened(page):
                move(live, body.locator(SLIDER))
        control(page, "lang").get_by_role("radio").last.click()
        live.settle()
        for scope in page.locator('[class*="scope-"] [role=radio][aria-checked=false]').all()[:1]:
            scope.click()
            live.settle()
        agree(live, fresh)
        if entry.needs_park:
            change_park(live, PARKS[1])
            agree(live, fresh)
        assert re.search(r"lang=zh", page.url)
        assert not live.faults + fresh.faults
