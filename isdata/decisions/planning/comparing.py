"""Scenarios side by side: what the measures pay back in each, and which plan is best in it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import duckdb
import numpy as np
import pandas as pd

from isdata import scenarios
from isdata.data.disclosure import GUEST, DisclosedTotals, Sum, Viewer
from isdata.decisions.planning import rounding
from isdata.decisions.planning.candidates import candidates
from isdata.decisions.planning.limits import Aim, Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.decisions.planning.scenario_export import aimed, within
from isdata.decisions.planning.service import PATIENCE
from isdata.energy import measures
from isdata.energy.measures import Terms
from isdata.engines import progress
from isdata.scenarios import Scenario

MOST = 4
# Whose money the plans spend: the same for all, or each scenario its own.
SAME, OWN = "same", "own"


@dataclass(frozen=True)
class Outcome:
    """Results of a scenario.

    Attributes
    ----------
    scenario : Scenario or None
        None is today.
    names : DataFrame, index measure_id
        The measures in scope, as `measures.disclosed` returns.
    sums : Series
        What they come to together, as `measures.totals` returns; missing where it is withheld.
    plan : Portfolio
        The best set within the limits.
    limits : Limits
        What the plan kept.
    currency : str
        Of all money.
    """

    scenario: Scenario | None
    names: pd.DataFrame
    sums: pd.Series
    plan: Portfolio
    limits: Limits
    currency: str

    @property
    def is_withheld(self) -> bool:
        """Whether the sums are withheld from the viewer."""
        return bool(self.sums.isna().all())


def compare(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    names: Sequence[str | None],
    scope: str,
    terms: Terms,
    limits: Limits,
    aim: Aim,
    viewer: Viewer,
    money: str = SAME,
) -> list[Outcome]:
    """Results of scenarios side by side; where `progress` asks to stop, of the first ones.

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
    viewer : Viewer
        Who reads it; figures of the plans are rounded for others than the facilitator.
    money : str
        `SAME`: every plan spends the budget of `limits`; `OWN`: a scenario's own budgets come before it; or the id of a
        scenario whose budgets hold for all.
    """
    given = limits.budget
    if money not in (SAME, OWN):
        spender = scenarios.scenario(con, park_id=park_id, scenario_id=money, viewer=GUEST)
        limits = limits.with_money_of(within(limits, spender))
    totals = scenarios.disclosed_totals(con, park_id=park_id, viewer=viewer)
    outcome = partial(
        _outcome,
        con,
        park_id,
        scope=scope,
        terms=terms,
        limits=limits,
        aim=aim,
        has_own_money=money == OWN,
        given=given,
        totals=totals,
        viewer=viewer,
    )
    shown = list(names)[:MOST]
    steps = itertools.takewhile(lambda k: progress.goes_on(k / len(shown)), range(len(shown)))
    return [outcome(shown[k]) for k in steps]


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
    given: float | None,
    totals: DisclosedTotals,
    viewer: Viewer,
) -> Outcome:
    stored = scenarios.undisclosed(con, park_id=park_id, scenario_id=name).in_full
    relations = scenarios.relations(con, park_id=park_id, scenario_id=name)
    scenario = None
    if name is not None:
        scenario = scenarios.scenario(con, park_id=park_id, scenario_id=name, viewer=GUEST)
        terms = scenarios.terms(scenario, terms, stored.carriers)
        own = within(limits, scenario, stored.measures["company_id"].dropna().unique())
        limits = own if has_own_money else own.with_money_of(limits)
        aim = aimed(replace(aim, discount_rate=terms.discount_rate), scenario)
        scope = scenario.scope or scope
    chosen = measures.in_scope(stored, scope)
    outlook = measures.outlook(chosen, relations, terms)
    found = candidates(chosen, relations, terms, priced=outlook.priced, appraised=outlook.appraised)
    plan = Model(found, limits, aim).solve(patience=PATIENCE)
    may_show = totals.may_show(Sum(outlook.counted_appraised, name, outlook.left))
    budget = given if limits.budget == given else None
    return Outcome(
        scenario,
        measures.disclosed(chosen.measures, viewer=viewer),
        outlook.package if may_show else outlook.package.map(lambda _: np.nan),
        rounding.plan(plan, budget, names=chosen.measures, viewer=viewer),
        limits,
        chosen.currency,
    )
