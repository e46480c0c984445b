"""The page History as its readers use it."""

import datetime as dt

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import store
from isdata.symbiosis import synergies
from pages.common.data import cursor
from pages.common.editing import signing
from tests.pages.conftest import Opened


def choose(app: AppTest, version: int) -> None:
    """Choose a change."""
    app.session_state["version"] = str(version)
    app.run()


@pytest.mark.parametrize(
    ("language", "why", "stage", "name"),
    [
        ("en", "From “Idea” to “Discussion”", ["Idea", "Discussion"], "Name"),
        ("zh", "由“意向”进入“讨论”", ["意向", "讨论"], "名称"),
    ],
)
def test_a_move_is_shown_in_the_readers_words(
    open_page: Opened, language: str, why: str, stage: list[str], name: str
) -> None:
    app = open_page("pages/data/history.py", language=language)
    cursor().execute("update synergy set stage = 'idea' where synergy_id = 'SY2'")
    synergies.move(cursor(), synergy="SY2", stage="discussion", who="Li", reason="")
    choose(app, store.data_version(cursor()))

    assert not app.exception
    changes, cells = (table.value for table in app.dataframe)
    assert changes.iloc[0, 3] == why
    row = cells[cells.iloc[:, 3] == stage[0]].iloc[0]
    assert row.iloc[3:5].tolist() == stage
    assert row[name]
    assert row[name] != row.iloc[1]


def test_one_change_is_undone_and_nothing_is_chosen_afterwards(open_page: Opened) -> None:
    app = open_page("pages/data/history.py")
    mine = synergies.move(cursor(), synergy="SY2", stage="discussion", who="Li", reason="")
    store.write(
        cursor(), {"flow": pd.DataFrame([{"flow_id": "F2", "quantity": 7.0}])}, who="Bo", reason="weighed"
    )
    choose(app, mine)
    app.text_input(key=signing.WHO).set_value("Li").run()
    app.button(key="undo").click().run()

    assert not app.exception
    (changes,) = (table.value for table in app.dataframe)
    assert changes.iloc[0, 3] == f"Undone: version {mine}"
    assert "undo" not in [button.key for button in app.button]
    assert cursor().execute("select quantity from flow where flow_id = 'F2'").fetchall() == [(7.0,)]


def test_what_goes_with_it_is_listed_before_anything_goes(open_page: Opened) -> None:
    app = open_page("pages/data/history.py")
    mine = synergies.move(cursor(), synergy="SY2", stage="discussion", who="Li", reason="")
    later = synergies.move(cursor(), synergy="SY2", stage="negotiation", who="Bo", reason="")
    choose(app, mine)
    app.text_input(key=signing.WHO).set_value("Li").run()
    app.button(key="undo").click().run()

    assert not app.exception
    listed = app.dataframe[-1].value
    assert listed.iloc[:, [0, 2]].to_numpy().tolist() == [[later, "Bo"]]
    assert listed["Park"].all()
    assert store.data_version(cursor()) == later


def test_a_date_stands_as_elsewhere_and_a_long_list_of_tables_is_counted(open_page: Opened) -> None:
    app = open_page("pages/data/history.py")
    rows = pd.DataFrame([{"synergy_id": "SY2", "due_date": dt.date(2027, 3, 18)}])
    store.write(cursor(), {"synergy": rows}, who="Bo", reason="due")
    choose(app, store.data_version(cursor()))

    assert not app.exception
    changes, cells = (table.value for table in app.dataframe)
    assert cells["After"].tolist() == ["Mar 18, 2027"]
    assert changes["Tables"].iloc[0] == "Synergies: Shared boxes"
    assert changes["Tables"].iloc[-1].endswith(" more")


def test_the_changes_of_the_present_park_come_first(open_page: Opened) -> None:
    """A change of another park or of common data stands under all parks only."""
    app = open_page("pages/data/history.py")
    mine = synergies.move(cursor(), synergy="SY2", stage="discussion", who="Li", reason="")
    common = pd.DataFrame(
        [
            {
                "resource_id": "new_stuff",
                "name_en": "New stuff",
                "kind": "material",
                "unit": "t",
                "resource_class": "material",
            }
        ]
    )
    store.write(cursor(), {"resource": common}, who="Bo", reason="added")
    app.run()
    (own,) = (table.value for table in app.dataframe)
    app.session_state["history_scope"] = "all"
    app.run()
    (every,) = (table.value for table in app.dataframe)

    assert own.iloc[0, 0] == mine
    assert every.iloc[0, 0] == mine + 1


def test_the_link_after_an_import_leads_to_its_change(open_page: Opened) -> None:
    page = open_page("pages/data/data.py")
    page.session_state["imported"] = "2 rows saved.", 7
    page.run()

    links = {each.proto.label: each.proto.query_string for each in page.get("page_link")}
    assert "version=7" in links["See the change or undo it"]


def test_a_single_change_is_drawn_by_table(open_page: Opened) -> None:
    app = open_page("pages/data/history.py", data="samples", park="chengdu")

    assert "Rows of the last change by table, all parks" in [each.value for each in app.subheader]
    assert "Meter readings" in str([part.proto for part in app.get("vega_lite_chart")])
