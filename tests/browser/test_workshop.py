"""Phones and main screen of a workshop in a real browser: no barriers, an entry in a few seconds, back after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from isdata.programme.workshop import ended_session, scenes
from isdata.programme.workshop.rehearsal import steps
from tests.browser.conftest import Visit
from tests.programme.workshop.conftest import ADDRESS, Site

PHONE = ViewportSize(width=390, height=844)
TOP = "field => field.getBoundingClientRect().top"
LEAST_LABEL = 2.2  # % of the picture's height
SIZES = """() => [...document.querySelectorAll("#main-screen *")].filter(
    (part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
).map((part) => {
    const drawing = part.closest("svg"), size = parseFloat(getComputedStyle(part).fontSize)
    if (!drawing) return size
    const box = drawing.viewBox.baseVal, room = drawing.getBoundingClientRect()
    return size * Math.min(room.width / box.width, room.height / box.height)
})"""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Site]:
    """A session in which twenty fictitious companies have declared."""
    site = Site(tmp_path / "day.sqlite3")
    for step in steps("en", 2):
        site.live.send(step.phone, step.kind, step.body, step.key).result(30)
    site.live.console("opportunity", title="Heat to the paper mill", entries=list(site.live.day.entries)[:2])
    yield site
    site.close()


def barriers(page: Page) -> list[str]:
    """What axe finds on a page."""
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in Axe().run(page).response["violations"]]


@pytest.fixture
def phone(visit: Visit) -> Visit:
    """A phone."""
    visit.page.set_viewport_size(PHONE)
    return visit


def test_a_phone_declares_in_a_few_steps_without_barriers(hall: Site, phone: Visit) -> None:
    page, address = phone.page, f"http://{ADDRESS}:{hall.port}"
    page.goto(f"{address}/j")
    assert barriers(page) == []
    page.goto(f"{address}/j?code={hall.live.day.code}")
    assert barriers(page) == []
    page.get_by_label("Your company").select_option("Power plant")
    page.get_by_role("button", name="Join").click()
    page.locator("label", has_text="Have").click()
    page.get_by_label("What is it?").fill("Fly ash")
    page.get_by_label("How much?").fill("1200")
    page.get_by_role("button", name="Send", exact=True).first.click()
    expect(page.locator(".entry")).to_contain_text("1,200 t/yr")
    assert barriers(page) == []

    field = page.get_by_label("What is it?")
    field.focus()
    place = field.evaluate(TOP)
    hall.live.console("show", scene="votes")
    expect(page.get_by_role("button", name="Vote")).to_be_visible()
    assert field.evaluate(TOP) == pytest.approx(place, abs=1)  # the field stays under the fingers
    page.evaluate("scrollTo(0, 0)")
    expect(page.get_by_role("button", name="Vote")).to_be_in_viewport()  # above the form for declarations
    assert barriers(page) == []
    assert phone.faults == []


def test_the_main_screen_has_no_barriers_and_labels_that_read_from_the_last_row(
    hall: Site, visit: Visit
) -> None:
    page = visit.page
    page.goto(f"http://{ADDRESS}:{hall.port}{hall.hall.main_screen_path}")
    entry = next(iter(hall.live.day.entries))
    for scene in (*scenes.ORDER, "focus", "break", "withheld"):
        hall.live.console("show", scene=scene, entry=entry)
        expect(page.locator("#main-screen")).to_have_attribute("data-scene", scene)
        height = page.viewport_size["height"] if page.viewport_size else 1080
        sizes = page.evaluate(SIZES)

        assert barriers(page) == [], scene
        assert min(sizes, default=height) >= LEAST_LABEL / 100 * height, scene
    hall.live.console("show", scene="entries")
    for until, is_shown in (("2100-01-01T00:00:00+00:00", True), ("2020-01-01T00:00:00+00:00", False)):
        hall.live.console("main_screen", until=until)
        clock = page.locator(f"[data-until='{until}']")
        expect(clock).to_be_attached()
        expect(clock).to_be_visible(visible=is_shown)
    hall.live.console("close")
    expect(page.locator("#main-screen")).to_have_attribute("data-scene", "ended")
    assert barriers(page) == []
    hall.listener.serve(ended_session.application(hall.hall))
    phone = page.context.new_page()  # the main screen goes on following
    phone.goto(f"http://{ADDRESS}:{hall.port}/j")
    expect(phone.locator("main")).to_contain_text("The workshop has ended")
    assert barriers(phone) == []
    phone.close()
    assert visit.faults == []
