"""Change log: author, time, reason and former values of changed rows."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from isdata.data import contracts, disclosure, store
from isdata.data.disclosure import Viewer

_PLACES = ("park", "region")  # the location describes a row least
_SEPARATOR = " · "


def changes(con: duckdb.DuckDBPyConnection, *, viewer: Viewer, limit: int = 200) -> pd.DataFrame:
    """Newest changes.

    Returns
    -------
    DataFrame
        version, changed_at, changed_by, reason, tables, parks (ids), added, changed, removed; newest first. A
        change may affect rows of several tables; they are stored and undone together.
    """
    return disclosure.in_full(con, "changes", viewer, most=limit)


def last_change(con: duckdb.DuckDBPyConnection) -> dt.datetime | None:
    """Time of the newest change, whoever may read it; None if nothing was ever stored."""
    ((newest,),) = con.execute("select max(changed_at) from change_log").fetchall()
    return newest


def tables(con: duckdb.DuckDBPyConnection, *, version: int, viewer: Viewer) -> pd.DataFrame:
    """Tables affected by a change: table_name, added, changed, removed."""
    return disclosure.in_full(con, "changed_tables", viewer, version=version)


def cells(
    con: duckdb.DuckDBPyConnection, *, version: int, table: str, viewer: Viewer, limit: int = 2000
) -> pd.DataFrame:
    """Cells of a table affected by a change.

    Returns
    -------
    DataFrame
        row_key, column, before, after; one row per cell. `before` is empty in a new row, `after` in a removed
        one.
    """
    rows = disclosure.in_full(con, "changed_rows", viewer, version=version, table=table, most=limit)
    touched = [
        (row["row_key"], column, before.get(column), after.get(column))
        for row in rows.to_dict("records")
        for before, after in [(_row(row["before"]), _row(row["after"]))]
        for column in after or before
        if before.get(column) != after.get(column)
    ]
    return pd.DataFrame(touched, columns=["row_key", "column", "before", "after"], dtype=object)


def names(
    con: duckdb.DuckDBPyConnection, *, version: int, table: str, viewer: Viewer, limit: int = 2000
) -> pd.DataFrame:
    """Names of the rows of a table affected by a change.

    A row's own name, else the names of the rows in its key (the synergy of an assumption), else of the rows it
    refers to (the sites and the resource of a flow).

    Returns
    -------
    DataFrame
        name_en, name_zh, by row_key; empty if there is no name.
    """
    rows = {
        row["row_key"]: _row(row["after"]) or _row(row["before"])
        for row in disclosure.in_full(
            con, "changed_rows", viewer, version=version, table=table, most=limit
        ).to_dict("records")
    }
    named = _named_by(rows, table)
    return pd.DataFrame(
        _names_of(con, list(named.values())), index=pd.Index(list(named), name="row_key"), dtype=object
    )


def _names_of(
    con: duckdb.DuckDBPyConnection, named: Sequence[Sequence[tuple[str, str]]]
) -> dict[str, list[str]]:
    """Names in both languages of rows that are identified by the names of others (table and key)."""
    known = _known(con, {thing for things in named for thing in things})
    return {
        f"name_{language}": [
            _SEPARATOR.join(
                str(name)
                for thing in things
                if (name := _named(known.get(thing, {}), language, other)) is not None
            )
            for things in named
        ]
        for language, other in (("en", "zh"), ("zh", "en"))
    }


def records(
    con: duckdb.DuckDBPyConnection, *, viewer: Viewer, limit: int = 200, rows: int = 3
) -> pd.DataFrame:
    """Names of the rows of the newest changes that affect at most `rows` rows, as in `names`.

    Returns
    -------
    DataFrame
        version, table_name, name_en, name_zh; one row per affected row.
    """
    found = disclosure.in_full(con, "few_changed_rows", viewer, most=limit, rows=rows)
    named: list[list[tuple[str, str]]] = []
    for row in found.to_dict("records"):
        state = {row["row_key"]: _row(row["after"]) or _row(row["before"])}
        named += _named_by(state, row["table_name"]).values()
    return found[["version", "table_name"]].assign(**_names_of(con, named))


def _named_by(rows: Mapping[str, Mapping], table: str) -> dict[str, list[tuple[str, str]]]:
    """Rows (table and key) whose names identify each row."""
    columns = [
        column
        for column in contracts.tables()[table].columns
        if column.reference and column.reference[0] not in _PLACES
    ]
    columns = [column for column in columns if column.is_key] or columns
    about = {column.name: column.reference[0] for column in columns if column.reference}
    return {
        # A row with a name of its own needs no other.
        key: [(table, key)]
        if row.get("name_en") or row.get("name_zh")
        else [(other, str(row[column])) for column, other in about.items() if row.get(column)]
        for key, row in rows.items()
    }


def _known(con: duckdb.DuckDBPyConnection, things: set[tuple[str, str]]) -> dict[tuple[str, str], dict]:
    """Names of rows that are, or were, stored."""
    tables, keys = sorted({table for table, _key in things}), sorted({key for _table, key in things})
    found = store.ask(con, "logged_names", tables=tables, keys=keys)
    return {(row["table"], row["row_key"]): row for row in found.to_dict("records")}


def _named(row: Mapping, language: str, other: str) -> str | None:
    both = (row.get(f"name_{language}"), row.get(f"name_{other}"))
    return next((name for name in both if isinstance(name, str) and name), None)


def _row(written: object) -> dict[str, object]:
    return json.loads(written) if isinstance(written, str) else {}
