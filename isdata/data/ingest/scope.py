"""Rows that belong to a park: its own, those that depend on them, and all that these refer to."""

import duckdb
import pandas as pd

from isdata.data.contracts import Table, tables
from isdata.data.contracts.rules import quoted, row_key
from isdata.errors import N_, NotFoundError

# Lists that every park shares, such as resources, come along whole.
_SHARED_ROOMS = ("factors",)
_SHARED = (
    "region", "resource", "resource_phrase", "sector_profile", "shared_option", "indicator", "case_study", "case_figure",
)  # fmt: skip


def of_park(con: duckdb.DuckDBPyConnection, park_id: str) -> dict[str, list[str]]:
    """Return the keys of the rows that belong to a park, by table.

    Raises
    ------
    NotFoundError
        There is no such park.
    """
    parks = [name for (name,) in con.execute("select park_id from park order by park_id").fetchall()]
    if park_id not in parks:
        raise NotFoundError(thing=N_("park"), name=park_id, known=", ".join(parks))
    rows = {name: _keyed(con, table) for name, table in tables().items()}
    kept: dict[str, set[str]] = {name: set() for name in tables()}
    for name, table in tables().items():
        kept[name] = set(rows[name].loc[_belongs(rows[name], table, park_id, kept), "row_key"])
    size = -1
    while size != (size := sum(map(len, kept.values()))):
        for name in reversed(tables()):
            _keep_referred(tables()[name], rows, kept)
    return {name: sorted(keys) for name, keys in kept.items()}


def _keyed(con: duckdb.DuckDBPyConnection, table: Table) -> pd.DataFrame:
    """Return the key and references of every row."""
    columns = {*table.keys, *(column.name for column in table.columns if column.reference)}
    chosen = ", ".join(sorted(map(quoted, columns)))
    return con.execute(
        f"select {row_key(table, 'stored')} as row_key, {chosen} from {quoted(table.name)} as stored"
    ).df()


def _belongs(rows: pd.DataFrame, table: Table, park_id: str, kept: dict[str, set[str]]) -> pd.Series:
    """Rows that belong to the park directly or depend on a row that does."""
    if table.room in _SHARED_ROOMS or table.name in _SHARED:
        return pd.Series(True, index=rows.index)
    if table.name == "park":
        return rows["park_id"] == park_id
    if "park_id" in rows:
        return (rows["park_id"] == park_id) | rows["park_id"].isna() & _hangs(rows, table, kept)
    return _hangs(rows, table, kept)


def _hangs(rows: pd.DataFrame, table: Table, kept: dict[str, set[str]]) -> pd.Series:
    """Rows that depend on a kept row: that of their first key if it refers, otherwise any of a park's own."""
    first = table[table.keys[0]]
    parents = (
        [first]
        if first.reference
        else [
            column
            for column in table.columns
            if column.reference and column.reference[0] not in (*_SHARED, "company")
        ]
    )
    hangs = pd.Series(False, index=rows.index)
    for column in parents:
        if column.reference:
            hangs |= rows[column.name].isin(kept[column.reference[0]])
    return hangs


def _keep_referred(table: Table, rows: dict[str, pd.DataFrame], kept: dict[str, set[str]]) -> None:
    """Keep the rows that the kept rows of a table refer to."""
    mine = rows[table.name][rows[table.name]["row_key"].isin(kept[table.name])]
    for column in table.columns:
        if column.reference:
            kept[column.reference[0]] |= set(mine[column.name].dropna())
