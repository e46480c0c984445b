"""Charts of the pages; the first one is collected while a page is drawn for the wall of a workshop."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from altair.typing import ChartType
from streamlit.delta_generator import DeltaGenerator

_COLLECTED = "shown_for_wall"


class FoundError(BaseException):
    """The wall shows one chart, and it is drawn: what follows it on the page would be computed for nothing.

    No `Exception`, so that nothing that states errors on a page catches it.
    """


@dataclass
class Shown:
    """Charts, and key figures as label, value and note, in the order in which a page draws them."""

    charts: list[ChartType] = field(default_factory=list)
    figures: list[tuple[str, str, str]] = field(default_factory=list)


def begin() -> None:
    """Collect what the next run of the page shows."""
    st.session_state[_COLLECTED] = Shown()


def is_collecting() -> bool:
    """Whether what this run shows is collected."""
    return _COLLECTED in st.session_state


def end() -> Shown | None:
    """Charts and key figures of this run; None where they were not collected."""
    return st.session_state.pop(_COLLECTED, None)


def draw(chart: ChartType, *, alt: str, place: DeltaGenerator | None = None, **about: Any) -> Any:
    """Draw a chart, with the options of `st.altair_chart`; where charts are collected, the run ends with the first one.

    Parameters
    ----------
    alt : str
        What it shows, for those who do not see it.
    place : DeltaGenerator, optional
        Where it is drawn.
    """
    if found := st.session_state.get(_COLLECTED):
        found.charts.append(chart)
        raise FoundError
    return (place or st).altair_chart(chart, alt=alt, **about)


def figure(label: str, value: str, note: str) -> None:
    """Note a key figure that is drawn."""
    if found := st.session_state.get(_COLLECTED):
        found.figures.append((label, value, note))
