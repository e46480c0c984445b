"""Copy of an imported workbook with every problem marked at its cell and listed on a separate sheet."""

import io
import json
import warnings
from collections.abc import Iterable
from dataclasses import asdict

import openpyxl
import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from isdata.data import child
from isdata.data.i18n import Reader
from isdata.data.ingest.findings import column_letters
from isdata.data.ingest.problem_messages import message_table
from isdata.data.ingest.source import Sheet, Source
from isdata.errors import N_

PROBLEMS = "Problems 问题"
_RED = PatternFill("solid", fgColor="FFC7CE")
_BOLD = Font(bold=True)
_MOST_CELLS = 400_000  # larger workbooks take minutes to copy; only the list of problems is written for them
_MOST_MARKS = 5_000
_LONGEST_COMMENT = 2_000
_COLUMNS = {
    "file": N_("File"),
    "sheet": N_("Sheet"),
    "cell": N_("Cell"),
    "row": N_("Row"),
    "table": N_("Table"),
    "column": N_("Column"),
    "value": N_("Value"),
    "message": N_("Problem and remedy"),
}
_WIDTHS = {"message": 100, "file": 24, "sheet": 20, "value": 24, "table": 18, "column": 22}


def problem_workbook(
    source: Source, problems: pd.DataFrame, reader: Reader, *, is_isolated: bool = False
) -> bytes:
    """Copy of the workbook with problem cells in red, a comment at each, and a list of problems.

    Formulas are replaced by their stored results; links and macros are left out. CSV files and
    several workbooks are combined, one sheet each; for very large ones only the list is written.

    Parameters
    ----------
    source : Source
        As returned by `read`.
    problems : DataFrame
        `Import.problems`.
    reader : Reader
        Reader of the list.
    is_isolated : bool
        Open the workbook in a child process with limits on time and memory, for untrusted files.
    """
    worded = message_table(problems, reader)[list(_COLUMNS)]
    cells = sum(sheet.cells.num_rows * sheet.cells.num_columns for sheet in source.sheets)
    if cells > _MOST_CELLS:
        return _listed(_empty(), {}, worded, reader)
    [(file, content), *others] = source.contents.items()
    if content and not others:
        copy = (_copied_in_child if is_isolated else _copied)(file, content, worded, reader)
        if copy:
            return copy
    book, titles = _built(source.sheets)
    return _listed(book, titles, worded, reader)


def _copied_in_child(file: str, content: bytes, worded: pd.DataFrame, reader: Reader) -> bytes:
    """Run `_copied` in a child process; empty if it exceeds the limits."""
    rows = worded.astype(object).where(worded.notna(), None).to_dict("list")
    head = json.dumps({"file": file, "rows": rows, "reader": asdict(reader)}, default=str)
    try:
        return child.run(f"{__name__}:work", head.encode() + b"\n" + content)
    except child.ChildStoppedError:
        return b""


def work(request: bytes, _progress: child.Progress) -> bytes:
    """Handle a request of `_copied_in_child` in the child process."""
    line, _, content = request.partition(b"\n")
    head = json.loads(line)
    worded = pd.DataFrame(head["rows"], columns=list(_COLUMNS), dtype=object)
    return _copied(head["file"], content, worded, Reader(**head["reader"]))


def _copied(file: str, content: bytes, worded: pd.DataFrame, reader: Reader) -> bytes:
    """Workbook with its problems marked and listed; empty if openpyxl cannot open it."""
    book = _loaded(content)
    if book is None:
        return b""
    if PROBLEMS in book.sheetnames:
        del book[PROBLEMS]
    return _listed(book, {(file, name): name for name in book.sheetnames}, worded, reader)


def _listed(
    book: openpyxl.Workbook, titles: dict[tuple[str, str], str], worded: pd.DataFrame, reader: Reader
) -> bytes:
    """Workbook with problems marked in its sheets, by file and name, and listed before them."""
    for title, sheet in titles.items():
        here = worded[(worded["file"] == title[0]) & (worded["sheet"] == title[1])]
        _mark(book[sheet], here.head(_MOST_MARKS))
    _list(book, worded, titles, reader)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _loaded(content: bytes) -> openpyxl.Workbook | None:
    """Load a workbook with values instead of formulas; None if that is not possible."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that it leaves out
            return openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except Exception:  # a damaged part may cause any error
        return None


def _empty() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    return book


def _built(sheets: Iterable[Sheet]) -> tuple[openpyxl.Workbook, dict[tuple[str, str], str]]:
    book, titles = _empty(), {}
    for sheet in sheets:
        made = book.create_sheet(_title(sheet.name or sheet.table, book.sheetnames))
        titles[sheet.file, sheet.name] = made.title
        for letter, heading in sheet.headings.items():
            _write_text(made[f"{letter}{sheet.header_row}"], heading)
        for row, values in zip(sheet.rows.to_pylist(), sheet.cells.to_pylist(), strict=True):
            for letter, value in values.items():
                if isinstance(value, str):
                    _write_text(made[f"{letter}{row}"], value)
                elif value is not None:
                    made[f"{letter}{row}"].value = value
    return book, titles


def _title(name: str, taken: list[str]) -> str:
    """Unused sheet title of permitted length."""
    title, number = name[:31], 1
    while title.casefold() in {each.casefold() for each in taken}:
        number += 1
        title = f"{name[:27]} {number}"
    return title


def _write_text(cell: Cell, text: str) -> None:
    """Write a text as text, even if it begins like a formula."""
    cell.value = _printable(text)
    cell.data_type = "s"


def _printable(text: str) -> str:
    """Remove characters that a workbook cannot contain."""
    return ILLEGAL_CHARACTERS_RE.sub(" ", text)


def _mark(sheet: Worksheet, problems: pd.DataFrame) -> None:
    """Colour the problem cells and add a comment with the remedy to each."""
    for place, messages in problems[problems["cell"] != ""].groupby("cell", sort=False)["message"]:
        cell = sheet[str(place)]
        cell.fill = _RED
        comment = Comment(_printable("\n".join(messages))[:_LONGEST_COMMENT], "isdata")
        comment.width, comment.height = 360, 120
        cell.comment = comment
    for row in problems.loc[problems["cell"] == "", "row"].dropna():
        sheet[f"A{int(row)}"].fill = _RED


def _list(
    book: openpyxl.Workbook, worded: pd.DataFrame, titles: dict[tuple[str, str], str], reader: Reader
) -> None:
    """Insert the list of problems as the first sheet, with a link to each cell."""
    sheet = book.create_sheet(PROBLEMS, 0)
    book.active = 0
    for place, (column, words) in enumerate(_COLUMNS.items(), 1):
        _write_text(sheet.cell(1, place), reader.text(words))
        sheet.cell(1, place).font = _BOLD
        sheet.column_dimensions[column_letters(place)].width = _WIDTHS.get(column, 10)
    for number, problem in enumerate(worded.to_dict("records"), 2):
        for place, column in enumerate(_COLUMNS, 1):
            value = problem[column]
            if column == "row":
                sheet.cell(number, place).value = None if pd.isna(value) else int(value)
            else:
                _write_text(sheet.cell(number, place), str(value))
        sheet.cell(number, len(_COLUMNS)).alignment = Alignment(wrap_text=True, vertical="top")
        title = titles.get((problem["file"], problem["sheet"]))
        if title and problem["cell"] and number <= _MOST_MARKS:
            quoted = title.replace("'", "''")
            sheet.cell(number, 3).hyperlink = f"#'{quoted}'!{problem['cell']}"
    sheet.freeze_panes = "A2"
