"""Report as slides: a title, then one slide per chapter."""

from pptx.util import Pt

from isdata.output.reports import pictures
from isdata.output.reports.blocks import Block, Chart, Heading, Note, Paragraph, Report, Table
from isdata.output.reports.document import stamp
from isdata.output.reports.slide_shapes import BODY, OneSlide, Slides
from isdata.output.reports.typography import MUTED, WARNING

_MANY = 12  # number of items from which a list is in columns
_CELLS = Pt(14)
_TABLES = (BODY, Pt(16), _CELLS)  # a table uses the first of these sizes in which it fits


def pptx(report: Report) -> bytes:
    """Render a report as a 16:9 .pptx file; each chapter begins a slide, and notes are in the footer."""
    slides = Slides(report.title, [report.park, report.subtitle, stamp(report)])
    for title, blocks in _chapters(report.blocks):
        notes = [block for block in blocks if isinstance(block, Note)]
        slide = slides.add(title, [*(note.text for note in notes), f"{report.park} · {stamp(report)}"])
        for block in blocks:
            _write(slide, block)
        slide.foot(colour=WARNING if any(note.is_warning for note in notes) else MUTED)
    return slides.content()


def _chapters(blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    """Title and blocks of each chapter."""
    chapters: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapters.append((block.text, []))
        elif chapters:
            chapters[-1][1].append(block)
    return chapters


def _write(slide: OneSlide, block: Block) -> None:
    match block:
        case Paragraph(text, items):
            if text:
                slide.text([text])
            if items:
                is_many = len(items) > _MANY
                slide.text(
                    [f"• {item}" for item in items], _CELLS if is_many else BODY, columns=3 if is_many else 1
                )
        case Heading(text, _level):
            slide.text([text])
        case Table():
            if block.caption:
                slide.text([block.caption], _CELLS)
            cells = [[column.text(row) for column in block.columns] for row in range(block.rows)]
            heads = [column.title for column in block.columns]
            shares = [column.width for column in block.columns]
            slide.table([heads, *cells], shares, slide.fitting([heads, *cells], shares, _TABLES))
        case Chart():
            slide.picture(pictures.png(block.picture, width=1000, height=420), block.description)
