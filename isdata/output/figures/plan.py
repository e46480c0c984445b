"""Comparison of plans: result by budget, money against CO2, and spending by year."""

from collections.abc import Callable
from functools import partial

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.bar_labels import end
from isdata.output.figures.frame import MoneyAxis, layered, money_axis, npv_title

_VALUES = {"npv_words": N_("Net present value"), "co2_words": N_("CO2 saved [t/yr]")}
_MEASURES = {"measures:Q": N_("Measures")}


def by_budget(
    front: pd.DataFrame, reader: Reader, currency: str, *, marks: pd.DataFrame, tonnes: bool = False
) -> alt.LayerChart:
    """Result of the best plan for each budget, with single plans marked.

    Parameters
    ----------
    front : DataFrame
        As `planning.by_budget` returns.
    marks : DataFrame
        name (text), cost, npv [currency], co2 [t/yr]: this plan, and the shortest-payback-first rule.
    tonnes : bool
        True if plans maximise CO2 saved per year; by default net present value.
    """
    value = "co2" if tonnes else "npv"
    across = money_axis(max(front["budget"].max(), marks["cost"].max()), currency, reader)
    up, write = _worth(max(front[value].max(), marks[value].max()), currency, reader, tonnes=tonnes)
    rows = _labelled(front, reader, currency).assign(
        budget=front["budget"] / across.step,
        money=front[value] / up.step,
        budget_words=[reader.money(value, currency, is_padded=False) for value in front["budget"]],
    )
    x = alt.X("budget:Q", title=reader.text(N_("Budget [{unit}]"), unit=across.title), axis=_spaced(10))
    y = alt.Y("money:Q", title=reader.text(N_("CO2 saved [t/yr]")) if tonnes else npv_title(up, reader))
    tips = channels.tooltip({"budget_words": N_("Budget"), **_VALUES, **_MEASURES}, reader)
    marked = marks.assign(
        budget=marks["cost"] / across.step,
        money=marks[value] / up.step,
        words=[_stated(worth, write(worth), reader) for worth in marks[value]],
    )
    worth = N_("CO2 saved") if tonnes else N_("Net present value")
    if (
        reader.is_rounded
    ):  # a line begins with the first plan of known result, and rises at a budget, not between two
        rows = rows[rows["money"].fillna(0).ne(0).cummax()]
    curve = channels.curve(rows, x, y, tips, reader, is_stepped=reader.is_rounded)
    return layered(*curve, _marked(marked, reader, worth), height=340, reader=reader)


def _stated(value: float, words: str, reader: Reader) -> str:
    """Text of a plan's total, marked as rounded if it is; missing and zero totals are not marked."""
    if not reader.is_rounded or not value or np.isnan(value):
        return words
    return reader.text(N_("about {amount}"), amount=words)


def _worth(
    largest: float, currency: str, reader: Reader, *, tonnes: bool
) -> tuple[MoneyAxis, Callable[[float], str]]:
    """Axis of the plans' objective (money or tonnes of CO2 per year), and the function that formats an amount."""
    if tonnes:
        return MoneyAxis(1.0, ""), partial(reader.amount, unit="t/yr")
    return money_axis(largest, currency, reader), partial(_money, reader=reader, currency=currency)


def _money(value: float, reader: Reader, currency: str) -> str:
    """Text of a plan's money; a rounded figure has no trailing zeros, which would suggest accuracy. [currency]"""
    return reader.money(value, currency, is_padded=not reader.is_rounded)


def _spaced(ticks: int) -> alt.Axis:
    """Axis with a number of ticks, or fewer if labels would touch."""
    return alt.Axis(grid=False, tickCount=ticks, labelOverlap=True, labelSeparation=14, labelFlush=False)


def _labelled(front: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Plans on a front with their label texts."""
    return pd.DataFrame(
        {
            "npv_words": [_stated(value, _money(value, reader, currency), reader) for value in front["npv"]],
            "co2_words": [_stated(value, reader.amount(value, "t/yr"), reader) for value in front["co2"]],
            "measures": front["measures"],
        }
    )


def _marked(plans: pd.DataFrame, reader: Reader, worth: str) -> alt.Chart:
    """Single plans (name, budget, money, words) as points with a legend."""
    # With its result, as both points may coincide; a rounded plan has no other one beside it.
    names = [
        row["name"] if reader.is_rounded else reader.text(N_("{a}: {b}"), a=row["name"], b=row["words"])
        for row in plans.to_dict("records")
    ]
    # The rule's ring is wider, so that it is visible around the plan if both coincide.
    shown = plans[["budget", "money", "words"]].assign(name=names, area=[620, 200][-len(plans) :])
    return (
        alt.Chart(shown)
        .mark_point(opacity=1, strokeWidth=3)
        .encode(
            size=alt.Size("area:Q", scale=None, legend=None),
            x=alt.X("budget:Q"),
            y=alt.Y("money:Q"),
            color=channels.colour("name", names, [style.PALETTE[1], style.ACCENT][-len(names) :], columns=1),
            shape=alt.Shape(
                "name:N",
                scale=alt.Scale(domain=names, range=["circle", "diamond"][-len(names) :]),
                legend=alt.Legend(title=None, columns=1),
            ),
            tooltip=channels.tooltip({"name": N_("Plan"), "words": worth}, reader),
        )
    )


def money_and_co2(
    front: pd.DataFrame, reader: Reader, currency: str, *, here: tuple[float, float]
) -> alt.LayerChart:
    """Pareto front of net present value and CO2, with the plan marked.

    Parameters
    ----------
    front : DataFrame
        As `planning.by_co2` returns.
    here : (float, float)
        CO2 [t/yr] and net present value [currency] of the plan.
    """
    axis = money_axis(max(front["npv"].abs().max(), abs(here[1])), currency, reader)
    rows = _labelled(front, reader, currency).assign(
        co2=front["co2"],
        money=front["npv"] / axis.step,
        cost_words=[_stated(value, _money(value, reader, currency), reader) for value in front["cost"]],
    )
    x = alt.X(
        "co2:Q",
        title=reader.text(N_("CO2 saved [t/yr]")),
        scale=alt.Scale(zero=False, padding=20),
        axis=_spaced(8),
    )
    y = alt.Y("money:Q", title=npv_title(axis, reader), scale=alt.Scale(zero=False))
    tips = channels.tooltip({**_VALUES, "cost_words": N_("Spending"), **_MEASURES}, reader)
    base = alt.Chart(rows).encode(x=x, y=y)
    line = base.mark_line(color=style.RULE, strokeWidth=2)
    points = base.mark_circle(size=110, color=style.ACCENT, opacity=1).encode(tooltip=tips)
    own = alt.Chart(pd.DataFrame({"co2": [here[0]], "money": [here[1] / axis.step]})).encode(x=x, y=y)
    plan = own.mark_point(shape="diamond", filled=True, size=320, color=style.PALETTE[1], opacity=1)
    is_right = here[0] > front["co2"].mean()
    name = own.mark_text(
        text=reader.text(N_("this plan")),
        align="right" if is_right else "left",
        dx=-14 if is_right else 14,
        dy=-13,
    )
    return layered(line, points, plan, name, height=400, reader=reader)


def years(
    plan: pd.DataFrame, reader: Reader, currency: str, *, most: Callable[[int], float]
) -> alt.LayerChart:
    """Spending in each year of the plan.

    Parameters
    ----------
    plan : DataFrame
        Chosen measures: year (0 is the first), cost [currency].
    most : callable
        Budget by year. [currency]
    """
    spent = plan.groupby("year")["cost"].agg(["sum", "size"]).reset_index()
    axis = money_axis(spent["sum"].max(), currency, reader)
    rows = pd.DataFrame(
        {
            "year": [reader.text(N_("Year {number}"), number=int(year) + 1) for year in spent["year"]],
            "amount": spent["sum"] / axis.step,
            "words": [
                " · ".join(
                    (
                        _spent(row["sum"], most(int(row["year"])), currency, reader),
                        reader.plural("{count} measure", "{count} measures", int(row["size"])),
                    )
                )
                for row in spent.to_dict("records")
            ],
        }
    )
    base = alt.Chart(rows).encode(
        y=channels.name_axis("year", rows["year"]),
        x=alt.X("amount:Q", axis=None, scale=alt.Scale(domainMax=end(rows, 2.6))),
        tooltip=channels.tooltip({"year": N_("Year"), "words": N_("Spending")}, reader),
    )
    bars = base.mark_bar(color=style.ACCENT, height={"band": 0.6}, cornerRadiusEnd=2).encode()
    labels = base.mark_text(align="left", dx=6).encode(text=alt.Text("words:N"))
    return layered(bars, labels, height=30 + len(rows) * (48 if reader.is_large else 36), reader=reader)


def _spent(money: float, most: float, currency: str, reader: Reader) -> str:
    """Text of a year's spending; a rounded one limited by the budget is stated as "at most" the budget."""
    if reader.is_rounded and money >= most > 0:
        return reader.text(N_("at most {amount}"), amount=reader.money(money, currency, is_padded=False))
    return _stated(money, _money(money, reader, currency), reader)


def falls_short(rows: pd.DataFrame) -> pd.Series:
    """Planning methods whose expected value exceeds the actual one; rows as for `planning_methods`."""
    largest = float(rows[["promised", "worth"]].abs().max().max())
    return rows["promised"] > rows["worth"] + 1e-6 * largest


def planning_methods(rows: pd.DataFrame, reader: Reader, currency: str, *, tonnes: bool) -> alt.LayerChart:
    """Actual and expected value of each planning method.

    Parameters
    ----------
    rows : DataFrame
        name (text), promised, worth [currency, or t/yr], note (text), is_best; from top to bottom.
    tonnes : bool
        True if the amounts are tonnes of CO2.
    """
    largest = float(rows[["promised", "worth"]].abs().max().max())
    axis, write = _worth(largest, currency, reader, tonnes=tonnes)
    drawn = _decided(rows, axis, lambda value: _stated(value, write(value), reader))
    tips = {
        "method": N_("Planning method"),
        "words": N_("Actual value"),
        "promised_words": N_("Expected value"),
    }
    y = channels.name_axis("method", drawn["method"])
    x = alt.X("worth:Q", axis=None, scale=alt.Scale(domainMax=2.2 * max(1e-9, largest / axis.step)))
    colour = alt.condition("datum.is_best", alt.value(style.ACCENT), alt.value("#a9c9c6"))
    base = alt.Chart(drawn).encode(y=y, tooltip=channels.tooltip(tips, reader))
    bars = base.mark_bar(height={"band": 0.6}, cornerRadiusEnd=2).encode(x=x, color=colour)
    ticks = (
        base.transform_filter("datum.is_disappointed")
        .mark_tick(color=style.PALETTE[1], thickness=3, height=24)
        .encode(x=alt.X("promised:Q"))
    )
    words = (
        base.transform_calculate(end="max(datum.promised, datum.worth)")
        .mark_text(align="left", dx=8)
        .encode(x=alt.X("end:Q"), text=alt.Text("words:N"))
    )
    layers = [bars, ticks, words] if drawn["is_disappointed"].any() else [bars, words]
    return layered(*layers, height=20 + len(drawn) * (56 if reader.is_large else 42), reader=reader)


def _decided(rows: pd.DataFrame, axis: MoneyAxis, labelled: Callable[[float], str]) -> pd.DataFrame:
    """Bars of the planning methods with their label texts."""
    return pd.DataFrame(
        {
            "method": rows["name"],
            "worth": rows["worth"] / axis.step,
            "promised": rows["promised"] / axis.step,
            "is_best": rows["is_best"],
            "is_disappointed": falls_short(rows),
            "words": [
                f"{labelled(worth)} · {note}" if note else labelled(worth)
                for worth, note in zip(rows["worth"], rows["note"], strict=True)
            ],
            "promised_words": [labelled(value) for value in rows["promised"]],
        }
    )
