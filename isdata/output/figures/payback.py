"""Payback of measures: ranked one by one, spread over classes, investment against saving, and by category."""

import json
from collections.abc import Collection
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import class_words, measure_words, payback_between, words
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind
from isdata.output.figures.frame import framed, money_axis, of_rows

_TOP = 12.0  # longest bar; "never" is drawn up to there [yr]
_ROOM = 1.5  # length of the axis by that of the longest bar: the words stand behind the bar [-]
_ROW, _ROW_IN_HALL, _ROW_ON_PHONE = 22, 36, 36  # px
_LINE_ON_PHONE, _HALF_LINE = 130, 8  # px
_OF_GROUP = {
    "name": N_("Group"),
    "kind": N_("Item"),
    "amount_words": N_("Value"),
    "measures:Q": N_("Measures"),
    "payback_words": N_("Payback [yr]"),
}
VERDICTS = {
    N_("profitable"): style.ACCENT,
    N_("not profitable"): style.PALETTE[1],
    N_("never"): style.WARNING,
}


def with_words(appraised: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Measures with their tooltip words."""
    return pd.DataFrame(
        {
            "name": [measure_words(row, reader) for row in appraised.to_dict("records")],
            "company": reader.names(appraised, "company", nameless=reader.text(N_("undisclosed"))),
            "category": [reader.choice("measure_category", name) for name in appraised["category"]],
            "investment_words": [reader.money(amount, currency) for amount in appraised["investment"]],
            "saving_words": [reader.money(amount, currency) for amount in appraised["annual_saving"]],
            "payback_words": [words(years, reader) for years in appraised["payback"]],
        },
        index=appraised.index,
    )


def tooltip(reader: Reader, *, has_money: bool = True) -> list[alt.Tooltip]:
    titles = {
        "name": N_("Measure"),
        "company": N_("Company"),
        "category": N_("Category"),
        "investment_words": N_("Investment"),
        "saving_words": N_("Saving per year"),
        "payback_words": N_("Payback [yr]"),
    }
    hidden = () if has_money else ("investment_words", "saving_words")
    return channels.tooltip({name: title for name, title in titles.items() if name not in hidden}, reader)


def verdict_colour(reader: Reader, used: Collection[str]) -> alt.Color:
    """Colours of the verdicts that occur, given in words."""
    colours = {reader.text(word): colour for word, colour in VERDICTS.items()}
    return channels.states("verdict", colours, used, symbolType="square", columns=3, columnPadding=8)


def verdicts(appraised: pd.DataFrame, reader: Reader) -> list[str]:
    """Return "economic", "not economic" or "never" for each measure, in words."""
    gains, falls_short, never = (reader.text(word) for word in VERDICTS)
    return np.select(
        [np.isinf(appraised["payback"]), appraised["is_economic"]], [never, gains], falls_short
    ).tolist()


def ranked(
    appraised: pd.DataFrame,
    reader: Reader,
    currency: str,
    *,
    marks: dict[str, float],
    columns: int = 1,
    part: slice = slice(None),
) -> list[alt.LayerChart]:
    """Payback of every measure, shortest first, those that never pay back last; one chart for each column.

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` and `measures.disclosed` return; money in a tooltip only where they hold some.
    reader : Reader
        Words and numbers.
    currency : str
        Of the money.
    marks : dict of str to float
        Words and place of each dashed line, such as a benchmark. [yr]
    columns : int
        In how many columns the measures stand; a phone has room for one, with names in two lines.
    part : slice
        Which of them are drawn, counted from the shortest payback; the axis is that of all.
    """
    known = appraised[appraised["payback"].notna()].sort_values("payback", kind="stable")
    finite = known["payback"][np.isfinite(known["payback"])]
    top = max(1.0, *marks.values(), *finite.clip(upper=_TOP))
    has_money = bool(known["has_money"].any())
    rows = with_words(known, reader, currency)
    rows = (rows if has_money else rows.drop(columns=["investment_words", "saving_words"])).assign(
        verdict=verdicts(known, reader),
        rank=np.arange(1, len(known) + 1),
        height=known["payback"].clip(0, top),
        # Beside the line, not across it.
        behind=known["payback"].clip(max(marks.values(), default=0.0), top),
        is_cut=known["payback"] > top,
        years=[payback_between(years, years, reader) for years in known["payback"]],
    )
    rows = rows.iloc[part]
    tips = tooltip(reader, has_money=has_money)
    each = max(1, -(-len(rows) // columns))
    parts = [rows[start : start + each] for start in range(0, len(rows), each)]
    return [_lying(part, top, marks, reader, tips, is_narrow=columns == 1) for part in parts]


def _lying(
    rows: pd.DataFrame,
    top: float,
    marks: dict[str, float],
    reader: Reader,
    tips: list[alt.Tooltip],
    *,
    is_narrow: bool,
) -> Any:
    """One column of bars, the name before and the payback behind each."""
    x = alt.X("height:Q", axis=None, scale=alt.Scale(domain=[0, _ROOM * top], nice=False))
    base = alt.Chart(rows).encode(y=alt.Y("rank:O", title=None, axis=_named(rows, is_narrow=is_narrow)))
    bars = base.mark_bar(height={"band": 0.7}).encode(
        x=x,
        color=verdict_colour(reader, set(rows["verdict"])),
        opacity=alt.OpacityValue(1, condition={"test": "datum.is_cut", "value": 0.35}),
        tooltip=tips,
    )
    words = base.encode(x=alt.X("behind:Q"), text="years:N")
    layers = [bars, *_marks(marks), *channels.legible(words, align="left", dx=5)]
    step = _ROW_ON_PHONE if is_narrow else _ROW_IN_HALL if reader.is_large else _ROW
    return framed(of_rows(alt.layer(*layers), len(rows), step), reader)


def _named(rows: pd.DataFrame, *, is_narrow: bool) -> alt.Axis:
    """Axis with the name of each bar, on a phone in two lines."""
    room = _LINE_ON_PHONE if is_narrow else np.inf
    lines = json.dumps([channels.in_two_lines(name, room) for name in rows["name"]], ensure_ascii=False)
    lines = f"{lines}[datum.value - {rows['rank'].min()}]"
    # Vega places the first line: both are to stand at the middle of the bar.
    middle: Any = {"condition": {"test": f"length({lines}) > 1", "value": -_HALF_LINE}, "value": 0}
    return alt.Axis(
        labelExpr=lines,
        labelOffset=middle,
        # No second cut on a phone, where letters are wider than estimated.
        labelLimit=1.2 * room if is_narrow else alt.ExprRef("0.6 * (containerSize()[0] || 600)"),
        labelOverlap=False,
        ticks=False,
        domain=False,
    )


def _marks(marks: dict[str, float]) -> list[alt.Chart]:
    """Return a dashed line at each mark, with its words above."""
    if not marks:
        return []
    base = alt.Chart(pd.DataFrame({"words": list(marks), "height": list(marks.values())}))
    rule = base.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=style.INK)
    words = base.mark_text(align="right", baseline="bottom", dy=-4)
    return [
        rule.encode(x=alt.X("height:Q")),
        words.encode(x=alt.XValue("width"), y=alt.YValue(0), text=alt.Text("words:N")),
    ]


def classes(by_class: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Number of measures in each payback class.

    Parameters
    ----------
    by_class : DataFrame
        As `measures.by_class` returns.
    """
    rows = by_class.assign(
        words=[class_words(name, reader) for name in by_class["payback_class"]],
        label=[str(count) if count else "" for count in by_class["measures"]],
        colour=[
            style.WARNING if name == "never" else style.ACCENT
            for name in by_class["payback_class"].astype(str)
        ],
    ).drop(columns="payback_class")
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "words:N",
            sort=None,
            title=reader.text(N_("Payback [yr]")),
            axis=alt.Axis(ticks=False, domain=False),
        ),
        x=alt.X("measures:Q", axis=None, scale=alt.Scale(domainMax=1.12 * max(1, rows["measures"].max()))),
        tooltip=channels.tooltip({"words": N_("Payback [yr]"), "measures:Q": N_("Measures")}, reader),
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=alt.Color("colour:N", scale=None))
    labels = base.mark_text(align="left", dx=6).encode(text=alt.Text("label:N"))
    return framed((bars + labels).properties(height=340), reader)


def by_group(categories: pd.DataFrame, reader: Reader, currency: str) -> alt.Chart:
    """Return investment against yearly saving, one pair of bars a group, with its payback.

    Parameters
    ----------
    categories : DataFrame
        As `measures.by_group` returns, with name: its words.
    """
    axis = money_axis(categories[["investment", "annual_saving"]].max().max(), currency, reader)
    kinds = {
        "investment": reader.text(N_("Investment, one-time")),
        "annual_saving": reader.text(N_("Saving, yearly")),
    }
    named = categories.assign(payback_words=[words(years, reader) for years in categories["payback"]])
    rows = by_kind(named, ["name", "payback_words", "measures"], kinds)
    rows = rows.assign(
        money=rows["amount"] / axis.step,
        amount_words=[reader.money(amount, currency) for amount in rows["amount"]],
    )
    colours = ("#9aa5aa", style.ACCENT)
    bars = (
        alt.Chart(rows)
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            y=channels.down("name", categories["name"], labelOverlap=False),
            yOffset=alt.YOffset("kind:N", sort=list(kinds.values())),
            x=alt.X("money:Q", title=axis.title, axis=alt.Axis(tickCount=5)),
            color=channels.colour("kind", kinds.values(), colours, symbolType="square", columns=1),
            tooltip=channels.tooltip(_OF_GROUP, reader),
        )
    )
    height = 60 + len(categories) * (48 if reader.is_large else 36)
    return framed(bars.properties(height=height), reader)
