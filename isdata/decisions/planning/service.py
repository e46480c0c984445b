"""Plans for the app: computed from the database, by park and scope, with a time limit and a stated gap."""

from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.data.disclosure import Undisclosed, Viewer
from isdata.decisions.planning import rounding
from isdata.decisions.planning.candidates import candidates
from isdata.decisions.planning.fronts import by_budget, by_co2, greedy
from isdata.decisions.planning.joint import Joint, plan_jointly
from isdata.decisions.planning.limits import Aim, Limits, Portfolio, with_more
from isdata.decisions.planning.model import Model
from isdata.decisions.planning.reasons import collisions, reasons
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.returns import Returns, returns
from isdata.decisions.planning.robust import Robust, of_register
from isdata.decisions.planning.synergies import started
from isdata.energy import measures
from isdata.energy.measures import Register, Terms

# Time limit of an answer to a control; a plan that takes longer is stated with its proved gap. [s]
PATIENCE = 5.0
# Gap and time limit if a plan is only one of many figures, and time limit of all these together. [-], [s]
GAP, HASTE, LONGEST = 1e-3, 0.15, 6.0
# Increase of a budget that shows how much it limits the plan. [currency]
MORE = 1e6
# Gap of the plans of a front, which are close together. [-]
FINE = 1e-5


@dataclass(frozen=True)
class Answer:
    """A plan with plans and figures for comparison.

    Attributes
    ----------
    plan : Portfolio
        The best set.
    rule : Portfolio, optional
        Set chosen by the shortest payback first; None for everyone but the facilitator, as it differs from
        the plan by single measures.
    more : Portfolio, optional
        The best set with `MORE` money; None without a budget.
    collisions : list of str
        Conflicting limits, if no set keeps them all.
    names : DataFrame, index measure_id
        Columns of the register, as `measures.disclosed` returns.
    chosen : DataFrame, index measure_id
        The measures of the plan: columns of the register, annual_saving [currency/yr] and payback [yr] of each on its own,
        plan_year (from 1), and cost, npv [currency] and co2 [t/yr] that each adds to the plan; as `measures.disclosed` returns.
    spending : DataFrame
        Measures of the plan with year (0 is the first) and cost, which adds up to the spending of each year. [currency]
    unknown : int
        Measures whose CO2 savings are unknown.
    returns : Returns
        Combined annual saving and payback of the measures of the plan.
    """

    plan: Portfolio
    rule: Portfolio | None
    more: Portfolio | None
    collisions: list[str]
    names: pd.DataFrame
    chosen: pd.DataFrame
    spending: pd.DataFrame
    unknown: int
    returns: Returns

    @property
    def started_synergies(self) -> pd.Index:
        """Ids of the synergies that a scenario starts: they count as measures. [synergy_id]"""
        return started(self.names)


def quick(
    stored: Undisclosed[Register],
    relations: Relations,
    terms: Terms,
    limits: Limits,
    aim: Aim | None = None,
    *,
    viewer: Viewer,
) -> Portfolio:
    """Best plan within the limits, or the best found within `PATIENCE`, as disclosed to a viewer.

    Parameters
    ----------
    stored : Undisclosed Register
        Candidate measures.
    relations, terms
        See `candidates`.
    limits : Limits
        Constraints of the plan.
    aim : Aim, optional
        Net present value by default.
    """
    found = candidates(stored.in_full, relations, terms)
    meant = replace(aim or Aim(), discount_rate=terms.discount_rate)
    plan = Model(found, limits, meant).solve(patience=PATIENCE)
    return rounding.plan(plan, limits.money, names=stored.in_full.measures, viewer=viewer)


def answer(con: duckdb.DuckDBPyConnection, *, request: Request, viewer: Viewer) -> Answer:
    """Best plan within the limits, with shortest-payback-first and a plan with more money for comparison."""
    stored, relations = request.stored(con)
    found = candidates(stored, relations, request.terms)
    limits, aim = request.limits, request.aim
    plan = Model(found, limits, aim).solve(patience=PATIENCE)
    has_budget = limits.budget is not None or bool(limits.by_year)
    more = None
    if has_budget and plan.is_feasible:
        more = Model(found, with_more(limits, MORE), aim).solve(patience=PATIENCE)
    rule = greedy(found, limits, discount_rate=request.terms.discount_rate)
    names = stored.measures.loc[found.measures.index]
    chosen = plan.measures.loc[plan.chosen]
    added = chosen.assign(**plan.contributions.loc[chosen.index])
    saving = measures.appraise(stored, request.terms)["annual_saving"]
    listed = names.loc[chosen.index].join(added[["cost", "npv", "co2", "payback"]]).join(saving)
    stated = rounding.plan(plan, limits.money, names=names, viewer=viewer)
    return Answer(
        plan=stated,
        rule=rule if viewer.sees_all else None,
        more=more if viewer.sees_all else None,
        collisions=[] if plan.is_feasible else collisions(found, limits),
        names=measures.disclosed(names, viewer=viewer),
        chosen=measures.disclosed(listed, viewer=viewer).assign(plan_year=chosen["year"] + 1),
        spending=rounding.costs_within_spending(
            added[["year", "cost"]], found.measures, limits, viewer=viewer
        ),
        unknown=int(names["co2_saving"].isna().sum()),
        returns=returns(stored, relations, plan, request.terms, most=stated.cost, viewer=viewer),
    )


def budgets(con: duckdb.DuckDBPyConnection, *, request: Request, viewer: Viewer) -> pd.DataFrame:
    """Best plan for each of many budgets; columns as `by_budget`."""
    _, found = request.measures_and_candidates(con)
    rows = by_budget(found, request.limits, request.aim)
    shown = rounding.figures(rows, found.measures, viewer=viewer)
    return shown if viewer.sees_all else rounding.to_highest_cost(shown)


def money_and_co2(con: duckdb.DuckDBPyConnection, *, request: Request, viewer: Viewer) -> pd.DataFrame:
    """Pareto front of money and CO2, regardless of the objective; columns as `by_co2`."""
    _, found = request.measures_and_candidates(con)
    rows = by_co2(found, request.limits, aim=request.aim, gap=FINE, patience=HASTE, longest=LONGEST)
    return rounding.figures(rows, found.measures, viewer=viewer)


@dataclass(frozen=True)
class JointAnswer:
    """Measures and synergies planned together.

    Attributes
    ----------
    joint : Joint
        The plans.
    names : DataFrame
        Columns of the register for every measure and synergy as `measures.disclosed` returns, and is_synergy.
    synergies : int
        Number of candidate synergies.
    """

    joint: Joint
    names: pd.DataFrame
    synergies: int


def with_synergies(con: duckdb.DuckDBPyConnection, *, request: Request, viewer: Viewer) -> JointAnswer:
    """Best joint plan of measures and synergies, with separate plans for comparison."""
    found, names, offered = request.with_synergies(con)
    joint = plan_jointly(found, offered.rows.index, request.limits, request.aim, patience=PATIENCE)
    about = {"names": names, "viewer": viewer}
    shown = rounding.planning_methods(joint.methods, found.measures, request.limits.money, **about)
    dependencies = offered.dependencies.dropna(subset=["stream_id"]).drop_duplicates("stream_id")
    return JointAnswer(
        replace(joint, methods=shown, streams=_streams(dependencies, viewer)),
        measures.disclosed(names, viewer=viewer),
        int(names["is_synergy"].sum()),
    )


def _streams(dependencies: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """Names of streams, empty for undisclosed synergies."""
    is_named = dependencies["is_open"].astype(bool) | viewer.sees_all
    names = {name: dependencies[name].where(is_named) for name in ("stream_en", "stream_zh")}
    return dependencies[["stream_id"]].assign(**names)


def robust_plan(
    con: duckdb.DuckDBPyConnection, *, request: Request, measure_correlation: float, viewer: Viewer
) -> Robust:
    """Plan that is most often near-optimal in simulations; see `robust`."""
    stored, relations = request.stored(con)
    found = of_register(
        stored,
        relations,
        request.terms,
        request.limits,
        request.aim,
        measure_correlation=measure_correlation,
    )
    known = candidates(stored, relations, request.terms).measures
    columns = dict.fromkeys(("mean", "p10", "p50", "regret"), "npv")
    return replace(found, plans=rounding.figures(found.plans, known, viewer=viewer, **columns))


def why(con: duckdb.DuckDBPyConnection, *, request: Request, viewer: Viewer) -> pd.DataFrame:
    """Reason for including or excluding each measure; empty if no plan meets the limits.

    Returns
    -------
    DataFrame, index measure_id
        Columns of the register, and those of `reasons`; as `measures.disclosed` returns.
    """
    stored, found = request.measures_and_candidates(con)
    model = Model(found, request.limits, request.aim)
    plan = model.solve(patience=PATIENCE)
    if not plan.is_feasible:
        return measures.disclosed(stored.measures.iloc[:0], viewer=viewer).assign(
            is_chosen=False, marginal=np.nan, reason=""
        )
    # All of them together must be answered within seconds.
    each = min(HASTE, LONGEST / max(1, len(plan.measures)))
    found_ones = reasons(model, plan, gap=GAP, patience=each, longest=LONGEST)
    rows = stored.measures.loc[found_ones.index].join(found_ones)
    return measures.disclosed(rows, viewer=viewer)
