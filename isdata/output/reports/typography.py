"""Typography of documents: page, fonts for both scripts, rules and fields."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import style as figure_style
from isdata.output.reports.blocks import Report

# Fonts available in every Word; the second is for Chinese characters.
LATIN, CHINESE = "Calibri", "Microsoft YaHei"
INK, MUTED, ACCENT, WARNING, RULE = (
    colour.removeprefix("#")
    for colour in (
        figure_style.INK,
        figure_style.MUTED,
        figure_style.ACCENT,
        figure_style.WARNING,
        figure_style.RULE,
    )
)
_SHADE = "EEF4F3"
_PADDING = "70"  # twentieths of a point
_WIDTH, _HEIGHT = Cm(21.0), Cm(29.7)
RIGHT_TAB = WD_TAB_ALIGNMENT.RIGHT
_LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


# Ratio of bold to regular width, also for a wider substitute of a missing font.
_BOLD = 1.4
_ROOM = Pt(int(_PADDING) / 20)  # margin beside a text in its cell


@dataclass(frozen=True)
class Size:
    """Dimensions of a document layout. Type in points, chart plots in picture units."""

    margin: float  # cm
    body: float
    small: float
    figure: float
    title: float
    headings: tuple[float, float]
    after: float
    gap: float
    chart_width: int
    chart_height: int

    @property
    def text_width(self) -> Length:
        """Width of the text area."""
        return Length(_WIDTH - 2 * Cm(self.margin))


ROOMY = Size(2.2, 10.5, 8.5, 14, 22, (15, 12), 6, 10, 620, 270)
COMPACT = Size(1.8, 9.5, 8, 13, 17, (11, 10), 2, 5, 640, 150)


def set_page(document: WordDocument, size: Size) -> None:
    """Set the page to A4 with equal margins."""
    section = document.sections[0]
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin = section.right_margin = Cm(size.margin)
    section.top_margin = section.bottom_margin = Cm(size.margin)
    section.header_distance = section.footer_distance = Cm(min(1.1, size.margin / 2))


def set_styles(document: WordDocument, size: Size, language: str) -> None:
    """Set the fonts of every style used: one for Latin, one for Chinese, and the language for spell checking."""
    for name in ("Table text", "Kept table text"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    table_size = size.small + 0.5
    looks = {
        "Normal": (size.body, INK, False, size.after),
        "Title": (size.title, ACCENT, True, 2),
        "Subtitle": (size.body + 1, MUTED, False, size.after),
        "Heading 1": (size.headings[0], ACCENT, True, size.after / 2),
        "Heading 2": (size.headings[1], INK, True, size.after / 2),
        "Caption": (size.small + 0.5, MUTED, False, size.after / 2),
        "List Bullet": (size.body, INK, False, size.after / 3),
        "Table text": (table_size, INK, False, 0),
        "Kept table text": (table_size, INK, False, 0),
        "Header": (size.small, MUTED, False, 0),
        "Footer": (size.small, MUTED, False, 0),
    }
    for name, (points, colour, is_bold, after) in looks.items():
        look = document.styles[name]
        assert isinstance(look, ParagraphStyle)
        _set_type(look, language)
        look.font.size, look.font.bold, look.font.italic = Pt(points), is_bold, False
        look.font.color.rgb = RGBColor.from_string(colour)
        look.paragraph_format.space_after = Pt(after)
        if name == "Kept table text":
            look.paragraph_format.keep_with_next = True
        look.paragraph_format.space_before = Pt(after * 2 if name.startswith("Heading") else 0)
        _unlink(look)


def _set_type(look: ParagraphStyle, language: str) -> None:
    properties = look.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        # Theme fonts would override the names below.
        del fonts.attrib[name]
    for script, face in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", CHINESE)):
        fonts.set(qn(f"w:{script}"), face)
    spelling = OxmlElement("w:lang")
    spelling.set(qn("w:val"), _LANGUAGES["en"])
    spelling.set(qn("w:eastAsia"), _LANGUAGES["zh"])
    if language == "zh":
        spelling.set(qn("w:val"), _LANGUAGES["zh"])
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(spelling)


def _unlink(look: ParagraphStyle) -> None:
    """Remove additions of the default styles: a character style that some programs apply first, lines, levels."""
    for link in look.element.findall(qn("w:link")):
        look.element.remove(link)
    properties = look.element.get_or_add_pPr()
    tags = ("w:pBdr",) if look.name == "List Bullet" else ("w:pBdr", "w:numPr")
    for tag in tags:
        for found in properties.findall(qn(tag)):
            properties.remove(found)


def printable(text: str) -> str:
    """Text without the control characters that a document cannot contain, such as a line break pasted from Word."""
    return _NOT_IN_XML.sub("", text)


def describe(document: WordDocument, report: Report) -> None:
    """Write title, creator and date to the document properties."""
    properties = document.core_properties
    properties.title, properties.subject = printable(report.title), printable(report.subtitle)
    properties.author = properties.last_modified_by = "isdata"
    properties.comments = ""
    properties.language = _LANGUAGES[report.reader.language]
    moment = dt.datetime.combine(report.day, dt.time())
    properties.created = properties.modified = moment


def widths(shares: Sequence[float], size: Size, words: Sequence[str] | None = None) -> list[Length]:
    """Widths of columns that fill the text width.

    Parameters
    ----------
    shares : sequence of float
        Relative widths of the columns.
    size : Size
    words : sequence of str, optional
        Longest word of each column, kept unbroken as far as the text width allows.
    """
    whole, least = size.text_width, [0.0] * len(shares)
    if words is not None:
        least = [Pt(text_width(word, _BOLD * (size.small + 0.5))) + 2 * _ROOM for word in words]
    if sum(least) > whole:
        least = [0.0] * len(shares)
    found, free = list(least), set(range(len(shares)))
    while free:
        room = whole - sum(found[place] for place in range(len(shares)) if place not in free)
        total = sum(shares[place] for place in free)
        narrow = {place for place in free if room * shares[place] / total < least[place]}
        if not narrow:
            for place in free:
                found[place] = room * shares[place] / total
            break
        free -= narrow
    return [Length(int(width)) for width in found]


def rule(table: WordTable, *, has_total: bool) -> None:
    """Draw horizontal lines only, repeat the head on every page, and do not break rows."""
    table.autofit = False
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_line(side, "4", RULE))
    # The schema requires this order of elements.
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    pad(table)
    for number, row in enumerate(table.rows):
        of_row = row._tr.get_or_add_trPr()
        of_row.append(OxmlElement("w:cantSplit"))
        if number == 0:
            of_row.append(OxmlElement("w:tblHeader"))
        if number == 0 or (has_total and number == len(table.rows) - 1):
            side = "bottom" if number == 0 else "top"
            for cell in row.cells:
                edge = OxmlElement("w:tcBorders")
                edge.append(_line(side, "8", MUTED))
                cell._tc.get_or_add_tcPr().append(edge)


def pad(table: WordTable) -> None:
    """Add margins between the texts of adjacent cells."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), _PADDING)
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _line(side: str, eighths: str, colour: str) -> BaseOxmlElement:
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", eighths), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    return line


def shade(cell: _Cell) -> None:
    """Give a cell a light background."""
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def add_field(paragraph: WordParagraph, name: str) -> None:
    """Add a field that Word fills in, such as PAGE."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
