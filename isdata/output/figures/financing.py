"""Charts for lenders and owners: sensitivity of the value, and debt cover."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import framed, layered, money_axis, npv_title, together


def swings(rows: pd.DataFrame, reader: Reader, currency: str, *, npv: float) -> alt.LayerChart:
    """Return the net present value with one input less and more than stated, what matters most on top.

    Parameters
    ----------
    rows : DataFrame
        name (words), low and high [currency].
    npv : float
        As stated. [currency]
    """
    largest = max(abs(npv), *rows["low"].abs(), *rows["high"].abs())
    axis = money_axis(largest, currency, reader)
    kinds = {"low": reader.text(N_("−20%")), "high": reader.text(N_("+20%"))}
    words = in_money(by_kind(rows, "name", kinds), "amount", axis, reader, currency)
    x = alt.X(
        "money:Q",
        title=npv_title(axis, reader),
        scale=alt.Scale(zero=False),
    )
    bars = (
        alt.Chart(words.assign(middle=npv / axis.step))
        .mark_bar(height={"band": 0.6})
        .encode(
            y=channels.down("name", rows["name"]),
            x=x,
            x2=alt.X2("middle:Q"),
            color=channels.colour("kind", kinds.values(), [style.PALETTE[1], style.ACCENT]),
            tooltip=channels.tooltip(
                {"name": N_("Input"), "kind": N_("Change"), "words": N_("Net present value")}, reader
            ),
        )
    )
    middle = channels.upright("money", npv / axis.step)
    return layered(bars, middle, height=70 + len(rows) * (46 if reader.is_large else 36), reader=reader)


def cover(schedule: pd.DataFrame, reader: Reader, currency: str, *, least: float) -> alt.LayerChart:
    """Cash available for debt service in each year, debt service, and the cover ratio above.

    Parameters
    ----------
    schedule : DataFrame
        year, interest, repayment, debt_service, cash_available [currency/yr], dscr [-].
    least : float
        Ratio asked for; years below it are stated in the colour of warnings. [-]
    """
    largest = float(max(schedule["cash_available"].abs().max(), schedule["debt_service"].max(), 1.0))
    axis = money_axis(largest, currency, reader, per_year=True)
    names = {"interest": reader.text(N_("Interest")), "repayment": reader.text(N_("Repayment"))}
    line = reader.text(N_("Cash available (cover ratio)"))
    paid = in_money(by_kind(schedule, "year", names), "amount", axis, reader, currency)
    x = alt.X("year:O", title=reader.text(N_("Loan year")), axis=alt.Axis(labelAngle=0))
    bars = (
        alt.Chart(paid)
        .mark_bar(size=34 if reader.is_large else 26)
        .encode(
            x=x,
            y=alt.Y("money:Q", title=axis.title),
            color=channels.colour(
                "kind", [*names.values(), line], ["#d9b98c", style.PALETTE[1], style.ACCENT]
            ),
            order=alt.Order("kind:N", sort="descending"),
            tooltip=channels.tooltip(
                {"year:O": N_("Year"), "kind": N_("Item"), "words": N_("Value")}, reader
            ),
        )
    )
    cash = in_money(schedule, "cash_available", axis, reader, currency).assign(
        ratio=[reader.number(value, digits=2) if np.isfinite(value) else "" for value in schedule["dscr"]],
        colour=np.where(schedule["dscr"] < least, style.WARNING, style.ACCENT),
    )
    own_colours = {"scale": {"color": "independent"}}
    return framed(together(bars, *_available(cash, x, reader), height=360, resolve=own_colours), reader)


def _available(cash: pd.DataFrame, x: alt.X, reader: Reader) -> list[Any]:
    """Return the line of what each year brings, its points, and the cover ratio above them."""
    base = alt.Chart(cash).encode(x=x, y=alt.Y("money:Q"))
    colour = alt.Color("colour:N", scale=None)
    points = base.mark_point(filled=True, opacity=1, size=80).encode(
        color=colour,
        tooltip=channels.tooltip(
            {"year:O": N_("Year"), "words": N_("Available for debt service"), "ratio": N_("Cover ratio")},
            reader,
        ),
    )
    return [
        base.mark_line(color=style.ACCENT, strokeWidth=style.stroke(reader)),
        points,
        base.mark_text(dy=-14, fontWeight="bold").encode(text=alt.Text("ratio:N"), color=colour),
    ]
