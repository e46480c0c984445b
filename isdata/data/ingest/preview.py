"""First rows of a sheet: position of the headings, and the template's own rows between headings and data."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import fastexcel

from isdata.data.contracts import Table
from isdata.data.ingest import headings
from isdata.data.ingest.examples import EXAMPLE, is_shown
from isdata.data.ingest.findings import column_letters, first_rows, whole_rows
from isdata.data.ingest.guard import Package
from isdata.errors import SourceDamagedError

LOOKED_AT = 30


@dataclass(frozen=True)
class Preview:
    """First rows as texts; `first` is the number of the first column, counted from 1."""

    table: Table | None
    rows: Sequence[Sequence[str | None]]
    first: int = 1

    @cached_property
    def header(self) -> int:
        """Position of the (first) row that names most columns."""
        return headings.best_row(self.rows, self.table)[0]

    @property
    def texts(self) -> Sequence[str | None]:
        """Headings, including empty ones."""
        return self.rows[self.header]

    @property
    def headings(self) -> dict[str, str]:
        """Headings by column letter."""
        return {
            column_letters(number): text[: headings.LONGEST]
            for number, text in enumerate(self.texts, self.first)
            if text
        }

    @cached_property
    def skipped(self) -> int:
        """Number of rows before the data: rows above the headings, the headings, and the template's own rows."""
        below = self.rows[self.header + 1 :]
        is_own = [bool(row) and (row[0] or "").startswith(headings.MARK) for row in below]
        return self.header + 1 + (is_own.index(False) if False in is_own else len(below))

    def changed_examples(self) -> list[int]:
        """Positions of example rows that were overwritten: the author may expect them to be imported."""
        if self.table is None:
            return []
        found = [headings.column_of(text, self.table)[0] if text else None for text in self.texts]
        known = {place: column for place, column in enumerate(found) if column is not None}
        return [
            place
            for place in range(self.header + 1, self.skipped)
            if (self.rows[place][0] or "").startswith(EXAMPLE)
            and not all(is_shown(self.rows[place][each], column) for each, column in known.items())
        ]


def of_sheet(package: Package, sheet: str, part: str, table: Table | None) -> Preview | None:
    """First rows of a sheet; None if it is empty.

    They are read from a small copy of the workbook that ends after them, so that the whole sheet
    is read only once, after its headings are known.
    """
    cut = first_rows(next(whole_rows(package.pieces(part)), b""), LOOKED_AT)
    if not cut:
        return None
    small = io.BytesIO()
    with zipfile.ZipFile(small, "w") as copy:
        for name in package.parts:
            if name == part:
                copy.writestr(name, cut)
            elif not name.startswith("xl/worksheets/") and name.endswith((".xml", ".rels")):
                copy.writestr(name, package.content(name))
    try:
        found = fastexcel.read_excel(small.getvalue()).load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes="string"
        )
        columns, rows = found.available_columns(), found.to_arrow().to_pylist()
    except fastexcel.FastExcelError as error:
        raise SourceDamagedError(name=package.name) from error
    if not rows or not columns:
        return None
    return Preview(table, [list(row.values()) for row in rows], columns[0].absolute_index + 1)
