"""Shapes of slides: titles, texts, tables, pictures and footers, in fonts for both scripts."""

import io
import math
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Length, Pt

from isdata.output.reports.typography import ACCENT, CHINESE, INK, LATIN, MUTED, printable

LARGE, BODY, SMALL = Pt(28), Pt(18), Pt(12)  # 12 pt is 2.2 % of the height of a slide
_WIDTH, _HEIGHT, _MARGIN, _TOP = Inches(13.333), Inches(7.5), Inches(0.5), Inches(1.2)
_ROOM = Emu(_WIDTH - 2 * _MARGIN)
_TITLE, _TITLE_ONLY = 0, 5  # layouts of the default template
_LINE = 1.35  # line height relative to the type size


class Slides:
    """A 16:9 slide file that begins with a title slide."""

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = _WIDTH, _HEIGHT
        self._file.core_properties.title, self._file.core_properties.author = printable(title), "isdata"
        front = self._file.slides.add_slide(self._file.slide_layouts[_TITLE])
        _place(front.shapes.title, Inches(2.3), Inches(1.5), [title], Pt(40))
        _place(front.placeholders[1], Inches(3.9), Inches(1.5), lines, BODY, colour=MUTED)

    def add(self, title: str, foot: Sequence[str]) -> "OneSlide":
        """Append a slide; its contents leave space for the lines of its footer."""
        return OneSlide(self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY]), title, foot)

    def content(self) -> bytes:
        """Content of the .pptx file."""
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()


class OneSlide:
    """A slide filled from the top down to its footer."""

    def __init__(self, made: Any, title: str, foot: Sequence[str]) -> None:
        self._made, self._top, self._foot = made, int(_TOP), foot
        _place(made.shapes.title, Inches(0.3), Inches(0.8), [title], LARGE, colour=ACCENT, is_bold=True)

    def text(self, lines: Sequence[str], size: Length = BODY, *, columns: int = 1) -> None:
        """Add lines of text, in one or more columns."""
        each, wide = -(-len(lines) // columns), Emu(_ROOM // columns)
        parts = [lines[first : first + each] for first in range(0, len(lines), each)]
        tall = Emu(max(sum(_height(line, size, wide) for line in part) for part in parts) + _INSET)
        for place, part in enumerate(parts):
            box = self._made.shapes.add_textbox(Emu(_MARGIN + place * wide), Emu(self._top), wide, tall)
            _fill(box.text_frame, part, size)
        self._top += tall

    def fitting(
        self, rows: Sequence[Sequence[str]], shares: Sequence[float], sizes: Sequence[Length]
    ) -> Length:
        """First of several type sizes in which a table leaves space for the footer; the last one if none does."""
        room = _HEIGHT - _foot_height(self._foot) - self._top
        return next((size for size in sizes if _table_height(rows, shares, size) <= room), sizes[-1])

    def table(self, rows: Sequence[Sequence[str]], shares: Sequence[float], size: Length = SMALL) -> None:
        """Add a table with its first row as head; `shares` are the column widths."""
        shape = self._made.shapes.add_table(
            len(rows), len(shares), _MARGIN, Emu(self._top), _ROOM, Inches(0.4)
        )
        widths = [Emu(round(_ROOM * share / sum(shares))) for share in shares]
        for column, width in zip(shape.table.columns, widths, strict=True):
            column.width = width
        for place, (row, texts) in enumerate(zip(shape.table.rows, rows, strict=True)):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.margin_top = cell.margin_bottom = _PAD
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string("FFFFFF" if place else ACCENT)
                colour = INK if place else "FFFFFF"
                _fill(cell.text_frame, text.split("\n"), size, colour=colour, is_bold=not place)
            self._top += max(_height(*each) for each in zip(texts, [size] * len(texts), widths, strict=True))

    def picture(self, drawn: bytes, description: str) -> None:
        """Add a PNG as large as it fits."""
        picture = self._made.shapes.add_picture(io.BytesIO(drawn), _MARGIN, Emu(self._top))
        room = _HEIGHT - _foot_height(self._foot) - self._top
        scale = min(_ROOM / picture.width, room / picture.height)
        picture.width, picture.height = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
        picture.left = Emu(round((_WIDTH - picture.width) / 2))
        picture._element.nvPicPr.cNvPr.set("descr", description)

    def foot(self, *, colour: str = MUTED) -> None:
        """Add small lines at the bottom edge; they grow upwards if a program needs more lines, and stay on the slide."""
        tall = _foot_height(self._foot) - _EDGE
        box = self._made.shapes.add_textbox(_MARGIN, Emu(_HEIGHT - _EDGE - tall), _ROOM, Emu(tall))
        box.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        _fill(box.text_frame, self._foot, SMALL, colour=colour)

    def notes(self, text: str) -> None:
        """Speaker notes."""
        self._made.notes_slide.notes_text_frame.text = printable(text)


# Margin between the edge of a box or cell and its text.
_INSET = Inches(0.1)
_PAD = Inches(0.03)  # margin above and below the text of a cell
_SAFE = 0.8  # assumed usable share of the width of a column or of the footer
_EDGE = Inches(0.15)  # margin below the footer


def fits(rows: Sequence[Sequence[str]], shares: Sequence[float], size: Length, foot: Sequence[str]) -> bool:
    """Return True if a table fits between title and footer of a slide."""
    return _TOP + _table_height(rows, shares, size) <= _HEIGHT - _foot_height(foot)


def _foot_height(lines: Sequence[str]) -> int:
    """Height of the footer including the margin below it."""
    return sum(_height(line, SMALL, Emu(round(_SAFE * _ROOM))) for line in lines) + _INSET + _EDGE


def _table_height(rows: Sequence[Sequence[str]], shares: Sequence[float], size: Length) -> int:
    """Upper estimate of a table's height, for programs that use a wider font and put spaces between Chinese and digits."""
    widths = [Emu(round(_SAFE * _ROOM * share / sum(shares))) for share in shares]
    return sum(
        max(_height(text, size, width) for text, width in zip(row, widths, strict=True)) + 2 * _PAD
        for row in rows
    )


def _height(text: str, size: Length, width: Length) -> int:
    """Height of a text wrapped at a width; a Chinese character is as wide as it is high, others slightly over half.

    Words are not broken and fonts differ, so that a line holds less text than its width suggests.
    """
    each = [sum(1.0 if ord(letter) > 0x2E80 else 0.55 for letter in line) for line in text.split("\n")]
    room = width - 2 * _INSET
    lines = sum(max(1, math.ceil(letters * size / room)) for letters in each)
    return round(lines * size * _LINE)


def _place(shape: Any, top: Length, height: Length, lines: Sequence[str], size: Length, **look: Any) -> None:
    shape.left, shape.top, shape.width, shape.height = _MARGIN, top, _ROOM, height
    _fill(shape.text_frame, lines, size, **look)


def _fill(
    frame: TextFrame, lines: Sequence[str], size: Length, *, colour: str = INK, is_bold: bool = False
) -> None:
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = printable(line)
        run.font.size, run.font.bold, run.font.name = size, is_bold, LATIN
        run.font.color.rgb = RGBColor.from_string(colour)
        properties = run._r.get_or_add_rPr()
        properties.append(properties.makeelement(qn("a:ea"), {"typeface": CHINESE}))
