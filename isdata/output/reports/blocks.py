"""Blocks of a report, independent of the output format."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import altair as alt

from isdata.data.i18n import Reader

MONEY, SCALED, RATE, DECIMAL = "#,##0", "#,##0.00", "0.0%", "0.00"


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a chapter, which is a separate sheet in a workbook."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; with items, a list of points below it.

    `is_leading`: on one page with the block that follows
    """

    text: str
    items: Sequence[str] = ()
    is_leading: bool = False


@dataclass(frozen=True)
class Note:
    """Explanatory note, such as source or method."""

    text: str
    is_warning: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    title : str
        Heading, with the unit.
    values : sequence
        Texts, or numbers; a workbook keeps them as numbers.
    words : callable or sequence of str, optional
        Function or texts that format the numbers in a document; values without a number for the reader ("never", unknown)
        appear as text in a workbook too.
    number_format : str or sequence of str
        Number format in a workbook, for all values or each of them.
    width : float
        Width relative to the other columns.
    """

    title: str
    values: Sequence[Any]
    words: Callable[[float], str] | Sequence[str] | None = None
    number_format: str | Sequence[str] = MONEY
    width: float = 1.0

    @property
    def is_numeric(self) -> bool:
        """True if the column contains numbers."""
        return self.words is not None

    def text(self, row: int) -> str:
        """Text of a cell."""
        value = self.values[row]
        if self.words is None:
            return value if isinstance(value, str) else ""
        return str(self.words(value) if callable(self.words) else self.words[row])

    def format_of(self, row: int) -> str:
        """Number format of a cell."""
        return self.number_format if isinstance(self.number_format, str) else self.number_format[row]


@dataclass(frozen=True)
class Table:
    """A table with its caption; the last row may be a sum."""

    caption: str
    columns: Sequence[Column]
    has_total: bool = False

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.columns[0].values) if self.columns else 0


def listed(
    reader: Reader, title: str, lines: Sequence[str], nothing: str, *, is_warning: bool = False
) -> list[Heading | Paragraph | Note]:
    """Chapter with a list of points, or a note with the message `nothing` if there are none."""
    points = Paragraph("", lines) if lines else Note(reader.text(nothing), is_warning)
    return [Heading(reader.text(title)), points]


def tabulated(reader: Reader, *columns: Column | tuple[Any, ...], caption: str = "") -> Table:
    """Table in the reader's language.

    Parameters
    ----------
    *columns : tuple or Column
        Columns of text: message of the heading, texts, and optionally the relative width.
    """
    return Table(caption, [one if isinstance(one, Column) else _texts(reader, *one) for one in columns])


def _texts(reader: Reader, title: str, texts: Sequence[str], width: float = 1.0) -> Column:
    return Column(reader.text(title), texts, width=width)


@dataclass(frozen=True)
class Chart:
    """A chart with its underlying numbers.

    Attributes
    ----------
    caption : str
        Content of the chart.
    picture : Altair chart
        Chart for documents.
    table : Table
        Underlying numbers, the first column along the axis; a workbook draws its own chart from them.
    kind : "line", "column", "bar" or "picture"
        Kind of the workbook's own chart; "picture", such as a map, is inserted unchanged into documents and workbooks.
    description : str
        For who cannot see it.
    """

    caption: str
    picture: alt.TopLevelMixin
    table: Table
    kind: Literal["line", "column", "bar", "picture"]
    description: str


@dataclass(frozen=True)
class Picture:
    """An image file.

    Attributes
    ----------
    drawn : bytes
        PNG or JPEG.
    description : str
        For who cannot see it.
    share : float
        Share of the text width of a document. [-]
    """

    drawn: bytes
    description: str
    share: float = 1.0


@dataclass(frozen=True)
class Figure:
    """One key figure as text, its glossary term, and the number for a workbook."""

    label: str
    words: str
    term: str
    note: str = ""
    number: float | None = None
    number_format: str = MONEY


@dataclass(frozen=True)
class Figures:
    """Key figures side by side."""

    figures: Sequence[Figure]


@dataclass(frozen=True)
class Beside:
    """Two charts side by side, if the page is wide enough."""

    left: Chart
    right: Chart


Block = Heading | Paragraph | Note | Table | Chart | Picture | Beside | Figures


def chapters(reader: Reader, contents: Mapping[str, Sequence[Block]]) -> list[Block]:
    """Chapters in sequence, from their blocks by the message of the heading."""
    return [block for title, blocks in contents.items() for block in (Heading(reader.text(title)), *blocks)]


@dataclass(frozen=True)
class Report:
    """Content of a report, before rendering.

    Attributes
    ----------
    title, subtitle, park : str
        Kind of report, subject, and park.
    day : date
        Day of creation.
    data_version : int
        Data version of the database.
    reader : Reader
        Language and number format.
    blocks : list of blocks
        In reading order.
    is_compact : bool
        True if it should fit on one page.
    """

    title: str
    subtitle: str
    park: str
    day: dt.date
    data_version: int
    reader: Reader
    blocks: list[Block] = field(default_factory=list)
    is_compact: bool = False
