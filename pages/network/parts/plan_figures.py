"""Key figures of an investment plan."""

import numpy as np
import pandas as pd

from isdata.decisions.planning import Portfolio
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.service import Answer
from isdata.energy.measures import DisclosedMeasures
from pages.common import cards, controls, role
from pages.common.data import derive
from pages.common.language import _, defined, ngettext, reader
from pages.network.parts import disclosed_totals, energy, payback_words, plan_words


def show(answer: Answer, request: Request, chosen: DisclosedMeasures) -> None:
    """Show size, cost and results of the plan; a presented view has the number of measures in its title."""
    currency, is_presented = chosen.currency, controls.is_projected()
    outlook = derive(DisclosedMeasures.outlook, chosen, request.terms)
    plan = disclosed_totals.plan_beside_totals(answer.plan, outlook.sums)
    is_spent_unknown = is_rounded_away(plan.cost, answer)
    # When presented, the line above the figures states the budget, which is all that is known of the spending.
    has_spending = not (is_presented and is_spent_unknown and request.limits.budget is not None)
    with cards.row(4 + has_spending if is_presented else 6, brief="plan"):
        if not is_presented:
            cards.metric(
                _("Selected measures"),
                reader().number(len(plan.chosen)),
                _("Measures of the optimal plan, out of all that were considered."),
                _considered(
                    len(plan.measures),
                    outlook.excluded,
                    plan_words.included(plan, answer.started_synergies),
                ),
            )
        if has_spending:
            spent = (
                _within(request.limits.budget, currency)
                if is_spent_unknown
                else disclosed_totals.spending_text(plan.cost, request.limits.money, currency)
            )
            cards.metric(_("Spending"), spent, defined("spending"), _("investment less incentives"))
        _returns(answer, currency)
        _results(plan, chosen)


def _returns(answer: Answer, currency: str) -> None:
    """Show the annual saving and the payback of the plan, with the investment used for it."""
    found = answer.returns
    saving = disclosed_totals.money(found.annual_saving, currency, found.step)
    # Rounded amounts do not determine the months of a payback.
    digits = 0 if not role.viewer().sees_all and found.payback > 1 else None
    note = _rounded(found.annual_saving, found.step, currency)
    cards.metric(_("Annual saving"), saving, defined("annual saving"), note)
    payback = disclosed_totals.rounded_text(found.payback, energy.years_words(found.payback, digits=digits))
    net = payback_words.net_investment(found.net_investment, currency, disclosed_totals.money)
    # When presented, the spending beside it states the amount.
    about = (_("rounded to whole years") if digits == 0 else "") if controls.is_projected() else net
    if answer.chosen.empty:
        payback = "–"
    elif is_rounded_away(found.net_investment, answer):
        payback, about = _shortest_and_longest(answer.chosen["payback"].astype(float)), _("of each measure")
    cards.metric(_("Payback"), payback, _(payback_words.TOGETHER), about)


def _within(budget: float | None, currency: str) -> str:
    """Text of an undisclosed spending: at most the budget, if the plan has one."""
    if budget is None:
        return _("undisclosed")
    return _("at most {amount}", amount=reader().money(budget, currency, is_padded=False))


def _shortest_and_longest(paybacks: pd.Series) -> str:
    """Range of the paybacks of the measures; undisclosed if one is unknown."""
    if not np.isfinite(paybacks).all():
        return _("undisclosed")
    return plan_words.shortest_and_longest(paybacks)


def is_rounded_away(money: float, answer: Answer) -> bool:
    """Return True if an amount of a plan with measures is unknown or zero to this reader after rounding."""
    return not role.viewer().sees_all and not answer.chosen.empty and (pd.isna(money) or not money)


def _rounded(value: float, step: float | None, currency: str = "") -> str:
    """Note on a rounded figure or a range, which protect individual measures; empty for an exact one.

    Both are in the currency, if it is given, or in t.
    """
    if not step:
        return ""
    if disclosed_totals.is_coarse(value, step):
        return _("stated as a range")
    words = reader().money(step, currency, is_padded=False) if currency else reader().amount(step, "t")
    return _("rounded to {step}", step=words)


def _results(plan: Portfolio, chosen: DisclosedMeasures) -> None:
    """Show NPV and CO2 of the plan; the picture compares it with shortest-payback-first."""
    currency = chosen.currency
    # The optimum is not meaningful for a rounded figure.
    proof = (
        plan_words.optimality(plan)
        if role.viewer().sees_all
        else _rounded(plan.npv, plan.steps.get("npv"), currency)
    )
    cards.metric(
        _("Net present value"),
        disclosed_totals.money(plan.npv, currency, plan.steps.get("npv")),
        _("NPV of the whole plan, net of overlaps."),
        proof,
    )
    step = plan.steps.get("co2")
    tonnes = disclosed_totals.tonnes(plan.co2, step)
    cards.metric(
        _("CO2 saved per year"), tonnes, energy.co2_definition(chosen), _("stated as a range") if step else ""
    )


def _considered(total: int, excluded: int, included: str) -> str:
    """Note on the measures available to the plan, the number of chosen synergies, and the number of exclusions."""
    words = _("of {total}", total=reader().number(total))
    words = f"{words} · {included}" if included else words
    if not excluded:
        return words
    return ngettext(
        "{measures}, {count} excludes another", "{measures}, {count} exclude others", excluded, measures=words
    )
