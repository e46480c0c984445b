"""Room for the names, notes and details in a branch diagram."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from isdata.engines.sankey.lettering import in_two_lines, text_width

LEFT, CENTRE, RIGHT = 0.0, 1.0, 2.0  # positions on the horizontal axis
TYPE, PHONE_TYPE = 13, 12  # type size of a name on a working page, and of a note on a separate line [px]
PHONE = 500  # picture width under which notes are placed below the names [px]
_ON_CURVE = 300  # presented length of a curve that is clear of names [px]
_IN_COLUMNS, _MOST_IN_COLUMNS = 0.62, 0.78  # usual and largest share of the width for the columns of names
_FIELDS, _GAP = ("name", "note", "detail"), 24  # column widths, and the gap between columns [px]


class _Named(Protocol):
    """An end with its texts: the full text, and the text after its name."""

    @property
    def words(self) -> str: ...

    @property
    def notes(self) -> str: ...


def reach(
    *,
    has_left: bool,
    has_right: bool,
    is_above: bool,
    is_wide: bool,
    is_tall: bool,
    need: float = 0.0,
    centre: float = 0.0,
) -> list[float]:
    """Limits of the horizontal axis, with room for the names on each side that has any.

    Without a left side the centre is at the edge, with its name to the left or in a separate row above the curves; if the
    share of the width that the names of a side need is known, they get no more than it; `centre` is the share of the name to
    the left of the centre.
    """
    beside = 0.1 if is_above else 0.6 if is_wide or is_tall else 0.9
    names = (1.25 if is_tall else 1.5) if has_left else 2.0 if is_tall else 2.6
    if need and centre:
        beside = centre / (1 - need - centre)
    if need and not has_left:
        names = (RIGHT - CENTRE + beside) * need / (1 - need)
    before = 1.1
    if need and has_left and has_right:
        before, names = (min(most, (RIGHT - LEFT) * need / (1 - 2 * need)) for most in (before, names))
    return [
        LEFT - before if has_left else CENTRE - beside,
        RIGHT + names if has_right else CENTRE + 0.9,
    ]


def is_on_curve(width: float, left: int, right: int) -> bool:
    """Return True if the name of the centre, of this width [px], stands on a curve: the only one of its side, level."""
    return left > 0 and 1 in (left, right) and width <= _ON_CURVE


def needs_two_lines(ends: Sequence[_Named], width: float) -> bool:
    """Return True if notes belong below the names at a picture width [px]: on a phone, or if a line would be cut."""
    if not width or not any(end.notes for end in ends):
        return False
    return width < PHONE or max(text_width(end.words, TYPE) for end in ends) > _room(width)


def fitting(notes: str, width: float) -> str:
    """Notes of an end below its name at a picture width [px]: on one line the last ones are dropped rather than cut; a single
    longer note has two lines.

    The tooltip and the table below contain all notes.
    """
    parts = notes.split(" · ")
    while len(parts) > 1 and text_width(" · ".join(parts), PHONE_TYPE) > _room(width):
        parts.pop()
    shown = " · ".join(parts)
    return in_two_lines(shown) if text_width(shown, PHONE_TYPE) > _room(width) else shown


def parted(ends: pd.DataFrame, place: float, room: float) -> pd.DataFrame:
    """Ends whose names on one side are in two lines where a line exceeds the `room`. [px]"""
    is_long = (ends["x"] == place) & (ends["name"].map(lambda name: text_width(name, TYPE)) > room - 12)
    return ends.assign(lines=ends["lines"].where(~is_long, ends["name"].map(in_two_lines)))


def columns(ends: pd.DataFrame, room: float) -> dict[str, float]:
    """Start of the columns of names, notes and details, as shares of the room; each is as wide as its longest text.

    If they exceed `room` [px], notes and details are cut, not names.
    """
    longest = (ends[field].map(lambda text: text_width(text, TYPE)).max() for field in _FIELDS)
    name, *others = (need + _GAP if need else 0.0 for need in longest)
    left = max(0.0, room - name) / sum(others) if any(others) else 0.0
    filled = np.cumsum([name, *(need * min(1.0, left) if left else need for need in others)])
    return dict(zip(_FIELDS, [0.0, *(filled / filled[-1])], strict=False))


def need(ends: pd.DataFrame, width: float) -> float:
    """Share of a picture width [px] that names, notes and details in columns take if it exceeds their usual one; else 0."""
    longest = (ends[field].map(lambda text: text_width(text, TYPE)).max() for field in _FIELDS)
    share = sum(room + _GAP for room in longest if room) / width
    return min(share, _MOST_IN_COLUMNS) if share > _IN_COLUMNS else 0.0


def _room(width: float) -> float:
    """Room for names on the right of a picture without columns, by its width. [px]"""
    left, end = reach(has_left=False, has_right=True, is_above=False, is_wide=False, is_tall=False)
    return (end - RIGHT) / (end - left) * width - 12
