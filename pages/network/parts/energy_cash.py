"""Cumulative cash flow of the measures, and their net present value by discount rate."""

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedOutlook, Terms
from isdata.engines import finance
from isdata.output.figures import cash_flow as cash_figure
from isdata.output.reports import statements
from pages.common import charts, controls, show
from pages.common.data import derive
from pages.common.language import _, reader
from pages.common.presenting import room, withholding
from pages.network.parts import energy
from pages.network.parts.energy_state import State


def view(state: State) -> str:
    """Show the cumulative cash flow with paybacks and, on a working page, NPV by discount rate; return the title."""
    found, terms, sums = state.found, state.terms, state.found.sums
    if sums is None:
        withholding.state()
        return _("The cash flow of the measures is withheld")
    yearly, shown = derive(DisclosedOutlook.cash_flow, found)
    if yearly.empty:
        show.info(_("No data to add up."))
        return ""
    title = _title(sums, found.currency)
    is_whole = shown is None
    left, right = (
        st.columns(2, gap="large") if is_whole and not controls.is_projected() else (st.container(), None)
    )
    with left:
        _by_year(yearly, sums, found.currency, title)
    if right is not None:
        with right:
            _by_rate(yearly, terms, float(sums["irr"]), found.currency)
    if not is_whole:
        st.caption(statements.later_years(shown, reader()))
    show.computed(
        _(
            "Investments in year 0, savings at the end of each year. The curve flattens as measures reach "
            "the end of their lifetime."
        )
    )
    return title


def _title(sums: pd.Series, currency: str) -> str:
    """Title with the payback time of the investment; empty if never."""
    if not np.isfinite(sums["payback"]):
        return ""
    return _(
        "Net investment of {money} is paid back after {years}, discounted after {discounted}",
        money=reader().money(sums["net_investment"], currency),
        years=energy.years_words(sums["payback"]),
        discounted=energy.years_words(sums["discounted_payback"]),
    )


def _by_year(yearly: pd.DataFrame, sums: pd.Series, currency: str, title: str) -> None:
    """Draw the cumulative cash flow with its paybacks."""
    st.subheader(_("Cash flow of all measures together"), anchor=False)
    paybacks = sums["payback"], sums["discounted_payback"]
    charts.draw(
        cash_figure.curve(yearly, charts.reader(), currency, paybacks=paybacks),
        alt=_("Cumulative cash flow by year, undiscounted and discounted, with payback"),
        height=room.below(title) - room.HEADING - room.NOTE,
    )


def _by_rate(yearly: pd.DataFrame, terms: Terms, irr: float, currency: str) -> None:
    """Show the net present value of a cash flow by discount rate, with hurdle and rate of return marked."""
    read = reader()
    irr, hurdle = terms.stated_rate(irr), terms.stated_rate(terms.hurdle_rate)
    last = max(0.3, 1.15 * irr) if np.isfinite(irr) else 0.3
    rates, values = finance.npv_profile(yearly["net"], last, points=61)
    marks = {_("threshold {rate}", rate=read.percent(hurdle)): hurdle}
    if np.isfinite(irr):
        marks[_("IRR {rate}", rate=read.percent(irr))] = irr
    st.subheader(_("NPV by discount rate"), anchor=False)
    charts.draw(
        cash_figure.profile(rates, values, charts.reader(), currency, marks=marks),
        alt=_("NPV by discount rate; zero at the internal rate of return"),
    )
