"""Proposal of a column map for a foreign table, from its headings and the units in them."""

import csv
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isdata.data.contracts import Column, Table, tables
from isdata.data.ingest import headings, unit_parsing
from isdata.data.ingest.column_maps import ColumnMap

_IN = re.compile(r"^(?:in|as|of|,|:|-|–)\s+", re.IGNORECASE)
_GAP = re.compile(r"[\s,;:_]+")


@dataclass(frozen=True)
class Proposal:
    """Column for a heading, and constants that the heading states for all rows below it, such as the unit."""

    column: str
    constants: Mapping[str, str] = field(default_factory=dict)


def proposed(table: str, names: Sequence[str]) -> ColumnMap:
    """Propose a column map for the headings of a file; statements of a heading about its rows become constants.

    A heading may be the name or label of a column, another usual word for it, or a unit: “Tonnes per year” is read as
    a quantity.
    """
    of = tables()[table]
    found: dict[str, str] = {}
    constants: dict[str, str] = {}
    for heading in names:
        meant = _meant(heading, of)
        if meant and meant.column not in found.values():
            found[heading] = meant.column
            constants = dict(meant.constants) | constants
    stated = {column: value for column, value in constants.items() if column not in found.values()}
    return ColumnMap(table, found, stated)


def _meant(heading: str, table: Table) -> Proposal | None:
    """Proposal for a heading: the whole heading, a name with a unit in or without brackets, or a unit alone."""
    for words, unit in _parted(heading):
        if meant := _named(words, table):
            stated = _stated(unit, table[meant.column], table)
            if unit and stated is None:
                continue
            return Proposal(meant.column, dict(meant.constants) | (stated or {}))
    amount = next((column for column in table.columns if column.unit in ("unit/period", "unit/yr")), None)
    stated = _stated(heading, amount, table) if amount else None
    return Proposal(amount.name, stated) if amount and stated else None


def _parted(heading: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to split a heading into name and unit, the whole heading first."""
    yield heading, ""
    bracketed = re.fullmatch(r"(.+?)\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*", heading)
    if bracketed:
        yield bracketed[1], bracketed[2]
    for gap in reversed(list(_GAP.finditer(heading))):
        yield heading[: gap.start()], _IN.sub("", heading[gap.end() :])


def _named(words: str, table: Table) -> Proposal | None:
    """Column with this name, label or usual word."""
    column, _ = headings.column_of(words, table)
    return (
        Proposal(column.name) if column else _usual_words(table.name).get(headings.normalised_heading(words))
    )


def _stated(unit: str, column: Column, table: Table) -> dict[str, str] | None:
    """Unit and period of an amount stated in a heading; None if it states no unit."""
    if not unit:
        return {}
    if column.unit not in ("unit/period", "unit/yr"):  # column with a fixed unit, such as °C
        return {} if not unit_parsing.measure(column, unit).rule else None
    amount = unit_parsing.amount_unit(unit, unit_parsing.counted_per(table))
    if amount is None or amount.rule:
        return None
    return {name: value for name, value in (("unit", amount.unit), ("period", amount.period)) if value}


@functools.cache
def _usual_words(table: str) -> Mapping[str, Proposal]:
    """Column for each word that is commonly used as a heading."""
    with (Path(__file__).parent / "heading_words.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == table]
    return {
        headings.normalised_heading(word): Proposal(
            row["column"], dict(each.strip().split("=") for each in row["implies"].split(";") if each)
        )
        for row in rows
        for word in row["words"].split(";")
    }
