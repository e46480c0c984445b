"""Key figures with definitions, in low frames that leave space for the picture below."""

import re

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import charts, language, whole_amounts

UNCHANGED = "±0"
_NUMBERED = re.compile(r"^(\d+)([.)])")  # Markdown would show a name such as "3. Links" as a list


def row(count: int, *, brief: str = "", least: int = 0) -> DeltaGenerator:
    """Row for a number of figures; a phone shows three per line, or two of four, eight or wide ones, and fills the last line.

    `brief` is a key of the row for which a phone omits the notes, so that the picture below is visible. If it begins with
    `second_`, the second figure is text, and a phone shows it alone on the first line. `least` is the minimum width of a
    figure otherwise. [px]
    """
    frame = st.container(
        key=f"brief_{brief}" if brief else None
    )  # otherwise the row fills the height of a column beside a tall one
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
        Definition and method; shown on request. Terms of the glossary: `language.defined`.
    note : str, optional
        Unit, range or reference.
    change : str, optional
        Difference from a reference, with a minus if lower; UNCHANGED if equal.
    is_less_better : bool or None
        Determines the colour of the change; None for neutral.
    """
    charts.figure(label, value, " ".join(filter(None, [change, note])))
    is_off = is_less_better is None or change == UNCHANGED
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            language.label(label),
            whole_amounts.figure(value),
            change,
            delta_color="off" if is_off else "inverse" if is_less_better else "normal",
            delta_arrow="off" if is_off else "auto",
            help=definition,
        )
        if note:
            st.caption(_NUMBERED.sub(r"\1\\\2", whole_amounts.line(note)))
