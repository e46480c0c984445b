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
from isdata.decisions.planning.limits import Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.decisions.planning.scenario_export import aimed, within
from isdata.decisions.planning.service import PATIENCE, Request
from isdata.energy import measures
from isdata.energy.measures import Register
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
    request: Request,
    names: Sequence[str | None],
    viewer: Viewer,
    money: str = OWN,
) -> list[Outcome]:
    """Results of scenarios side by side; where `progress` asks to stop, of the first ones.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    request : Request
        What holds where a scenario says nothing of it; its budgets hold before those of scenarios.
    names : sequence of str or None
        Ids of up to four scenarios, None for today.
    viewer : Viewer
        Who reads it; figures of the plans are rounded for others than the facilitator.
    money : str
        `OWN`: a scenario's own budgets come before that of `request`, as on every page that shows the scenario;
        `SAME`: every plan spends the budget of `request`; or the id of a scenario whose budgets hold for all.
    """
    limits, totals = request.limits, scenarios.disclosed_totals(con, park_id=request.park_id, viewer=viewer)
    if money not in (SAME, OWN):
        spender = scenarios.scenario(con, park_id=request.park_id, scenario_id=money, viewer=GUEST)
        limits = limits.with_money_of(within(limits, spender))
    shown = [replace(request, limits=limits, scenario=name) for name in list(names)[:MOST]]
    steps = itertools.takewhile(lambda k: progress.goes_on(k / len(shown)), range(len(shown)))
    outcome = partial(_outcome, con, has_own_money=money == OWN, totals=totals, viewer=viewer)
    return [outcome(shown[k]) for k in steps]


def _outcome(
    con: duckdb.DuckDBPyConnection,
    request: Request,
    *,
    has_own_money: bool,
    totals: DisclosedTotals,
    viewer: Viewer,
) -> Outcome:
    name = {"park_id": request.park_id, "scenario_id": request.scenario}
    stored, relations = scenarios.undisclosed(con, **name).in_full, scenarios.relations(con, **name)
    scenario, asked = _of_scenario(con, request, stored, has_own_money=has_own_money)
    chosen, terms, limits = measures.in_scope(stored, asked.scope), asked.terms, asked.limits
    outlook = measures.outlook(chosen, relations, terms)
    found = candidates(chosen, relations, terms, priced=outlook.priced, appraised=outlook.appraised)
    plan = Model(found, limits, asked.aim).solve(patience=PATIENCE)
    may_show = totals.may_show(Sum(outlook.counted_appraised, request.scenario, outlook.left))
    return Outcome(
        scenario,
        measures.disclosed(chosen.measures, viewer=viewer),
        outlook.package if may_show else outlook.package.map(lambda _: np.nan),
        rounding.plan(plan, limits.money, names=chosen.measures, viewer=viewer),
        limits,
        chosen.currency,
    )


def _of_scenario(
    con: duckdb.DuckDBPyConnection, request: Request, stored: Register, *, has_own_money: bool
) -> tuple[Scenario | None, Request]:
    """The scenario of a request, and the request with what it sets itself."""
    if request.scenario is None:
        return None, request
    found = scenarios.scenario(con, park_id=request.park_id, scenario_id=request.scenario, viewer=GUEST)
    terms = scenarios.terms(found, request.terms, stored.carriers)
    own = within(request.limits, found, stored.measures["company_id"].dropna().unique())
    limits = own if has_own_money else own.with_money_of(request.limits)
    aim = aimed(replace(request.aim, discount_rate=terms.discount_rate), found)
    return found, replace(request, scope=found.scope or request.scope, terms=terms, limits=limits, aim=aim)
