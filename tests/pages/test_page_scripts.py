"""Rules that the scripts of all pages keep, read from their source and the table of pages."""

import ast

import pytest

from pages.common import navigation
from tests.conftest import ROOT

SCRIPTS = [entry.script for entry in navigation.ENTRIES]


@pytest.mark.walk
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
    """A page that falls back on a currency of its own states kroner as yuan."""
    fixed = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("pages/**/*.py")
        if '"CNY"' in path.read_text("utf-8")
    ]

    assert fixed == []
