"""Every page runs in every language: with names that try to do harm, and without data."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from pages.common import navigation, start
from tests.pages.conftest import Opened, opened, shown
from tests.turns import by_turns

SCRIPTS = [entry.script for entry in navigation.ENTRIES]


# The tiny park has names that try to do harm here: "hostile" is the page with data. Without data, little is in words:
# there each page is in one language, by turns.
@pytest.mark.parametrize(
    ("script", "data", "language"),
    [
        *((script, "hostile", language) for script in SCRIPTS for language in LANGUAGES),
        *by_turns(SCRIPTS, ["bare", "empty"], LANGUAGES),
    ],
)
def test_a_page_runs_without_an_error_box(open_page: Opened, script: str, data: str, language: str) -> None:
    app = open_page(script, language=language, data=data)

    assert not app.exception
    assert not [box.value for box in app.error]
    assert app.title
    # An empty list would read "Choose an option" in every language.
    assert [each.label for each in (*app.selectbox, *app.multiselect) if not each.proto.placeholder] == []
    # A missing cell would read "None" where nothing else is asked for.
    assert [
        table.proto.alt
        for table in app.dataframe
        if table.value.isna().any(axis=None) and not table.proto.HasField("placeholder")
    ] == []
    if language == "en":
        assert tabs(script) <= {link.proto.label for link in app.get("page_link")}


def tabs(script: str) -> set[str]:
    """Return the titles of the other pages of the same task, which are one click away."""
    (task,) = [entry.task for entry in navigation.ENTRIES if entry.script == script]
    others = [entry for entry in navigation.ENTRIES if entry.task == task and entry.script != script]
    return {entry.title for entry in others if entry.is_tab}


@pytest.mark.parametrize(
    ("script", "table"),
    [
        ("pages/park/flows.py", "flow"),
        ("pages/network/meters.py", "meter"),
        ("pages/synergies/synergy.py", "synergy"),
    ],
)
def test_a_page_without_data_leads_to_the_table_that_they_are_entered_in(
    open_page: Opened, script: str, table: str
) -> None:
    app = open_page(script, data="bare")
    links = [parse_qs(link.proto.query_string).get("edit_table") for link in app.get("page_link")]

    assert [table] in links


def test_an_address_chooses_language_and_park(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", language="zh", park="tiny")

    assert app.title[0].value == "概览"
    assert app.selectbox[0].proto.options[app.selectbox[0].proto.default] == "小园区"
    assert app.session_state["park"] == "tiny"


@pytest.mark.walk
def test_a_link_looks_in_a_new_tab_as_it_does_here(open_page: Opened) -> None:
    guest = open_page("pages/park/overview.py", language="zh", role="guest", projector="true")
    plain = open_page("pages/park/overview.py")

    asked = [parse_qs(link.proto.query_string) for link in guest.get("page_link")]
    assert asked
    for query in asked:
        frame = {key: query.get(key) for key in ("lang", "park", "role", "projector")}
        assert frame == {"lang": ["zh"], "park": ["tiny"], "role": ["guest"], "projector": ["true"]}
    assert not [link for link in plain.get("page_link") if "projector" in link.proto.query_string]


def test_an_illustrative_park_says_so(open_page: Opened) -> None:
    for script in ("pages/park/overview.py", "pages/data/data.py"):
        app = open_page(script)

        assert any("Fictitious data" in text.value for text in app.markdown), script


def test_waste_of_the_joint_report_is_distinguished_from_that_of_the_overview(open_page: Opened) -> None:
    app = open_page("pages/institution/joint_report.py", data="samples", park="chengdu")

    assert any("the Overview states that of all companies" in each.value for each in app.markdown)


@pytest.mark.walk
def test_companies_of_a_technology_stand_in_one_column(open_page: Opened) -> None:
    app = open_page("pages/institution/technology.py", data="samples", park="chengdu")

    best = app.dataframe[0].value
    assert len(best.columns) == 8  # as many as a page of 1,280 px has room for
    assert best["Supplier → receiver"].str.contains(" → ").any()
    assert any(each.value.startswith("Permit required: ") for each in app.caption)


def test_shares_that_add_up_to_more_than_all_are_explained(open_page: Opened) -> None:
    app = opened(open_page("pages/synergies/resilience.py", data="samples", park="chengdu"), "resilience_all")

    shares = next(each.value for each in app.dataframe if "Materials [t]" in each.value)["Materials [t]"]
    assert shares.sum() > 100
    assert any("for its provider and its receiver" in each.value for each in app.markdown)


def test_a_guest_reads_losses_as_amounts_as_shares_of_what_is_shown_are_larger(open_page: Opened) -> None:
    lines = {}
    for role in ("guest", "facilitator"):
        app = open_page("pages/synergies/resilience.py", data="samples", park="chengdu", role=role)
        lines[role] = next(each.value for each in app.subheader if "is lost permanently" in each.value)

    assert " t per year" in lines["guest"]
    assert "%" not in lines["guest"]
    assert "%" in lines["facilitator"]


def test_two_companies_with_the_same_loss_are_both_named(open_page: Opened) -> None:
    """All exchanges of scrap of Kunshan's presented network are between the same two companies; only one was named."""
    app = open_page("pages/synergies/resilience.py", data="samples", park="kunshan", role="guest")

    assert any("if Heron Circuits or Oriole Recovery leaves" in each.value for each in app.subheader)
    assert any("Shares are of the" in each.value for each in app.caption)


ANSWERS = {
    "park/overview": "of CO2 per year",
    "park/flows": " t",
    "park/balance": "a flow was never measured",
    "network/certainty": "probability of payback within",
    "programme/schedule": "overdue",
    "programme/meetings": "overdue",
    "programme/missions": "outputs available",
    "programme/success": "of the contract met",
    "institution/services": "the oldest due on",
    "institution/problems": "Most votes of 4 unsolved problems",
    "institution/joint_report": "figures are confirmed",
    "institution/technology": "Best new technology",
    "institution/charter": "Signed by 8 of 30 companies",
    "institution/cases": "Most similar case of another region",
    "institution/efficiency": "least efficient",
    "institution/risks": "expected loss of",
    "institution/maturity": "elements at target",
}


@pytest.mark.parametrize("page", ANSWERS)
def test_a_page_states_its_result_above_its_figures(open_page: Opened, page: str) -> None:
    app = open_page(f"pages/{page}.py", data="samples", park="chengdu", role="facilitator")

    assert not app.exception
    assert any(ANSWERS[page] in each.value for each in app.subheader)


def test_published_cases_are_not_called_fictitious(open_page: Opened) -> None:
    app = open_page("pages/institution/cases.py")

    assert app.title
    assert not app.dataframe  # its grid would cut sources beside Chinese; a plain table breaks them
    assert not any("Fictitious data" in text.value for text in app.markdown)


def test_a_server_shows_its_address_in_letters_that_any_console_prints() -> None:
    shown = start.welcome()

    assert shown.isascii()
    assert "Local URL: http://localhost:" in shown


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "Synergy “NOPE” does not exist"), ("zh", "协同项目“NOPE”不存在")]
)
def test_a_link_to_a_synergy_that_does_not_exist_says_so(
    open_page: Opened, language: str, shown: str
) -> None:
    app = open_page("pages/synergies/synergy.py", language=language, synergy="NOPE")

    (warning,) = [each.value for each in app.warning if "NOPE" in each.value]
    assert shown in warning
    assert not [each for each in app.run().warning if "NOPE" in each.value]


def test_presented_standards_state_their_result_and_what_is_not_presented(open_page: Opened) -> None:
    def presented(view: str) -> str:
        app = open_page("pages/institution/indicators.py", indicator_view=view, projector="true")
        return "\n".join(each.value for each in (*app.header, *app.markdown))

    assert "values known in 2024; limits and targets" in presented("standards")
    assert "are not presented" in presented("gaps")


def test_a_pillar_shows_its_indicators_or_what_to_add(open_page: Opened) -> None:
    def opened(park: str, **address: str) -> AppTest:
        page = open_page(
            "pages/institution/indicators.py", data="samples", park=park, indicator_view="seven", **address
        )
        assert not page.exception
        assert not page.error
        return page

    chengdu = opened("chengdu", pillar="4")
    assert list(chengdu.dataframe[0].value["Indicators"]) == [2] * 7
    assert list(chengdu.dataframe[0].value["Mean progress"].round()) == [73, 83, 73, 70, 82, 39, 77]
    assert "Indicators of pillar 4 Efficient use of resources" in [each.value for each in chengdu.subheader]

    empty = opened("kalundborg")
    assert "value added per area, free plots" in list(empty.dataframe[0].value["To add, for example"])
    assert any("No indicator of pillar 1 Spatial layout" in each.value for each in empty.caption)

    hall = opened("chengdu", projector="true")
    assert "Least progress\\: pillar 6 Green infrastructure, 39%" in [each.value for each in hall.header]
    assert not hall.dataframe


def test_figures_that_failed_the_checks_are_called_so_by_the_sums_and_by_the_checks(
    open_page: Opened,
) -> None:
    page, where = "pages/institution/joint_report.py", {"data": "samples", "park": "chengdu"}
    checks = open_page(page, report_view="checks", **where).metric[0]

    assert (checks.label, checks.value) == ("Failed the checks", "1")
    assert "1 figure failed the checks" in shown(open_page(page, **where))


def test_the_register_begins_with_what_a_meeting_changes(open_page: Opened) -> None:
    app = open_page(
        "pages/institution/risks.py", risk_view="edit", data="samples", park="chengdu", language="zh"
    )
    (grid,) = [table for table in app.dataframe if "risk_kind" in table.value]
    shown = list(grid.proto.column_order)

    assert shown[:6] == ["name_zh", "risk_kind", "owner", "status", "probability_p50", "loss_p50"]
    assert shown[-1].endswith("_en")
