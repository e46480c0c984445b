"""Key figures, each with its definition, in frames that are low enough to leave the screen to the picture below."""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import charts, language

UNCHANGED = "±0"
Colour = Literal["normal", "inverse", "off"]


def row(count: int) -> DeltaGenerator:
    """Return a row for so many figures; a phone shows three side by side, or two where they are four or eight."""
    frame = st.container()  # without it, the row fills the height of a column beside a tall one
    return frame.grid(count, min_column_width=140 if count % 4 == 0 else 104, height="stretch")


def metric(
    label: str, value: str, definition: str, note: str | None = None, *, change: str | None = None
) -> None:
    """Show one key figure.

    Parameters
    ----------
    label, value : str
        Name of the figure, and the figure.
    definition : str
        What is counted and how; shown on request. Terms of the glossary: `language.defined`.
    note : str, optional
        Unit, range or reference.
    change : str, optional
        Difference from a reference, where more is better.
    """
    _figure(label, value, definition, change, "normal", note)


def card(
    label: str,
    value: str,
    note: str,
    definition: str,
    *,
    change: str | None = None,
    is_less_better: bool | None = False,
) -> None:
    """Show one key figure with a note that may take several lines.

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
    is_off = is_less_better is None or change == UNCHANGED
    _figure(
        label, value, definition, change, "off" if is_off else "inverse" if is_less_better else "normal", note
    )


def _figure(
    label: str, value: str, definition: str, change: str | None, colour: Colour, note: str | None
) -> None:
    charts.figure(label, value, " ".join(filter(None, [change, note])))
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            language.label(label),
            value,
            change,
            delta_color=colour,
            delta_arrow="off" if colour == "off" else "auto",
            help=definition,
        )
        if note:
            st.caption(note)
