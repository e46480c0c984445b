"""The board in a real browser: its dialogs keep what belongs to one synergy out of another."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit

pytestmark = pytest.mark.browser


@pytest.mark.walk
def test_a_click_moves_on_and_a_new_form_begins_empty(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("board", lang="en", role="facilitator", park="tiny"))
    page.get_by_role("button", name="Your name").click()
    page.locator(".st-key-board_who input").fill("Mei")
    page.keyboard.press("Enter")
    visit.settle()
    page.keyboard.press("Escape")

    page.locator(".st-key-move_SY2 button").first.click()
    expect(page.get_by_text("Moved to: Discussion")).to_be_visible()
    visit.settle()

    page.locator(".st-key-open_SY2 button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("From “Idea” to “Discussion”").first).to_be_visible()
    dialog.get_by_role("tab", name="Next step").click()
    expect(dialog.get_by_role("textbox", name="Owner")).to_have_value("Park office")
    page.keyboard.press("Escape")

    page.locator(".st-key-board_new button").first.click()
    expect(page.get_by_role("dialog").get_by_role("textbox", name="Owner")).to_have_value("")
    assert visit.faults == []
