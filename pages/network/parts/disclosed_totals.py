"""Totals that are withheld or rounded for this reader, as they read, and notes on them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from isdata.data.i18n import Reader
from isdata.decisions.planning import Portfolio
from pages.common import charts, role
from pages.common.language import _, reader


def note_rounding() -> None:
    """Note below figures of plans that they are rounded, where they are."""
    if sentence := rounded():
        st.caption(sentence)


def rounded() -> str:
    """Sentence that the figures of plans are rounded; empty where they are not."""
    if role.viewer().sees_all:
        return ""
    return _("Plan figures are rounded so far that no single measure can be derived.")


def steps(plans: Sequence[Portfolio], currency: str) -> str:
    """Sentence that states how far the figures of plans are rounded; empty where they are not."""
    npv, co2 = (max((plan.steps.get(name, 0.0) for plan in plans), default=0.0) for name in ("npv", "co2"))
    if not npv or not co2:
        return ""
    read = reader()
    return _(
        "Plan NPV to the nearest {npv}, CO2 to the nearest {co2}.",
        npv=read.money(npv, currency, is_padded=False),
        co2=read.amount(co2, "t"),
    )


def about(value: float, words: str) -> str:
    """Return a figure of a plan in words that state that it is rounded, where it is.

    Parameters
    ----------
    value : float
        As it is shown; nothing and what is missing are not rounded.
    words : str
        The same with its unit.
    """
    if role.viewer().sees_all or not value or np.isnan(value):
        return words
    return _("about {amount}", amount=words)


def money(value: float, currency: str) -> str:
    """Return money of a plan in words; a rounded figure has no zeros behind it, which it would seem to claim. [currency]"""
    return about(value, reader().money(value, currency, is_padded=role.viewer().sees_all))


def beside(plan: Portfolio, sums: pd.Series | None) -> Portfolio:
    """A plan beside the totals of all measures, see `Portfolio.beside`; without them where they are withheld."""
    if sums is None:
        return plan
    return plan.beside({"npv": sums["npv"], "co2": sums["co2_saving"], "cost": sums["net_investment"]})


def chart_reader() -> Reader:
    """Reader of pictures of plans, which state rounded figures as such."""
    return replace(charts.reader(), is_rounded=not role.viewer().sees_all)


def is_cut(cost: float, budget: float | None) -> bool:
    """Whether the budget cuts off the rounded spending of a plan. [currency]"""
    return not role.viewer().sees_all and budget is not None and cost >= budget > 0


def spent(cost: float, budget: float | None, currency: str) -> str:
    """Spending of a plan in words; a rounded one that the budget cuts off is stated as at most that. [currency]"""
    words = reader().money(cost, currency, is_padded=role.viewer().sees_all)
    return spent_words(cost, budget, words)


def spent_words(cost: float, budget: float | None, words: str) -> str:
    """The same in given words, such as without its unit."""
    if is_cut(cost, budget):
        return _("at most {amount}", amount=words)
    return about(cost, words)
