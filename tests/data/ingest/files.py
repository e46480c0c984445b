"""Small workbooks and CSV files for tests."""

import io
import zipfile
from collections.abc import Sequence

import duckdb
import pandas as pd
import xlsxwriter

from isdata.data import ingest
from isdata.data.i18n import Reader
from isdata.data.ingest.guard import Limits
from isdata.errors import SourceError

FLOW = ("flow_id", "park_id", "provider_id", "receiver_id", "resource_id", "year", "quantity", "unit")
ASH = ("F9", "tiny", "S1", "S2", "fly_ash", 2024, 12, "t")
Row = Sequence[object]


def workbook(**sheets: Sequence[Row]) -> bytes:
    """Return a workbook of rows as they are: text as text, numbers as numbers."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(
        content, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    (sheet.write_string if isinstance(value, str) else sheet.write)(number, place, value)
    return content.getvalue()


def check(
    con: duckdb.DuckDBPyConnection, content: bytes, name: str = "book.xlsx", notation: str = "auto"
) -> ingest.Import:
    """Read and check one file."""
    return ingest.check(con, ingest.read([(name, content)]), notation=notation)


def flows(
    con: duckdb.DuckDBPyConnection, *rows: Row, head: Row = FLOW, notation: str = "auto"
) -> ingest.Import:
    """Check a workbook of flows."""
    return check(con, workbook(flow=[head, *rows]), notation=notation)


def found(checked: ingest.Import) -> list[tuple[str, str]]:
    """Return cell and rule of every problem."""
    return list(zip(checked.problems["cell"], checked.problems["rule"], strict=True))


def cells(checked: ingest.Import, table: str, column: str) -> list[object]:
    """Return what a column was understood as."""
    return checked.rows[table][column].to_pylist()


def changed(row: Row, head: Row = FLOW, **values: object) -> list[object]:
    """Return a row with other values in some columns."""
    return [values.get(str(name), value) for name, value in zip(head, row, strict=True)]


def dump(con: duckdb.DuckDBPyConnection, table: str) -> list[tuple]:
    """Return all rows of a table in order."""
    return con.execute(f"select * from {table} order by all").fetchall()


def frame(**columns: list) -> pd.DataFrame:
    """Return columns as a table."""
    return pd.DataFrame(columns)


# A workbook that can be read, three rows in nine without a mistake.
SOUND = workbook(
    flow=[FLOW, *(changed(ASH, flow_id=f"F{n}", quantity="x" if n % 3 else n) for n in range(9))]
)


def refused(content: bytes, name: str = "book.xlsx", limits: Limits | None = None) -> str:
    """Return the one problem of a file that cannot be read, in words."""
    source = ingest.read([(name, content)], limits=limits)
    con = duckdb.connect()
    assert source.sheets == ()
    assert [problem.rule for problem in source.problems] == ["file"]
    con.close()
    error = source.problems[0].details["error"]
    assert isinstance(error, SourceError)
    return Reader().error(error)


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """Return a workbook with other parts; None takes one away."""
    changed_parts = {name.replace("__", "/"): part for name, part in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed_parts:
                new.writestr(name, old.read(name))
        for name, part in changed_parts.items():
            if part is not None:
                new.writestr(name, part)
    return made.getvalue()


def reviewed(checked: ingest.Import) -> list[tuple[str, str, str, str]]:
    """Cell, what stands there, what it was taken for, and why."""
    rows = checked.interpretations.to_dict("records")
    return [(row["cell"], row["value"], row["details"]["meaning"], row["rule"]) for row in rows]
