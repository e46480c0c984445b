"""Rows of exchanges in a real browser: their texts do not run into each other."""

import pytest

from tests.browser.conftest import Site, Visit
from tests.browser.fitting import DESK

pytestmark = pytest.mark.browser
# Rows whose texts are higher than the row.
CROWDED = """[...document.querySelectorAll(".exchanges > li")]
    .filter((row) => row.scrollHeight > row.clientHeight + 1).map((row) => row.textContent)"""


def test_names_of_several_lines_make_their_row_higher(samples_site: Site, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page = visit.open(samples_site.url("success", lang="en", role="facilitator", park="kalundborg"))

    assert page.locator(".exchanges > li").count() >= 6  # whole rows of 15, as many as the window shows
    assert page.evaluate(CROWDED) == []
