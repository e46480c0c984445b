"""Controls show what the page counts with, and what its address says, whatever else is changed.

Every page is walked in one window: its controls are changed once, those in popovers and folded parts too, and of each row
of buttons a second and a third option is pressed; after each round the language is changed, and at last currency and
park. A control has to show the same option in the other language, the address has to stay as it was, and a new session
that knows nothing but the address has to count with what is shown, and show the same figures. All views of all pages, and all that they show, are
compared with their address in `tests/pages/test_addresses.py`, without a browser.
"""

import base64
import contextlib
import re
import shutil
import string
import urllib.parse
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from isdata.data import store
from pages.common import navigation
from pages.common.navigation import Entry
from tests.browser import two_parks
from tests.browser.conftest import Site, Visit, served, visited
from tests.conftest import Built
from tests.pages.conftest import page_at
from tests.pages.test_addresses import FRAME, TYPED, controls, ids

READ = Path(__file__).with_name("control_reading.js").read_text("utf-8")
POPOVERS = "[data-testid=stMain] [data-testid=stPopover]:not(.st-key-frame *) button:enabled"
ROUNDS = 2
SHORT, LONG = 4_000, 60_000  # ms
LOOKS = 15  # at what is not drawn yet
PATIENCE = 2000  # looks at what is not answered yet
SLIDE = 300  # a slider sends its value a moment after it was moved [ms]
BODY = "[data-testid=stPopoverBody]"
CLICK = """(clicks) => {
  for (const [name, place] of clicks) {
    const all = [`.${name} button[role=radio]`, `.${name} button[aria-pressed]`, `.${name} input`]
    document.querySelectorAll(all.join())[place]?.click()
  }
}"""
PICTURES = ("ArrowVegaLiteChart", "DeckGlJsonChart")  # the scripts of Streamlit that draw them
UNFOLD = 'document.querySelectorAll("details:not([open]) > summary").forEach((head) => head.click())'
Controls = dict[str, dict[str, Any]]  # by key; see control_reading.js


@pytest.fixture(scope="module")
def parks(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two small parks."""
    database = Path(shutil.copy(built["joined"], tmp_path_factory.mktemp("controls") / "parks.duckdb"))
    with store.open(database) as con:
        two_parks.fill(con)
    return database


@pytest.fixture(scope="module")
def parks_site(parks: Path) -> Iterator[Site]:
    """The app on two small parks."""
    database, log = parks.with_name("site.duckdb"), parks.with_name("server.log")
    with served(Path(shutil.copy(parks, database)), log) as address:
        yield Site(address, log)


class Traffic:
    """What goes between the window and the server: whether a change that was sent has been answered."""

    def __init__(self, page: Page) -> None:
        self.is_waiting = self.has_begun = False
        page.on("websocket", self.listen)

    def listen(self, socket: WebSocket) -> None:
        """Note what goes through a connection."""
        socket.on("framesent", self.note_sent)
        socket.on("framereceived", self.note_received)

    def note_sent(self, frame: bytes | str) -> None:
        """Note a change that the server has to answer."""
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.is_waiting, self.has_begun = True, False

    def note_received(self, frame: bytes | str) -> None:
        """Note the beginning and the end of an answer."""
        kind = ForwardMsg.FromString(frame).WhichOneof("type") if isinstance(frame, bytes) else ""
        self.has_begun |= kind == "new_session"
        if kind == "script_finished" and self.has_begun:
            self.is_waiting = False


@pytest.fixture(scope="module")
def window(browser: BrowserContext) -> Iterator[tuple[Visit, Traffic]]:
    """One window for all pages."""
    with visited(browser) as visit:
        visit.page.set_default_timeout(LONG)
        visit.page.set_viewport_size({"width": 1280, "height": 720})
        visit.page.emulate_media(reduced_motion="reduce")
        leave_out_pictures(visit.page)
        yield visit, Traffic(visit.page)


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


@dataclass
class Walk:
    """One page in the browser, and what was already chosen on it."""

    page: Page
    traffic: Traffic
    chosen: dict[str, set[str]] = field(default_factory=dict)  # places of options, or "changed", by key
    language: str = "en"

    def settle(self, pause: int = 60) -> None:
        """Wait until all that was changed is answered and drawn; `pause` is how long a change waits to be sent. [ms]"""
        self.page.wait_for_timeout(pause)
        for _look in range(PATIENCE):
            if not self.traffic.is_waiting:
                break
            self.page.wait_for_timeout(30)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_timeout(30)

    def shown(self, popovers: Collection[int]) -> Controls:
        """Return the controls of the page and of some of its popovers."""
        self.unfold()
        found = {each["key"]: each for each in self.page.evaluate(READ)}
        for _popover in self.popovers(popovers):
            found = {each["key"]: each for each in self.page.evaluate(READ)} | found
        return found

    def figures(self) -> list[str]:
        """Return the figures of the page."""
        return self.page.locator("[data-testid=stMetricValue]").all_text_contents()

    def popovers(self, only: Collection[int] | None = None) -> Iterator[int]:
        """Open the popovers of the page one after the other; yield their places."""
        for place in range(self.page.locator(POPOVERS).count()) if only is None else only:
            button = self.page.locator(POPOVERS).nth(place)
            if button.count() and button.is_visible():
                button.click()
                self.page.wait_for_selector(BODY)
                self.unfold()
                yield place
                self.page.keyboard.press("Escape")
                self.page.wait_for_selector(BODY, state="hidden")

    def unfold(self) -> None:
        """Open what is folded."""
        self.page.evaluate(UNFOLD)

    def address(self) -> dict[str, str]:
        """Return what the address says, but for the language."""
        said = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.page.url).query))
        self.language = said.pop("lang", "en")
        return said

    def change(self) -> list[int] | None:
        """Choose on each control what was not chosen yet; return in which popovers, None where there was nothing."""
        self.unfold()
        has_changed = self.change_drawn()
        within = [place for place in self.popovers() if self.change_drawn()]
        return within if has_changed or within else None

    def change_drawn(self) -> bool:
        """Change the controls that can be seen now: buttons at once, the others one after the other."""
        new = [each for each in self.page.evaluate(READ) if self.is_new(each)]
        clicks = [(each["name"], self.next_of(each)) for each in new if each["kind"] in CLICKED]
        self.page.evaluate(CLICK, clicks)
        if clicks:
            self.settle()
        entries = [each for each in new if each["kind"] not in CLICKED]
        self.page.set_default_timeout(SHORT)
        for each in entries:
            entry = self.page.locator(f".{each['name']} input").first
            with contextlib.suppress(Error):  # it may go with another choice, even now
                if entry.is_visible() and entry.is_enabled():
                    self.chosen[each["key"]] = {"changed"}
                    CHANGES[each["kind"]](entry)
        self.page.set_default_timeout(LONG)
        if entries:
            self.settle(SLIDE)
        return bool(new)

    def is_new(self, control: dict[str, Any]) -> bool:
        """Return whether a control of the view has options that were not chosen yet."""
        key, is_ours = control["key"], re.search(r"-[0-9a-f]{8}-\d+$", control["name"])
        if not is_ours or key in FRAME or key == "currency" or key.startswith(TYPED):
            return False
        chosen = self.chosen.setdefault(key, set())
        if control.get("isOne"):
            chosen.add(control["place"])
            return len(chosen) < control["options"]
        return not chosen

    def next_of(self, control: dict[str, Any]) -> int:
        """Return the first option of buttons that was not chosen yet."""
        chosen = self.chosen[control["key"]]
        options = range(control.get("options", 1))
        new = next(place for place in options if str(place) not in {*chosen, control["place"]})
        chosen.add(str(new))
        return new

    def step(self, key: str) -> None:
        """Choose the next option of a list of the frame."""
        entry = self.page.locator(f'[class*="st-key-{key}-"] input').first
        if entry.count():
            choose_next(entry)
            self.settle()


def choose_next(entry: Locator) -> None:
    """Choose another option of a list."""
    entry.click()
    entry.press("ArrowDown")
    entry.press("Enter")
    entry.press("Tab")


def slide(entry: Locator) -> None:
    """Move a slider by one step."""
    entry.press("ArrowLeft" if entry.get_attribute("value") == entry.get_attribute("max") else "ArrowRight")


def enter(entry: Locator) -> None:
    """Type something."""
    entry.fill("2")
    entry.press("Tab")


CLICKED = ("stButtonGroup", "stRadio", "stCheckbox")
CHANGES = {
    "stSelectbox": choose_next,
    "stMultiSelect": choose_next,
    "stSlider": slide,
    "stNumberInput": enter,
    "stTextInput": enter,
}


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


@pytest.mark.parametrize("entry", navigation.ENTRIES, ids=lambda entry: entry.name)
def test_every_control_shows_what_counts_whatever_is_changed(
    parks: Path,
    parks_site: Site,
    window: tuple[Visit, Traffic],
    entry: Entry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit, traffic = window
    visit.faults.clear()
    page = visit.open(parks_site.url(entry.name, lang="en", park="2tiny"))
    walk = Walk(page, traffic)
    walk.settle()
    for _round in range(ROUNDS):
        if (popovers := walk.change()) is None:
            break
        before, address = walk.shown(popovers), walk.address()
        page.locator('[class*="st-key-lang-"] [role=radio][aria-checked=false]').click()
        walk.settle()
        # A control that was drawn later than the others were read is compared in the next round.
        agrees(
            lambda known=before: (places(walk.shown(popovers), known), walk.address()),
            (places(before), address),
            page,
        )
    page.locator(".st-key-frame [data-testid=stPopoverButton]").last.click()
    walk.step("currency")
    page.keyboard.press("Escape")
    walk.step("park")
    monkeypatch.setenv("ISDATA_DATABASE", str(parks))
    again = page_at(entry.script, walk.address() | {"lang": walk.language})
    used, figures = values(again), Counter(compact(each.value) for each in again.metric)
    popovers = range(page.locator(POPOVERS).count())
    agrees(
        lambda: (differing(walk.shown(popovers), used), Counter(map(compact, walk.figures())) - figures),
        ({}, Counter()),
        page,
    )
    assert visit.faults == []
