"""Sheets of the joint report: filled from flows, sent out and read back."""

import datetime as dt
import io
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import ProblemsError, WrongSheetError
from isdata.institution import joint_report

WHO = "test"


EN = i18n.reader("en")


def test_the_flows_of_the_park_prefill_the_sheet(tiny: duckdb.DuckDBPyConnection) -> None:
    found = joint_report.prefilled(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)
    own = found.set_index(["company_id", "item"])["value"].to_dict()

    assert own["C1", "water_withdrawn"] == 5000.0
    assert own["C1", "energy_sold"] == own["C2", "heat_bought"] == 900.0
    assert own["C1", "secondary_out"] == own["C1", "waste_recovered"] == 300.0
    assert (own["C2", "waste_disposed"], own["C1", "secondary_in"]) == (45.0, 20.0)
    assert own["C1", "materials_in"] == 1020.0  # coal and dust


def test_an_amount_with_an_unmeasured_flow_is_a_minimum_that_is_not_proposed(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    rows = joint_report.sheets(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)
    own = rows.set_index(["company_id", "item"])[["expected", "is_partial"]]
    content = joint_report.sheet_workbook(
        rows[rows["company_id"] == "C2"], park_id="tiny", year=2024, reader=EN
    )
    written = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    values = {row[3]: row[4] for row in written.iter_rows(min_row=2, values_only=True)}

    assert tuple(own.loc[("C2", "waste_recovered")]) == (20.0, True)  # dust; packaging is not measured
    assert tuple(own.loc[("C2", "waste_disposed")]) == (45.0, False)
    assert values[EN.choice("report_item", "waste_recovered")] is None
    assert values[EN.choice("report_item", "waste_disposed")] == 45.0


def test_a_sheet_is_sent_out_and_read_back(tiny: duckdb.DuckDBPyConnection) -> None:
    def own(company: str) -> pd.DataFrame:
        found = joint_report.sheets(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)
        return found[found["company_id"] == company]

    sent = joint_report.sheet_workbook(own("C2"), park_id="tiny", year=2024, reader=EN)
    book = openpyxl.load_workbook(io.BytesIO(sent))
    page = book.worksheets[0]
    cells = {row[3].value: row for row in page.iter_rows(min_row=2)}
    assert cells["Heat, steam and cold purchased"][4].value == 900
    cells["Water withdrawal"][4].value = 1234
    out = io.BytesIO()
    book.save(out)

    rows = joint_report.read_workbook(tiny, "C2.xlsx", out.getvalue(), park_id="tiny", year=2024)
    joint_report.save_sheet(tiny, rows, park_id="tiny", year=2024, who=WHO)

    stored = own("C2").set_index("item")["value"]
    assert (stored["water_withdrawn"], stored["heat_bought"]) == (1234.0, 900.0)
    with pytest.raises(WrongSheetError, match="2024"):
        joint_report.read_workbook(tiny, "C2.xlsx", out.getvalue(), park_id="tiny", year=2023)
    cells["Water withdrawal"][4].value = "much"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(ProblemsError):
        joint_report.read_workbook(tiny, "C2.xlsx", out.getvalue(), park_id="tiny", year=2024)


def test_a_figure_without_value_and_source_is_removed(tiny: duckdb.DuckDBPyConnection) -> None:
    row = {"company_id": "C1", "item": "fuel_used", "value": 5.0, "unit": "GJ", "source": "invoice"}
    joint_report.save_sheet(tiny, pd.DataFrame([row]), park_id="tiny", year=2024, who=WHO)
    joint_report.confirm(
        tiny, park_id="tiny", company_id="C1", year=2024, by="office", day=dt.date(2025, 3, 1), who=WHO
    )
    assert store.ask(tiny, "report_values", park_id="tiny", year=2024)["confirmed_by"].tolist() == ["office"]
    gone = pd.DataFrame([row | {"value": None, "source": None}])
    joint_report.save_sheet(tiny, gone, park_id="tiny", year=2024, who=WHO)

    assert store.ask(tiny, "report_values", park_id="tiny", year=2024).empty


def test_a_figure_that_is_changed_must_be_confirmed_again(tiny: duckdb.DuckDBPyConnection) -> None:
    """A changed figure kept the day and office of the confirmation of the former one."""
    row = {"company_id": "C1", "item": "fuel_used", "value": 5.0, "unit": "GJ", "source": "invoice"}
    rows = pd.DataFrame([row, row | {"item": "water_withdrawn", "unit": "m³"}])
    about: dict[str, Any] = {"park_id": "tiny", "year": 2024, "who": WHO}
    joint_report.save_sheet(tiny, rows, **about)
    joint_report.confirm(tiny, company_id="C1", by="office", day=dt.date(2025, 3, 1), **about)

    joint_report.save_sheet(tiny, rows.assign(value=[6.0, 5.0]), **about)

    stored = store.ask(tiny, "report_values", park_id="tiny", year=2024).set_index("item")
    assert stored["value"].to_dict() == {"fuel_used": 6.0, "water_withdrawn": 5.0}
    assert stored["confirmed_on"].notna().to_dict() == {"fuel_used": False, "water_withdrawn": True}
    assert stored["confirmed_by"].notna().to_dict() == {"fuel_used": False, "water_withdrawn": True}


def test_a_guest_reads_no_sheet(tiny: duckdb.DuckDBPyConnection) -> None:
    assert joint_report.sheets(tiny, park_id="tiny", year=2024, viewer=GUEST).empty
