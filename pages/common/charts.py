"""Charts of the pages; when a page is drawn for the main screen of a workshop, its first chart is collected."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st
from altair.typing import ChartType
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import Reader
from isdata.output.figures import frame, labelled_bars
from pages.common import address, controls, data, language, result_cache
from pages.common.language import _

_COLLECTED = "shown_for_main_screen"
_SQUARE = 1.65  # ratio of the width of the content of a window to its height
WINDOW = "presentation"  # key of the element that reports the size of a presentation's window
_NARROW = 640  # width of a window below which a presentation uses the type of the desk [px]


class FoundError(BaseException):
    """Ends a page once the single chart for the main screen is drawn, because the rest of the page is not needed.

    It is not an `Exception`, so that the error handling of pages does not catch it.
    """


@dataclass
class Shown:
    """Charts and key figures (label, value, note) in drawing order of a page, and whether totals are withheld."""

    charts: list[ChartType] = field(default_factory=list)
    figures: list[tuple[str, str, str]] = field(default_factory=list)
    is_withheld: bool = False


def begin() -> None:
    """Start collecting the charts and key figures of the next run of the page."""
    st.session_state[_COLLECTED] = Shown()


def is_collecting() -> bool:
    """Return True if charts and key figures of this run are collected."""
    return _COLLECTED in st.session_state


def end() -> Shown | None:
    """Charts and key figures of this run; None if they were not collected."""
    return st.session_state.pop(_COLLECTED, None)


def reader() -> Reader:
    """Reader for this session's charts, with large type in a presentation, except on a phone."""
    return replace(language.reader(), is_large=is_in_hall())


def draw(
    chart: ChartType,
    *,
    alt: str,
    place: DeltaGenerator | None = None,
    height: float | None = None,
    **about: Any,
) -> Any:
    """Draw a chart with options of `st.altair_chart`; if charts are collected, the run ends after the first one.

    Parameters
    ----------
    alt : str
        Alternative text.
    place : DeltaGenerator, optional
        Container to draw in.
    height : float, optional
        Total height when presented, including legend and axes, see `presenting.room`; by default that of the chart. [px]
    """
    if found := st.session_state.get(_COLLECTED):
        found.charts.append(chart)
        raise FoundError
    where = place or st
    if height and is_in_hall():
        chart = filling(chart, height)
    shown: Any = chart if scale() == 1 else _Scaled(chart, scale())
    return where.altair_chart(shown, alt=alt, **about)


@dataclass(frozen=True)
class _Scaled:
    """A chart with larger or smaller lengths, for `st.altair_chart`.

    Streamlit writes the specification itself: it enables its own data transformer for the whole process meanwhile, which
    would take the tables out of a specification written beside it.
    """

    chart: ChartType
    factor: float

    def to_dict(self) -> dict[str, Any]:
        """Specification with scaled lengths."""
        return frame.scaled(self.chart.to_dict(), self.factor)


def filling(chart: Any, height: float) -> Any:
    """Chart with a total height including legend and axes. [px]"""
    chart = chart.copy(deep=False)
    chart.height, chart.autosize = height, {"type": "fit", "contains": "padding"}
    return chart


def first_of(shown: int, total: int) -> str:
    """Sentence that only the first rows are shown; empty if all are."""
    count = {"shown": reader().number(shown), "total": reader().number(total)}
    return _("The first {shown} of {total}.", **count) if shown < total else ""


def bars(
    rows: pd.DataFrame | Mapping[str, Any],
    *,
    alt: str,
    total: int | None = None,
    height: float | None = None,
    **looks: Any,
) -> None:
    """Draw bars in the order of the rows, cached by rows, looks and reader; columns and looks as for `labelled_bars.bars`.

    Parameters
    ----------
    alt : str
        Alternative text.
    total : int, optional
        Total number of rows, stated if only the first are drawn.
    height : float, optional
        As for `draw`. [px]
    """
    table, read = pd.DataFrame(rows), reader()
    if total is not None and (words := first_of(len(table), total)):
        st.caption(words)

    def drawn() -> None:
        draw(labelled_bars.bars(table, read, **looks), alt=alt, height=height)

    # Bars within a cached part belong to that part.
    if is_collecting() or address.is_locked():
        drawn()
    else:
        result_cache.cached(key=data.key_of(bars, table, read, scale(), alt, height, looks), _make=drawn)


def window() -> list[int] | None:
    """Size of the window of a presentation, once the browser has reported it. [px]

    Returns
    -------
    list of int or None
        Width of its content, its height, and its height or that of the 4:3 screen that fits in it.
    """
    return st.session_state.get(WINDOW, {}).get("size")


def is_in_hall() -> bool:
    """Return True if the page is presented in a window wider than a phone; a phone has the charts of the working page."""
    return controls.is_projected() and not _is_on_phone()


def _is_on_phone() -> bool:
    if size := window():
        return size[0] < _NARROW
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def scale() -> float:
    """Size of the charts of a presentation relative to a screen of 1,080 lines; 1 on a working page and on a phone.

    It refers to the height of the window; in one squarer than 4:3, to that of a 4:3 screen that fits in it.
    """
    size = window()
    return size[2] / frame.HALL if size and is_in_hall() else 1


def lines() -> float:
    """Height of the window of a presentation in lines of a 1,080-line screen; a squarer window has more."""
    size = window()
    return size[1] / scale() if size and controls.is_projected() else frame.HALL


def is_square(ratio: float = _SQUARE) -> bool:
    """Return True if a presentation's window is squarer than 16 to 9, or than a ratio: its lines hold fewer words."""
    size = window()
    return bool(size and controls.is_projected() and size[0] < ratio * size[1])


def figure(label: str, value: str, note: str) -> None:
    """Collect a key figure that is drawn."""
    if found := st.session_state.get(_COLLECTED):
        found.figures.append((label, value, note))


def withheld() -> None:
    """Record that totals are withheld from this reader."""
    if found := st.session_state.get(_COLLECTED):
        found.is_withheld = True
