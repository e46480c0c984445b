"""Typed rows of one sheet: columns are combined, units and currencies converted, faults listed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import duckdb
import pyarrow as pa

from isdata.data import units
from isdata.data.contracts import SQL_TYPES, Column, rules
from isdata.data.contracts.rules import quoted
from isdata.data.ingest.cells import STATED, Fault, Interpretation, Reading, read
from isdata.data.ingest.columns import Part
from isdata.data.ingest.unit_parsing import counted_per
from isdata.errors import UnitError

_SETTLED = ("unit", "currency", "period")
_AMOUNT, _UNCERTAINTY = "quantity", "uncertainty"
_BATCH = 16_384


class Rows:
    """Rows of one sheet, in the view `typed`, with the columns row and those of `columns`.

    Key columns missing in the sheet are null.
    """

    def __init__(
        self, con: duckdb.DuckDBPyConnection, part: Part, number: int, notation: str, *, accept: bool = False
    ) -> None:
        self.con, self.part, self.typed, self._sheet = con, part, f"typed_{number}", f"sheet_{number}"
        per = counted_per(part.table)
        self._readings = [read(part.sheet, field, notation, per, accept=accept) for field in part.fields]
        self._own = dict(self._settled())
        named = {reading.field.column.name for reading in self._readings} | self._own.keys()
        if self._uncertain():
            named.add(_UNCERTAINTY)
        self.columns = [column.name for column in part.table.columns if column.name in named or column.is_key]
        self._factors: dict[str, dict[tuple[str, str], float]] = {}
        self._register()

    @property
    def _stating(self) -> list[Reading]:
        """Columns with cells that state the unit, currency or period of their rows."""
        return [reading for reading in self._readings if reading.stated]

    def _settled(self) -> Iterator[tuple[str, str]]:
        """Yield unit, currency and period, where cells state them, each with the SQL of its value in a row."""
        names = {reading.field.column.name for reading in self._readings}
        for what in _SETTLED:
            if what in self.part.table and self._stating:
                stated = [_name(what, reading) for reading in self._stating]
                own = [f"nullif({quoted(what)}, '')"] if what in names else []
                yield what, f"coalesce({', '.join([*own, *stated])})"

    def _uncertain(self) -> list[str]:
        """Columns with imprecise amounts that state the uncertainty of their row, if the table has a column for it."""
        return [
            _name(_UNCERTAINTY, reading)
            for reading in self._stating
            if reading.field.column.name == _AMOUNT and _UNCERTAINTY in self.part.table
        ]

    def texts(self) -> dict[str, pa.Array]:
        """Texts of the columns that refer to other tables, by column."""
        return {
            reading.field.column.name: reading.values
            for reading in self._readings
            if reading.field.column.reference
        }

    def sides(self, column: str) -> dict[str, set[str]]:
        """Directions (supply, demand) of the rows of each text in a column; empty if the sheet has no directions."""
        if not {column, "direction"} <= {reading.field.column.name for reading in self._readings}:
            return {}
        found: dict[str, set[str]] = {}
        for text, side in self.con.execute(
            f"select distinct {quoted(column)}, direction from {self.typed} where {quoted(column)} is not null"
        ).fetchall():
            found.setdefault(text, set()).add(side)
        return found

    @property
    def letters(self) -> dict[str, str]:
        """Column letter in the sheet, by column name in the contract."""
        return {field.column.name: field.letter for field in self.part.fields}

    def name(self, ids: Mapping[str, Mapping[str, str]]) -> None:
        """Replace texts by ids; `ids` maps column to text to id."""
        self._readings = [
            replace(reading, values=_replaced(reading.values, meant))
            if (meant := ids.get(reading.field.column.name))
            else reading
            for reading in self._readings
        ]
        self._register()

    def _register(self) -> None:
        """Register the columns as a view without empty rows; no data are copied."""
        columns = {reading.field.column.name: reading.values for reading in self._readings}
        columns |= {
            _name(what, reading): reading.stated[what] for reading in self._stating for what in STATED
        }
        whole = pa.table({"row": self.part.sheet.rows, **columns})
        # In batches, so that several threads can process them.
        self.con.register(self._sheet, pa.Table.from_batches(whole.to_batches(_BATCH), whole.schema))
        self._factors = {
            reading.field.column.name: self._converted(reading)
            for reading in self._stating
            if "unit" in self._own
        }
        values = [f"{self._value(self.part.table[name], columns)} as {quoted(name)}" for name in self.columns]
        filled = " or ".join(f"{quoted(name)} is not null" for name in self.columns)
        self.con.execute(
            f"create or replace temp view {self.typed} as "
            f"from (select row, {', '.join(values)} from {self._sheet}) where {filled}"
        )

    def _converted(self, reading: Reading) -> dict[tuple[str, str], float]:
        """Conversion factors for the numbers of a column, from the stated unit to that of the row."""
        factors = {}
        for stated, own in self._differing(reading, "unit"):
            try:
                factor = units.factor(stated, own)
            except UnitError:
                continue
            is_price = reading.field.column.unit.endswith("/unit")
            factors[stated, own] = 1 / factor if is_price else factor
        return factors

    def _differing(self, reading: Reading, what: str) -> list[tuple[str, str]]:
        """Pairs of a unit, currency or period stated in a column and the different one of the row."""
        stated, own = _name(what, reading), self._own[what]
        return self.con.execute(
            f"select distinct {stated}, {own} from {self._sheet} where {stated} <> {own} order by all"
        ).fetchall()

    def _value(self, column: Column, read_columns: Mapping[str, pa.Array]) -> str:
        """SQL of a value; amounts are converted to the unit of the row and per year."""
        if column.name == _UNCERTAINTY and (stated := self._uncertain()):
            own = [quoted(column.name)] if column.name in read_columns else []
            return f"cast(coalesce({', '.join([*own, *stated])}) as {SQL_TYPES[column.type]})"
        if column.name not in read_columns and column.name not in self._own:
            return f"cast(null as {SQL_TYPES[column.type]})"
        value = self._own.get(column.name, quoted(column.name))
        if factors := self._factors.get(column.name):
            [reading] = [each for each in self._stating if each.field.column == column]
            stated, own = _name("unit", reading), self._own["unit"]
            cases = " ".join(
                f"when {stated} = {rules.text(one)} and {own} = {rules.text(other)} then {factor!r}"
                for (one, other), factor in factors.items()
            )
            value = f"{value} * case {cases} else 1 end"
        if column.unit == "unit/yr":
            multiples = [
                _name("multiple", reading) for reading in self._stating if reading.field.column.type == "unit"
            ]
            value = " * ".join([value, *(f"coalesce({multiple}, 1)" for multiple in multiples)])
        if SQL_TYPES[column.type] == "varchar":
            value = f"nullif({value}, '')"
        return f"cast({value} as {SQL_TYPES[column.type]})"

    def faults(self) -> list[Fault]:
        """All invalid cells."""
        understood = [fault for reading in self._readings for fault in reading.faults]
        return [*understood, *self._conflicts(), *self._invisible()]

    def interpretations(self) -> list[Interpretation]:
        """All cells that were read as something other than their text."""
        return [
            *(each for reading in self._readings for each in reading.interpretations),
            *self._conversions(),
        ]

    def _conversions(self) -> Iterator[Interpretation]:
        """Yield the numbers that were converted to the unit of their row."""
        for reading in self._stating:
            column = reading.field.column.name
            if not (factors := self._factors.get(column)):
                continue
            for row, stated, own in self._rows_differing(reading, "unit"):
                if (stated, own) in factors:
                    yield Interpretation(row, reading.field.letter, column, stated, own, "unit_converted")

    def _conflicts(self) -> Iterator[Fault]:
        """Yield the numbers whose unit, currency or period differs from the row's and cannot be converted."""
        for what in self._own:
            for reading in self._stating:
                letter, column = reading.field.letter, reading.field.column.name
                for row, stated, own in self._rows_differing(reading, what):
                    if what != "unit" or (stated, own) not in self._factors.get(column, {}):
                        yield Fault(row, letter, column, stated, f"{what}_conflict", {"own": own})

    def _rows_differing(self, reading: Reading, what: str) -> list[tuple[int, str, str]]:
        stated, own = _name(what, reading), self._own[what]
        return self.con.execute(
            f"select row, {stated}, {own} from {self._sheet} where {stated} <> {own} order by row"
        ).fetchall()

    def _invisible(self) -> Iterator[Fault]:
        """Yield filled cells that the reader returns as empty."""
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
    return f"stated_{what}_{reading.field.letter}"


def _replaced(texts: pa.Array, meant: Mapping[str, str]) -> pa.Array:
    """Replace texts by their meaning."""
    coded = texts.dictionary_encode()
    values = [meant.get(text, text) if text else text for text in coded.dictionary.to_pylist()]
    return pa.array(values, pa.string()).take(coded.indices)
