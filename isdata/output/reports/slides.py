"""A report as slides: a title, then one slide for each chapter."""

import io
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from isdata.output.reports.blocks import Heading, Note, Paragraph, Report, Table
from isdata.output.reports.document import stamp
from isdata.output.reports.typography import ACCENT, CHINESE, INK, LATIN, MUTED

_WIDTH, _HEIGHT, _MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
_TITLE, _TITLE_ONLY = 0, 5  # layouts of the default template
_LARGE, _BODY, _SMALL = Pt(30), Pt(18), Pt(14)
_LINE = Inches(0.38)


def pptx(report: Report) -> bytes:
    """A report as a .pptx file of 16:9; chapters begin slides, charts are left out."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = _WIDTH, _HEIGHT
    slides.core_properties.title, slides.core_properties.author = report.title, "isdata"
    front: Any = slides.slides.add_slide(slides.slide_layouts[_TITLE])
    _fill(front.shapes.title.text_frame, [report.title], Pt(40))
    _fill(
        front.placeholders[1].text_frame, [report.subtitle, report.park, stamp(report)], _BODY, colour=MUTED
    )
    slide: _Writer | None = None
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 1:
            slide = _Writer(slides, block.text)
        elif slide is not None:
            slide.write(block)
    out = io.BytesIO()
    slides.save(out)
    return out.getvalue()


class _Writer:
    """Writes blocks one below the other onto a slide."""

    def __init__(self, slides: Slides, title: str) -> None:
        self.slide: Slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
        head: Any = self.slide.shapes.title
        head.left, head.top, head.width, head.height = _MARGIN, Inches(0.3), _WIDTH - 2 * _MARGIN, Inches(0.9)
        _fill(head.text_frame, [title], _LARGE, colour=ACCENT, is_bold=True)
        self.top = Inches(1.35)

    def write(self, block: object) -> None:
        """Add one block."""
        match block:
            case Paragraph(text, items):
                self._text([text] if text else [], [f"• {item}" for item in items])
            case Heading(text, _level):
                self._text([text], [])
            case Note(text, _is_warning):
                self._text([], [text], colour=MUTED)
            case Table():
                self._table(block)

    def _text(self, lines: list[str], items: list[str], colour: str = INK) -> None:
        """Lines, and items in two columns where there are many."""
        columns = 3 if len(items) > 12 else 1
        tall = Emu(_LINE * (len(lines) + max(1, -(-len(items) // columns))))
        if lines:
            box = self.slide.shapes.add_textbox(
                _MARGIN, Emu(self.top), Emu(_WIDTH - 2 * _MARGIN), Emu(_LINE * len(lines))
            )
            _fill(box.text_frame, lines, _BODY, colour=colour)
        each = -(-len(items) // columns)
        wide = (_WIDTH - 2 * _MARGIN) // columns
        for place in range(columns if items else 0):
            part = items[place * each : (place + 1) * each]
            box = self.slide.shapes.add_textbox(
                Emu(_MARGIN + place * wide),
                Emu(self.top + _LINE * len(lines)),
                Emu(wide),
                Emu(_LINE * max(1, each)),
            )
            _fill(box.text_frame, part, _SMALL, colour=colour)
        self.top += tall

    def _table(self, table: Table) -> None:
        if table.caption:
            self._text([], [table.caption], colour=MUTED)
        width = Emu(_WIDTH - 2 * _MARGIN)
        shape = self.slide.shapes.add_table(
            table.rows + 1, len(table.columns), _MARGIN, Emu(self.top), width, Emu(_LINE * (table.rows + 1))
        )
        made: Any = shape.table
        whole = sum(column.width for column in table.columns)
        for place, column in enumerate(table.columns):
            made.columns[place].width = Emu(round(width * column.width / whole))
            for row in range(table.rows + 1):
                cell = made.cell(row, place)
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string(ACCENT if row == 0 else "FFFFFF")
                text = column.title if row == 0 else column.text(row - 1)
                colour = "FFFFFF" if row == 0 else INK
                _fill(cell.text_frame, [text], _SMALL, colour=colour, is_bold=row == 0)
        self.top += _LINE * (table.rows + 1)


def _fill(frame: TextFrame, lines: list[str], size: Pt, *, colour: str = INK, is_bold: bool = False) -> None:
    """Write lines into a frame, in type that reads in both scripts."""
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = size, is_bold, LATIN
        run.font.color.rgb = RGBColor.from_string(colour)
        properties = run._r.get_or_add_rPr()
        properties.append(properties.makeelement(qn("a:ea"), {"typeface": CHINESE}))
