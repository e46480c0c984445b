"""State of the energy network page: the user's choices, and the resulting measures."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook, Terms
from isdata.scenarios import Scenario
from pages.common import scenario, scenario_changed, screen, show
from pages.common.data import ask, derive
from pages.common.language import _
from pages.common.selection import Line
from pages.network.parts import energy, energy_terms, plan_budget, plan_limits, plan_words


@dataclass(frozen=True)
class State:
    """Choices of the page and the resulting measures, from which every view is drawn.

    Attributes
    ----------
    park_id : str
    shown : Scenario, optional
        None for the present state.
    networks, claims : DataFrame
        As `measures.networks` and `measures.claims` return.
    scope, unit : str
        Scope of the measures, as for `measures.in_scope`, and unit of energy.
    whole, own : DisclosedMeasures
        All measures with the CO2 factors chosen, and those in view.
    terms : Terms
        Terms, including those of the scenario.
    limits, aim
        Limits and aim of the investment plan.
    found : DisclosedOutlook
        Measures in view, valued at the terms.
    """

    park_id: str
    shown: Scenario | None
    networks: pd.DataFrame
    claims: pd.DataFrame
    scope: str
    unit: str
    whole: DisclosedMeasures
    own: DisclosedMeasures
    terms: Terms
    limits: Limits
    aim: Aim
    found: DisclosedOutlook


def choose(
    stored: DisclosedMeasures, shown: Scenario | None, park_id: str, line: Line, *, is_done: bool = False
) -> State:
    """Draw the controls in the line of the page and return the state; settings of the scenario cannot be chosen.

    With `is_done` the view and the line refer to implemented measures, regardless of the scope.
    """
    networks = ask(measures.networks, park_id=park_id)
    with line.controls:
        whole = energy_terms.with_factors(stored)
        scope, own = energy.choose_scope(whole, shown=shown)
        with st.container():  # a place of its own: a control that comes or goes must not move the others
            own = energy.choose_network(own, networks)
        with st.container():
            is_package = energy.choose_counting(derive(DisclosedMeasures.has_overlaps, own))
        with st.container():
            limits = plan_budget.choose(own, shown, scope)
        with st.container():
            # Differences of totals at several limits would disclose individual measures to guests.
            longest = plan_limits.choose_hurdle(shown) if own.viewer.sees_all else None
        limits = limits if longest is None else replace(limits, hurdle=longest)
        given = energy.choose_terms(own, measures.hurdle_rate(networks), shown=shown, has_basis=True)
        aim = Aim() if shown is None else planning.objective_in_scenario(Aim(), shown)
    with line.row:
        scenario.save_as(park_id, shown, given, own, limits, aim, scope)
    terms = energy.in_scenario(given, own, shown)
    if longest is not None:
        own = _paid_back_within(longest, own, terms)
    found = derive(DisclosedMeasures.outlook, own, terms, is_package=is_package)
    claims, unit = ask(measures.claims, park_id=park_id), energy_terms.unit()
    state = State(park_id, shown, networks, claims, scope, unit, whole, own, terms, limits, aim, found)
    if is_done:
        line.state(*energy.implemented_text(derive(DisclosedMeasures.in_scope, whole, "achieved")))
    else:
        line.state(*_selection_words(state))
    scenario_changed.note(shown, given, limits, aim)
    return state


def _selection_words(state: State) -> list[str]:
    """Texts of scope, terms and limits for the line of the page."""
    own, terms = state.own, state.terms
    return [
        energy.scope_words()[state.scope],
        # Their number is in the note of the first card, which a phone omits.
        *energy.terms_words(own, terms)[0 if screen.is_phone() else 1 :],
        *plan_words.stated(state.limits, own.currency)[1:],  # the budget belongs to the plan, which states it
        *plan_budget.without_budget(state.shown),
        "" if energy.at_todays_prices(terms) is None else _("differences from today's prices at this rate"),
    ]


def _paid_back_within(years: float, own: DisclosedMeasures, terms: Terms) -> DisclosedMeasures:
    """Measures that individually pay back within a number of years [yr]; the page ends with a note if there are none."""
    payback = derive(DisclosedMeasures.outlook, own, terms, is_package=False).table["payback"]
    is_within = payback <= years
    if not is_within.any():
        message = _(
            "No measure pays back within the chosen time. Choose a longer maximum payback under “Adjust”."
        )
        show.info(message)
        show.end()
    return derive(DisclosedMeasures.only, own, payback.index[is_within])
