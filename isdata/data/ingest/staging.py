"""Staging: typed rows are checked together with the stored ones as if they were stored, without storing them.

SQL is composed only of names from the contracts and numbers, never of values.
"""

import duckdb
import pandas as pd
import pyarrow as pa

from isdata.data.contracts import Table, rules, tables
from isdata.data.contracts.rules import quoted
from isdata.data.ingest.rows import Rows
from isdata.data.store.checking import are_consequences, check_logic, checks_of, is_new, without_consequences

_MOST_ROWS = 2**32
_NONE = pd.DataFrame(columns=["table", "row_key", "column", "value", "rule", "part", "row"])


class Staging:
    """Rows of all sheets in temporary views on a separate cursor; they are removed when the cursor is closed.

    A row is identified by its part (number of the sheet) and its row number in the sheet.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, parts: list[Rows]) -> None:
        self.con, self.parts = con, parts
        self._stored = stored_relations(con)
        present = {rows.part.table.name for rows in parts}
        self.names = [name for name in tables() if name in present]
        for name in self.names:
            self._stage(tables()[name])

    def _stage(self, table: Table) -> None:
        """Combine the rows of all sheets of a table; columns missing in the sheets keep the stored values."""
        own = [(number, rows) for number, rows in enumerate(self.parts) if rows.part.table.name == table.name]
        each = " union all ".join(self._completed(table, number, rows) for number, rows in own)
        self.con.execute(
            f"create or replace temp table {_staged(table.name)} as "
            # One number for part and row that preserves their order.
            f"select part * {_MOST_ROWS} + row as position, * from ({each})"
        )

    def _completed(self, table: Table, number: int, rows: Rows) -> str:
        columns = ", ".join(
            f"{'typed' if column.name in rows.columns else 'stored'}.{quoted(column.name)}"
            for column in table.columns
        )
        keys = " and ".join(f"typed.{quoted(key)} = stored.{quoted(key)}" for key in table.keys)
        return (
            f"select {number} as part, typed.row, {columns} from {rows.typed} as typed "
            f"left join {self._stored[table.name]} as stored on {keys}"
        )

    def broken(self) -> pd.DataFrame:
        """Cells that break a rule of their column: table, row_key, column, value, rule, part, row."""
        known = self._known()
        found = [
            self.con.execute(
                "select faults.* exclude (position), staged.part, staged.row "
                f"from ({rules.query(tables()[name], _staged(name), known)}) as faults "
                f"join {_staged(name)} as staged using (position)"
            ).df()
            for name in self.names
        ]
        return _together(found)

    def _known(self) -> dict[str, str]:
        """Relation with stored and imported rows, by table."""
        return self._stored | {
            name: f"(from {self._stored[name]} union all by name "
            f"select * exclude (position, part, row) from {_staged(name)})"
            for name in self.names
        }

    def keys_of(self, cells: pd.DataFrame) -> pd.DataFrame:
        """Return table, row_key and column of cells given by table, part, row and column."""
        found = []
        for name in dict.fromkeys(cells["table"]):
            places = cells.loc[cells["table"] == name, ["part", "row", "column"]]
            self.con.register("places", places.astype({"part": int, "row": int}))
            key = rules.row_key(tables()[name], "staged")
            found.append(
                self.con.execute(
                    f"select '{name}' as \"table\", {key} as row_key, places.column "
                    f"from {_staged(name)} as staged join places using (part, row)"
                ).df()
            )
        return _together(found)[["table", "row_key", "column"]]

    def failing(self, broken: pd.DataFrame) -> pd.DataFrame:
        """Results of the checks across rows; columns as in `broken`.

        Parameters
        ----------
        broken : DataFrame
            table, row_key and column of cells that are already invalid. Their rows are left out when other
            rows are checked; they are checked themselves only by checks that do not use these cells.
        """
        faults = self._checked(broken)
        if not broken.empty:
            of_broken = self._checked(broken.iloc[:0])
            of_broken = without_consequences(of_broken[are_consequences(of_broken, broken)], broken)
            faults = pd.concat([faults[~are_consequences(faults, broken)], of_broken], ignore_index=True)
        wanted = [name for name in self.names if name in set(faults["table"])]
        places = [self._places(name, faults.loc[faults["table"] == name, "row_key"]) for name in wanted]
        placed = faults.merge(
            _together(places)[["table", "row_key", "part", "row"]], "left", ["table", "row_key"]
        )
        return placed[placed["part"].notna() | is_new(self.con, placed)]

    def _checked(self, left_out: pd.DataFrame) -> pd.DataFrame:
        """Results of the checks without some rows."""
        for name in self.names:
            self._hide(tables()[name], left_out.loc[left_out["table"] == name, "row_key"])
        return check_logic(self.con, checks_of(self.names)).drop(columns="position")

    def _hide(self, table: Table, left_out: pd.Series) -> None:
        """Hide a table behind a view that shows its content after storing the valid rows."""
        columns = ", ".join(quoted(column.name) for column in table.columns)
        keys = " and ".join(f"stored.{quoted(key)} = staged.{quoted(key)}" for key in table.keys)
        self.con.register(f"left_out_{table.name}", pd.DataFrame({"row_key": left_out.astype(str)}))
        self.con.execute(
            f"create or replace temp view {quoted(table.name)} as "
            f"select {columns} from {self._stored[table.name]} as stored "
            f"anti join {_staged(table.name)} as staged on {keys} "
            f"union all select {columns} from {_staged(table.name)} as staged "
            f"where {rules.row_key(table, 'staged')} not in (select row_key from left_out_{table.name})"
        )

    def _places(self, name: str, row_keys: pd.Series) -> pd.DataFrame:
        """Return part and row of the first row with each key, or with the first part of the key that a check returns."""
        self.con.register("wanted", pd.DataFrame({"row_key": row_keys.astype(str).drop_duplicates()}))
        key = rules.row_key(tables()[name], "staged")
        # Most keys are complete. The search by key prefix compares each key with every row, so it comes last.
        return self.con.execute(
            f"with whole as (select wanted.row_key, part, row, position from wanted join {_staged(name)} as staged "
            f"on {key} = wanted.row_key), begun as (select wanted.row_key, part, row, position from "
            f"(from wanted anti join whole using (row_key)) as wanted join {_staged(name)} as staged "
            f"on starts_with({key}, wanted.row_key || ' · ')) "
            f"select '{name}' as \"table\", row_key, arg_min(part, position) as part, "
            "arg_min(row, position) as row from (from whole union all from begun) group by all"
        ).df()

    def typed(self) -> dict[str, pa.Table]:
        """Rows by table, as in the files."""
        found = {
            name: self.con.execute(self._as_read(tables()[name])).to_arrow_table() for name in self.names
        }
        return {name: rows for name, rows in found.items() if rows.num_rows}

    def _as_read(self, table: Table) -> str:
        """SQL of a table's rows with only the columns of its sheets, so that other columns keep their values."""
        own = [rows for rows in self.parts if rows.part.table.name == table.name]
        headings = {tuple(rows.columns) for rows in own}
        columns = headings.pop() if len(headings) == 1 else [column.name for column in table.columns]
        source = own[0].typed if len(own) == 1 else f"{_staged(table.name)} order by position"
        return f"select {', '.join(map(quoted, columns))} from {source}"


def stored_relations(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Qualified name of each table, which a view of the same name does not hide."""
    database, schema = con.execute("select current_database(), current_schema()").fetchall()[0]
    return {name: f"{quoted(database)}.{quoted(schema)}.{quoted(name)}" for name in tables()}


def _staged(name: str) -> str:
    return quoted(f"staged_{name}")


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else _NONE
