"""Plans as the app asks for them: from the database, by park and scope; quick answers that say how sure they are."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata import measures
from isdata.measures import Terms
from isdata.planning.candidates import Candidates, candidates
from isdata.planning.fronts import by_budget, by_co2, greedy
from isdata.planning.limits import Aim, Limits, Portfolio, with_more
from isdata.planning.model import Model
from isdata.planning.reasons import collisions, reasons

# A control has to answer; a plan that takes longer is told with what is proved of it. [s], [-]
PATIENCE, GAP = 1.5, 1e-3


@dataclass(frozen=True)
class Answer:
    """A plan with what stands beside it.

    Attributes
    ----------
    plan : Portfolio
        The best set.
    rule : Portfolio
        What the rule of thumb takes: the shortest payback first.
    more : Portfolio, optional
        The best set with `extra` more money; None without a budget.
    extra : float
        [currency]
    collisions : list of str
        Limits that collide, where no set keeps them.
    names : DataFrame, index measure_id
        Columns of the register, for words.
    """

    plan: Portfolio
    rule: Portfolio
    more: Portfolio | None
    extra: float
    collisions: list[str]
    names: pd.DataFrame


def things(con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str, terms: Terms) -> Candidates:
    """Return a park's measures to choose from; see `measures.in_scope` and `candidates`."""
    stored = measures.in_scope(measures.register(con, park_id=park_id), scope)
    return candidates(stored, measures.relations(con, park_id=park_id), terms)


def answer(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    scope: str,
    terms: Terms,
    limits: Limits,
    aim: Aim,
    extra: float = 1e6,
) -> Answer:
    """Return the best plan within the limits, beside the rule of thumb and a plan with more money."""
    stored = measures.in_scope(measures.register(con, park_id=park_id), scope)
    found = candidates(stored, measures.relations(con, park_id=park_id), terms)
    plan = Model(found, limits, aim).solve(gap=GAP, patience=PATIENCE)
    has_budget = limits.budget is not None or bool(limits.by_year)
    more = None
    if has_budget and plan.is_feasible:
        more = Model(found, with_more(limits, extra), aim).solve(gap=GAP, patience=PATIENCE)
    return Answer(
        plan=plan,
        rule=greedy(found, limits, discount_rate=terms.discount_rate),
        more=more,
        extra=extra,
        collisions=[] if plan.is_feasible else collisions(found, limits),
        names=stored.measures.loc[found.measures.index],
    )


def budgets(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str, terms: Terms, limits: Limits, aim: Aim
) -> pd.DataFrame:
    """Return the best plan for each of many budgets; columns as `by_budget`."""
    return by_budget(things(con, park_id=park_id, scope=scope, terms=terms), limits, aim)


def money_and_co2(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str, terms: Terms, limits: Limits
) -> pd.DataFrame:
    """Return the Pareto front of money and CO2; columns as `by_co2`."""
    return by_co2(things(con, park_id=park_id, scope=scope, terms=terms), limits)


def why(
    con: duckdb.DuckDBPyConnection, *, park_id: str, scope: str, terms: Terms, limits: Limits, aim: Aim
) -> pd.DataFrame:
    """Return why each measure is in the plan or out of it; columns as `reasons`, empty where nothing fits."""
    model = Model(things(con, park_id=park_id, scope=scope, terms=terms), limits, aim)
    plan = model.solve(gap=GAP, patience=PATIENCE)
    if not plan.is_feasible:
        return pd.DataFrame(columns=["is_chosen", "marginal", "reason"])
    return reasons(model, plan)
