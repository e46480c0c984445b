"""Words for the figures of compared scenarios."""

from collections.abc import Sequence

import numpy as np

from isdata.decisions.planning import Outcome
from pages.common import controls, role, scenario, screen
from pages.common.language import _, reader
from pages.network.parts import disclosed_totals, scenario_table


def plan_npv(outcome: Outcome) -> float:
    """NPV of the optimal plan as disclosed; missing if no plan meets the limits. [currency]"""
    if outcome.is_withheld or not outcome.plan.is_feasible:
        return np.nan
    return float(disclosed_totals.plan_beside_totals(outcome.plan, outcome.sums).npv)


def without_npv(outcome: Outcome) -> str:
    """Reason for a plan without NPV: a plan that meets the limits has one, which may be undisclosed."""
    is_hidden = outcome.is_withheld or outcome.plan.is_feasible
    return _("undisclosed") if is_hidden else _("no plan meets the limits")


def npv_words(outcome: Outcome, outcomes: Sequence[Outcome]) -> str:
    """NPV of the optimal plan as text, a range if `are_ranges` of the compared ones."""
    is_range = disclosed_totals.are_ranges([each.plan for each in outcomes], "npv")
    step = outcome.plan.steps.get("npv")
    return disclosed_totals.money(plan_npv(outcome), outcome.currency, step, is_range=is_range)


def are_coarse(outcomes: Sequence[Outcome]) -> bool:
    """Return True if the NPV of a plan is a single rounding step: bars of such amounts would show wrong proportions."""
    return any(disclosed_totals.is_coarse(plan_npv(each), each.plan.steps.get("npv")) for each in outcomes)


def plan_words(outcomes: Sequence[Outcome]) -> str:
    """Sentence with the NPV of the optimal plans, one for all scenarios if they do not differ."""
    read = reader()
    npv = [plan_money(place, outcomes) for place in range(len(outcomes))]
    if len(set(npv)) == 1:
        return _("NPV of the optimal plan in each scenario: {npv}.", npv=npv[0])
    names = [_("“{name}”", name=scenario.title(each.scenario)) for each in outcomes]
    each = read.clauses(f"{name} {words}" for name, words in zip(names, npv, strict=True))
    return _("NPV of the optimal plan: {npv}.", npv=each)


def plan_money(place: int, outcomes: Sequence[Outcome]) -> str:
    """NPV of one of the optimal plans as text, with its difference from the first, or its order where figures are rounded."""
    outcome, first = outcomes[place], outcomes[0]
    npv = plan_npv(outcome)
    if not np.isfinite(npv):
        return without_npv(outcome)
    money, order = npv_words(outcome, outcomes), outcome.order.get("npv") if place else None
    if role.viewer().sees_all:
        base = plan_npv(first)
        is_known = bool(place) and bool(np.isfinite(base))
        return beside(money, difference(npv, base, outcome.currency) if is_known else "")
    rank = "" if order is None else scenario_table.order_words(order, is_today=first.scenario is None)
    if order and money == npv_words(first, outcomes):
        rank = (
            _("(slightly higher, equal when rounded)")
            if order > 0
            else _("(slightly lower, equal when rounded)")
        )
    return beside(money, rank)


def other_budget(outcome: Outcome, first: Outcome) -> str:
    """Budget of a plan instead of that of the first scenario; empty if both may spend the same."""
    own, usual = (each.limits.money for each in (outcome, first))
    if own == usual:
        return ""
    if own is None:
        return _("no budget limit")
    money = reader().money(own, outcome.currency, is_padded=False)
    if usual is None:
        return _("budget: {money}", money=money)
    return _(
        "budget {own} instead of {usual}",
        own=money,
        usual=reader().money(usual, outcome.currency, is_padded=False),
    )


def beside(money: str, note: str) -> str:
    """Money with a note in brackets, which Chinese writes without a space."""
    return money + note if note.startswith("（") else f"{money} {note}".rstrip()


def difference(value: float, first: float, currency: str) -> str:
    """Difference of two amounts as shown, in brackets with its sign; empty if they are shown alike."""
    if reader().money(value, currency) == reader().money(first, currency):
        return ""
    money = reader().money_difference(max(value, first), min(value, first), currency)
    return reader().noted("", f"{'+' if value > first else '-'}{money}").strip()


def co2_words(outcome: Outcome) -> str:
    """CO2 saved by the optimal plan as text, as on the page of the plan."""
    plan = disclosed_totals.plan_beside_totals(outcome.plan, outcome.sums)
    return disclosed_totals.tonnes(float(plan.co2), plan.steps.get("co2"))


def with_co2(money: str, amount: str) -> str:
    """Money with the CO2 saved, which a desk shows in the table below."""
    if not controls.is_projected() and not screen.is_phone():
        return money
    co2 = _("{amount} of CO2 saved per year", amount=amount)
    return f"{money} · {co2}"
