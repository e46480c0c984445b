"""Guests see their pages and are offered nothing that they may not do."""

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from pages.common import navigation
from tests.pages.conftest import Opened

FACILITATORS = [entry for entry in navigation.ENTRIES if not entry.is_for_guests]
LOCK = ":material/lock:"


def linked(app: AppTest) -> set[str]:
    """Return the names of the pages that a page links to; the first one's is empty."""
    return {link.proto.page for link in app.get("page_link")}


@pytest.mark.parametrize("data", ["tiny", "bare", "empty"])
@pytest.mark.parametrize("entry", navigation.ENTRIES, ids=lambda entry: entry.name)
def test_a_guest_is_offered_no_upload_and_no_page_of_the_facilitator(
    open_page: Opened, entry: navigation.Entry, data: str
) -> None:
    app = open_page(entry.script, role="guest", data=data)

    assert not app.get("file_uploader")
    assert linked(app) & {locked.name for locked in FACILITATORS} == set()


@pytest.mark.parametrize("as_guest", [{"role": "guest"}, {"projector": "true"}], ids=["guest", "projector"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", FACILITATORS, ids=lambda entry: entry.name)
def test_a_page_of_the_facilitator_says_so_to_others_and_shows_nothing_else(
    open_page: Opened, entry: navigation.Entry, language: str, as_guest: dict[str, str]
) -> None:
    app = open_page(entry.script, language=language, **as_guest)

    assert [box.icon for box in app.info] == [LOCK]
    assert not app.dataframe
    assert not app.get("download_button")
    assert not app.get("file_uploader")


def test_the_facilitator_is_led_to_the_data_where_there_are_none(open_page: Opened) -> None:
    assert "data" in linked(open_page("pages/park/overview.py", data="empty"))
    assert "data" in linked(open_page("pages/park/overview.py", data="bare"))
    assert "data" in linked(open_page("pages/park/flows.py", data="bare"))
