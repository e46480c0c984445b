"""Figures of plans as disclosed to a viewer: rounded for everyone but the facilitator, and without money of
single measures.

Otherwise changing a limit would disclose the cost of a single measure.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.data.contracts.results import CandidateRows
from isdata.data.disclosure import Viewer, rounded, rounding_step
from isdata.decisions.planning.joint import PlanningMethod
from isdata.decisions.planning.limits import Limits, Portfolio
from isdata.energy import measures


def plan(found: Portfolio, budget: float | None = None, *, names: pd.DataFrame, viewer: Viewer) -> Portfolio:
    """A plan within a budget.

    Parameters
    ----------
    found : Portfolio
        The plan in full.
    budget : float, optional
        [currency]
    names : DataFrame, index measure_id
        Company of each measure and its disclosure: company_id, visibility.
    viewer : Viewer
        Reader of the figures.
    """
    if viewer.sees_all:
        return found
    largest = found.measures[["npv", "cost", "co2", "co2_life"]].abs().max()
    figures_ = {name: rounded(getattr(found, name), largest[name]) for name in largest.index}
    steps = {name: rounding_step(largest[name]) for name in largest.index}
    # Rounded up beyond the budget, the plan would seem to exceed it.
    figures_["cost"] = min(figures_["cost"], np.inf if budget is None else budget)
    singles = {
        name: _single(getattr(found, name), names, viewer=viewer) for name in ("measures", "contributions")
    }
    # The shadow price of a limit is a ratio of figures of a single measure.
    return replace(found, **figures_, **singles, prices={}, steps=steps)


def are_distinguishable(one: Portfolio, other: Portfolio, figure: str) -> bool:
    """Return True if the rounded figures of two plans already show which is higher, whatever the exact
    ones."""
    both = [(getattr(each, figure), float(each.measures[figure].abs().max())) for each in (one, other)]
    shown = [rounded(value, largest) for value, largest in both]
    return abs(shown[1] - shown[0]) >= sum(rounding_step(largest) for _value, largest in both) / 2


def _single(rows: pd.DataFrame, names: pd.DataFrame, *, viewer: Viewer) -> pd.DataFrame:
    """Figures of single measures, empty where they are not disclosed."""
    owners = names.loc[rows.index, ["company_id", "visibility"]]
    shown = measures.disclosed(rows.drop(columns="company_id", errors="ignore").join(owners), viewer=viewer)
    return shown[rows.columns.intersection(shown.columns)]


def planning_methods(
    found: Mapping[str, PlanningMethod],
    candidates: CandidateRows,
    budget: float | None,
    *,
    names: pd.DataFrame,
    viewer: Viewer,
) -> dict[str, PlanningMethod]:
    """Planning methods for measures and synergies, by name.

    `candidates` are those of the plans, else as in `plan`.
    """
    if viewer.sees_all:
        return dict(found)
    largest = candidates[["npv", "cost", "co2"]].abs().max()
    size = float(max(largest["npv"], largest["co2"]))
    return {
        name: replace(
            each,
            plan=plan(each.plan, budget, names=names, viewer=viewer),
            over=rounded(each.over, float(largest["cost"])),
            **{figure: rounded(getattr(each, figure), size) for figure in ("promised", "worth", "regret")},
        )
        for name, each in found.items()
    }


def figures(rows: pd.DataFrame, candidates: CandidateRows, *, viewer: Viewer, **columns: str) -> pd.DataFrame:
    """Figures of many plans.

    Parameters
    ----------
    rows : DataFrame
        One row per plan.
    candidates : DataFrame
        Those of the plans, with npv, cost and co2.
    viewer : Viewer
        Reader of the figures.
    **columns : str
        Further columns of `rows`, each with the column of `candidates` that it is a sum of, besides npv, cost
        and co2.
    """
    if viewer.sees_all:
        return rows
    columns = {name: name for name in ("npv", "cost", "co2") if name in rows} | columns
    largest = candidates[sorted(set(columns.values()))].abs().max()
    return rows.assign(
        **{
            name: [rounded(float(value), float(largest[kind])) for value in rows[name]]
            for name, kind in columns.items()
        }
    )


def to_highest_cost(rows: pd.DataFrame) -> pd.DataFrame:
    """Plans by budget, with the highest budget set to their rounded highest cost: it was the exact cost of
    the largest plan."""
    highest = rows["budget"].max()
    return rows.assign(budget=rows["budget"] * (rows["cost"].max() / highest)) if highest > 0 else rows


def costs_within_spending(
    chosen: pd.DataFrame, beside: pd.DataFrame, limits: Limits, *, viewer: Viewer
) -> pd.DataFrame:
    """Measures of a plan with costs that add up in each year to the disclosed spending, at most to its
    budget."""
    if viewer.sees_all:
        return chosen
    by_year = chosen.groupby("year")["cost"]
    largest = float(beside["cost"].abs().max())
    sums = by_year.transform("sum").map(lambda money: rounded(float(money), largest))
    if limits.by_year:  # rounded up beyond the budget, the plan would seem to exceed it
        sums = sums.clip(upper=chosen["year"].map(limits.money_in))
    return chosen.assign(cost=sums / by_year.transform("size"))
