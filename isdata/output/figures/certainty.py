"""Charts of uncertainty: distribution, main drivers, and price sensitivity."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import factor_words
from isdata.output.figures import channels, style
from isdata.output.figures.frame import LEAST_IN_HALL, framed, layered, money_axis, npv_title


def spread(
    values: np.ndarray,
    reader: Reader,
    *,
    title: str,
    percentiles: Sequence[float],
    words: Sequence[str],
    limit: tuple[str, float] | None = None,
) -> alt.LayerChart:
    """Distribution of the simulated values, with P10, P50 and P90 marked.

    Parameters
    ----------
    values : array
        Finite drawn values, in the unit of `title`.
    title : str
        Of the axis, with its unit.
    percentiles : sequence of float
        P10, P50 and P90.
    words : sequence of str
        How they read.
    limit : (str, float), optional
        Words and value of one line more, such as the hurdle.
    """
    low, high = np.quantile(values, [0.005, 0.995])
    high = high if high > low else low + 1
    bars = _histogram(values, (low, high), reader, title=title, room=1.7 if reader.is_large else 1.4)
    marks = pd.DataFrame(
        {
            "value": percentiles,
            "words": [f"P10 {words[0]}", f"P50 {words[1]}", f"P90 {words[2]}"],
            "place": range(3),
            "colour": style.INK,
        }
    )
    if limit and low <= limit[1] <= high:
        marks.loc[3] = [limit[1], limit[0], 3, style.WARNING]
    rules, *labels = _marked(marks, middle=0.5 * float(low + high), step=38 if reader.is_large else 22)
    layers = alt.layer(alt.layer(bars, rules), *labels)
    tall = LEAST_IN_HALL if reader.is_large else 300
    return framed(layers.resolve_scale(y="independent").properties(height=tall), reader)


def _histogram(
    values: np.ndarray, ends: tuple[float, float], reader: Reader, *, title: str, room: float
) -> alt.Chart:
    """Bars of the values between two ends; `room`: height of the axis in highest bars, for the words above them."""
    counts, edges = np.histogram(values, bins=40, range=ends)
    rows = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "share": counts / max(1, len(values))})
    rows["share_words"] = [reader.percent(share, digits=1) for share in rows["share"]]
    return (
        alt.Chart(rows)
        .mark_bar(color="#9cc3c0", binSpacing=0)
        .encode(
            x=alt.X(
                "from:Q",
                bin="binned",
                title=title,
                scale=alt.Scale(zero=False),
                axis=alt.Axis(grid=False, labelOverlap="greedy", labelSeparation=8),
            ),
            x2=alt.X2("to:Q"),
            y=alt.Y(
                "share:Q", axis=None, scale=alt.Scale(domainMax=room * float(rows["share"].max() or 1.0))
            ),
            tooltip=channels.tooltip({"share_words": N_("Share of simulations")}, reader),
        )
    )


def _marked(marks: pd.DataFrame, *, middle: float, step: int) -> list[alt.Chart]:
    """Line at each value, and their words, each on the side where there is room; `step`: height of a line of words [px]."""
    colour = alt.Color("colour:N", scale=None)
    rules = (
        alt.Chart(marks)
        .mark_rule(strokeWidth=1.5, strokeDash=[5, 3])
        .encode(x=alt.X("value:Q"), color=colour)
    )
    labels = alt.Chart(marks).encode(
        x=alt.X("value:Q"),
        y=alt.Y("place:O", axis=None, scale=alt.Scale(domain=[0, 1, 2, 3], range=[step / 2, 3.5 * step])),
        text=alt.Text("words:N"),
        color=colour,
    )
    is_right = alt.datum.value > middle
    return [
        rules,
        *channels.legible(labels.transform_filter(~is_right), align="left", dx=5),
        *channels.legible(labels.transform_filter(is_right), align="right", dx=-5),
    ]


def tornado(drivers: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Correlation of the NPV of all measures with each uncertain input.

    Parameters
    ----------
    drivers : DataFrame
        name (words), npv (Spearman's rank correlation) [-]; strongest first.
    """
    order = list(drivers["name"])
    rows = drivers[["name", "npv"]].assign(
        words=[reader.number(value, digits=2) for value in drivers["npv"]],
        colour=[style.ACCENT if value >= 0 else style.PALETTE[1] for value in drivers["npv"]],
    )
    base = alt.Chart(rows).encode(
        y=channels.down("name", order),
        x=alt.X(
            "npv:Q",
            title=reader.text(N_("Rank correlation with NPV")),
            scale=alt.Scale(domain=[-1, 1]),
            axis=alt.Axis(values=[-1, -0.5, 0, 0.5, 1]),
        ),
        tooltip=channels.tooltip({"name": N_("Uncertain input"), "words": N_("Rank correlation")}, reader),
    )
    bars = base.mark_bar(height={"band": 0.62}).encode(color=alt.Color("colour:N", scale=None))
    zero = channels.upright("npv", 0.0)
    return layered(bars, zero, height=60 + len(rows) * (44 if reader.is_large else 34), reader=reader)


_PRICES = {
    "name": N_("Price"),
    "factor_words": N_("Price factor"),
    "npv_words": N_("Net present value"),
    "payback_words": N_("Payback [yr]"),
}


def prices(paths: pd.DataFrame, reader: Reader, currency: str) -> alt.LayerChart:
    """NPV of the measures by price factor, of one carrier or of all.

    Parameters
    ----------
    paths : DataFrame
        name (words), factor [-], npv [currency], payback [yr], payback_words.
    """
    axis = money_axis(paths["npv"].abs().max(), currency, reader)
    names = list(dict.fromkeys(paths["name"]))
    colours = [style.INK, *style.PALETTE][: len(names)]
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
                scale=alt.Scale(zero=False),
                axis=alt.Axis(grid=False),
            ),
            y=alt.Y("money:Q", title=npv_title(axis, reader)),
            color=channels.colour("name", names, colours, columns=2, symbolType="stroke", labelLimit=0),
            tooltip=channels.tooltip(_PRICES, reader),
        )
    )
    now = channels.upright("factor", 1.0, color=style.MUTED, strokeDash=[5, 4])
    return layered(now, lines, height=380, reader=reader)
