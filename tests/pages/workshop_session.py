"""A session of the workshop as the tests of its console open it."""

import re

from streamlit.testing.v1 import AppTest

from pages.workshop.parts import running
from tests.pages.conftest import Opened
from tests.programme.workshop.conftest import ADDRESS, Phone

PAGE = "pages/workshop/workshop.py"


def close_all() -> None:
    """Leave no session open."""
    for listener in running._thanking.values():
        listener.close()
    running._thanking.clear()
    for each in running._held.values():
        each.live.console("close")
        each.listener.close()
        each.live.close()
    running._held.clear()


def opened(open_page: Opened, language: str = "en") -> tuple[AppTest, running.Running]:
    """Open a workshop on the page."""
    app = open_page(PAGE, language=language)
    app.text_input(key="workshop_name").set_value("Launch")
    app.text_input(key="workshop_facilitator").set_value("Chen")
    app.text_area(key="workshop_facilitators").set_value("Li\n\nWang")
    app.button(key="workshop_start").click().run()
    found = running.current()
    assert found is not None
    return app, found


def words(html: str) -> set[str]:
    """Texts of a page."""
    return set(re.findall(r"[^<>]+", html))


def joined(found: running.Running) -> Phone:
    """A phone of a stored company that has joined."""
    phone = Phone(found.listener.port, ADDRESS)
    phone.ask("/j")
    body = {"code": found.live.day.code, "company_id": "C1", "language": "en", "visibility": "full"}
    assert phone.post("/join", key="k" * 32, **body).status == 303
    return phone
