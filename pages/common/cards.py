"""Key figures, each with its definition, in frames that are low enough to leave the screen to the picture below."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import charts, language

UNCHANGED = "±0"


def row(count: int, *, brief: str = "", least: int = 0) -> DeltaGenerator:
    """Return a row for so many figures; a phone shows three side by side, or two where they are four or eight, or less than three.

    `brief` is a key of the row where a phone leaves out the notes, so that the picture below is in sight;
    where it begins with `second_`, the second figure is words, and a phone gives it the first line alone. `least` is the
    least width of a figure, where it is not one of these. [px]
    """
    frame = st.container(
        key=f"brief_{brief}" if brief else None
    )  # without it, the row fills the height of a column beside a tall one
    return frame.grid(
        count, min_column_width=least or (140 if count % 4 == 0 or count < 3 else 104), height="stretch"
    )


def metric(
    label: str,
    value: str,
    definition: str,
    note: str | None = None,
    *,
    change: str | None = None,
    is_less_better: bool | None = False,
) -> None:
    """Show one key figure, with a note that may take several lines.

    Parameters
    ----------
    label, value : str
        Name of the figure, and the figure.
    definition : str
        What is counted and how; shown on request. Terms of the glossary: `language.defined`.
    note : str, optional
        Unit, range or reference.
    change : str, optional
        How far the figure is from a reference; begins with a minus where it is less; UNCHANGED where it is the same.
    is_less_better : bool or None
        How the change is coloured; None for neither good nor bad.
    """
    charts.figure(label, value, " ".join(filter(None, [change, note])))
    is_off = is_less_better is None or change == UNCHANGED
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            language.label(label),
            value,
            change,
            delta_color="off" if is_off else "inverse" if is_less_better else "normal",
            delta_arrow="off" if is_off else "auto",
            help=definition,
        )
        if note:
            st.caption(note)
