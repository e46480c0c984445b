"""Raw contents of files: sheets of cells, problems and notices."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pyarrow as pa

from isdata.data.ingest.findings import Findings
from isdata.data.ingest.headings import nearest_table
from isdata.errors import SourceError


@dataclass(frozen=True)
class Problem:
    """One thing to be corrected, with its place.

    Attributes
    ----------
    file, sheet : str
        Where it stands; `sheet` is empty for CSV.
    row : int or None
        Row as a spreadsheet numbers it, from 1; None where a whole column or sheet is meant.
    letter : str
        Column letter as a spreadsheet names it.
    table, column : str
        What it was read as; empty where that is not known.
    value, rule : str
        What stands there, and the rule it breaks.
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
    """Return the problem of a sheet or file whose name is no table's, with the one that was probably meant."""
    meant = nearest_table(name, (text or "" for text in texts))
    rule = "unknown_sheet_near" if meant else "unknown_sheet"
    return Problem(file, rule, sheet, value=name, table=meant.name if meant else "")


@dataclass(frozen=True)
class Notice:
    """Something done with a file that its author should know."""

    file: str
    message: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Numbers:
    """The numbers among the words of a sheet, to their last digit.

    Attributes
    ----------
    columns : pyarrow.Table
        One column a letter, empty where a cell is a word.
    count : int
        Rows of the sheet.
    """

    columns: pa.Table
    count: int

    def __call__(self, letter: str) -> pa.Array:
        """Return the numbers of a column, all empty where it has none."""
        if letter not in self.columns.column_names:
            return pa.nulls(self.count, pa.float64())
        return self.columns[letter].combine_chunks()


@dataclass(frozen=True)
class Sheet:
    """The cells of one table of a file, below its headings.

    Attributes
    ----------
    table : str
        Name of the table it is named after.
    cells : pyarrow.Table
        One column a letter, typed as its cells are: text where they differ or the file is CSV.
    rows : pyarrow.Array
        Row of each, as a spreadsheet numbers it.
    headings : dict of str to str
        Heading by letter.
    numbers : Numbers or None
        The numbers of columns that hold words, too; None where every cell is text.
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
        """The sheet with its first rows only."""
        numbers = self.numbers and Numbers(
            self.numbers.columns.slice(0, count), min(self.numbers.count, count)
        )
        return replace(
            self, cells=self.cells.slice(0, count), rows=self.rows.slice(0, count), numbers=numbers
        )


def unreadable(file: str, error: SourceError) -> "Source":
    """Return the source of a file that cannot be read: one problem."""
    return Source(problems=(Problem(file, "file", details={"error": error}),), contents={file: b""})


@dataclass(frozen=True)
class Source:
    """All sheets of all files, with what was found wrong or worth knowing while reading them.

    Attributes
    ----------
    contents : dict of str to bytes
        Every file in the order in which it was named; the bytes of workbooks, nothing of others.
    """

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    contents: dict[str, bytes] = field(default_factory=dict, repr=False)
