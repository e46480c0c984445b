"""Layout of a sheet: rows of totals are left out, and the value of merged cells applies to all their rows."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isdata.data.ingest.cells import NUMBERS, Fault, Interpretation
from isdata.data.ingest.columns import Field, Part
from isdata.data.ingest.findings import column_letters, column_number
from isdata.data.ingest.source import Sheet

_TOTAL = re.compile(
    r"(?:本?[页月年表]|全[年厂部])?(?:合计|总计|小计|共计|累计|汇总|总和)|(?:grand |sub[- ]?)?totals?|sum|summe|gesamt(?:summe)?",
    re.IGNORECASE,
)
_AFTER_TOTAL = re.compile(r"\s*(?:[:：(（[].*|\d{4}.*)?", re.DOTALL)
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class Arranged:
    """A sheet without totals and with merged cells filled, the interpretations made, and the faults."""

    part: Part
    interpretations: list[Interpretation] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def arranged(part: Part) -> Arranged:
    """Remove rows of totals from a sheet and fill its merged cells."""
    part, totals = _without_totals(part)
    left_out = {each.row for each in totals}
    interpretations, faults = list(totals), []
    for merged in part.sheet.findings.merged:
        block = _block(part, merged)
        if block is None or block.rows[0] in left_out:
            continue
        if fault := block.fault():
            faults.append(fault)
        else:
            part = _filled(part, block)
            interpretations += block.filled()
    return Arranged(part, interpretations, faults)


def _without_totals(part: Part) -> tuple[Part, list[Interpretation]]:
    """Empty the rows of totals: rows whose first word means a total and that lack a required value."""
    fields = sorted(part.fields, key=lambda each: column_number(each.letter))
    found = [each for field in fields if (each := _totals_in(part.sheet, field)) is not None]
    candidates = np.logical_or.reduce(found) if found else np.array([], bool)
    totals = [
        each for place in np.flatnonzero(candidates) if (each := _total(part.sheet, fields, int(place)))
    ]
    if not totals:
        return part, []
    rows = {each.row for each in totals}
    keep = pc.call_function("invert", [pc.call_function("is_in", [part.sheet.rows], options=_any_of(rows))])
    cells = pa.table(
        {
            letter: pc.call_function("if_else", [keep, cells, pa.scalar(None, cells.type)])
            for letter, cells in zip(part.sheet.cells.column_names, part.sheet.cells.columns, strict=True)
        }
    )
    sheet = replace(part.sheet, cells=cells, findings=part.sheet.findings.without(rows))
    return replace(part, sheet=sheet), totals


def _any_of(rows: Collection[int]) -> pc.SetLookupOptions:
    return pc.SetLookupOptions(pa.array(sorted(rows), pa.int32()))


def _totals_in(sheet: Sheet, field: Field) -> np.ndarray | None:
    """Mask of the cells of a text column that read as a total; None if there are none."""
    cells = sheet.cells[field.letter]
    if not (pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type)):
        return None
    coded = pc.call_function("dictionary_encode", [cells.combine_chunks()])
    is_total = [_is_total(text) for text in coded.dictionary.to_pylist()]
    if not any(is_total):
        return None
    return pa.array(is_total).take(coded.indices).fill_null(False).to_numpy(zero_copy_only=False)


def _is_total(text: str | None) -> bool:
    plain = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", (text or "").strip())
    match = _TOTAL.match(plain)
    return bool(match and _AFTER_TOTAL.fullmatch(plain[match.end() :]))


def _total(sheet: Sheet, fields: list[Field], place: int) -> Interpretation | None:
    texts = [(field, _text(sheet, field.letter, place)) for field in fields]
    first, word = next((field, text) for field, text in texts if text)
    lacks = any(
        not text
        for field, text in texts
        if field is not first and field.column.required == "yes" and field.column.type not in NUMBERS
    )
    if not _is_total(word) or not lacks:
        return None
    return Interpretation(sheet.rows[place].as_py(), first.letter, first.column.name, word, "", "total")


@dataclass(frozen=True)
class _Block:
    """Merged cells below the headings: range, recognised columns, rows and first text."""

    merged: str
    fields: tuple[Field, ...]
    letter: str
    rows: tuple[int, ...]
    text: str

    def fault(self) -> Fault | None:
        """Fault if one value cannot apply to all cells; None if it can."""
        first = self.fields[0]
        details = {"range": self.merged}
        if len(self.fields) > 1:
            return Fault(self.rows[0], self.letter, first.column.name, self.text, "merged_columns", details)
        if first.column.type in NUMBERS and not first.column.is_year:
            return Fault(self.rows[0], first.letter, first.column.name, self.text, "merged_number", details)
        return None

    def filled(self) -> Iterator[Interpretation]:
        """Yield the cells that get the value of the first one."""
        for row in self.rows[1:]:
            [field] = self.fields
            yield Interpretation(row, field.letter, field.column.name, "", self.text, "merged")


def _block(part: Part, merged: str) -> _Block | None:
    """Return merged cells that contain a value in recognised columns; None if they are irrelevant."""
    match = _MERGED.fullmatch(merged)
    if not match:
        return None
    columns = range(column_number(match[1]), column_number(match[3]) + 1)
    letters = {column_letters(number) for number in columns}
    fields = tuple(field for field in part.fields if field.letter in letters)
    rows = [int(match[2]), int(match[4])]
    known = part.sheet.rows
    first = known[0].as_py() if len(known) else 0
    if not fields or not first or rows[0] < first or rows[0] > known[-1].as_py():
        return None
    text = _text(part.sheet, match[1], rows[0] - first) if match[1] in part.sheet.cells.column_names else ""
    if not text:
        return None
    inside = range(rows[0], min(rows[1], known[-1].as_py()) + 1)
    return _Block(merged, fields, match[1], tuple(inside), text)


def _filled(part: Part, block: _Block) -> Part:
    """Copy the value of the first merged cell to the others of its column."""
    sheet, [field] = part.sheet, block.fields
    first = sheet.rows[0].as_py()
    places = np.arange(len(sheet.rows))
    places[block.rows[0] - first : block.rows[-1] - first + 1] = block.rows[0] - first
    cells = sheet.cells[field.letter].combine_chunks().take(pa.array(places))
    number = sheet.cells.column_names.index(field.letter)
    return replace(part, sheet=replace(sheet, cells=sheet.cells.set_column(number, field.letter, cells)))


def _text(sheet: Sheet, letter: str, place: int) -> str:
    value = sheet.cells[letter][place].as_py()
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return "" if value is None else str(value).strip()
