"""Storing rows: all or nothing, every change logged with who, when, before and after."""

import json
from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd

from isdata.contracts import tables
from isdata.errors import ProblemsError
from isdata.store.change import change_under_way
from isdata.store.checking import belonging, check_logic, is_new, together
from isdata.store.transactions import retried


@retried
def write(
    con: duckdb.DuckDBPyConnection,
    rows: Mapping[str, pd.DataFrame],
    *,
    who: str,
    reason: str,
    dry_run: bool = False,
) -> int:
    """Store rows: those with a known key are changed, the others added.

    Columns that a frame leaves out keep what is stored. Rows that are equal to what is stored
    leave no trace.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    rows : mapping of str to DataFrame
        Rows by table; columns as in the contracts, keys included.
    who, reason : str
        For the change log.
    dry_run : bool
        Check everything and store nothing.

    Returns
    -------
    int
        The data version after it.

    Raises
    ------
    ProblemsError
        Rows break rules; its `problems` name each cell, with the `position` of the row in the
        frame, counted from 0. Nothing was stored.
    BusyError
        Others kept storing the same rows.
    """
    with change_under_way(con, who, reason, dry_run=dry_run) as change:
        ordered = {name: rows[name] for name in tables() if name in rows}
        for name, frame in ordered.items():
            change.stage(tables()[name], frame)
        broken = change.broken(ordered)
        for name in ordered:
            change.merge(tables()[name], except_keys=broken.loc[broken["table"] == name, "row_key"])
        faults = check_logic(con)
        faults = change.placed(faults[~belonging(faults, broken)], ordered)
        _refuse(broken, faults[faults["position"].notna() | is_new(con, faults)])
    return change.version


@retried
def remove(
    con: duckdb.DuckDBPyConnection, table: str, row_keys: Iterable[str], *, who: str, reason: str
) -> int:
    """Remove rows that nothing refers to; return the data version after it.

    Parameters
    ----------
    table : str
        Name of the table.
    row_keys : iterable of str
        Keys as the change log writes them: the key, or its parts joined by " · ".

    Raises
    ------
    ProblemsError
        Other rows refer to one of them; nothing was removed.
    """
    with change_under_way(con, who, reason) as change:
        change.delete(tables()[table], list(row_keys))
        _refuse(change.orphans(tables()[table]))
    return change.version


@retried
def revert(
    con: duckdb.DuckDBPyConnection, names: str | Iterable[str], version: int, *, who: str, reason: str
) -> int:
    """Put tables back to what they were at a data version; return the new version.

    Tables that were changed together, such as a synergy and its history, go back together. The
    way back is itself a change in the log, so it can be undone as well.

    Raises
    ------
    ProblemsError
        Rows stored since refer to rows that would go; nothing was put back.
    """
    wanted = {names} if isinstance(names, str) else set(names)
    going_back = [table for name, table in tables().items() if name in wanted]
    with change_under_way(con, who, reason) as change:
        former = {table: _former(con, table.name, version) for table in going_back}
        for table in reversed(going_back):
            change.delete(table, former[table].loc[former[table]["before"].isna(), "row_key"].tolist())
        for table in going_back:
            rows = pd.DataFrame([json.loads(row) for row in former[table]["before"].dropna()], dtype=object)
            if not rows.empty:
                change.stage(table, rows)
                change.merge(table)
        faults = check_logic(con)
        _refuse(*(change.orphans(table) for table in going_back), faults[is_new(con, faults)])
    return change.version


def _former(con: duckdb.DuckDBPyConnection, table: str, version: int) -> pd.DataFrame:
    """Return what each row that changed since a version was then: row_key, before (empty: not there)."""
    return con.execute(
        "select row_key, arg_min(struct_pack(value := before), version).value as before from change_log "
        "where table_name = $table and version > $version group by row_key",
        {"table": table, "version": version},
    ).df()


def _refuse(*problems: pd.DataFrame) -> None:
    found = together(list(problems))
    if not found.empty:
        raise ProblemsError(found)
