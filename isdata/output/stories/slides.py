"""A story as slides: a title, a picture or a table of cards, and the speaker note of each view."""

import io
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide as OneSlide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from isdata.errors import N_
from isdata.output.cards import Card
from isdata.output.reports.typography import ACCENT, CHINESE, INK, LATIN, MUTED
from isdata.output.stories.deck import Deck, Slide

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN, _TOP, _FOOT = Inches(0.5), Inches(1.05), Inches(0.45)
_TITLE_ONLY, _TITLE = 5, 0  # layouts of the default template
_LARGE, _BODY, _SMALL = Pt(28), Pt(15), Pt(12)  # 12 pt is 2.2 % of the height of a slide
_SHARES = (0.25, 0.3, 0.2, 0.25)  # of a table's width, for its columns


def pptx(deck: Deck) -> bytes:
    """A story as a .pptx file of 16:9, one slide for each view after a title."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    slides.core_properties.title, slides.core_properties.author = deck.title, "isdata"
    _front(slides, deck)
    for slide in deck.slides:
        _add(slides, slide, deck)
    out = io.BytesIO()
    slides.save(out)
    return out.getvalue()


def _front(slides: Slides, deck: Deck) -> None:
    made = slides.slides.add_slide(slides.slide_layouts[_TITLE])
    for shape, text, size, top in (
        (made.shapes.title, deck.title, Pt(40), Inches(2.5)),
        (made.placeholders[1], deck.footer, _BODY, Inches(4.2)),
    ):
        shape.left, shape.top, shape.width, shape.height = _MARGIN, top, WIDTH - 2 * _MARGIN, Inches(1.4)
        write(shape.text_frame, [text], size)


def _add(slides: Slides, slide: Slide, deck: Deck) -> None:
    made = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
    title = made.shapes.title
    title.left, title.top, title.width, title.height = (
        _MARGIN,
        Inches(0.25),
        WIDTH - 2 * _MARGIN,
        Inches(0.75),
    )
    write(title.text_frame, [slide.title], _LARGE)
    shown = slide.content
    if shown.picture:
        _picture(made, shown.picture, slide.title)
    elif shown.cards:
        _table(made, shown.cards, deck)
    lines = [] if shown.picture else list(shown.notes)
    if len(shown.cards) < shown.total:
        lines.append(
            deck.reader.text(
                N_("The first {shown} of {total}."),
                shown=deck.reader.number(len(shown.cards)),
                total=deck.reader.number(shown.total),
            )
        )
    _foot(made, [*lines, deck.footer])
    made.notes_slide.notes_text_frame.text = "\n".join(filter(None, [slide.note, *shown.notes]))


def _picture(made: OneSlide, drawn: bytes, description: str) -> None:
    """Put a picture as large as the slide has room for."""
    room_x, room_y = WIDTH - 2 * _MARGIN, HEIGHT - _TOP - _FOOT
    picture = made.shapes.add_picture(io.BytesIO(drawn), _MARGIN, _TOP)
    scale = min(room_x / picture.width, room_y / picture.height)
    picture.width, picture.height = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
    picture.left = Emu(round((WIDTH - picture.width) / 2))
    named: Any = picture._element
    named.nvPicPr.cNvPr.set("descr", description)


def _table(made: OneSlide, cards: tuple[Card, ...], deck: Deck) -> None:
    """Put cards as a table: what, who to whom, how much and what it brings, obstacle."""
    read = deck.reader
    heads = [
        read.text(N_("Exchange")),
        read.text(N_("From whom to whom")),
        read.text(N_("Amount and gain")),
        read.text(N_("Obstacle or next step")),
    ]
    width = Emu(WIDTH - 2 * _MARGIN)
    table = made.shapes.add_table(len(cards) + 1, len(heads), _MARGIN, _TOP, width, Inches(0.4)).table
    for place, share in enumerate(_SHARES):
        table.columns[place].width = Emu(round(width * share))
    rows = [heads] + [[card.title, card.way, "\n".join(card.facts), card.obstacle] for card in cards]
    for k, row in enumerate(rows):
        for cell, text in zip(table.rows[k].cells, row, strict=True):
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string(ACCENT if k == 0 else "FFFFFF")
            write(
                cell.text_frame, text.split("\n"), _SMALL, colour="FFFFFF" if k == 0 else INK, is_bold=k == 0
            )


def _foot(made: OneSlide, lines: list[str]) -> None:
    tall = _FOOT * len(lines) * 0.6
    box = made.shapes.add_textbox(
        _MARGIN, Emu(round(HEIGHT - tall - Inches(0.1))), Emu(WIDTH - 2 * _MARGIN), Emu(round(tall))
    )
    write(box.text_frame, lines, _SMALL, colour=MUTED)


def write(frame: TextFrame, lines: list[str], size: Pt, *, colour: str = INK, is_bold: bool = False) -> None:
    """Fill a frame with lines of text whose type reads in both scripts."""
    frame.word_wrap = True
    for k, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if k == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = size, is_bold, LATIN
        run.font.color.rgb = RGBColor.from_string(colour)
        chinese = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": CHINESE})
        run._r.get_or_add_rPr().append(chinese)
