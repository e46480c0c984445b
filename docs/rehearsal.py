"""Pictures of a rehearsal of the workshop, step by step: python docs/rehearsal.py [FOLDER].

Starts the app on the sample parks, rehearses in both languages as docs/guides/workshop/README.md describes it, and
writes its pictures; minutes and slides go to FOLDER where one is named. Needs what docs/screenshots.py needs.
"""

import io
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from screenshots import FLAGS, browser, server, settle

PICTURES = Path(__file__).parent / "guides/workshop"
CONSOLE, MAIN_SCREEN = ViewportSize(width=1280, height=800), ViewportSize(width=1280, height=720)
PHONE = ViewportSize(width=390, height=844)
WIDEST, COLOURS = 960, 64  # of a picture, so that it is small [px]
CODE = re.compile(r"^[2-9A-HJKMNP-Z]{10}$")
REFRESHED = 2600  # after a key: the console looks at the session every two seconds [ms]
SCENES = {"5-entries": "entries", "6-matches": "matches", "7-network": "network", "8-in-play": "in_play"}
WORDS = {
    "en": {
        "name": "Launching conference (rehearsal)",
        "what": "Waste heat",
        "owner": "Park office",
        "step": "Agree on a visit to both sites",
    },
    "zh": {
        "name": "启动会议（演练）",
        "what": "余热",
        "owner": "园区办公室",
        "step": "商定双方现场走访时间",
    },
}


@dataclass
class Rehearsal:
    """A rehearsal in one language.

    Parameters
    ----------
    chromium : Browser
        Where the windows are opened.
    address : str
        Of the app.
    language : str
        "en" or "zh".
    downloads : Path
        Where minutes and slides go.
    """

    chromium: Browser
    address: str
    language: str
    downloads: Path

    def __post_init__(self) -> None:
        self.words = WORDS[self.language]
        self.page = self._window(CONSOLE)
        self.main_screen, self.phone = self._window(MAIN_SCREEN), self._window(PHONE)

    def run(self) -> None:
        """Go through all steps."""
        self._open()
        self._declare()
        self._scenes()
        self._opportunity()
        self._results()
        for window in (self.page, self.main_screen, self.phone):
            window.context.close()

    def _window(self, size: ViewportSize) -> Page:
        locale = {"en": "en-US", "zh": "zh-CN"}[self.language]
        return self.chromium.new_context(viewport=size, locale=locale).new_page()

    def _keep(self, page: Page, name: str, *, whole: bool = False) -> None:
        picture = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
        if picture.width > WIDEST:
            picture = picture.resize((WIDEST, round(picture.height * WIDEST / picture.width)))
        picture.quantize(COLOURS).save(PICTURES / f"{self.language}-{name}.png", optimize=True)

    def _on_main_screen(self, scene: str) -> None:
        self.main_screen.locator(f"#main-screen[data-scene={scene}]").wait_for()

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(REFRESHED)

    def _button(self, key: str) -> None:
        self.page.locator(f".st-key-{key} button").first.click()
        self.page.wait_for_timeout(REFRESHED)
        settle(self.page)

    def _fill(self, key: str, text: str) -> None:
        self.page.locator(f".st-key-{key} input").first.fill(text)

    def _view(self, place: int) -> None:
        self.page.locator("[class*=st-key-workshop_view] button").nth(place).click()
        settle(self.page)

    def _open(self) -> None:
        self.page.goto(f"{self.address}/workshop?park=chengdu&lang={self.language}")
        settle(self.page)
        self.page.locator(".st-key-selection_workshop button").first.click()
        self.page.locator(".st-key-workshop_facilitators textarea").wait_for()
        self._fill("workshop_name", self.words["name"])
        settle(self.page)
        self._keep(self.page, "1-open")
        self.page.locator(".st-key-workshop_rehearse button").first.click()
        main_screen = self.page.locator('a[href*="/main-screen/"]')
        main_screen.wait_for(timeout=120_000)
        self.page.wait_for_timeout(25_000)  # the fictitious companies join and declare one by one
        self.main_screen.goto(f"{main_screen.get_attribute('href')}?lang={self.language}")

    def _declare(self) -> None:
        address = self.page.locator('a[href$="/j"]').first.get_attribute("href")
        code = self.page.locator("[data-testid=stMarkdown] strong").filter(has_text=CODE).first.inner_text()
        self.phone.goto(f"{address}?code={code}&lang={self.language}")
        self._keep(self.phone, "2-join")
        self.phone.select_option("#company_id", index=2)
        self.phone.locator("form.card button").click()
        self.phone.locator(".choices span").first.click()
        self.phone.fill("#new-what", self.words["what"])
        self.phone.fill("#new-quantity", "20000")
        self.phone.select_option("#new-unit", "GJ")
        self.phone.locator("form.card button").first.click()
        self.phone.wait_for_selector(".entry")
        self._keep(self.phone, "3-phone", whole=True)

    def _scenes(self) -> None:
        for _entry in range(4):
            self._press("y")
        self._keep(self.page, "4-console")
        for name, scene in SCENES.items():
            self._press("ArrowRight")
            self._on_main_screen(scene)
            self._keep(self.main_screen, name)
        while self.page.locator("[class*=st-key-focus_] [data-testid=stIconMaterial]").count():
            self._press("y")  # an entry for the facilitator only is not shown
        self._press("w")
        self._on_main_screen("focus")
        self.main_screen.wait_for_timeout(3000)  # hands go up
        self._keep(self.main_screen, "9-focus")

    def _opportunity(self) -> None:
        self._press("o")
        settle(self.page)
        self.page.locator(".st-key-title_new input").first.wait_for()
        self._fill("owner_new", self.words["owner"])
        self._fill("step_new", self.words["step"])
        self._button("opportunity_save_new")
        self.page.locator("[class*=st-key-adopt_] button").first.click()
        self.page.wait_for_timeout(REFRESHED)
        self._button("vote_begin")
        self._on_main_screen("votes")
        self.main_screen.wait_for_timeout(4000)  # they vote
        self._keep(self.main_screen, "10-votes")
        self.phone.reload()
        self._keep(self.phone, "11-vote")
        self._keep(self.page, "12-opportunities")

    def _results(self) -> None:
        self._view(3)
        self._keep(self.page, "13-results")
        for ending in ("docx", "xlsx", "pptx"):
            self.page.locator(".st-key-selection_session [data-testid=stPopover] button:visible").last.click()
            with self.page.expect_download(timeout=60_000) as download:
                self.page.locator(f".st-key-minutes_{self.language}_{ending} button").first.click()
            download.value.save_as(self.downloads / f"workshop-{self.language}.{ending}")
            self.page.keyboard.press("Escape")
        self._button("workshop_closing")
        self._button("workshop_close")
        self._keep(self.page, "14-closed")


def main(folder: str | None) -> None:
    """Rehearse in both languages."""
    with (
        tempfile.TemporaryDirectory() as temporary,
        server(temporary) as address,
        sync_playwright() as driver,
        driver.chromium.launch(executable_path=browser(), args=FLAGS) as chromium,
    ):
        for language in WORDS:
            Rehearsal(chromium, address, language, Path(folder or temporary)).run()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
