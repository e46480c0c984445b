"""Every table of a park can be looked at, added to and corrected in the app."""

import json
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import store
from isdata.data.entry import rows
from isdata.data.i18n import LANGUAGES
from pages.common import editing, phone_tables, screen, signing, table_grid, tables, text_room
from pages.common.data import cursor
from pages.data.parts import row_known
from pages.network.parts import measure_draft
from tests.pages.conftest import Opened, control, shown

PAGE = "pages/data/tables.py"


@pytest.mark.parametrize(("language", "other"), [("en", "name_zh"), ("zh", "name_en")])
def test_an_optional_name_in_the_other_language_stands_last(
    open_page: Opened, language: str, other: str
) -> None:
    """It pushed the temperature of supplies out of a window of 1366 px."""
    app = open_page(PAGE, language=language, edit_table="stream")

    order = list(app.dataframe[0].proto.column_order)
    assert order.index("temperature") < order.index(other) == len(order) - 1


@pytest.mark.parametrize(("language", "name"), [("en", "Power plant"), ("zh", "发电厂")])
def test_a_table_is_shown_by_names(open_page: Opened, language: str, name: str) -> None:
    app = open_page(PAGE, language=language, edit_table="flow")
    columns = json.loads(app.dataframe[0].proto.columns)

    assert not app.exception
    assert name in set(app.dataframe[0].value["provider_id"].dropna())
    assert "flow_id" not in columns


def test_every_table_opens_with_all_columns(open_page: Opened) -> None:
    app = open_page(PAGE, edit_all="true")
    for table in rows.editable():
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
    assert (
        hall.header[0].value.replace("\\", "").startswith("1 of 18 targets of the park reached, 1 missed, ")
    )


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


@pytest.mark.parametrize("widths", measure_draft._ON_PHONE.values(), ids=measure_draft._ON_PHONE)
def test_no_column_of_the_savings_of_a_measure_is_cut_at_the_edge_of_a_phone(widths: dict[str, int]) -> None:
    """Beside the column of ticks, a phone of 390 px has room for 331 px: the price is reached by scrolling."""
    assert 328 <= sum(width for name, width in widths.items() if name != "price") <= 332


def test_a_guest_cannot_edit(open_page: Opened) -> None:
    app = open_page(PAGE, role="guest")

    assert "facilitator" in app.info[0].value
    assert not app.dataframe


def fitted(monkeypatch: pytest.MonkeyPatch, columns: dict[str, list], **options: Any) -> dict[str, Any]:
    """Show a table on a phone with 340 px for the content; return what is handed to Streamlit."""
    monkeypatch.setattr(screen, "is_phone", lambda: True)
    monkeypatch.setattr(tables.st, "dataframe", lambda _table, **options: options)
    return tables.show_rows(pd.DataFrame(columns), alt=None, **options)


def test_a_phone_breaks_no_latin_word_among_chinese_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grid broke （LEEN） within the word; a column less in sight leaves it whole."""
    cells = {
        "案例": ["德国学习型能效网络（LEEN）"],
        "地区": ["德国"],
        "相似度": ["47%"],
        "可比属性数": ["3 / 5项"],
    }
    cells |= {"数据项数": ["5"]}

    shown = fitted(monkeypatch, cells)

    room = shown["column_config"]["案例"]["width"] - 16
    assert not phone_tables._breaks_word(cells["案例"][0], room)
    assert phone_tables._breaks_word(cells["案例"][0], 85)  # 德国学习型能 / 效网络（LEE / N）
    assert not phone_tables._breaks_word("Waste oil", 98)


def test_a_row_of_an_edited_table_is_high_enough_for_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of problems were cut on a phone: Streamlit breaks no text into lines in rows of 44 px."""
    monkeypatch.setattr(screen, "is_phone", lambda: True)
    rows = pd.DataFrame({"name_en": ["Too few maintenance electricians"], "owner": "Park office"})

    assert editing._row_height(44, {"name_en": {"width": 190}, "owner": {"width": 300}}, rows) == 66


def test_a_phone_breaks_long_words_of_a_first_column_so_that_amounts_are_in_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Gains were cut within their digits, as the column of the names kept the width of a desk."""
    names = {
        "Match": ["Exhaust of the paint-shop ovens → hot process water"],
        "Gain per year": ["1.78 M CNY"],
    }
    shown = fitted(monkeypatch, names, column_config=tables.texts({"Match": 330}))
    config = shown["column_config"]

    assert config["Match"]["width"] + config["Gain per year"]["width"] <= 340
    assert config["Gain per year"]["width"] > 80
    assert shown["row_height"] >= 66


def test_a_phone_keeps_words_in_one_line_that_leave_room_for_the_second_column(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = fitted(monkeypatch, {"Park": ["Chengdu zone (sample park)"], "Share": [1.0]})

    assert shown["column_config"]["Park"]["width"] > 180
    assert "row_height" not in shown


def test_a_phone_shows_the_first_amounts_before_words_that_would_hide_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What an exchange loses stood behind provider and receiver, out of sight."""
    names = ["Camphor Engines and Pumps"]
    columns = {"Synergy": ["Iron chips"], "Provides": names, "Receives": names, "Lost": ["2,710 t per year"]}
    shown = fitted(monkeypatch, columns)

    assert list(shown["column_order"])[:2] == ["Synergy", "Lost"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page",
    ["institution/risks", "programme/schedule", "programme/closeout", "network/measure", "network/members"],
)
def test_a_phone_shows_the_headings_in_sight_whole(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch, page: str, language: str
) -> None:
    monkeypatch.setattr(screen, "is_phone", lambda: True)
    app = open_page(f"pages/{page}.py", data="samples", park="chengdu", language=language)

    first = app.dataframe[0].proto
    shown, is_edited = json.loads(first.columns), first.editing_mode != first.EditingMode.READ_ONLY
    beside, cut = 16 + 20 * is_edited, []  # margins; the sign of what may be edited
    for heading, column in shown.items():
        label, width = column.get("label") or heading, column.get("width")
        if isinstance(width, int) and not column.get("hidden"):
            letters = sum(12.5 if ord(each) > 0x2E80 else 5.0 for each in label)
            cut += [(label, width)] if letters + beside > width else []
    assert not cut


def companies(name: str = "%") -> int:
    """Return the number of companies that are stored, of a name."""
    (count,) = cursor().execute(
        "select count(*) from company where name_en like $name", {"name": name}
    ).fetchone() or (0,)
    return count


def typed(app: AppTest, names: list[str | None]) -> None:
    """Type new companies below those that are stored."""
    key = max(name for name in app.session_state["meanwhile_begun"] if name.startswith("grid_company"))
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


def test_amounts_end_at_the_right_and_have_the_digits_of_their_column(open_page: Opened) -> None:
    app = open_page("pages/data/data.py")
    shares = json.loads(app.dataframe[-1].proto.columns)["Flows with a known amount"]
    frame = pd.DataFrame({"name": ["A", "B"], "amount": [17.0, 0.4647], "year": ["2024", "2023"]})
    options: dict[str, Any] = {}
    rounded = tables.fit_amounts(frame, options)

    assert shares["alignment"] == "right"
    assert rounded["amount"].tolist() == [17.0, 0.46]
    assert options["column_config"]["amount"]["type_config"]["step"] == 0.01
    assert "year" not in options["column_config"]


def declared() -> None:
    """A table whose amounts are wider than their column."""
    from pages.common import tables

    columns = {"Figure": ["Ash"], "Declared": ["4,644,000 ± 1,900,000"], "Basis": ["bill"]}
    widths = {"Figure": 300, "Declared": 94, "Basis": 68}
    tables.show_table(columns, widths=widths, right=["Declared"], alt="Values")


def test_no_amount_in_words_is_cut_at_its_beginning() -> None:
    """Of 4,644,000 “),000” was left, as such columns end at the right."""
    app = AppTest.from_function(declared).run()
    shown = {
        name: column["width"]
        for name, column in json.loads(app.dataframe[0].proto.columns).items()
        if "width" in column
    }

    assert shown["Declared"] > phone_tables.letters("4,644,000 ± 1,900,000") - 1
    assert sum(shown.values()) == 300 + 94 + 68


@pytest.mark.parametrize(
    ("name", "height"),
    [("Steam", None), ("外购能源二氧化碳", None), ("Solid waste with a known receiver", 66)],
)
def test_rows_of_a_phone_are_as_high_as_their_names_need(
    monkeypatch: pytest.MonkeyPatch, name: str, height: int | None
) -> None:
    monkeypatch.setattr(screen, "is_phone", lambda: True)
    names = pd.DataFrame({"name_en": [name]})
    width = table_grid._name_width(names["name_en"])

    assert editing._name_height({"name_en": {"width": width}}, names) == height


@pytest.mark.parametrize(
    ("width", "is_phone", "is_high"), [(1160, False, True), (1860, False, False), (340, True, False)]
)
def test_rows_have_several_lines_only_where_a_text_in_sight_is_longer_than_its_column(
    monkeypatch: pytest.MonkeyPatch, width: int, is_phone: bool, is_high: bool
) -> None:
    monkeypatch.setattr(screen, "width", lambda: width)
    monkeypatch.setattr(screen, "is_phone", lambda: is_phone)
    words = pd.DataFrame({"Match": ["Steam"], "Stage": ["Idea"], "Why": ["溶剂与废油再生厂（示例）"]})

    assert text_room.is_broken(words, {"Match": 400, "Stage": 600, "Why": 150}) is is_high


def test_companies_outside_the_park_are_counted_apart(open_page: Opened) -> None:
    """Other pages count those with a site in the park: 7."""
    app = open_page(PAGE, data="samples", park="kalundborg")

    assert "12 rows, 5 outside the park." in shown(app)
