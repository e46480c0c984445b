"""A report as slides: one for each chapter, after a title."""

import io
from itertools import groupby
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from isdata.output.reports import pictures
from isdata.output.reports.blocks import Block, Chart, Heading, Note, Paragraph, Report, Table
from isdata.output.reports.document import stamp
from isdata.output.reports.typography import ACCENT, INK, MUTED, WARNING
from isdata.output.stories.slides import HEIGHT, WIDTH, write

_MARGIN, _TOP = Inches(0.5), Inches(1.2)
_ROOM = Emu(WIDTH - 2 * _MARGIN)
_TITLE, _TITLE_ONLY = 0, 5  # layouts of the default template


def pptx(report: Report) -> bytes:
    """A report as a .pptx file of 16:9."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    slides.core_properties.title, slides.core_properties.author = report.title, "isdata"
    front = slides.slides.add_slide(slides.slide_layouts[_TITLE])
    lines = [report.park, report.subtitle, stamp(report)]
    for shape, text, size, top in (
        (front.shapes.title, [report.title], Pt(40), Inches(2.3)),
        (front.placeholders[1], lines, Pt(18), Inches(3.9)),
    ):
        shape.left, shape.top, shape.width, shape.height = _MARGIN, top, _ROOM, Inches(1.5)
        write(shape.text_frame, text, size)
    for title, blocks in _chapters(report.blocks):
        made = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
        _chapter(made, title, blocks, f"{report.park} · {stamp(report)}")
    out = io.BytesIO()
    slides.save(out)
    return out.getvalue()


def _chapters(blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    """Title and blocks of each chapter."""
    number, numbered = 0, []
    for block in blocks:
        number += isinstance(block, Heading)
        numbered.append((number, block))
    groups = [
        [block for _number, block in group] for _key, group in groupby(numbered, key=lambda each: each[0])
    ]
    return [(group[0].text, group[1:]) for group in groups if isinstance(group[0], Heading)]


def _chapter(made: Slide, title: str, blocks: list[Block], footer: str) -> None:
    head: Any = made.shapes.title
    head.left, head.top, head.width, head.height = _MARGIN, Inches(0.3), _ROOM, Inches(0.8)
    write(head.text_frame, [title], Pt(28))
    notes = [block for block in blocks if isinstance(block, Note)]
    for block in blocks:
        match block:
            case Table():
                _table(made, block)
            case Paragraph(text, items):
                box = made.shapes.add_textbox(_MARGIN, _TOP, _ROOM, Inches(4.8))
                write(
                    box.text_frame,
                    [line for line in [text, *(f"• {item}" for item in items)] if line],
                    Pt(18),
                )
            case Chart():
                drawn = pictures.png(block.picture, width=1000, height=420)
                picture = made.shapes.add_picture(
                    io.BytesIO(drawn), _MARGIN, _TOP, width=Emu(round(_ROOM * 0.9))
                )
                if picture.height > Inches(4.9):
                    picture.width = Emu(round(picture.width * Inches(4.9) / picture.height))
                    picture.height = Inches(4.9)
                named: Any = picture._element
                named.nvPicPr.cNvPr.set("descr", block.description)
    box = made.shapes.add_textbox(_MARGIN, Inches(6.35), _ROOM, Inches(1.0))
    colour = WARNING if any(note.is_warning for note in notes) else MUTED
    write(box.text_frame, [*(note.text for note in notes), footer], Pt(12), colour=colour)


def _table(made: Slide, table: Table) -> None:
    shape = made.shapes.add_table(table.rows + 1, len(table.columns), _MARGIN, _TOP, _ROOM, Inches(0.4))
    whole = sum(column.width for column in table.columns)
    for place, column in enumerate(table.columns):
        shape.table.columns[place].width = Emu(round(_ROOM * column.width / whole))
        for row in range(table.rows + 1):
            cell = shape.table.cell(row, place)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string("FFFFFF" if row else ACCENT)
            text = column.text(row - 1) if row else column.title
            write(cell.text_frame, [text], Pt(14), colour=INK if row else "FFFFFF", is_bold=not row)
