"""Figures of plans as a viewer may see them: for others than the facilitator rounded.

Else a limit that is moved would disclose what a single measure costs.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.data.disclosure import Viewer, rounded
from isdata.decisions.planning.joint import Way
from isdata.decisions.planning.limits import Portfolio


def plan(found: Portfolio, budget: float | None = None, *, viewer: Viewer) -> Portfolio:
    """A plan within a budget. [currency]"""
    if viewer.sees_all:
        return found
    largest = found.measures[["npv", "cost", "co2", "co2_life"]].abs().max()
    figures_ = {name: rounded(getattr(found, name), largest[name]) for name in largest.index}
    # Rounded up beyond the budget, the plan would seem not to keep it.
    return replace(found, **figures_ | {"cost": min(figures_["cost"], np.inf if budget is None else budget)})


def beside(rule: Portfolio, found: Portfolio, budget: float | None = None, *, viewer: Viewer) -> Portfolio:
    """Another plan beside the best one, at its share of that plan's figures."""
    if viewer.sees_all:
        return rule
    shown = plan(found, budget, viewer=viewer)
    shares = {
        name: getattr(shown, name) * getattr(rule, name) / (getattr(found, name) or np.nan)
        for name in ("npv", "co2", "co2_life")
    }
    return replace(plan(rule, budget, viewer=viewer), **shares)


def ways(
    found: Mapping[str, Way], measures: pd.DataFrame, budget: float | None, *, viewer: Viewer
) -> dict[str, Way]:
    """Ways to plan measures and synergies, by name; `measures` are those of the best plan."""
    if viewer.sees_all:
        return dict(found)
    largest = measures[["npv", "cost", "co2"]].abs().max()
    size = float(max(largest["npv"], largest["co2"]))
    return {
        name: replace(
            each,
            plan=plan(each.plan, budget, viewer=viewer),
            over=rounded(each.over, float(largest["cost"])),
            **{figure: rounded(getattr(each, figure), size) for figure in ("promised", "worth", "regret")},
        )
        for name, each in found.items()
    }


def figures(
    rows: pd.DataFrame, beside: pd.DataFrame, columns: dict[str, str], *, viewer: Viewer
) -> pd.DataFrame:
    """Figures of many plans.

    Parameters
    ----------
    rows : DataFrame
        One row a plan.
    beside : DataFrame
        The candidates of the plans, with npv, cost and co2.
    columns : dict of str to str
        Columns of `rows`, and of `beside` what they are sums of.
    viewer : Viewer
        Who reads it.
    """
    if viewer.sees_all:
        return rows
    largest = beside[sorted(set(columns.values()))].abs().max()
    return rows.assign(
        **{
            name: [rounded(float(value), float(largest[kind])) for value in rows[name]]
            for name, kind in columns.items()
        }
    )


def spent(chosen: pd.DataFrame, beside: pd.DataFrame, *, viewer: Viewer) -> pd.DataFrame:
    """Measures of a plan with a cost that adds up in each year to what the viewer may see."""
    if viewer.sees_all:
        return chosen
    by_year = chosen.groupby("year")["cost"]
    largest = float(beside["cost"].abs().max())
    sums = by_year.transform("sum").map(lambda money: rounded(float(money), largest))
    return chosen.assign(cost=sums / by_year.transform("size"))
