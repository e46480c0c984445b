"""Height available for the picture of a presented view, below its title and the selection line."""

import streamlit as st

from isdata.engines.sankey.lettering import NARROWER, text_width
from pages.common import charts, controls
from pages.common.presenting import headline

# In a window of 1,080 lines: height above the picture and of its lower margin; type size and line height of the title, and
# width of the window. [px]
_ABOVE, _BELOW, _TYPE, _LINE, _WIDTH = 182, 18, 40, 50, 1920
_WRAPPED = 64  # additional height in a window squarer than 16 to 9, where notes of key figures take a further line [px]
_TITLED = 64  # additional height if a story's title is above the view's own [px]
TILES = 172  # height of a row of key figures with notes [px]
HEADING = 78  # height of a heading above a picture [px]
NOTE = 46  # height of a line of a note [px]
# Type size and line height of the notes of key figures, and width of their frames and the space between them. [px]
_NOTE_TYPE, _NOTE_LINE, _FRAME = 24, 34, 64


def below(title: str, *lines: str) -> float:
    """Height available below the title of a view; 0 if nothing is presented. [px]

    Parameters
    ----------
    title : str
    *lines : str
        Further lines above the view, such as that of a scenario; empty ones take no height.
    """
    if not controls.is_projected():
        return 0.0
    more = _TITLED if st.session_state.get(headline.IS_TITLED) else 0.0
    rows = lines_of(title, _TYPE) if title else 1
    more += _WRAPPED * charts.is_square()
    more += _LINE * (max(0.0, rows - 1) + sum(1 for line in lines if line))
    return charts.lines() - _ABOVE - _BELOW - more


def lines_of(text: str, size: float) -> int:
    """Number of lines of a text over the full width of the window; `size`: of its type [px]."""
    return int(-(-text_width(text, size) * NARROWER // _width()))


def wrapped(count: int, *notes: str) -> float:
    """Additional height of a row of a number of key figures, of which notes take further lines. [px]

    In a window squarer than 16 to 9, `below` includes a further line.
    """
    width = _width() / count - _FRAME
    lines = max((-(-text_width(note, _NOTE_TYPE) * NARROWER // width) for note in notes if note), default=1.0)
    return _NOTE_LINE * max(0.0, lines - 1 - charts.is_square())


def _width() -> float:
    """Width of the window in the measure of one of 1,080 lines. [px]"""
    size = charts.window()
    return size[0] / charts.scale() if size else _WIDTH


def window() -> tuple[object, ...]:
    """Inputs of the available height besides the title; empty if nothing is presented."""
    is_titled = st.session_state.get(headline.IS_TITLED)
    return (charts.window(), is_titled) if controls.is_projected() else ()
