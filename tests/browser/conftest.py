"""The app in a real Chromium: one server for all journeys, and a page that notes what goes wrong in it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from isdata.data import store
from pages.common.editing import signed_name
from tests.browser.traffic import Traffic
from tests.conftest import ROOT
from tests.mapped import STREAMS

# A busy machine draws a page seconds later than a quiet one; what is wrong stays wrong.
expect.set_options(timeout=60_000)
# Without a window to draw, the headless one needs a quarter less of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
HERE = Path(__file__).parent
DESK = ViewportSize(width=1920, height=1080)
TURN = "(url) => { history.pushState(null, '', url); dispatchEvent(new PopStateEvent('popstate')) }"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a journey that fails once more: a fault of the app fails twice, a browser that a busy machine held up does not.

    The summary counts what ran twice.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class Site:
    """A running app: where it is, and what its server wrote."""

    address: str
    log: Path

    def url(self, page: str = "", **query: str) -> str:
        """Return the address of a page."""
        return f"{self.address}/{page}?" + "&".join(f"{key}={value}" for key, value in query.items())


@dataclass
class Visit:
    """A page in the browser, what it asked for, and everything that went wrong in it."""

    page: Page
    traffic: Traffic
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # addresses

    def open(self, url: str) -> Page:
        """Open an address and wait until the app has finished."""
        self.page.goto(url)
        return self.settle()

    def turn_to(self, url: str) -> Page:
        """Go to another page as the links of the app do: the session goes on, and the scripts are not loaded anew."""
        if urllib.parse.urlsplit(self.page.url).netloc != urllib.parse.urlsplit(url).netloc:
            return self.open(url)
        self.traffic.wait_for_next(lambda: self.page.evaluate(TURN, url))
        return self.settle()

    def settle(self) -> Page:
        """Wait until the script has run and nothing is greyed out any more."""
        self.traffic.wait()
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
        self.page.wait_for_selector("h1", timeout=60_000)
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector(".st-key-waiting", state="detached", timeout=60_000)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
        return self.page


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _attempt in range(240):
        if server.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(log.read_text())


@pytest.fixture(scope="session")
def site(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app on the tiny park with hostile names, and with streams that could be joined."""
    folder = tmp_path_factory.mktemp("site")
    database, log = folder / "site.duckdb", folder / "server.log"
    shutil.copy(built["hostile"], database)
    with store.open(database) as con:
        store.write(con, {"stream": pd.DataFrame(STREAMS)}, who="test", reason="streams")
    with served(database, log) as address:
        yield Site(address, log)


@pytest.fixture(scope="session")
def samples_site(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app on all sample parks."""
    folder = tmp_path_factory.mktemp("samples_site")
    database, log = folder / "site.duckdb", folder / "server.log"
    shutil.copy(built["samples"], database)
    with served(database, log) as address:
        yield Site(address, log)


@contextmanager
def served(database: Path, log: Path) -> Generator[str]:
    """Serve the app on a database file; return its address."""
    port = _free_port()
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "isdata", "serve", str(database), f"--port={port}", "--host=127.0.0.1"],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _chromium(playwright: Playwright) -> str:
    """The browser that CHROMIUM names, one that is installed, or Playwright's own."""
    installed = (shutil.which(name) for name in NAMES)
    given = os.environ.get("CHROMIUM") or next(filter(None, installed), playwright.chromium.executable_path)
    if not Path(given).exists():
        raise FileNotFoundError(
            f"There is no browser at {given}. Install Chromium, name one with CHROMIUM=…, "
            "or run: .venv/bin/playwright install chromium"
        )
    return given


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """One Chromium for all journeys."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_chromium(playwright), args=FLAGS)
        # One context, so that the app's scripts and fonts are fetched and compiled once.
        yield chromium.new_context(viewport=DESK, locale="en-US")
        chromium.close()


@contextmanager
def visited(browser: BrowserContext) -> Generator[Visit]:
    """Open a new page that notes console errors, failed requests and dialogs."""
    page = browser.new_page()
    noted = Visit(page, Traffic(page))
    page.on("pageerror", lambda error: noted.faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: noted.faults.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: noted.asked.append(request.url))
    page.on("requestfailed", lambda request: noted.faults.append(f"failed: {request.url}"))
    page.on(
        "response",
        lambda answer: (
            noted.faults.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
        ),
    )
    page.on(
        "console",
        lambda message: noted.faults.append(f"console: {message.text}") if is_fault(message) else None,
    )
    yield noted
    page.close()


def is_fault(message: ConsoleMessage) -> bool:
    """Return whether a line of the console reports a fault: an error, or a chart that Vega had to bend."""
    is_of_chart = message.type == "warning" and message.text.startswith("WARN")
    return message.type == "error" or is_of_chart


@pytest.fixture(scope="session")
def window(browser: BrowserContext) -> Iterator[Visit]:
    """One window for all journeys: a new one would compile the app's scripts again."""
    with visited(browser) as noted:
        noted.page.emulate_media(reduced_motion="reduce")
        yield noted


@pytest.fixture
def visit(window: Visit) -> Iterator[Visit]:
    """The window of 1920 × 1080 as a new visitor has it: no fault, nothing open, no name given."""
    window.page.goto("about:blank")  # what is cut off by leaving the page before is no fault of the next
    window.page.set_viewport_size(DESK)
    window.page.context.clear_cookies(name=signed_name.COOKIE)  # nor has anyone signed a change before
    window.faults.clear()
    window.asked.clear()
    yield window
    window.page.goto(
        "about:blank"
    )  # a page that is left open goes on asking and drawing beside all later tests
