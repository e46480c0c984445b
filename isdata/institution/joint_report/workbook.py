"""Sheet of a company as a workbook: exported prefilled, imported with the usual checks."""

import io
from typing import Any

import duckdb
import pandas as pd
import xlsxwriter

from isdata.data import contracts, ingest
from isdata.data.i18n import N_, Reader
from isdata.data.ingest.headings import bilingual
from isdata.data.ingest.template_workbook import heading
from isdata.errors import ProblemsError, WrongSheetError

_COLUMNS = ("park_id", "company_id", "year", "item", "value", "unit", "basis", "source")
_FIXED = 4  # of them, which the company does not fill in


def sheet_workbook(own: pd.DataFrame, *, park_id: str, year: int, reader: Reader) -> bytes:
    """Workbook of one company with its entries, prefilled from the park's flows where it entered nothing.

    Parameters
    ----------
    own : DataFrame
        Rows of one company, as `sheets` returns them.
    """
    table, out = contracts.tables()["report_value"], io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        looks = {
            "heading": book.add_format(
                {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "text_wrap": True}
            ),
            "fixed": book.add_format({"font_color": "#7F7F7F"}),
            "open": book.add_format({"bg_color": "#FFF8E1", "num_format": "#,##0.###"}),
        }
        sheet = book.add_worksheet(bilingual(table.label))
        sheet.freeze_panes(1, _FIXED)
        for place, name in enumerate(_COLUMNS):
            sheet.set_column(place, place, 34 if name == "item" else 18)
            sheet.write_string(0, place, heading(table[name]), looks["heading"])
        for number, row in enumerate(own.to_dict("records"), 1):
            cells = {"park_id": park_id, "year": year} | _cells(row, year, reader)
            for place, name in enumerate(_COLUMNS):
                look = looks["fixed" if place < _FIXED else "open"]
                if pd.isna(cells[name]):
                    sheet.write_blank(number, place, None, look)
                else:
                    sheet.write(number, place, cells[name], look)
    return out.getvalue()


def _cells(row: dict[str, Any], year: int, reader: Reader) -> dict[str, Any]:
    """Cells of an item by column: the entry, else the complete amount of the park's flows."""
    known = None if row["is_partial"] else row["expected"]
    value = row["value"] if pd.notna(row["value"]) else known
    source = reader.text(N_("flows of the park, {year}"), year=str(year)) if pd.notna(value) else None
    return {
        "company_id": row["company_id"],
        "item": reader.choice("report_item", row["item"]),
        "value": value,
        "unit": row["unit"] if pd.notna(row["unit"]) else row["report_unit"],
        "basis": row["basis"],
        "source": row["source"] if pd.notna(row["source"]) else source,
    }


def read_workbook(
    con: duckdb.DuckDBPyConnection, name: str, content: bytes, *, park_id: str, year: int
) -> pd.DataFrame:
    """Rows of a sheet returned by a company, checked like any import; nothing is stored.

    Raises
    ------
    ProblemsError
        Cells break the rules of the contracts; all of them are listed.
    WrongSheetError
        The sheet is for another park or year.
    """
    checked = ingest.check(con, ingest.read((name, content), is_isolated=True), notation="point")
    if not checked.problems.empty:
        raise ProblemsError(checked.problems)
    if "report_value" not in checked.rows:
        return pd.DataFrame(columns=[*_COLUMNS])
    rows = checked.rows["report_value"].to_pandas()
    other = rows[(rows["park_id"] != park_id) | (rows["year"] != year)]
    if len(other):
        raise WrongSheetError(park=other["park_id"].iloc[0], year=str(other["year"].iloc[0]))
    return rows[rows["value"].notna()]
