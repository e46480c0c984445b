"""The search at the top of every page: names, misspelled ones, pages, and questions."""

import pandas as pd
import pytest

from isdata.data import i18n, store
from pages.common import navigation
from pages.common.data import cursor
from pages.common.searching import page_search
from tests.pages.conftest import Opened, control

PAGE = "pages/about/about.py"  # which draws nothing but its words


@pytest.mark.parametrize("words", ["TP", "微型", "cement", "小园"])
def test_former_names_and_both_languages_are_found(open_page: Opened, words: str) -> None:
    app = open_page(PAGE)

    app.text_input(key="find").set_value(words).run()

    assert [button for button in app.main.button if button.key and button.key.startswith("found_")]


def test_a_company_that_was_found_opens_its_flows(open_page: Opened) -> None:
    app = open_page(PAGE)
    app.text_input(key="find").set_value("水泥").run()

    app.button(key="found_C2_tiny_company").click().run()

    assert app.title[0].value == "Flows"
    assert app.session_state["flow_look"] == "company"
    assert app.session_state["flow_company"] == "C2"
    assert not app.exception


def test_a_resource_that_was_found_opens_its_matches(open_page: Opened) -> None:
    app = open_page(PAGE, language="zh")
    app.text_input(key="find").set_value("fly ash").run()

    app.button(key="found_fly_ash_None_resource").click().run()

    assert app.title[0].value == "供需匹配"
    assert control(app, "phrase").value == "粉煤灰"
    assert app.query_params["phrase"] == "粉煤灰"


def test_hits_of_two_tables_may_have_the_same_id(open_page: Opened) -> None:
    """An event and a company that both had the id C2 were an error of the whole search."""
    app = open_page(PAGE, role="facilitator")
    event = {"event_id": "C2", "park_id": "tiny", "event_kind": "visit", "name_en": "Cement visit"}
    store.write(cursor(), {"event": pd.DataFrame([event])}, who="Li", reason="test")

    app.text_input(key="find").set_value("cement").run()

    assert not app.exception
    assert {"found_C2_tiny_company", "found_C2_tiny_event"} <= {each.key for each in app.main.button}


@pytest.mark.walk
def test_an_event_that_was_found_opens_in_the_meetings_and_a_policy_on_the_timeline(
    open_page: Opened,
) -> None:
    for words, key, title, control_key, value in (
        ("Steering committee 1", "CD-E06_chengdu", "Meetings", "meeting", "CD-E06"),
        ("GIZ", "CD-E01_chengdu", "Maturity", "maturity_view", "timeline"),
    ):
        app = open_page(PAGE, data="samples", park="chengdu", role="facilitator")
        app.text_input(key="find").set_value(words).run()

        app.button(key=f"found_{key}_event").click().run()

        assert app.title[0].value == title
        assert app.query_params[control_key] == value
        assert not app.exception


@pytest.mark.parametrize("words", ["What if a company leaves?", "韧性", "企业退出怎么办", "resiliense"])
def test_a_page_is_found_by_name_and_by_what_it_answers_in_both_languages(
    open_page: Opened, words: str
) -> None:
    app = open_page(PAGE)
    app.text_input(key="find").set_value(words).run()

    app.button(key="found_page_resilience").click().run()

    assert app.title[0].value == "Resilience"
    assert not app.exception


@pytest.mark.parametrize(
    ("language", "question", "side"),
    [
        ("zh", "谁能用我们的粉煤灰", "have"),
        ("zh", "粉煤灰 谁能用？", "have"),
        ("en", "Who could use our fly ash?", "have"),
        ("en", "where can we get fly ash", "want"),
    ],
)
def test_a_question_leads_to_the_matches_of_the_resource_it_names(
    open_page: Opened, language: str, question: str, side: str
) -> None:
    app = open_page(PAGE, language=language)
    app.text_input(key="find").set_value(question).run()

    assert not app.exception
    app.button(key="asked_fly_ash").click().run()

    assert app.query_params["phrase_direction"] == side
    assert control(app, "phrase").value == ("粉煤灰" if language == "zh" else "Fly ash")


def test_a_question_about_no_resource_offers_none(open_page: Opened) -> None:
    app = open_page(PAGE)
    app.text_input(key="find").set_value("who has access").run()

    assert not [button for button in app.button if (button.key or "").startswith("asked_")]


def test_a_page_that_a_reader_may_not_open_is_not_found(open_page: Opened) -> None:
    app = open_page(PAGE, role="guest")

    app.text_input(key="find").set_value("Change log").run()

    assert not [button for button in app.button if (button.key or "").startswith("found_page_history")]


@pytest.mark.parametrize("words", ["Secret", "Secrat"])
@pytest.mark.parametrize(("role", "is_found"), [("facilitator", True), ("guest", False)])
def test_undisclosed_companies_are_found_by_the_facilitator_only(
    open_page: Opened, role: str, is_found: bool, words: str
) -> None:
    app = open_page(PAGE, role=role)

    app.text_input(key="find").set_value(words).run()

    assert any(button.key == "found_C3_tiny_company" for button in app.main.button) == is_found


@pytest.mark.parametrize(
    ("words", "language", "key", "part"),
    [
        ("method use", "en", "found_section_success_days", ("success_part", "days")),
        ("industrial chain", "en", "found_section_efficiency_structure", ("efficiency_view", "structure")),
        ("会议纪要", "zh", "found_section_meetings_texts", ("meeting_part", "texts")),
    ],
)
def test_sections_inside_pages_are_found_and_opened(
    open_page: Opened, words: str, language: str, key: str, part: tuple[str, str]
) -> None:
    app = open_page(PAGE, language=language, data="samples", park="chengdu")
    app.text_input(key="find").set_value(words).run()
    app.button(key=key).click().run()

    assert not app.exception
    assert app.session_state[part[0]] == part[1]


def test_titles_of_sections_are_messages() -> None:
    for section in page_search.SECTIONS:
        assert i18n.reader("zh").text(section.title) != section.title, section.title
        assert any(entry.name == section.page for entry in navigation.ENTRIES)
