"""No form saves less than what was typed: incomplete rows reach the store, which refuses them by name."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from isdata.data import i18n
from pages.common.editing import choice_cells, edited_rows, edited_table
from tests.databases import Built


@pytest.fixture
def shown() -> dict:
    return {
        "resource_id": edited_table.choice_column("measure_saving", "resource_id", {"coal": "Coal"}),
        "baseline": edited_table.column("measure_saving", "baseline"),
        "is_new": st.column_config.CheckboxColumn(label="New", default=False),
    }


def test_a_table_that_grows_requires_nothing_in_the_browser(shown: dict) -> None:
    """A new row without a required value would never reach the server."""
    growing = edited_rows.growing(shown)

    assert [column["required"] for column in growing.values()] == [False, False, None]
    assert growing["baseline"]["label"].endswith(" *")


def test_a_blank_row_holds_initial_values_and_is_left_out_where_nothing_else_is_typed(shown: dict) -> None:
    rows = pd.DataFrame(
        {
            "resource_id": pd.array(["coal", None], "string"),
            "baseline": pd.array([None, 600.0], "Float64"),
            "is_new": pd.array([False, True], "boolean"),
        }
    )
    offered = edited_rows.with_blank(rows, 2, shown)
    spaces = offered.assign(resource_id=pd.array(["coal", None, " ", None], "string"))
    ticked = offered.assign(is_new=pd.array([False, True, True, False], "boolean"))

    assert offered["is_new"].tolist() == [False, True, False, False]
    assert edited_rows.without_trailing_blanks(spaces, offered.index, shown)["baseline"].tolist() == [
        pd.NA,
        600.0,
    ]
    assert len(edited_rows.without_trailing_blanks(ticked, offered.index, shown)) == 3
    assert edited_rows.missing(offered, shown, {}, []) == [(1, "baseline"), (2, "resource_id")]


def test_choices_are_pasted_and_copied_as_they_are_shown() -> None:
    """A pasted “Supply” was lost without a word, as the cells held codes."""
    shown = {"direction": edited_table.column("stream", "direction")}
    choices = choice_cells.of("stream", shown)
    stored = pd.DataFrame({"direction": pd.array(["supply", None], "string")})
    pasted = pd.DataFrame({"direction": pd.array(["Supply", "需求", "demand", "both", None], "string")})

    assert choice_cells.texts(choices, stored)["direction"].fillna("").tolist() == ["Supply", ""]
    options = choice_cells.configured(choices, shown)["direction"]["type_config"]["options"]
    assert options == ["Supply", "Demand"]
    codes = choice_cells.codes("stream", choices, pasted)["direction"]
    assert codes.fillna("").tolist() == ["supply", "demand", "demand", "both", ""]


@pytest.mark.parametrize("has_key", [True, False])
def test_a_blank_row_shows_no_initial_value_and_takes_it_once_something_is_typed(has_key: bool) -> None:
    """Rows that held “Open” from the beginning looked like records."""
    shown = {
        "name_en": edited_table.column("problem", "name_en"),
        "status": edited_table.column("problem", "status", default="open"),
    }
    rows = pd.DataFrame(
        {"name_en": pd.array(["Ash", "Elm"], "string"), "status": pd.array(["solved", None], "string")}
    )
    rows = rows.assign(problem_id=["P1", "P2"]) if has_key else rows
    offered = edited_rows.with_blank(rows, 3, shown)
    typed = offered.copy()
    typed.loc[2, "name_en"] = "Oak"
    typed.loc[3, ["name_en", "status"]] = ["Fir", "working"]
    now = edited_rows.with_initial(typed, shown, len(rows))

    assert offered["status"].fillna("").tolist() == ["solved", "", "", "", ""]
    assert edited_rows.without_initial(shown)["status"]["default"] is None
    assert now["status"].fillna("").tolist() == ["solved", "", "open", "working", ""]
    assert len(edited_rows.without_trailing_blanks(now, offered.index, shown)) == 4


def test_what_empty_cells_become_is_stated_before_it_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {name: edited_table.column("stream", name) for name in ("resource_id", "visibility", "year")}
    given = {"visibility": "class_band", "year": 2024, "park_id": "chengdu"}  # the park is no column shown
    status = {"status": edited_table.column("problem", "status", default="open")}

    words = edited_rows.initial_words("stream", shown, given)
    assert words == {"visibility": "New rows: “Category and range only”.", "year": "New rows: “2024”."}
    columns = edited_rows.explained(shown, words)
    assert columns["year"]["help"] == f"{shown['year']['help']}\n\nNew rows: “2024”."
    assert columns["resource_id"] == shown["resource_id"]
    monkeypatch.setattr(edited_rows, "reader", lambda: i18n.reader("zh"))
    assert edited_rows.initial_words("problem", status, {})["status"].startswith("新行默认为“")


def test_a_blank_row_is_left_out_only_below_what_was_typed() -> None:
    """An empty row above a typed one, or one that the reader added, reaches the store, which refuses it."""
    rows = pd.DataFrame({"row_key": ["S1"], "name_en": pd.array(["Ash"], "string")})
    offered = edited_rows.with_blank(rows, 3, {})
    typed = offered.copy()
    typed.loc[2, "name_en"] = "Elm"
    added = pd.concat([offered, pd.DataFrame({"row_key": [None], "name_en": [None]}, index=[4])])

    def kept(now: pd.DataFrame) -> list[str]:
        return edited_rows.without_trailing_blanks(now, offered.index, {})["name_en"].fillna("").tolist()

    assert offered["name_en"].dtype == "string"
    assert kept(offered) == ["Ash"]
    assert kept(typed) == ["Ash", "", "Elm"]
    assert len(kept(added)) == 5


def test_a_text_in_both_languages_is_changed_in_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited_rows, "reader", lambda: i18n.reader("zh"))
    causes = ["Binder / 粘结剂", "Soot / 烟尘", "Salt"]
    whole = pd.DataFrame({"risk_id": ["R1", "R2", "R3"], "cause": pd.array(causes, "string")})
    own = edited_rows.in_own_language("risk", whole, i18n.reader("zh"))
    # The second row is removed, the first changed, one added.
    now = pd.concat([own.drop(index=1), pd.DataFrame({"risk_id": ["R4"], "cause": ["高温"]}, index=[3])])
    now.loc[0, "cause"] = "型砂粘结剂"

    assert own["cause"].tolist() == ["粘结剂", "烟尘", "Salt"]
    saved = edited_rows.in_both_languages(now, own, whole)["cause"].tolist()
    assert saved == ["Binder / 型砂粘结剂", "Salt", "高温"]


def test_a_changed_person_is_the_same_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edited_rows, "reader", lambda: i18n.reader("zh"))
    owners = ["Park office / 园区办", "Ms Chen / 陈女士"]
    whole = pd.DataFrame({"task_id": ["T1", "T2"], "owner": pd.array(owners, "string")})
    own = edited_rows.in_own_language("task", whole, i18n.reader("zh"))
    now = own.copy()
    now.loc[0, "owner"] = "王工"

    saved = edited_rows.in_both_languages(now, own, whole)["owner"].tolist()
    assert saved == ["王工", "Ms Chen / 陈女士"]


def test_units_are_shown_in_the_readers_language_and_stored_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    units = ["jobs/ha", "tce/10⁴ CNY", "t/h", None]
    whole = pd.DataFrame(
        {"threshold_id": ["T1", "T2", "T3", "T4"], "unit": pd.array([*units], "string")},
    )
    read = edited_rows.in_words(whole)
    assert read["unit"].tolist() == ["jobs/ha", "tce per 10,000 CNY", "t/h", pd.NA]
    typed = read.assign(
        unit=pd.array(["m³ per 10,000 CNY", "tce per 10,000 CNY", "1/d", "10,000 CNY/ha"], "string")
    )
    assert edited_rows.as_stored("threshold", typed, whole)["unit"].tolist() == [
        "m³/10⁴ CNY", "tce/10⁴ CNY", "1/d", "10⁴ CNY/ha",
    ]  # fmt: skip

    monkeypatch.setattr(edited_rows, "reader", lambda: i18n.reader("zh"))
    own = edited_rows.in_words(whole)
    # A known unit is typed into the last row, and one that the table does not hold yet into the third.
    now = own.assign(unit=pd.array(["个岗位/公顷", "吨标准煤/万元", "吨/年", "个岗位/公顷"], "string"))
    stored = edited_rows.as_stored("threshold", edited_rows.in_both_languages(now, own, whole), whole)

    assert own["unit"].tolist() == ["个岗位/公顷", "吨标准煤/万元", "吨/小时", pd.NA]
    assert stored["unit"].tolist() == ["jobs/ha", "tce/10⁴ CNY", "t/yr", "jobs/ha"]


def page() -> None:
    """Whether data changed, before and after they do, and how many rows."""
    import streamlit as st

    from isdata.data import store
    from pages.common import data

    with data.one_version():
        data.stored_version()
        before = data.has_changed()
        same = store.ask(data.cursor(), "resource_names").head(1)[["resource_id", "name_en"]]
        store.write(data.cursor(), {"resource": same}, who="Li", reason="the same")
        unchanged = data.has_changed()
        store.write(data.cursor(), {"resource": same.assign(name_en="Dust")}, who="Li", reason="a name")
        store.write(data.cursor(), {"resource": same.assign(name_en="Grit")}, who="Li", reason="another")
        st.session_state["changed"] = before, unchanged, data.has_changed(), data.changed_rows()


def test_what_is_saved_unchanged_is_known(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page states then that nothing was changed, instead of “Saved.”."""
    monkeypatch.setenv("ISDATA_DATABASE", str(shutil.copy(built["tiny"], tmp_path / "own.duckdb")))

    assert AppTest.from_function(page).run().session_state["changed"] == (False, False, True, (2, 0))


@pytest.mark.parametrize("table", ["measure_saved__", "flow_a__b"])
def test_any_key_of_a_table_serves_the_component_that_keeps_its_place(table: str) -> None:
    """The savings of a new measure, whose key ends in two underscores, stopped with an internal error."""

    def page(table: str) -> None:
        from pages.common.editing import grid_place

        grid_place.keep(table, f"{table}-0")

    app = AppTest.from_function(page, kwargs={"table": table}).run()
    assert not app.exception
