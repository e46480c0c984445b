"""Workbooks: each sheet's cells as columns, read in one go once its headings are found."""

import io
import logging
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from isdata.contracts import Table
from isdata.errors import N_, SourceDamagedError, SourceTooLargeError
from isdata.ingest import headings
from isdata.ingest.examples import EXAMPLE, is_shown
from isdata.ingest.findings import Findings, column_letters, first_rows, percent_styles, whole_rows
from isdata.ingest.guard import Limits, Package
from isdata.ingest.source import Notice, Problem, Sheet, Source

logging.getLogger("fastexcel").setLevel(logging.ERROR)  # it tells of every column of mixed cells

OWN_SHEETS = ("guide 说明", "problems 问题", "lists 选项")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LOOKED_AT = 30

_HIDDEN = N_("The hidden sheet “{sheet}” was left out. Unhide it to import it.")
_MACROS = N_("The macros of the workbook were neither read nor run.")
_LINKS = N_("The workbook's links to other files were not followed; the values stored in it were read.")
_FORMULAS = N_("The formulas of the sheet “{sheet}” were not calculated; their stored results were read.")


@dataclass(frozen=True)
class _Entry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool


def read(name: str, content: bytes, limits: Limits) -> Source:
    """Return the sheets of a workbook that are tables, and what is wrong with the others.

    Raises
    ------
    SourceDamagedError, SourceFormatError, SourceLockedError, SourceTooLargeError
    """
    return _Workbook(name, content, limits).source()


class _Workbook:
    """One workbook being read."""

    def __init__(self, name: str, content: bytes, limits: Limits) -> None:
        self.name, self.content, self.limits = name, content, limits
        self.package = Package(name, content, limits)
        self.problems: list[Problem] = []
        self.notices: list[Notice] = []

    def source(self) -> Source:
        """Return everything that was found."""
        self._look_at_parts()
        sheets = [sheet for entry in self._entries() if (sheet := self._sheet(entry))]
        contents = {self.name: self.content}
        return Source(tuple(sheets), tuple(self.problems), tuple(self.notices), contents)

    def _look_at_parts(self) -> None:
        """Refuse what cannot be read safely; tell what is left out."""
        for part in self.package.parts:
            if part.startswith("xl/") and not part.startswith("xl/worksheets/sheet"):
                head = next(self.package.pieces(part), b"") if part.endswith(".xml") else b""
                if b"<!DOCTYPE" in head[:4096] or b"<!ENTITY" in head[:4096]:
                    raise SourceDamagedError(name=self.name)
        if any(part.startswith("xl/vbaProject") for part in self.package.parts):
            self.notices.append(Notice(self.name, _MACROS))
        if any(part.startswith("xl/externalLinks/") for part in self.package.parts):
            self.notices.append(Notice(self.name, _LINKS))

    def _entries(self) -> Iterator[_Entry]:
        links = {
            link.get("Id"): link.get("Target", "") for link in self.package.tree("xl/_rels/workbook.xml.rels")
        }
        for sheet in self.package.tree("xl/workbook.xml").iter(f"{_MAIN}sheet"):
            target = links.get(sheet.get(_LINK), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in self.package.parts and "worksheet" in part:
                yield _Entry(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible")

    @cached_property
    def _percent_styles(self) -> list[int]:
        part = "xl/styles.xml"
        return percent_styles(self.package.tree(part)) if part in self.package.parts else []

    @cached_property
    def _reader(self) -> fastexcel.ExcelReader:
        try:
            return fastexcel.read_excel(self.content)
        except fastexcel.FastExcelError as error:
            raise SourceDamagedError(name=self.name) from error

    def _sheet(self, entry: _Entry) -> Sheet | None:
        if entry.name.startswith(headings.LEFT_OUT) or headings.plain(entry.name) in OWN_SHEETS:
            return None
        table = headings.table_of(entry.name)
        if entry.is_hidden:
            self.notices.append(Notice(self.name, _HIDDEN, {"sheet": entry.name}))
            return None
        findings = self._findings(entry)  # first: it is what keeps the reader from asking for all the memory
        preview = self._preview(entry)
        if preview is None:
            return None
        if table is None:
            self._unknown(entry, preview)
            return None
        return self._read(entry, table, preview, findings)

    def _preview(self, entry: _Entry) -> "_Preview | None":
        """Return the first rows, or None where the sheet is empty."""
        first = next(whole_rows(self.package.pieces(entry.part)), b"")
        cut = first_rows(first, _LOOKED_AT)
        if not cut:
            return None
        small = io.BytesIO()
        with zipfile.ZipFile(small, "w") as copy:
            for part in self.package.parts:
                if part == entry.part:
                    copy.writestr(part, cut)
                elif not part.startswith("xl/worksheets/") and part.endswith((".xml", ".rels")):
                    copy.writestr(part, self.package.content(part))
        try:
            sheet = fastexcel.read_excel(small.getvalue()).load_sheet(
                entry.name, header_row=None, skip_rows=0, dtypes="string"
            )
            columns = sheet.available_columns()
            cells = sheet.to_arrow()
        except fastexcel.FastExcelError as error:
            raise SourceDamagedError(name=self.name) from error
        if not cells.num_rows or not columns:
            return None
        return _Preview(columns[0].absolute_index, [list(row.values()) for row in cells.to_pylist()])

    def _unknown(self, entry: _Entry, preview: "_Preview") -> None:
        meant = headings.nearest_table(entry.name, (text or "" for text in preview.headings(None)[1]))
        rule = "unknown_sheet_near" if meant else "unknown_sheet"
        self.problems.append(
            Problem(self.name, rule, entry.name, value=entry.name, table=meant.name if meant else "")
        )

    def _read(self, entry: _Entry, table: Table, preview: "_Preview", findings: Findings) -> Sheet:
        if findings.has_formulas:
            self.notices.append(Notice(self.name, _FORMULAS, {"sheet": entry.name}))
        header, texts = preview.headings(table)
        skipped = header + 1 + preview.own_rows_after(header)
        self._look_at_example(entry, table, header, preview)
        cells = self._load(entry.name, skipped)
        first = preview.first_column
        letters = [column_letters(first + 1 + number) for number in range(cells.num_columns)]
        named = dict(zip(letters, [*texts, *[None] * len(letters)], strict=False))
        return Sheet(
            file=self.name,
            name=entry.name,
            table=table.name,
            header_row=header + 1,
            headings={letter: text for letter, text in named.items() if text},
            cells=cells.rename_columns(letters),
            rows=pa.array(range(skipped + 1, skipped + 1 + cells.num_rows), pa.int32()),
            findings=findings,
            exact=lambda wanted: self._exact(entry.name, skipped, letters, wanted),
        )

    def _look_at_example(self, entry: _Entry, table: Table, header: int, preview: "_Preview") -> None:
        """Note an example row that was written over: its author may believe that it is imported."""
        texts = preview.rows[header]
        found = [headings.columns_of(text, table)[0] if text else () for text in texts]
        for place in range(header + 1, header + 1 + preview.own_rows_after(header)):
            row = preview.rows[place]
            is_example = (row[0] or "").startswith(EXAMPLE)
            known = [columns[0] for columns in found if len(columns) == 1]
            cells = [text for text, columns in zip(row, found, strict=True) if len(columns) == 1]
            if is_example and not all(map(is_shown, cells, known)):
                letter = column_letters(preview.first_column + 1)
                self.problems.append(
                    Problem(
                        self.name,
                        "example_changed",
                        entry.name,
                        place + 1,
                        letter,
                        table.name,
                        details={"letter": letter},
                    )
                )

    def _findings(self, entry: _Entry) -> Findings:
        found = Findings()
        for piece in whole_rows(self.package.pieces(entry.part)):
            if b"<!DOCTYPE" in piece[:4096]:
                raise SourceDamagedError(name=self.name)
            found.look(piece, self._percent_styles)
        if found.area > self.limits.cells:
            raise SourceTooLargeError(
                name=f"{self.name} · {entry.name}", size=f"{found.area:,}", limit=f"{self.limits.cells:,}"
            )
        return found

    def _load(
        self,
        sheet: str,
        skipped: int,
        dtypes: Literal["float", "boolean"] | None = None,
        use_columns: list[int] | None = None,
    ) -> pa.Table:
        try:
            batch = self._reader.load_sheet(
                sheet,
                header_row=None,
                skip_rows=skipped,
                schema_sample_rows=None,
                dtypes=dtypes,
                use_columns=use_columns,
                eager=True,
            )
        except fastexcel.FastExcelError as error:
            raise SourceDamagedError(name=self.name) from error
        return pa.Table.from_batches([batch])

    def _exact(self, sheet: str, skipped: int, letters: list[str], wanted: Iterable[str]) -> pa.Table:
        """Return the numbers of some columns to the last digit, empty where a cell is not a number."""
        places = [letters.index(letter) for letter in wanted]
        numbers = self._load(sheet, skipped, dtypes="float", use_columns=places)
        # Only a number reads as a truth value; a text such as "22.347" does not.
        are_numbers = self._load(sheet, skipped, dtypes="boolean", use_columns=places)
        columns = [
            pc.call_function("if_else", [are_number.is_valid(), number, pa.scalar(None, pa.float64())])
            for number, are_number in zip(numbers.columns, are_numbers.columns, strict=True)
        ]
        return pa.table(columns, names=list(wanted))


@dataclass(frozen=True)
class _Preview:
    """The first rows of a sheet as texts."""

    first_column: int
    rows: list[list[str | None]]

    def headings(self, table: Table | None) -> tuple[int, list[str | None]]:
        """Return the place and texts of the row that names most columns, the first of equals."""
        counts = [headings.count_known((text or "" for text in row), table) for row in self.rows]
        place = counts.index(max(counts))
        return place, self.rows[place]

    def own_rows_after(self, header: int) -> int:
        """Return how many rows below the headings the template explains itself with."""
        below = self.rows[header + 1 :]
        return next(
            (n for n, row in enumerate(below) if not (row[0] or "").startswith(headings.MARK)), len(below)
        )
