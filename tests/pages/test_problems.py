"""The one place that shows errors lists what kept rows from being stored."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.tiny import HOSTILE


def page() -> None:
    import pandas as pd

    from isdata.data.store.checking import PROBLEM_COLUMNS
    from pages.common import show

    row = ["site", None, "S1", "company_id", "<img src=x onerror=alert(1)>", "referenced"]
    show.problems(pd.DataFrame([row], columns=PROBLEM_COLUMNS))


@pytest.mark.parametrize(("language", "words"), [("en", "is still used in"), ("zh", "仍被")])
def test_each_problem_is_shown_with_its_row_and_remedy(language: str, words: str) -> None:
    app = AppTest.from_function(page)
    app.session_state["lang"] = language

    app.run()

    shown: pd.DataFrame = app.dataframe[0].value
    assert not app.exception
    assert len(app.error) == 1
    assert shown.iloc[0, 1] == "S1"
    assert words in shown.iloc[0, 3]
    assert HOSTILE[0] in shown.iloc[0, 3]


def broken_part() -> None:
    import streamlit as st

    from pages.common import fragment

    @fragment.independent_fragment
    def part() -> None:
        raise ZeroDivisionError

    part()
    st.caption("below")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "An internal error occurred"), ("zh", "程序内部出错")]
)
def test_what_goes_wrong_in_a_part_that_runs_alone_is_shown_in_words(language: str, words: str) -> None:
    app = AppTest.from_function(broken_part)
    app.session_state["lang"] = language

    app.run()

    assert not app.exception
    assert words in app.error[0].value
    assert [each.value for each in app.caption] == ["below"]


@pytest.mark.parametrize(("language", "name"), [("en", "Name (English)"), ("zh", "名称（中文）")])
def test_problems_follow_the_rows_and_name_the_own_language(language: str, name: str) -> None:
    app = AppTest.from_function(_problems)
    app.session_state["lang"] = language
    app.run()
    lines = [line for line in app.error[0].value.replace("\\", "").splitlines() if line.startswith("-")]

    assert [place in line for place, line in zip("13", lines, strict=True)] == [True, True]
    assert name in lines[0]
    assert "6,500" in lines[1]
    assert len(app.toast[0].value) <= 100


def _problems() -> None:
    import pandas as pd

    from isdata.errors import ProblemsError
    from pages.common.editing import saving

    rows = [
        ["flow", "quantity", "-6500.0", "low", "", 2],
        ["company", "name_en", None, "either", "", 0],
    ]
    columns = ["table", "column", "value", "rule", "row_key", "position"]
    with saving.show_problems(is_table=True):
        raise ProblemsError(pd.DataFrame(rows, columns=columns))


def test_an_entry_that_cannot_be_stored_names_each_problem() -> None:
    """“Problems found: 1. Nothing was saved” left the facilitator without the reason."""
    app = AppTest.from_function(_entry_with_a_problem, default_timeout=60).run()

    assert not app.exception
    assert "Quantity" in app.warning[0].value
    assert "Problems found" not in app.warning[0].value


def _entry_with_a_problem() -> None:
    import pandas as pd

    from isdata.errors import ProblemsError
    from pages.workshop.parts import console

    problem = {"table": "flow", "column": "quantity", "value": "-6500.0", "rule": "low", "row_key": ""}
    rows = {"stream": [{"name_en": "Wood pallets", "name_zh": "木托盘"}]}
    console._failed(rows, ProblemsError(pd.DataFrame([problem])))
