"""Whether the texts of a table fit into one line."""

from collections.abc import Mapping

import pandas as pd

from pages.common import address, screen
from pages.common.phone_tables import letters

_FITTED = 400  # widest column that fits its texts [px]
_IN_WORDS = {"small": 75, "medium": 200, "large": 400}  # widths as Streamlit words them [px]
_SURE = 0.95  # of the width that columns are stretched to: the column of ticks has none [-]


def is_broken(cells: pd.DataFrame, widths: Mapping[str, object], *, size: float = 1) -> bool:
    """Whether a text is longer than its column as wide as shown; on a phone, of the columns in sight.

    Parameters
    ----------
    cells : DataFrame
        Columns in their order.
    widths : mapping of str
        Width of each [px], or in words; None for one that fits its texts, up to a limit.
    size : float
        Of the type relative to that of a page.
    """
    longest = {name: size * cells[name].map(letters).max() for name in cells.columns}
    least = {
        name: _least(widths.get(name), max(longest[name], size * letters(name)), size)
        for name in cells.columns
    }
    room = screen.width()
    # Columns are stretched to the width of the page; what is remembered may be shown at another width.
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
