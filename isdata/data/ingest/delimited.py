"""Reading of CSV files with any usual encoding and separator; every cell is text."""

import csv
import io
import re
from itertools import zip_longest

import pyarrow as pa

from isdata.data.contracts import Table
from isdata.data.ingest import headings
from isdata.data.ingest.findings import column_letters
from isdata.data.ingest.guard import Limits, megabytes
from isdata.data.ingest.preview import LOOKED_AT, Preview
from isdata.data.ingest.source import Notice, Problem, Sheet, Source, unknown
from isdata.errors import (
    N_,
    SourceEmptyError,
    SourceFormatError,
    SourceQuoteError,
    SourceTooLargeError,
    SourceTooWideError,
)

_SEPARATORS = ",;\t"
_KEPT_AS_TEXT = re.compile(r"'+[=+\-@\t\r]")
_LONGEST_CELL = 10 * 2**20
_LONGEST_LINE = 16 * 2**20
_MOST_LINES = 1000  # maximum lines of one row, whose cells may contain line breaks
_JUDGED = 2**16  # maximum characters of a line used to detect the separator
_RUN = re.compile(rb"[\x80-\xff]+")
_GUESSED = N_(
    "{name} is not UTF-8; it was read as {encoding}. If characters are garbled, save it as “CSV UTF-8” "
    "and import it again."
)


def read(name: str, content: bytes, limits: Limits) -> Source:
    """Sheet of a CSV file that is named after its table.

    Raises
    ------
    SourceEmptyError, SourceFormatError
        The content is not text, or is empty.
    SourceTooLargeError, SourceTooWideError, SourceQuoteError
        A line, row or cell is longer than in any table.
    """
    text, guessed = _decoded(name, content)
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    table = headings.table_of(stem)
    rows = _rows(name, text, table, limits)
    notices = (Notice(name, _GUESSED, {"name": name, "encoding": guessed}),) if guessed else ()
    preview = Preview(table, rows[:LOOKED_AT])
    if table is None:
        return Source((), (unknown(name, "", stem, preview.texts),), notices, {name: b""})
    problems = tuple(
        Problem(name, "example_changed", "", place + 1, "A", table.name, details={"letter": "A"})
        for place in preview.changed_examples()
    )
    return Source((_sheet(name, table.name, rows, preview),), problems, notices, {name: b""})


def lines(name: str, content: bytes, limits: Limits) -> list[list[str]]:
    """Cells of a CSV file row by row, independent of the table; errors as in `read`."""
    return _rows(name, _decoded(name, content)[0], None, limits)


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    """Text, and the name of its encoding if that had to be guessed."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), ""
        if b"\0" in content:
            raise SourceFormatError(name=name)
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _guessed(name, content)


def _guessed(name: str, content: bytes) -> tuple[str, str]:
    """Decode the text as Chinese (two bytes per character), else as Western European."""
    runs = [len(run) for run in _RUN.findall(content)]
    is_paired = sum(run > 1 for run in runs) > len(runs) / 2
    for encoding, words in (("gb18030", "GB 18030"), ("cp1252", "Windows-1252"))[0 if is_paired else 1 :]:
        try:
            return content.decode(encoding), words
        except UnicodeDecodeError:
            continue
    raise SourceFormatError(name=name)


def _separator(text: str, table: Table | None) -> str:
    """Separator that yields most known headings, else most cells of a line."""
    lines = [line[:_JUDGED] for line in text.split("\n", LOOKED_AT)[:LOOKED_AT]]

    def parted(sign: str) -> tuple[int, int]:
        rows = (line.strip("\r").replace('"', "").split(sign) for line in lines)
        return headings.best_row(rows, table)[1], max(line.count(sign) for line in lines)

    return max(_SEPARATORS, key=parted)


def _rows(name: str, text: str, table: Table | None, limits: Limits) -> list[list[str]]:
    _check_lines(name, text)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, table))
    rows, lines = [], 0
    try:
        for row in reader:
            if len(row) > limits.columns and any(row[limits.columns :]):
                raise SourceTooWideError(name=name, columns=len(row), limit=limits.columns)
            if reader.line_num - lines > _MOST_LINES:
                raise SourceQuoteError(name=name, row=lines + 1)
            lines = reader.line_num
            rows.append(row[: limits.columns])
    except csv.Error as error:
        if reader.line_num - lines > _MOST_LINES:
            raise SourceQuoteError(name=name, row=lines + 1) from error
        raise SourceFormatError(name=name) from error
    if not any(map(any, rows)):
        raise SourceEmptyError(name=name)
    return rows


def _check_lines(name: str, text: str) -> None:
    """Refuse lines that are longer than any row of a table."""
    start, number = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > _LONGEST_LINE:
            raise SourceTooLargeError(
                name=f"{name} · {number}", size=megabytes(end - start), limit=megabytes(_LONGEST_LINE)
            )
        start, number = end + 1, number + 1


def _sheet(name: str, table: str, rows: list[list[str]], preview: Preview) -> Sheet:
    data = rows[preview.skipped :]
    width = max(len(row) for row in rows[preview.header :])
    columns = zip_longest(*data, [""] * width, fillvalue="")
    cells = {
        column_letters(number): pa.array(map(_plain, column[:-1]), pa.string())
        for number, column in enumerate(columns, 1)
    }
    return Sheet(
        file=name,
        name="",
        table=table,
        header_row=preview.header + 1,
        headings=preview.headings,
        cells=pa.table(cells),
        rows=pa.array(range(preview.skipped + 1, len(rows) + 1), pa.int32()),
    )


def _plain(cell: str) -> str:
    """Remove the leading apostrophe that prevents spreadsheets from reading a text as a formula."""
    return cell[1:] if cell.startswith("'") and _KEPT_AS_TEXT.match(cell) else cell
