"""Bars of technologies: yearly gain of those that pay back, or their fit."""

import pandas as pd
import streamlit as st

from isdata.output.figures import style
from pages.common import charts, park_facts
from pages.common.language import _, reader


def draw(rows: pd.DataFrame, names: list[str], words: list[str], *, of_providers: bool = False) -> None:
    """Draw yearly gains of profitable technologies, or scores if none is; `of_providers`: best technology of each."""
    read, currency = reader(), park_facts.currency()
    both = (rows[["inputs", "outputs"]] > 0).all(axis=1)
    colours = {
        _("supplier and receiver in the park"): style.ACCENT,
        _("supplier only"): style.PALETTE[1],
    }
    states = list(colours)
    pays = both & (rows["npv"] > 0)
    by_gain = bool(pays.any())
    kept = pays.to_numpy() if by_gain else [True] * len(rows)
    values = rows["gain"] if by_gain else 100 * rows["score"]
    amounts = [read.money(value, currency) if by_gain else read.percent(value / 100) for value in values]
    mark = _("on the board")
    losses = ["" if by_gain else _loss(row["gain"], row["npv"], currency) for row in rows.to_dict("records")]
    amounts = [
        " · ".join(filter(None, [amount, loss, mark if is_known else ""]))
        for amount, loss, is_known in zip(amounts, losses, rows["is_on_board"], strict=True)
    ]
    bars = pd.DataFrame(
        {
            "name": names,
            "amount": values.to_numpy(),
            "words": [
                f"{value} · {text}" if text else value for value, text in zip(amounts, words, strict=True)
            ],
            "short": amounts,  # on a phone, beside the complete name
            "state": [states[0 if joins else 1] for joins in both],
        }
    ).loc[kept]
    st.subheader(_title(rows, pays if by_gain else None, of_providers=of_providers), anchor=False)
    used = {state: colour for state, colour in colours.items() if (bars["state"] == state).any()}
    charts.bars(
        bars if len(used) > 1 else bars.drop(columns="state"),
        colours=used if len(used) > 1 else None,
        room=2.2,
        alt=_("Best technologies, with the companies that each would join"),
    )


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
        return _("Gain per year of technologies that pay back, the best for each pair of companies")
    fit = _("Providers by the fit of their best technology") if of_providers else _("Technologies by fit")
    return reader().clauses(
        [fit, _("none is known to pay back, and losses come last") if rows["npv"].notna().any() else ""]
    )
