"""State of the energy network page: what was chosen, and the measures under these choices."""

from dataclasses import dataclass

import pandas as pd

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook, Terms
from isdata.scenarios import Scenario
from pages.common import scenario
from pages.common.data import ask, derive
from pages.common.language import _
from pages.common.selection import Line
from pages.network.parts import energy, energy_terms, plan_limits, plan_words


@dataclass(frozen=True)
class State:
    """Choices of the page, and the measures under them; every view is drawn from it.

    Attributes
    ----------
    park_id : str
    shown : Scenario, optional
        None for today.
    networks, claims : DataFrame
        As `measures.networks` and `measures.claims` return.
    scope, unit : str
        Scope of the measures, as for `measures.in_scope`, and unit of energy.
    whole, own : DisclosedMeasures
        All measures with the CO2 factors chosen, and those in view.
    terms : Terms
        With those of the scenario.
    limits, aim
        Of the investment plan.
    found : DisclosedOutlook
        The measures in view at the terms.
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


def choose(stored: DisclosedMeasures, shown: Scenario | None, park_id: str, line: Line) -> State:
    """State after drawing the controls in the line of the page; settings of the scenario are not asked for."""
    networks = ask(measures.networks, park_id=park_id)
    with line.controls:
        whole = energy_terms.with_factors(stored)
        scope, own = energy.choose_scope(whole, shown=shown)
        own = energy.choose_network(own, networks)
        is_package = energy.choose_counting(own.has_overlaps)
        limits = plan_limits.choose_budget(own, shown, scope)
        given = energy.choose_terms(own, measures.hurdle_rate(networks), shown=shown, has_basis=True)
        aim = Aim() if shown is None else planning.aimed(Aim(), shown)
    with line.row:
        scenario.save_as(park_id, shown, given, own, limits, aim, scope)
    terms = energy.in_scenario(given, own, shown)
    line.state(
        energy.scope_words()[scope],
        *energy.terms_words(own, terms),
        _("budget {amount}", amount=plan_words.money(limits, own.currency)),
    )
    return State(
        park_id,
        shown,
        networks,
        ask(measures.claims, park_id=park_id),
        scope,
        energy_terms.unit(),
        whole,
        own,
        terms,
        limits,
        aim,
        derive(DisclosedMeasures.outlook, own, terms, is_package=is_package),
    )
