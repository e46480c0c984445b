"""Charts of heat by temperature and by hour of the day."""

import math

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind
from isdata.output.figures.frame import combined, framed

_HEIGHT, _IN_HALL = 360, 525  # height of a picture, and of a presented one [px]
# Colours of heat available, required, recovered.
_COLOURS = (style.WARNING, style.KINDS["water"], style.ACCENT)


def composite(
    curves: pd.DataFrame, reader: Reader, *, pinch: float = math.nan, approach: float = 0.0
) -> alt.LayerChart:
    """Hot and cold composite curves with the pinch marked; zoomable.

    Parameters
    ----------
    curves : DataFrame
        curve ("hot" or "cold"), temperature [°C], heat [kW].
    pinch : float
        Shifted pinch temperature, which heat does not cross; nan if there is none. [°C]
    approach : float
        Minimum temperature difference of the curves; at the pinch each is half of it away. [K]
    """
    names = {"hot": reader.text(N_("Available heat")), "cold": reader.text(N_("Heat demand"))}
    rows = curves.assign(curve=curves["curve"].map(names), heat=curves["heat"] / 1000)
    wanted = curves.loc[curves["curve"] == "cold", "temperature"]
    # Heat far above all demand temperatures would flatten the rest; it is visible after zooming out.
    top = min(1.1 * curves["temperature"].max(), 1.25 * wanted.max()) if len(wanted) else None
    low = min(0.0, float(curves["temperature"].min()))
    scale = alt.Scale(domain=[low, top]) if top else alt.Scale()
    chart = (
        alt.Chart(rows)
        .mark_line(strokeWidth=3, point=True, clip=True)
        .encode(
            x=alt.X("heat:Q", title=reader.text(N_("Heat in simultaneous operation [MW]")), axis=alt.Axis(tickCount=8)),
            y=alt.Y("temperature:Q", title=reader.text(N_("Temperature [°C]")), scale=scale),
            color=channels.colour("curve", names.values(), _COLOURS[:2]),
            order="heat:Q",
            tooltip=["curve:N", alt.Tooltip("heat:Q", format=".2f"), alt.Tooltip("temperature:Q", format=".0f")],
        )
    )  # fmt: skip
    zoom = alt.selection_interval(bind="scales")
    layers = (chart.add_params(zoom), *_pinch(pinch, approach, reader), *_above(rows, top, reader))
    return framed(combined(*layers, height=_HEIGHT), reader)


def _above(rows: pd.DataFrame, top: float | None, reader: Reader) -> list[alt.Chart]:
    """Label where a curve leaves the picture at temperature `top`: temperature and amount of the heat beyond."""
    beyond = rows[rows["temperature"] > top] if top else rows.iloc[:0]
    if beyond.empty:
        return []
    hottest = beyond.loc[beyond["temperature"].idxmax()]
    words = reader.text(
        N_("↑ to {temperature} °C, {heat} in all"),
        temperature=reader.number(hottest["temperature"]),
        heat=reader.amount(float(f"{hottest['heat']:.3g}"), "MW"),
    )
    curve = rows[rows["curve"] == hottest["curve"]].sort_values("heat")
    leaves = float(np.interp(float(top or 0.0), curve["temperature"], curve["heat"]))
    begin = pd.DataFrame({"heat": [leaves], "temperature": [top], "words": [words]})
    text = alt.Chart(begin).mark_text(align="left", baseline="top", dx=8, dy=4, color=style.INK)
    return [text.encode(x="heat:Q", y="temperature:Q", text="words:N")]


def _pinch(pinch: float, approach: float, reader: Reader) -> list[alt.Chart]:
    """Band between the two curves at the pinch, with its label."""
    if math.isnan(pinch):
        return []
    words = reader.text(N_("Pinch {temperature} °C"), temperature=reader.number(pinch))
    rows = pd.DataFrame(
        {"low": [pinch - approach / 2], "high": [pinch + approach / 2], "middle": [pinch], "words": [words]}
    )
    base = alt.Chart(rows)
    return [
        base.mark_rect(color=style.MUTED, opacity=0.15).encode(y="low:Q", y2="high:Q"),
        base.mark_rule(color=style.MUTED, strokeDash=[5, 3]).encode(y="middle:Q"),
        base.mark_text(align="right", baseline="bottom", dy=-4, fontWeight="bold", color=style.INK).encode(
            y="middle:Q", x=alt.value("width"), text="words:N"
        ),
    ]


HOURLY = {"given": N_("Available heat"), "wanted": N_("Heat demand"), "passed": N_("Recoverable")}


def by_hour(hours: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Heat supply, demand and recoverable heat by hour of the mean day of a year.

    Parameters
    ----------
    hours : DataFrame
        begins, ends [h], given, wanted and passed [kW].
    """
    names = {key: reader.text(text) for key, text in HOURLY.items()}
    # A step lasts until the next one begins; the last one until midnight.
    last = hours.tail(1).assign(begins=hours["ends"].tail(1))
    rows = by_kind(pd.concat([hours, last]), "begins", names, kind="what", amount="power")
    rows = rows.assign(power=rows["power"] / 1000)
    base = alt.Chart(rows).encode(
        x=alt.X(
            "begins:Q",
            title=reader.text(N_("Hour of the day")),
            scale=alt.Scale(domain=[0, 24], nice=False),
            axis=alt.Axis(values=list(range(0, 25, 4))),
        ),
        y=alt.Y("power:Q", title=reader.text(N_("Heat, annual mean [MW]"))),
        color=channels.colour("what", names.values(), _COLOURS, symbolOpacity=1),
        tooltip=[
            "what:N",
            alt.Tooltip("begins:Q", title=reader.text(N_("From hour"))),
            alt.Tooltip("power:Q", title="MW", format=".2f"),
        ],
    )
    is_passed = alt.datum.what == names["passed"]
    area = base.mark_area(interpolate="step-after", opacity=0.2).transform_filter(is_passed)
    line = base.mark_line(interpolate="step-after", strokeWidth=3)
    return framed(combined(area, line, height=_IN_HALL if reader.is_large else _HEIGHT), reader)
