"""The figures at the head of the energy network page: what the measures bring together, and what the best plan does."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata import measures
from isdata.measures import Outlook, Register, Terms
from isdata.planning import EXACT, Aim, Limits, Portfolio, asked
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy


@dataclass(frozen=True)
class Told:
    """What the headline tells.

    Attributes
    ----------
    found : Outlook
        The measures at the terms.
    plan : Portfolio
        The best plan within the budget.
    budget : float, optional
        Of the plan. [currency]
    today, sums_today : optional
        Plan and sums at today's prices, where others were chosen.
    is_several : bool
        Whether published results of several parks stand behind the measures.
    """

    found: Outlook
    plan: Portfolio
    budget: float | None = None
    today: Portfolio | None = None
    sums_today: pd.Series | None = None
    is_several: bool = False

    @property
    def sums(self) -> pd.Series:
        """What the measures come to as they are counted."""
        return self.found.sums

    @property
    def currency(self) -> str:
        """Of all money."""
        return self.found.counted.currency


def told(
    found: Outlook,
    register: Register,
    relations: pd.DataFrame,
    terms: Terms,
    limits: Limits,
    claims: pd.DataFrame,
    aim: Aim,
    *,
    rate: float = 1.0,
) -> Told:
    """Return what the headline tells of the measures, also beside today's prices where others are chosen.

    Parameters
    ----------
    found : Outlook
        The measures at the terms.
    register, relations, terms, limits
        Of which the best plan is made, in the park's own money.
    claims : DataFrame
        As `measures.claims` returns.
    aim : Aim
        Of the best plan.
    rate : float
        What one unit of the park's currency is in the one that is told. [currency/currency]
    """
    known = {"priced": found.priced, "appraised": found.appraised} if rate == 1 else {}
    plan = _told_in(asked.quick(register, relations, terms, limits, aim, **known), rate)
    budget = None if limits.budget is None else limits.budget * rate
    is_several = bool(claims["park_id"].isna().any())
    now = energy.at_todays_prices(terms)
    if now is None:
        return Told(found, plan, budget, is_several=is_several)
    # The same at every move of a price: remembered.
    today = ask(_planned, register=register, relations=relations, terms=now, limits=limits, aim=aim)
    sums = ask(_summed, register=found.counted, terms=now)
    return Told(found, plan, budget, _told_in(today, rate), sums, is_several)


def _planned(
    _con: object, *, register: Register, relations: pd.DataFrame, terms: Terms, limits: Limits, aim: Aim
) -> Portfolio:
    return asked.quick(register, relations, terms, limits, aim)


def _summed(_con: object, *, register: Register, terms: Terms) -> pd.Series:
    return measures.totals(register, terms)


def _told_in(plan: Portfolio, rate: float) -> Portfolio:
    return replace(plan, npv=plan.npv * rate, cost=plan.cost * rate)


def show(told: Told, terms: Terms) -> None:
    """Show what the measures cost, save and pay back together, and what the best plan within the budget brings."""
    if not energy.may_tell(told.found.appraised):
        energy.say_few()
        return
    with st.container(gap="xsmall"):
        _together(told, terms)
        _best_plan(told)
    notes(told, terms)


def _together(told: Told, terms: Terms) -> None:
    read, sums, today = reader(), told.sums, told.sums_today
    change = lambda name: None if today is None else float(sums[name]) - float(today[name])  # noqa: E731
    heading = _("All measures together, {currency}", currency=read.choice("currency", told.currency))
    st.markdown(f"**{heading}**")
    # Pairs stay together, so that no card stands alone in its row.
    with st.grid(3, min_column_width=300):
        with _pair():
            energy.card(
                _("Measures"),
                read.number(sums["measures"]),
                ngettext("in {count} company", "in {count} companies", int(sums["companies"])),
                change=_changed(change("measures"), sums["measures"], read.number),
            )
            energy.card(
                _("Investment"),
                read.short(sums["investment"]),
                _("once"),
                change=_changed(change("investment"), sums["investment"], read.short),
            )
        with _pair():
            energy.card(
                _("Saving"),
                read.short(sums["annual_saving"]),
                _beside_alone(_("a year"), told, "annual_saving", read.short),
                change=_changed(change("annual_saving"), sums["annual_saving"], read.short),
            )
            energy.card(
                _("Payback [yr]"),
                energy.years_words(sums["payback"]),
                _("discounted {years}", years=energy.years_words(sums["discounted_payback"])),
                _(
                    "Net investment (less subsidy and avoided replacement) over saving, of all measures together. "
                    "Paybacks are never added up or averaged."
                ),
                change=_changed(
                    change("payback"), sums["payback"], lambda years: read.number(years, digits=2)
                ),
                is_less_better=True,
            )
        with _pair():
            energy.card(
                _("Net present value"),
                read.short(sums["npv"]),
                _("rate of return {rate}", rate=irr_words(sums, terms)),
                change=_changed(change("npv"), sums["npv"], read.short),
            )
            energy.card(
                _("CO2 [t/yr]"),
                read.number(sums["co2_saving"]),
                _beside_alone(
                    _("{energy} a year", energy=energy.energy_words(sums["energy_saving"])),
                    told,
                    "co2_saving",
                    read.number,
                ),
                change=_changed(change("co2_saving"), sums["co2_saving"], read.number),
            )


def _beside_alone(note: str, told: Told, name: str, words: Callable[[float], str]) -> str:
    """Return a note with the plain sum of the measures, where overlaps are taken off: what is often published."""
    if told.found.alone is told.sums:
        return note
    return _("{note}; each alone {amount}", note=note, amount=words(float(told.found.alone[name])))


def _best_plan(told: Told) -> None:
    read, plan, budget = reader(), told.plan, told.budget
    heading = (
        _("Best plan without a budget")
        if budget is None
        else _("Best plan for {budget}", budget=read.money(budget, told.currency))
    )
    st.markdown(f"**{heading}**")
    if not plan.is_feasible:
        st.info(_("No plan keeps the limits."), icon=":material/rule:")
        return
    today = told.today if told.today is not None and told.today.is_feasible else None
    change = lambda name: None if today is None else getattr(plan, name) - getattr(today, name)  # noqa: E731
    with st.grid(2, min_column_width=300):
        with _pair():
            energy.card(
                _("Value of the plan"),
                read.short(plan.npv),
                _("net present value, {gap}", gap=gap_words(plan)),
                _(
                    "Net present value of the measures worth most together within the budget, overlaps taken off. The "
                    "page “Best plan” shows which."
                ),
                change=_changed(change("npv"), plan.npv, read.short),
            )
            energy.card(
                _("CO2 of the plan [t/yr]"),
                read.number(plan.co2),
                _("of {total} with all measures", total=read.number(told.sums["co2_saving"])),
                change=_changed(change("co2"), plan.co2, read.number),
            )
        with _pair():
            count = None if today is None else float(len(plan.chosen) - len(today.chosen))
            energy.card(
                _("Measures in the plan"),
                read.number(len(plan.chosen)),
                _("of {total}", total=read.number(len(plan.measures))),
                change=_changed(count, len(plan.chosen), read.number),
                is_less_better=None,
            )
            energy.card(
                _("Spent"),
                read.short(plan.cost),
                _("after subsidy"),
                change=_changed(change("cost"), plan.cost, read.short),
                is_less_better=None,
            )
    if today is not None:
        st.caption(_("The arrows tell the change against today's prices."))


def _pair() -> DeltaGenerator:
    return st.grid(2, min_column_width=130, height="stretch")


def _changed(difference: float | None, of: float, words: Callable[[float], str]) -> str | None:
    """Return a difference with its sign, "±0" where it is less than a thousandth; None where there is none to tell."""
    if difference is None or not np.isfinite(difference):
        return None
    if abs(difference) <= 0.001 * abs(of):
        return energy.UNCHANGED
    return f"{'+' if difference > 0 else '-'}{words(abs(difference))}"


def gap_words(plan: Portfolio) -> str:
    """Say how far a plan may be from the best there can be."""
    if plan.gap <= EXACT:
        return _("proved best")
    return _("at most {share} below the best", share=reader().percent(plan.gap, digits=2))


def notes(told: Told, terms: Terms) -> None:
    """Say how the sums are to be read, where they come from, and which measures are in none of them."""
    for line in (_scope(told, terms), _counted(told, terms)):
        st.caption(line)


def _scope(told: Told, terms: Terms) -> str:
    """Return which measures, years, prices and rate the sums are of."""
    read, rows = reader(), told.found.appraised
    years, money = rows["year"].dropna().astype(int), measures.price_years(told.found.counted)
    lines = [
        _("Measures of {years}.", years=_span(years.tolist())) if len(years) else "",
        _("Money of {years}.", years=_span(money)) if money else "",
        _("Discount rate {rate}, real.", rate=read.percent(terms.discount_rate, digits=1)),
        _("Savings are taken as yearly, from the first year after the investment, at the stored price list."),
        *_unusual(terms),
    ]
    reported = int(rows["status"].isin(measures.ACHIEVED).sum())
    if told.is_several and reported:
        lines.append(
            ngettext(
                "The source reports its results for several parks together and states no period: here {count} measure "
                "that is done stands in this park, and its saving is taken as yearly.",
                "The source reports its results for several parks together and states no period: here all {count} "
                "measures that are done are placed in this park, and their saving is taken as yearly.",
                reported,
            )
        )
    return " ".join(line for line in lines if line)


def _unusual(terms: Terms) -> list[str]:
    """Return the terms that are not as usual, each as a sentence."""
    read = reader()
    percent = lambda share: read.percent(share, digits=1)  # noqa: E731
    told = {
        _("Prices change by the growth of the price list."): terms.has_growth,
        _("Horizon {years} years, with replacement until then.", years=str(terms.horizon)): terms.horizon,
        _(
            "Savings fall by {share} a year where a measure declares no loss.",
            share=percent(terms.degradation),
        ): terms.degradation,
        _("After a tax of {share} on gains.", share=percent(terms.tax_rate)): terms.tax_rate,
        _(
            "Cash flows and rates of return in nominal money at an inflation of {rate}; the discount rate is then {told}.",
            rate=percent(terms.inflation),
            told=percent(terms.told_rate(terms.discount_rate)),
        ): terms.is_nominal,
    }
    return [sentence for sentence, holds in told.items() if holds]


def _span(years: list[int]) -> str:
    first, last = min(years), max(years)
    return str(first) if first == last else _("{first} to {last}", first=str(first), last=str(last))


def _counted(told: Told, terms: Terms) -> str:
    """Return what is in the sums and what is not."""
    read, sums = reader(), told.sums
    lines = []
    if told.found.alone is not told.sums:
        lines.append(
            _(
                "Done together, measures take from each other, and these overlaps are taken off. Each alone, added up, "
                "they come to a saving of {saving} a year, a net present value of {npv} and {co2} of CO2 a year.",
                saving=read.money(told.found.alone["annual_saving"], told.currency),
                npv=read.money(told.found.alone["npv"], told.currency),
                co2=read.amount(told.found.alone["co2_saving"], "t"),
            )
        )
    lines.append(
        ngettext(
            "{count} of them is economic: its internal rate of return is above {rate}.",
            "{count} of them are economic: their internal rate of return is above {rate}.",
            int(sums["economic"]),
            rate=read.percent(terms.told_rate(terms.hurdle_rate)),
        )
    )
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
    return " ".join(lines)


def irr_words(sums: pd.Series, terms: Terms | None = None) -> str:
    """Return the rate of return, nominal where the terms say so, or why there is none."""
    words = {"none": _("none"), "several": _("several"), "": "–"}
    rate = float(sums["irr"])
    return words.get(sums["irr_status"]) or reader().percent(rate if terms is None else terms.told_rate(rate))
