"""Bars of technologies: yearly gain of those that pay back, or their fit."""

import numpy as np
import pandas as pd
import streamlit as st

from isdata.output.figures import style
from isdata.output.figures.labelled_bars import Looks
from pages.common import charts, park_facts, screen
from pages.common.language import _, reader
from pages.institution.parts import match_groups


def draw(
    rows: pd.DataFrame,
    names: list[str],
    words: list[str],
    *,
    of_providers: bool = False,
    is_used: pd.Series | None = None,
) -> None:
    """Draw yearly gains of profitable technologies, or scores if none is.

    `of_providers`: best technology of each; `is_used`: whether a synergy in operation uses the input of each already
    """
    is_used = is_used if is_used is not None else pd.Series(data=False, index=rows.index)
    states = np.select(
        [_joining(rows), is_used],
        [_("supplier and receiver in the park"), _("input used already")],
        _("supplier only"),
    )
    states = np.where(rows["npv"] <= 0, _("both in the park, without a payback"), states)
    pays = paying(rows)
    by_gain = bool(pays.any())
    amounts = _amounts(rows, by_gain=by_gain)
    bars = pd.DataFrame(
        {
            "name": names,
            "amount": (rows["gain"] if by_gain else 100 * rows["score"]).to_numpy(),
            "words": [" · ".join(filter(None, both)) for both in zip(amounts, words, strict=True)],
            "short": amounts,  # on a phone, beside the complete name
            "state": states,
        }
    )
    colours = {
        _("supplier and receiver in the park"): style.ACCENT,
        _("input used already"): style.PALETTE[2],
        _("supplier only"): style.PALETTE[1],
        _("both in the park, without a payback"): style.WARNING,
    }
    if by_gain:  # all have both; those on the board come last
        colours = dict(match_groups.groups()[key] for key in ("new", "known"))
        new, known = colours
        bars = bars.assign(state=np.where(rows["is_on_board"].astype(bool), known, new))[pays.to_numpy()]
    st.subheader(_title(rows, pays if by_gain else None, of_providers=of_providers), anchor=False)
    charts.bars(
        bars,
        colours={state: colour for state, colour in colours.items() if (bars["state"] == state).any()},
        room=2.2,
        # On a phone, a loss and its note would cut the name beside them.
        looks=screen.bar_looks() if screen.is_phone() and any(" · " in each for each in amounts) else Looks(),
        alt=_("Best technologies, with the companies that each would join"),
    )


def paying(rows: pd.DataFrame) -> pd.Series:
    """Flag for each technology: True if it pays back between two companies of the park."""
    return _joining(rows) & (rows["npv"] > 0)


def _joining(rows: pd.DataFrame) -> pd.Series:
    """Flag for each technology: True if the park has a supplier and a receiver."""
    return (rows[["inputs", "outputs"]] > 0).all(axis=1)


def _amounts(rows: pd.DataFrame, *, by_gain: bool) -> list[str]:
    """Gain or fit of each technology as text; with the fit its loss, if any; and a note if it is on the board."""
    read, currency = reader(), park_facts.currency()
    return [
        " · ".join(
            filter(
                None,
                [
                    read.money(row["gain"], currency) if by_gain else read.percent(row["score"]),
                    "" if by_gain else _loss(row["gain"], row["npv"], currency),
                    _on_board(row, currency, by_gain=by_gain),
                ],
            )
        )
        for row in rows.to_dict("records")
    ]


def _on_board(row: dict, currency: str, *, by_gain: bool) -> str:
    """Note on the gain that the board records, if it is another one; else that the exchange is on it, unless by colour."""
    if not row["is_on_board"]:
        return ""
    if (recorded := row.get("recorded", 0.0)) > 0:
        words = reader().money(recorded, currency)
        if words != reader().money(row["gain"], currency):
            return _("board: +{amount}", amount=words)
    return "" if by_gain else _("on the board")


def _loss(gain: float, npv: float, currency: str) -> str:
    """Note that a technology does not pay back: its yearly loss, or that its gain is too small; empty if unknown."""
    if pd.isna(npv) or npv > 0:
        return ""
    if gain < 0:
        return _("loss {amount} per year", amount=reader().money(-gain, currency))
    return _("does not pay back")


def _title(rows: pd.DataFrame, paying: pd.Series | None, *, of_providers: bool) -> str:
    """Title of the bars: gain of those that are `paying`, or the fit of all if there are none."""
    if paying is not None and of_providers:
        counted = int(paying.sum())
        return reader().plural(
            "Gain per year of the {count} provider whose best technology pays back",
            "Gain per year of the {count} providers whose best technology pays back",
            counted,
        )
    if paying is not None:
        return reader().plural(
            "Gain per year of the best technology that pays back, for {count} pair of companies",
            "Gain per year of the best technology that pays back, for each of {count} pairs of companies",
            int(paying.sum()),
        )
    fit = _("Providers by the fit of their best technology") if of_providers else _("Technologies by fit")
    is_best = "others" in rows and rows["others"].any()
    pairs = _("the best of each pair of companies") if is_best else ""
    losses = _("those with a loss come last") if rows["npv"].notna().any() else ""
    return reader().clauses([fit, pairs, losses])
