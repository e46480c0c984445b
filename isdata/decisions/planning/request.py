"""Request for a plan, with the measures and candidates that it is computed from."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata import scenarios
from isdata.data.contracts.results import Relations
from isdata.decisions.planning.candidates import Candidates, candidates
from isdata.decisions.planning.limits import Aim, Limits
from isdata.decisions.planning.synergies import Synergies, joint_candidates, open_synergies
from isdata.energy import measures
from isdata.energy.measures import Register, Terms


@dataclass(frozen=True)
class Request:
    """Request for a plan.

    Attributes
    ----------
    park_id, scope : str
        The park, and the scope of its measures; see `measures.in_scope`.
    terms : Terms
        Prices and rates, those of the scenario included.
    limits : Limits
        Constraints of the plan.
    aim : Aim
        Objective of the plan.
    scenario : str, optional
        Id of a scenario; the present state by default.
    """

    park_id: str
    scope: str
    terms: Terms
    limits: Limits
    aim: Aim
    scenario: str | None = None

    def stored(self, con: duckdb.DuckDBPyConnection) -> tuple[Register, Relations]:
        """Measures in scope and their relations."""
        return _stored(con, self.park_id, self.scope, self.scenario)

    def measures_and_candidates(self, con: duckdb.DuckDBPyConnection) -> tuple[Register, Candidates]:
        """Measures in scope, and the candidates computed from them."""
        return measures_and_candidates(
            con, park_id=self.park_id, scope=self.scope, terms=self.terms, scenario=self.scenario
        )

    def with_synergies(self, con: duckdb.DuckDBPyConnection) -> tuple[Candidates, pd.DataFrame, Synergies]:
        """Measures and synergies as candidates, their rows of the register, and the synergies."""
        stored, relations = self.stored(con)
        about = {"park_id": self.park_id, "scenario": self.scenario}
        offered = open_synergies(con, **about, discount_rate=self.terms.discount_rate)
        found = joint_candidates(stored, relations, self.terms, offered)
        both = [stored.measures.assign(is_synergy=False), offered.rows.assign(is_synergy=True)]
        return found, pd.concat(both).loc[found.measures.index], offered


def measures_and_candidates(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str, terms: Terms, scenario: str | None = None
) -> tuple[Register, Candidates]:
    """Park's measures, at present or in a scenario, and the candidates computed from them.

    Parameters
    ----------
    scope : str
        See `measures.in_scope`.
    terms : Terms
        Prices and rates, those of the scenario included.
    scenario : str, optional
        Id of a scenario; the present state by default.
    """
    chosen, relations = _stored(con, park_id, scope, scenario)
    return chosen, candidates(chosen, relations, terms)


def _stored(
    con: duckdb.DuckDBPyConnection, park_id: str, scope: str, scenario: str | None
) -> tuple[Register, Relations]:
    """Measures in scope and their relations, at present or in a scenario."""
    stored = scenarios.undisclosed(con, park_id=park_id, scenario_id=scenario).in_full
    relations = scenarios.relations(con, park_id=park_id, scenario_id=scenario)
    return measures.in_scope(stored, scope), relations
