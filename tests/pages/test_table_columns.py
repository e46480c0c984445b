"""Columns of tables: widths and order on a phone, heights of rows, and digits of amounts."""

import json
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import contracts
from isdata.data.i18n import LANGUAGES
from pages.common import phone_tables, screen, tables, text_room
from pages.common.editing import edited_table, phone_columns, table_grid
from pages.network.parts import measure_draft
from tests.pages.conftest import Opened


@pytest.mark.parametrize("widths", measure_draft._ON_PHONE.values(), ids=measure_draft._ON_PHONE)
def test_no_column_of_the_savings_of_a_measure_is_cut_at_the_edge_of_a_phone(widths: dict[str, int]) -> None:
    """Beside the column of ticks, a phone of 390 px has room for 331 px: the price is reached by scrolling."""
    assert 328 <= sum(width for name, width in widths.items() if name != "price") <= 332


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

    assert edited_table._row_height(44, {"name_en": {"width": 190}, "owner": {"width": 300}}, rows) == 66


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
    ["institution/risks", "programme/schedule", "programme/closeout", "network/members"],
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

    assert edited_table._name_height({"name_en": {"width": width}}, names) == height


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


@pytest.mark.parametrize(("width", "is_whole"), [(1160, False), (1860, True)])
def test_a_wide_page_shows_all_texts_on_one_line(
    monkeypatch: pytest.MonkeyPatch, width: int, is_whole: bool
) -> None:
    """One long list of partners made every row of a wide page three lines high."""
    monkeypatch.setattr(screen, "width", lambda: width)
    monkeypatch.setattr(screen, "is_phone", lambda: False)
    words = pd.DataFrame({"Opportunity": ["Steam"], "Partners": ["海胆环保、" * 18], "Stage": ["Idea"]})
    options: dict[str, Any] = {"column_config": {"Opportunity": {"width": 800}, "Partners": {"width": 220}}}

    assert tables._is_broken(words, options) is not is_whole
    assert (options["column_config"]["Partners"]["width"] > 1000) is is_whole


def test_beside_the_names_a_phone_shows_a_column_that_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sectors were cut at the edge: “2431 Metal works anc”."""
    monkeypatch.setattr(screen, "width", lambda: 366)
    rows = pd.DataFrame({"name_en": ["Cypress Foundry"], "sector": ["2431"], "employees": [640]})
    about = contracts.tables()["company"], rows, list(rows), {"name_en": 200}
    columns, widths = phone_columns.fitted(*about, lambda _name: {})

    assert columns == ["name_en", "employees", "sector"]
    assert widths["name_en"] + widths["employees"] == 366 - 36


def test_a_number_of_a_table_is_rounded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Energy per value added was 0.453 in the table and 0.452 in the picture: rounded to 0.4525 first."""
    drawn: list[pd.DataFrame] = []
    monkeypatch.setattr(tables.st, "dataframe", lambda table, **_options: drawn.append(table))

    tables.show_table({"Company": ["A", "B"], "Energy": [0.452464, 0.308491]}, alt="")
    tables.show_table({"Company": ["A"], "Energy": [0.452464]}, alt="", digits={"Energy": 3})

    assert drawn[0]["Energy"].tolist() == [0.452, 0.308]
    assert drawn[1]["Energy"].tolist() == [0.452]


def test_an_empty_column_with_digits_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of a balance without corrections ended in an internal error."""
    drawn: list[pd.DataFrame] = []
    monkeypatch.setattr(tables.st, "dataframe", lambda table, **_options: drawn.append(table))
    tables.show_table({"Company": ["A"], "Correction (%)": [None]}, alt="", digits={"Correction (%)": 1})

    assert list(drawn[0].columns) == ["Company"]
