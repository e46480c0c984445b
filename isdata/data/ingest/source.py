"""Raw contents of files: sheets of cells, problems and notices."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pyarrow as pa

from isdata.data.ingest.findings import Findings
from isdata.data.ingest.headings import nearest_table
from isdata.errors import SourceError


@dataclass(frozen=True)
class Problem:
    """A problem to be corrected, with its location.

    Attributes
    ----------
    file, sheet : str
        Location; `sheet` is empty for CSV.
    row : int or None
        Row number in the spreadsheet, counted from 1; None for problems of a whole column or sheet.
    letter : str
        Column letter in the spreadsheet.
    table, column : str
        Recognised table and column; empty if unknown.
    value, rule : str
        Content of the cell, and the rule it breaks.
    details : dict
        Other details of the rule's message.
    """

    file: str
    rule: str
    sheet: str = ""
    row: int | None = None
    letter: str = ""
    table: str = ""
    column: str = ""
    value: str = ""
    row_key: str = ""
    details: dict[str, object] = field(default_factory=dict)


def unknown(file: str, sheet: str, name: str, texts: Iterable[str | None]) -> Problem:
    """Problem of a sheet or file whose name is not that of a table, with the most likely table."""
    meant = nearest_table(name, (text or "" for text in texts))
    rule = "unknown_sheet_near" if meant else "unknown_sheet"
    return Problem(file, rule, sheet, value=name, table=meant.name if meant else "")


@dataclass(frozen=True)
class Notice:
    """Note for the author on how a file was treated."""

    file: str
    message: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Numbers:
    """Number cells in text columns of a sheet, with all digits.

    Attributes
    ----------
    columns : pyarrow.Table
        One column per letter; null for text cells.
    count : int
        Number of rows of the sheet.
    """

    columns: pa.Table
    count: int

    def __call__(self, letter: str) -> pa.Array:
        """Numbers of a column; all null if it has none."""
        if letter not in self.columns.column_names:
            return pa.nulls(self.count, pa.float64())
        return self.columns[letter].combine_chunks()


@dataclass(frozen=True)
class Sheet:
    """Cells of one table of a file, below its headings.

    Attributes
    ----------
    table : str
        Name of the table.
    cells : pyarrow.Table
        One column per letter, in the type of its cells; text for mixed types and for CSV.
    rows : pyarrow.Array
        Row number of each row in the spreadsheet.
    headings : dict of str to str
        Heading by letter.
    numbers : Numbers or None
        Number cells of columns that also contain text; None if every cell is text.
    """

    file: str
    name: str
    table: str
    header_row: int
    headings: dict[str, str]
    cells: pa.Table
    rows: pa.Array
    findings: Findings = field(default_factory=Findings)
    numbers: Numbers | None = None

    @property
    def title(self) -> str:
        """Name of the sheet, or of its CSV file."""
        return self.name or self.file

    def beginning(self, count: int) -> "Sheet":
        """Limit the sheet to its first rows."""
        numbers = self.numbers and Numbers(
            self.numbers.columns.slice(0, count), min(self.numbers.count, count)
        )
        return replace(
            self, cells=self.cells.slice(0, count), rows=self.rows.slice(0, count), numbers=numbers
        )


def unreadable(file: str, error: SourceError) -> "Source":
    """Source for an unreadable file, which contains one problem."""
    return Source(problems=(Problem(file, "file", details={"error": error}),), contents={file: b""})


@dataclass(frozen=True)
class Source:
    """All sheets of all files, with the problems and notices found while reading.

    Attributes
    ----------
    contents : dict of str to bytes
        All files in the given order; content of workbooks, empty for other files.
    """

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    contents: dict[str, bytes] = field(default_factory=dict, repr=False)
