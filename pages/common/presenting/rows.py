"""Presented table with as many rows as fit the window; the arrow keys up and down show the others."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata.engines.sankey.lettering import text_width
from pages.common import charts
from pages.common.presenting import turning
from pages.common.presenting.room import NOTE
from pages.common.tables import scaled, show_rows

# Height of a row and of the headings, and of a row at most where few fill the window, before scaling for a presentation [px].
_ROW, _HEADING, _TALLEST = 35, 40, 70
_MARGIN, _WINDOW = (
    1.5,
    1240,
)  # cell margin in type sizes, and width until reported by the browser [px]


def show(table: pd.DataFrame, room: float, *, key: str, alt: str, **options: Any) -> None:
    """Show the rows that fit.

    Parameters
    ----------
    table : DataFrame
        One column per heading, in the reader's language.
    room : float
        Height of the table with its note, see `presenting.room`. [px]
    key : str
        Distinguishes tables of one page.
    alt : str
        Alternative text.
    **options : object
        Further arguments of `show_rows`.
    """
    height = (room - NOTE) * charts.scale()
    most = max(1, int((height - scaled(_HEADING)) // scaled(_ROW)))
    first = turning.first(key, len(table), most)
    shown = table.iloc[first : first + most]
    options = {
        "column_config": _widths(table),
        "height": "content",
        "row_height": scaled(_ROW),
        **filling(len(shown), room - (NOTE if len(shown) < len(table) else 0.0)),
        **options,
    }
    show_rows(shown, alt=alt, **options)
    if words := turning.words(first, len(shown), len(table)):
        st.caption(words)


def filling(count: int, room: float) -> dict[str, Any]:
    """Options of `show_rows` for higher rows of a short presented table; empty where there is no more room.

    Parameters
    ----------
    count : int
        Number of rows.
    room : float
        Height of the table, 0 or less if nothing is presented. [px]
    """
    height = int((room * charts.scale() - scaled(_HEADING)) / max(1, count))
    if height <= scaled(_ROW):
        return {}
    return {"row_height": min(height, scaled(_TALLEST)), "height": "content"}


def _widths(table: pd.DataFrame) -> dict[str, Any]:
    """Column configurations that share the window width by the longest words."""
    longest = [
        max(text_width(str(words), 1.0) for words in (name, *table[name])) + _MARGIN for name in table.columns
    ]
    window = charts.window()
    room = (window[0] if window else _WINDOW) - 4  # the frame of the table
    return {
        name: st.column_config.Column(width=int(room * each / sum(longest)))
        for name, each in zip(table.columns, longest, strict=True)
    }
