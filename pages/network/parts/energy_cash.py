"""Cumulative cash flow of the measures, and their net present value by discount rate."""

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy.measures import Terms
from isdata.engines import finance
from isdata.output.figures import cash as cash_figure
from pages.common import charts, show
from pages.common.language import _, reader
from pages.network.parts import disclosed_totals
from pages.network.parts.energy_state import State


def view(state: State) -> None:
    """Show the cumulative cash flow with its paybacks, and the net present value at every rate."""
    found, terms = state.found, state.terms
    yearly, sums = found.cash_flow(), found.sums
    if yearly is None or sums is None:
        disclosed_totals.withheld()
        return
    if yearly.empty:
        show.info(_("No data to add up."))
        return
    paybacks = sums["payback"], sums["discounted_payback"]
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Cash flow of all measures together"), anchor=False)
        charts.draw(
            cash_figure.curve(yearly, charts.reader(), found.currency, paybacks=paybacks),
            alt=_("Cumulative cash flow by year, undiscounted and discounted, with payback"),
        )
    with right:
        _by_rate(yearly, terms, float(sums["irr"]), found.currency)
    show.computed(
        _(
            "Investments in year 0, savings at the end of each year. The curve flattens as measures reach "
            "the end of their lifetime."
        )
    )


def _by_rate(yearly: pd.DataFrame, terms: Terms, irr: float, currency: str) -> None:
    """Show the net present value of a cash flow at every discount rate, the hurdle and the rate of return marked."""
    read = reader()
    irr, hurdle = terms.stated_rate(irr), terms.stated_rate(terms.hurdle_rate)
    rates = np.linspace(0, max(0.3, 1.15 * irr if np.isfinite(irr) else 0.3), 61)
    marks = {_("threshold {rate}", rate=read.percent(hurdle)): hurdle}
    if np.isfinite(irr):
        marks[_("IRR {rate}", rate=read.percent(irr))] = irr
    values = finance.npv(rates, yearly["net"].to_numpy())
    st.subheader(_("NPV by discount rate"), anchor=False)
    charts.draw(
        cash_figure.profile(rates, values, charts.reader(), currency, marks=marks),
        alt=_("NPV by discount rate; zero at the internal rate of return"),
    )
