"""Events on a line of time: a row each, the newest first."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import framed, of_rows, together

_ROW = 22  # px
_LATE = 0.55  # part of the span of time from which on the name of an event stands before its point


def timeline(events: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Events by date, each with its name beside its point.

    Parameters
    ----------
    events : DataFrame
        starts_on (date), name and kind in words; in their order.
    reader : Reader
    """
    rows = events.assign(
        day=pd.to_datetime(events["starts_on"]),
        date=[reader.date(day) for day in events["starts_on"]],
        row=[str(place) for place in range(len(events))],
    )
    first, last = rows["day"].min(), rows["day"].max()
    is_late = (rows["day"] - first) > _LATE * (last - first)
    kinds = list(dict.fromkeys(rows["kind"]))
    y = alt.Y("row:N", sort=list(rows["row"]), axis=None)
    x = alt.X(
        "day:T",
        title=None,
        axis=alt.Axis(orient="top", format="%Y", tickCount={"interval": "year", "step": 1}),
    )
    tips = channels.tooltip({"name": N_("Event"), "kind": N_("Kind"), "date": N_("Date")}, reader)
    points = (
        alt.Chart(rows)
        .mark_circle(size=80, opacity=1)
        .encode(
            x=x,
            y=y,
            tooltip=tips,
            color=channels.colour("kind", kinds, style.PALETTE[: len(kinds)], symbolType="circle"),
        )
    )
    layers: list[alt.Chart] = [points]
    for part, align, dx in ((rows[is_late], "right", -9), (rows[~is_late], "left", 9)):
        layers += channels.legible(
            alt.Chart(part).encode(x=x, y=y, text="name:N"), align=align, dx=dx, limit=560
        )
    step = 1.6 * _ROW if reader.is_large else _ROW
    return framed(of_rows(together(*layers), len(rows), step), reader)
