"""A form of a stored row, changed by somebody else while it is filled in."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import store
from pages.common import data
from tests.pages.conftest import Opened
from tests.turns import only

NAME = "form_measure_M1_name_en"


@pytest.fixture
def typed(open_page: Opened) -> AppTest:
    """The form of a measure whose name Bo typed anew, after Mei changed name and owner."""
    app = open_page("pages/network/measure.py", park="tiny", role="facilitator", measure_chosen="M1")
    row = {"measure_id": "M1", "name_en": "Name by Mei", "owner": "Mei"}
    store.write(data._cursor(), {"measure": pd.DataFrame([row])}, who="Mei", reason="test")
    app.text_input(key="board_who").set_value("Bo")
    app.text_input(key=NAME).set_value("Name by Bo").run()
    return app


def stored() -> tuple:
    (row,) = data._cursor().execute("select name_en, owner from measure where measure_id = 'M1'").fetchall()
    return row


@pytest.mark.parametrize(
    ("choice", "name"), only([("mine", "Name by Bo")], [("mine", "Name by Bo"), ("theirs", "Name by Mei")])
)
def test_both_values_are_shown_and_the_choice_is_stored_at_once_and_cells_left_alone_follow(
    typed: AppTest, choice: str, name: str
) -> None:
    typed.button(key="measure_store").click().run()

    assert not typed.exception
    assert "1 row was changed by others" in typed.warning[0].value
    (cells,) = [each.value for each in typed.dataframe if "Yours" in each.value]
    values = cells.set_index("Column").loc["Name (English)"]
    assert (values["Stored now"], values["Yours"]) == ("Name by Mei", "Name by Bo")
    assert stored() == ("Name by Mei", "Mei")

    typed.button(key=f"concurrent_{choice}_0").click().run()

    assert not typed.exception
    assert stored() == (name, "Mei")
    (shown,) = [each.value for each in typed.text_input if (each.key or "").startswith(NAME)]
    assert shown == name
