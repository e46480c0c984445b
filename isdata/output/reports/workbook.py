"""Report as a workbook: chapters as sheets, numeric cells, and native Excel charts."""

import datetime as dt
import io
import math
import re
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from isdata.output.figures import style
from isdata.output.reports import pictures
from isdata.output.reports.blocks import (
    Beside,
    Chart,
    Column,
    Figures,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
)
from isdata.output.reports.document import stamp

# Every program has Arial or a substitute of the same width, so that column widths match the pictures.
LATIN, CHINESE = "Arial", "Microsoft YaHei"
_POINTS = 10.0
# Columns of a sheet, of equal width so that stacked tables are aligned; the first one contains names.
_FIRST, _OTHER, _COLUMNS = 38, 17, 6
_LINE = 15.5  # points
_CHART_ROWS = 16
_PICTURE = 860  # width of a chart or picture [px]
_PRINTED = 440  # height of a picture below a few lines on a printed page [px]
_ROW = 20  # height of a row below a picture [px]
_DEFAULT_ROW = 17  # height of a row without a stated height [px]
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def xlsx(report: Report) -> bytes:
    """Render a report as a .xlsx file; texts are never interpreted as formulas."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": LATIN, "font_size": _POINTS},
        "default_row_height": _DEFAULT_ROW,
    }
    with xlsxwriter.Workbook(out, options) as book:
        writer = _Writer(report, book)
        for block in report.blocks:
            writer.write(block)
    return out.getvalue()


class _Writer:
    """Writes blocks one below the other; a chapter begins a sheet."""

    def __init__(self, report: Report, book: Workbook) -> None:
        self.report, self.book = report, book
        self._formats: dict[tuple, Format] = {}
        book.set_properties(
            {
                "title": report.title,
                "subject": report.subtitle,
                "author": "isdata",
                "created": dt.datetime.combine(report.day, dt.time()),
            }
        )
        self.names: set[str] = set()
        self._begin(report.title)
        self._text(report.title, size=16, bold=True, color=style.ACCENT)
        self._text(report.subtitle, color=style.MUTED)
        self._text(f"{report.park} · {stamp(report)}", color=style.MUTED)
        self.row += 1

    def write(self, block: object) -> None:
        """Add one block."""
        match block:
            case Heading(text, level):
                self._heading(text, level)
            case Paragraph(text, items):
                for line in (text, *(f"•  {item}" for item in items)):
                    if line:
                        self._text(line)
            case Note(text, is_warning):
                self._text(text, color=style.WARNING if is_warning else style.MUTED, bold=is_warning)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Beside(left, right):
                self._chart(left)
                self._chart(right)
            case Figures():
                self._figures(block)

    def _begin(self, title: str) -> None:
        sheet: Worksheet = self.book.add_worksheet(self._sheet_name(title))
        sheet.hide_gridlines(2)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&L" + _escaped(self.report.park) + "&R" + _escaped(self.report.title))
        sheet.set_footer("&L" + _escaped(stamp(self.report)) + "&R&P / &N")
        sheet.set_column(0, 0, _FIRST, self._format())
        sheet.set_column(1, _COLUMNS - 1, _OTHER, self._format())
        self.sheet, self.row = sheet, 0

    def _sheet_name(self, title: str) -> str:
        """Valid and unique name of a sheet."""
        plain = " ".join(_NOT_IN_A_NAME.sub(" ", title).split())[:28].strip() or "isdata"
        name, number = plain, 2
        while name.lower() in self.names:
            name, number = f"{plain} {number}", number + 1
        self.names.add(name.lower())
        return name

    def _format(self, **options: Any) -> Format:
        # Excel uses one font for both scripts and substitutes missing characters.
        face = CHINESE if self.report.reader.language == "zh" else LATIN
        whole = {"font_name": face, "font_size": _POINTS, "font_color": style.INK, "valign": "top"} | options
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def _text(self, text: str, *, size: float = _POINTS, color: str = style.INK, bold: bool = False) -> None:
        look = self._format(font_size=size, font_color=color, bold=bold, text_wrap=True)
        self.sheet.merge_range(self.row, 0, self.row, _COLUMNS - 1, "", look)
        self.sheet.write_string(self.row, 0, text, look)
        room = (_FIRST + _OTHER * (_COLUMNS - 1)) * _POINTS / size
        self.sheet.set_row(self.row, math.ceil(_length(text) / room) * _LINE * size / _POINTS or _LINE)
        self.row += 1

    def _heading(self, text: str, level: int) -> None:
        if level == 1 and not self.report.is_compact:
            self._begin(text)
        elif self.row:
            self.row += 1
        self._text(text, size=14 if level == 1 else 12, bold=True, color=style.ACCENT)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._text(table.caption, color=style.MUTED)
        self._cells(table)
        self.row += 1

    def _cells(self, table: Table) -> tuple[int, int]:
        """Write a table; return its first and last row of numbers."""
        head = {"bold": True, "bottom": 1, "bottom_color": style.MUTED, "text_wrap": True}
        first = self.row + 1
        for place, column in enumerate(table.columns):
            side = {"align": "right"} if column.is_numeric else _left(place)
            self.sheet.write_string(self.row, place, column.title, self._format(**side, **head))
            for row in range(table.rows):
                is_total = table.has_total and row == table.rows - 1
                look = {"bold": is_total, "bottom": 4, "bottom_color": style.RULE}
                self._cell(first + row, place, column, row, look, is_last=place == len(table.columns) - 1)
        self.row = first + table.rows
        return first, self.row - 1

    def _cell(self, at: int, place: int, column: Column, row: int, look: dict, *, is_last: bool) -> None:
        value, words = column.values[row], column.text(row)
        if column.is_numeric and isinstance(value, (int, float)) and math.isfinite(value):
            number = self._format(num_format=column.format_of(row), **look)
            self.sheet.write_number(at, place, value, number)
        elif column.is_numeric:
            self.sheet.write_string(at, place, words, self._format(align="right", **look))
        else:
            # Text at the end of a row may extend over the empty cells beside it.
            room = _OTHER * (_COLUMNS - place) if is_last and place else 0
            is_long = _length(words) > room
            self.sheet.write_string(at, place, words, self._format(text_wrap=is_long, **_left(place), **look))

    def _figures(self, block: Figures) -> None:
        for figure in block.figures:
            look = {"bottom": 4, "bottom_color": style.RULE}
            self.sheet.write_string(self.row, 0, figure.label, self._format(**look))
            value = self._format(num_format=figure.number_format, bold=True, align="right", **look)
            if figure.number is not None and math.isfinite(figure.number):
                self.sheet.write_number(self.row, 1, figure.number, value)
            else:
                self.sheet.write_string(self.row, 1, figure.words, value)
            # The number as text, with its unit.
            words = " · ".join(filter(None, [figure.words, figure.note]))
            self.sheet.write_string(self.row, 2, words, self._format(**_left(2)))
            self.row += 1
        self.row += 1

    def _chart(self, chart: Chart) -> None:
        """Add a native Excel chart of the numbers, with the numbers below it."""
        self._text(chart.caption, color=style.MUTED)
        at = self.row
        if chart.kind == "picture":
            self._picture(chart)
            return
        self.row += _CHART_ROWS
        first, last = self._cells(chart.table)
        self.row += 1
        if first > last:
            return
        drawn: Any = self.book.add_chart({"type": chart.kind})
        for place, column in enumerate(chart.table.columns[1:], start=1):
            if column.is_numeric:
                drawn.add_series(self._series(place, first, last, is_line=chart.kind == "line"))
        drawn.set_title({"none": True})
        drawn.set_legend({"position": "bottom"})
        drawn.set_x_axis({"label_position": "low", "line": {"color": style.RULE}})
        drawn.set_y_axis(
            {"label_position": "low", "major_gridlines": {"visible": True, "line": {"color": style.RULE}}}
        )
        drawn.set_size({"width": _PICTURE, "height": int(_CHART_ROWS * 20 - 12)})
        self.sheet.insert_chart(at, 0, drawn, {"description": chart.description})

    def _series(self, place: int, first: int, last: int, *, is_line: bool) -> dict[str, Any]:
        """Series of a chart from a column of the table below it."""
        name, colour = self.sheet.get_name(), style.PALETTE[(place - 1) % len(style.PALETTE)]
        look = {"line": {"color": colour, "width": 2}}
        if not is_line:
            look = {"line": {"none": True}, "fill": {"color": colour}, "gap": 60}
        return {
            "name": [name, first - 1, place],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, place, last, place],
            **look,
        }

    def _picture(self, chart: Chart) -> None:
        """Insert a picture unchanged, with the underlying numbers below it."""
        drawn = pictures.as_drawn(chart.picture)
        width, height = pictures.size(drawn)
        share = min(0.5, _PICTURE / width, _PRINTED / height)
        # A workbook assumes 96 dots per inch. The picture keeps its size at any column width.
        scale = share * pictures.resolution(drawn) / 96
        look = {"x_scale": scale, "y_scale": scale, "object_position": 3}
        self.sheet.insert_image(
            self.row,
            0,
            "map.png",
            {"image_data": io.BytesIO(drawn), "description": chart.description, **look},
        )
        rows = math.ceil(height * share / _ROW) + 1
        for covered in range(self.row, self.row + rows):
            # Stated because default row heights differ between programs: the picture would cover the rows below.
            self.sheet.set_row(covered, _ROW * 0.75)
        self.row += rows
        self._cells(chart.table)
        self.row += 1


def _left(place: int) -> dict[str, Any]:
    """Alignment of a text, indented if a number may precede it."""
    return {"align": "left", "indent": 1} if place else {"align": "left"}


def _length(text: str) -> int:
    """Width of a text, with Chinese characters counted twice. [characters]"""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _escaped(text: str) -> str:
    """Text for a header or footer, where & begins a command; Excel allows 255 characters in total."""
    return text.replace("&", "&&")[:110]
