"""Payback charts of groups of measures: payback classes, and investment against saving by category."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import class_words, payback_between, words
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind
from isdata.output.figures.frame import combined, framed, money_axis

_OF_GROUP = {
    "name": N_("Group"),
    "kind": N_("Item"),
    "amount_words": N_("Value"),
    "measures:Q": N_("Measures"),
    "payback_words": N_("Payback [yr]"),
}


def classes(by_class: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Number of measures in each payback class from the first to the last one with measures.

    Parameters
    ----------
    by_class : DataFrame
        As `measures.by_class` returns.
    """
    filled = by_class["measures"].to_numpy().nonzero()[0]
    if len(filled):
        by_class = by_class.iloc[filled[0] : filled[-1] + 1]
    names = by_class["payback_class"].astype(str)
    rows = by_class.assign(
        words=[class_words(name, reader) for name in names],
        label=[_of_class(count, reader) if count else "" for count in by_class["measures"]],
        colour=[style.WARNING if name == "never" else style.ACCENT for name in names],
    ).drop(columns="payback_class")
    room = 1.22 if reader.is_large else 1.12
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "words:N",
            sort=None,
            title=reader.text(N_("Payback [yr]")),
            axis=alt.Axis(ticks=False, domain=False),
        ),
        x=alt.X("measures:Q", axis=None, scale=alt.Scale(domainMax=room * max(1, rows["measures"].max()))),
        tooltip=channels.tooltip({"words": N_("Payback [yr]"), "measures:Q": N_("Measures")}, reader),
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=alt.Color("colour:N", scale=None))
    labels = base.mark_text(align="left", dx=6).encode(text=alt.Text("label:N"))
    return framed(combined(bars, labels, height=560 if reader.is_large else 340), reader)


def _of_class(count: int, reader: Reader) -> str:
    """Number of measures of a payback class, when presented with its unit, which a page states elsewhere."""
    if not reader.is_large:
        return str(count)
    return reader.plural("{count} measure", "{count} measures", count)


_OF_PAIR = 12  # type of the amounts of two bars of a group [px]


def by_group(categories: pd.DataFrame, reader: Reader, currency: str) -> alt.Chart:
    """Investment and yearly saving, one pair of bars per group, with its payback.

    Parameters
    ----------
    categories : DataFrame
        As `measures.by_group` returns, with name (text).
    """
    axis = money_axis(categories[["investment", "annual_saving"]].max().max(), currency, reader)
    kinds = {
        "investment": reader.text(N_("Investment, one-time")),
        "annual_saving": reader.text(N_("Saving, yearly")),
    }
    named = categories.assign(payback_words=[words(years, reader) for years in categories["payback"]])
    rows = by_kind(named, ["name", "payback_words", "measures", "payback", "share"], kinds)
    rows = rows.assign(
        money=rows["amount"] / axis.step,
        amount_words=[reader.money(amount, currency) for amount in rows["amount"]],
    )
    if reader.is_large:  # a single picture includes what a page shows beside it
        rows = rows.assign(amount_words=_with_results(rows, kinds, reader))
    colours = ("#9aa5aa", style.ACCENT)
    room = 1.6 if reader.is_large else 1.35
    base = alt.Chart(rows).encode(
        y=channels.name_axis("name", categories["name"], labelOverlap=False),
        yOffset=alt.YOffset("kind:N", sort=list(kinds.values())),
        x=alt.X("money:Q", axis=None, scale=alt.Scale(domainMax=room * float(rows["money"].max() or 1))),
    )
    bars = base.mark_bar(cornerRadiusEnd=2).encode(
        color=channels.colour("kind", kinds.values(), colours, symbolType="square"),
        tooltip=channels.tooltip(_OF_GROUP, reader),
    )
    # as high as a bar, so that the amounts of a pair are close to each other
    size = alt.Undefined if reader.is_large else _OF_PAIR
    amounts = base.mark_text(align="left", dx=4, fontSize=size).encode(text="amount_words:N")
    on_page = 40 if reader.language == "zh" else 34  # Chinese characters have full height
    height = 24 + len(categories) * (60 if reader.is_large else on_page)
    return framed(combined(bars, amounts, height=height), reader)


def _with_results(rows: pd.DataFrame, kinds: Mapping[str, str], reader: Reader) -> list[str]:
    """Amounts with their results: payback of an investment, and share of a saving in the total."""

    def result(row: dict[str, Any]) -> str:
        if row["kind"] == kinds["investment"]:
            return reader.text(
                N_("payback {years}"), years=payback_between(row["payback"], row["payback"], reader)
            )
        return reader.text(N_("{share} of the saving"), share=reader.percent(row["share"], digits=1))

    return [f"{row['amount_words']} · {result(row)}" for row in rows.to_dict("records")]
