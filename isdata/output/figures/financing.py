"""Charts for lenders and owners: sensitivity of the value, and debt cover."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind, in_money
from isdata.output.figures.frame import combined, framed, layered, money_axis, npv_title

_BESIDE = 0.42  # room for an amount beside the longest bar, as a share of the axis [-]
_WIDE, _FEW = (
    84,
    12,
)  # smallest width of a bar that contains its amount [px], and number of years whose amounts fit side by side


def swings(rows: pd.DataFrame, reader: Reader, currency: str, *, npv: float) -> alt.LayerChart:
    """Net present value with each input below and above its stated value, the most influential on top.

    Parameters
    ----------
    rows : DataFrame
        name (text), low and high [currency].
    npv : float
        Net present value with all inputs as stated. [currency]
    """
    largest = max(abs(npv), *rows["low"].abs(), *rows["high"].abs())
    axis = money_axis(largest, currency, reader)
    kinds = {"low": reader.text(N_("−20%")), "high": reader.text(N_("+20%"))}
    words = in_money(by_kind(rows, "name", kinds), "amount", axis, reader, currency)
    x = alt.X(
        "money:Q",
        title=npv_title(axis, reader),
        axis=alt.Axis(tickCount=5) if reader.is_large else alt.Undefined,
        scale=alt.Scale(zero=False, domain=_domain(words["money"], reader)),
    )
    bars = (
        alt.Chart(words.assign(middle=npv / axis.step))
        .mark_bar(height={"band": 0.6})
        .encode(
            y=channels.name_axis("name", rows["name"]),
            x=x,
            x2=alt.X2("middle:Q"),
            color=channels.colour("kind", kinds.values(), [style.PALETTE[1], style.ACCENT]),
            tooltip=channels.tooltip(
                {"name": N_("Input"), "kind": N_("Change"), "words": N_("Net present value")}, reader
            ),
        )
    )
    middle = channels.vertical_line("money", npv / axis.step)
    ends = (
        _ends(words, rows["name"], npv / axis.step) if reader.is_large else []
    )  # at a desk, a table states them
    return layered(
        bars, middle, *ends, height=70 + len(rows) * (46 if reader.is_large else 36), reader=reader
    )


def _domain(money: pd.Series, reader: Reader) -> Any:
    """Limits of the money axis; when presented, with room for the amounts beside the longest bars."""
    if not reader.is_large:
        return alt.Undefined
    low, high = float(money.min()), float(money.max())
    room = _BESIDE * ((high - low) or 1.0)
    return [low - room, high + room]


def _ends(words: pd.DataFrame, names: pd.Series, middle: float) -> list[alt.Chart]:
    """Amounts beside the ends of the bars, on the side away from the middle."""
    base = alt.Chart(words.assign(short=words["words"])).encode(
        y=channels.name_axis("name", names), x=alt.X("money:Q"), text=alt.Text("short:N")
    )
    return [
        base.transform_filter(side).mark_text(align=align, dx=dx)
        for side, align, dx in (
            (alt.datum.money < middle, "right", -6),
            (alt.datum.money >= middle, "left", 6),
        )
    ]


def cover(schedule: pd.DataFrame, reader: Reader, currency: str, *, least: float) -> alt.LayerChart:
    """Cash available for debt service in each year, debt service, and the cover ratio above.

    Parameters
    ----------
    schedule : DataFrame
        year, interest, repayment, debt_service, cash_available [currency/yr], dscr [-].
    least : float
        Required ratio; years below it have the warning colour. [-]
    """
    largest = float(max(schedule["cash_available"].abs().max(), schedule["debt_service"].max(), 1.0))
    axis = money_axis(largest, currency, reader, per_year=True)
    names = {"interest": reader.text(N_("Interest")), "repayment": reader.text(N_("Repayment"))}
    line = reader.text(N_("Cash available (cover ratio)"))
    paid = in_money(by_kind(schedule, "year", names), "amount", axis, reader, currency)
    x = alt.X("year:O", title=reader.text(N_("Loan year")), axis=alt.Axis(labelAngle=0))
    bars = (
        alt.Chart(paid)
        .mark_bar(size=(_WIDE if len(schedule) <= _FEW else 34) if reader.is_large else 26)
        .encode(
            x=x,
            y=alt.Y("money:Q", title=axis.title, axis=alt.Axis(tickCount=5)),
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
        label=_ratios(schedule, axis.step, reader),
        colour=np.where(schedule["dscr"] < least, style.WARNING, style.ACCENT),
    )
    own_colours = {"scale": {"color": "independent"}}
    amounts = (
        _paid(schedule, x, axis.step, reader) if reader.is_large and len(schedule) <= _FEW else []
    )  # at a desk, a table states them
    return framed(
        combined(bars, *amounts, *_available(cash, x, reader), height=360, resolve=own_colours), reader
    )


def _paid(schedule: pd.DataFrame, x: alt.X, step: float, reader: Reader) -> list[alt.Chart]:
    """Repayment amounts within their bar, and interest amounts above it."""
    rows = pd.DataFrame(
        {
            "year": schedule["year"],
            "middle": schedule["repayment"] / 2 / step,
            "top": (schedule["repayment"] + schedule["interest"]) / step,
            "repaid": [reader.number(amount / step) for amount in schedule["repayment"]],
            "interest": [reader.number(amount / step) for amount in schedule["interest"]],
        }
    )
    base = alt.Chart(rows).encode(x=x)
    return [
        base.mark_text(color=style.PAPER, fontWeight="bold").encode(y=alt.Y("middle:Q"), text="repaid:N"),
        base.mark_text(color="#8a6a38", fontWeight="bold", dy=-16).encode(
            y=alt.Y("top:Q"), text="interest:N"
        ),
    ]


def _available(cash: pd.DataFrame, x: alt.X, reader: Reader) -> list[Any]:
    """Line and points of the cash available in each year, with the cover ratio above them."""
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
        base.mark_text(dy=-14, fontWeight="bold").encode(text=alt.Text("label:N"), color=colour),
    ]


def _ratios(schedule: pd.DataFrame, step: float, reader: Reader) -> list[str]:
    """Text of each year's cover ratio; when presented, preceded by the cash available."""
    ratios = [reader.number(value, digits=2) if np.isfinite(value) else "" for value in schedule["dscr"]]
    if not reader.is_large or len(schedule) > _FEW:
        return ratios
    cash = [reader.number(amount / step) for amount in schedule["cash_available"]]
    return [f"{amount} ({ratio})" if ratio else amount for amount, ratio in zip(cash, ratios, strict=True)]
