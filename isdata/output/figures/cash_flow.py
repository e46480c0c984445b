"""Cumulative cash flow with paybacks, and net present value by discount rate."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import MoneyAxis, combined, framed, layered, money_axis, npv_title

_COLOURS = (style.ACCENT, "#b0640f")
_AROUND = 120.0  # height of legend, numbers and title around the years and money [px]
_LATE = 0.45  # share of the years beyond which the labels of both paybacks do not fit
_LOW = 160.0  # height of the money axis below which every other number would be left out [px]
_TWO_LINES = 48.0  # from zero to the lower edge of the second payback's label [px]
# Heights that keep the axis above the fold on the investors page, and when presented below a scenario. [px]
_HEIGHT, _IN_HALL = 330, 590
_KINDS = {"cumulative": N_("Cumulative"), "discounted": N_("Cumulative, discounted")}
_OF_YEAR = {"year:Q": N_("Year"), "kind": N_("Item"), "words": N_("Value")}


def curve(
    yearly: pd.DataFrame,
    reader: Reader,
    currency: str,
    *,
    paybacks: tuple[float, float],
    height: float = _HEIGHT,
) -> alt.LayerChart:
    """Cumulative cash flow, undiscounted and discounted, with both paybacks marked.

    Parameters
    ----------
    yearly : DataFrame
        As `measures.annual_cash_flow` returns.
    paybacks : (float, float)
        Static and discounted payback; marked if within the years shown. [yr]
    height : float
        Height of the plot. [px]
    """
    axis = money_axis(yearly["cumulative"].abs().max(), currency, reader)
    kinds = {name: reader.text(words) for name, words in _KINDS.items()}
    rows = in_money(by_kind(yearly, "year", kinds), "amount", axis, reader, currency)
    last = int(yearly["year"].max())
    lines = (
        alt.Chart(rows)
        .mark_line(point=alt.OverlayMarkDef(size=style.area(45, reader)), strokeWidth=style.stroke(reader))
        .encode(
            x=alt.X(
                "year:Q",
                title=reader.text(N_("Years after the investment")),
                scale=alt.Scale(domain=[0, last], nice=False),
                axis=alt.Axis(tickMinStep=1, format="d", grid=False, labelFlush=False),
            ),
            y=_with_room(yearly, axis, reader, height - _AROUND),
            color=channels.colour("kind", kinds.values(), _COLOURS, columns=2),
            tooltip=channels.tooltip(_OF_YEAR, reader),
        )
    )
    marks = _paid_back(paybacks, last, reader, step=34 if reader.is_large else 20)
    tall = _IN_HALL if reader.is_large else height
    return layered(channels.zero_line(), lines, *marks, height=tall, reader=reader)


def _with_room(yearly: pd.DataFrame, axis: MoneyAxis, reader: Reader, tall: float) -> alt.Y:
    """Money axis of a given height, with room below zero for two lines of payback labels.

    Long numbers allow few ticks: with many, Vega would drop every other one, including zero.
    """
    few = reader.is_large or tall < _LOW
    room = 0.4 if reader.is_large else _TWO_LINES / (tall - _TWO_LINES)
    floor = min(yearly["cumulative"].min(), yearly["discounted"].min(), -room * yearly["cumulative"].max())
    scale = alt.Scale(domainMin=1.05 * floor / axis.step)
    return alt.Y(
        "money:Q",
        title=axis.title,
        axis=alt.Axis(tickCount=3 if few else 6, labelBound=False),
        scale=scale,
    )


def _paid_back(paybacks: tuple[float, float], last: int, reader: Reader, *, step: int) -> list[alt.Chart]:
    """Mark the paybacks, with labels clear of both curves. `step`: height of a label line [px]

    Both labels are below zero, to the right of the later payback. If that one is late, the label of the first payback is
    above zero and to its left.
    """
    marks = pd.DataFrame({"year": paybacks, "money": 0.0, "colour": _COLOURS})
    marks = marks[np.isfinite(marks["year"]) & (marks["year"] > 0) & (marks["year"] <= last)]
    if marks.empty:
        return []
    later = float(marks["year"].max())
    is_late = later > _LATE * last
    years = [reader.number(year, digits=1) for year in marks["year"]]
    marks = marks.assign(
        at=marks["year"] if is_late else later,
        place=range(len(marks)),
        words=[reader.text(N_("payback {years} yr"), years=each) for each in years],
    )
    base = alt.Chart(marks).encode(y=alt.Y("money:Q"), color=alt.Color("colour:N", scale=None))
    points = base.mark_point(size=style.area(220, reader), filled=True, opacity=1, shape="diamond").encode(
        x=alt.X("year:Q")
    )
    left, right = (
        {"align": "right", "dx": -10, "dy": -0.8 * step},
        {"align": "left", "dx": 10, "dy": 0.8 * step},
    )
    places = [left, right] if is_late else [right, right | {"dy": 1.8 * step}]
    return [points, *(each for place, looks in enumerate(places) for each in _words(base, place, looks))]


def _words(base: alt.Chart, place: int, looks: dict[str, Any]) -> list[alt.Chart]:
    """Label of one payback, with a halo against grid lines."""
    halo: dict[str, Any] = {"stroke": style.PAPER, "strokeWidth": 5, "strokeJoin": "round"}
    return [
        base.transform_filter(alt.datum.place == place)
        .mark_text(fontWeight="bold", **looks, **look)
        .encode(x=alt.X("at:Q"), text=alt.Text("words:N"))
        for look in (halo, {})
    ]


def profile(
    rates: np.ndarray, values: np.ndarray, reader: Reader, currency: str, *, marks: dict[str, float]
) -> alt.LayerChart:
    """Net present value by discount rate, with marked rates (IRR, hurdle).

    Parameters
    ----------
    rates : array
        Discount rates. [1/yr]
    values : array
        Net present value at each. [currency]
    marks : dict of str to float
        Label and rate of each vertical line; rates beyond the axis are left out.
    """
    axis, last = money_axis(np.abs(values).max(), currency, reader), float(rates.max())
    rows = pd.DataFrame(
        {
            "rate": rates,
            "money": values / axis.step,
            "rate_words": [reader.percent(rate, digits=1) for rate in rates],
            "words": [reader.money(value, currency) for value in values],
        }
    )
    x = alt.X(
        "rate:Q",
        title=reader.text(N_("Discount rate")),
        axis=alt.Axis(format="%", tickCount=6, grid=False),
        scale=alt.Scale(domain=[0, last], nice=False),
    )
    y = alt.Y("money:Q", title=npv_title(axis, reader), axis=alt.Axis(labelBound=False))
    tips = channels.tooltip({"rate_words": N_("Discount rate"), "words": N_("Net present value")}, reader)
    rules, *labels = _marked_rates(marks, last)
    curve = combined(channels.zero_line(), *channels.curve(rows, x, y, tips, reader), rules)
    own_axes = {"scale": {"y": "independent"}}
    return framed(combined(curve, *labels, height=380, resolve=own_axes), reader)


def _marked_rates(marks: dict[str, float], last: float) -> list[alt.Chart]:
    """A line at each rate up to the last, labelled on the side with more room."""
    shown = {words: rate for words, rate in marks.items() if 0 <= rate <= last}
    table = pd.DataFrame({"words": list(shown), "rate": list(shown.values()), "place": range(len(shown))})
    is_right = alt.datum.rate > 0.6 * last
    rules = alt.Chart(table).mark_rule(strokeDash=[5, 4], color=style.MUTED).encode(x=alt.X("rate:Q"))
    labels = [
        alt.Chart(table)
        .transform_filter(is_right if align == "right" else ~is_right)
        .mark_text(align=align, dx=-5 if align == "right" else 5)
        .encode(
            x=alt.X("rate:Q"),
            y=alt.Y("place:O", axis=None, scale=alt.Scale(range=[12, 60])),
            text=alt.Text("words:N"),
        )
        for align in ("left", "right")
    ]
    return [rules, *labels]
