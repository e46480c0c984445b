"""Controls of the energy network page: measures, terms and limits."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.scenarios import Scenario
from pages.common import controls, scenario
from pages.network.parts import energy, energy_terms, plan_limits


@dataclass(frozen=True)
class Look:
    """What was chosen.

    Attributes
    ----------
    whole, own : Register
        All measures with the CO2 factors chosen, and those in view.
    relations : DataFrame
        As `measures.relations` returns.
    terms : Terms
        With those of the scenario.
    limits, aim
        Of the best plan.
    is_package : bool
        Whether overlaps are taken off the sums.
    """

    whole: Register
    own: Register
    relations: pd.DataFrame
    terms: Terms
    limits: Limits
    aim: Aim
    is_package: bool


def choose(register: Register, networks: pd.DataFrame, shown: Scenario | None, park_id: str) -> Look:
    """Let the reader choose; what the scenario sets is not asked for."""
    relations = scenario.relations(park_id, shown)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        whole = energy_terms.with_factors(register)
        own = energy.choose_network(energy.choose_scope(whole, shown=shown), networks)
        is_package = energy.choose_counting(measures.has_overlaps(relations, own.measures.index))
    # A hall's screen is wide and low: one row holds all.
    with row if controls.is_projected() else st.container(horizontal=True, vertical_alignment="bottom"):
        limits = plan_limits.choose_budget(own, shown, st.session_state.scope)
        given = energy.choose_terms(own, measures.hurdle_rate(networks), shown=shown, has_basis=True)
        aim = Aim() if shown is None else planning.aimed(Aim(), shown)
        scenario.save_as(park_id, shown, given, own, limits, aim, st.session_state.scope)
    return Look(whole, own, relations, energy.in_scenario(given, own, shown), limits, aim, is_package)
