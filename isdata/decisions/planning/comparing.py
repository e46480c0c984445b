"""Scenarios side by side: what the measures pay back in each, and which plan is best in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from isdata import scenarios
from isdata.data.disclosure import GUEST
from isdata.decisions.planning.candidates import candidates
from isdata.decisions.planning.limits import Aim, Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.decisions.planning.scenario_export import aimed, within
from isdata.decisions.planning.service import PATIENCE
from isdata.energy import measures
from isdata.energy.measures import Outlook, Register, Terms
from isdata.scenarios import Scenario

MOST = 4
# Whose money the plans spend: the same for all, or each scenario its own.
SAME, OWN = "same", "own"


@dataclass(frozen=True)
class Outcome:
    """What comes of a scenario.

    Attributes
    ----------
    scenario : Scenario or None
        None is today.
    register : Register
        The measures in it.
    outlook : Outlook
        What the measures in scope come to, done together.
    plan : Portfolio
        The best set within the limits.
    limits : Limits
        What the plan kept.
    """

    scenario: Scenario | None
    register: Register
    outlook: Outlook
    plan: Portfolio
    limits: Limits


def compare(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    names: Sequence[str | None],
    scope: str,
    terms: Terms,
    limits: Limits,
    aim: Aim,
    money: str = SAME,
) -> list[Outcome]:
    """Results of scenarios side by side.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park.
    names : sequence of str or None
        Ids of up to four scenarios, None for today.
    scope : str
        See `measures.in_scope`; a scenario's own comes before.
    terms : Terms
        What holds where a scenario says nothing of it.
    limits, aim
        As `choose` takes them; what a scenario sets itself comes before, but for its budgets.
    money : str
        `SAME`: every plan spends the budget of `limits`; `OWN`: a scenario's own budgets come before it; or the id of a
        scenario whose budgets hold for all.
    """
    if money not in (SAME, OWN):
        spender = scenarios.scenario(con, park_id=park_id, scenario_id=money, viewer=GUEST)
        limits = limits.with_money_of(within(limits, spender))
    return [
        _outcome(
            con, park_id, name, scope=scope, terms=terms, limits=limits, aim=aim, has_own_money=money == OWN
        )
        for name in list(names)[:MOST]
    ]


def _outcome(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    name: str | None,
    *,
    scope: str,
    terms: Terms,
    limits: Limits,
    aim: Aim,
    has_own_money: bool,
) -> Outcome:
    stored = scenarios.undisclosed(con, park_id=park_id, scenario_id=name).in_full
    relations = scenarios.relations(con, park_id=park_id, scenario_id=name)
    scenario = None
    if name is not None:
        scenario = scenarios.scenario(con, park_id=park_id, scenario_id=name, viewer=GUEST)
        terms = scenarios.terms(scenario, terms, stored)
        own = within(limits, scenario, stored.measures["company_id"].dropna().unique())
        limits = own if has_own_money else own.with_money_of(limits)
        aim = aimed(replace(aim, discount_rate=terms.discount_rate), scenario)
        scope = scenario.scope or scope
    chosen = measures.in_scope(stored, scope)
    outlook = measures.outlook(chosen, relations, terms)
    found = candidates(chosen, relations, terms, priced=outlook.priced, appraised=outlook.appraised)
    return Outcome(
        scenario,
        chosen,
        outlook,
        Model(found, limits, aim).solve(patience=PATIENCE),
        limits,
    )
