"""Public copy of the database: contains no data of undisclosed companies, and none that would allow deriving them.

Published tables and columns are listed in `public_tables.csv`; all others are left out. Amounts from which a site
balance would reveal an amount of an undisclosed company are left out as well (`balance_gaps`), and every text that
contains a name of one (`hidden_words`). Everything is decided before a row is copied, so the file never contains
other data.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb

from isdata.data import store
from isdata.data.contracts import Column, Table, tables
from isdata.data.contracts.rules import quoted, text
from isdata.data.disclosure.balance_gaps import Gaps, balance_gaps
from isdata.data.disclosure.hidden_words import hidden_words
from isdata.data.store.copies import attached

_MARK = "isdata public copy"
_FREE = ("text", "geojson")  # column types that may contain any words
_AMOUNTS = {
    "flow": ("quantity", "uncertainty"),
    "stream": ("quantity", "quantity_minimum", "quantity_maximum", "power"),
    "synergy": ("quantity", "co2_saved", "water_saved", "jobs"),
}


class _Published(NamedTuple):
    """Published rows and columns of a table."""

    columns: Mapping[str, bool]  # True: emptied if the row it refers to is not published
    condition: str


@cache
def _published() -> dict[str, _Published]:
    with (Path(__file__).parent / "public_tables.csv").open(encoding="utf-8", newline="") as file:
        return {row["table"]: _of(row, tables()[row["table"]]) for row in csv.DictReader(file)}


def _of(row: Mapping[str, str], table: Table) -> _Published:
    if row["columns"] == "*":
        return _Published({column.name: False for column in table.columns}, row["condition"])
    named = {name.rstrip("?"): name.endswith("?") for name in row["columns"].split()}
    return _Published(named, row["condition"])


def is_public_copy(con: duckdb.DuckDBPyConnection) -> bool:
    """Return True if a database was made by `public_copy`."""
    marked = "select 1 from duckdb_tables() where table_name = 'migration' and comment = $mark"
    return bool(con.execute(marked, {"mark": _MARK}).fetchall())


def public_copy(con: duckdb.DuckDBPyConnection, path: str | Path) -> Path:
    """Write the publishable part of a database to a new file, without history.

    Raises
    ------
    ExistingFileError
        The file exists already; it is unchanged.
    FileError
        The copy cannot be written; no partial file remains.
    """
    destination = Path(path)
    with store.new_file(destination) as unfinished:
        with store.open(unfinished, create=True) as copy:
            copy.execute(f"comment on table migration is {text(_MARK)}")
        _fill(con.cursor(), unfinished)
    return destination


def _fill(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Copy the published rows into an empty database, referenced tables first."""
    words, gaps = hidden_words(cursor), _gaps(cursor)
    with attached(cursor, path) as name:
        cursor.begin()
        for table in tables().values():
            if table.name in _published():
                cursor.execute(_copying(table, name, words, gaps.get(table.name, ())))
        cursor.commit()


def _gaps(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Ids of the rows whose amounts are left out, by table."""
    flows = store.ask(con, "public_flows")
    hidden = set(flows.loc[flows["provider_is_hidden"], "provider_id"])
    hidden |= set(flows.loc[flows["receiver_is_hidden"], "receiver_id"])
    streams = store.ask(con, "public_streams")
    gaps = balance_gaps(flows, streams, hidden)
    offers = [pair in gaps.offers for pair in zip(streams["site_id"], streams["resource_id"], strict=True)]
    found = {"flow": tuple(gaps.flows), "stream": tuple(streams.loc[offers, "stream_id"])}
    return found | {"synergy": _synergies(con, gaps)}


def _synergies(con: duckdb.DuckDBPyConnection, gaps: Gaps) -> tuple[str, ...]:
    rows = store.ask(con, "public_synergies", flows=list(gaps.flows))
    return tuple(rows["synergy_id"])


def _copying(table: Table, target: str, words: str, without_amounts: tuple[str, ...]) -> str:
    """SQL that copies the published part of a table."""
    published = _published()[table.name]
    columns = [column for column in table.columns if column.name in published.columns]
    shown = {
        column.name: _value(column, table, target, words, without_amounts, published.columns[column.name])
        for column in columns
    }
    selected = ", ".join(f"{value} as {quoted(name)}" for name, value in shown.items())
    conditions = [published.condition or "true", *_conditions(table, columns, target, words, published)]
    either = [quoted(column.name) for column in columns if column.required == "either"]
    named = f"select * from ({{}}) where coalesce({', '.join(either)}) is not null" if either else "{}"
    rows = (
        f"select {selected} from {quoted(table.name)} where {' and '.join(f'({one})' for one in conditions)}"
    )
    return f"insert into {target}.{quoted(table.name)} by name {named.format(rows)}"


def _value(
    column: Column, table: Table, target: str, words: str, without_amounts: tuple[str, ...], is_emptied: bool
) -> str:
    """SQL of a column; null if the amount is left out, the text names a company or the referenced row is unpublished."""
    own = quoted(column.name)
    if without_amounts and column.name in _AMOUNTS[table.name]:
        ids = ", ".join(text(name) for name in without_amounts)
        return f"case when {quoted(table.keys[0])} not in ({ids}) then {own} end"
    if is_emptied:
        return f"case when {own} in ({_keys(column, target)}) then {own} end"
    if words and column.type in _FREE and not column.is_key and column.required != "yes":
        return f"case when not regexp_matches({own}, {text(words)}) then {own} end"
    return own


def _conditions(
    table: Table, columns: list[Column], target: str, words: str, published: _Published
) -> Iterator[str]:
    """SQL conditions for publishing a row: all referenced rows are published, and required texts name no company."""
    for column in columns:
        own = quoted(column.name)
        if column.reference and not published.columns[column.name] and column.reference[0] != table.name:
            yield f"{own} is null or {own} in ({_keys(column, target)})"
        if words and column.type in _FREE and (column.is_key or column.required == "yes"):
            yield f"not regexp_matches({own}, {text(words)})"


def _keys(column: Column, target: str) -> str:
    """SQL of the published keys of the table that a column refers to."""
    if column.reference is None or column.reference[0] not in _published():
        return "null"
    other, key = column.reference
    return f"select {quoted(key)} from {target}.{quoted(other)}"
