"""Rows that belong to a park: its own rows, dependent rows, and all rows that they refer to."""

import duckdb
import pandas as pd

from isdata.data.contracts import Table, tables
from isdata.data.contracts.rules import quoted, row_key, text
from isdata.errors import N_, NotFoundError

# Lists shared by all parks, such as resources, are included completely.
_SHARED_ROOMS = ("factors",)
_SHARED = (
    "region", "resource", "resource_phrase", "column_map", "sector_profile", "plant_flow", "shared_option", "shared_option_resource", "use", "resource_function", "treatment", "indicator", "case_study", "case_figure",
    "competence",
)  # fmt: skip
# Rows of these tables without a park are templates for every park.
_TEMPLATES = ("mission", "task")


def of_park(con: duckdb.DuckDBPyConnection, park_id: str) -> dict[str, list[str]]:
    """Keys of the rows that belong to a park, by table.

    Raises
    ------
    NotFoundError
        The park does not exist.
    """
    parks = [name for (name,) in con.execute("select park_id from park order by park_id").fetchall()]
    if park_id not in parks:
        raise NotFoundError(thing=N_("park"), name=park_id, known=", ".join(parks))
    rows = {name: _keyed(con, table) for name, table in tables().items()}
    kept = {name: set(_keys(con, table, belongs(table, park_id))) for name, table in tables().items()}
    size = -1
    while size != (size := sum(map(len, kept.values()))):
        for name in reversed(tables()):
            _keep_referred(tables()[name], rows, kept)
    return {name: sorted(keys) for name, keys in kept.items()}


def _keyed(con: duckdb.DuckDBPyConnection, table: Table) -> pd.DataFrame:
    """Key and references of every row."""
    columns = {*table.keys, *(column.name for column in table.columns if column.reference)}
    chosen = ", ".join(sorted(map(quoted, columns)))
    return con.execute(
        f"select {row_key(table, 'stored')} as row_key, {chosen} from {quoted(table.name)} as stored"
    ).df()


def _keys(con: duckdb.DuckDBPyConnection, table: Table, condition: str) -> list[str]:
    """Keys of the rows that meet a condition."""
    question = f"select {row_key(table, 'stored')} from {quoted(table.name)} as stored where {condition}"
    return [key for (key,) in con.execute(question).fetchall()]


def belongs(table: Table, park_id: str) -> str:
    """SQL condition for rows that belong to a park directly or depend on such a row.

    A row depends on the row that its first key refers to; without such a key, on any referenced row of a park. Shared
    lists belong to every park.
    """
    if table.room in _SHARED_ROOMS or table.name in _SHARED:
        return "true"
    own = f"park_id = {text(park_id)}"
    if table.name == "park":
        return own
    if table.name == "programme":
        return f"programme_id in (select programme_id from programme_park where {own})"
    if "region_id" in table and "park_id" in table:
        return f"({own} or park_id is null and region_id in ({_regions(park_id)}))"
    if table.name in _TEMPLATES:
        return f"({own} or park_id is null)"
    depends = _depends(table, park_id)
    return f"({own} or park_id is null and {depends})" if "park_id" in table else depends


def _regions(park_id: str) -> str:
    """SQL query for the regions that contain a park."""
    return (
        f"with recursive above as (select region_id from park where park_id = {text(park_id)} union "
        "select region.parent_id from region join above using (region_id) where region.parent_id is not null) "
        "select region_id from above"
    )


def _depends(table: Table, park_id: str) -> str:
    """SQL condition for rows that depend on a row of a park."""
    first = table[table.keys[0]]
    parents = (
        [first]
        if first.reference
        else [
            column
            for column in table.columns
            if column.reference and column.reference[0] not in (*_SHARED, "company", table.name)
        ]
    )
    conditions = [
        f"{quoted(column.name)} in "
        f"(select {quoted(column.reference[1])} from {quoted(column.reference[0])} "
        f"where {belongs(tables()[column.reference[0]], park_id)})"
        for column in parents
        if column.reference
    ]
    return f"({' or '.join(conditions)})" if conditions else "false"


def _keep_referred(table: Table, rows: dict[str, pd.DataFrame], kept: dict[str, set[str]]) -> None:
    """Keep the rows referenced by the kept rows of a table."""
    mine = rows[table.name][rows[table.name]["row_key"].isin(kept[table.name])]
    for column in table.columns:
        if column.reference:
            kept[column.reference[0]] |= set(mine[column.name].dropna())
