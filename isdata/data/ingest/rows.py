"""Typed rows of one sheet: its columns put together, their units and currencies settled, their faults listed."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pyarrow as pa

from isdata.data.contracts import SQL_TYPES, Column
from isdata.data.contracts.rules import quoted
from isdata.data.ingest.cells import TOLD, Fault, Reading, read
from isdata.data.ingest.columns import Part
from isdata.data.naming import phrases

_SETTLED = ("unit", "currency")
_BATCH = 16_384


class Rows:
    """The rows of one sheet, in the view `typed`: row, and each of `columns` of the contract."""

    def __init__(self, con: duckdb.DuckDBPyConnection, part: Part, number: int, notation: str) -> None:
        self.con, self.part, self.typed, self._sheet = con, part, f"typed_{number}", f"sheet_{number}"
        self._readings = self._named([read(part.sheet, field, notation) for field in part.fields])
        self._measured = [reading for reading in self._readings if reading.told]
        self._own = dict(self._settled())
        named = {reading.field.column.name for reading in self._readings} | self._own.keys()
        self.columns = [column.name for column in part.table.columns if column.name in named]
        self._lay()

    def _named(self, readings: list[Reading]) -> list[Reading]:
        """Replace firms' own words for resources by what a person confirmed them to mean."""
        if not any(phrases.is_resource(reading.field.column) for reading in readings):
            return readings
        meant = phrases.known(self.con)
        return [
            replace(reading, values=phrases.named(reading.values, meant))
            if meant and phrases.is_resource(reading.field.column)
            else reading
            for reading in readings
        ]

    def _settled(self) -> Iterator[tuple[str, str]]:
        """Yield unit and currency, where numbers tell them, with the SQL of each row's own."""
        names = {reading.field.column.name for reading in self._readings}
        for what in _SETTLED:
            if what in self.part.table and self._measured:
                told = [_name(what, reading) for reading in self._measured]
                own = [f"nullif({quoted(what)}, '')"] if what in names else []
                yield what, f"coalesce({', '.join([*own, *told])})"

    def _lay(self) -> None:
        """Lay the columns beside the tables, without empty rows, as a view that nothing is copied into."""
        columns = {reading.field.column.name: reading.values for reading in self._readings}
        columns |= {_name(what, reading): reading.told[what] for reading in self._measured for what in TOLD}
        whole = pa.table({"row": self.part.sheet.rows, **columns})
        # In batches, so that several threads share the work.
        self.con.register(self._sheet, pa.Table.from_batches(whole.to_batches(_BATCH), whole.schema))
        measured = {reading.field.column.name: reading for reading in self._measured}
        values = [
            f"{self._value(self.part.table[name], measured.get(name))} as {quoted(name)}"
            for name in self.columns
        ]
        filled = " or ".join(f"{quoted(name)} is not null" for name in self.columns)
        self.con.execute(
            f"create or replace temp view {self.typed} as "
            f"from (select row, {', '.join(values)} from {self._sheet}) where {filled}"
        )

    def _value(self, column: Column, reading: Reading | None) -> str:
        """Return the SQL of a value; a number told in 万 of the row's unit is counted in that unit."""
        value = self._own.get(column.name, quoted(column.name))
        if reading and "unit" in self._own:
            told, own = _name("unit", reading), self._own["unit"]
            in_base = f"{told} <> {own} and {_name('base', reading)} = {own}"
            value = f"{value} * if({in_base}, {_name('base_factor', reading)}, 1)"
        if SQL_TYPES[column.type] == "varchar":
            value = f"nullif({value}, '')"
        return f"cast({value} as {SQL_TYPES[column.type]})"

    def faults(self) -> list[Fault]:
        """Return every cell that could not be understood."""
        understood = [fault for reading in self._readings for fault in reading.faults]
        return [*understood, *self._conflicts(), *self._invisible()]

    def _conflicts(self) -> Iterator[Fault]:
        """Yield the numbers whose unit or currency differs from the row's own."""
        for what, own in self._own.items():
            for reading in self._measured:
                told = _name(what, reading)
                base = f" and {_name('base', reading)} is distinct from {own}" if what == "unit" else ""
                found = self.con.execute(
                    f"select row, {told}, {own} from {self._sheet} where {told} <> {own}{base} order by row"
                ).fetchall()
                letter, name = reading.field.letter, reading.field.column.name
                for row, value, row_own in found:
                    yield Fault(row, letter, name, value, f"{what}_conflict", {"own": row_own})

    def _invisible(self) -> Iterator[Fault]:
        """Yield cells that hold something which reads as empty."""
        findings = self.part.sheet.findings
        columns = {field.letter: field.column.name for field in self.part.fields}
        hidden = {cell: ("cell_error", value) for cell, value in findings.errors.items()}
        hidden |= dict.fromkeys(findings.uncalculated, ("formula_without_value", ""))
        for cell, (rule, value) in hidden.items():
            letter = cell.rstrip("0123456789")
            row = int(cell.removeprefix(letter) or 0)
            if letter in columns and row > self.part.sheet.header_row:
                yield Fault(row, letter, columns[letter], value, rule, {})


def _name(what: str, reading: Reading) -> str:
    return f"told_{what}_{reading.field.letter}"
