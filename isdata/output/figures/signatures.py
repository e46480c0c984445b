"""Signatures of a document over time, each with the company that signed."""

import datetime as dt

import altair as alt
import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.figures import channels, style
from isdata.output.figures.frame import layered

_ROW, _LEAST = 26, 330  # height of a signature, and of the chart [px]


def signed(rows: pd.DataFrame, reader: Reader, today: dt.date) -> alt.LayerChart:
    """Number of companies that signed, day by day, with their names and the edition that each signed.

    Parameters
    ----------
    rows : DataFrame
        name, signed_on, edition; one row per signature.
    reader : Reader
    today : date
        End of the axis.
    """
    shown = rows.sort_values("signed_on", kind="stable").reset_index(drop=True)
    shown = shown.assign(
        day=[channels.midnight(day) for day in shown["signed_on"]],
        day_words=[reader.date(day) for day in shown["signed_on"]],
        count=shown.index + 1,
        state=[_edition(number, reader) for number in shown["edition"]],
    ).drop(columns="signed_on")
    end = pd.DataFrame({"day": [channels.midnight(today)], "count": [len(shown)]})
    x = alt.X("day:T", title=None, axis=alt.Axis(format=reader.month_pattern, labelOverlap=True, tickCount=6))
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
    names = channels.legible(base.encode(text="name:N"), align="left", baseline="bottom", dx=7, dy=-3)
    return layered(steps.encode(x=x, y=y), points, *names, height=height, reader=reader)


def _edition(number: int, reader: Reader) -> str:
    return reader.text(N_("Edition {number}"), number=reader.number(number))
