"""CSV files: any usual encoding and separator, every cell as text."""

import csv
import io
import re
from itertools import zip_longest

import pyarrow as pa

from isdata.errors import N_, SourceFormatError
from isdata.ingest import headings
from isdata.ingest.findings import column_letters
from isdata.ingest.source import Notice, Problem, Sheet, Source

_ENCODINGS = ("utf-8-sig", "gb18030")
_SEPARATORS = ",;\t"
_KEPT_AS_TEXT = re.compile(r"'+[=+\-@\t\r]")
_LONGEST_CELL = 10 * 2**20
_GUESSED = N_("{name} is not UTF-8; it was read as GB 18030.")


def read(name: str, content: bytes) -> Source:
    """Return the one sheet of a CSV file named after its table.

    Raises
    ------
    SourceFormatError
        The content is not text.
    """
    text, encoding = _decoded(name, content)
    rows = _rows(name, text)
    notices = () if encoding == "utf-8-sig" else (Notice(name, _GUESSED, {"name": name}),)
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    table = headings.table_of(stem)
    if table is None:
        meant = headings.nearest_table(stem, rows[0])
        rule = "unknown_sheet_near" if meant else "unknown_sheet"
        problem = Problem(name, rule, value=stem, table=meant.name if meant else "")
        return Source(problems=(problem,), notices=notices, contents={name: b""})
    return _sheet(name, table.name, rows, notices)


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a text from being taken for a formula."""
    return cell[1:] if cell.startswith("'") and _KEPT_AS_TEXT.match(cell) else cell


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16"), "utf-8-sig"
    if b"\0" in content:
        raise SourceFormatError(name=name)
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise SourceFormatError(name=name)


def _rows(name: str, text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise SourceFormatError(name=name) from error


def _sheet(name: str, table: str, rows: list[list[str]], notices: tuple[Notice, ...]) -> Source:
    names, data = rows[0], rows[1:]
    width = max(len(names), *(len(row) for row in data)) if data else len(names)
    letters = [column_letters(number + 1) for number in range(width)]
    columns = [list(map(_plain, column)) for column in zip_longest(*data, [""] * width, fillvalue="")]
    cells = pa.table(
        {letter: pa.array(column[:-1], pa.string()) for letter, column in zip(letters, columns, strict=True)}
    )
    sheet = Sheet(
        file=name,
        name="",
        table=table,
        header_row=1,
        headings={letter: text for letter, text in zip(letters, names, strict=False) if text.strip()},
        cells=cells,
        rows=pa.array(range(2, len(data) + 2), pa.int32()),
    )
    return Source((sheet,), notices=notices, contents={name: b""})
