"""Thumbnail map of a park for the overview."""

import streamlit as st

from isdata.output.reports import maps
from pages.common import role, screen
from pages.common.data import ask
from pages.common.language import _

# Share of the page width, beside the links, also of a wide page, and above the links.
SHARE, OF_WIDE, ALONE = 0.125, 0.19, 0.32
WIDE = 1500  # width from which a page is wide [px]
LEAST = 140.0  # width if the window is not known yet [px]
LOW = 0.75  # maximum height, as a share of its width


def show(park_id: str, room: screen.Screen, *, is_alone: bool = False) -> None:
    """Draw the synergies on the plan, `is_alone` with nothing beside it; nothing if no site has a position."""
    share = ALONE if is_alone else OF_WIDE if room.width >= WIDE else SHARE
    width = max(LEAST, room.width if room.is_narrow else share * room.width)
    drawn = ask(maps.thumbnail, park_id=park_id, viewer=role.viewer(), size=(width, LOW * width))
    if drawn:
        st.vega_lite_chart(
            spec=drawn,
            theme=None,
            width="content",
            alt=_("Map of the park with its synergies, coloured by stage"),
        )
