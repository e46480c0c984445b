"""Fields for numbers: commas and words are read or refused in sight, and what is refused is not saved."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import store
from pages.common import data
from tests.conftest import ROOT
from tests.pages.conftest import Opened, control

YEARS = {
    "maturity_view.py",
    "foreign.py",
    "interview.py",
    "contract_draft.py",
}  # within limits that 25 does not keep


FIELD = "form_measure_M1_investment"


def test_the_hint_below_a_field_is_in_the_readers_language(open_page: Opened) -> None:
    """Streamlit's own “Press Enter to apply” is English on every page; a rule of the style replaces it."""
    app = open_page("pages/network/measure.py", language="zh")

    assert 'content: "按回车键确认"' in "".join(element.proto.body for element in app.get("html"))


def with_investment(open_page: Opened, typed: str) -> AppTest:
    """The form of a measure with its investment as typed."""
    app = open_page("pages/network/measure.py")
    control(app, "measure_chosen").select("M1").run()
    app.text_input(key="board_who").set_value("Li")
    return app.text_input(key=FIELD).set_value(typed).run()


def said(app: AppTest) -> str:
    """Return what stands below the fields."""
    return " ".join(each.value for each in (*app.caption, *app.markdown)).replace("\\", "")


@pytest.mark.walk
def test_a_number_that_is_not_written_as_shown_is_read_and_stated(open_page: Opened) -> None:
    app = with_investment(open_page, "")
    for typed, words in (
        ("21000,5", "Read as 21,000.5 CNY"),
        ("1.234,5", "1,234.5 CNY"),
        ("0.3 M CNY", "300,000 CNY"),
    ):
        app.text_input(key=FIELD).set_value(typed).run()

        assert words in said(app)
        assert app.text_input(key=FIELD).value == typed


def test_what_cannot_be_read_is_refused_at_the_field_and_not_saved(open_page: Opened) -> None:
    app = with_investment(open_page, "")
    before = store.data_version(data.cursor())
    for typed, words in (("abc", "is not a number"), ("1.234", "may mean 1234 or 1.234")):
        app.text_input(key=FIELD).set_value(typed)
        app.button(key="measure_store").click().run()

        assert words in said(app)
        assert any("Correct “Investment" in error.value for error in app.error)
        assert app.text_input(key=FIELD).value == typed
        assert store.data_version(data.cursor()) == before

    app.text_input(key=FIELD).set_value("21.000,5")
    app.button(key="measure_store").click().run()
    assert not app.error
    assert store.data_version(data.cursor()) == before + 1


def test_a_budget_is_typed_in_millions_and_counts_until_another_one_can_be_read(open_page: Opened) -> None:
    app = open_page("pages/network/plan.py", park="tiny", role="facilitator")
    control(app, "money_typed").set_value("0.5 M").run()
    assert app.session_state["money_typed"] == 500_000
    assert app.query_params["money"] == "500000"
    assert control(app, "money_typed").value == "0.5 M"

    control(app, "money_typed").set_value("half a million").run()
    assert app.session_state["money_typed"] == 500_000
    assert "500,000 CNY still counts" in said(app)


def test_no_page_uses_the_browsers_own_field_for_amounts() -> None:
    """It drops what it does not know: 2,5 becomes 25."""
    users = {
        path.name for path in ROOT.glob("pages/**/*.py") if re.search(r"\.number_input\(", path.read_text())
    }

    assert users == YEARS
