"""Timeline of events: one row each, newest first."""

import datetime as dt
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, of_rows

# Height of a row, and on a phone offsets of an event's name (above) and point from the middle of the row. [px]
_ROW, _ON_PHONE, _NAME_UP, _POINT_DOWN = 22, 34, 9, 8
_BAR = 7  # height of the bar of a year [px]
_AS_BAR = "M-1.2,-0.35h2.4v0.7h-2.4z"  # sign of the legend where all events are bars
_WORD = 18  # height of the word for the present day [px]
_AT = "scale('x', datum.day)"
_HALF = f"(scale('x', time(datum.day) + datum.half) - {_AT})"  # half the length of a bar, 0 for a point
_SMALLER = "clamp(width / datum.wide, 0.85, 1)"  # type size of a long name on a phone, relative to the others
_HALF_YEAR = pd.Timedelta(days=182)
_IS_LATE = f"{_AT} > 0.5 * width"  # its name is before its point, where there is more space


def timeline(events: pd.DataFrame, reader: Reader, today: dt.date, *, row: float = _ROW) -> alt.LayerChart:
    """Events by date, each with its name on the side of its point that has more room; the present day is marked.

    An event of which only the year is known (1 January) is a bar over this year.

    Parameters
    ----------
    events : DataFrame
        starts_on (date), name and kind as text; in drawing order.
    reader : Reader
    today : date
    row : float
        Height of a row on a working page. [px]
    """
    rows = _placed(events, reader)
    kinds = list(dict.fromkeys(rows["kind"]))
    y = alt.Y("row:N", sort=list(rows["row"]), axis=None)
    # Between the years and the rows stands the word for the present day.
    axis = alt.Axis(
        orient="top",
        format="%Y",
        tickCount={"interval": "year", "step": 1},
        offset=_WORD * (1.5 if reader.is_large else 1),
    )
    x = alt.X("day:T", title=None, axis=axis)
    tips = channels.tooltip({"name": N_("Event"), "kind": N_("Kind"), "date": N_("Date")}, reader)
    sign = _AS_BAR if rows["half"].all() else "circle"
    colour = channels.colour("kind", kinds, style.PALETTE[: len(kinds)], symbolType=sign)
    base = alt.Chart(rows).encode(y=y, tooltip=tips, color=colour)
    down = alt.ExprRef(f"{style.NARROW} ? {_POINT_DOWN} : 0")
    points = base.mark_circle(size=80, opacity=1, yOffset=down).encode(x=x).transform_filter("!datum.half")
    years = (
        base.mark_bar(height=_BAR, cornerRadius=_BAR / 2, opacity=1, yOffset=down)
        .encode(x=alt.X("begin:T", title=None, axis=axis), x2="until:T")
        .transform_filter("datum.half > 0")
    )
    ground, names = _names(rows, x, y, reader)
    line, word = channels.today(today, reader)
    layers = [
        line,
        ground,
        word,
        years,
        points,
        names,
    ]  # the ground hides the line below a name, and not its word
    step = 1.6 * _ROW if reader.is_large else row
    on_phone = 0 if reader.is_large else _ON_PHONE
    return framed(of_rows(combined(*layers), len(rows), step, on_phone=on_phone), reader)


def _placed(events: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Events with their row, date as text, and place in time.

    begin, day, until: start, middle and end of the year, all the same where the day is known; half: half of that time [ms];
    wide: width of the name per size of type.
    """
    day = pd.to_datetime(events["starts_on"])
    half = (day.dt.day_of_year == 1).astype(int) * _HALF_YEAR
    return events.assign(
        begin=day,
        day=day + half,
        until=day + 2 * half,
        half=half / pd.Timedelta(milliseconds=1),
        date=[reader.date_or_year(day) for day in events["starts_on"]],
        row=[str(place) for place in range(len(events))],
        wide=[channels.SMALL * text_width(name, 1.0) for name in events["name"]],
    )


def _names(rows: pd.DataFrame, x: alt.X, y: alt.Y, reader: Reader) -> list[alt.Chart]:
    """Ground that hides the line of the present day behind names, and the names beside the points.

    On a phone they stand above the points, moved to the left as far as they need.
    """
    moved = f"max(-{_AT}, min(0, width - {_AT} - datum.wide))"
    size: dict[str, Any] = (
        {}
        if reader.is_large
        else {"fontSize": alt.ExprRef(f"{style.NARROW} ? {channels.SMALL} * {_SMALLER} : 13")}
    )
    return channels.legible(
        alt.Chart(rows).encode(x=x, y=y, text="name:N"),
        edge_width=32 if reader.is_large else 14,  # also the spaces between words
        align=alt.ExprRef(f"!({style.NARROW}) && {_IS_LATE} ? 'right' : 'left'"),
        dx=alt.ExprRef(f"{style.NARROW} ? {moved} : {_IS_LATE} ? -9 - {_HALF} : 9 + {_HALF}"),
        dy=alt.ExprRef(f"{style.NARROW} ? {-_NAME_UP} : 0"),
        limit=alt.ExprRef(f"{style.NARROW} ? width : max({_AT}, width - {_AT}) - {_HALF} - 12"),
        **size,
    )
