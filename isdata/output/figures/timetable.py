"""Timetable of a training: sessions by day and hour, with breaks between them."""

import math
from collections.abc import Mapping

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed

_HOUR = 58  # height of an hour [px]
_FILL = 0.28  # opacity of a session, also of its colour in the legend
_LINE, _EDGE = 16, 8  # height of a line of text, and its distance from the edge of a session [px]
# Minutes from which a session has room for its title, and for its time above it.
_ONE_LINE, _TWO_LINES = 25, 60


def timetable(rows: pd.DataFrame, reader: Reader, colours: Mapping[str, str]) -> alt.LayerChart:
    """Sessions as blocks in a column for each day; a title that does not fit is cut, and complete in the tooltip.

    Parameters
    ----------
    rows : DataFrame
        day (label), start [h] (time of day), minutes, title, time (text), state (a key of `colours`); in order.
    reader : Reader
    colours : mapping of str to str
        Colour by label of the state, in the order of the legend.
    """
    shown = _with_lines(rows)
    begin, close = math.floor(shown["start"].min()), math.ceil(shown["end"].max())
    hours = alt.Axis(
        values=list(range(begin, close + 1)),
        labelExpr="format(datum.value, '02d') + ':00'",
        domain=False,
        ticks=False,
    )
    y = alt.Y(
        "start:Q", title=None, axis=hours, scale=alt.Scale(domain=[close, begin], nice=False, zero=False)
    )
    days = alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False, labelFontWeight="bold")
    band = alt.Scale(paddingInner=0.03, paddingOuter=0)
    tips = channels.tooltip({"title": N_("Session"), "time": N_("Time"), "state": N_("Exercises")}, reader)

    def x(place: float) -> alt.X:
        return alt.X("day:N", title=None, sort=None, axis=days, scale=band, bandPosition=place)

    used = {state: colour for state, colour in colours.items() if (shown["state"] == state).any()}
    base = alt.Chart(shown).encode(y=y, tooltip=tips)
    # On paper of their own: lines of the hours do not strike through the titles.
    paper = base.mark_rect(cornerRadius=4, color=style.PAPER).encode(x=x(0.5), y2="end:Q")
    blocks = base.mark_rect(cornerRadius=4, stroke=style.PAPER, strokeWidth=2, fillOpacity=_FILL).encode(
        x=x(0.5),
        y2="end:Q",
        color=channels.colour("state", used, used.values(), symbolOpacity=_FILL, symbolStrokeWidth=0),
    )
    times = _line(base, dy=_EDGE - 1, size=12).encode(x=x(0), text="first:N")
    titles = _line(base, dy=alt.ExprRef(f"datum.down + {_EDGE - 2}"), size=13).encode(x=x(0), text="second:N")
    return framed(combined(paper, blocks, times, titles, height=_HOUR * (close - begin)), reader)


def _with_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """Sessions with their end, and time and title on as many lines as fit."""
    has_two, has_one = rows["minutes"] >= _TWO_LINES, rows["minutes"] >= _ONE_LINE
    together = rows["title"].where(has_two, rows["time"] + " " + rows["title"])
    return rows.assign(
        end=rows["start"] + rows["minutes"] / 60,
        first=rows["time"].where(has_two, ""),
        second=together.where(has_one, ""),
        down=has_two * _LINE,
    )


def _line(base: alt.Chart, *, dy: float | alt.ExprRef, size: int) -> alt.Chart:
    """A line of text in a block, cut where it ends."""
    edge = alt.ExprRef("bandwidth('x') - 16")
    mark = alt.MarkDef(
        "text", align="left", baseline="top", dx=_EDGE, dy=dy, limit=edge, color=style.INK, fontSize=size
    )
    return base.properties(mark=mark)
