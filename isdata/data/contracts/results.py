"""Declarations of tables returned by functions: columns, types, units and meaning, and names for type annotations.

`results/<table>.csv` has one row per column; `of` names a column of a stored table, or of another result, whose unit
and meaning apply where none are given. The data dictionary is generated from these files, and tests compare them with
the returned tables.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import pandas as pd
from pandas.api import types

from isdata.data import contracts

FOLDER = contracts.FOLDER / "results"


@dataclass(frozen=True)
class Column:
    """One column of a result: type ("text", "number", "integer", "flag", "date" or "list"), unit and meaning."""

    name: str
    type: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Result:
    """A declared table: definition of a row, function that returns it, index and columns."""

    name: str
    grain: str
    returned_by: str
    index: str
    columns: tuple[Column, ...]

    def faults(self, table: pd.DataFrame) -> list[str]:
        """Deviations of a table from its declaration, as messages; empty if it conforms."""
        found = table.reset_index() if self.index else table
        declared = {column.name: column.type for column in self.columns}
        return [
            *(f"{name} is missing" for name in declared if name not in found),
            *(f"{name} is not declared" for name in found if name not in declared),
            *(
                f"{n} is no {kind}"
                for n, kind in declared.items()
                if n in found and not _is_of(found[n], kind)
            ),
        ]


Links = Annotated[pd.DataFrame, "links"]
Streams = Annotated[pd.DataFrame, "streams"]
Matches = Annotated[pd.DataFrame, "matches"]
Measures = Annotated[pd.DataFrame, "measures"]
Savings = Annotated[pd.DataFrame, "savings"]
Relations = Annotated[pd.DataFrame, "relations"]
CandidateRows = Annotated[pd.DataFrame, "candidates"]


@cache
def results() -> dict[str, Result]:
    """Every declared result by name."""
    return {
        row["table"]: Result(
            row["table"], row["grain"], row["returned_by"], row["index"], tuple(_columns(row["table"]))
        )
        for row in _read("_results")
    }


def _columns(name: str) -> Iterator[Column]:
    for row in _read(name):
        unit, meaning = _inherited(row["of"])
        yield Column(row["column"], row["type"], row["unit"] or unit, row["meaning"] or meaning)


def _inherited(of: str) -> tuple[str, str]:
    """Unit and meaning of the referenced column of a stored table or another result; empty without a reference."""
    table, _, name = of.partition(".")
    if not table:
        return "", ""
    if table in contracts.tables():
        column = contracts.tables()[table][name]
        return column.unit, column.meaning.en
    found = next(column for column in _columns(table) if column.name == name)
    return found.unit, found.meaning


def _read(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _is_of(values: pd.Series, kind: str) -> bool:
    known = values.dropna()
    if known.empty:
        return True
    return {
        "text": lambda: types.is_string_dtype(known) or known.map(lambda each: isinstance(each, str)).all(),
        "number": lambda: types.is_numeric_dtype(known) and not types.is_bool_dtype(known),
        "integer": lambda: types.is_numeric_dtype(known) and bool((known % 1 == 0).all()),
        "flag": lambda: types.is_bool_dtype(known.infer_objects()),
        "date": lambda: types.is_datetime64_any_dtype(known),
        "list": lambda: types.is_object_dtype(known),
    }[kind]()
