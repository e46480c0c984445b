"""Every page runs in every language: with data, without, and with names that try to do harm."""

import pytest

from isdata.i18n import LANGUAGES
from pages.common import navigation
from tests.conftest import ROOT
from tests.pages.conftest import Opened

SCRIPTS = [entry.script for entry in navigation.ENTRIES]


@pytest.mark.parametrize("data", ["tiny", "hostile", "bare", "empty"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_page_runs_without_an_error_box(open_page: Opened, script: str, language: str, data: str) -> None:
    app = open_page(script, language=language, data=data)

    assert not app.exception
    assert not [box.value for box in app.error]
    assert app.title


def test_no_script_lies_directly_in_pages() -> None:
    """Streamlit would take `pages/*.py` for its old multipage mode and skip app.py."""
    assert list(ROOT.glob("pages/*.py")) == []


def test_every_script_of_a_page_is_in_the_navigation() -> None:
    found = {str(path.relative_to(ROOT)) for path in ROOT.glob("pages/*/*.py")}
    shared = {name for name in found if name.startswith("pages/common/")}

    assert found - shared == set(SCRIPTS)


def test_an_address_chooses_language_and_park(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", language="zh", park="tiny")

    assert app.title[0].value == "概览 · 小园区"
    assert app.session_state["park"] == "tiny"


def test_a_park_that_does_not_exist_falls_back_to_one_that_does(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", park="atlantis")

    assert app.session_state["park"] == "tiny"
    assert not app.exception


@pytest.mark.parametrize("words", ["TP", "微型", "cement", "小园"])
def test_former_names_and_both_languages_are_found(open_page: Opened, words: str) -> None:
    app = open_page("pages/park/overview.py")

    app.text_input(key="find").set_value(words).run()

    assert len(app.dataframe[-1].value) >= 1
    assert app.dataframe[-1].proto.alt == "What was found"


def test_an_illustrative_park_says_so(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py")

    assert any("Illustrative" in caption.value for caption in app.caption)


@pytest.mark.parametrize(("role", "is_shown"), [("facilitator", True), ("guest", False)])
def test_owners_of_steps_are_shown_to_the_facilitator_only(
    open_page: Opened, role: str, is_shown: bool
) -> None:
    """An owner may be a company that did not agree to be named."""
    app = open_page("pages/park/overview.py", role=role)

    assert any("Owner" in table.value.columns for table in app.dataframe) == is_shown
