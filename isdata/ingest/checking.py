"""Everything that is wrong with a source, found at once, without a trace in the database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import duckdb
import pandas as pd
import pyarrow as pa

from isdata.contracts import Table, rules, tables
from isdata.contracts.rules import quoted
from isdata.errors import N_
from isdata.ingest.columns import recognise
from isdata.ingest.findings import column_number
from isdata.ingest.rows import Rows
from isdata.ingest.source import Notice, Problem, Source
from isdata.store.checking import check_logic, without_followers

Progress = Callable[[float, str], None]
PROBLEM_COLUMNS = [
    "file",
    "sheet",
    "row",
    "letter",
    "cell",
    "table",
    "column",
    "row_key",
    "value",
    "rule",
    "details",
]
UNDERSTANDING = N_("Understanding the cells")
CHECKING = N_("Checking the rows")


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
        return _Check(cursor, source, notation, progress or (lambda share, message: None)).result()
    finally:
        cursor.close()


class _Check:
    """One check under way, on a cursor of its own: what it lays beside the tables goes with the cursor."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, source: Source, notation: str, progress: Progress
    ) -> None:
        self.con, self.source, self.notation, self.progress = con, source, notation, progress
        database, schema = con.execute("select current_database(), current_schema()").fetchall()[0]
        self.stored = {name: f"{quoted(database)}.{quoted(schema)}.{quoted(name)}" for name in tables()}
        self.problems = list(source.problems)
        self.parts: list[Rows] = []

    def result(self) -> Import:
        """Return rows and problems."""
        cells = self._understand()
        self.progress(0.5, CHECKING)
        groups = {name: group for name in tables() if (group := self._parts_of(name))}
        for name, group in groups.items():
            self._stage(tables()[name], group)
        broken = self._broken(list(groups))
        keyed = pd.concat([self._keyed(cells), broken[["table", "row_key"]]])
        logic = without_followers(self._logic(groups, keyed), keyed)
        places = pd.concat([cells, self._first_of_each_cell(cells, self._without_absent(broken)), logic])
        found = Import(
            {name: self._typed(name, group) for name, group in groups.items()},
            self._ordered(places),
            self.source.notices,
        )
        self.progress(1.0, CHECKING)
        return found

    def _understand(self) -> pd.DataFrame:
        """Type the cells of every sheet; return those that mean nothing."""
        faults = [
            pd.DataFrame(columns=["part", "table", "row", "letter", "column", "value", "rule", "details"])
        ]
        for number, sheet in enumerate(self.source.sheets):
            self.progress(0.5 * number / len(self.source.sheets), UNDERSTANDING)
            part, problems = recognise(sheet, tables()[sheet.table])
            self.problems += problems
            if set(part.table.keys) <= {each.column.name for each in part.fields}:
                rows = Rows(self.con, part, number, self.notation)
                faults.append(rows.faults().assign(part=len(self.parts), table=part.table.name))
                self.parts.append(rows)
        return pd.concat(faults, ignore_index=True)

    def _parts_of(self, name: str) -> list[tuple[int, Rows]]:
        return [(number, rows) for number, rows in enumerate(self.parts) if rows.part.table.name == name]

    def _stage(self, table: Table, group: list[tuple[int, Rows]]) -> None:
        """Lay the rows of all sheets of a table together, completed by what is stored."""
        each = " union all ".join(self._completed(table, number, rows) for number, rows in group)
        self.con.execute(
            f"create or replace temp table {_staged(table.name)} as "
            f"select row_number() over (order by part, row) - 1 as position, * from ({each})"
        )

    def _completed(self, table: Table, number: int, rows: Rows) -> str:
        columns = ", ".join(
            f"{'typed' if column.name in rows.columns else 'stored'}.{quoted(column.name)}"
            for column in table.columns
        )
        keys = " and ".join(f"typed.{quoted(key)} = stored.{quoted(key)}" for key in table.keys)
        return (
            f"select {number} as part, typed.row, {columns} from {rows.typed} as typed "
            f"left join {self.stored[table.name]} as stored on {keys}"
        )

    def _broken(self, staged: list[str]) -> pd.DataFrame:
        """Return the cells that break a rule of their column."""
        known = self.stored | {
            name: f"(from {self.stored[name]} union all by name "
            f"select * exclude (position, part, row) from {_staged(name)})"
            for name in staged
        }
        frames = [
            self.con.execute(
                "select faults.*, staged.part, staged.row "
                f"from ({rules.query(tables()[name], _staged(name), known)}) as faults "
                f"join {_staged(name)} as staged using (position)"
            ).df()
            for name in staged
        ]
        frames.append(pd.DataFrame(columns=["table", "row_key", "column", "value", "rule", "part", "row"]))
        return pd.concat(frames, ignore_index=True)

    def _keyed(self, cells: pd.DataFrame) -> pd.DataFrame:
        """Return table and key of the rows with cells that mean nothing."""
        keys = [
            self.con.execute(
                f"select '{name}' as \"table\", {rules.row_key(tables()[name], 'staged')} as row_key "
                f"from {_staged(name)} as staged join places using (part, row)"
            ).df()
            for name in dict.fromkeys(cells["table"])
            if not (
                places := cells.loc[cells["table"] == name, ["part", "row"]].astype(int).drop_duplicates()
            ).empty
        ]
        return pd.concat([pd.DataFrame(columns=["table", "row_key"]), *keys])

    def _logic(self, groups: dict[str, list], keyed: pd.DataFrame) -> pd.DataFrame:
        """Ask the checks as if the sound rows were stored: views of both hide the tables."""
        for name in groups:
            table = tables()[name]
            columns = ", ".join(quoted(column.name) for column in table.columns)
            left_out = keyed.loc[keyed["table"] == name, ["row_key"]].astype(str)
            self.con.register(f"left_out_{name}", left_out)
            keys = " and ".join(f"stored.{quoted(key)} = staged.{quoted(key)}" for key in table.keys)
            self.con.execute(
                f"create or replace temp view {quoted(name)} as "
                f"select {columns} from {self.stored[name]} as stored anti join {_staged(name)} as staged on {keys} "
                f"union all select {columns} from {_staged(name)} as staged "
                f"where {rules.row_key(table, 'staged')} not in (select row_key from left_out_{name})"
            )
        faults = check_logic(self.con).drop(columns="position")
        placed = [self._place(name, faults.loc[faults["table"] == name, "row_key"]) for name in groups]
        places = pd.concat([pd.DataFrame(columns=["table", "row_key", "part", "row"]), *placed])
        return faults.merge(places, how="left", on=["table", "row_key"])

    def _place(self, name: str, row_keys: pd.Series) -> pd.DataFrame:
        """Return part and row of the first row with each key, or with its first half where a check names that."""
        wanted = pd.DataFrame({"row_key": row_keys.astype(str).drop_duplicates()})
        key = rules.row_key(tables()[name], "staged")
        return self.con.execute(
            f"select '{name}' as \"table\", wanted.row_key, min(part) as part, arg_min(row, position) as row "
            f"from wanted join {_staged(name)} as staged "
            f"on {key} = wanted.row_key or starts_with({key}, wanted.row_key || ' · ') group by all"
        ).df()

    def _without_absent(self, faults: pd.DataFrame) -> pd.DataFrame:
        """Tell once that a needed column is absent, and nothing that follows from an unclear heading or sheet."""
        guessed = {(each.file, each.sheet, each.details.get("meant")) for each in self.problems}
        unread = {
            each.table for each in self.problems if each.rule in ("unknown_sheet_near", "missing_key", "file")
        }
        is_absent = pd.Series(False, index=faults.index)
        for number, rows in enumerate(self.parts):
            here = (faults["part"] == number) & ~faults["column"].isin(rows.columns)
            absent = here & faults["rule"].isin(["missing", "either"])
            is_absent |= absent
            sheet = rows.part.sheet
            self.problems += [
                Problem(sheet.file, "missing_column", sheet.name, sheet.header_row, "", sheet.table, column)
                for column in dict.fromkeys(faults.loc[absent, "column"])
                if (sheet.file, sheet.name, column) not in guessed
            ]
        into_unread = [
            rule == "reference" and tables()[table][column].reference[0] in unread
            for table, column, rule in zip(faults["table"], faults["column"], faults["rule"], strict=True)
        ]
        return faults[~is_absent & ~pd.Series(into_unread, index=faults.index, dtype=bool)]

    def _first_of_each_cell(self, cells: pd.DataFrame, broken: pd.DataFrame) -> pd.DataFrame:
        """Return the broken rules of cells that mean something."""
        known = set(zip(cells["part"], cells["row"], cells["column"], strict=True))
        places = zip(broken["part"], broken["row"], broken["column"], strict=True)
        return broken.loc[[place not in known for place in places]]

    def _ordered(self, faults: pd.DataFrame) -> pd.DataFrame:
        """Return all problems in the order in which a reader goes through the files."""
        found = [*self.problems, *self._problems(faults)]
        files = list(dict.fromkeys([*self.source.contents, *(each.file for each in found)]))
        sheets = list(
            dict.fromkeys(
                [*((s.file, s.name) for s in self.source.sheets), *((p.file, p.sheet) for p in found)]
            )
        )
        found.sort(
            key=lambda each: (
                files.index(each.file),
                sheets.index((each.file, each.sheet)),
                each.row or 0,
                column_number(each.letter),
                each.table,
                each.row_key,
                each.rule,
            )  # fmt: skip
        )
        rows = [
            vars(each) | {"cell": f"{each.letter}{each.row or ''}" if each.letter else ""} for each in found
        ]
        frame = pd.DataFrame(rows, columns=PROBLEM_COLUMNS, dtype=object)
        return frame.assign(row=frame["row"].astype("Int64"))

    def _problems(self, faults: pd.DataFrame) -> Iterator[Problem]:
        for fault in faults.to_dict("records"):
            is_placed = pd.notna(fault["part"])
            rows = self.parts[int(fault["part"])] if is_placed else None
            sheet = rows.part.sheet if rows else None
            letters = {each.column.name: each.letter for each in rows.part.fields} if rows else {}
            yield Problem(
                file=sheet.file if sheet else "",
                rule=fault["rule"],
                sheet=sheet.name if sheet else "",
                row=int(fault["row"]) if is_placed else None,
                letter=letters.get(fault["column"], ""),
                table=fault["table"],
                column=fault["column"],
                value="" if pd.isna(fault["value"]) else str(fault["value"]),
                row_key="" if pd.isna(fault.get("row_key")) else str(fault["row_key"]),
                details=fault["details"] if isinstance(fault.get("details"), dict) else {},
            )

    def _typed(self, name: str, group: list[tuple[int, Rows]]) -> pa.Table:
        """Return the rows of a table: only the columns that its sheets have, so that the others keep what is stored."""
        told = {tuple(rows.columns) for _, rows in group}
        columns = told.pop() if len(told) == 1 else [column.name for column in tables()[name].columns]
        return self.con.execute(
            f"select {', '.join(map(quoted, columns))} from {_staged(name)} order by position"
        ).to_arrow_table()


def _staged(name: str) -> str:
    return quoted(f"staged_{name}")
