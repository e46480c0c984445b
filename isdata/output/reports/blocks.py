"""Blocks of a report, which every writer can render."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import altair as alt

from isdata.data.i18n import Reader

MONEY, SCALED, RATE, DECIMAL = "#,##0", "#,##0.00", "0.0%", "0.00"


@dataclass(frozen=True)
class Heading:
    """A heading; those of level 1 begin a chapter, which is a sheet of its own in a workbook."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; with items, a list of points below it."""

    text: str
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Note:
    """Note needed to read the rest: source or method."""

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
        How a number reads in a document, or how each of them does; what is no number to a reader ("never", unknown)
        reads so in a workbook too.
    number_format : str or sequence of str
        Of the numbers in a workbook, or of each of them.
    width : float
        Share of the table's width, beside those of the other columns.
    """

    title: str
    values: Sequence[Any]
    words: Callable[[float], str] | Sequence[str] | None = None
    number_format: str | Sequence[str] = MONEY
    width: float = 1.0

    @property
    def is_numeric(self) -> bool:
        """Whether it holds numbers."""
        return self.words is not None

    def text(self, row: int) -> str:
        """Text of a cell."""
        value = self.values[row]
        if self.words is None:
            return value if isinstance(value, str) else ""
        return str(self.words(value) if callable(self.words) else self.words[row])

    def format_of(self, row: int) -> str:
        """Return the number format of a cell."""
        return self.number_format if isinstance(self.number_format, str) else self.number_format[row]


@dataclass(frozen=True)
class Table:
    """A table with what it shows; the last row may be a sum."""

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
    """A chapter of points; where there are none, a note with the message `nothing`."""
    points = Paragraph("", lines) if lines else Note(reader.text(nothing), is_warning)
    return [Heading(reader.text(title)), points]


def tabulated(reader: Reader, *columns: Column | tuple[Any, ...], caption: str = "") -> Table:
    """Table in the reader's language.

    Parameters
    ----------
    *columns : tuple or Column
        Of texts: message of the heading, texts, and where they need it the width beside the other columns.
    """
    return Table(caption, [one if isinstance(one, Column) else _texts(reader, *one) for one in columns])


def _texts(reader: Reader, title: str, texts: Sequence[str], width: float = 1.0) -> Column:
    return Column(reader.text(title), texts, width=width)


@dataclass(frozen=True)
class Chart:
    """A chart with the numbers behind it.

    Attributes
    ----------
    caption : str
        What it shows.
    picture : Altair chart
        Drawn into documents.
    table : Table
        The numbers, the first column along the axis; a workbook draws its own chart of them.
    kind : "line", "column", "bar" or "picture"
        Of the workbook's own chart; a picture, such as a map, keeps its size and goes into both as it is.
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
    """A picture that is drawn already.

    Attributes
    ----------
    drawn : bytes
        PNG or JPEG.
    description : str
        For who cannot see it.
    share : float
        Of the width of a line of a document. [-]
    """

    drawn: bytes
    description: str
    share: float = 1.0


@dataclass(frozen=True)
class Figure:
    """One key figure in words, its term in the glossary, and the number for a workbook."""

    label: str
    words: str
    term: str
    note: str = ""
    number: float | None = None
    number_format: str = MONEY


@dataclass(frozen=True)
class Figures:
    """The key figures, side by side."""

    figures: Sequence[Figure]


@dataclass(frozen=True)
class Beside:
    """Two charts side by side, where the page has room for them."""

    left: Chart
    right: Chart


Block = Heading | Paragraph | Note | Table | Chart | Picture | Beside | Figures


def chapters(reader: Reader, contents: Mapping[str, Sequence[Block]]) -> list[Block]:
    """Chapters one after the other: their blocks by the message of the heading."""
    return [block for title, blocks in contents.items() for block in (Heading(reader.text(title)), *blocks)]


@dataclass(frozen=True)
class Report:
    """A report before it is written.

    Attributes
    ----------
    title, subtitle, park : str
        What it is, about what, of which park.
    day : date
        It was made.
    data_version : int
        State of the database it shows.
    reader : Reader
        In whose words.
    blocks : list of blocks
        In reading order.
    is_compact : bool
        Whether it is to stand on one page.
    """

    title: str
    subtitle: str
    park: str
    day: dt.date
    data_version: int
    reader: Reader
    blocks: list[Block] = field(default_factory=list)
    is_compact: bool = False
