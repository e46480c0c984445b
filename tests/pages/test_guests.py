"""Guests see their pages and are offered nothing that they may not do."""

from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from pages.common import navigation
from tests.pages.conftest import Opened
from tests.turns import by_turns, only

FACILITATORS = [entry for entry in navigation.ENTRIES if not entry.is_for_guests]
PRESENTED = [entry for entry in FACILITATORS if entry.is_presented]
SCRIPTS = [entry.script for entry in navigation.ENTRIES]
LOCK = ":material/lock:"
NOT_PRESENTED = {"en": "This page is not part of presentations.", "zh": "本页不用于演示。"}


def linked(app: AppTest) -> set[str]:
    """Return the names of the pages that a page links to; the first one's is empty."""
    return {link.proto.page for link in app.get("page_link")}


def drawn(app: AppTest) -> str:
    """Return the HTML of a page, with the sentence that fills a presented window without content."""
    return "".join(part.proto.body for part in app.get("html"))


@pytest.mark.parametrize(
    ("script", "data"),
    only(
        by_turns(SCRIPTS, ["tiny", "bare", "empty"]),
        product(SCRIPTS, ["tiny", "bare", "empty"]),
    ),
)
def test_a_guest_is_offered_no_upload_and_no_page_of_the_facilitator(
    open_page: Opened, script: str, data: str
) -> None:
    app = open_page(script, role="guest", data=data)

    assert not app.get("file_uploader")
    assert linked(app) & {locked.name for locked in FACILITATORS} == set()


@pytest.mark.parametrize(
    ("name", "as_guest", "language"),
    [
        *by_turns([entry.name for entry in FACILITATORS], ["role=guest"], LANGUAGES),
        *by_turns(
            [entry.name for entry in FACILITATORS if not entry.is_presented], ["projector=true"], LANGUAGES
        ),
    ],
)
def test_a_page_of_the_facilitator_says_so_to_others_and_shows_nothing_else(
    open_page: Opened, name: str, as_guest: str, language: str
) -> None:
    (script,) = [entry.script for entry in FACILITATORS if entry.name == name]

    app = open_page(script, language=language, **dict([as_guest.split("=")]))

    if as_guest.startswith("projector"):  # without a menu, which the remedy would name
        assert NOT_PRESENTED[language] in drawn(app)
        assert not app.info
    else:
        remedy = {
            "en": "Choose “Facilitator” under “View” to open this page.",
            "zh": "请在“视图”中选择“主持人”打开本页。",
        }
        assert [box.icon for box in app.info] == [LOCK]
        assert app.info[0].value.endswith(remedy[language])
    assert not app.dataframe
    assert not app.get("download_button")
    assert not app.get("file_uploader")


@pytest.mark.parametrize(
    ("script", "data", "language"),
    by_turns([entry.script for entry in PRESENTED], ["two", "bare"], LANGUAGES),
)
def test_a_presented_page_of_the_facilitator_has_no_form_and_no_table(
    open_page: Opened, script: str, data: str, language: str
) -> None:
    app = open_page(script, data=data, language=language, projector="true")

    assert not app.exception
    assert NOT_PRESENTED[language] not in drawn(app)
    assert not app.dataframe
    assert not app.get("download_button")
    assert not app.get("file_uploader")
    assert {field.key for field in app.text_input} <= {"find", "declare_words"}


@pytest.mark.parametrize("script", [entry.script for entry in navigation.ENTRIES if entry.is_presented])
def test_an_audience_reads_no_hint_on_what_to_enter(open_page: Opened, script: str) -> None:
    app = open_page(script, data="bare", projector="true")

    boxes = [box.value for box in (*app.info, *app.warning)]
    missing = {"No data for this park yet"}
    assert set(boxes) <= missing | {"No synergies are recorded for this park."}


def test_the_facilitator_is_led_to_the_data_where_there_are_none(open_page: Opened) -> None:
    assert "data" in linked(open_page("pages/park/overview.py", data="empty"))
    assert "data" in linked(open_page("pages/park/overview.py", data="bare"))
    assert "data" in linked(open_page("pages/park/flows.py", data="bare"))
