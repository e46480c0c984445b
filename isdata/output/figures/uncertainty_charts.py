"""Charts of uncertainty: distribution, main drivers, and price sensitivity."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import factor_words
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed, layered, money_axis, npv_title

_TITLE_GAP = 2  # between the numbers of an axis and its title, in a low window [px]
_IN_HALL = 590  # height when presented [px]
_FROM_START = 0.17  # share of the axis up to which a label does not fit on the left [-]
# Offset of labels from their line; on a phone they begin further left where they would be cut. [px]
_BESIDE = f"{style.NARROW} ? min(5, width - scale('x', datum.value) - datum.wide) : 5"
_DRIVERS = 147  # height of the rows of value drivers in a low window, if they are few [px]
_PHONE = 260.0  # width of the axis on a phone [px]
_NEAR = 0.25  # distance from the values up to which a line is drawn, relative to their range [-]
_APART = 14.0  # gaps of a label between two lines [px]
_NEAR_END = 0.8  # share of the axis beyond which a label does not fit on the right [-]


def spread(
    values: np.ndarray,
    reader: Reader,
    *,
    title: str,
    percentiles: Sequence[float],
    words: Sequence[str],
    limit: tuple[str, float] | None = None,
    is_low: bool = False,
    is_phone: bool = False,
    is_high: bool = False,
) -> alt.LayerChart:
    """Distribution of the simulated values, with the median and the 10th and 90th percentiles marked.

    Parameters
    ----------
    values : array
        Finite simulated values, in the unit of `title`.
    title : str
        Title of the axis, with its unit.
    percentiles : sequence of float
        10th, 50th and 90th percentile.
    words : sequence of str
        Labels of the percentiles.
    limit : (str, float), optional
        Label and value of one additional line, such as the hurdle.
    is_low : bool
        True for a window of small height.
    is_phone : bool
        True for a phone; all labels are then below each other.
    is_high : bool
        True for a window with spare height.
    """
    low, high = np.quantile(values, [0.005, 0.995])
    high = high if high > low else low + 1
    bars = _histogram(
        values,
        (low, high),
        reader,
        title=title,
        room=2.1 if is_phone and limit else 1.7 if reader.is_large else 1.5,
        is_low=is_low,
    )
    marks = _percentile_marks(percentiles, words, reader)
    beyond = _NEAR * (high - low)
    if limit and low - beyond <= limit[1] <= high + beyond:
        marks.loc[3] = [limit[1], limit[0], style.WARNING]
        low, high = min(low, limit[1]), max(high, limit[1])
    marks["wide"] = [text_width(each, 11.5) for each in marks["words"]]
    sided = _sided(marks, (low, high), is_phone=is_phone)
    if limit and not (is_phone or reader.is_large):
        sided = _paired(sided, low + _FROM_START * (high - low))
    rules, *labels = _marked(
        sided, step=30 if reader.is_large else 15 if is_low else 18, width=style.rule(reader)
    )
    usual = 280 if is_high else 220 if is_phone and limit else 200
    tall = _IN_HALL if reader.is_large else 155 if is_low else usual
    own_axes = {"scale": {"y": "independent"}}
    return framed(combined(bars, rules, *labels, height=tall, resolve=own_axes), reader)


def _percentile_marks(percentiles: Sequence[float], words: Sequence[str], reader: Reader) -> pd.DataFrame:
    """Value, label and colour of the lines at the 10th, 50th and 90th percentile."""
    messages = (N_("10% below {value}"), N_("median {value}"), N_("90% below {value}"))
    labels = [reader.text(message, value=value) for message, value in zip(messages, words, strict=True)]
    return pd.DataFrame({"value": percentiles, "words": labels, "colour": style.INK})


def _histogram(
    values: np.ndarray, ends: tuple[float, float], reader: Reader, *, title: str, room: float, is_low: bool
) -> alt.Chart:
    """Histogram between two limits; `room`: axis height in multiples of the highest bar, leaving space for the labels."""
    counts, edges = np.histogram(values, bins=40, range=ends)
    share = counts / max(1, len(values))
    rows = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "share": 100 * share})
    rows["share_words"] = [reader.percent(each, digits=1) for each in share]
    most = float(rows["share"].max() or 1.0)
    return (
        alt.Chart(rows)
        .mark_bar(color="#9cc3c0", binSpacing=0)
        .encode(
            x=alt.X(
                "from:Q",
                bin="binned",
                title=title,
                scale=alt.Scale(zero=False),
                axis=alt.Axis(
                    grid=False,
                    tickCount=7,
                    labelFlush=False,
                    titlePadding=_TITLE_GAP if is_low else alt.Undefined,
                ),
            ),
            x2=alt.X2("to:Q"),
            y=alt.Y(
                "share:Q",
                title=reader.text(N_("Share [%]")),
                # The labels are above the highest bar.
                axis=alt.Axis(grid=False, values=[0, max(1, round(most / 2)), max(2, 2 * round(most / 2))]),
                scale=alt.Scale(domainMin=0, domainMax=room * most),
            ),
            tooltip=channels.tooltip({"share_words": N_("Share of simulations")}, reader),
        )
    )


def _sided(marks: pd.DataFrame, ends: tuple[float, float], *, is_phone: bool) -> pd.DataFrame:
    """Marks with the side and row of their labels, counted from the top.

    A line begins at its label, so that it does not cross the labels above it. Labels are to the right of their line, but to
    its left near the end of the axis. Those on the left come first, on a phone last if their lines would cross others.
    """
    low, high = ends
    marks = marks.assign(is_left=marks["value"] > low + _NEAR_END * (high - low))
    right = marks[~marks["is_left"]].sort_values("value", kind="stable")
    left = marks[marks["is_left"]].sort_values("value", ascending=False, kind="stable")
    per_px = (high - low) / _PHONE if is_phone else 0.0
    crosses = any(
        value < line < value + (wide + _APART) * per_px
        for value, wide in zip(right["value"], right["wide"], strict=True)
        for line in left["value"]
    )
    return pd.concat([right, left] if crosses else [left, right]).assign(place=range(len(marks)))


def _paired(marks: pd.DataFrame, least: float) -> pd.DataFrame:
    """Marks with the lowest label moved to the left of its line, beside the next one, so that none covers the bars.

    Parameters
    ----------
    marks : DataFrame
        As returned by `_sided`.
    least : float
        Smallest value with room for a label left of its line.
    """
    lowest = marks["value"].idxmin()
    if marks.loc[lowest, "is_left"] or marks.loc[lowest, "value"] < least:
        return marks
    later = marks["place"] > marks.loc[lowest, "place"]
    return marks.assign(
        is_left=marks["is_left"] | (marks.index == lowest), place=marks["place"] - later.astype(int)
    )


def _marked(marks: pd.DataFrame, *, step: int, width: float) -> list[alt.Chart]:
    """Line at each value, with the label on its side; `step`: height of a label line, `width`: of a line [px]."""
    colour = alt.Color("colour:N", scale=None)
    places = alt.Scale(domain=[0, 1, 2, 3], range=[step / 2, 3.5 * step], padding=0)
    rules = (
        alt.Chart(marks)
        .mark_rule(strokeWidth=width, strokeDash=[5, 3])
        .encode(
            x=alt.X("value:Q"),
            y=alt.Y("place:O", axis=None, scale=places),
            y2=alt.Y2Value("height"),
            color=colour,
        )
    )
    labels = alt.Chart(marks).encode(
        x=alt.X("value:Q"),
        y=alt.Y("place:O", axis=None, scale=places),
        text=alt.Text("words:N"),
        color=colour,
    )
    found = [rules]
    # Vega warns about a layer without rows, because it has no extent.
    if not marks["is_left"].all():
        found += channels.legible(
            labels.transform_filter("!datum.is_left"), align="left", dx=alt.ExprRef(_BESIDE)
        )
    if marks["is_left"].any():
        found += channels.legible(labels.transform_filter("datum.is_left"), align="right", dx=-5)
    return found


def tornado(
    drivers: pd.DataFrame, spread: float, reader: Reader, currency: str, *, is_high: bool = False
) -> alt.LayerChart:
    """Change of the NPV of all measures when an uncertain input rises by one standard deviation, others constant.

    Parameters
    ----------
    drivers : DataFrame
        name (text), npv (standardised effect, as in `uncertainty.Simulation`) [-]; strongest first.
    spread : float
        Standard deviation of the NPV. [currency]
    is_high : bool
        True for a window with spare height.
    """
    order, changes = list(drivers["name"]), drivers["npv"] * spread
    axis = money_axis(float(changes.abs().max()), currency, reader)
    rows = pd.DataFrame(
        {
            "name": order,
            "npv": changes / axis.step,
            "words": [f"{'+' * (value > 0)}{reader.money(value, currency)}" for value in changes],
            "colour": [style.ACCENT if value >= 0 else style.PALETTE[1] for value in changes],
        }
    )
    ends = min(0.0, float(rows["npv"].min())), max(0.0, float(rows["npv"].max()))
    # Ends of the axis with room for the amounts, of which a phone needs more.
    first, last = (
        alt.ExprRef(f"{style.NARROW} ? {_with_room(end, ends, 0.75)} : {_with_room(end, ends, 0.25)}")
        for end in ends
    )
    base = alt.Chart(rows).encode(
        y=channels.name_axis("name", order, labelOverlap=False),
        x=alt.X(
            "npv:Q",
            title=None,
            axis=alt.Axis(labels=False, ticks=False, grid=False, domain=False),  # the amounts are on the bars
            scale=alt.Scale(domainMin=first, domainMax=last, nice=False),
        ),
        tooltip=channels.tooltip({"name": N_("Uncertain input"), "words": N_("Change of NPV")}, reader),
    )
    bars = base.mark_bar(height={"band": 0.62}).encode(color=alt.Color("colour:N", scale=None))
    zero = channels.vertical_line("npv", 0.0)
    labels = base.encode(text="words:N")
    right = channels.legible(labels.transform_filter("datum.npv >= 0"), align="left", dx=5)
    left = channels.legible(labels.transform_filter("datum.npv < 0"), align="right", dx=-5)
    few = float(np.clip(_DRIVERS / len(rows), 18, 30))
    height = 10 + len(rows) * (44 if reader.is_large else 34 if is_high else few)
    return layered(bars, zero, *right, *left, height=height, reader=reader)


def _with_room(end: float, ends: tuple[float, float], share: float) -> float:
    """End of the axis with room for amounts beside its bars; without bars on this side only a little."""
    return end + (share if end else 0.05) * (ends[1] - ends[0]) * (1 if end == ends[1] else -1)


_PRICES = {
    "name": N_("Price"),
    "factor_words": N_("Price factor"),
    "npv_words": N_("Net present value"),
    "payback_words": N_("Payback [yr]"),
}


def prices(paths: pd.DataFrame, reader: Reader, currency: str, *, is_low: bool = False) -> alt.LayerChart:
    """NPV of the measures by price factor, for one energy carrier or all.

    Parameters
    ----------
    paths : DataFrame
        name (text), factor [-], npv [currency], payback [yr], payback_words.
    is_low : bool
        True for a window of small height.
    """
    axis = money_axis(paths["npv"].abs().max(), currency, reader)
    names = list(dict.fromkeys(paths["name"]))
    colours = dict(zip(names, [style.INK, *style.PALETTE], strict=False))
    ends = paths[paths["factor"] == paths["factor"].max()].set_index("name")["npv"]
    names.sort(key=lambda name: -ends[name])  # legend in the order of the line ends
    # A low window has no space for the legend above the lines.
    legend: dict[str, Any] = (
        {"orient": "right", "columns": 1} if is_low and not reader.is_large else {"columns": 2}
    )
    rows = paths[["name", "factor", "payback_words"]].assign(
        money=paths["npv"] / axis.step,
        factor_words=[factor_words(factor, reader) for factor in paths["factor"]],
        npv_words=[reader.money(value, currency) for value in paths["npv"]],
    )
    lines = (
        alt.Chart(rows)
        .mark_line(strokeWidth=style.stroke(reader), point=alt.OverlayMarkDef(size=60))
        .encode(
            x=alt.X(
                "factor:Q",
                title=reader.text(N_("Price factor")),
                scale=alt.Scale(zero=False, nice=False),
                axis=alt.Axis(grid=False, tickCount=4, titlePadding=_TITLE_GAP if is_low else alt.Undefined),
            ),
            y=alt.Y("money:Q", title=npv_title(axis, reader), axis=alt.Axis(tickCount=4 if is_low else 10)),
            color=channels.colour(
                "name", names, [colours[name] for name in names], symbolType="stroke", labelLimit=0, **legend
            ),
            tooltip=channels.tooltip(_PRICES, reader),
        )
    )
    now = channels.vertical_line("factor", 1.0, color=style.MUTED, strokeDash=[5, 4])
    return layered(now, lines, height=222 if is_low else 380, reader=reader)
