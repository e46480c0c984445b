"""Concurrent edits: changes of others since an edit began are kept, and refused as conflict if both changed a cell."""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

import duckdb

from isdata.data.contracts import Table
from isdata.data.contracts.rules import quoted
from isdata.errors import ConcurrentChange

Choice = Literal["mine", "theirs"]
Decided = Mapping[tuple[str, str], tuple[int, Choice]]  # by table and row key
Row = Mapping[str, Any]


@dataclass
class EditStart:
    """State of the data when a user's edit began.

    Attributes
    ----------
    version : int
        Version of the data.
    decided : mapping
        By table and row key: version of the other user's change, and this user's choice.
    own : set of int
        Versions stored by this user during the edit.
    """

    version: int
    decided: Decided = field(default_factory=dict)
    own: set[int] = field(default_factory=set)


_SEEN: ContextVar[EditStart | None] = ContextVar("seen", default=None)


@contextmanager
def compared_since(version: int, decided: Decided | None = None) -> Generator[EditStart]:
    """Compare rows stored within the block with changes of others after a version; arguments as in `EditStart`."""
    token = _SEEN.set(seen := EditStart(version, decided or {}))
    try:
        yield seen
    finally:
        _SEEN.reset(token)


def edit_start() -> EditStart | None:
    """State of the data seen by the user; None if rows are stored without an edit."""
    return _SEEN.get()


def merge_concurrent(
    con: duckdb.DuckDBPyConnection, table: Table, *, is_removal: bool
) -> list[ConcurrentChange]:
    """Merge changes of others in the meantime into the rows of `changed`; return the rows with conflicts.

    Cells that the user did not change get the stored values and cause no conflict.

    Rows that the user left unchanged, or did not know, are removed from `changed`. Of a row that is to be stored
    despite a conflict, only the cells changed by the user are stored.
    """
    if (known := edit_start()) is None:
        return []
    found, dropped = [], []
    for row in _changed_by_others(con, table, known):
        base, now, mine = (
            json.loads(row[name]) if row[name] else None for name in ("base", "before", "after")
        )
        touched, cells = _changed_columns(base, now, mine), _cells(base, now, mine)
        decision = known.decided.get((table.name, row["row_key"]))
        if not touched or (is_removal and base is None) or decision == (row["version"], "theirs"):
            dropped.append(row["row_key"])
        elif decision == (row["version"], "mine"):
            _keep_stored(con, table, row["row_key"], touched, now)
        elif any(before != stored != own for before, stored, own in cells.values()):
            found.append(ConcurrentChange(table.name, row["row_key"], row["version"], row["who"], cells))
    con.execute("delete from changed where row_key in (select unnest($keys::varchar[]))", {"keys": dropped})
    return found


def _changed_by_others(
    con: duckdb.DuckDBPyConnection, table: Table, known: EditStart
) -> list[dict[str, Any]]:
    """Rows in `changed` that others stored: base, stored and new state, with author and version of the last change."""
    return (
        con.execute(
            "select row_key, changed.before, changed.after, base, version, who from changed join ("
            "select row_key, first(before order by version) as base, max(version) as version, "
            "last(changed_by order by version) as who from change_log where table_name = $table "
            "and version > $since and not list_contains($own::bigint[], version) group by row_key) using (row_key)",
            {"table": table.name, "since": known.version, "own": [*known.own]},
        )
        .df()
        .astype(object)
        .pipe(lambda rows: rows.where(rows.notna(), None))
        .to_dict("records")
    )


def _changed_columns(base: Row | None, now: Row | None, mine: Row | None) -> set[str]:
    """Columns changed by the user; all columns of a new or removed row."""
    if base is None or mine is None:
        return {*(base or {}), *(mine or {})}
    return {name for name in mine if mine[name] not in (base.get(name), (now or base).get(name))}


def _cells(base: Row | None, now: Row | None, mine: Row | None) -> dict[str, tuple[Any, Any, Any]]:
    """Cells changed by either user: value before, value now stored, value of the user."""
    base, now, mine = base or {}, now or {}, mine or {}
    names = [*now, *(name for name in mine if name not in now)]
    cells = {name: (base.get(name), now.get(name), mine.get(name)) for name in names}
    return {name: cell for name, cell in cells.items() if not cell[0] == cell[1] == cell[2]}


def _keep_stored(
    con: duckdb.DuckDBPyConnection, table: Table, row_key: str, touched: set[str], now: Row | None
) -> None:
    """Set cells that the user did not change to the stored values."""
    names = [column.name for column in table.columns if column.name not in touched]
    if now is None or not names:
        return
    same = " and ".join(f"stored.{quoted(key)} = changed.{quoted(key)}" for key in table.keys)
    assigned = ", ".join(f"{quoted(name)} = stored.{quoted(name)}" for name in names)
    whole = ", ".join(
        f"{quoted(column.name)} := {'changed' if column.name in touched else 'stored'}.{quoted(column.name)}"
        for column in table.columns
    )
    con.execute(  # composed only of names from the contracts
        f"update changed set {assigned}, after = to_json(struct_pack({whole})) from {quoted(table.name)} as stored "
        f"where {same} and changed.row_key = $key",
        {"key": row_key},
    )
