"""A walk through the controls of a page in the browser: each is changed, and read as it is shown."""

import contextlib
import re
import urllib.parse
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Locator, Page

from tests.browser.traffic import Traffic
from tests.pages.test_addresses import FRAME, TYPED

READ = Path(__file__).with_name("control_reading.js").read_text("utf-8")
POPOVERS = "[data-testid=stMain] [data-testid=stPopover]:not(.st-key-frame *) button:enabled"
SHORT, LONG = 4_000, 60_000  # ms
SLIDE = 300  # a slider sends its value a moment after it was moved [ms]
REST = 400  # in which nothing may change any more [ms]
BODY = "[data-testid=stPopoverBody]"
CLICK = """(clicks) => {
  for (const [name, place] of clicks) {
    const all = [`.${name} button[role=radio]`, `.${name} button[aria-pressed]`, `.${name} input`]
    document.querySelectorAll(all.join())[place].click()
  }
}"""
UNFOLD = 'document.querySelectorAll("details:not([open]) > summary").forEach((head) => head.click())'
# Key, kind, chosen place or words, and number of options or end of a slider.
Signature = tuple[str, str, Any, Any]
Controls = dict[str, dict[str, Any]]  # by key; see control_reading.js


@dataclass
class Walk:
    """One page in the browser, and what was already chosen on it."""

    page: Page
    traffic: Traffic
    elsewhere: frozenset[Signature]  # of controls that were changed on other pages
    chosen: dict[str, set[str]] = field(default_factory=dict)  # places of options, or "changed", by key
    changed: dict[str, Signature] = field(default_factory=dict)  # by key, as it was first seen
    language: str = "en"

    def settle(self, pause: int = 60) -> None:
        """Wait until all that was changed is answered and drawn; `pause` is how long a change waits to be sent. [ms]"""
        self.page.wait_for_timeout(pause)
        self.traffic.wait()
        self.page.wait_for_selector(".st-key-waiting", state="detached")
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_timeout(30)

    def settle_after(self, act: Callable[[], object]) -> None:
        """Do what changes a control; wait until that is sent, answered and drawn."""
        self.traffic.wait_for_next(act)
        self.settle()

    def rest(self) -> None:
        """Wait until the controls and the address stay as they are."""
        seen: tuple[Controls, dict[str, str]] | None = None
        while seen != (now := (self.shown(()), self.address())):
            seen = now
            self.settle(REST)

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
                self.settle()  # the server draws some anew once they are open
                self.unfold()
                yield place
                self.page.keyboard.press("Escape")
                self.page.wait_for_selector(BODY, state="hidden")
                self.settle()

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
        if clicks:
            self.settle_after(lambda: self.page.evaluate(CLICK, clicks))
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
        shown = control["place"] if "place" in control else control["words"]
        signature = self.changed.setdefault(key, (key, control["kind"], shown, control.get("options")))
        if signature in self.elsewhere:
            return False
        chosen = self.chosen.setdefault(key, set())
        if control.get("isOne"):
            chosen.add(control["place"])
            return len(chosen) < min(2, control["options"])
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
            self.settle_after(lambda: choose_next(entry))


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
