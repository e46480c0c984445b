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
from pages.network.parts import energy

_SHOWN, _IN_SQUARE = 16, 13  # number of bars, and in a presentation's window squarer than 16 to 9
_BESIDE, _HIGH = 290, 72  # height of the picture beside the bars, and of a row at most [px]
_GAPS = 40  # around the bars [px]
_TALLEST = 110  # height of a row when presented [px]
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


def paybacks(rows: pd.DataFrame, *, share: float, height: float) -> None:
    """Draw the payback of each measure of the plan on a share of the width, for a reader from whom money is withheld.

    `height`: of the bars when presented [px]
    """
    read = reader()
    st.subheader(_("Payback of the measures of the plan, shortest first"), anchor=False)
    beside = _("NPV of single measures undisclosed")
    named = "" if rows["is_named"].all() else energy.by_category()
    known = rows[np.isfinite(rows["payback"].astype(float))]
    first = known.sort_values("payback", kind="stable").head(_IN_SQUARE if charts.is_square() else _SHOWN)
    count = {"shown": read.number(len(first)), "total": read.number(len(rows))}
    part = _("the first {shown} of {total}", **count) if len(first) < len(rows) else ""
    if notes := " · ".join(filter(None, [beside, part, named])):
        st.caption(notes)
    records = first.to_dict("records")
    years = [energy.years_words(row["payback"]) for row in records]
    saved = [
        _("{amount} of CO2", amount=read.amount(row["co2"], "t")) if row["co2"] > 0 else "" for row in records
    ]
    companies = company_words(first, read)
    shown = {
        "name": payback.distinct(pd.Series([measure_words(row, read) for row in records])),
        "amount": first["payback"].to_numpy(),
        "words": [" · ".join(filter(None, each)) for each in zip(years, companies, saved, strict=True)],
        "short": years,
    }
    charts.bars(
        shown,
        alt=_("Payback of each measure of the plan, shortest first"),
        looks=labelled_bars.Looks(row=18 if charts.reader().is_large else 21),
        height=min(height, _TALLEST * len(first)),
        room=hall_room(shown, share=share) if charts.reader().is_large else 2.5,
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
