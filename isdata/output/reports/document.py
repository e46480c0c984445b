"""A report as a Word document."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from isdata.data.i18n import N_
from isdata.output.reports import pictures, typography
from isdata.output.reports.blocks import (
    Beside,
    Chart,
    Column,
    Figures,
    Heading,
    Note,
    Paragraph,
    Picture,
    Report,
    Table,
)
from isdata.output.reports.typography import printable

_KEPT = 24  # number of rows up to which a table stays on one page
_WIDEST = 9  # number of characters of a figure that fit into one of five cells at full size


def docx(report: Report) -> bytes:
    """Render a report as a .docx file: A4, header and footer, and tables with repeated heads."""
    writer = _Writer(report)
    for block in report.blocks:
        writer.write(block)
    writer.end()
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()


class _Writer:
    """Writes blocks one below the other."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._gap: WordParagraph | None = None  # the space below the last table
        self.size = typography.COMPACT if report.is_compact else typography.ROOMY
        self.document: WordDocument = Document()
        typography.set_page(self.document, self.size)
        typography.set_styles(self.document, self.size, report.reader.language)
        self._cell_style = self.document.styles["Table text"].style_id
        self._kept_style = self.document.styles["Kept table text"].style_id
        typography.describe(self.document, report)
        self._head_and_foot()
        self.document.add_paragraph(printable(report.title), style="Title")
        self.document.add_paragraph(printable(report.subtitle), style="Subtitle")

    def write(self, block: object) -> None:
        """Add one block."""
        match block:
            case Heading(text, level):
                self.document.add_heading(printable(text), level)
            case Paragraph(text, items, is_leading):
                self._paragraph(text, items, is_leading=is_leading)
            case Note(text, is_warning):
                self._note(text, is_warning=is_warning)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Picture(drawn, description, share):
                width = Length(round(self.size.text_width * share))
                self._drawn(self.document.add_paragraph(), drawn, width, description)
            case Beside(left, right):
                self._beside([left, right])
            case Figures():
                self._figures(block)

    def _paragraph(self, text: str, items: Sequence[str], *, is_leading: bool) -> None:
        if text:
            self.document.add_paragraph(printable(text)).paragraph_format.keep_with_next = (
                bool(items) or is_leading
            )
        for item in items:
            self.document.add_paragraph(printable(item), style="List Bullet")

    def _note(self, text: str, *, is_warning: bool) -> None:
        paragraph = self.document.add_paragraph(style="Caption")
        run = paragraph.add_run(printable(text))
        if is_warning:
            run.bold = True
            run.font.color.rgb = RGBColor.from_string(typography.WARNING)

    def _caption(self, text: str) -> None:
        self.document.add_paragraph(printable(text), style="Caption").paragraph_format.keep_with_next = True

    def _table(self, table: Table) -> None:
        if table.caption:
            self._caption(table.caption)
        made = self.document.add_table(rows=1 + table.rows, cols=len(table.columns))
        shares = [column.width for column in table.columns]
        widths = typography.widths(shares, self.size, [_longest_word(column) for column in table.columns])
        typography.rule(made, has_total=table.has_total)
        cells = made._cells  # one look-up for all cells: `table.cell` walks the whole table each time
        count = len(table.columns)
        for place, column in enumerate(table.columns):
            made.columns[place].width = widths[place]
            for row in range(table.rows + 1):
                text = column.title if row == 0 else column.text(row - 1)
                is_bold = row == 0 or (table.has_total and row == table.rows)
                cell = cells[row * count + place]
                cell.width = widths[place]
                self._cell(cell, text, is_right=column.is_numeric, is_bold=is_bold)
        if table.rows <= _KEPT:
            self._keep_together(cells[: table.rows * count])  # all rows but the last
        self._after_table()

    def _cell(self, cell: _Cell, text: str, *, is_right: bool, is_bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._cell_style  # `paragraph.style` searches all styles for each cell
        if is_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(printable(text)).bold = is_bold

    def _keep_together(self, cells: Sequence[_Cell]) -> None:
        """Keep the rows of these cells on the page of the next row."""
        for cell in cells:
            cell.paragraphs[0]._p.style = self._kept_style

    def _after_table(self) -> None:
        """Add space, since Word joins adjacent tables."""
        self._gap = self.document.add_paragraph()
        self._gap.paragraph_format.space_before = self._gap.paragraph_format.space_after = Pt(0)
        self._gap.paragraph_format.line_spacing = Pt(self.size.gap)

    def end(self) -> None:
        """Remove the space below a final table: a page filled by the table would be followed by an empty one."""
        if self._gap is not None and self.document.paragraphs[-1]._p is self._gap._p:
            self._gap.paragraph_format.line_spacing = Pt(1)

    def _chart(self, chart: Chart) -> None:
        if chart.caption:
            self._caption(chart.caption)
        self._picture(self.document.add_paragraph(), chart, share=1.0)

    def _beside(self, charts: Sequence[Chart]) -> None:
        made = self.document.add_table(rows=1, cols=len(charts))
        for cell, chart in zip(made.rows[0].cells, charts, strict=True):
            caption = cell.paragraphs[0]
            caption.style = self.document.styles["Caption"]
            caption.add_run(printable(chart.caption))
            self._picture(cell.add_paragraph(), chart, share=1 / len(charts))
        self._after_table()

    def _picture(self, paragraph: WordParagraph, chart: Chart, *, share: float) -> None:
        """Draw a chart over a share of the text width."""
        size = self.size
        drawn = (
            pictures.as_drawn(chart.picture)
            if chart.kind == "picture"
            else pictures.png(chart.picture, width=round(size.chart_width * share), height=size.chart_height)
        )
        # Leave some space between two pictures.
        width = Length(round(size.text_width * share * (1.0 if share == 1 else 0.96)))
        self._drawn(paragraph, drawn, width, chart.description)

    def _drawn(self, paragraph: WordParagraph, drawn: bytes, width: Length, description: str) -> None:
        picture = paragraph.add_run().add_picture(io.BytesIO(drawn), width=width)
        # Alternative text for screen readers.
        picture._inline.docPr.set("descr", printable(description))

    def _figures(self, block: Figures) -> None:
        count = len(block.figures)
        made = self.document.add_table(rows=1, cols=count)
        typography.pad(made)
        for cell, figure in zip(made.rows[0].cells, block.figures, strict=True):
            typography.shade(cell)
            first = cell.paragraphs[0]
            for paragraph, text, size in (
                (first, figure.label, self.size.small),
                (cell.add_paragraph(), figure.words, self.size.figure),
                (cell.add_paragraph(), figure.note, self.size.small),
            ):
                paragraph._p.style = self._cell_style
                is_figure = text is figure.words
                # Keep an amount and its unit on one line.
                run = paragraph.add_run(printable(text.replace(" ", "\u00a0") if is_figure else text))
                run.font.size = Pt(min(size, size * _WIDEST / len(text)) if is_figure else size)
                run.bold = is_figure
        self._after_table()

    def _head_and_foot(self) -> None:
        report, section = self.report, self.document.sections[0]
        reader = report.reader
        head = section.header.paragraphs[0]
        head.style = self.document.styles["Header"]
        head.text = printable(f"{report.park} · {report.title}")
        foot = section.footer.paragraphs[0]
        foot.style = self.document.styles["Footer"]
        foot.style.paragraph_format.tab_stops.clear_all()  # tab stops of the default page width
        foot.paragraph_format.tab_stops.add_tab_stop(self.size.text_width, typography.RIGHT_TAB)
        foot.add_run(stamp(report) + "\t")
        before, _one, rest = reader.text(N_("Page {page} of {pages}")).partition("{page}")
        between, _two, after = rest.partition("{pages}")
        self._fields(foot, [before, "PAGE", between, "NUMPAGES", after])

    def _fields(self, paragraph: WordParagraph, parts: list[str]) -> None:
        for place, part in enumerate(parts):
            if place % 2:
                typography.add_field(paragraph, part)
            elif part:
                paragraph.add_run(part)


def _longest_word(column: Column) -> str:
    """Longest word of a column and its heading; Chinese can break anywhere."""
    texts = [column.title, *(column.text(row) for row in range(len(column.values)))]
    words = (word for text in texts for word in text.split() if word.isascii())
    return max(words, key=len, default="")


def stamp(report: Report) -> str:
    """Date of a report, and data version."""
    return report.reader.text(
        N_("Created {day} with isdata · data version {version}"),
        day=report.reader.date(report.day),
        version=report.data_version,
    )
