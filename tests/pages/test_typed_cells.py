"""Cells of an editable table hold texts: what is typed is read, what cannot be read stays, with proposals."""

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES, reader
from pages.common.editing import edited_rows, edited_table, table_input, typed_cells
from tests.databases import Built


@pytest.fixture
def flows(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """Two stored flows, as an editor begins with them."""
    monkeypatch.setenv("ISDATA_DATABASE", str(shutil.copy(built["tiny"], tmp_path / "own.duckdb")))
    rows = pd.DataFrame(
        {
            "resource_id": ["fly_ash", None],
            "year": [2024, None],
            "quantity": [1234.5678, None],
            "unit": ["t", "t"],
        }
    )
    return edited_rows.typed("flow", rows)


def test_names_and_numbers_are_typed_as_text_and_what_cannot_be_read_stays(flows: pd.DataFrame) -> None:
    """Choices took the first that contained what was typed; cells for numbers made 25 of 2,5."""
    shown = {
        "resource_id": edited_table.choice_column(
            "flow", "resource_id", {"fly_ash": "Fly ash", "steel_scrap": "Steel scrap"}
        ),
        **edited_table.columns("flow", ["year", "quantity"]),
    }
    typed = typed_cells.of("flow", flows, shown, fixed=[])
    cells = typed_cells.texts(typed, flows)
    assert cells[["resource_id", "year", "quantity"]].loc[0].tolist() == ["Fly ash", "2024", "1,235"]

    now = cells.copy()
    now.loc[1, ["resource_id", "year", "quantity"]] = ["steel scrap", "2023", "2,5"]
    found = typed_cells.read(typed, now, cells, flows)
    assert found.rows["resource_id"].tolist() == ["fly_ash", "steel_scrap"]
    assert found.rows["quantity"].tolist() == [1234.5678, 2.5]
    assert (found.faults, found.notes) == ([], ["“2,5” is read as 2.5 t/yr."])

    now.loc[1, ["resource_id", "year", "quantity"]] = ["scrap", "2,5", "abc"]
    found = typed_cells.read(typed, now, cells, flows)
    assert [(each.column, each.text, each.place) for each in found.faults] == [
        ("resource_id", "scrap", 2), ("year", "2,5", 2), ("quantity", "abc", 2),
    ]  # fmt: skip
    assert found.faults[0].near == ("steel_scrap",)
    assert typed_cells.texts(typed, found.rows).loc[1, "quantity"] == "abc"
    assert typed_cells.values(typed, found.rows, flows.dtypes)["quantity"].tolist() == [1234.5678, pd.NA]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_an_industry_become_its_code_and_unknown_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Subclasses and lists of codes are no codes of ISIC Rev. 4, but what somebody recorded."""
    monkeypatch.setattr(typed_cells, "reader", lambda: reader(language))
    stored = ["2910", "24", "C36", "24.10", "24, 29", None, None, None, None, None, None]
    rows = edited_rows.typed("company", pd.DataFrame({"sector": stored}))
    typed = typed_cells.of("company", rows, edited_table.columns("company", ["sector"]), fixed=[])
    cells = typed_cells.texts(typed, rows)
    named = {
        "en": ["2910 Motor vehicles", "24 Metal works and foundries"],
        "zh": ["2910 汽车", "24 金属冶炼与铸造"],
    }
    assert cells["sector"][:5].tolist() == [
        *named[language],
        "C36",
        "24.10 " + named[language][1][3:],
        "24, 29 " + named[language][1][3:],
    ]

    now = cells.copy()
    now["sector"] = [
        *cells["sector"][:4],
        "2410",
        "steel",
        "钢铁",
        "Chemicals",
        named[language][1],
        "建筑",
        "blorb",
    ]
    found = typed_cells.read(typed, now, cells, rows)
    assert found.rows["sector"].tolist()[:9] == ["2910", "24", "C36", "24.10", "2410", "24", "24", "20", "24"]
    assert [(each.text, each.place, each.near, each.likely) for each in found.faults] == [
        ("建筑", 10, ("41", "42"), None), ("blorb", 11, (), None),
    ]  # fmt: skip
    assert len(found.notes) == 3


def test_a_number_is_read_alike_in_an_empty_column_and_beside_others(flows: pd.DataFrame) -> None:
    """30,000 was asked about in an empty column and read in one that showed commas."""
    for stored in (None, 1234.5678):
        rows = flows.assign(quantity=pd.array([stored, None], "Float64"))
        typed = typed_cells.of("flow", rows, edited_table.columns("flow", ["quantity"]), fixed=[])
        cells = typed_cells.texts(typed, rows)
        now = cells.copy()
        now.loc[1, "quantity"] = "30,000"
        found = typed_cells.read(typed, now, cells, rows)
        assert (found.rows.loc[1, "quantity"], found.notes, found.faults) == (30_000, [], [])

        now.loc[1, "quantity"] = "30.000"
        assert len(typed_cells.read(typed, now, cells, rows).faults) == 1


def noted() -> None:
    """Eight rows with names that are not known, as below a table."""
    import pandas as pd

    from isdata.data.contracts import tables
    from pages.common.editing import cell_notes, unsaved
    from pages.common.editing.typed_cells import Fault, Reading, Typed

    texts = ["ash", "scrap", "ash", "a", "b", "c", "d", "e"]
    words = {"fly_ash": "Fly ash", "steel_scrap": "Steel scrap"}
    near = {"ash": ("fly_ash",), "scrap": ("steel_scrap",)}
    rows = pd.DataFrame({"resource_id": pd.array(texts, "string")})
    draft = unsaved.begin("grid", rows)
    typed = Typed(tables()["flow"], {"resource_id": words}, [], [])
    faults = [
        Fault(place, place + 1, "resource_id", text, f"“{text}” is no name.", near.get(text, ()), *near.get(text, ()))
        for place, text in enumerate(draft.rows["resource_id"])
        if text not in words
    ]  # fmt: skip
    cell_notes.state(typed, Reading(draft.rows, faults), draft, cells=lambda row: ["Oak"] if row == 3 else [])


def test_problems_of_one_text_stand_together_and_all_proposals_are_accepted_at_once(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each had to be accepted alone, and those after the fifth were not shown."""
    monkeypatch.setenv("ISDATA_DATABASE", str(built.copied("tiny", tmp_path)))
    page = AppTest.from_function(noted).run()
    lines = [each.value for each in page.markdown]

    assert "8 cells cannot be read." in lines[0]
    assert "Row 1, row 3 (Oak)" in lines[1].replace("\\", "")  # the table shows no numbers
    assert [each.label for each in page.expander] == ["2 more problems"]
    assert sum("is no name" in each.replace("\\", "") for each in lines) == 7

    next(
        each for each in page.button if each.label == "Accept all 2 proposals, for 3 of 8 cells"
    ).click().run()
    assert any("5 cells cannot be read." in each.value for each in page.markdown)
    assert "“ash” is read as Fly ash" in page.caption[0].value.replace("\\", "")
    assert not page.expander


def test_large_numbers_have_groups_of_digits_and_are_read_as_the_same(flows: pd.DataFrame) -> None:
    flows = flows.assign(quantity=[13_000_000.25, 1.1931755835296], year=[2024, 2023])
    typed = typed_cells.of("flow", flows, edited_table.columns("flow", ["year", "quantity"]), fixed=[])

    cells = typed_cells.texts(typed, flows)
    assert cells["quantity"].tolist() == ["13,000,000", "1.1930"]  # as in tables; “1.193” might be thousands
    assert cells["year"].tolist() == ["2024", "2023"]  # no number to be counted

    now = cells.copy()
    now.loc[0, "quantity"] = "13,000"
    assert typed_cells.read(typed, cells, cells, flows).rows["quantity"].tolist() == [
        13_000_000.25,
        1.1931755835296,
    ]
    assert typed_cells.read(typed, now, cells, flows).rows["quantity"].tolist() == [13_000, 1.1931755835296]


def test_days_are_typed_as_text_and_none_is_taken_for_another() -> None:
    """The browser's own cells made 8 November of 28.11.2026, and dropped 2026-11-28 as it was shown."""
    stored = pd.DataFrame({"starts_on": [dt.date(2026, 11, 2), None, None]}, dtype=object)
    shown = edited_table.columns("mission", ["starts_on"])
    typed = typed_cells.of("mission", stored, shown, fixed=[])
    cells = typed_cells.texts(typed, stored)
    assert cells["starts_on"].fillna("").tolist() == ["Nov 2, 2026", "", ""]

    now = cells.copy()
    now.loc[1:, "starts_on"] = ["28.11.2026", "Nov 28, 2026"]
    found = typed_cells.read(typed, now, cells, stored)
    assert found.rows["starts_on"].tolist() == [dt.date(2026, 11, 2), *2 * [dt.date(2026, 11, 28)]]
    assert (found.faults, len(found.notes)) == ([], 1)

    now.loc[1:, "starts_on"] = ["5/6/2026", "soon"]
    found = typed_cells.read(typed, now, cells, stored)
    assert ["2026-05-06" in found.faults[0].problem, "soon" in found.faults[1].problem] == [True, True]
    assert typed_cells.values(typed, found.rows, stored.dtypes)["starts_on"].isna().tolist() == [
        False,
        True,
        True,
    ]


def test_numbers_of_a_proposal_keep_their_digits_and_what_cannot_be_read_does_not_count(
    flows: pd.DataFrame,
) -> None:
    assert table_input._typed(460_000.0) == "460,000"
    shown = pd.DataFrame({"money": [1234.56789, 100.0, 7.0]})
    texts = shown.assign(money=shown["money"].map(table_input._typed).astype("string"))
    now = texts.assign(money=pd.array([texts["money"][0], "2,5", "many"], "string"))

    assert table_input._read(now, texts, shown)["money"].tolist() == [1234.56789, 2.5, 7.0]
