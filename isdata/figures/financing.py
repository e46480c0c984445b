"""What lenders and owners look at: what one input does to the value, and whether the loan is covered."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.figures import style
from isdata.figures.frame import framed, money_axis
from isdata.i18n import N_, Reader


def swings(
    rows: pd.DataFrame, reader: Reader, currency: str, *, npv: float, is_large: bool = False
) -> alt.LayerChart:
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
    kinds = {"low": reader.text(N_("20 % less")), "high": reader.text(N_("20 % more"))}
    told = rows.melt(["name"], list(kinds), var_name="kind", value_name="amount")
    told = told.assign(
        kind=told["kind"].map(kinds),
        money=told["amount"] / axis.step,
        middle=npv / axis.step,
        words=[reader.money(amount, currency) for amount in told["amount"]],
    )
    x = alt.X(
        "money:Q",
        title=reader.text(N_("Net present value [{unit}]"), unit=axis.title),
        scale=alt.Scale(zero=False),
    )
    bars = (
        alt.Chart(told)
        .mark_bar(height={"band": 0.6})
        .encode(
            y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=alt.Axis(ticks=False, domain=False)),
            x=x,
            x2=alt.X2("middle:Q"),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=list(kinds.values()), range=[style.PALETTE[1], style.ACCENT]),
                legend=alt.Legend(title=None, orient="top"),
            ),
            tooltip=[
                alt.Tooltip("name:N", title=reader.text(N_("Input"))),
                alt.Tooltip("kind:N", title=reader.text(N_("Change"))),
                alt.Tooltip("words:N", title=reader.text(N_("Net present value"))),
            ],
        )
    )
    marks = pd.DataFrame({"money": [npv / axis.step]})
    middle = alt.Chart(marks).mark_rule(color=style.INK).encode(x=alt.X("money:Q"))
    return framed(
        alt.layer(bars, middle).properties(height=70 + len(rows) * (46 if is_large else 36)),
        is_large=is_large,
    )


def cover(
    schedule: pd.DataFrame, reader: Reader, currency: str, *, least: float, is_large: bool = False
) -> alt.LayerChart:
    """Return what each year brings beside what the loan takes, with the cover ratio above.

    Parameters
    ----------
    schedule : DataFrame
        year, interest, repayment, cash_available [currency/yr], dscr [-].
    least : float
        Ratio asked for; years below it are told in the colour of warnings. [-]
    """
    largest = float(max(schedule["cash_available"].abs().max(), schedule["debt_service"].max(), 1.0))
    axis = money_axis(largest, currency, reader, per_year=True)
    names = {
        "interest": reader.text(N_("Interest")),
        "repayment": reader.text(N_("Repayment")),
    }
    paid = schedule.melt(["year"], list(names), var_name="kind", value_name="amount")
    paid = paid.assign(
        kind=paid["kind"].map(names),
        money=paid["amount"] / axis.step,
        words=[reader.money(amount, currency) for amount in paid["amount"]],
    )
    x = alt.X("year:O", title=reader.text(N_("Year of the loan")), axis=alt.Axis(labelAngle=0))
    bars = (
        alt.Chart(paid)
        .mark_bar(size=34 if is_large else 26)
        .encode(
            x=x,
            y=alt.Y("money:Q", title=axis.title),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=list(names.values()), range=["#d9b98c", style.PALETTE[1]]),
                legend=alt.Legend(title=None, orient="top"),
            ),
            order=alt.Order("kind:N", sort="descending"),
            tooltip=[
                alt.Tooltip("year:O", title=reader.text(N_("Year"))),
                alt.Tooltip("kind:N", title=reader.text(N_("Amount"))),
                alt.Tooltip("words:N", title=reader.text(N_("Money"))),
            ],
        )
    )
    is_low = schedule["dscr"] < least
    cash = schedule.assign(
        money=schedule["cash_available"] / axis.step,
        ratio=[reader.number(value, digits=2) if np.isfinite(value) else "" for value in schedule["dscr"]],
        words=[reader.money(amount, currency) for amount in schedule["cash_available"]],
        colour=np.where(is_low, style.WARNING, style.ACCENT),
    )
    base = alt.Chart(cash).encode(x=x, y=alt.Y("money:Q"))
    line: Any = base.mark_line(color=style.ACCENT, strokeWidth=3 if is_large else 2.2)
    points: Any = base.mark_point(filled=True, opacity=1, size=80).encode(
        color=alt.Color("colour:N", scale=None),
        tooltip=[
            alt.Tooltip("year:O", title=reader.text(N_("Year"))),
            alt.Tooltip("words:N", title=reader.text(N_("Available for the loan"))),
            alt.Tooltip("ratio:N", title=reader.text(N_("Cover ratio"))),
        ],
    )
    ratios: Any = base.mark_text(dy=-14, fontWeight="bold").encode(
        text=alt.Text("ratio:N"), color=alt.Color("colour:N", scale=None)
    )
    return framed(
        alt.layer(bars, line, points, ratios).resolve_scale(color="independent").properties(height=360),
        is_large=is_large,
    )
