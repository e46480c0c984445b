"""Bars of the companies where a visit would clarify most, with the kinds of open points behind them."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import uncertain
from isdata.output.figures import style
from isdata.output.reports import visit_brief
from isdata.programme.visits.choice import COMPANIES, DAYS, REASONS
from pages.common import charts, controls, screen
from pages.common.language import _, ngettext, reader
from pages.common.show import escaped

ROW = 26  # height of a row of bars [px]


def draw(first: pd.DataFrame, height: float | None = None, *, row: float = ROW, weights: str = "") -> None:
    """Draw bars of the companies where a visit would clarify most, by day of the round.

    `first` may have a rank among all companies; `height`: as for `charts.draw`; `row`: height of a row on a working page [px];
    `weights`: as returned by the function of this name.
    """
    read = reader()
    ranks = first.get("rank", pd.Series(range(len(first))))
    days = [
        _("Day {number}", number=read.number(place * DAYS // COMPANIES + 1))
        if place < COMPANIES
        else _("Another round")
        for place in ranks
    ]
    shades = [style.ACCENT, style.PALETTE[2], style.PALETTE[1], style.PALETTE[3]]
    colours = {
        day: style.RULE if day == _("Another round") else shades[place % len(shades)]
        for place, day in enumerate(dict.fromkeys(days))
    }
    words = [_words(row) for row in first.to_dict("records")]
    rows = {
        "name": read.names(first),
        "amount": first["score"],
        "words": words,
        "short": words,  # on a phone below the name
        "note": [" · ".join(visit_brief.reasons(row, read)) for row in first.to_dict("records")],
        "state": days,
    }
    st.subheader(_("Share of the park's open points"), anchor=False)
    if weights:
        st.caption(escaped(weights))
    alt = _("Share of each company in all open points of the park")
    charts.bars(rows, colours=colours, room=1.9, alt=alt, height=height, looks=screen.bar_looks(row))


def weights(candidates: pd.DataFrame) -> str:
    """Kinds of open points of the park, which weigh the same in the shares; empty for a single kind."""
    words = {
        "unknown": _("amounts to clarify (unknown or estimated)"),
        "unmatched": _("open supplies and demands"),
        "residual": _("imbalances of mass"),
    }
    present = [words[reason] for reason in REASONS if candidates[reason].sum() > 0]
    if len(present) < 2:
        return ""
    return _("Mean of the company's shares of: {reasons}.", reasons=reader().listed(present))


def _words(row: dict[str, Any]) -> str:
    """Label of a bar: share, and number of open points; the mass only for those who see all."""
    read = reader()
    parts = [
        read.percent(row["score"], digits=1),
        ngettext("{count} amount to clarify", "{count} amounts to clarify", int(row["unknown"]))
        if row["unknown"]
        else "",
        ngettext("{count} open supply or demand", "{count} open supplies and demands", int(row["unmatched"]))
        if row["unmatched"]
        else "",
        _("{amount} imbalance", amount=uncertain.amount(row["residual"], row["spread"], "t/yr", read))
        if row["residual"] >= 1 and not controls.is_projected()
        else "",
    ]
    return " · ".join(filter(None, parts))
