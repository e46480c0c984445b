"""Text of totals withheld or rounded for this reader, and notes on them."""

import math
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
    """Show below figures of plans a note if they are rounded."""
    if sentence := rounded():
        st.caption(sentence)


def rounded() -> str:
    """Sentence that the figures of plans are rounded; empty if they are not."""
    if role.viewer().sees_all:
        return ""
    return _("Plan figures are rounded so that no single measure can be derived.")


def steps(plans: Sequence[Portfolio], currency: str) -> str:
    """Sentence on the rounding steps of plans; empty if they are not rounded."""
    npv, co2 = (max((plan.steps.get(name, 0.0) for plan in plans), default=0.0) for name in ("npv", "co2"))
    if not npv or not co2:
        return ""
    read = reader()
    return _(
        "Plan NPV to the nearest {npv}, CO2 as a range of {co2}.",
        npv=read.money(npv, currency, is_padded=False),
        co2=read.amount(co2, "t"),
    )


def rounded_text(value: float, words: str) -> str:
    """Text of a plan's figure, marked as rounded if it is.

    Parameters
    ----------
    value : float
        Value as shown; zero and missing values are not marked.
    words : str
        Value as text with its unit.
    """
    if role.viewer().sees_all or not value or np.isnan(value):
        return words
    return _("about {amount}", amount=words)


def are_ranges(plans: Sequence[Portfolio], figure: str) -> bool:
    """Return True if a figure of compared plans is shown as ranges: with different rounding steps, which may reverse their
    order, or if it is coarse for one plan, since a range beside “about” would seem to be rounded differently."""
    known = [plan for plan in plans if plan.is_feasible]
    steps = {plan.steps.get(figure) for plan in known}
    return len(steps) > 1 or any(is_coarse(getattr(plan, figure), plan.steps.get(figure)) for plan in known)


def money(value: float, currency: str, step: float | None = None, *, is_range: bool = False) -> str:
    """Text of a plan's money, as range if `is_range` or `is_coarse`; a rounded figure has no trailing zeros, which would
    suggest accuracy. [currency]"""
    if step and value and (is_range or is_coarse(value, step)):
        return reader().money_between(value - step / 2, value + step / 2, currency)
    return rounded_text(value, reader().money(value, currency, is_padded=role.viewer().sees_all))


def tonnes(value: float, step: float | None = None) -> str:
    """Text of a plan's CO2; a rounded one is a range, so that one plan has the same form on each page. [t/yr]"""
    if step and value:
        return reader().quantities(value - step / 2, value + step / 2, "t")
    return rounded_text(value, reader().amount(value, "t"))


def is_coarse(value: float, step: float | None) -> bool:
    """Return True if a rounded figure is a single rounding step: the exact one may be half of it, or half as much again."""
    return not role.viewer().sees_all and bool(step) and math.isclose(value, step or 0.0)


def plan_beside_totals(plan: Portfolio, sums: pd.Series | None) -> Portfolio:
    """Plan in relation to the totals of all measures, see `Portfolio.beside`; without them if withheld."""
    if sums is None:
        return plan
    return plan.beside({"npv": sums["npv"], "co2": sums["co2_saving"], "cost": sums["net_investment"]})


def chart_reader() -> Reader:
    """Reader of pictures of plans, which state rounded figures as such."""
    return replace(charts.reader(), is_rounded=not role.viewer().sees_all)


def is_cut(cost: float, budget: float | None) -> bool:
    """Return True if the rounded spending of a plan exceeds the budget. [currency]"""
    return not role.viewer().sees_all and budget is not None and cost >= budget > 0


def spending_text(cost: float, budget: float | None, currency: str) -> str:
    """Text of a plan's spending; if rounded beyond the budget, it is stated as at most the budget. [currency]"""
    words = reader().money(cost, currency, is_padded=role.viewer().sees_all)
    return spent_words(cost, budget, words)


def spent_words(cost: float, budget: float | None, words: str) -> str:
    """As `spending_text`, with a given text of the amount, such as without its unit."""
    if is_cut(cost, budget):
        return _("at most {amount}", amount=words)
    return rounded_text(cost, words)
