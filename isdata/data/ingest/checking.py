"""Check of a source: finds all problems at once, in the order of files, sheets, rows and columns."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from isdata.data.contracts import tables
from isdata.data.ingest import cell_parsing, dry_matter, open_ends, references
from isdata.data.ingest.columns import recognise
from isdata.data.ingest.completing import completed
from isdata.data.ingest.layout import arranged
from isdata.data.ingest.listing import listed
from isdata.data.ingest.rows import Rows
from isdata.data.ingest.source import Notice, Problem, Source
from isdata.data.ingest.staging import Staging, stored_relations
from isdata.data.naming import Identified
from isdata.errors import N_

Progress = Callable[[float, str], None]
UNDERSTANDING = N_("Reading the cells")
NAMING = N_("Looking up names")
CHECKING = N_("Checking the rows")
_CELLS = ["part", "table", "row", "letter", "column", "value", "rule", "details"]
_UNREAD = ("unknown_sheet_near", "missing_key", "file", "rest_unchecked")
_ACCEPTED = ("likely", "about", "range")  # reasons of interpretations that came from accepted proposals
_BEGINNING = 10_000  # rows of a sheet that are checked first
_MANY = 5_000  # number of problems in these rows from which the other rows are not checked


@dataclass(frozen=True)
class Import:
    """A source after reading and checking.

    Attributes
    ----------
    rows : dict of str to pyarrow.Table
        Typed rows by table, columns as in the contracts.
    problems : DataFrame
        file, sheet, row, letter, cell, table, column, row_key, value, rule, details; one row per
        problem, in the order of the files, sheets, rows and columns. Empty if everything can be stored.
    notices : tuple of Notice
        Notes for the author on how the files were treated.
    interpretations : DataFrame
        Cells that were read as something other than their text, to be reviewed: columns as in `problems`;
        `rule` is the reason, `details` contains the meaning.
    proposals : int
        Number of texts, units and imprecise numbers with a proposal, which `accept_proposals` accepts.
    confirmed : dict of str to str
        Resource by phrase of the accepted proposals; stored with the rows.
    """

    rows: dict[str, pa.Table] = field(repr=False)
    problems: pd.DataFrame
    notices: tuple[Notice, ...] = ()
    interpretations: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    proposals: int = 0
    confirmed: dict[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """Number of texts, units and imprecise numbers replaced by proposals."""
        likely = self.interpretations[self.interpretations["rule"].isin(_ACCEPTED)]
        return len(likely.drop_duplicates(["table", "column", "value"]))

    @property
    def count(self) -> int:
        """Number of rows in all tables."""
        return sum(table.num_rows for table in self.rows.values())


def check(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    *,
    notation: str = "auto",
    accept_proposals: bool = False,
    park_id: str | None = None,
    progress: Progress | None = None,
) -> Import:
    """Read and check a source against the stored data, without storing anything.

    If the first rows of long sheets already have many problems, the rest is not checked: the check of a million wrong
    rows would slow down the server for other visitors, and the list would be too long to read.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    source : Source
        As returned by `read`.
    notation : {"auto", "point", "comma"}
        Decimal separator of numbers in text cells; with "auto", ambiguous numbers become problems.
    accept_proposals : bool
        Replace unknown resources, ids and units by the proposed ones.
    park_id : str, optional
        Park of companies and flows without ids; see `completing`.
    progress : callable, optional
        Called with the share done [0–1] and a message to be translated.

    Returns
    -------
    Import
        The typed rows and all problems.
    """
    cursor = con.cursor()
    try:
        whole = completed(cursor, source, park_id)
        begun = _beginning(whole)
        if begun is not whole:
            found = _Check(begun, notation, accept=accept_proposals).result(cursor, _ignore_progress)
            if (found.problems["rule"] != "rest_unchecked").sum() >= _MANY:
                return found
        return _Check(whole, notation, accept=accept_proposals).result(cursor, progress or _ignore_progress)
    finally:
        cursor.close()


def _ignore_progress(share: float, message: str) -> None:
    """Ignore the progress."""


def _beginning(source: Source) -> Source:
    """Limit long sheets to their first rows, and add to each the problem that the rest is unchecked."""
    long = [sheet for sheet in source.sheets if len(sheet.rows) > _BEGINNING]
    if not long:
        return source
    cut = [
        Problem(each.file, "rest_unchecked", each.name, table=each.table, details={"rows": f"{_BEGINNING:,}"})
        for each in long
    ]
    sheets = tuple(sheet.beginning(_BEGINNING) for sheet in source.sheets)
    return replace(source, sheets=sheets, problems=(*source.problems, *cut))


class _Check:
    """One running check."""

    def __init__(self, source: Source, notation: str, *, accept: bool) -> None:
        self.source, self.notation, self.accept = source, notation, accept
        self.problems = list(source.problems)
        self.parts: list[Rows] = []
        self.interpretations: list[dict] = []

    def result(self, con: duckdb.DuckDBPyConnection, progress: Progress) -> Import:
        """Rows and problems."""
        cells = self._understand(con, progress)
        progress(0.4, NAMING)
        unread = {each.table for each in self.problems if each.rule in _UNREAD}
        naming = references.name(con, self.parts, stored_relations(con), unread=unread, accept=self.accept)
        progress(0.5, CHECKING)
        staging = Staging(con, self.parts)
        broken = _with_proposals(staging.broken(), naming)
        failing = staging.failing(pd.concat([staging.keys_of(cells), broken[["table", "row_key", "column"]]]))
        rest = self._without_absent(_without_unread(_without_cells(broken, cells), unread))
        unclear = dry_matter.unstated(self.parts, naming.interpretations)
        parts = [rows.part for rows in self.parts]
        taken = pd.DataFrame(self.interpretations, columns=_CELLS, dtype=object)
        own = cells[cells["rule"].isin(["unit_near", "sector_near", *cell_parsing.IMPRECISE])]
        is_clear = [
            " / " not in each.get("middle", "") and " " not in each.get("sectors", "")
            for each in own["details"]
        ]
        own = own.loc[is_clear, "value"].nunique()
        found = Import(
            staging.typed(),
            listed(self.source, parts, self.problems, (cells, rest, failing, unclear)),
            (*self.source.notices, *open_ends.remarks(self.parts)),
            listed(self.source, parts, (), (taken, naming.interpretations)),
            len(naming.proposals) + own,
            naming.confirmed,
        )
        progress(1.0, CHECKING)
        return found

    def _understand(self, con: duckdb.DuckDBPyConnection, progress: Progress) -> pd.DataFrame:
        """Convert the cells of every sheet to their types; return the invalid ones."""
        faults = []
        for number, sheet in enumerate(self.source.sheets):
            progress(0.4 * number / len(self.source.sheets), UNDERSTANDING)
            part, problems = recognise(sheet, tables()[sheet.table])
            self.problems += problems
            if not part.fields:
                continue
            layout = arranged(part)
            rows = Rows(con, layout.part, number, self.notation, accept=self.accept)
            about = {"part": len(self.parts), "table": sheet.table}
            faults += [about | vars(fault) for fault in (*layout.faults, *rows.faults())]
            self.interpretations += [
                about | vars(each) | {"details": {"meaning": each.meaning}}
                for each in (*layout.interpretations, *rows.interpretations())
            ]
            self.parts.append(rows)
        return pd.DataFrame(faults, columns=_CELLS, dtype=object)

    def _without_absent(self, faults: pd.DataFrame) -> pd.DataFrame:
        """Report a missing required column once instead of in every row, and not if an unclear heading may be it."""
        unclear = {(each.file, each.sheet, each.details.get("meant")) for each in self.problems}
        unclear |= {
            (each.file, each.sheet, each.column) for each in self.problems if each.rule == "missing_key"
        }
        nameless = {(each.file, each.sheet) for each in self.problems if each.rule == "no_heading"}
        is_absent = pd.Series(False, index=faults.index)
        for number, rows in enumerate(self.parts):
            sheet = rows.part.sheet
            absent = (
                (faults["part"] == number)
                & faults["rule"].isin(["missing", "either"])
                & ~faults["column"].isin(rows.letters)
            )
            is_absent |= absent
            self.problems += [
                Problem(sheet.file, "missing_column", sheet.name, sheet.header_row, "", sheet.table, column)
                for column in dict.fromkeys(faults.loc[absent, "column"])
                if (sheet.file, sheet.name, column) not in unclear
                and (sheet.file, sheet.name) not in nameless
            ]
        return faults[~is_absent]


def _without_unread(faults: pd.DataFrame, unread: set[str]) -> pd.DataFrame:
    """Drop faults of references to a table whose sheet could not be read: correcting the sheet may resolve them."""
    follows = [
        rule == "reference" and (tables()[table][column].reference or ("", ""))[0] in unread
        for table, column, rule in zip(faults["table"], faults["column"], faults["rule"], strict=True)
    ]
    return faults[~pd.Series(follows, index=faults.index, dtype=bool)]


def _with_proposals(broken: pd.DataFrame, naming: references.Naming) -> pd.DataFrame:
    """Add to each unknown id the likely row, or all possible rows."""
    return broken.assign(details=[_proposal(row, naming) for row in broken.to_dict("records")])


def _proposal(row: dict, naming: references.Naming) -> dict[str, Any]:
    reference = tables()[row["table"]][row["column"]].reference if row["rule"] == "reference" else None
    if not reference:
        return {}
    place = reference[0], str(row["value"])
    if place in naming.proposals:
        return _named(naming.proposals[place])
    return {"possible": [_named(each) for each in naming.possible[place]]} if place in naming.possible else {}


def _named(meant: Identified) -> dict[str, str]:
    return {"near": meant.id, "name_en": meant.name_en or "", "name_zh": meant.name_zh or ""}


def _without_cells(broken: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Drop broken rules of invalid cells: a word in a number column is not reported as missing, too."""
    known = set(zip(cells["part"], cells["row"], cells["column"], strict=True))
    places = zip(broken["part"], broken["row"], broken["column"], strict=True)
    return broken.loc[[place not in known for place in places]]
