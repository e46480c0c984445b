"""Screenshots of the documents: python docs/screenshots.py [NAME…], or `make screenshots`.

Starts the app on the sample parks in a temporary file and photographs the pages below.
Needs Chromium or Chrome: installed, named by CHROMIUM, or fetched by `playwright install chromium`.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from playwright.sync_api import Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).parent / "images"
SIZE = ViewportSize(width=1280, height=760)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FLAGS = ["--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SECONDS = 120  # to start, or to draw a page


def _open_help(page: Page) -> None:
    page.get_by_role("button", name="Help", exact=True).locator("visible=true").first.click()
    panel = page.get_by_role("dialog").element_handle()
    # It slides in from the right.
    page.wait_for_function("one => one.getBoundingClientRect().right <= window.innerWidth", arg=panel)


# Address of each picture, and what is done before it is taken.
PICTURES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "overview": ("overview?park=chengdu", None),
    "flows": ("flows?park=chengdu", None),
    "balance": ("balance?park=chengdu", None),
    "matches": ("matches?park=chengdu", None),
    "board": ("board?park=chengdu", None),
    "synergy": ("synergy?park=chengdu&synergy=CD-SY20", None),
    "workshop": ("workshop?park=chengdu", None),
    "training": ("training?park=chengdu", None),
    "members": ("members?park=chengdu", None),
    "plan": ("plan?park=chengdu", None),
    "investors": ("investors?park=chengdu", None),
    "data": ("data?park=chengdu", None),
    "tables": ("tables?park=chengdu", None),
    "help": ("matches?park=chengdu", _open_help),
}


def settle(page: Page) -> None:
    """Wait until the page is drawn."""
    page.wait_for_selector("h1", timeout=SECONDS * 1000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=SECONDS * 1000)
    page.wait_for_timeout(
        3000
    )  # charts are drawn after the script, and a part of the page may run again for its width
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=SECONDS * 1000)
    page.wait_for_function("() => !document.querySelector('[data-stale=true]')", timeout=SECONDS * 1000)
    page.wait_for_timeout(1000)


def browser() -> str | None:
    """Path of an installed browser; None for the one that playwright fetched."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def server(folder: str) -> Generator[str]:
    """Address of the app on the sample parks."""
    database = str(Path(folder) / "isdata.duckdb")
    subprocess.run(
        [sys.executable, "-m", "isdata", "init", database, "--sample", "all"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "isdata", "serve", database, "--port", str(port)]
    environment = os.environ | {"STREAMLIT_SERVER_HEADLESS": "true"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _second in range(SECONDS):
        try:
            urllib.request.urlopen(address, timeout=1)
        except (urllib.error.URLError, TimeoutError):
            sleep(1)
        else:
            return
    raise TimeoutError(address)


def main(names: list[str]) -> None:
    """Write the pictures that are named, or all of them."""
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        server(folder) as address,
        sync_playwright() as driver,
        driver.chromium.launch(executable_path=browser(), args=FLAGS) as chromium,
    ):
        for name in names or PICTURES:
            path, act = PICTURES[name]
            page = chromium.new_page(viewport=SIZE, locale="en-US")
            page.goto(f"{address}/{path}&lang=en", timeout=SECONDS * 1000)
            settle(page)
            if act:
                act(page)
            page.screenshot(path=IMAGES / f"{name}.png", timeout=SECONDS * 1000)
            page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
