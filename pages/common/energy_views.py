"""The views of the energy network page: each shows one side of the same measures."""

import numpy as np
import pandas as pd
import streamlit as st

from isdata import finance, measures
from isdata.figures import cash as cash_figure
from isdata.figures import investment, shares
from isdata.figures import payback as payback_figure
from isdata.measures import Register, Terms
from isdata.measures import words as wording
from isdata.planning import Portfolio
from pages.common import controls, energy, role
from pages.common.language import _, ngettext, reader

# Mean payback of 149,058 recommendations of the industrial assessments of the United States. [yr]
BENCHMARK = 1.9


def totals(
    sums: pd.Series, appraised: pd.DataFrame, currency: str, terms: Terms, plan: Portfolio | None = None
) -> None:
    """Show what the measures cost, save and pay back together, and what the best plan within the budget brings."""
    read = reader()
    if not energy.may_sum(appraised):
        st.info(
            _("Sums are shown to guests from three companies up; here there are fewer."),
            icon=":material/visibility_off:",
        )
        return
    with st.grid(6 if plan is None else 7, min_column_width=150):
        energy.card(
            _("Measures"),
            read.number(sums["measures"]),
            ngettext("in {count} company", "in {count} companies", int(sums["companies"])),
        )
        words = read.choice("currency", currency)
        energy.card(_("Investment"), read.short(sums["investment"]), _("{currency}, once", currency=words))
        energy.card(_("Saving"), read.short(sums["annual_saving"]), _("{currency} a year", currency=words))
        energy.card(
            _("Payback"),
            energy.payback_words(sums["payback"]),
            _("discounted {years}", years=energy.payback_words(sums["discounted_payback"])),
            _(
                "Net investment (less subsidy and avoided replacement) over saving, of all measures together. "
                "Paybacks are never added up or averaged."
            ),
        )
        energy.card(
            _("Net present value"),
            read.short(sums["npv"]),
            _("rate of return {rate}", rate=irr_words(sums)),
        )
        energy.card(
            _("CO2"),
            read.amount(sums["co2_saving"], "t"),
            _("{energy} a year", energy=read.amount(sums["energy_saving"], "MWh")),
        )
        if plan is not None:
            _best_plan(plan)
    notes(sums, terms)


def _best_plan(plan: Portfolio) -> None:
    read = reader()
    if not plan.is_feasible:
        energy.card(_("Best plan"), "–", _("no plan keeps the limits"))
        return
    energy.card(
        _("Best plan"),
        read.short(plan.npv),
        _("{count} measures, {co2}", count=len(plan.chosen), co2=read.amount(plan.co2, "t")),
        _(
            "Net present value of the measures worth most together within the budget, overlaps taken off, and the CO2 "
            "they save a year. The page “Best plan” shows which."
        ),
    )


def notes(sums: pd.Series, terms: Terms) -> None:
    """Say how the sums are to be read, and which measures are in none of them."""
    lines = [
        _("Savings are taken as yearly, from the first year after the investment, at the stored price list."),
        ngettext(
            "{count} of them is economic: its internal rate of return is above {rate}.",
            "{count} of them are economic: their internal rate of return is above {rate}.",
            int(sums["economic"]),
            rate=reader().percent(terms.hurdle_rate),
        ),
    ]
    if sums["unknown"]:
        lines.append(
            ngettext(
                "{count} measure cannot be valued, because a price, a unit or an exchange rate is missing; it is in no sum of money.",
                "{count} measures cannot be valued, because a price, a unit or an exchange rate is missing; they are in no sum of money.",
                int(sums["unknown"]),
            )
        )
    if sums["never"]:
        lines.append(
            ngettext(
                "{count} measure saves no money and never pays back; its cost is in the sums.",
                "{count} measures save no money and never pay back; their cost is in the sums.",
                int(sums["never"]),
            )
        )
    st.caption(" ".join(lines))


def irr_words(sums: pd.Series) -> str:
    """Return the rate of return, or why there is none."""
    words = {"none": _("none"), "several": _("several"), "": "–"}
    return words.get(sums["irr_status"]) or reader().percent(sums["irr"])


def payback(appraised: pd.DataFrame, currency: str) -> None:
    """Show the payback of every measure, how they spread, and investment against saving."""
    read, is_large = reader(), controls.is_projected()
    sees_money = role.sees_all()
    known = energy.disclosed(appraised)
    st.subheader(_("Payback of each measure, shortest first"), anchor=False)
    mark = _(
        "{years} years: mean of industrial assessments in the USA", years=read.number(BENCHMARK, digits=1)
    )
    st.altair_chart(
        payback_figure.ranked(
            known, read, currency, marks={mark: BENCHMARK}, sees_money=sees_money, is_large=is_large
        ),
        alt=_(
            "One bar for each measure, its height the payback in years; those that never pay back are last"
        ),
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("How many pay back when"), anchor=False)
        st.altair_chart(
            payback_figure.classes(measures.by_class(appraised), read, is_large=is_large),
            alt=_("Number of measures in each class of payback"),
        )
        st.caption(_("Each class begins with its lower bound: exactly 3 years is in “3 to under 5”."))
    with right:
        st.subheader(_("Investment against saving"), anchor=False)
        drawn = known[(known["investment"] > 0) & (known["annual_saving"] > 0)]
        if not sees_money:
            st.info(
                _("Money of single measures is shown to the facilitator only."),
                icon=":material/visibility_off:",
            )
        elif drawn.empty:
            st.info(_("No measure has both an investment and a saving."), icon=":material/info:")
        else:
            st.altair_chart(
                investment.against(known, read, currency, is_large=is_large),
                alt=_(
                    "Investment against yearly saving, a point for each measure, with lines of equal payback"
                ),
            )
            lines = [_("The lines are paybacks of 1, 2, 5 and 10 years.")]
            left_out = len(known) - len(drawn)
            if left_out:
                lines.append(
                    ngettext(
                        "{count} measure without investment or without saving has no place on these axes.",
                        "{count} measures without investment or without saving have no place on these axes.",
                        left_out,
                    )
                )
            st.caption(" ".join(lines))


def categories(appraised: pd.DataFrame, currency: str) -> None:
    """Show investment against saving by category, and which categories the saving comes from."""
    read, is_large = reader(), controls.is_projected()
    table = energy.by_category(appraised)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Investment and saving by category"), anchor=False)
        st.altair_chart(
            payback_figure.by_category(table, read, currency, is_large=is_large),
            alt=_("Investment and yearly saving of each category"),
        )
    with right:
        st.subheader(_("Where the saving comes from"), anchor=False)
        st.altair_chart(
            shares.pareto(table, read, is_large=is_large),
            alt=_("Share of each category in the yearly saving, largest first, and their running sum"),
        )
    st.dataframe(
        pd.DataFrame(
            {
                _("Category"): [wording.category_words(name, read) for name in table["category"]],
                _("Measures"): table["measures"],
                _("Investment"): [read.money(amount, currency) for amount in table["investment"]],
                _("Saving a year"): [read.money(amount, currency) for amount in table["annual_saving"]],
                _("Payback [yr]"): [wording.words(years, read) for years in table["payback"]],
                _("Share of the saving"): [read.percent(share, digits=1) for share in table["share"]],
                _("Energy saved [{unit}/yr]", unit="MWh"): [
                    read.number(value) for value in table["energy_saving"]
                ],
                _("CO2 saved [t/yr]"): [read.number(value) for value in table["co2_saving"]],
            }
        ),
        hide_index=True,
        alt=_("Sums by category, the largest saving first"),
    )


def cash(register: Register, terms: Terms, sums: pd.Series) -> None:
    """Show the cumulative cash flow with its paybacks, and the net present value at every rate."""
    read, is_large = reader(), controls.is_projected()
    yearly = measures.yearly(register, terms)
    if yearly.empty or not energy.may_sum(register.measures):
        st.info(_("There is nothing to add up here."), icon=":material/info:")
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
            alt=_("Cumulative cash flow over the years, plain and discounted, with the payback marked"),
        )
    with right:
        st.subheader(_("Net present value by discount rate"), anchor=False)
        rates = np.linspace(0, max(0.3, 1.15 * sums["irr"] if np.isfinite(sums["irr"]) else 0.3), 61)
        marks = {_("hurdle {rate}", rate=read.percent(terms.hurdle_rate)): terms.hurdle_rate}
        if np.isfinite(sums["irr"]):
            marks[_("rate of return {rate}", rate=read.percent(sums["irr"]))] = float(sums["irr"])
        values = finance.npv(rates, yearly["net"].to_numpy())
        st.altair_chart(
            cash_figure.profile(rates, values, read, register.currency, marks=marks, is_large=is_large),
            alt=_("Net present value at each discount rate; it is zero at the internal rate of return"),
        )
    st.caption(
        _(
            "All investments are paid in year 0, savings come at the end of each year. Where measures end with their own "
            "lives, the curve bends as they drop out."
        )
    )
