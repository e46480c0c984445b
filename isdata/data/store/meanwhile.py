"""What others stored since a reader began: kept where the reader left a row as it was, refused where both changed it."""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

import duckdb

from isdata.data.contracts import Table
from isdata.data.contracts.rules import quoted
from isdata.errors import Meanwhile

Choice = Literal["mine", "theirs"]
Decided = Mapping[tuple[str, str], tuple[int, Choice]]  # by table and row key
Row = Mapping[str, Any]


@dataclass
class Seen:
    """The data that a reader saw when an edit began.

    Attributes
    ----------
    version : int
        Of the data.
    decided : mapping
        By table and row key: the version of the change by somebody else, and what the reader chose then.
    own : set of int
        Versions stored within; they are changes of the reader.
    """

    version: int
    decided: Decided = field(default_factory=dict)
    own: set[int] = field(default_factory=set)


_SEEN: ContextVar[Seen | None] = ContextVar("seen", default=None)


@contextmanager
def since(version: int, decided: Decided | None = None) -> Generator[Seen]:
    """Compare whatever is stored within to what others stored after a version; arguments as of `Seen`."""
    token = _SEEN.set(seen := Seen(version, decided or {}))
    try:
        yield seen
    finally:
        _SEEN.reset(token)


def seen() -> Seen | None:
    """What the reader saw; None where what is stored follows from no edit."""
    return _SEEN.get()


def settle(con: duckdb.DuckDBPyConnection, table: Table, *, is_removal: bool) -> list[Meanwhile]:
    """Let the rows in `changed` keep what others stored in the meantime; return those that both changed.

    Cells that the reader did not store hold what is stored, and are in nobody's way.

    A row that the reader left as it was, or did not know, drops out of `changed`; of a row that is to be stored anyway
    only the cells remain that the reader changed.
    """
    if (known := seen()) is None:
        return []
    found, dropped = [], []
    for row in _changed_by_others(con, table, known):
        base, now, mine = (
            json.loads(row[name]) if row[name] else None for name in ("base", "before", "after")
        )
        touched, cells = _touched(base, now, mine), _cells(base, now, mine)
        decision = known.decided.get((table.name, row["row_key"]))
        if not touched or (is_removal and base is None) or decision == (row["version"], "theirs"):
            dropped.append(row["row_key"])
        elif decision == (row["version"], "mine"):
            _keep_untouched(con, table, row["row_key"], touched, now)
        elif any(before != stored != own for before, stored, own in cells.values()):
            found.append(Meanwhile(table.name, row["row_key"], row["version"], row["who"], cells))
    con.execute("delete from changed where row_key in (select unnest($keys::varchar[]))", {"keys": dropped})
    return found


def _changed_by_others(con: duckdb.DuckDBPyConnection, table: Table, known: Seen) -> list[dict[str, Any]]:
    """Rows in `changed` that others stored: as they were before, are, and are to be; who stored them last, and when."""
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


def _touched(base: Row | None, now: Row | None, mine: Row | None) -> set[str]:
    """Columns that the reader changed; those of the whole row where it is new or to be removed."""
    if base is None or mine is None:
        return {*(base or {}), *(mine or {})}
    return {name for name in mine if mine[name] not in (base.get(name), (now or base).get(name))}


def _cells(base: Row | None, now: Row | None, mine: Row | None) -> dict[str, tuple[Any, Any, Any]]:
    """Cells that one of the two changed: before, as stored now, and as the reader has them."""
    base, now, mine = base or {}, now or {}, mine or {}
    names = [*now, *(name for name in mine if name not in now)]
    cells = {name: (base.get(name), now.get(name), mine.get(name)) for name in names}
    return {name: cell for name, cell in cells.items() if not cell[0] == cell[1] == cell[2]}


def _keep_untouched(
    con: duckdb.DuckDBPyConnection, table: Table, row_key: str, touched: set[str], now: Row | None
) -> None:
    """Let the cells that the reader left as they were hold what is stored."""
    names = [column.name for column in table.columns if column.name not in touched]
    if now is None or not names:
        return
    same = " and ".join(f"stored.{quoted(key)} = changed.{quoted(key)}" for key in table.keys)
    assigned = ", ".join(f"{quoted(name)} = stored.{quoted(name)}" for name in names)
    whole = ", ".join(
        f"{quoted(column.name)} := {'changed' if column.name in touched else 'stored'}.{quoted(column.name)}"
        for column in table.columns
    )
    con.execute(  # names of the contracts only
        f"update changed set {assigned}, after = to_json(struct_pack({whole})) from {quoted(table.name)} as stored "
        f"where {same} and changed.row_key = $key",
        {"key": row_key},
    )
