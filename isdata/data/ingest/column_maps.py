"""Tables of other authors, long or wide, read through a map of their columns that is kept beside the file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from isdata.data.contracts import tables
from isdata.data.ingest import delimited
from isdata.data.ingest.findings import column_letters
from isdata.data.ingest.guard import Limits
from isdata.data.ingest.source import Sheet, Source
from isdata.errors import ColumnMapError, ColumnMapHeadingError, ColumnMapTargetError

SUFFIX = ".columns.toml"  # beside the file: remembered for the next one of the same name


@dataclass(frozen=True)
class ColumnMap:
    """What the columns of a foreign table mean.

    Attributes
    ----------
    table : str
        Table of this product.
    columns : mapping of str to str
        Column of the table by heading of the file.
    constants : mapping of str to str
        Value by column, the same in every row.
    values : mapping of str to str
        Of a wide file: what each of these headings stands for, such as the resource or the year; a row each.
    heading_to, value_to : str
        Columns that take what the heading stands for, and the value below it.
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


def beside(path: Path) -> Path:
    """Path of the column map that belongs to a file."""
    return path.with_name(path.stem + SUFFIX)


def load(path: Path) -> ColumnMap:
    """The column map in a TOML file.

    Raises
    ------
    ColumnMapError
        It cannot be read, or names no table.
    ColumnMapTargetError
        It names a table or column that does not exist.
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
    if found.table not in tables():
        raise ColumnMapTargetError(path=path.name, name=found.table, known=", ".join(tables()))
    known = [column.name for column in tables()[found.table].columns]
    for column in _targets(found):
        if column not in known:
            raise ColumnMapTargetError(path=path.name, name=column, known=", ".join(known))
    return found


def _targets(mapping: ColumnMap) -> list[str]:
    """Columns of the table that the map fills."""
    wide = [mapping.heading_to, mapping.value_to] if mapping.values else []
    unit = ["unit"] if mapping.units else []
    return [*mapping.columns.values(), *mapping.constants, *wide, *unit]


def read(path: Path, mapping: ColumnMap, limits: Limits | None = None) -> tuple[Source, list[str]]:
    """A foreign CSV file as rows to be checked, and the headings that are left out.

    Problems are named with the row and the column of the file itself.

    Raises
    ------
    ColumnMapHeadingError
        The map names a heading that the file does not have.
    SourceError
        The file cannot be read.
    """
    rows = delimited.lines(path.name, path.read_bytes(), limits or Limits())
    headings = [cell.strip() for cell in rows[0]]
    for heading in [*mapping.columns, *mapping.values]:
        if heading not in headings:
            raise ColumnMapHeadingError(
                path=path.name, heading=heading, known=", ".join(filter(None, headings))
            )
    left_out = [each for each in headings if each and each not in {*mapping.columns, *mapping.values}]
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(map(str.strip, row))]
    if mapping.values:
        return _source(path.name, mapping, headings, _melted(numbered, mapping, headings)), left_out
    return _source(path.name, mapping, headings, [(number, row, "") for number, row in numbered]), left_out


def _melted(
    rows: list[tuple[int, list[str]]], mapping: ColumnMap, headings: list[str]
) -> list[tuple[int, list[str], str]]:
    """A row for each filled value of a wide table: number, cells, and the heading of the value."""
    places = {heading: headings.index(heading) for heading in mapping.values}
    return [
        (number, row, heading)
        for number, row in rows
        for heading, place in places.items()
        if place < len(row) and row[place].strip()
    ]


def _source(
    name: str, mapping: ColumnMap, headings: list[str], rows: list[tuple[int, list[str], str]]
) -> Source:
    """The rows under the columns of the table; what the file has itself keeps its letter."""
    letters = [column_letters(number + 1) for number in range(len(headings) + len(mapping.constants) + 2)]
    cells: dict[str, list[str]] = {}
    named: dict[str, str] = {}

    def add(letter: str, column: str, values: list[str]) -> None:
        cells[letter], named[letter] = values, column

    for heading, column in mapping.columns.items():
        place = headings.index(heading)
        add(letters[place], column, [row[place] if place < len(row) else "" for _, row, _ in rows])
    extra = iter(letters[len(headings) :])
    if mapping.values:
        first = headings.index(next(iter(mapping.values)))
        values = [row[headings.index(heading)] for _, row, heading in rows]
        add(letters[first], mapping.value_to, values)
        add(next(extra), mapping.heading_to, [mapping.values[heading] for _, _, heading in rows])
        if mapping.units:
            add(next(extra), "unit", [mapping.units.get(heading, "") for _, _, heading in rows])
    for column, value in mapping.constants.items():
        add(next(extra), column, [value] * len(rows))
    table = pa.table({letter: pa.array(values, pa.string()) for letter, values in cells.items()})
    numbers = pa.array([number for number, _, _ in rows], pa.int32())
    return Source((Sheet(name, "", mapping.table, 1, named, table, numbers),), contents={name: b""})
