"""The views of the energy network page: each shows one side of the same measures."""

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import Outlook, Terms
from isdata.engines import finance
from isdata.output.figures import cash as cash_figure
from isdata.output.figures import investment
from isdata.output.figures import payback as payback_figure
from pages.common import controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy, openness


def payback(appraised: pd.DataFrame, currency: str) -> None:
    """Show the payback of every measure, how they spread, and investment against saving."""
    read, is_large = reader(), controls.is_projected()
    sees_money = role.sees_all()
    known = energy.disclosed(appraised)
    st.subheader(_("Payback of each measure, shortest first"), anchor=False)
    published = measures.benchmark(ask(measures.benchmarks), "itac", "payback", "yr")
    marks = {}
    if published is not None:
        words = _("{years} years: mean of US industrial assessments")
        marks[words.format(years=read.number(published.value, digits=1))] = published.value
    st.altair_chart(
        payback_figure.ranked(known, read, currency, marks=marks, sees_money=sees_money, is_large=is_large),
        alt=_("Payback of each measure as a bar [yr]; measures without payback last"),
    )
    lines = [_("Each measure on its own; overlaps are deducted in totals only.")]
    if published is not None:
        lines.append(_("Source of the reference line: {source}.", source=show.plain(published.source)))
    st.caption(reader().sentences(lines))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Payback distribution"), anchor=False)
        st.altair_chart(
            payback_figure.classes(measures.by_class(appraised), read, is_large=is_large),
            alt=_("Number of measures in each class of payback"),
        )
        show.computed(_("Classes include their lower limit: exactly 3 years is in “3 to under 5”."))
    with right:
        st.subheader(_("Investment vs. saving"), anchor=False)
        if sees_money:
            _against(known, currency)
        else:
            energy.say_no_money()


def _against(known: pd.DataFrame, currency: str) -> None:
    """Show investment against saving of each measure that has both, and how many have not."""
    drawn = known[(known["investment"] > 0) & (known["annual_saving"] > 0)]
    if drawn.empty:
        st.info(_("No measure has both an investment and a saving."), icon=":material/info:")
        return
    st.altair_chart(
        investment.against(known, reader(), currency, is_large=controls.is_projected()),
        alt=_("Investment and annual saving of each measure, with lines of equal payback"),
    )
    lines = [_("Lines: payback of 1, 2, 5 and 10 years.")]
    left_out = len(known) - len(drawn)
    if left_out:
        lines.append(
            ngettext(
                "{count} measure without investment or saving is not shown.",
                "{count} measures without investment or saving are not shown.",
                left_out,
            )
        )
    st.caption(reader().sentences(lines))


def cash(found: Outlook, terms: Terms) -> None:
    """Show the cumulative cash flow with its paybacks, and the net present value at every rate."""
    read, is_large = reader(), controls.is_projected()
    register, sums = found.counted, found.sums
    yearly = measures.yearly(register, terms)
    if yearly.empty:
        st.info(_("No data to add up."), icon=":material/info:")
        return
    # The curve falls with what ends in a year, and the value at each rate shows how long what is saved.
    of = openness.counted(found)
    if not openness.may_show_parts(of, register.measures["lifetime"]):
        openness.say_few()
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Cash flow of all measures together"), anchor=False)
        st.altair_chart(
            cash_figure.curve(
                yearly,
                read,
                register.currency,
                paybacks=(sums["payback"], sums["discounted_payback"]),
                is_large=is_large,
            ),
            alt=_("Cumulative cash flow by year, undiscounted and discounted, with payback"),
        )
    with right:
        _by_rate(yearly, terms, float(sums["irr"]), register.currency)
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
    st.altair_chart(
        cash_figure.profile(rates, values, read, currency, marks=marks, is_large=controls.is_projected()),
        alt=_("NPV by discount rate; zero at the internal rate of return"),
    )
