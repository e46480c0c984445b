"""Budget of a plan, shared by all network pages: set by slider, typed, or set by a scenario."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.decisions import planning
from isdata.decisions.planning import Limits
from isdata.energy.measures import DisclosedMeasures, Terms
from isdata.scenarios import Scenario
from pages.common import address, pick, role, scenario
from pages.common.data import derive
from pages.common.language import _, reader
from pages.network.parts import plan_money

SHARES = [str(share) for share in range(5, 101, 5)]
SHARE = "40"


def choose(found: DisclosedMeasures, shown: Scenario | None, scope: str) -> Limits:
    """Let the user set the budget, shared by all network pages, unless set by a scenario.

    Parameters
    ----------
    found : DisclosedMeasures
        Measures to choose from, in the scenario.
    shown : Scenario or None
        Scenario applied to them.
    scope : str
        Scope of the measures; see `measures.in_scope`.
    """
    if shown is not None and sets_budget(shown):
        return planning.limits_in_scenario(Limits(), shown, found.companies)
    today = as_today(found, shown, scope)
    with st.grid(2, min_column_width=200):
        place, typing = st.container(), st.container()
    choose_amount(base(today), (), found.currency, place, typing)
    limits = Limits(budget=in_force(today))
    return limits if shown is None else planning.limits_in_scenario(limits, shown, found.companies)


def sets_budget(shown: Scenario | None) -> bool:
    """Return True if a scenario sets the budget of the plan."""
    return shown is not None and not shown.of("budget").empty


def without_budget(shown: Scenario | None) -> list[str]:
    """Notes on figures of all measures if a scenario sets the budget of a plan."""
    return [_("all measures, not limited to the budget of the scenario")] if sets_budget(shown) else []


def as_today(found: DisclosedMeasures, shown: Scenario | None, scope: str) -> DisclosedMeasures:
    """The same measures in the present state, so that a share of their cost is the same amount in every scenario."""
    if shown is None:
        return found
    today = scenario.disclosed_measures(shown.park_id, None).in_scope(scope)
    same = today.only(today.table.index[today.table["network_id"].isin(found.table["network_id"].unique())])
    return same if len(same) else found


def base(today: DisclosedMeasures) -> float | None:
    """Amount of which the slider sets a share; None if guests cannot choose a budget. [currency]

    A presentation keeps the budget of the facilitator, even if the audience may not see the cost of all measures.
    """
    return derive(DisclosedMeasures.budget_base, today) if role.may_enter() or today.may_show else None


def _slide(most: float | None, currency: str) -> None:
    """Let the user set the budget as a share of the cost of all measures, unless such budgets are withheld."""
    if most is not None:
        pick.on_slider(
            _("Budget"),
            SHARES,
            key="budget",
            default=SHARE,
            words=lambda part: reader().money(int(part) / 100 * most, currency, is_padded=False),
            help=_("Limits the investment plan. Totals of all measures do not depend on it."),
        )


def _share(most: float | None) -> float | None:
    """Budget set by the slider; None without a limit, or if budgets of these measures are withheld. [currency]"""
    share = address.remembered("budget", SHARES, SHARE) or SHARE
    return None if most is None or share == "100" else int(share) / 100 * most


def in_force(today: DisclosedMeasures) -> float | None:
    """Budget typed or set by the slider, before the controls are drawn; None without a limit. [currency]

    If guests cannot choose a budget, their plans use the slider's default, so that they see the same plans as the
    facilitator.
    """
    typed = plan_money.typed_amount("money") if role.may_change() or role.may_enter() else None
    if typed is not None:
        return typed
    if (most := base(today)) is not None:
        return _share(most)
    if not derive(DisclosedMeasures.may_plan, today, Terms()):
        return None
    return int(SHARE) / 100 * derive(DisclosedMeasures.budget_base, today)


def choose_amount(
    most: float | None,
    by_year: Sequence[float],
    currency: str,
    place: DeltaGenerator,
    typing: DeltaGenerator,
) -> None:
    """Let the user set the budget by slider or typing; a typed budget or a sum of years is shown instead of the slider.

    Parameters
    ----------
    most : float or None
        As returned by `base`. [currency]
    by_year : sequence of float
        Budget of each year, if it is spread. [currency]
    currency : str
    place, typing : DeltaGenerator
        Containers of the slider and the field.
    """
    may_type = role.may_change()
    is_by_year = may_type and bool(by_year) and plan_money.has_years()
    total = sum(by_year) if is_by_year else plan_money.typed_amount("money") if may_type else None
    with place:
        if total is None:
            _slide(most, currency)
        else:
            st.text_input(_("Budget"), reader().money(total, currency, is_padded=False), disabled=True)
            address.remembered("budget", SHARES, SHARE)  # kept for the time after
            address.put("budget", None)  # the address would state a share that does not apply
    if not may_type:  # typed amounts could reveal the cost of a measure as the budget from which it is chosen
        return
    label = _("or total budget [{currency}]", currency=reader().currency(currency))
    with typing:
        if is_by_year:  # keeps its height, so that the table below does not move
            st.text_input(label, placeholder=_("sum of the years"), disabled=True)
        else:
            plan_money.amount("money", label, _("as set by the slider"), currency)
