"""State of the energy network page: what was chosen, and the measures under these choices."""

from dataclasses import dataclass

import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy import measures
from isdata.energy.measures import Outlook, Register, Terms
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
    whole, own : Register
        All measures with the CO2 factors chosen, and those in view.
    relations : DataFrame
        As `measures.relations` returns.
    terms : Terms
        With those of the scenario.
    limits, aim
        Of the investment plan.
    found : Outlook
        The measures in view at the terms, with their totals.
    """

    park_id: str
    shown: Scenario | None
    networks: pd.DataFrame
    claims: pd.DataFrame
    scope: str
    unit: str
    whole: Register
    own: Register
    relations: Relations
    terms: Terms
    limits: Limits
    aim: Aim
    found: Outlook


def choose(register: Register, shown: Scenario | None, park_id: str, line: Line) -> State:
    """Draw the controls of the page in its line; what the scenario sets is not asked for."""
    networks, relations = ask(measures.networks, park_id=park_id), scenario.relations(park_id, shown)
    with line.controls:
        whole = energy_terms.with_factors(register)
        scope, own = energy.choose_scope(whole, shown=shown)
        own = energy.choose_network(own, networks)
        is_package = energy.choose_counting(derive(measures.has_overlaps, relations, own.measures.index))
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
        relations,
        terms,
        limits,
        aim,
        derive(measures.outlook, own, relations, terms, is_package=is_package),
    )
