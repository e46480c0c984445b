"""Undo of one change, and reset of tables to an earlier version; both are logged as changes themselves."""

import json
from collections.abc import Collection, Iterable

import duckdb
import pandas as pd

from isdata.data.contracts import Table, tables
from isdata.data.store import concurrent_edits
from isdata.data.store.asking import ask
from isdata.data.store.change import Change, change_under_way
from isdata.data.store.checking import check_logic, checks_of, is_new, refuse
from isdata.data.store.transactions import retried
from isdata.errors import BusyError


def dependent_changes(con: duckdb.DuckDBPyConnection, version: int) -> list[int]:
    """Later changes that depend on a change, oldest first; it can only be undone together with them.

    A later change depends on it if it changed the same rows, uses rows that it added, removed rows that it
    referred to, or depends on such a change.
    """
    links = [
        (name, column.name, column.reference[0])
        for name, table in tables().items()
        for column in table.columns
        if column.reference
    ]
    referring, columns, referred = (list(part) for part in zip(*links, strict=True))
    going, known = {version}, set[int]()
    while going != known:
        known = set(going)
        found = ask(
            con,
            "changes_upon",
            versions=sorted(known),
            referring=referring,
            columns=columns,
            referred=referred,
        )
        going |= set(found["version"].tolist())
    return sorted(going - {version})


@retried
def undo(
    con: duckdb.DuckDBPyConnection, version: int, *, dependents: Collection[int] = (), who: str, reason: str
) -> int:
    """Undo one change and those that depend on it; return the new version. Other changes are kept.

    Parameters
    ----------
    version : int
        Version of the change.
    dependents : collection of int
        Later changes to be undone with it, as returned by `dependent_changes`.
    who, reason : str
        For the change log.

    Raises
    ------
    BusyError
        Further changes depend on it in the meantime; nothing was undone.
    ProblemsError
        Without it, stored rows would break a rule; nothing was undone.
    """
    with change_under_way(con, who, reason) as change:
        if dependent_changes(con, version) != sorted(dependents):
            raise BusyError
        if seen := concurrent_edits.edit_start():  # what is undone is no change that the user missed
            seen.own |= {version, *dependents}
        _go_back(change, tables(), [version, *dependents])
    return change.version


@retried
def revert(
    con: duckdb.DuckDBPyConnection, names: str | Iterable[str], version: int, *, who: str, reason: str
) -> int:
    """Reset tables to a data version; return the new version.

    Tables that were changed together, such as a synergy and its history, are reset together.

    Raises
    ------
    ProblemsError
        Rows stored later refer to rows that would be removed; nothing was reset.
    """
    with change_under_way(con, who, reason) as change:
        since = change.con.execute(
            "select distinct version from change_log where version > $v", {"v": version}
        )
        versions = [number for (number,) in since.fetchall()]
        _go_back(change, {names} if isinstance(names, str) else set(names), versions)
    return change.version


def _go_back(change: Change, names: Collection[str], versions: list[int]) -> None:
    """Reset rows to their state before the first of the changes."""
    former = {
        table: rows
        for name, table in tables().items()
        if name in names and not (rows := _former(change.con, table, versions)).empty
    }
    for table in reversed(former):
        change.delete(table, former[table].loc[former[table]["before"].isna(), "row_key"].tolist())
    for table, earlier in former.items():
        rows = pd.DataFrame([json.loads(row) for row in earlier["before"].dropna()], dtype=object)
        # A column of an earlier version of the program may no longer exist.
        rows = rows[[name for name in rows if name in table]]
        if not rows.empty:
            change.stage(table, rows)
            change.merge(table)
    # A restored row may refer to a row removed in the meantime, so referring and referenced tables are both checked.
    ends = set(former) | {
        tables()[column.reference[0]] for table in former for column in table.columns if column.reference
    }
    faults = check_logic(change.con, checks_of(table.name for table in former))
    orphans = [change.orphans(table) for table in tables().values() if table in ends]
    refuse(*orphans, faults[is_new(change.con, faults)])


def _former(con: duckdb.DuckDBPyConnection, table: Table, versions: list[int]) -> pd.DataFrame:
    """State of each row before the first of the changes: row_key, before (empty if it did not exist)."""
    return con.execute(
        "select row_key, arg_min(struct_pack(value := before), version).value as before from change_log "
        "where table_name = $table and list_contains(cast($versions as bigint[]), version) group by row_key",
        {"table": table.name, "versions": versions},
    ).df()
