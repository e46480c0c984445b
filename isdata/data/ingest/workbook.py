"""Reading of workbooks: each sheet is read as columns in one step after its headings are found."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

import fastexcel
import pyarrow as pa

from isdata.data.contracts import Table, tables
from isdata.data.ingest import headings, preview
from isdata.data.ingest.findings import (
    BeyondSheetError,
    Findings,
    column_letters,
    numbers_of,
    percent_styles,
    whole_rows,
)
from isdata.data.ingest.guard import Limits, Package
from isdata.data.ingest.source import Notice, Numbers, Problem, Sheet, Source, unknown
from isdata.errors import (
    N_,
    SourceDamagedError,
    SourceEmptyError,
    SourceError,
    SourceTooLargeError,
    SourceTooWideError,
)

logging.getLogger("fastexcel").setLevel(logging.ERROR)  # it warns of every column with mixed types

OWN_SHEETS = ("guide 说明", "problems 问题", "lists 选项")

_HIDDEN = N_("The hidden sheet “{sheet}” was ignored. Unhide it to import it.")
_MACROS = N_("The macros of the workbook were neither read nor run.")
_LINKS = N_("Links to other files were not followed; their stored values were used.")
_FORMULAS = N_("The formulas of the sheet “{sheet}” were not calculated; their stored results were used.")


@dataclass(frozen=True)
class _Entry:
    """Entry of a sheet in the workbook's list."""

    name: str
    part: str
    is_hidden: bool


def read(
    name: str, content: bytes, limits: Limits, progress: Callable[[float], None] | None = None
) -> Source:
    """Sheets of a workbook that are tables, and the problems of the others.

    `progress` is called with the share of sheets read [0–1].

    Raises
    ------
    SourceDamagedError, SourceFormatError, SourceLockedError, SourceTooLargeError
    """
    return _Workbook(name, content, limits).source(progress or (lambda share: None))


def sheet_names(name: str, content: bytes) -> list[str]:
    """Names of a workbook's sheets, including hidden ones; empty if it cannot be read."""
    try:
        return [entry.name for entry in _Workbook(name, content, Limits())._entries()]
    except SourceError:
        return []


def cells(name: str, content: bytes, limits: Limits) -> dict[str, list[list[object]]]:
    """Every sheet of a workbook as rows of texts, including hidden sheets, from the first row and column.

    Raises
    ------
    SourceDamagedError, SourceFormatError, SourceLockedError, SourceTooLargeError
    """
    return _Workbook(name, content, limits).cells()


class _Workbook:
    """One workbook being read."""

    def __init__(self, name: str, content: bytes, limits: Limits) -> None:
        self.name, self.content, self.limits = name, content, limits
        self.package = Package(name, content, limits)
        self.problems: list[Problem] = []
        self.notices: list[Notice] = []

    def source(self, progress: Callable[[float], None]) -> Source:
        """Return sheets, problems and notices."""
        self._look_at_parts()
        entries = list(self._entries())
        if not entries:
            raise SourceEmptyError(name=self.name)
        sheets = []
        sizes = [self.package.parts[entry.part].file_size for entry in entries]
        for number, entry in enumerate(entries):
            progress(sum(sizes[:number]) / max(1, sum(sizes)))
            if sheet := self._sheet(entry):
                sheets.append(sheet)
        contents = {self.name: self.content}
        return Source(tuple(sheets), tuple(self.problems), tuple(self.notices), contents)

    def cells(self) -> dict[str, list[list[object]]]:
        """Every sheet as rows of texts."""
        self._look_at_parts()
        return {entry.name: self._texts(entry) for entry in self._entries()}

    def _texts(self, entry: _Entry) -> list[list[object]]:
        self._findings(entry)
        try:
            loaded = self._reader.load_sheet(entry.name, header_row=None, skip_rows=0, dtypes="string")
        except fastexcel.FastExcelError as error:
            raise SourceDamagedError(name=self.name) from error
        columns = loaded.available_columns()
        left = [None] * (columns[0].absolute_index if columns else 0)
        return [[*left, *row.values()] for row in loaded.to_arrow().to_pylist()]

    def _look_at_parts(self) -> None:
        """Refuse parts that cannot be read safely; report excluded parts."""
        if "xl/sharedStrings.xml" in self.package.parts:
            for _piece in self.package.pieces("xl/sharedStrings.xml"):
                pass  # unpack completely to check the limits, because the sheet reader has none
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
        # Any namespace: the strict variant of the format uses other ones.
        for sheet in self.package.tree("xl/workbook.xml").findall("{*}sheets/{*}sheet"):
            link = next((value for name, value in sheet.items() if name.endswith("}id")), None)
            target = links.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in self.package.parts and "worksheet" in part:
                yield _Entry(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible")

    @cached_property
    def _percent_styles(self) -> list[int]:
        part = "xl/styles.xml"
        try:
            return percent_styles(self.package.tree(part)) if part in self.package.parts else []
        except ValueError as error:  # a style with an invalid number
            raise SourceDamagedError(name=self.name) from error

    @cached_property
    def _reader(self) -> fastexcel.ExcelReader:
        try:
            return fastexcel.read_excel(self.content)
        except fastexcel.FastExcelError as error:
            raise SourceDamagedError(name=self.name) from error

    def _sheet(self, entry: _Entry) -> Sheet | None:
        if entry.name.startswith(headings.LEFT_OUT) or headings.normalised_heading(entry.name) in OWN_SHEETS:
            return None
        if entry.is_hidden:
            self.notices.append(Notice(self.name, _HIDDEN, {"sheet": entry.name}))
            return None
        findings = self._findings(entry)  # first: refuses sheets that exhaust memory
        table = headings.table_of(entry.name)
        first_rows = preview.of_sheet(self.package, entry.name, entry.part, table)
        if first_rows is None:
            return None
        if len(first_rows.headings) > self.limits.columns:
            name, columns = f"{self.name} · {entry.name}", len(first_rows.headings)
            raise SourceTooWideError(name=name, columns=columns, limit=self.limits.columns)
        if table is None:
            self.problems.append(unknown(self.name, entry.name, entry.name, first_rows.texts))
            return None
        if findings.has_formulas:
            self.notices.append(Notice(self.name, _FORMULAS, {"sheet": entry.name}))
        letter = column_letters(first_rows.first)
        changed = partial(Problem, self.name, "example_changed", entry.name, details={"letter": letter})
        self.problems += [
            changed(row=place + 1, letter=letter, table=table.name) for place in first_rows.changed_examples()
        ]
        return self._read(entry, table, first_rows, findings)

    def _read(self, entry: _Entry, table: Table, first_rows: preview.Preview, findings: Findings) -> Sheet:
        cells, first = self._load(entry.name, first_rows.skipped), first_rows.first
        if first > 1:  # a later row may begin further left
            first = self._first_column(entry.name)
        rows = pa.array(range(first_rows.skipped + 1, first_rows.skipped + 1 + cells.num_rows), pa.int32())
        sheet = Sheet(
            file=self.name,
            name=entry.name,
            table=table.name,
            header_row=first_rows.header + 1,
            headings=first_rows.headings,
            cells=cells.rename_columns(
                [column_letters(first + number) for number in range(cells.num_columns)]
            ),
            rows=rows,
            findings=findings,
        )
        return replace(sheet, numbers=_numbers(self.package, entry.part, sheet))

    def _findings(self, entry: _Entry) -> Findings:
        found = Findings()
        try:
            for piece in whole_rows(self.package.pieces(entry.part)):
                if b"<!DOCTYPE" in piece[:4096]:
                    raise SourceDamagedError(name=self.name)
                found.look(piece, self._percent_styles)
        except BeyondSheetError as error:
            raise SourceDamagedError(name=self.name) from error
        if found.area > self.limits.cells:
            raise SourceTooLargeError(
                name=f"{self.name} · {entry.name}", size=f"{found.area:,}", limit=f"{self.limits.cells:,}"
            )
        return found

    def _load(self, sheet: str, skipped: int) -> pa.Table:
        try:
            batch = self._reader.load_sheet(
                sheet, header_row=None, skip_rows=skipped, schema_sample_rows=None, eager=True
            )
        except fastexcel.FastExcelError as error:
            raise SourceDamagedError(name=self.name) from error
        return pa.Table.from_batches([batch])

    def _first_column(self, sheet: str) -> int:
        """Number of the first filled column, counted from 1."""
        columns = self._reader.load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes="string"
        ).available_columns()
        return columns[0].absolute_index + 1


def _numbers(package: Package, part: str, sheet: Sheet) -> Numbers:
    """Number cells of number columns that also contain text."""
    table = tables()[sheet.table]
    mixed = [
        letter
        for letter, heading in sheet.headings.items()
        if letter in sheet.cells.column_names
        and pa.types.is_string(sheet.cells[letter].type)
        and (column := headings.column_of(heading, table)[0]) is not None
        and column.type in ("number", "integer")
    ]
    found = numbers_of(whole_rows(package.pieces(part)), mixed) if mixed else {}
    rows = sheet.rows.to_pylist() if mixed else []
    columns = {letter: pa.array([found[letter].get(row) for row in rows], pa.float64()) for letter in mixed}
    return Numbers(pa.table(columns), len(sheet.rows))
