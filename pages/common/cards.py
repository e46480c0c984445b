"""Key figures, each with its definition: alone in a frame, or as a card with a note."""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

UNCHANGED = "±0"
Colour = Literal["normal", "inverse", "off"]


def pair() -> DeltaGenerator:
    """Return a grid for two cards, so that no card stands alone in its row."""
    return st.grid(2, min_column_width=130, height="stretch")


def metric(
    label: str,
    value: str,
    definition: str,
    change: str | None = None,
    *,
    colour: Colour = "normal",
    place: DeltaGenerator | None = None,
) -> None:
    """Show one key figure in a frame.

    Parameters
    ----------
    label, value : str
        Name of the figure, and the figure.
    definition : str
        What is counted and how; shown on request. Terms of the glossary: `language.defined`.
    change : str, optional
        Difference from a reference, or a note.
    colour : "normal", "inverse" or "off"
        Colour of the change: more is better, less is better, or a note without a direction.
    place : DeltaGenerator, optional
        Where the figure is drawn.
    """
    (place or st).metric(
        label,
        value,
        change,
        delta_color=colour,
        delta_arrow="off" if colour == "off" else "auto",
        help=definition,
        border=True,
        height="stretch",
    )


def card(
    label: str,
    value: str,
    note: str,
    definition: str,
    *,
    change: str | None = None,
    is_less_better: bool | None = False,
) -> None:
    """Show one key figure above a note that may take several lines.

    Parameters
    ----------
    label, value, note : str
        Name of the figure, the figure, and its unit, range or reference.
    definition : str
        What is counted and how; shown on request. Terms of the glossary: `language.defined`.
    change : str, optional
        How far the figure is from today's; begins with a minus where it is less; UNCHANGED where it is the same.
    is_less_better : bool or None
        How the change is coloured; None for neither good nor bad.
    """
    is_same = change == UNCHANGED
    colour = "off" if is_less_better is None or is_same else "inverse" if is_less_better else "normal"
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            label,
            value,
            change,
            delta_color=colour,
            delta_arrow="off" if is_same else "auto",
            help=definition,
        )
        st.caption(note)
