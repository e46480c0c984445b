"""Typed rows of one sheet: its readings put together, their units and currencies settled, its faults listed."""

import json
from collections.abc import Iterator

import duckdb
import pandas as pd

from isdata.contracts import SQL_TYPES, Column
from isdata.contracts.rules import quoted, text
from isdata.ingest.cells import Cells, Reading
from isdata.ingest.columns import Part

FAULT_COLUMNS = ["row", "letter", "column", "value", "rule", "details"]
_TOLD = ("unit", "currency")
_NUMBERS = ("number", "integer")


class Rows:
    """The rows of one sheet, in the table `typed`: row, and each of `columns` of the contract."""

    def __init__(self, con: duckdb.DuckDBPyConnection, part: Part, number: int, notation: str) -> None:
        self.con, self.part = con, part
        self._cells = Cells(con, part, number, notation)
        self._readings = self._cells.readings()
        self._read, self.typed = f"read_{number}", f"typed_{number}"
        self._put_together()
        self._measured = [reading for reading in self._readings if self._tells(reading)]
        self._settled = dict(self._settle())
        named = {reading.field.column.name for reading in self._readings}
        self.columns = [
            column.name for column in part.table.columns if column.name in named | self._settled.keys()
        ]
        self._type()

    def _put_together(self) -> None:
        """Read every column, each number beside what its cell or heading tells about unit and currency."""
        values = [f"{reading.value} as {quoted(reading.field.column.name)}" for reading in self._readings]
        told = [
            f"{_told(reading, what)} as {_name(what, reading)}"
            for reading in self._readings
            if reading.field.column.type in _NUMBERS
            for what in (*_TOLD, "base", "base_factor")
        ]
        joins = [
            f"left join {reading.odd} on {reading.odd}.text = {reading.spelled}"
            for reading in self._readings
            if reading.odd
        ]
        self.con.execute(
            f"create or replace temp table {self._read} as select raw.row, {', '.join([*values, *told])} "
            f"from {self._cells.raw} as raw {' '.join(joins)}"
        )

    def _tells(self, reading: Reading) -> bool:
        """Return whether some number of a column tells the row's unit or currency."""
        if reading.field.column.type not in _NUMBERS or not (
            reading.odd or reading.heading.unit or reading.heading.currency
        ):
            return False
        tells = " or ".join(f"{_name(what, reading)} is not null" for what in _TOLD)
        return bool(self.con.execute(f"select 1 from {self._read} where {tells} limit 1").fetchall())

    def _settle(self) -> Iterator[tuple[str, str]]:
        """Yield unit and currency, where numbers tell them, with the SQL of each row's own."""
        names = {reading.field.column.name for reading in self._readings}
        for what in _TOLD:
            if what in self.part.table and self._measured:
                own = [quoted(what)] if what in names else []
                yield what, f"coalesce({', '.join([*own, *(_name(what, each) for each in self._measured)])})"

    def _type(self) -> None:
        """Make the typed table; a number told in 万 of the row's unit is counted in that unit."""
        by_column = {reading.field.column.name: reading for reading in self._measured}
        values = [self._typed(self.part.table[name], by_column.get(name)) for name in self.columns]
        self.con.execute(
            f"create or replace temp table {self.typed} as select row, {', '.join(values)} from {self._read}"
        )

    def _typed(self, column: Column, reading: Reading | None) -> str:
        value = self._settled.get(column.name, quoted(column.name))
        if reading and "unit" in self._settled and reading.odd:
            in_base = f"{_name('unit', reading)} <> {self._settled['unit']} and {_name('base', reading)} = {self._settled['unit']}"
            value = f"{value} * if({in_base}, {_name('base_factor', reading)}, 1)"
        if column.type == "integer":
            value = f"if({value} = trunc({value}), try_cast({value} as integer), null)"
        return f"cast({value} as {SQL_TYPES[column.type]}) as {quoted(column.name)}"

    def faults(self) -> pd.DataFrame:
        """Return every cell that could not be understood: row, letter, column, value, rule, details."""
        questions = [*self._misunderstood(), *self._not_whole(), *self._conflicts()]
        found = [self.con.execute(question).df() for question in questions]
        found.append(pd.DataFrame(self._invisible(), columns=FAULT_COLUMNS))
        filled = [frame for frame in found if not frame.empty]
        faults = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=FAULT_COLUMNS)
        details = [json.loads(each) if isinstance(each, str) else {} for each in faults["details"]]
        return faults.assign(details=pd.Series(details, index=faults.index, dtype=object))

    def _misunderstood(self) -> Iterator[str]:
        for reading in self._readings:
            if reading.odd:
                yield (
                    f"select raw.row, {_about(reading)}, {reading.spelled} as value, {reading.odd}.rule, "
                    f"{reading.odd}.details from {self._cells.raw} as raw "
                    f"join {reading.odd} on {reading.odd}.text = {reading.spelled} where {reading.odd}.rule is not null"
                )

    def _not_whole(self) -> Iterator[str]:
        for reading in self._readings:
            if reading.field.column.type == "integer":
                name = quoted(reading.field.column.name)
                yield (
                    f"select row, {_about(reading)}, cast({name} as varchar) as value, 'whole' as rule, null as details "
                    f"from {self._read} where ({name} <> trunc({name}) or try_cast({name} as integer) is null) "
                    f"and {name} is not null"
                )

    def _conflicts(self) -> Iterator[str]:
        """Yield questions for numbers whose unit or currency differs from the row's own."""
        for what, own in self._settled.items():
            for reading in self._measured:
                told = _name(what, reading)
                base = f" and {_name('base', reading)} is distinct from {own}" if what == "unit" else ""
                yield (
                    f"select row, {_about(reading)}, {told} as value, '{what}_conflict' as rule, "
                    f"json_object('own', {own}) as details from {self._read} where {told} <> {own}{base}"
                )

    def _invisible(self) -> Iterator[tuple[object, ...]]:
        """Yield cells that hold something which reads as empty."""
        findings = self.part.sheet.findings
        columns = {field.letter: field.column.name for field in self.part.fields}
        for rule, cells in (
            ("cell_error", findings.errors),
            ("formula_without_value", dict.fromkeys(findings.uncalculated, "")),
        ):
            for cell, value in cells.items():
                letter = cell.rstrip("0123456789")
                row = int(cell.removeprefix(letter) or 0)
                if letter in columns and row > self.part.sheet.header_row:
                    yield row, letter, columns[letter], value, rule, None


def _about(reading: Reading) -> str:
    return f'{text(reading.field.letter)} as letter, {text(reading.field.column.name)} as "column"'


def _name(what: str, reading: Reading) -> str:
    return f"told_{what}_{reading.field.letter}"


def _told(reading: Reading, what: str) -> str:
    """Return the SQL of what a cell, or else its heading, tells about its number."""
    heading = getattr(reading.heading, what)
    constant = repr(heading) if isinstance(heading, float) else text(heading) if heading else "null"
    from_heading = f"if({reading.value} is null, null, {constant})"
    return f"coalesce({reading.odd}.{what}, {from_heading})" if reading.odd else from_heading
