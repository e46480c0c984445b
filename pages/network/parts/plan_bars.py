"""Bars of the measures of a plan: value added by each, or its payback if money is withheld."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy.measures.presentation import company_words, measure_words
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import labelled_bars, payback
from pages.common import charts, screen
from pages.common.language import _, reader
from pages.common.presenting import turning
from pages.network.parts import energy

_SHOWN, _IN_HALL = 16, 10  # number of bars, and at most when presented
_BESIDE, _HIGH = 290, 72  # height of the picture beside the bars, and of a row at most [px]
_GAPS = 70  # around the bars [px]
_TALLEST = 130  # height of a row when presented [px]
_HALL, _TYPE = 1800, 24  # width of a presented picture, and its type size [px]


def show_value_bars(rows: pd.DataFrame, currency: str) -> None:
    """Draw the value added by each measure of the plan, largest first."""
    read, first = reader(), rows.sort_values("npv", ascending=False, kind="stable").head(_SHOWN)
    st.subheader(_("Net present value of the measures of the plan"), anchor=False)
    records = first.to_dict("records")
    companies = read.names(first, "company")
    gained = [read.money(row["npv"], currency) for row in records]
    paid = [_("{money} payable", money=read.money(row["cost"], currency)) for row in records]
    charts.bars(
        {
            "name": payback.distinct(pd.Series([measure_words(row, read) for row in records])),
            "amount": first["npv"].clip(lower=0).to_numpy(),
            "words": [" · ".join(filter(None, each)) for each in zip(gained, paid, companies, strict=True)],
            "short": gained,
        },
        alt=_("Net present value of each measure of the plan, greatest first"),
        total=len(rows),
        # All stay above the fold, and few use the height of the picture beside them.
        looks=labelled_bars.Looks(
            row=labelled_bars.ON_PHONE
            if screen.is_phone()
            else float(np.clip(_BESIDE / len(first), 21, _HIGH))
        ),
        room=3.4,
    )


def part(rows: pd.DataFrame) -> slice:
    """Measures drawn by `paybacks`, counted from the shortest; in a hall the arrow keys show the others."""
    count = len(_known(rows))
    if not charts.is_in_hall():
        return slice(0, _SHOWN)
    most = turning.even(count, _IN_HALL) if count else _IN_HALL
    first = turning.first("plan", count, most)
    return slice(first, first + most)


def _known(rows: pd.DataFrame) -> pd.DataFrame:
    """Measures with a payback, shortest first."""
    return rows[np.isfinite(rows["payback"].astype(float))].sort_values("payback", kind="stable")


def _position(drawn: slice, shown: int, count: int) -> str:
    """Text of the part that is drawn; empty if it is all."""
    if charts.is_in_hall():
        return turning.words(drawn.start, shown, count)
    numbers = {"shown": reader().number(shown), "total": reader().number(count)}
    return _("the first {shown} of {total}", **numbers) if shown < count else ""


def paybacks(rows: pd.DataFrame, *, drawn: slice, share: float, height: float) -> None:
    """Draw the payback of each measure of the plan on a share of the width, for a reader from whom money is withheld.

    `drawn`: as from `part`; `height`: of the bars when presented [px]
    """
    read = reader()
    st.subheader(_("Payback of the measures of the plan, shortest first"), anchor=False)
    beside = _("NPV of single measures undisclosed")
    named = "" if rows["is_named"].all() else energy.by_category()
    known = _known(rows)
    first = known.iloc[drawn]
    if notes := " · ".join(filter(None, [_position(drawn, len(first), len(rows)), beside, named])):
        st.caption(notes)
    records = known.to_dict("records")
    years = [energy.years_words(row["payback"]) for row in records]
    saved = [
        _("{amount} of CO2 per year", amount=read.amount(row["co2"], "t")) if row["co2"] > 0 else ""
        for row in records
    ]
    companies = company_words(known, read)
    every = {
        "name": payback.distinct(pd.Series([measure_words(row, read) for row in records])),
        "amount": known["payback"].to_numpy(),
        "words": [" · ".join(filter(None, each)) for each in zip(years, companies, saved, strict=True)],
        "short": years,
    }
    charts.bars(
        {name: values[drawn] for name, values in every.items()},
        alt=_("Payback of each measure of the plan, shortest first"),
        # All turned pages have one scale.
        looks=labelled_bars.Looks(
            row=21, longest=float(known["payback"].max()) if charts.is_in_hall() else 0.0
        ),
        height=min(height, _TALLEST * len(first)),
        room=hall_room(every, share=share) if charts.reader().is_large else 2.5,
    )


def hall_room(bars: dict[str, Any], *, share: float = 1.0) -> float:
    """Ratio of the axis length to the longest bar at which name, bar and label fill a share of the presented width. [-]"""
    window = charts.window()
    width = share * (window[0] / charts.scale() if window else _HALL)
    axis = width - max(text_width(name, _TYPE) for name in bars["name"]) - _GAPS
    most = float(max(bars["amount"]))
    lengths = [
        (axis - text_width(words, _TYPE)) * most / amount
        for amount, words in zip(bars["amount"], bars["words"], strict=True)
        if amount > 0
    ]
    return max(1.1, axis / max(1.0, min(lengths, default=axis)))
