"""Thumbnail map of a park for the overview."""

import streamlit as st

from isdata.output.reports import maps
from pages.common import role, screen
from pages.common.data import ask
from pages.common.language import _

SHARE = 0.135  # share of the page width, beside the links
LEAST = 160.0  # width if the window is not known yet, or on a phone [px]
LOW = 0.75  # maximum height, as a share of its width


def show(park_id: str, room: screen.Screen) -> None:
    """Draw the synergies on the plan; nothing if no site has a position."""
    width = max(LEAST, 0.6 * room.width if room.is_narrow else SHARE * room.width)
    drawn = ask(maps.thumbnail, park_id=park_id, viewer=role.viewer(), size=(width, LOW * width))
    if drawn:
        st.vega_lite_chart(
            spec=drawn,
            theme=None,
            width="content",
            alt=_("Map of the park with its synergies, coloured by stage"),
        )
