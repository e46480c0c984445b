"""Every page runs in every language: with names that try to do harm, and without data."""

import ast
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from pages.common import navigation, start
from tests.conftest import ROOT
from tests.pages.conftest import Opened, shown
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
    """Return the titles of the pages of the same task, which are one click away, where there are several."""
    (task,) = [entry.task for entry in navigation.ENTRIES if entry.script == script]
    beside = {entry.title for entry in navigation.ENTRIES if entry.task == task and entry.is_tab}
    return beside if len(beside) > 1 else set()


def test_cards_beside_each_other_are_equally_high() -> None:
    """A metric with a border is a card; unless it stretches, it is as high as its own text."""
    uneven = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in ROOT.glob("pages/**/*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "metric"
        and {"border"} <= (named := {word.arg for word in call.keywords})
        and "height" not in named
    ]

    assert uneven == []


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


def test_an_empty_list_is_labelled_in_the_language_of_the_reader() -> None:
    """Also in dialogs and forms that open at a click: without a placeholder it reads "Choose an option"."""
    unlabelled = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in ROOT.glob("pages/**/*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("selectbox", "multiselect")
        and "placeholder" not in {word.arg for word in call.keywords}
    ]

    assert unlabelled == []


def test_no_script_lies_directly_in_pages() -> None:
    """Streamlit would take `pages/*.py` for its old multipage mode and skip app.py."""
    assert list(ROOT.glob("pages/*.py")) == []


def test_every_script_of_a_page_is_in_the_navigation() -> None:
    found = {str(path.relative_to(ROOT)) for path in ROOT.glob("pages/*/*.py")}
    shared = {name for name in found if name.startswith("pages/common/")}

    assert found - shared == set(SCRIPTS)


def test_an_address_chooses_language_and_park(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", language="zh", park="tiny")

    assert app.title[0].value == "概览"
    assert app.selectbox[0].proto.options[app.selectbox[0].proto.default] == "小园区"
    assert app.session_state["park"] == "tiny"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Unused by-products: 1 (45 t)"),
        ("zh", "未利用的副产物：1项（45吨）"),
    ],
)
def test_the_overview_shows_what_has_no_receiver(open_page: Opened, language: str, shown: str) -> None:
    app = open_page("pages/park/overview.py", language=language)

    (link,) = [link for link in app.get("page_link") if "flow_table=ends" in link.proto.query_string]
    assert link.proto.label == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "6 supplies and demands: matches"),
        ("zh", "供给与需求6条：查看匹配"),
    ],
)
def test_the_overview_leads_from_open_streams_to_their_matches(
    open_page: Opened, language: str, shown: str
) -> None:
    app = open_page("pages/park/overview.py", language=language, data="matches")

    assert shown in [link.proto.label for link in app.get("page_link")]


def test_a_link_looks_in_a_new_tab_as_it_does_here(open_page: Opened) -> None:
    guest = open_page("pages/park/overview.py", language="zh", role="guest", projector="true")
    plain = open_page("pages/park/overview.py")

    asked = [parse_qs(link.proto.query_string) for link in guest.get("page_link")]
    assert asked
    for query in asked:
        frame = {key: query.get(key) for key in ("lang", "park", "role", "projector")}
        assert frame == {"lang": ["zh"], "park": ["tiny"], "role": ["guest"], "projector": ["true"]}
    assert not [link for link in plain.get("page_link") if "projector" in link.proto.query_string]


def test_a_park_without_anything_says_once_what_to_do(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", data="bare")

    assert not app.info
    assert sum("First steps" in each.value for each in app.markdown) == 1
    assert not app.metric
    assert not app.subheader


def test_the_first_steps_stay_until_each_is_done_or_they_are_dismissed(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", data="samples", park="kalundborg")  # has no measures
    assert any("4 of 5 done" in each.value for each in app.caption)

    app.button(key="first_steps_dismiss").click().run()
    assert not any("First steps" in each.value for each in app.caption)


def test_steps_due_before_today_are_counted_and_marked(open_page: Opened) -> None:
    app = AppTest.from_function(_due)

    table = app.run().table[0].value

    assert "1 agreed step is overdue" in app.markdown[0].value
    assert [":red[" in day for day in table["Due"]] == [True, False, False]
    assert "Li" in table["Step"][0]


def _due() -> None:
    import datetime as dt

    import pandas as pd

    from pages.park.parts import agenda

    days = pd.to_datetime(["2026-01-01", "2026-01-02", None])
    rows = {"step_en": ["a", "b", "c"], "due_date": days}
    empty = dict.fromkeys(["step_zh", "about_en", "about_zh"])
    agenda.steps(
        pd.DataFrame(rows | empty | {"owner": ["Li", None, None]}), dt.date(2026, 1, 2), title="Next"
    )


def test_an_illustrative_park_says_so(open_page: Opened) -> None:
    for script in ("pages/park/overview.py", "pages/data/data.py"):
        app = open_page(script)

        assert any("Fictitious data" in text.value for text in app.markdown), script


def test_waste_of_the_joint_report_is_distinguished_from_that_of_the_overview(open_page: Opened) -> None:
    app = open_page("pages/institution/joint_report.py", data="samples", park="chengdu")

    assert any("the Overview states that of all companies" in each.value for each in app.caption)


def test_companies_of_a_technology_stand_in_one_column(open_page: Opened) -> None:
    app = open_page("pages/institution/technology.py", data="samples", park="chengdu")

    best = app.dataframe[0].value
    assert len(best.columns) == 8  # as many as a page of 1,280 px has room for
    assert best["Supplier → receiver"].str.contains(" → ").any()
    assert any(each.value.startswith("Permit required: ") for each in app.caption)


def test_shares_that_add_up_to_more_than_all_are_explained(open_page: Opened) -> None:
    app = open_page("pages/synergies/resilience.py", data="samples", park="chengdu")

    shares = next(each.value for each in app.dataframe if "Materials [t]" in each.value)["Materials [t]"]
    assert shares.sum() > 100
    assert any("both partners" in each.value for each in app.caption)


def test_a_guest_reads_losses_as_amounts_as_shares_of_what_is_shown_are_larger(open_page: Opened) -> None:
    amounts = {
        role: open_page("pages/synergies/resilience.py", data="samples", park="chengdu", role=role).metric[0]
        for role in ("guest", "facilitator")
    }

    assert amounts["guest"].value.endswith(" t per year")
    assert amounts["facilitator"].value.endswith("%")


def test_published_cases_are_not_called_fictitious(open_page: Opened) -> None:
    app = open_page("pages/institution/cases.py")

    assert app.title
    assert not app.dataframe  # its grid would cut sources beside Chinese; a plain table breaks them
    assert not any("Fictitious data" in text.value for text in app.markdown)


@pytest.mark.parametrize(("role", "is_shown"), [("facilitator", True), ("guest", False)])
def test_owners_of_steps_are_shown_to_the_facilitator_only(
    open_page: Opened, role: str, is_shown: bool
) -> None:
    """An owner may be a company that did not agree to be named."""
    app = open_page("pages/park/overview.py", role=role)

    assert (
        any("Park office" in step for table in app.table for step in table.value.get("Step", ())) == is_shown
    )


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


def test_the_menu_has_at_most_eight_entries_and_every_page_has_a_task() -> None:
    assert len(set(navigation.TASKS) - {navigation.HELP}) <= 8
    assert {entry.task for entry in navigation.ENTRIES} == set(navigation.TASKS)


def test_every_table_of_figures_is_shown_by_the_function_that_marks_missing_cells() -> None:
    """`st.dataframe` itself leaves missing cells empty, and writes "None" for missing texts."""
    shown = [
        path.name for path in (ROOT / "pages").rglob("*.py") if "st.dataframe(" in path.read_text("utf-8")
    ]

    assert shown == ["tables.py"]


def test_money_without_a_currency_is_in_that_of_the_park() -> None:
    """A page that falls back on a currency of its own states kroner as yuan; only a new park has a proposed one."""
    fixed = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("pages/**/*.py")
        if '"CNY"' in path.read_text("utf-8")
    ]

    assert fixed == ["pages/data/parts/new_park.py"]


def test_presented_standards_state_their_result_and_what_is_not_presented(open_page: Opened) -> None:
    def presented(view: str) -> str:
        app = open_page("pages/institution/indicators.py", indicator_view=view, projector="true")
        return "\n".join(each.value for each in (*app.header, *app.markdown))

    assert "values known in 2024; limits and targets" in presented("standards")
    assert "is not presented" in presented("gaps")


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
