"""Contracts of the tables: one CSV file per table, from which checks, templates, forms and labels are derived.

`<table>.csv` has one row per column. `_tables.csv` lists the tables and defines one row of each.
`_former_labels.csv` lists labels of earlier releases and other words for a column (or for a table, where the column
is empty) that an import still accepts. `_choices.csv` lists the values of columns of type `choice`, with labels in
both languages; the currencies are those of `units`.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from isdata.data import units

FOLDER = Path(__file__).parent
FIRST_YEAR = 1900  # minimum of every column of calendar years
_NEXT_YEAR = "next year"
PERSONS = frozenset({"owner", "person", "responsible"})  # columns that name a person or an office
CURRENCY = "currency"  # the choices that are the currencies of ISO 4217

# Database type of each column type.
SQL_TYPES = {
    "text": "varchar",
    "choice": "varchar",
    "unit": "varchar",
    "geojson": "varchar",
    "number": "double",
    "integer": "integer",
    "date": "date",
    "flag": "boolean",
}


@dataclass(frozen=True)
class Words:
    """A text in every language of the product."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Column:
    """One column of a table: type, unit, limits and labels.

    `required` is "yes", "no", or "either": at least one of the table's "either" columns must be
    filled. `unit` is a unit, or the name of the column that contains it. `is_past` marks years of past events:
    their maximum is next year. `reference` is the (table, column) that the values refer to.
    """

    name: str
    type: str
    is_key: bool
    unit: str
    required: str
    minimum: float | None
    maximum: float | None
    is_past: bool
    choices: str
    reference: tuple[str, str] | None
    label: Words
    meaning: Words
    example: str

    @property
    def is_year(self) -> bool:
        """Return True if it holds calendar years."""
        return self.type == "integer" and self.minimum == FIRST_YEAR

    @property
    def is_person(self) -> bool:
        """Return True if it names a person or an office: changed in one language, the other would name somebody else."""
        return self.name in PERSONS


@dataclass(frozen=True)
class Table:
    """One table: group, labels, definition of a row, and columns."""

    name: str
    room: str
    label: Words
    grain: Words
    columns: tuple[Column, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the key columns."""
        return tuple(column.name for column in self.columns if column.is_key)

    def key_of(self, row: Mapping[Any, object]) -> str:
        """Key of a row as the change log writes it."""
        return " · ".join(str(row[name]) for name in self.keys)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def __contains__(self, name: object) -> bool:
        return any(column.name == name for column in self.columns)


def _read(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _column(row: dict[str, str]) -> Column:
    table, _, column = row["reference"].partition(".")
    return Column(
        name=row["column"],
        type=row["type"],
        is_key=row["key"] == "yes",
        unit=row["unit"],
        required=row["required"],
        minimum=_number(row["minimum"]),
        maximum=float(dt.date.today().year + 1) if row["maximum"] == _NEXT_YEAR else _number(row["maximum"]),
        is_past=row["maximum"] == _NEXT_YEAR,
        choices=row["choices"],
        reference=(table, column) if table else None,
        label=Words(row["label_en"], row["label_zh"]),
        meaning=Words(row["meaning_en"], row["meaning_zh"]),
        example=row["example"],
    )


@cache
def tables() -> dict[str, Table]:
    """All tables by name; referenced tables come before the tables that refer to them."""
    return {
        row["table"]: Table(
            name=row["table"],
            room=row["room"],
            label=Words(row["label_en"], row["label_zh"]),
            grain=Words(row["grain_en"], row["grain_zh"]),
            columns=tuple(_column(column) for column in _read(f"{row['table']}.csv")),
        )
        for row in _read("_tables.csv")
    }


@cache
def choices(name: str) -> dict[str, Words]:
    """Values of a choice column with their labels, in the order of the list."""
    if name == CURRENCY:
        return {
            code: Words(f"{code} ({each.name_en})", f"{each.name_zh} ({code})")
            for code, each in units.currencies().items()
        }
    return _lists().get(name, {})


@cache
def _lists() -> dict[str, dict[str, Words]]:
    """Values of all choice columns with their labels, by the name of the list."""
    found: dict[str, dict[str, Words]] = {}
    for row in _read("_choices.csv"):
        found.setdefault(row["choices"], {})[row["value"]] = Words(row["label_en"], row["label_zh"])
    return found


def present(values: Iterable[str], name: str) -> list[str]:
    """Occurring values of a choice column: listed values in the order of the list, then a park's own values."""
    own, listed = set(values), list(choices(name))
    return [value for value in listed if value in own] + sorted(own - set(listed))


@cache
def glossary() -> list[tuple[Words, Words]]:
    """Terms of the product with their definitions."""
    return [
        (Words(row["word"], row["word_zh"]), Words(row["meaning_en"], row["meaning_zh"]))
        for row in _read("_glossary.csv")
    ]


@cache
def definition(term: str) -> Words:
    """Definition of a glossary term, given in English; KeyError if there is none."""
    return {word.en: meaning for word, meaning in glossary()}[term]


def other_labels(table: str, column: str = "") -> tuple[str, ...]:
    """Labels of earlier releases and other words for a table or one of its columns."""
    return _other_labels().get((table, column), ())


@cache
def _other_labels() -> Mapping[tuple[str, str], tuple[str, ...]]:
    rows = list(_read("_former_labels.csv"))
    places = dict.fromkeys((row["table"], row["column"]) for row in rows)
    return {
        place: tuple(row["label"] for row in rows if (row["table"], row["column"]) == place)
        for place in places
    }
