"""Completion of short workbooks: generated ids, park, sites and visibility of companies and flows."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

import duckdb
import pyarrow as pa

from isdata.data.contracts import tables
from isdata.data.entry import ids
from isdata.data.entry.rows import defaults
from isdata.data.ingest import headings
from isdata.data.ingest.findings import column_letters, column_number
from isdata.data.ingest.source import Sheet, Source

_NAMES = ("name_en", "name_zh")
_FLOW = ("provider_id", "receiver_id", "resource_id", "year")  # columns that identify a flow


def completed(con: duckdb.DuckDBPyConnection, source: Source, park_id: str | None = None) -> Source:
    """Complete the sheets of companies and flows of a source.

    A sheet without an id column gets one. A company that is known by name in the park keeps its id, and the same
    flow of the same year gets the same id, so that a workbook can be imported again. Each new company gets a site;
    only category and range are disclosed where the visibility is empty. Without a park nothing is added.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    source : Source
        As returned by `read`.
    park_id : str, optional
        Park of the rows.
    """
    if park_id is None:
        return source
    sheets: list[Sheet] = []
    for sheet in source.sheets:
        if sheet.table == "company" and not _has(sheet, "company_id"):
            sheets += _companies(con, sheet, park_id)
        elif sheet.table == "flow" and not _has(sheet, "flow_id"):
            sheets.append(_flows(sheet, park_id))
        else:
            sheets.append(sheet)
    return replace(source, sheets=tuple(sheets))


def _companies(con: duckdb.DuckDBPyConnection, sheet: Sheet, park_id: str) -> list[Sheet]:
    """Sheet of companies with ids and visibility, and sheet of sites for the new ones."""
    names = [_cells(sheet, name) for name in _NAMES]
    known = _known_companies(con, park_id)
    rows = [next((name for name in row if name), "") for row in zip(*names, strict=True)]
    found = [next((known[name] for name in row if name in known), None) for row in zip(*names, strict=True)]
    is_new = [bool(name) and company is None for name, company in zip(rows, found, strict=True)]
    free = iter(ids.new_ids(con, "company", park_id, sum(is_new)))
    given = [next(free) if new else company for new, company in zip(is_new, found, strict=True)]
    with_ids = _with(sheet, "company_id", given)
    if not _has(sheet, "visibility"):
        stored = dict(con.execute("select company_id, visibility from company").fetchall())
        cautious = defaults(con, "company", park_id=park_id)["visibility"]
        with_ids = _with(with_ids, "visibility", [name and stored.get(name, cautious) for name in given])
    companies = [company for company, new in zip(given, is_new, strict=True) if new]
    return [with_ids, *([_sites(con, sheet, companies, park_id)] if companies else [])]


def _sites(con: duckdb.DuckDBPyConnection, sheet: Sheet, companies: list[str | None], park_id: str) -> Sheet:
    """Sheet with one site for each new company."""
    sites = ids.new_ids(con, "site", park_id, len(companies))
    cells = pa.table(
        {
            "A": pa.array(sites, pa.string()),
            "B": pa.array(companies, pa.string()),
            "C": [park_id] * len(sites),
        }
    )
    columns = {"A": "site_id", "B": "company_id", "C": "park_id"}
    rows = pa.array(range(1, len(sites) + 1), pa.int32())
    return Sheet(sheet.file, sheet.name, "site", sheet.header_row, columns, cells, rows)


def _flows(sheet: Sheet, park_id: str) -> Sheet:
    """Sheet of flows with ids and the park."""
    rows = list(zip(*(_cells(sheet, name) for name in _FLOW), strict=True))
    seen: dict[tuple, int] = {}
    given: list[str | None] = []
    for row in rows:
        if not any(row):
            given.append(None)
            continue
        number = seen[row] = seen.get(row, 0) + 1
        mark = zlib.crc32("\n".join((*row, str(number))).encode())
        given.append(f"{park_id}-F{mark:08x}")
    complete = _with(sheet, "flow_id", given)
    if _has(sheet, "park_id"):
        return complete
    return _with(complete, "park_id", [park_id if name else None for name in given])


def _known_companies(con: duckdb.DuckDBPyConnection, park_id: str) -> dict[str, str]:
    """Companies of a park by name, in both languages."""
    rows = con.execute(
        "select company_id, name_en, name_zh from company "
        "where company_id in (select company_id from site where park_id = $park)",
        {"park": park_id},
    ).fetchall()
    return {name: company for company, *names in rows for name in names if name}


def _letters(sheet: Sheet, column: str) -> list[str]:
    """Letters of the sheet columns whose heading means a column of the table."""
    table = tables()[sheet.table]
    found: Mapping[str, tuple] = {
        letter: headings.column_of(heading, table) for letter, heading in sheet.headings.items()
    }
    return [letter for letter, (meant, _) in found.items() if meant is not None and meant.name == column]


def _has(sheet: Sheet, column: str) -> bool:
    return bool(_letters(sheet, column))


def _cells(sheet: Sheet, column: str) -> list[str]:
    """Texts of a column; empty texts if the sheet does not have it."""
    letters = [letter for letter in _letters(sheet, column) if letter in sheet.cells.column_names]
    if not letters:
        return [""] * len(sheet.rows)
    return [_text(value) for value in sheet.cells[letters[0]].to_pylist()]


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return "" if value is None else str(value).strip()


def _with(sheet: Sheet, column: str, values: Iterable[str | None]) -> Sheet:
    """Add a column to the right of a sheet."""
    letters = [*sheet.headings, *sheet.cells.column_names]
    letter = column_letters(max((column_number(each) for each in letters), default=0) + 1)
    cells = sheet.cells.append_column(letter, pa.array(list(values), pa.string()))
    return replace(sheet, headings={**sheet.headings, letter: column}, cells=cells)
