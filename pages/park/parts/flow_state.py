"""Session state of the flows page, besides the values of its controls."""

from dataclasses import dataclass, field

import streamlit as st

from isdata.engines import sankey
from isdata.park.flows import ordering
from pages.common import screen


@dataclass
class State:
    """State of the flows page.

    Attributes
    ----------
    room : Screen
        Space for the diagram on this user's screen. [px]
    unit_of : str
        Resource type for which the unit was chosen.
    order : dict
        Positions of nodes set by the user but not stored, by park, view and resource type.
    layouts, starts : dict
        Newest layout of each diagram, and the initial layout of each of its views.
    selected : dict
        Node and ribbon clicked last, by their positions.
    loops : int
        Number of portions of the list of loops shown.
    shown : dict
        Composed flows, choice and nodes of each diagram on the page, by the key of its chart.
    """

    room: screen.Screen = screen.DESK
    unit_of: str = ""
    order: dict[tuple[str, str, str], ordering.Places] = field(default_factory=dict)
    layouts: dict[tuple[object, ...], sankey.Layout] = field(default_factory=dict)
    starts: dict[str, sankey.Layout | None] = field(default_factory=dict)
    selected: dict[str, int | None] = field(default_factory=dict)
    loops: int = 1
    shown: dict[str, tuple] = field(default_factory=dict)


def state() -> State:
    """State of the flows page in this session."""
    return st.session_state.setdefault("flow_state", State())
