"""Storing of rows in one transaction; every change is logged with author, time, and values before and after."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import duckdb
import pandas as pd

from isdata.data.contracts import tables
from isdata.data.store.change import Change, change_under_way
from isdata.data.store.checking import are_consequences, check_logic, checks_of, is_new, refuse
from isdata.data.store.transactions import retried
from isdata.errors import N_, NotFoundError

T = TypeVar("T")


@retried
def write(
    con: duckdb.DuckDBPyConnection,
    rows: Mapping[str, pd.DataFrame],
    *,
    who: str,
    reason: str,
    removed: Mapping[str, Iterable[str]] | None = None,
    dry_run: bool = False,
) -> int:
    """Store and remove rows in one change: rows with an existing key are updated, others are added.

    Columns missing in a frame keep the stored values. Rows equal to the stored ones are not
    logged.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    rows : mapping of str to DataFrame
        Rows by table; columns as in the contracts, including keys.
    who, reason : str
        For the change log.
    removed : mapping of str to iterable of str, optional
        Keys of rows to be removed, by table, in the format of the change log: the key, or its parts joined by " · ".
        Rows stored in the same change are not removed.
    dry_run : bool
        Check everything without storing anything.

    Returns
    -------
    int
        The data version after it.

    Raises
    ------
    NotFoundError
        The table does not exist.
    ProblemsError
        Rows break rules, or refer to a removed row; its `problems` name each cell, with the `position` of the row in
        the frame, counted from 0. Nothing was stored.
    BusyError
        Other sessions repeatedly stored the same rows.
    """
    with change_under_way(con, who, reason, dry_run=dry_run) as change:
        _apply(change, rows, removed or {})
    return change.version


@retried
def what_if(
    con: duckdb.DuckDBPyConnection,
    rows: Mapping[str, pd.DataFrame],
    question: Callable[[duckdb.DuckDBPyConnection], T],
    *,
    removed: Mapping[str, Iterable[str]] | None = None,
) -> T:
    """Result of a query as if rows were stored and removed, without storing anything.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    rows, removed : mapping
        As in `write`.
    question : callable
        Takes the connection and returns the result.

    Raises
    ------
    ProblemsError
        As in `write`.
    """
    with change_under_way(con, "", "", dry_run=True) as change:
        _apply(change, rows, removed or {})
        answer = question(change.con)
    return answer


@retried
def differences(con: duckdb.DuckDBPyConnection, rows: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Number of rows that storing would add and change, without storing anything.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    rows : mapping
        As in `write`.

    Returns
    -------
    DataFrame
        table, new, changed and unchanged; one row per table, in the order of `rows`.
    """
    found = []
    with change_under_way(con, "", "", dry_run=True) as change:
        for name, frame in rows.items():
            change.stage(tables()[name], frame)
            new, changed = change.count_differing(tables()[name])
            found.append((name, new, changed, len(frame) - new - changed))
    return pd.DataFrame(found, columns=["table", "new", "changed", "unchanged"])


def _apply(change: Change, rows: Mapping[str, pd.DataFrame], removed: Mapping[str, Iterable[str]]) -> None:
    """Store and remove rows within a change; refuse rows that break a rule."""
    leaving = {name: list(keys) for name, keys in removed.items()}
    for name in (*rows, *leaving):
        if name not in tables():
            raise NotFoundError(thing=N_("table"), name=name, known=", ".join(tables()))
    ordered = {name: rows[name] for name in tables() if name in rows}
    for name, frame in ordered.items():
        change.stage(tables()[name], frame)
    for name in reversed([name for name in tables() if name in leaving]):
        staying = change.staged_keys(tables()[name]) if name in ordered else set()
        change.delete(tables()[name], [key for key in leaving[name] if key not in staying])
    broken = change.broken(ordered)
    for name in ordered:
        change.merge(tables()[name], except_keys=broken.loc[broken["table"] == name, "row_key"])
    faults = check_logic(change.con, checks_of({*ordered, *leaving}))
    faults = change.placed(faults[~are_consequences(faults, broken)], ordered)
    orphans = [change.orphans(tables()[name]) for name in leaving]
    refuse(broken, *orphans, faults[faults["position"].notna() | is_new(change.con, faults)])


def remove(
    con: duckdb.DuckDBPyConnection, table: str, row_keys: Iterable[str], *, who: str, reason: str
) -> int:
    """Remove rows without references to them; return the data version after it.

    Parameters
    ----------
    table : str
        Name of the table.
    row_keys : iterable of str
        Keys in the format of the change log: the key, or its parts joined by " · ".

    Raises
    ------
    ProblemsError
        Other rows refer to one of them; nothing was removed.
    """
    return write(con, {}, removed={table: row_keys}, who=who, reason=reason)
