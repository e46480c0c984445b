"""A link to a park that does not exist (any more) opens no other park in its place: it could be edited there by mistake."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from pages.common import navigation
from tests.pages.conftest import Opened, shown
from tests.turns import by_turns

WORDS = {
    "en": "Park “atlantis” does not exist or was removed. Choose a park:",
    "zh": "园区“atlantis”不存在或已删除。请选择园区：",
}
TABLES, FLOWS = "pages/data/tables.py", "pages/park/flows.py"


def parks_offered(app: AppTest) -> set[str]:
    """Return the parks that links of a page with a name of a park lead to."""
    links = [link for link in app.get("page_link") if link.proto.icon == ":material/home_work:"]
    return {park for link in links for park in parse_qs(link.proto.query_string)["park"]}


# The frame answers before a page begins: one page of each task shows it, and those where much is stored.
OF_PARKS = [entry for entry in navigation.ENTRIES if entry.name not in navigation.WITHOUT_PARK]
SCRIPTS = {*{entry.task: entry.script for entry in OF_PARKS}.values(), TABLES, FLOWS}


@pytest.mark.parametrize(
    ("script", "role", "language"), by_turns(sorted(SCRIPTS), ["facilitator", "administration"], LANGUAGES)
)
def test_a_page_names_the_park_and_shows_only_which_there_are(
    open_page: Opened, script: str, role: str, language: str
) -> None:
    may_open = (
        role == "facilitator" or next(e for e in navigation.ENTRIES if e.script == script).is_for_guests
    )
    app = open_page(script, language=language, park="atlantis", role=role)

    assert not app.exception
    assert not app.error
    assert [box.value for box in app.warning] == ([WORDS[language]] if may_open else [])
    assert parks_offered(app) == ({"tiny"} if may_open else set())
    assert not app.dataframe
    assert not app.metric
    assert not [
        each
        for kind in ("data_editor", "arrow_data_frame", "file_uploader", "download_button", "form")
        for each in app.get(kind)
    ]
    assert app.query_params["park"] == "atlantis"


@pytest.mark.parametrize("name", navigation.WITHOUT_PARK)
def test_a_page_that_works_without_a_park_follows_below_the_notice(open_page: Opened, name: str) -> None:
    app = open_page(next(e.script for e in navigation.ENTRIES if e.name == name), park="atlantis")

    assert not app.exception
    assert not app.error
    assert [box.value for box in app.warning] == [WORDS["en"]]
    assert shown(app).replace(WORDS["en"], "").strip()
    assert (name == "data") == ("new_park" in [each.key for each in app.button])
    assert name != "data" or not app.metric  # of the records of a park


def test_the_park_stays_unknown_on_the_next_page_until_another_is_chosen(open_page: Opened) -> None:
    app = open_page(FLOWS, data="samples", park="atlantis")
    app.query_params.clear()  # the menu leads to a page without what the address held
    app.switch_page(TABLES).run()
    assert [box.value for box in app.warning] == [WORDS["en"]]
    assert {"chengdu", "kalundborg"} <= parks_offered(app)

    app.query_params["park"] = "kalundborg"
    app.run()
    assert not app.warning
    assert app.session_state["park"] == "kalundborg"


def test_an_address_without_a_park_opens_the_first(open_page: Opened) -> None:
    app = open_page(FLOWS, data="samples")

    assert not app.warning
    assert app.query_params["park"] == "chengdu"


def test_an_address_in_use_that_leaves_the_park_out_opens_the_first(open_page: Opened) -> None:
    app = open_page(TABLES, data="samples", park="kalundborg")
    app.query_params.clear()
    app.query_params["lang"] = "zh"  # typed by hand: the browser keeps the session
    app.switch_page(FLOWS).run()

    assert not app.exception
    assert not app.info
    assert app.session_state["park"] == app.query_params["park"] == "chengdu"
