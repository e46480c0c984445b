"""Scenarios side by side: what the best plan of each brings in money and in CO2."""

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style
from isdata.output.figures.frame import layered, money_axis, npv_title


def money(rows: pd.DataFrame, reader: Reader, currency: str, *, is_large: bool = False) -> alt.LayerChart:
    """Return the net present value of each scenario's best plan as bars.

    Parameters
    ----------
    rows : DataFrame
        name (words, in order), npv [currency].
    """
    axis = money_axis(float(rows["npv"].abs().max()), currency, reader)
    return _bars(
        rows.assign(
            value=rows["npv"] / axis.step, words=[reader.money(amount, currency) for amount in rows["npv"]]
        ),
        npv_title(axis, reader),
        is_large=is_large,
    )


def tonnes(rows: pd.DataFrame, reader: Reader, *, is_large: bool = False) -> alt.LayerChart:
    """Return the CO2 that each scenario's best plan saves as bars.

    Parameters
    ----------
    rows : DataFrame
        name (words, in order), co2 [t/yr].
    """
    unit = reader.unit("t/yr")
    return _bars(
        rows.assign(value=rows["co2"], words=[reader.amount(amount, unit) for amount in rows["co2"]]),
        reader.text(N_("CO2 saved [{unit}]"), unit=unit),
        is_large=is_large,
    )


def _bars(rows: pd.DataFrame, title: str, *, is_large: bool) -> alt.LayerChart:
    # Two scenarios may have the same name; the number keeps them apart.
    named = rows.assign(label=[f"{place} · {name}" for place, name in enumerate(rows["name"], start=1)])
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=260 if is_large else 190))
    x = alt.X("value:Q", title=title, axis=alt.Axis(grid=True, tickCount=5))
    bars = alt.Chart(named).mark_bar(color=style.ACCENT, height=30 if is_large else 20).encode(x=x, y=y)
    words = (
        alt.Chart(named)
        .mark_text(align="left", dx=6)
        .encode(x=alt.X("value:Q"), y=y, text=alt.Text("words:N"))
    )
    room = (
        alt.Chart(named.assign(value=named["value"].clip(lower=0) * 1.6))
        .mark_point(opacity=0)
        .encode(x=x, y=y)
    )
    return layered(room, bars, words, height=(58 if is_large else 42) * len(named) + 30, is_large=is_large)
