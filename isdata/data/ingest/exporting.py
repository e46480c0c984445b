"""Export of stored tables to a workbook or CSV files; importing them again gives an equal database."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from isdata.data import files
from isdata.data.contracts import Table, tables
from isdata.data.contracts.rules import quoted, row_key
from isdata.data.ingest import headings
from isdata.data.ingest.cell_parsing import TWOFOLD
from isdata.data.ingest.scope import of_park
from isdata.data.ingest.template_workbook import heading
from isdata.data.spreadsheet_csv import literal
from isdata.errors import ExportError

_LONGEST = 32_767  # maximum characters in a cell of a workbook


def export(
    con: duckdb.DuckDBPyConnection,
    path: str | Path,
    *,
    only: Iterable[str] | None = None,
    park_id: str | None = None,
) -> list[str]:
    """Write tables to a workbook, or to a folder of CSV files.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    path : str or Path
        A workbook if it ends in .xlsx, else a folder, which is created if missing.
    only : iterable of str, optional
        Names of the tables; by default all tables with rows.
    park_id : str, optional
        Only rows that belong to this park, and all rows that they refer to.

    Returns
    -------
    list of str
        Names of the tables written.

    Raises
    ------
    NotFoundError
        The park does not exist.
    ExportError
        A text is too long for a workbook.
    FileError
        The workbook or folder cannot be written.
    """
    path = Path(path)
    found = _rows(con, only, park_id)
    if path.suffix.lower() == ".xlsx":
        files.write(path, _workbook(found))
    else:
        files.make_folder(path)
        for name, rows in found.items():
            files.write(path / f"{name}.csv", _csv(tables()[name], rows))
    return list(found)


def export_workbook(
    con: duckdb.DuckDBPyConnection, *, only: Iterable[str] | None = None, park_id: str | None = None
) -> bytes:
    """Return tables as a workbook with bilingual headings; parameters and errors as in `export`."""
    return _workbook(_rows(con, only, park_id))


def _workbook(found: dict[str, pa.Table]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        looks = {
            "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for name, rows in found.items():
            _write_sheet(
                book.add_worksheet(headings.bilingual(tables()[name].label)), tables()[name], rows, looks
            )
    return content.getvalue()


def _rows(
    con: duckdb.DuckDBPyConnection, only: Iterable[str] | None, park_id: str | None
) -> dict[str, pa.Table]:
    """Rows to be written by table, sorted by key."""
    kept = of_park(con, park_id) if park_id else None
    found = {}
    wanted = set(tables() if only is None else only)
    for name in (each for each in tables() if each in wanted):
        table = tables()[name]
        columns, keys = (
            ", ".join(map(quoted, each)) for each in ([c.name for c in table.columns], table.keys)
        )
        where = ""
        if kept is not None:
            con.register("kept", pa.table({"row_key": pa.array(kept[name], pa.string())}))
            where = f"where {row_key(table, 'stored')} in (select row_key from kept)"
        found[name] = con.execute(
            f"select {columns} from {quoted(name)} as stored {where} order by {keys}"
        ).to_arrow_table()
    filled = {name: rows for name, rows in found.items() if rows.num_rows}
    return filled or {name: rows for name, rows in found.items() if name == "park"}


def _write_sheet(sheet: Worksheet, table: Table, rows: pa.Table, looks: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, 16)
        sheet.write_string(0, place, heading(column), looks["heading"])
        for number, value in enumerate(rows[column.name].to_pylist(), 1):
            if isinstance(value, str):
                if len(value) > _LONGEST:
                    key = str(rows[table.keys[0]][number - 1])
                    raise ExportError(row_key=key, length=len(value), column=headings.bilingual(column.label))
                sheet.write_string(number, place, value)
            elif isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif isinstance(value, dt.date) and value.year < 1900:  # before a workbook's first day
                sheet.write_string(number, place, value.isoformat())
            elif isinstance(value, dt.date):
                sheet.write_datetime(number, place, dt.datetime.combine(value, dt.time()), looks["date"])
            elif value is not None:
                sheet.write_number(number, place, _Exact(value))


class _Exact(float):
    """A number written with all its digits; the workbook writer would write sixteen."""

    def __format__(self, how: str) -> str:
        return repr(float(self))


def _csv(table: Table, rows: pa.Table) -> bytes:
    columns = [[_csv_text(value) for value in rows[column.name].to_pylist()] for column in table.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")  # with a byte order mark, so that Excel shows Chinese


def _csv_text(value: object) -> str:
    """Value as unambiguous text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        text = f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)
        return f"{text}0" if TWOFOLD.fullmatch(text) else text
    return str(literal(value))
