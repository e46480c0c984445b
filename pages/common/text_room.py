"""Test if the texts of a table fit on one line."""

import math
from collections.abc import Mapping

import pandas as pd

from pages.common import address, screen
from pages.common.phone_tables import letters

_FITTED = 400  # maximum width of a column fitted to its texts [px]
_IN_WORDS = {"small": 75, "medium": 200, "large": 400}  # widths of Streamlit's keywords [px]
_SURE = 0.95  # share of the page width to which columns are stretched, without the selection column [-]


def whole_widths(cells: pd.DataFrame, widths: Mapping[str, object], *, size: float = 1) -> dict[str, int]:
    """Widths with which every text stands on one line; empty if the page is too narrow or of unknown width. [px]

    Parameters are those of `is_broken`.
    """
    if address.is_locked() or screen.is_phone():
        return {}
    longest = {
        name: size * max([letters(name), *map(letters, cells[name].tolist())]) for name in cells.columns
    }
    needs = {
        name: math.ceil(
            longest[name] if _is_text(cells[name]) else _least(widths.get(name), longest[name], size)
        )
        for name in cells.columns
    }
    return needs if sum(needs.values()) <= _SURE * screen.width() else {}


def _is_text(cells: pd.Series) -> bool:
    return any(isinstance(cell, str) for cell in cells)


def is_broken(cells: pd.DataFrame, widths: Mapping[str, object], *, size: float = 1) -> bool:
    """Return True if a text is longer than its column as displayed; on a phone, of the visible columns.

    Parameters
    ----------
    cells : DataFrame
        Columns in their order.
    widths : mapping of str
        Width of each [px], or a keyword; None for one fitted to its texts, up to a limit.
    size : float
        Type size relative to that of a page.
    """
    longest = {name: size * max(map(letters, cells[name].tolist()), default=0.0) for name in cells.columns}
    least = {
        name: _least(widths.get(name), max(longest[name], size * letters(name)), size)
        for name in cells.columns
    }
    room = screen.width()
    # Columns are stretched to the page width; cached parts may be shown at another width.
    stretch = 1.0 if address.is_locked() else max(1.0, _SURE * room / sum(least.values()))
    begin = 0.0
    for name, width in least.items():
        if screen.is_phone() and begin >= screen.PHONE.width:
            return False
        if longest[name] > stretch * width:
            return True
        begin += width
    return False


def _least(width: object, longest: float, size: float) -> float:
    """Width of a column before it is stretched. [px]"""
    if isinstance(width, int):
        return width
    return size * _IN_WORDS[width] if isinstance(width, str) else min(longest, size * _FITTED)
