"""Money that a plan may spend: the same on all pages of the network, slid, typed or set by a scenario."""

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
    """Let the reader set the budget, the same on all pages of the network; what a scenario sets itself is kept to.

    Parameters
    ----------
    found : DisclosedMeasures
        The measures to choose from in the scenario.
    shown : Scenario or None
        What they are seen in.
    scope : str
        Which measures they are; see `measures.in_scope`.
    """
    if shown is not None and sets_budget(shown):
        return planning.within(Limits(), shown, found.companies)
    today = as_today(found, shown, scope)
    with st.grid(2, min_column_width=200):
        place, typing = st.container(), st.container()
    choose_amount(base(today), (), found.currency, place, typing)
    limits = Limits(budget=in_force(today))
    return limits if shown is None else planning.within(limits, shown, found.companies)


def sets_budget(shown: Scenario | None) -> bool:
    """Whether a scenario sets the budget of the plan."""
    return shown is not None and not shown.of("budget").empty


def without_budget(shown: Scenario | None) -> list[str]:
    """Words on figures of all measures where a scenario sets the budget of a plan."""
    return [_("all measures, not limited to the budget of the scenario")] if sets_budget(shown) else []


def as_today(found: DisclosedMeasures, shown: Scenario | None, scope: str) -> DisclosedMeasures:
    """The same measures today, so that a share of their cost is the same money in every scenario."""
    if shown is None:
        return found
    today = scenario.disclosed_measures(shown.park_id, None).in_scope(scope)
    same = today.only(today.table.index[today.table["network_id"].isin(found.table["network_id"].unique())])
    return same if len(same) else found


def base(today: DisclosedMeasures) -> float | None:
    """Return what the slider sets a share of; None where guests do not choose a budget. [currency]

    A presentation keeps the budget of the facilitator, also where the hall may not see the cost of all measures.
    """
    return derive(DisclosedMeasures.budget_base, today) if role.may_enter() or today.may_show else None


def _slide(most: float | None, currency: str) -> None:
    """Let the reader set the budget as a share of what all measures need, unless budgets of them are withheld."""
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
    """Return the budget set by the slider; None without a limit. [currency]

    Without a limit, too, where budgets of these measures are withheld.
    """
    share = address.remembered("budget", SHARES, SHARE) or SHARE
    return None if most is None or share == "100" else int(share) / 100 * most


def in_force(today: DisclosedMeasures) -> float | None:
    """Return the budget typed, or set by the slider, before their controls are drawn; None without a limit. [currency]

    Where guests do not choose one, their plans keep that which the slider sets at first, so that they read the same
    plans as the facilitator.
    """
    typed = plan_money.typed("money") if role.may_change() or role.may_enter() else None
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
    """Let the reader slide the budget, or type it; where it is typed, or the sum of years, that is shown instead.

    Parameters
    ----------
    most : float or None
        As of `base`. [currency]
    by_year : sequence of float
        Money of each year, if it is spread. [currency]
    currency : str
    place, typing : DeltaGenerator
        Where the slider and the field are drawn.
    """
    may_type = role.may_change()
    is_by_year = may_type and bool(by_year) and plan_money.has_years()
    total = sum(by_year) if is_by_year else plan_money.typed("money") if may_type else None
    with place:
        if total is None:
            _slide(most, currency)
        else:
            st.text_input(_("Budget"), reader().money(total, currency, is_padded=False), disabled=True)
    if not may_type:  # typed amounts would find out at which one a measure comes in, which is what it costs
        return
    label = _("or total budget [{currency}]", currency=reader().currency(currency))
    with typing:
        if is_by_year:  # in its place still, so that the table below does not move
            st.text_input(label, placeholder=_("sum of the years"), disabled=True)
        else:
            plan_money.amount("money", label, _("as set by the slider"), currency)
