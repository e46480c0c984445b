"""Key figures of the energy network page: totals of the measures, and the best plan."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from isdata.decisions.planning import Portfolio
from isdata.energy.measures import DisclosedMeasures, sums_presentation
from pages.common import cards, controls, role, screen
from pages.common.data import derive
from pages.common.language import _, defined, ngettext, reader
from pages.common.presenting import withholding
from pages.common.show import years_between
from pages.network.parts import disclosed_totals, energy, energy_notes, payback_words, plan_words
from pages.network.parts.energy_state import State
from pages.network.parts.energy_summary import Summary, irr_words, summarise

Words = Callable[[float], str]
Figures = Mapping[str, float] | pd.Series  # by name


def show(state: State) -> Summary | None:
    """Show the totals of the measures in a row; return them, or None if undisclosed."""
    summary = summarise(state)
    if summary is None:
        withholding.state(is_part=True)
        return None
    _together(summary, state)
    return summary


def words(summary: Summary | None) -> str:
    """Line on the total results of the measures, or that they are withheld."""
    if summary is None:
        return _("Totals of the measures are withheld")
    return sums_presentation.words(summary.sums, summary.currency, reader())


def show_plan(summary: Summary, state: State) -> None:
    """Show the investment plan within the budget, and notes on the totals."""
    _best_plan(summary, energy.co2_definition(state.own))
    energy_notes.note(summary, state.terms)


def _together(summary: Summary, state: State) -> None:
    read, sums, today = reader(), summary.sums, summary.sums_today
    money, card = _money(summary), partial(_card, sums, {} if today is None else today)
    # Four figures and short notes: others are on the page “Investment appraisal”.
    is_presented = controls.is_projected()
    net = payback_words.net_investment(sums["net_investment"], summary.currency, read.money)
    discounted = _("discounted {years}", years=energy.years_words(sums["discounted_payback"]))
    with cards.row(4 if is_presented else 6, brief="energy"):
        card(_("Measures"), "measures", read.number, _companies(summary), defined("measure"))
        if not is_presented:
            note = payback_words.deduction(
                sums["investment"], sums["net_investment"], summary.currency, read.money
            )
            card(_("Investment"), "investment", money, note, defined("investment"))
        saved = _("{energy} per year", energy=energy.energy_words(sums["energy_saving"], state.unit))
        yearly = saved if is_presented else _beside_alone(saved, summary, "annual_saving", money)
        card(_("Annual saving"), "annual_saving", money, yearly, defined("annual saving"))
        card(
            _("Payback"),
            "payback",
            # Same number of digits as the change beside it.
            lambda years: energy.years_words(years, digits=None if today is None else 2),
            net if is_presented or screen.is_phone() else discounted,
            _(payback_words.TOGETHER),
            is_less_better=True,
        )
        rate = _("IRR {rate}", rate=irr_words(sums, state.terms))
        if not is_presented:
            card(_("Net present value"), "npv", money, rate, defined("NPV"))
        factors = _factors(state)
        words = factors if is_presented else _beside_alone(factors, summary, "co2_saving", _tonnes)
        all_years = _(
            "Energy and CO2 of all these measures together; “Members and target” counts those in use in a year."
        )
        definition = reader().sentences([energy.co2_definition(state.own), all_years])
        card(_("CO2 saved per year"), "co2_saving", _tonnes, words, definition)


def _factors(state: State) -> str:
    """Year or years of the CO2 factors; empty if there are none."""
    years = years_between(derive(DisclosedMeasures.factors, state.own)["factor_year"].dropna())
    return _("emission factors of {years}", years=years) if years else ""


def _money(summary: Summary) -> Words:
    """Function that formats money."""
    return lambda amount: reader().money(amount, summary.currency)


def _tonnes(amount: float) -> str:
    return reader().amount(amount, "t")


def _companies(summary: Summary) -> str:
    """Note on the measures that cannot be valued or are excluded by others, otherwise on the number of companies."""
    if unknown := int(summary.sums["unknown"]):
        return _("{count} cannot be valued", count=reader().number(unknown))
    left_out = summary.found.excluded
    if not summary.found.is_package or not left_out:
        return ngettext("in {count} company", "in {count} companies", int(summary.sums["companies"]))
    total = _("of {total}", total=reader().number(int(summary.sums["measures"]) + left_out))
    return ngettext(
        "{measures}, {count} excludes another", "{measures}, {count} exclude others", left_out, measures=total
    )


def _beside_alone(note: str, summary: Summary, name: str, words: Words) -> str:
    """Note with the package total beside a simple sum; a package total stands alone."""
    both = summary.both
    if both is None:  # the view of published results counts each measure separately
        return reader().clauses([note, _("overlaps deducted") if summary.has_deducted else ""])
    if not summary.shows_both or summary.found.is_package:
        return note
    beside = _("{amount} after overlaps", amount=words(float(both.package[name])))
    return reader().clauses([note, beside])


def _best_plan(summary: Summary, co2_definition: str) -> None:
    budget = summary.budget
    heading = (
        _("Investment plan without a budget limit")
        if budget is None
        else _(
            "Investment plan for {budget}", budget=reader().money(budget, summary.currency, is_padded=False)
        )
    )
    st.markdown(f"**{heading}**")
    if not summary.plan.is_feasible:
        st.info(_("No plan meets the limits."), icon=":material/rule:")
        return
    _plan_figures(summary, co2_definition)
    disclosed_totals.note_rounding()


def _plan_figures(summary: Summary, co2_definition: str) -> None:
    """Show value, CO2, measures and spending of the plan, each with its change against present prices."""
    plan = disclosed_totals.plan_beside_totals(summary.plan, summary.sums)
    card = partial(_card, _figures(plan), _compared(summary.today, is_exact=role.viewer().sees_all))
    money = partial(disclosed_totals.money, currency=summary.currency)
    spent = partial(disclosed_totals.spending_text, budget=summary.budget, currency=summary.currency)
    value = _(
        "Highest total NPV within the budget, net of overlaps. See the page “Investment plan” for the measures."
    )
    total = _("of {total} for all measures", total=_tonnes(summary.sums["co2_saving"]))
    count = _("of {total} considered", total=reader().number(len(plan.measures)))
    with cards.row(4):
        card(_("NPV of the plan"), "npv", money, plan_words.optimality(plan), value)
        tonnes = partial(disclosed_totals.tonnes, step=plan.steps.get("co2"))
        card(_("CO2 saved by the plan per year"), "co2", tonnes, total, co2_definition)
        chosen = _("Measures in the plan"), "measures", reader().number, count, defined("investment plan")
        card(*chosen, is_less_better=None)
        card(_("Spending"), "cost", spent, _("after subsidy"), defined("spending"), is_less_better=None)


def _compared(today: Portfolio | None, *, is_exact: bool) -> dict[str, float]:
    """Figures of the plan at present prices; only their number of measures if rounded: differences would be meaningless."""
    if today is None or not today.is_feasible:
        return {}
    return {name: value for name, value in _figures(today).items() if is_exact or name == "measures"}


def _figures(plan: Portfolio) -> dict[str, float]:
    """Figures of a plan by name."""
    return {"npv": plan.npv, "co2": plan.co2, "measures": float(len(plan.chosen)), "cost": plan.cost}


def _card(
    now: Figures,
    before: Figures,
    label: str,
    name: str,
    words: Words,
    note: str,
    definition: str,
    **looks: Any,
) -> None:
    """Show a figure, with its change against present prices if others are chosen and it is among those `before`."""
    value = float(now[name])
    change = _changed(value - float(before[name]), value, words) if name in before else None
    cards.metric(label, words(value), definition, note, change=change, **looks)


def _changed(difference: float, of: float, words: Words) -> str | None:
    """Difference with its sign, "±0" if less than a thousandth; None if unknown."""
    if not np.isfinite(difference):
        return None
    if abs(difference) <= 0.001 * abs(of):
        return cards.UNCHANGED
    return f"{'+' if difference > 0 else '-'}{words(abs(difference))}"
