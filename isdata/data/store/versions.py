"""Versions of the stored data: of the whole file, and of each table."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import duckdb

EVERYTHING = "*"  # instead of a table, if it is unknown which tables are read


@dataclass(frozen=True)
class DataState:
    """State of the stored data on a day; two states of a file with the same version are equal.

    Attributes
    ----------
    file : str
    day : date
        Results may depend on it: a day later, a permit may have expired.
    version : int
        Number of the newest change.
    changed : mapping of str to int
        Number of the newest change of each table; a table without one has not been changed since the file exists.
    """

    file: str
    day: dt.date
    version: int
    changed: Mapping[str, int] = field(compare=False, repr=False)

    def newest(self, names: Iterable[str]) -> int:
        """Number of the newest change of some tables."""
        known = set(names)
        if EVERYTHING in known:
            return self.version
        return max((self.changed.get(name, 0) for name in known), default=0)


_LATEST: WeakKeyDictionary[duckdb.DuckDBPyConnection, DataState] = WeakKeyDictionary()


def data_version(con: duckdb.DuckDBPyConnection) -> int:
    """Number of the newest change."""
    row = con.execute("select version from data_version").fetchone()
    return int(row[0]) if row else 0


def data_state(con: duckdb.DuckDBPyConnection, *, file: str, day: dt.date) -> DataState:
    """Present state of the stored data."""
    rows = con.execute(
        "select data_version.version, table_name, table_version.version from data_version left join table_version on true"
    ).fetchall()
    changed = {name: version for _whole, name, version in rows if name}
    return DataState(file, day, int(rows[0][0]) if rows else 0, changed)


def latest_state(shared: duckdb.DuckDBPyConnection, *, file: str, day: dt.date) -> DataState:
    """Present state as from `data_state`, read from a shared connection; unless it is the same version, as for most pages."""
    cursor, known = shared.cursor(), _LATEST.get(shared)
    if known and (known.file, known.day) == (file, day) and known.version == data_version(cursor):
        return known
    _LATEST[shared] = data_state(cursor, file=file, day=day)
    return _LATEST[shared]


def next_version(con: duckdb.DuckDBPyConnection) -> int:
    """Increase the data version within a transaction and return it; concurrent changes conflict here.

    The tables that it changes are noted with `note_changed` in the same transaction.
    """
    con.execute("update data_version set version = version + 1")
    return data_version(con)


def note_changed(con: duckdb.DuckDBPyConnection, names: Iterable[str], version: int) -> None:
    """Note within a transaction that a change altered tables."""
    altered = {"names": list(names)}
    con.execute("delete from table_version where table_name in (select unnest($names::varchar[]))", altered)
    con.execute(
        "insert into table_version select unnest($names::varchar[]), $version", altered | {"version": version}
    )
