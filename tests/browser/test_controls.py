"""Controls show what the page counts with, and what its address says, whatever else is changed.

A page is walked in one window: its controls are changed once, those in popovers and folded parts too. What several pages
share, such as prices and taxes, is changed on the first of them. Then the language is changed, there and back for controls of
a new kind, and at last currency and park. A control has to show the same option in the other language, the address has to stay
as it was, and a new session that knows nothing but the address has to count with what is shown, and show the same figures.
All controls of a kind are drawn by one function: every page with `SEVERAL` controls of its own is walked.
`tests/pages/test_addresses.py` does the same on all pages without the browser, as a part of `make test`.
"""

import base64
import re
import shutil
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from streamlit.testing.v1 import AppTest

from pages.common import background, navigation
from pages.common.navigation import Entry
from tests.browser.conftest import Site, Visit, served, visited
from tests.browser.control_walk import LONG, POPOVERS, Controls, Signature, Walk
from tests.databases import Built
from tests.pages.conftest import page_at
from tests.pages.test_addresses import controls, ids

ROUNDS = 2
SEVERAL = 5  # controls of a page that are drawn nowhere else
LOOKS = 60  # at what is not drawn yet
PICTURES = ("ArrowVegaLiteChart", "DeckGlJsonChart", "DataFrame")  # the scripts of Streamlit that draw them


@pytest.fixture(scope="module")
def parks(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two small parks."""
    return built.copied("two", tmp_path_factory.mktemp("controls"))


@pytest.fixture(scope="module")
def parks_site(parks: Path) -> Iterator[Site]:
    """The app on two small parks."""
    database, log = parks.with_name("site.duckdb"), parks.with_name("server.log")
    with served(Path(shutil.copy(parks, database)), log) as address:
        yield Site(address, log)


@pytest.fixture(scope="module")
def window(browser: BrowserContext) -> Iterator[Visit]:
    """One window for all pages."""
    with visited(browser) as visit:
        visit.page.set_default_timeout(LONG)
        visit.page.set_viewport_size({"width": 1280, "height": 720})
        visit.page.emulate_media(reduced_motion="reduce")
        leave_out_pictures(visit.page)
        yield visit


@pytest.fixture(scope="module")
def walked() -> set[Signature]:
    """Controls that were changed on any page."""
    return set()


def leave_out_pictures(page: Page) -> None:
    """Have the browser draw no charts and maps: it takes most of its time, and only controls and figures are read here."""
    session = page.context.new_cdp_session(page)
    # Streamlit's bundle imports some modules by a letter that changes from release to release.
    letters = ", ".join(f"module as {letter}" for letter in string.ascii_lowercase)
    script = f"const none = () => null, module = {{ default: none }}; export {{ none as default, {letters} }}"
    answer = {
        "responseCode": 200,
        "responseHeaders": [{"name": "Content-Type", "value": "text/javascript"}],
        "body": base64.b64encode(script.encode()).decode(),
    }

    def fulfil(asked: dict[str, str]) -> None:
        session.send("Fetch.fulfillRequest", {"requestId": asked["requestId"]} | answer)

    session.on("Fetch.requestPaused", fulfil)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": f"*/{name}.*.js"} for name in PICTURES]})


def places(controls: Controls, only: Collection[str] | None = None) -> dict[str, str]:
    """Return what controls show that is the same in every language."""
    keys = controls.keys() if only is None else controls.keys() & set(only)
    return {key: controls[key].get("place", "") for key in keys if key != "lang"}


def values(app: AppTest) -> dict[str, str]:
    """Return what the controls of a session stand at, in the form in which `places` and lists of a browser show it."""
    return {name: value_of(app, control) for name, control in controls(app)}


def value_of(app: AppTest, control: Any) -> str:
    """Return the places of the chosen options; of lists in words."""
    value = control.value
    if control.type == "toggle":
        return str(value).lower()
    options = ids(app, control)
    if control.type == "multiselect":
        return compact("".join(control.options[options.index(one)] for one in value))
    if control.type == "selectbox":
        return control.options[options.index(value)] if value in options else ""
    chosen = value if isinstance(value, list | tuple) else [value]
    return ",".join(str(options.index(one)) for one in chosen if one in options)


def differing(shown: Controls, used: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return controls that show another value than is used, each with both."""
    seen = {key: seen_of(each) for key, each in shown.items()}
    return {key: (seen[key], used[key]) for key in seen.keys() & used.keys() if seen[key] != used[key]}


def seen_of(control: dict[str, Any]) -> str:
    """Return what a control shows, in the form of `value_of`."""
    if control["kind"] == "stMultiSelect":
        return compact(control["words"])
    return control["place"] if "place" in control else control["words"]


def kinds(signatures: Iterable[Signature]) -> set[str]:
    """Return the kinds of some controls."""
    return {kind for _key, kind, *_ in signatures}


def compact(words: str) -> str:
    """Return words without spaces and commas, which a browser joins."""
    return re.sub(r"[\s,]", "", words)


def agrees(seen: Callable[[], tuple], expected: tuple, page: Page) -> None:
    """Look until what is seen is as expected: what is only late comes, what is wrong stays."""
    found = seen()
    for _look in range(LOOKS):
        if found == expected:
            return
        page.wait_for_timeout(300)
        found = seen()
    assert found == expected, page.url


@pytest.mark.walk
@pytest.mark.parametrize("entry", navigation.ENTRIES, ids=lambda entry: entry.name)
def test_every_control_shows_what_counts_whatever_is_changed(
    parks: Path,
    parks_site: Site,
    window: Visit,
    walked: set[Signature],
    entry: Entry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ISDATA_DATABASE", str(parks))
    monkeypatch.setattr(
        background, "PATIENCE", 120
    )  # what is computed beside the page is shown in the first run
    app = page_at(entry.script, {"lang": "en", "park": "2tiny"})
    if len({name for name, _ in controls(app)} - {key for key, *_ in walked}) < SEVERAL:
        return
    window.faults.clear()
    page = window.turn_to(parks_site.url(entry.name, lang="en", park="2tiny"))
    walk = Walk(page, window.traffic, frozenset(walked))
    walk.settle()
    popovers: set[int] = set()
    for _round in range(ROUNDS):
        if (changed := walk.change()) is None:
            break
        popovers.update(changed)
    walk.rest()
    before, address = walk.shown(popovers), walk.address()
    # A browser may send the words of the language before: there and back with each kind of control, as one function draws all.
    for _turn in range(3 if kinds(walk.changed.values()) - kinds(walked) else 1):
        walk.settle_after(page.locator('[class*="st-key-lang-"] [role=radio][aria-checked=false]').click)
        agrees(lambda: (walk.address(),), (address,), page)
    agrees(lambda: (places(walk.shown(popovers), before),), (places(before),), page)
    page.locator(".st-key-frame [data-testid=stPopoverButton]").last.click()
    walk.step("currency")
    page.keyboard.press("Escape")
    walk.step("park")
    again = page_at(entry.script, walk.address() | {"lang": walk.language})
    used, figures = values(again), Counter(compact(each.value) for each in again.metric)
    everywhere = range(page.locator(POPOVERS).count())
    agrees(
        lambda: (differing(walk.shown(everywhere), used), Counter(map(compact, walk.figures())) - figures),
        ({}, Counter()),
        page,
    )
    assert window.faults == []
    walked.update(walk.changed.values())  # at last: a walk that failed is walked again, not left out
