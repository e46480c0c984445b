"""Payback of measures: ranked one by one, spread over classes, investment against saving, and by category."""

import json
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import class_words, measure_words, words
from isdata.output.figures import channels, style
from isdata.output.figures.chart_rows import by_kind
from isdata.output.figures.frame import framed, layered, money_axis

# Bars end at the first of these that holds every payback, or at the last; "never" is drawn up to there. [yr]
_TOPS = (3.0, 6.0, 12.0)
_NAMED = 40  # bars that have room for their names
_NAMES = 120  # height of the names, each in two lines of _LINE at most [px]
_LINE, _LINE_ON_PHONE, _HALF_LINE, _ROW_ON_PHONE = 150, 130, 8, 36  # px
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


def verdict_colour(reader: Reader) -> alt.Color:
    return channels.colour(
        "verdict",
        [reader.text(word) for word in VERDICTS],
        VERDICTS.values(),
        symbolType="square",
        columns=3,
        columnPadding=8,
    )


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
    is_large: bool = False,
    is_narrow: bool = False,
) -> alt.LayerChart:
    """Payback of every measure, shortest first, those that never pay back last.

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` and `measures.disclosed` return; money in a tooltip only where they hold some.
    reader : Reader
        Words and numbers.
    currency : str
        Of the money.
    marks : dict of str to float
        Words and height of each horizontal line, such as a benchmark. [yr]
    is_large : bool
        For a hall.
    is_narrow : bool
        For a phone: the bars lie, one row for each measure.
    """
    known = appraised[appraised["payback"].notna()].sort_values("payback", kind="stable")
    finite = known["payback"][np.isfinite(known["payback"])]
    top = next((top for top in _TOPS if finite.max() <= top), _TOPS[-1])
    has_money = bool(known["has_money"].any())
    rows = with_words(known, reader, currency)
    rows = (rows if has_money else rows.drop(columns=["investment_words", "saving_words"])).assign(
        verdict=verdicts(known, reader),
        rank=np.arange(1, len(known) + 1),
        height=known["payback"].clip(upper=top),
        is_cut=known["payback"] > top,
    )
    bars = (
        alt.Chart(rows)
        .mark_bar(binSpacing=0)
        .encode(
            **_placed(rows["name"], top, reader, is_narrow=is_narrow),
            color=verdict_colour(reader),
            opacity=alt.OpacityValue(1, condition={"test": "datum.is_cut", "value": 0.35}),
            tooltip=tooltip(reader, has_money=has_money),
        )
    )
    height = (360 if is_large else 300) + (_NAMES if len(known) <= _NAMED else 0)
    if is_narrow:
        height = 100 + len(known) * (_ROW_ON_PHONE if len(known) <= _NAMED else 10)
    return layered(bars, *_marks(marks, is_narrow=is_narrow), height=height, is_large=is_large)


def _placed(names: pd.Series, top: float, reader: Reader, *, is_narrow: bool) -> dict[str, alt.X | alt.Y]:
    """Channels x and y of bars with their names: upright, or lying on a phone."""
    rank: dict[str, Any] = {
        "title": None,
        "axis": _named(names, is_narrow=is_narrow),
        "scale": alt.Scale(paddingInner=0.15),
    }
    payback: dict[str, Any] = {
        "title": reader.text(N_("Payback [yr]")),
        "scale": alt.Scale(domain=[0, top]),
        "axis": alt.Axis(
            values=np.linspace(0, top, 4).tolist(),
            labelExpr=f"datum.value >= {top} ? '≥ {top:g}' : datum.label",
        ),
    }
    if is_narrow:
        return {"x": alt.X("height:Q", **payback), "y": alt.Y("rank:O", **rank)}
    return {"x": alt.X("rank:O", **rank), "y": alt.Y("height:Q", **payback)}


def _named(names: pd.Series, *, is_narrow: bool) -> alt.Axis | None:
    """Axis with the name of each bar in two lines; None where the bars are too many for names."""
    if len(names) > _NAMED:
        return None
    room = _LINE_ON_PHONE if is_narrow else _LINE
    lines = json.dumps([channels.in_two_lines(name, room) for name in names], ensure_ascii=False)
    lines = f"{lines}[datum.value - 1]"
    # Vega places the first line: both are to stand at the middle of the bar.
    middle: Any = {"condition": {"test": f"length({lines}) > 1", "value": -_HALF_LINE}, "value": 0}
    return alt.Axis(
        labelExpr=lines,
        labelOffset=middle,
        labelAngle=0 if is_narrow else -90,
        labelLimit=1.2 * room,  # no second cut where letters are wider than estimated
        labelOverlap=not is_narrow,
        ticks=False,
    )


def _marks(marks: dict[str, float], *, is_narrow: bool) -> list[alt.Chart]:
    """Return a dashed line at each mark, with its words."""
    if not marks:
        return []
    base = alt.Chart(pd.DataFrame({"words": list(marks), "height": list(marks.values())}))
    line: dict[str, Any] = {"strokeDash": [5, 4], "strokeWidth": 1.5, "color": style.INK}
    if is_narrow:
        rule, words = base.mark_rule(**line), base.mark_text(align="left", baseline="bottom", dy=-4)
        return [
            rule.encode(x=alt.X("height:Q")),
            words.encode(x=alt.XValue(0), y=alt.YValue(0), text=alt.Text("words:N")),
        ]
    words = base.mark_text(align="left", baseline="bottom", dx=6, dy=-3)
    return [
        base.mark_rule(**line).encode(y=alt.Y("height:Q")),
        words.encode(y=alt.Y("height:Q"), x=alt.XValue(0), text=alt.Text("words:N")),
    ]


def classes(by_class: pd.DataFrame, reader: Reader, *, is_large: bool = False) -> alt.LayerChart:
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
    return framed((bars + labels).properties(height=340), is_large=is_large)


def by_group(categories: pd.DataFrame, reader: Reader, currency: str, *, is_large: bool = False) -> alt.Chart:
    """Return investment against yearly saving, one pair of bars a group, with its payback.

    Parameters
    ----------
    categories : DataFrame
        As `measures.by_group` returns, with name: its words.
    """
    axis = money_axis(categories[["investment", "annual_saving"]].max().max(), currency, reader)
    names = list(categories["name"])
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
    bars = (
        alt.Chart(rows)
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            y=channels.down("name", names, labelOverlap=False),
            yOffset=alt.YOffset("kind:N", sort=list(kinds.values())),
            x=alt.X("money:Q", title=axis.title, axis=alt.Axis(tickCount=5)),
            color=channels.colour(
                "kind", kinds.values(), ["#9aa5aa", style.ACCENT], symbolType="square", columns=1
            ),
            tooltip=channels.tooltip(
                {
                    "name": N_("Group"),
                    "kind": N_("Item"),
                    "amount_words": N_("Value"),
                    "measures:Q": N_("Measures"),
                    "payback_words": N_("Payback [yr]"),
                },
                reader,
            ),
        )
    )
    height = 60 + len(categories) * (48 if is_large else 36)
    return framed(bars.properties(height=height), is_large=is_large)
