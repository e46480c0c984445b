"""Everything that is wrong with a source, found at once and in the order in which a reader goes through it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import duckdb
import pandas as pd
import pyarrow as pa

from isdata.data.contracts import tables
from isdata.data.ingest.columns import recognise
from isdata.data.ingest.listing import listed
from isdata.data.ingest.rows import Rows
from isdata.data.ingest.source import Notice, Problem, Source
from isdata.data.ingest.staging import Staging
from isdata.errors import N_

Progress = Callable[[float, str], None]
UNDERSTANDING = N_("Reading the cells")
CHECKING = N_("Checking the rows")
_CELLS = ["part", "table", "row", "letter", "column", "value", "rule", "details"]
_UNREAD = ("unknown_sheet_near", "missing_key", "file")


@dataclass(frozen=True)
class Import:
    """A source that was understood and checked.

    Attributes
    ----------
    rows : dict of str to pyarrow.Table
        Typed rows by table, columns as in the contracts.
    problems : DataFrame
        file, sheet, row, letter, cell, table, column, row_key, value, rule, details; one row a
        problem, in the order of the files, sheets, rows and columns. Empty when all can be stored.
    notices : tuple of Notice
        What was done with the files that their author should know.
    """

    rows: dict[str, pa.Table] = field(repr=False)
    problems: pd.DataFrame
    notices: tuple[Notice, ...] = ()

    @property
    def count(self) -> int:
        """How many rows there are in all tables."""
        return sum(table.num_rows for table in self.rows.values())


def check(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    *,
    notation: str = "auto",
    progress: Progress | None = None,
) -> Import:
    """Understand and check a source against what is stored; store nothing.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    source : Source
        What `read` returned.
    notation : {"auto", "point", "comma"}
        Which sign begins the decimals of numbers that stand as text; "auto" asks where it matters.
    progress : callable, optional
        Called with the share done [0–1] and a message to be translated.

    Returns
    -------
    Import
        The typed rows and all problems.
    """
    cursor = con.cursor()
    try:
        return _Check(source).result(cursor, notation, progress or (lambda share, message: None))
    finally:
        cursor.close()


class _Check:
    """One check under way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems = list(source.problems)
        self.parts: list[Rows] = []

    def result(self, con: duckdb.DuckDBPyConnection, notation: str, progress: Progress) -> Import:
        """Return rows and problems."""
        cells = self._understand(con, notation, progress)
        progress(0.5, CHECKING)
        staging = Staging(con, self.parts)
        broken = staging.broken()
        failing = staging.failing(pd.concat([staging.keys_of(cells), broken[["table", "row_key", "column"]]]))
        rest = self._without_absent(self._without_unread(_without_cells(broken, cells)))
        listing = listed(
            self.source, [rows.part for rows in self.parts], self.problems, (cells, rest, failing)
        )
        found = Import(staging.typed(), listing, self.source.notices)
        progress(1.0, CHECKING)
        return found

    def _understand(self, con: duckdb.DuckDBPyConnection, notation: str, progress: Progress) -> pd.DataFrame:
        """Type the cells of every sheet; return those that mean nothing."""
        faults = []
        for number, sheet in enumerate(self.source.sheets):
            progress(0.5 * number / len(self.source.sheets), UNDERSTANDING)
            part, problems = recognise(sheet, tables()[sheet.table])
            self.problems += problems
            if set(part.table.keys) <= {each.column.name for each in part.fields}:
                rows = Rows(con, part, number, notation)
                about = {"part": len(self.parts), "table": sheet.table}
                faults += [about | vars(fault) for fault in rows.faults()]
                self.parts.append(rows)
        return pd.DataFrame(faults, columns=_CELLS, dtype=object)

    def _without_absent(self, faults: pd.DataFrame) -> pd.DataFrame:
        """Tell once that a needed column is absent, not in every row; nor where an unclear heading may be it."""
        unclear = {(each.file, each.sheet, each.details.get("meant")) for each in self.problems}
        nameless = {(each.file, each.sheet) for each in self.problems if each.rule == "no_heading"}
        is_absent = pd.Series(False, index=faults.index)
        for number, rows in enumerate(self.parts):
            sheet = rows.part.sheet
            absent = (
                (faults["part"] == number)
                & faults["rule"].isin(["missing", "either"])
                & ~faults["column"].isin(rows.columns)
            )
            is_absent |= absent
            self.problems += [
                Problem(sheet.file, "missing_column", sheet.name, sheet.header_row, "", sheet.table, column)
                for column in dict.fromkeys(faults.loc[absent, "column"])
                if (sheet.file, sheet.name, column) not in unclear
                and (sheet.file, sheet.name) not in nameless
            ]
        return faults[~is_absent]

    def _without_unread(self, faults: pd.DataFrame) -> pd.DataFrame:
        """Drop references into a table whose sheet could not be read: mending that one may mend them."""
        unread = {each.table for each in self.problems if each.rule in _UNREAD}
        follows = [
            rule == "reference" and (tables()[table][column].reference or ("", ""))[0] in unread
            for table, column, rule in zip(faults["table"], faults["column"], faults["rule"], strict=True)
        ]
        return faults[~pd.Series(follows, index=faults.index, dtype=bool)]


def _without_cells(broken: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Drop broken rules of cells that mean nothing: a word where a number belongs is not missing as well."""
    known = set(zip(cells["part"], cells["row"], cells["column"], strict=True))
    places = zip(broken["part"], broken["row"], broken["column"], strict=True)
    return broken.loc[[place not in known for place in places]]
