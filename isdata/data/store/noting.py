"""Connection that notes which tables are read."""

import re
from functools import cache, lru_cache
from typing import Any, cast

import duckdb

from isdata.data.contracts import tables
from isdata.data.store.connection import MIGRATIONS
from isdata.data.store.reading import UNKNOWN, Reading, under_way

_RESULTS = {"df", "fetchall", "fetchone", "fetchmany", "fetchnumpy", "to_arrow_table", "description"}
_LOG_OF_TABLES = re.compile(r"\(from change_log where table_name (= '\w+'|in \('\w+'(?:, '\w+')*\))\)")


@cache
def _stored() -> frozenset[str]:
    """Names of all tables, views and macros in a database file."""
    scripts = "".join(script.read_text("utf-8") for script in MIGRATIONS.glob("*.sql"))
    return frozenset(re.findall(r"create (?:or replace )?(?:table|view|macro) (\w+)", scripts, re.IGNORECASE))


@lru_cache(2048)
def tables_of(sql: str) -> frozenset[str]:
    """Tables that a query reads: all whose name occurs in it, so possibly more.

    `(from change_log where table_name = 'flow')` changes with this table only. A query of something else than tables of the
    contracts, and any other statement, counts as reading everything.
    """
    text = _LOG_OF_TABLES.sub(r"\1", re.sub(r"--.*", "", sql).lower())
    is_query = re.match(r"\s*(select|with|from)\b", text)
    read = _stored().intersection(re.findall(r"\w+", text))
    return read if is_query and read <= tables().keys() else UNKNOWN


class NotingConnection:
    """Connection that notes the tables of its queries, in every thread; whatever else it is used for counts as everything."""

    def __init__(self, con: duckdb.DuckDBPyConnection, reading: Reading) -> None:
        self._con, self._reading = con, reading

    def execute(self, query: str, parameters: object = None) -> "NotingConnection":
        """Execute a statement."""
        self._reading.note(tables_of(query))
        self._con.execute(query, parameters)
        return self

    def cursor(self) -> "NotingConnection":
        """Cursor that notes as well."""
        return NotingConnection(self._con.cursor(), self._reading)

    def __getattr__(self, name: str) -> Any:
        if name not in _RESULTS:
            self._reading.note(UNKNOWN)
        return getattr(self._con, name)


def noting(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Connection that notes the tables of its queries for the computation under way, if any."""
    reading = under_way()
    return cast(duckdb.DuckDBPyConnection, NotingConnection(con, reading)) if reading else con
