"""Reading of the cells of one column: each distinct text is parsed once, columns of numbers are converted as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isdata.data.contracts import Column
from isdata.data.ingest import cell_parsing, numbers
from isdata.data.ingest.columns import Field
from isdata.data.ingest.source import Sheet
from isdata.data.ingest.unit_parsing import Measure, measure
from isdata.data.naming import sectors

NUMBERS = ("number", "integer")
STATED = {
    "unit": pa.string(),
    "currency": pa.string(),
    "period": pa.string(),
    "multiple": pa.float64(),
    "uncertainty": pa.float64(),
}
_MOST_INTEGER = 2**31 - 1
# Integers are read as numbers first, so that 2013.5 can be stated.
_READ_AS = {"number": pa.float64(), "integer": pa.float64(), "date": pa.date32(), "flag": pa.bool_()}
_TYPES = _READ_AS | {"integer": pa.int32()}


@dataclass(frozen=True)
class Fault:
    """A cell whose content is invalid in its column."""

    row: int
    letter: str
    column: str
    value: str
    rule: str
    details: dict[str, str]


@dataclass(frozen=True)
class Interpretation:
    """A cell that was read as something other than its text, to be reviewed; `meaning` is the value read."""

    row: int
    letter: str
    column: str
    value: str
    meaning: str
    rule: str


@dataclass(frozen=True)
class Reading:
    """One column of a sheet after reading.

    Attributes
    ----------
    values : pyarrow.Array
        Typed values; texts unchanged.
    faults : list of Fault
        Invalid cells; their value is null.
    stated : dict of str to pyarrow.Array
        unit, currency and period of the row, and the factor on its amounts, where cells state them.
    interpretations : list of Interpretation
        Cells that were read as something other than their text.
    """

    field: Field
    values: pa.Array
    faults: list[Fault] = field(default_factory=list)
    stated: dict[str, pa.Array] = field(default_factory=dict)
    interpretations: list[Interpretation] = field(default_factory=list)


def read(sheet: Sheet, about: Field, notation: str, per: str = "", *, accept: bool = False) -> Reading:
    """Read one column of a sheet into the type given by its contract.

    Parameters
    ----------
    sheet : Sheet
    about : Field
        The column.
    notation : {"auto", "point", "comma"}
        Decimal separator of numbers in text cells.
    per : {"yr", "period", ""}
        Period of the table's amounts.
    accept : bool
        Accept the most likely unit for an unknown one.
    """
    return _Cells(sheet, about, notation, per, accept=accept).reading()


class _Cells:
    """One column being read."""

    def __init__(self, sheet: Sheet, about: Field, notation: str, per: str, *, accept: bool) -> None:
        self.sheet, self.field, self.notation, self.per, self.accept = sheet, about, notation, per, accept
        self.column: Column = about.column
        cells = sheet.cells[about.letter]
        self.cells: pa.Array = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
        if isinstance(self.cells, pa.ChunkedArray):  # a column without rows has no chunk
            self.cells = pa.array([], cells.type)

    def reading(self) -> Reading:
        if pa.types.is_null(self.cells.type):
            return Reading(self.field, self.cells.cast(_TYPES.get(self.column.type, pa.string())))
        if self.column.type in NUMBERS:
            return self._whole(self._number())
        if self.column.type == "date" and pa.types.is_temporal(self.cells.type):
            return Reading(self.field, self.cells.cast(pa.date32(), safe=False))
        if self.column.type == "flag" and pa.types.is_boolean(self.cells.type):
            return Reading(self.field, self.cells)
        texts = _spelled(self.cells)
        if self.column.type in ("text", "geojson") and not sectors.is_column(self.column):
            return Reading(self.field, texts)
        return self._understood(texts, cell_parsing.cell_parser(self.column, self.per, accept=self.accept))

    def _understood(self, texts: pa.Array, understand: cell_parsing.Understand) -> Reading:
        """Parse each distinct text once."""
        coded = texts.dictionary_encode()
        distinct = coded.dictionary.to_pylist()
        found = [understand(text) if text else cell_parsing.NONE for text in distinct]
        values = pa.array([each.value for each in found], _READ_AS.get(self.column.type, pa.string()))
        faults = [
            self._fault(place, distinct[code], found[code].rule or "", found[code].details)
            for place, code in _places(coded.indices, [each.rule is not None for each in found])
        ]
        interpretations = [
            self._interpretation(place, distinct[code], found[code])
            for place, code in _places(coded.indices, [each.note is not None for each in found])
        ]
        stated = dict(self._stated(coded.indices, found))
        return Reading(self.field, values.take(coded.indices), faults, stated, interpretations)

    def _interpretation(self, place: int, value: str, meaning: cell_parsing.Meaning) -> Interpretation:
        row = self.sheet.rows[place].as_py()
        read_as = f"{meaning.value:.15g}" if isinstance(meaning.value, float) else str(meaning.value)
        shown = value.removesuffix(" 00:00:00")
        return Interpretation(row, self.field.letter, self.column.name, shown, read_as, meaning.note or "")

    def _fault(self, place: int, value: str, rule: str, details: dict[str, str] | None = None) -> Fault:
        row = self.sheet.rows[place].as_py()
        return Fault(row, self.field.letter, self.column.name, value, rule, details or {})

    def _stated(self, indices: pa.Array, found: list[cell_parsing.Meaning]) -> Iterator[tuple[str, pa.Array]]:
        """Yield unit, currency and period of the rows from the units written beside numbers."""
        if any(each.stated for each in found):
            for what, kind in STATED.items():
                stated = [getattr(each.stated, what) or None if each.stated else None for each in found]
                yield what, pa.array(stated, kind).take(indices)

    def _number(self) -> Reading:
        """Read numbers; a heading may state their unit."""
        heading = measure(self.column, self.field.heading_unit)
        if heading.rule:  # reported once, as a problem of the heading
            heading = Measure()
        if pa.types.is_floating(self.cells.type) or pa.types.is_integer(self.cells.type):
            reading = Reading(self.field, self._scaled(self.cells, heading))
        else:
            reading = self._mixed(_spelled(self.cells), heading)
        if heading.note:
            header, title = self.sheet.header_row, self.sheet.headings[self.field.letter]
            times = f"× {heading.factor:.4g}"
            scaled = Interpretation(header, self.field.letter, self.column.name, title, times, heading.note)
            reading = replace(reading, interpretations=[scaled, *reading.interpretations])
        return _with_heading(reading, heading)

    def _scaled(self, numbers: pa.Array, heading: Measure) -> pa.Array:
        """Convert numbers to the unit of their column; a cell that shows 5% contains 0.05."""
        values = numbers.cast(pa.float64())
        percentages = [
            int(cell.removeprefix(self.field.letter))
            for cell in self.sheet.findings.percentages
            if cell.rstrip("0123456789") == self.field.letter
        ]
        is_plain = (heading.factor, heading.offset) == (1.0, 0.0)
        if is_plain and not (percentages and self.column.unit == "%"):
            return values
        plain = values.to_numpy(zero_copy_only=False) * heading.factor + heading.offset
        if self.column.unit == "%":
            plain = np.where(np.isin(self.sheet.rows.to_numpy(), percentages), plain * 100, plain)
        return pa.array(plain, pa.float64(), from_pandas=True)

    def _mixed(self, texts: pa.Array, heading: Measure) -> Reading:
        """Read a column of number and text cells: number cells are used directly, text cells are parsed."""
        notation = numbers.of_column(filter(None, texts.unique().to_pylist()), self.notation)
        understand = (
            cell_parsing.year(self.column, notation)
            if self.column.is_year
            else cell_parsing.number(self.column, heading, notation, accept=self.accept)
        )
        if self.sheet.numbers is None:
            return self._understood(texts, understand)
        coded = texts.dictionary_encode()
        # Spreadsheets store a day as a number as well, but it must not be read as one.
        read_as_number = [cell_parsing.is_plain(text) for text in coded.dictionary.to_pylist()]
        is_plain = pa.array(read_as_number, pa.bool_()).take(coded.indices)
        stored = _where(is_plain, self.sheet.numbers(self.field.letter))
        reading = self._understood(_where(stored.is_null(), texts), understand)
        values = pc.call_function("coalesce", [self._scaled(stored, heading), reading.values])
        return replace(reading, values=values)

    def _whole(self, reading: Reading) -> Reading:
        """Convert an integer column and add its faults; other columns are unchanged."""
        if self.column.type != "integer" or pa.types.is_integer(reading.values.type):
            return reading
        values = reading.values.to_numpy(zero_copy_only=False)
        with np.errstate(invalid="ignore"):
            is_wrong = (values != np.trunc(values)) & ~np.isnan(values) | (np.abs(values) > _MOST_INTEGER)
        faults = [
            self._fault(int(place), f"{values[place]:.15g}", "whole") for place in np.flatnonzero(is_wrong)
        ]
        whole = pa.array(np.where(is_wrong, np.nan, values), pa.float64(), from_pandas=True).cast(pa.int32())
        return replace(reading, values=whole, faults=[*reading.faults, *faults])


def _with_heading(reading: Reading, heading: Measure) -> Reading:
    """Apply the heading's unit or currency to every number without its own."""
    if not (heading.unit or heading.currency or heading.period):
        return reading
    is_number = reading.values.is_valid()
    stated = {}
    for what, kind in STATED.items():
        everywhere = _where(is_number, pa.scalar(getattr(heading, what) or None, kind))
        own = reading.stated.get(what)
        stated[what] = pc.call_function("coalesce", [own, everywhere]) if own is not None else everywhere
    return replace(reading, stated=stated)


def _places(indices: pa.Array, is_meant: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield position and code of the cells with a selected distinct text."""
    if any(is_meant):
        codes = indices.fill_null(len(is_meant)).to_numpy(zero_copy_only=False).astype(np.int64)
        for place in np.flatnonzero(np.array([*is_meant, False])[codes]):
            yield int(place), int(codes[place])


def _where(condition: pa.Array, values: pa.Array) -> pa.Array:
    """Values where a condition is true, null elsewhere."""
    return pc.call_function("if_else", [condition, values, pa.scalar(None, values.type)])


def _spelled(cells: pa.Array) -> pa.Array:
    """Return cells as trimmed texts: numbers without trailing zeros, days without the time 00:00."""
    if pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type):
        return pc.call_function("utf8_trim_whitespace", [cells.cast(pa.string())])
    if pa.types.is_floating(cells.type):
        return pa.array(
            [None if each is None else _number_text(each) for each in cells.to_pylist()], pa.string()
        )
    if pa.types.is_timestamp(cells.type):
        return pa.array(
            [None if each is None else str(each).removesuffix(" 00:00:00") for each in cells.to_pylist()],
            pa.string(),
        )
    return cells.cast(pa.string())


def _number_text(number: float) -> str:
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)
