"""Signatures of a document over time, each with the company that signed."""

import datetime as dt
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import layered

_ROW, _LEAST = 26, 230  # height of a signature, and of the chart [px]


# Space for names before the first signature and for time after the last one, as shares of the time between them.
_BEFORE, _BEFORE_ON_PHONE, _AFTER = 0.42, 0.62, 0.12
_LONG = pd.Timedelta(days=300)  # time from which not every month has a tick
_SHORTEST = pd.Timedelta(days=60)  # minimum time shown


def signed(rows: pd.DataFrame, reader: Reader, today: dt.date, *, is_phone: bool = False) -> alt.LayerChart:
    """Cumulative number of companies that signed, with their names and editions.

    Parameters
    ----------
    rows : DataFrame
        name, signed_on, edition; one row per signature.
    reader : Reader
    today : date
        End of the axis, unless most of the axis would then be without a signature.
    is_phone : bool
        True if names take a large part of the width.
    """
    shown = _in_order(rows, reader)
    domain = _span(rows["signed_on"], today, _BEFORE_ON_PHONE if is_phone else _BEFORE)
    end = pd.DataFrame({"day": [domain[-1]], "count": [len(shown)]})
    span = alt.Scale(domain=domain, nice=False)
    x = alt.X(
        "day:T",
        title=None,
        scale=span,
        axis=alt.Axis(format=reader.month_pattern, labelOverlap=True, tickCount=_ticks(domain)),
    )
    y = alt.Y(
        "count:Q",
        stack=None,
        title=reader.text(N_("Companies that signed")),
        scale=alt.Scale(domain=[0, len(shown) + 0.6]),
        axis=alt.Axis(tickMinStep=1, tickCount=5),
    )
    editions = sorted(shown["edition"].unique())
    words = [_edition(number, reader) for number in editions]
    colours = [style.PALETTE[place % len(style.PALETTE)] for place in range(len(editions) - 1, -1, -1)]
    tips = channels.tooltip({"name": N_("Company"), "day_words": N_("Date"), "state": N_("Edition")}, reader)
    line = {"color": style.ACCENT, "strokeWidth": 2}
    steps = alt.Chart(pd.concat([shown[["day", "count"]], end])).mark_area(
        interpolate="step-after", color=style.ACCENT, opacity=0.12, line=line
    )
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tips)
    points = base.mark_circle(size=110, opacity=1).encode(color=channels.colour("state", words, colours))
    height = max(_LEAST, (1.6 if reader.is_large else 1) * _ROW * len(shown))
    names = channels.legible(base.encode(text="name:N"), align="right", baseline="middle", dx=-9)
    return layered(steps.encode(x=x, y=y), points, *names, height=height, reader=reader)


def _in_order(rows: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Signatures in the order of their days, counted, with day and edition as text."""
    shown = rows.sort_values("signed_on", kind="stable").reset_index(drop=True)
    return shown.assign(
        day=[channels.midnight(day) for day in shown["signed_on"]],
        day_words=[reader.date(day) for day in shown["signed_on"]],
        count=shown.index + 1,
        state=[_edition(number, reader) for number in shown["edition"]],
    ).drop(columns="signed_on")


def _ticks(domain: list[str | None]) -> Any:
    """Ticks of an axis with names of months: in a short time, several would have the same."""
    first, last = (pd.Timestamp(str(end)) for end in domain)
    return "month" if last - first < _LONG else 6


def _span(days: pd.Series, today: dt.date, before: float) -> list[str | None]:
    """First and last day of the axis: the steps are to the right of the names and end soon after the last signature."""
    known = [*pd.to_datetime(days)]
    first, last = min(known), max(known)
    between = max(last - first, _SHORTEST)
    until = max(last, min(pd.Timestamp(today), last + _AFTER * between))
    return [channels.midnight(first - before * between), channels.midnight(until)]


def _edition(number: int, reader: Reader) -> str:
    return reader.text(N_("Edition {number}"), number=reader.number(number))
