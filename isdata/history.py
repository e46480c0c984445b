"""Who changed what, when and why; and what rows were before."""

import json

import duckdb
import pandas as pd

from isdata import store


def changes(con: duckdb.DuckDBPyConnection, *, limit: int = 200) -> pd.DataFrame:
    """Return the newest changes.

    Returns
    -------
    DataFrame
        version, changed_at, changed_by, reason, tables, added, changed, removed; newest first. A change
        may touch rows of several tables; they are stored, and put back, together.
    """
    return store.ask(con, "changes", most=limit)


def tables(con: duckdb.DuckDBPyConnection, *, version: int) -> pd.DataFrame:
    """Return the tables that a change touched: table_name, added, changed, removed."""
    return store.ask(con, "changed_tables", version=version)


def cells(con: duckdb.DuckDBPyConnection, *, version: int, table: str, limit: int = 2000) -> pd.DataFrame:
    """Return the cells that a change of a table touched.

    Returns
    -------
    DataFrame
        row_key, column, before, after; one row a cell, empty before in a new row and empty
        after in a removed one.
    """
    rows = store.ask(con, "changed_rows", version=version, table=table, most=limit)
    touched = [
        (row["row_key"], column, before.get(column), after.get(column))
        for row in rows.to_dict("records")
        for before, after in [(_row(row["before"]), _row(row["after"]))]
        for column in after or before
        if before.get(column) != after.get(column)
    ]
    return pd.DataFrame(touched, columns=["row_key", "column", "before", "after"], dtype=object)


def _row(written: object) -> dict[str, object]:
    return json.loads(written) if isinstance(written, str) else {}
