"""A figure with what belongs to it, as a card."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

UNCHANGED = "±0"


def pair() -> DeltaGenerator:
    """Return a grid for two cards, so that no card stands alone in its row."""
    return st.grid(2, min_column_width=130, height="stretch")


def card(
    label: str,
    value: str,
    note: str,
    explanation: str | None = None,
    *,
    change: str | None = None,
    is_less_better: bool | None = False,
) -> None:
    """Show one figure with what belongs to it; the note may take several lines, so nothing of it is cut.

    Parameters
    ----------
    label, value, note : str
        What it is, the figure, and what is to be known of it.
    explanation : str, optional
        For those who ask.
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
            help=explanation,
        )
        st.caption(note)
