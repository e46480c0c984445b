"""Room that a presented view has for its picture, below its title and the line of the selection."""

import streamlit as st

from isdata.engines.sankey.lettering import NARROWER, text_width
from pages.common import charts, controls
from pages.common.presenting import headline

# In a window of 1,080 lines: height of what stands above the picture, and of its lower edge; type of the title, the height
# of its lines and the width of the window. [px]
_ABOVE, _BELOW, _TYPE, _LINE, _WIDTH = 182, 18, 40, 50, 1920
_TITLED = 64  # more above it where a story has a title for the view, which stands above its own [px]
TILES = 172  # a row of key figures, with notes [px]
HEADING = 78  # a heading above a picture [px]
NOTE = 46  # a line of a note [px]


def below(title: str, *lines: str) -> float:
    """Height that is left below the title of a view; 0 where nothing is presented. [px]

    Parameters
    ----------
    title : str
    *lines : str
        Further lines above the view, such as that of a scenario; empty ones take no room.
    """
    if not controls.is_projected():
        return 0.0
    window = charts.window()
    width = window[0] / charts.scale() if window else _WIDTH
    more = _TITLED if st.session_state.get(headline.IS_TITLED) else 0.0
    rows = -(-text_width(title, _TYPE) * NARROWER // width) if title else 1
    more += _LINE * (max(0.0, rows - 1) + sum(1 for line in lines if line))
    return charts.lines() - _ABOVE - _BELOW - more


def window() -> tuple[object, ...]:
    """What the room depends on beside the title; nothing where nothing is presented."""
    is_titled = st.session_state.get(headline.IS_TITLED)
    return (charts.window(), is_titled) if controls.is_projected() else ()
