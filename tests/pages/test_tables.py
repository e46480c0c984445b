"""Every table of a park can be looked at, added to and corrected in the app."""

import json
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import contracts, store
from isdata.data.entry import rows
from pages.common.data import cursor
from pages.common.editing import signing, table_grid
from pages.data.parts import row_known
from tests.pages.conftest import Opened, control, shown
from tests.turns import only

PAGE = "pages/data/tables.py"


@pytest.mark.parametrize(("language", "other"), [("en", "name_zh"), ("zh", "name_en")])
def test_an_optional_name_in_the_other_language_stands_last(
    open_page: Opened, language: str, other: str
) -> None:
    """It pushed the temperature of supplies out of a window of 1366 px."""
    app = open_page(PAGE, language=language, edit_table="stream")

    order = list(app.dataframe[0].proto.column_order)
    assert order.index("temperature") < order.index(other) == len(order) - 1


@pytest.mark.parametrize(
    ("language", "own", "other"), [("en", "name_en", "name_zh"), ("zh", "name_zh", "name_en")]
)
def test_companies_begin_with_the_name_in_the_readers_language_and_state_their_problems(
    open_page: Opened, language: str, own: str, other: str
) -> None:
    app = open_page(PAGE, language=language)

    order = list(app.dataframe[0].proto.column_order)
    assert (order[0], order[-1]) == (own, other)
    assert ("All data valid." if language == "en" else "全部数据有效。") in shown(app)


@pytest.mark.parametrize(("language", "name"), [("en", "Power plant"), ("zh", "发电厂")])
def test_a_table_is_shown_by_names(open_page: Opened, language: str, name: str) -> None:
    app = open_page(PAGE, language=language, edit_table="flow")
    columns = json.loads(app.dataframe[0].proto.columns)

    assert not app.exception
    assert name in set(app.dataframe[0].value["provider_id"].dropna())
    assert "flow_id" not in columns


@pytest.mark.parametrize("first", only([0], range(3)))
def test_every_table_opens_with_all_columns(open_page: Opened, first: int) -> None:
    """Each third one, of which `make test` takes the first."""
    app = open_page(PAGE, edit_all="true")
    for table in list(rows.editable())[first::3]:
        control(app, "edit_table").set_value(table.name)
        app.run()
        assert not app.exception, table.name
        assert not app.error, table.name


def test_a_row_is_added_in_a_form_made_from_the_contract(open_page: Opened) -> None:
    app = open_page(PAGE, edit_table="risk")
    app.button(key="add_row").click().run()
    fields = {field.key: field for field in app.text_input}
    assert "form_new_risk_0_likelihood" in fields


def test_what_a_form_repeats_is_asked_about_before_it_is_saved(open_page: Opened) -> None:
    open_page(PAGE, edit_table="company")
    company = row_known.question("company", {"name_en": "Power plannt"})
    ash = {"site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "year": 2024}
    before = row_known.question("stream", ash)
    stored = ash | {"stream_id": "A1", "unit": "t", "period": "year", "quantity": 500.0}
    store.write(cursor(), {"stream": pd.DataFrame([stored])}, who="test", reason="test")
    stream = row_known.question("stream", ash)

    assert company
    assert "Power plant" in company[0]
    assert before is None
    assert stream
    assert "Fly ash" in stream[0]
    assert list(stream[1]) == ["A1", ""]

    ash = {"provider_id": "S1", "receiver_id": "S2", "resource_id": "fly_ash", "quantity": 5.0, "unit": "t"}
    assert row_known.question("flow", ash | {"year": 2023}) is None
    flow = row_known.question("flow", ash | {"year": 2024})
    assert flow
    assert all(each in flow[0] for each in ("Power plant → Cement works", "stored 300 t/yr", "new 5 t/yr"))
    assert list(flow[1]) == ["F2", ""]


def test_a_problem_names_its_row_by_the_cells_in_sight(open_page: Opened) -> None:
    """Not by the newcomer that every row of a grid belongs to, and not by codes."""
    open_page(PAGE)
    row = {"newcomer_id": "N1", "direction": "supply", "resource_id": "fly_ash", "quantity": -5.0}
    about = contracts.tables()["newcomer_flow"], pd.DataFrame([row]), 0, "tiny"

    cells = table_grid._first_cells(*about, ["direction", "resource_id", "quantity"])
    assert cells == ["Supply", "Fly ash", "-5.0"]


@pytest.mark.walk
def test_a_recorded_indicator_leads_to_its_rows(open_page: Opened) -> None:
    page = open_page(
        "pages/institution/indicators.py", data="samples", park="chengdu", indicator="free_plots"
    )
    link = next(each.proto for each in page.get("page_link") if "Source" in each.proto.label)
    query = {key: values[0] for key, values in parse_qs(link.query_string).items()}
    app = open_page(
        PAGE, data="samples", **{key: query[key] for key in ("park", "edit_table", "edit_filter")}
    )

    assert query["edit_table"] == "indicator_value"
    assert set(app.dataframe[0].value["indicator_id"].dropna()) == {"Free plots"}


def test_a_missed_target_is_stated_in_words_as_a_bar_has_one_colour(open_page: Opened) -> None:
    where = {"data": "samples", "park": "chengdu"}
    desk, hall = (
        open_page("pages/institution/indicators.py", **where, **shown)
        for shown in ({}, {"projector": "true"})
    )

    status = desk.dataframe[0].value.set_index("Indicator")["Status"]
    assert status["Energy saved by the network"] == "missed"
    assert set(status) == {"reached", "in progress", "missed"}
    assert hall.header[0].value.replace("\\", "") == "1 of 18 targets of the park reached; 1 missed"


def test_a_chosen_risk_shows_what_the_register_has_no_room_for(open_page: Opened) -> None:
    app = open_page("pages/institution/risks.py", data="samples", park="chengdu", risk="CD-R09")

    assert len(app.dataframe[0].value.columns) <= 8
    assert "Cause: Steam demand is not tested" in shown(app)
    assert "15 open and 1 closed risks; scroll in the table for the others." in shown(app).replace("\\", "")


def test_newcomers_are_entered_with_their_sector_in_sight(open_page: Opened) -> None:
    app = open_page("pages/institution/newcomers.py", data="samples", park="chengdu", newcomer_view="enter")

    assert not app.error
    columns = json.loads(app.dataframe[0].proto.columns)
    assert columns["sector"]["width"] == 200  # "2431 Metal works and casting"
    # One line states what is entered, and the table follows it.
    assert app.markdown[-1].value == "Companies"
    flows = open_page("pages/institution/newcomers.py", data="samples", park="chengdu", newcomer_view="enter",
                      newcomer_part="flows", newcomer="CD-NC1")  # fmt: skip
    assert "Flows of Iron foundry" in shown(flows)


def test_a_guest_cannot_edit(open_page: Opened) -> None:
    app = open_page(PAGE, role="guest")

    assert "facilitator" in app.info[0].value
    assert not app.dataframe


def companies(name: str = "%") -> int:
    """Return the number of companies that are stored, of a name."""
    (count,) = cursor().execute(
        "select count(*) from company where name_en like $name", {"name": name}
    ).fetchone() or (0,)
    return count


def typed(app: AppTest, names: list[str | None]) -> None:
    """Type new companies below those that are stored."""
    key = max(name for name in app.session_state["concurrent_begun"] if name.startswith("grid_company"))
    start = app.session_state[f"{key}_began"]
    new = pd.DataFrame({"name_en": pd.array(names, "string")}).reindex(columns=start.rows.columns)
    rows = pd.concat([start.rows, new.astype(start.rows.dtypes)], ignore_index=True)
    app.session_state["unsaved_rows"] = {key: (rows, start)}
    app.session_state[f"{key}_drafts"] += 1
    app.session_state[signing.WHO] = "Li"
    app.run()


def save(app: AppTest) -> None:
    app.button(key="grid_company_save").click().run()
    assert not app.exception


@pytest.mark.walk
def test_an_empty_row_is_left_out_and_companies_of_one_name_are_saved_at_the_second_click_only(
    open_page: Opened,
) -> None:
    app = open_page(PAGE, edit_table="company")
    typed(app, [None, "Willow Foundry", " willow  foundry"])
    count = companies()

    save(app)
    assert "Willow Foundry" in app.warning[0].value
    assert companies() == count

    typed(app, ["Elm Mill", "Willow Foundry", " willow  foundry"])  # what it is about stands as before
    assert "Willow Foundry" in app.warning[0].value
    typed(app, ["Elm Mill", "Willow Foundry"])
    assert not app.warning
    typed(app, ["Elm Mill", "Willow Foundry", " willow  foundry"])
    save(app)
    assert companies() == count
    save(app)
    assert not app.error
    assert companies() == count + 3


def test_undoing_names_edits_that_it_discards_first(open_page: Opened) -> None:
    app = open_page(PAGE, edit_table="company")
    typed(app, ["Elm Mill"])
    save(app)
    typed(app, ["Ash Mill"])

    app.button(key="undo_table").click().run()
    assert "not saved" in app.warning[0].value
    assert companies("Elm Mill") == 1

    app.button(key="undo_table").click().run()
    assert companies("Elm Mill") == 0


def test_companies_outside_the_park_are_counted_apart(open_page: Opened) -> None:
    """Other pages count those with a site in the park: 7."""
    app = open_page(PAGE, data="samples", park="kalundborg")

    assert "12 rows, 5 outside the park." in shown(app)
