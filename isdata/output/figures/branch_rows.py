"""Ends of a branch diagram, and the rows in which they are drawn."""

from collections.abc import Sequence
from typing import NamedTuple

from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import branch_labels
from isdata.output.figures.branch_labels import PHONE

LARGE = 32  # type of a name in a high row when presented [px]
_TALL_ROW = 420  # row height of few names when presented [px]
_TWO_LINES = 72  # height of a row with name and note on separate lines [px]
_WIDE = 1000  # smallest picture width with notes in columns [px]
# Height of a row, with notes below the names, with notes of two lines, and with such names on both sides. [px]
_LOW, _STACKED, _PARTED, _BOTH = 26, 40, 48, 58
_HIGHEST, _FEW = 44, 240  # height of a row of few ends in columns, and height that they fill [px]


class End(NamedTuple):
    """Name at the end of a curve.

    Attributes
    ----------
    name, note : str
        Label, and a note about it.
    state : str
        Key of its colour in `colours`.
    detail : str
        Further text; on a wide page in a separate column.
    """

    name: str
    note: str
    state: str
    detail: str = ""

    @property
    def notes(self) -> str:
        """Note and detail as one text."""
        return " · ".join(filter(None, [self.note, self.detail]))

    @property
    def words(self) -> str:
        """Name, note and detail as one text."""
        return " · ".join(filter(None, [self.name, self.notes]))


class Rows(NamedTuple):
    """Rows of a branch diagram.

    Attributes
    ----------
    count : int
        Number of rows with ends.
    height : float
        Of a row. [px]
    is_above : bool
        True if the name of the centre has a row of its own above the ends.
    is_wide : bool
        True if names, notes and details are in columns.
    is_stacked, is_tall : bool
        True if notes are below the names, on a working page and when presented.
    """

    count: int
    height: float
    is_above: bool
    is_wide: bool
    is_stacked: bool
    is_tall: bool

    @property
    def middle(self) -> float:
        """Position of the middle row."""
        return (self.count - 1) / 2

    @property
    def pixel(self) -> str:
        """One pixel of a full screen as an expression, since the picture shrinks with the window; empty in low rows."""
        return f"height / {(self.count + self.is_above) * self.height:.0f}" if self.is_tall else ""


def rows_of(
    centre: str, left: Sequence[End], right: Sequence[End], *, is_large: bool, in_hall: float, width: float
) -> Rows:
    """Rows for the ends, on a working page of a width or presented at a height. [px]"""
    if is_large:
        count = max(len(left), len(right), 2)
        is_on_curve = in_hall / count >= _TWO_LINES and branch_labels.is_on_curve(
            text_width(centre, LARGE), len(left), len(right)
        )
        has_own_row = bool(left) and not is_on_curve
        height = max(40.0, min(_TALL_ROW, in_hall / (count + has_own_row)))
        is_tall = height >= _TWO_LINES
        is_above = has_own_row or not is_tall
        return Rows(count, height, is_above, is_wide=False, is_stacked=False, is_tall=is_tall)
    is_narrow, is_wide = 0 < width < PHONE, width >= _WIDE and not left
    is_stacked = not is_wide and branch_labels.needs_two_lines(right, width)
    count = max(len(left), len(right), 2 if is_narrow else 3)
    is_parted = any("\n" in branch_labels.fitting(end.notes, width) for end in right)
    stacked = _BOTH if left else _PARTED if is_parted else _STACKED
    sparse = max(_LOW, min(_HIGHEST, _FEW // count)) if is_wide else _LOW
    return Rows(
        count,
        stacked if is_stacked else sparse,
        is_above=bool(left) or is_narrow,
        is_wide=is_wide,
        is_stacked=is_stacked,
        is_tall=False,
    )
