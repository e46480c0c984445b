"""Scenarios side by side: payback of the measures in each, and the best plan of each."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pandas as pd

from isdata import scenarios
from isdata.data.disclosure import DisclosedTotals, Sum, Undisclosed, Viewer
from isdata.decisions.planning import rounding
from isdata.decisions.planning.candidates import candidates
from isdata.decisions.planning.limits import Aim, Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.scenario_export import limits_in_scenario, objective_in_scenario
from isdata.decisions.planning.service import PATIENCE
from isdata.decisions.planning.synergies import started
from isdata.energy import measures
from isdata.energy.measures import Register
from isdata.engines import progress
from isdata.scenarios import Scenario

MOST = 4
# Budgets that the plans use: the same for all, or each scenario its own.
SAME, OWN = "same", "own"


# Plans that differ by less than this count as equal. [-]
_SAME_VALUE = 1e-6


@dataclass(frozen=True)
class Outcome:
    """Results of a scenario as disclosed to a viewer.

    Attributes
    ----------
    scenario : Scenario or None
        As the viewer may read it; None is today.
    names : DataFrame, index measure_id
        The measures in scope, as `measures.disclosed` returns.
    sums : Series
        Their totals, as `measures.totals` returns; missing where they are withheld.
    plan : Portfolio
        The best set within the limits.
    limits : Limits
        Constraints of the plan.
    currency : str
        Of all money.
    order : mapping of str to int
        Rank of its plan by "npv" and "co2" relative to that of the first scenario: 1 higher, 0 equal, -1
        lower; figures that may not be disclosed are left out.
    """

    scenario: Scenario | None
    names: pd.DataFrame
    sums: pd.Series
    plan: Portfolio
    limits: Limits
    currency: str
    order: Mapping[str, int]

    @property
    def started_synergies(self) -> pd.Index:
        """Ids of the synergies that the scenario starts: they count as measures. [synergy_id]"""
        return started(self.names)

    @property
    def is_withheld(self) -> bool:
        """Return True if the sums are withheld from the viewer."""
        return bool(self.sums.isna().all())


@dataclass(frozen=True)
class Result:
    """Results of a scenario in full.

    Attributes
    ----------
    scenario, plan, limits
        As of `Outcome`; the scenario without its name.
    aim : Aim
        Objective of the plan.
    register : Register
        The measures in scope.
    counted : Sum
        Composition of the package.
    package : Series
        As `measures.totals` returns.
    """

    scenario: Scenario | None
    register: Register
    counted: Sum
    package: pd.Series
    plan: Portfolio
    limits: Limits
    aim: Aim

    def part(self, names: pd.Index, figure: str) -> Sum:
        """Some measures as a total of the plan, each with its remaining "npv" or "co2"."""
        rows = self.register.measures.loc[names.intersection(self.plan.chosen)]
        alone = self.plan.measures[figure].reindex(rows.index)
        left = self.plan.contributions[figure].reindex(rows.index) / alone.where(alone != 0)
        return replace(self.counted, rows=rows, kept=left.fillna(1.0))


def compare(
    con: duckdb.DuckDBPyConnection,
    *,
    request: Request,
    names: Sequence[str | None],
    viewer: Viewer,
    money: str = OWN,
) -> list[Outcome]:
    """Results of scenarios side by side; parameters as of `results` and `outcomes`."""
    found = results(con, request=request, names=names, money=money)
    return outcomes(con, found=[found], park_id=request.park_id, viewer=viewer)


def results(
    con: duckdb.DuckDBPyConnection, *, request: Request, names: Sequence[str | None], money: str = OWN
) -> Undisclosed[list[Result]]:
    """Results of scenarios in full, the same for all viewers.

    Only the first ones if `progress` requests a stop.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    request : Request
        Values for everything that a scenario does not set; its budgets take precedence over those of
        scenarios.
    names : sequence of str or None
        Ids of up to four scenarios, None for today.
    money : str
        `OWN`: a scenario's own budgets take precedence over that of `request`, as on every page that shows
        the scenario; `SAME`: every plan uses the budget of `request`; or the id of a scenario whose budgets
        hold for all.
    """
    limits = request.limits
    if money not in (SAME, OWN):
        spender = scenarios.unnamed(con, park_id=request.park_id, scenario_id=money)
        limits = limits.with_money_of(limits_in_scenario(limits, spender))
    asked = [replace(request, limits=limits, scenario=name) for name in list(names)[:MOST]]
    steps = itertools.takewhile(lambda k: progress.report(k / len(asked)), range(len(asked)))
    return Undisclosed([_result(con, asked[k], has_own_money=money == OWN) for k in steps])


def _result(con: duckdb.DuckDBPyConnection, request: Request, *, has_own_money: bool) -> Result:
    name = {"park_id": request.park_id, "scenario_id": request.scenario}
    stored, relations = scenarios.undisclosed(con, **name).in_full, scenarios.relations(con, **name)
    scenario, asked = _of_scenario(con, request, stored, has_own_money=has_own_money)
    chosen, terms, limits = measures.in_scope(stored, asked.scope), asked.terms, asked.limits
    outlook = measures.outlook(chosen, relations, terms)
    found = candidates(chosen, relations, terms, priced=outlook.priced, appraised=outlook.appraised)
    plan = Model(found, limits, asked.aim).solve(patience=PATIENCE)
    counted = Sum(outlook.counted_appraised, request.scenario, outlook.left)
    return Result(scenario, chosen, counted, outlook.package, plan, limits, asked.aim)


def outcomes(
    con: duckdb.DuckDBPyConnection,
    *,
    found: Sequence[Undisclosed[list[Result]]],
    park_id: str,
    viewer: Viewer,
) -> list[Outcome]:
    """Results of scenarios for a viewer.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    found : sequence of Undisclosed list of Result
        As `results` returns, of one or several calls.
    park_id : str
        The park.
    viewer : Viewer
        Scenarios that are withheld from the viewer are left out, and figures of the plans are rounded for
        everyone but the facilitator.
    """
    totals = scenarios.disclosed_totals(con, park_id=park_id, viewer=viewer)
    known = set(scenarios.scenarios(con, park_id=park_id, viewer=viewer)["scenario_id"])

    def is_known(each):
        return each.scenario is None or each.scenario.scenario_id in known

    every = itertools.chain.from_iterable(part.in_full for part in found)
    shown = [_named(con, each, viewer) for each in every if is_known(each)]
    return [_outcome(each, shown[0], totals, viewer) for each in shown]


def _named(con: duckdb.DuckDBPyConnection, each: Result, viewer: Viewer) -> Result:
    """Result with its scenario as disclosed to a viewer."""
    if each.scenario is None:
        return each
    about = each.scenario
    named = scenarios.scenario(con, park_id=about.park_id, scenario_id=about.scenario_id, viewer=viewer)
    return replace(each, scenario=named)


def _outcome(each: Result, first: Result, totals: DisclosedTotals, viewer: Viewer) -> Outcome:
    orders = {name: _order(first, each, name, totals) for name in ("npv", "co2")}
    package, names = each.package, each.register.measures
    return Outcome(
        each.scenario,
        measures.disclosed(names, viewer=viewer),
        package if totals.may_show(each.counted) else package.map(lambda _: np.nan),
        rounding.plan(each.plan, each.limits.money, names=names, viewer=viewer),
        each.limits,
        each.register.currency,
        {name: order for name, order in orders.items() if order is not None},
    )


def _order(first: Result, other: Result, figure: str, totals: DisclosedTotals) -> int | None:
    """Rank of a plan relative to the first one.

    None if it would disclose how measures of few companies compare.
    """
    one, two = first.plan, other.plan
    if not (one.is_feasible and two.is_feasible):
        return None
    is_known = rounding.are_distinguishable(one, two, figure) or (
        figure == "npv" and (_is_within(first, other) or _is_within(other, first))
    )
    if not is_known and not _may_compare(first, other, figure, totals):
        return None
    value, reference = getattr(two, figure), getattr(one, figure)
    return 0 if np.isclose(value, reference, rtol=_SAME_VALUE) else int(np.sign(value - reference))


def _is_within(tight: Result, loose: Result) -> bool:
    """Return True if a plan keeps the limits of the other one, for the same measures at the same values.

    Its value cannot then be higher. A budget by year is within a common budget for all years if no measure
    gains value by being done later.
    """
    some, most = tight.limits, loose.limits
    columns = ["npv", "cost"]
    return (
        tight.aim == loose.aim == Aim(discount_rate=loose.aim.discount_rate)
        and some.with_money_of(most) == most
        and not most.by_year
        and (most.money is None or (some.money is not None and some.money <= most.money))
        and tight.plan.measures[columns].equals(loose.plan.measures[columns])
        and (not some.by_year or bool((tight.plan.contributions["npv"] >= 0).all()))
    )


def _may_compare(first: Result, other: Result, figure: str, totals: DisclosedTotals) -> bool:
    """Return True if the difference of two plans could be disclosed as a total."""
    added = pd.concat([each.plan.contributions[figure] for each in (first, other)], axis=1).fillna(0.0)
    moved = added.index[~np.isclose(added.iloc[:, 0], added.iloc[:, 1], rtol=_SAME_VALUE)]
    parts = first.part(moved, figure), other.part(moved, figure)
    return totals.may_compare(*parts, with_money=figure == "npv")


def _of_scenario(
    con: duckdb.DuckDBPyConnection, request: Request, stored: Register, *, has_own_money: bool
) -> tuple[Scenario | None, Request]:
    """The scenario of a request, and the request with the settings of the scenario."""
    if request.scenario is None:
        return None, request
    found = scenarios.unnamed(con, park_id=request.park_id, scenario_id=request.scenario)
    terms = scenarios.terms(found, request.terms, stored.carriers)
    own = limits_in_scenario(request.limits, found, stored.measures["company_id"].dropna().unique())
    limits = own if has_own_money else own.with_money_of(request.limits)
    aim = objective_in_scenario(replace(request.aim, discount_rate=terms.discount_rate), found)
    return found, replace(request, scope=found.scope or request.scope, terms=terms, limits=limits, aim=aim)
