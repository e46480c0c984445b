"""Column maps for reading tables in foreign layouts, long or wide; a map is reused for the next file of the source.

On the command line the map is a file beside the table; in the app it is stored in the database.
"""

import datetime as dt
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from isdata.data import i18n, store
from isdata.data.contracts import Column, tables
from isdata.data.entry.ids import is_generated
from isdata.data.ingest import delimited, headings
from isdata.data.ingest.findings import column_letters
from isdata.data.ingest.guard import Limits
from isdata.data.ingest.source import Sheet, Source
from isdata.errors import N_, ColumnMapError, ColumnMapHeadingError, ColumnMapTargetError

SUFFIX = ".columns.toml"  # file beside the table, reused for the next table of the same name
_DATED = re.compile(r"[\d\W_]+")


@dataclass(frozen=True)
class ColumnMap:
    """Mapping from the columns of a foreign table to those of an isdata table.

    Attributes
    ----------
    table : str
        Table of isdata.
    columns : mapping of str to str
        Column of the table by heading of the file.
    constants : mapping of str to str
        Constant value by column, the same in every row.
    values : mapping of str to str
        In a wide file, the value that each heading stands for, such as a resource or year; each becomes a row.
    heading_to, value_to : str
        In a wide file, the columns that receive the value of the heading and the cell below it.
    units : mapping of str to str
        Unit of the values below a heading.
    """

    table: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    heading_to: str = ""
    value_to: str = ""
    units: Mapping[str, str] = field(default_factory=dict)


def path_beside(path: Path) -> Path:
    """Path of the column map for a file."""
    return path.with_name(path.stem + SUFFIX)


def load(path: Path) -> ColumnMap:
    """Load a column map from a TOML file.

    Raises
    ------
    ColumnMapError
        The file cannot be read, or names no table.
    ColumnMapTargetError
        The map names a table or column that does not exist.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
        wide = raw.get("wide", {})
        found = ColumnMap(
            raw["table"],
            raw["columns"],
            {key: str(value) for key, value in raw.get("constants", {}).items()},
            wide.get("values", {}),
            wide.get("heading_to", ""),
            wide.get("value_to", ""),
            wide.get("units", {}),
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise ColumnMapError(path=str(path), reason=str(error)) from error
    check(found, path.name)
    return found


def check(mapping: ColumnMap, name: str) -> None:
    """Refuse a map with a table or column that does not exist.

    Raises
    ------
    ColumnMapTargetError
        Contains the name of the file and the known names.
    """
    if mapping.table not in tables():
        raise ColumnMapTargetError(path=name, name=mapping.table, known=", ".join(tables()))
    known = [column.name for column in tables()[mapping.table].columns]
    for column in _targets(mapping):
        if column not in known:
            raise ColumnMapTargetError(path=name, name=column, known=", ".join(known))


def source_of(name: str) -> str:
    """Source of a file, identified by its name without dates and numbers.

    Examples
    --------
    >>> source_of("Meters 2025-03.csv"), source_of("meters_2026-04.csv"), source_of("2025.csv")
    ('meters', 'meters', '2025')
    """
    stem = Path(name).stem.casefold()
    return _DATED.sub(" ", stem).strip() or stem


def remembered(con: duckdb.DuckDBPyConnection, source: str) -> ColumnMap | None:
    """Column map last used for a source; None if there is none or it no longer fits the tables."""
    found = store.ask(con, "column_maps")
    texts = found.loc[found["source"] == source, "mapping"]
    if texts.empty:
        return None
    try:
        mapping = ColumnMap(**json.loads(texts.iloc[0]))
        check(mapping, source)
    except (ValueError, TypeError, ColumnMapTargetError):  # map of an earlier version, or edited by hand
        return None
    return mapping


def remember(con: duckdb.DuckDBPyConnection, source: str, mapping: ColumnMap, *, who: str) -> int:
    """Store the map of a source; return the data version after it.

    Raises
    ------
    ProblemsError
        `who` is empty; nothing was stored.
    """
    text = json.dumps(asdict(mapping), ensure_ascii=False)
    row = {"source": source, "mapping": text, "mapped_by": who.strip(), "mapped_on": dt.date.today()}
    reason = i18n.both(N_("Column mapping of a table from another source"))
    return store.write(con, {"column_map": pd.DataFrame([row], dtype=object)}, who=who, reason=reason)


def needed(mapping: ColumnMap) -> list[str]:
    """Required columns that the map does not fill, except generated ids."""
    of = tables()[mapping.table]
    by_itself = of.keys[:1] if is_generated(of) else ()
    return [
        column.name
        for column in of.columns
        if column.required == "yes" and column.name not in {*_targets(mapping), *by_itself}
    ]


def _targets(mapping: ColumnMap) -> list[str]:
    """Columns of the table filled by the map."""
    wide = [mapping.heading_to, mapping.value_to] if mapping.values else []
    unit = ["unit"] if mapping.units else []
    return [*mapping.columns.values(), *mapping.constants, *wide, *unit]


def read(path: Path, mapping: ColumnMap, limits: Limits | None = None) -> tuple[Source, list[str]]:
    """Read a foreign CSV file; return the rows to be checked and the headings left out.

    Problems refer to the row and column of the file itself.

    Raises
    ------
    ColumnMapHeadingError
        The map names a heading that the file does not have.
    SourceError
        The file cannot be read.
    """
    return mapped(path.name, lines(path.name, path.read_bytes(), limits), mapping)


def lines(name: str, content: bytes, limits: Limits | None = None) -> list[list[str]]:
    """Cells of a foreign CSV file row by row, its headings first.

    Raises
    ------
    SourceError
        The file cannot be read.
    """
    first, *rest = delimited.lines(name, content, limits or Limits())
    return [[cell.strip() for cell in first], *rest]


def mapped(name: str, rows: list[list[str]], mapping: ColumnMap) -> tuple[Source, list[str]]:
    """Map the rows of a foreign file, as returned by `lines`; return the rows to be checked and the headings left out.

    Raises
    ------
    ColumnMapHeadingError
        The map names a heading that the file does not have.
    """
    own = rows[0]
    for heading in [*mapping.columns, *mapping.values]:
        if heading not in own:
            raise ColumnMapHeadingError(path=name, heading=heading, known=", ".join(filter(None, own)))
    left_out = [each for each in own if each and each not in {*mapping.columns, *mapping.values}]
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(map(str.strip, row))]
    if mapping.values:
        return _source(name, mapping, own, _melted(numbered, mapping, own)), left_out
    return _source(name, mapping, own, [(number, row, "") for number, row in numbered]), left_out


def _melted(
    rows: list[tuple[int, list[str]]], mapping: ColumnMap, own: list[str]
) -> list[tuple[int, list[str], str]]:
    """One row for each filled value of a wide table: row number, cells, and heading of the value."""
    places = {heading: own.index(heading) for heading in mapping.values}
    return [
        (number, row, heading)
        for number, row in rows
        for heading, place in places.items()
        if place < len(row) and row[place].strip()
    ]


def _source(name: str, mapping: ColumnMap, own: list[str], rows: list[tuple[int, list[str], str]]) -> Source:
    """Source with the rows in the columns of the table; columns taken from the file keep their letter."""
    letters = [column_letters(number + 1) for number in range(len(own) + len(mapping.constants) + 3)]
    cells: dict[str, list[str]] = {}
    named: dict[str, str] = {}

    def add(letter: str, column: str, values: list[str]) -> None:
        cells[letter], named[letter] = values, column

    for heading, column in mapping.columns.items():
        place = own.index(heading)
        add(letters[place], column, [row[place] if place < len(row) else "" for _, row, _ in rows])
    extra = iter(letters[len(own) :])
    if mapping.values:
        first = own.index(next(iter(mapping.values)))
        values = [row[own.index(heading)] for _, row, heading in rows]
        add(letters[first], mapping.value_to, values)
        add(next(extra), mapping.heading_to, [mapping.values[heading] for _, _, heading in rows])
        if mapping.units:
            add(next(extra), "unit", [mapping.units.get(heading, "") for _, _, heading in rows])
    for column, value in mapping.constants.items():
        add(next(extra), column, [value] * len(rows))
    of = tables()[mapping.table]
    if is_generated(of) and of.keys[0] not in named.values():
        subjects = [cells[letter] for letter, column in named.items() if _identifies_a_row(of[column])]
        add(next(extra), of.keys[0], _ids(source_of(name), subjects, len(rows)))
    table = pa.table({letter: pa.array(values, pa.string()) for letter, values in cells.items()})
    numbers = pa.array([number for number, _, _ in rows], pa.int32())
    return Source((Sheet(name, "", mapping.table, 1, named, table, numbers),), contents={name: b""})


def _identifies_a_row(column: Column) -> bool:
    """Return True if a column identifies the subject of a row, and is not an amount."""
    is_subject = column.reference is not None or column.required != "no"
    return is_subject and column.type != "number" and column.name not in ("unit", "period")


def _ids(source: str, subjects: list[list[str]], count: int) -> list[str]:
    """Ids of the rows: equal for the same subject in later files of the source, numbered if repeated."""
    begin = re.sub(r"[^a-z0-9]+", "-", source).strip("-") or "file"
    things = list(zip(*subjects, strict=True)) if subjects else [()] * count
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for thing in things:
        plain = tuple(headings.normalised_heading(each) for each in thing)
        seen[plain] = seen.get(plain, 0) + 1
        digest = hashlib.sha256("|".join((source, *plain)).encode()).hexdigest()[:10]
        found.append(f"{begin}-{digest}" + (f"-{seen[plain]}" if seen[plain] > 1 else ""))
    return found
