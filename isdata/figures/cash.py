"""Money over the years: when the measures together have paid themselves back, and at which rate they gain."""

import altair as alt
import numpy as np
import pandas as pd

from isdata.figures import style
from isdata.figures.frame import framed, money_axis
from isdata.i18n import N_, Reader

_COLOURS = (style.ACCENT, "#b0640f")


def curve(
    yearly: pd.DataFrame,
    reader: Reader,
    currency: str,
    *,
    paybacks: tuple[float, float],
    is_large: bool = False,
) -> alt.LayerChart:
    """Return the cumulative cash flow, plain and discounted, with both paybacks marked.

    Parameters
    ----------
    yearly : DataFrame
        As `measures.yearly` returns.
    paybacks : (float, float)
        Static and discounted payback; marked where they lie within the years shown. [yr]
    """
    axis = money_axis(yearly["cumulative"].abs().max(), currency, reader)
    # Room below zero for the words of the paybacks.
    floor = min(yearly["cumulative"].min(), yearly["discounted"].min(), -0.22 * yearly["cumulative"].max())
    kinds = {"cumulative": reader.text(N_("Added up")), "discounted": reader.text(N_("Added up, discounted"))}
    rows = yearly.melt(["year"], list(kinds), var_name="kind", value_name="amount")
    rows = rows.assign(
        kind=rows["kind"].map(kinds),
        money=rows["amount"] / axis.step,
        words=[reader.money(amount, currency) for amount in rows["amount"]],
    )
    last = int(yearly["year"].max())
    colours = alt.Scale(domain=list(kinds.values()), range=list(_COLOURS))
    lines = (
        alt.Chart(rows)
        .mark_line(point=alt.OverlayMarkDef(size=45), strokeWidth=3 if is_large else 2.2)
        .encode(
            x=alt.X(
                "year:Q",
                title=reader.text(N_("Years after the investment")),
                scale=alt.Scale(domain=[0, last], nice=False),
                axis=alt.Axis(tickMinStep=1, format="d", grid=False),
            ),
            y=alt.Y(
                "money:Q",
                title=axis.title,
                axis=alt.Axis(tickCount=6),
                scale=alt.Scale(domainMin=1.05 * floor / axis.step),
            ),
            color=alt.Color("kind:N", scale=colours, legend=alt.Legend(title=None, orient="top", columns=1)),
            tooltip=[
                alt.Tooltip("year:Q", title=reader.text(N_("Year"))),
                alt.Tooltip("kind:N", title=reader.text(N_("Amount"))),
                alt.Tooltip("words:N", title=reader.text(N_("Money"))),
            ],
        )
    )
    zero = alt.Chart(pd.DataFrame({"money": [0.0]})).mark_rule(color=style.INK).encode(y=alt.Y("money:Q"))
    return framed(
        alt.layer(zero, lines, *_paid_back(paybacks, last, reader)).properties(height=380),
        is_large=is_large,
    )


def _paid_back(paybacks: tuple[float, float], last: int, reader: Reader) -> list[alt.Chart]:
    marks = pd.DataFrame({"year": paybacks, "money": 0.0, "colour": _COLOURS, "place": (0, 1)})
    marks = marks[np.isfinite(marks["year"]) & (marks["year"] > 0) & (marks["year"] <= last)]
    if marks.empty:
        return []
    marks = marks.assign(
        words=[
            reader.text(N_("paid back after {years} years"), years=reader.number(year, digits=1))
            for year in marks["year"]
        ]
    )
    base = alt.Chart(marks).encode(
        x=alt.X("year:Q"), y=alt.Y("money:Q"), color=alt.Color("colour:N", scale=None)
    )
    points = base.mark_point(size=220, filled=True, opacity=1, shape="diamond")
    told = [
        base.transform_filter(alt.datum.place == place)
        .mark_text(align="left", dx=10, dy=16 + 20 * place, fontWeight="bold")
        .encode(text=alt.Text("words:N"))
        for place in (0, 1)
    ]
    return [points, *told]


def profile(
    rates: np.ndarray,
    values: np.ndarray,
    reader: Reader,
    currency: str,
    *,
    marks: dict[str, float],
    is_large: bool = False,
) -> alt.LayerChart:
    """Return the net present value at every discount rate, with rates marked (IRR, hurdle).

    Parameters
    ----------
    rates : array
        Discount rates. [1/yr]
    values : array
        Net present value at each. [currency]
    marks : dict of str to float
        Words and rate of each vertical line; those beyond the rates shown are left out.
    """
    axis = money_axis(np.abs(values).max(), currency, reader)
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
        scale=alt.Scale(domain=[0, float(rates.max())], nice=False),
    )
    line = (
        alt.Chart(rows)
        .mark_line(color=style.ACCENT, strokeWidth=3 if is_large else 2.2)
        .encode(x=x, y=alt.Y("money:Q", title=reader.text(N_("Net present value [{unit}]"), unit=axis.title)))
    )
    hover = (
        alt.Chart(rows)
        .mark_point(opacity=0, size=300)
        .encode(
            x=x,
            y=alt.Y("money:Q"),
            tooltip=[
                alt.Tooltip("rate_words:N", title=reader.text(N_("Discount rate"))),
                alt.Tooltip("words:N", title=reader.text(N_("Net present value"))),
            ],
        )
    )
    zero = alt.Chart(pd.DataFrame({"money": [0.0]})).mark_rule(color=style.INK).encode(y=alt.Y("money:Q"))
    shown = {words: rate for words, rate in marks.items() if 0 <= rate <= rates.max()}
    table = pd.DataFrame({"words": list(shown), "rate": list(shown.values()), "place": range(len(shown))})
    is_right = alt.datum.rate > 0.6 * float(rates.max())
    rules = alt.Chart(table).mark_rule(strokeDash=[5, 4], color=style.MUTED).encode(x=alt.X("rate:Q"))
    told = [
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
    return framed(
        alt.layer(alt.layer(zero, line, hover, rules), *told)
        .resolve_scale(y="independent")
        .properties(height=380),
        is_large=is_large,
    )
