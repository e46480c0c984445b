"""Ids of rows entered without an id."""

import re

import duckdb

from isdata.data.contracts import Table, tables
from isdata.data.contracts.rules import quoted, text
from isdata.data.naming import pinyin

_LETTERS = re.compile(r"[A-Za-z]+")


def is_generated(table: Table) -> bool:
    """Return True if a table has a generated id: a single text key without reference to another table."""
    return len(table.keys) == 1 and _is_plain(table, table.keys[0]) and table.keys[0].endswith("_id")


def numbered_key(table: Table) -> str | None:
    """Key column that numbers the rows that belong to another row, such as the benefits of a measure."""
    last = table.keys[-1]
    return last if len(table.keys) > 1 and last.endswith("_id") and _is_plain(table, last) else None


def _is_plain(table: Table, name: str) -> bool:
    column = table[name]
    return column.type == "text" and column.reference is None


def new_ids(con: duckdb.DuckDBPyConnection, table: str, park_id: str, count: int) -> list[str]:
    """New ids, never used in a table before: the park's id, a letter and a number.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    table : str
        A table with a generated id.
    park_id : str
        The park of the new rows.
    count : int
        Number of ids.

    Examples
    --------
    The first measure of the park "delta" gets the id "delta-M001".
    """
    key = tables()[table][tables()[table].keys[0]]
    letters = _LETTERS.match(key.example.rpartition("-")[2])
    begin = f"{park_id}-{letters[0].upper() if letters else ''}"
    used = con.execute(
        f"select {quoted(key.name)} from {quoted(table)} where starts_with({quoted(key.name)}, {text(begin)}) "
        f"union select row_key from change_log where table_name = {text(table)} and starts_with(row_key, {text(begin)})"
    ).fetchall()
    numbers = [int(rest) for (name,) in used if (rest := name[len(begin) :]).isascii() and rest.isdigit()]
    first = max(numbers, default=0) + 1
    return [f"{begin}{number:03d}" for number in range(first, first + count)]


def free_park_id(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Short unused id derived from a park's name."""
    latin = name if name.isascii() else pinyin.sound(name)
    stem = re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-")[:24].strip("-") or "park"
    used = {
        key
        for (key,) in con.execute(
            "select park_id from park union select row_key from change_log where table_name = 'park'"
        ).fetchall()
    }
    return next(
        each for each in (stem, *(f"{stem}-{n}" for n in range(2, len(used) + 3))) if each not in used
    )
