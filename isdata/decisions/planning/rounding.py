"""Figures of plans as a viewer may see them: for others than the facilitator rounded, and of single measures without money.

Else a limit that is moved would disclose what a single measure costs.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.data.contracts.results import CandidateRows
from isdata.data.disclosure import Viewer, rounded, rounding_step
from isdata.decisions.planning.joint import Way
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
        Whose each measure is: company_id, visibility.
    viewer : Viewer
        Who reads it.
    """
    if viewer.sees_all:
        return found
    largest = found.measures[["npv", "cost", "co2", "co2_life"]].abs().max()
    figures_ = {name: rounded(getattr(found, name), largest[name]) for name in largest.index}
    steps = {name: rounding_step(largest[name]) for name in largest.index}
    # Rounded up beyond the budget, the plan would seem not to keep it.
    figures_["cost"] = min(figures_["cost"], np.inf if budget is None else budget)
    singles = {
        name: _single(getattr(found, name), names, viewer=viewer) for name in ("measures", "contributions")
    }
    # What one more unit of a limit brings is a ratio of a single measure.
    return replace(found, **figures_, **singles, prices={}, steps=steps)


def are_apart(one: Portfolio, other: Portfolio, figure: str) -> bool:
    """Whether the rounded figures of two plans say already which is higher, whatever they were before."""
    both = [(getattr(each, figure), float(each.measures[figure].abs().max())) for each in (one, other)]
    shown = [rounded(value, largest) for value, largest in both]
    return abs(shown[1] - shown[0]) >= sum(rounding_step(largest) for _value, largest in both) / 2


def _single(rows: pd.DataFrame, names: pd.DataFrame, *, viewer: Viewer) -> pd.DataFrame:
    """Figures of single measures, empty where they are not disclosed."""
    owners = names.loc[rows.index, ["company_id", "visibility"]]
    shown = measures.disclosed(rows.drop(columns="company_id", errors="ignore").join(owners), viewer=viewer)
    return shown[rows.columns.intersection(shown.columns)]


def ways(
    found: Mapping[str, Way],
    candidates: CandidateRows,
    budget: float | None,
    *,
    names: pd.DataFrame,
    viewer: Viewer,
) -> dict[str, Way]:
    """Ways to plan measures and synergies, by name; `candidates` are those of the plans, else as of `plan`."""
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
        One row a plan.
    candidates : DataFrame
        Those of the plans, with npv, cost and co2.
    viewer : Viewer
        Who reads it.
    **columns : str
        Of columns of `rows` the column of `candidates` that they are sums of, besides npv, cost and co2 themselves.
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
    """Plans by budget, the highest budget as their highest cost, which is rounded: it was what the largest plan costs."""
    highest = rows["budget"].max()
    return rows.assign(budget=rows["budget"] * (rows["cost"].max() / highest)) if highest > 0 else rows


def spent(chosen: pd.DataFrame, beside: pd.DataFrame, limits: Limits, *, viewer: Viewer) -> pd.DataFrame:
    """Measures of a plan with a cost that adds up in each year to what the viewer may see, at most to its budget."""
    if viewer.sees_all:
        return chosen
    by_year = chosen.groupby("year")["cost"]
    largest = float(beside["cost"].abs().max())
    sums = by_year.transform("sum").map(lambda money: rounded(float(money), largest))
    if limits.by_year:  # rounded up beyond the budget, the plan would seem not to keep it
        sums = sums.clip(upper=chosen["year"].map(limits.money_in))
    return chosen.assign(cost=sums / by_year.transform("size"))
