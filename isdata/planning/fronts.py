"""How much is to be had for each budget, and for each tonne: the best plans side by side; and the rule of thumb."""

from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.planning.candidates import Candidates
from isdata.planning.limits import Aim, Figures, Limits, Portfolio
from isdata.planning.model import Model

POINTS = 50
_COLUMNS = ["budget", "npv", "cost", "co2", "measures", "gap"]


def by_budget(
    candidates: Candidates, limits: Limits, aim: Aim | None = None, *, points: int = POINTS
) -> pd.DataFrame:
    """Return the best plan for each of many budgets, from nothing to all that is worth buying.

    Parameters
    ----------
    candidates, limits, aim
        As `choose` takes them; the park's own budget does not count.
    points : int
        Number of budgets.

    Returns
    -------
    DataFrame
        budget [currency], npv [currency], cost [currency], co2 [t/yr], measures, gap [-]; budgets that other limits
        do not allow are left out.
    """
    free = Model(candidates, replace(limits, budget=None), aim).figures()
    if not free.is_feasible:
        return pd.DataFrame(columns=_COLUMNS)
    # A free plan may still hold what costs nothing to add; the most it spends is the last budget worth a point.
    model = Model(candidates, replace(limits, budget=max(free.cost, 0.0)), aim)
    budgets = np.linspace(0.0, max(free.cost, 0.0), points)
    return _table(list(zip(budgets.tolist(), model.at_budgets(budgets), strict=True)))


def by_co2(
    candidates: Candidates, limits: Limits, *, points: int = POINTS, aim: Aim | None = None
) -> pd.DataFrame:
    """Return the Pareto front of net present value and CO2: the most money for each floor of tonnes.

    Parameters
    ----------
    candidates, limits
        As `choose` takes them; the CO2 floor does not count.
    points : int
        Number of floors between the plan for money and the plan for tonnes.
    aim : Aim, optional
        Its discount rate counts.

    Returns
    -------
    DataFrame
        Columns as `by_budget`, where budget is missing; the tonnes rise and the money falls. Plans that another beats
        in both are left out.
    """
    aim = aim or Aim()
    money = Model(candidates, replace(limits, co2_floor=None), replace(aim, objective="npv")).figures()
    tonnes = Model(candidates, replace(limits, co2_floor=None), replace(aim, objective="co2")).figures()
    if not money.is_feasible:
        return pd.DataFrame(columns=_COLUMNS)
    model = Model(candidates, replace(limits, co2_floor=money.co2), replace(aim, objective="npv"))
    # A hair below each floor, so that the last is not lost to rounding.
    floors = np.linspace(money.co2, tonnes.co2, points)[1:] - 1e-9 * max(1.0, tonnes.co2)
    rows = [(np.nan, money), *((np.nan, model.figures(co2=-float(floor))) for floor in floors)]
    table = _table(rows).drop_duplicates(["npv", "co2"]).sort_values("co2", ignore_index=True)
    best_after = table["npv"][::-1].cummax()[::-1].shift(-1, fill_value=-np.inf)
    return table[table["npv"] > best_after].reset_index(drop=True)


def _table(rows: list[tuple[float, Figures]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (budget, plan.npv, plan.cost, plan.co2, int(plan.taken.sum()), plan.gap)
            for budget, plan in rows
            if plan.is_feasible
        ],
        columns=_COLUMNS,
    )


def greedy(candidates: Candidates, limits: Limits) -> Portfolio:
    """Return what the rule of thumb takes: the shortest payback first, while the money lasts.

    Needs are taken along where they can be paid, excluded measures are skipped. The rule knows no years and no floor.
    """
    table, taken = candidates.measures, set(limits.taken)
    order = table["payback"].sort_values(kind="stable").index
    for name in order:
        late = limits.hurdle is not None and table.loc[name, "payback"] > limits.hurdle
        if name in taken or name in limits.dropped or late or not np.isfinite(table.loc[name, "payback"]):
            continue
        trial = taken | {name} | _needed(candidates, name)
        if not (trial & limits.dropped) and _is_affordable(candidates, limits, trial):
            taken = trial
    both = candidates.overlaps
    both = both[both["measure_id"].isin(taken) & both["other_id"].isin(taken)]
    own = table.loc[sorted(taken)]
    is_chosen = table.index.isin(taken)
    return Portfolio(
        table.assign(is_chosen=is_chosen, year=pd.array(np.zeros(len(table)), dtype="Int64")),
        npv=float(own["npv"].sum() - both["npv"].sum()),
        cost=float(own["cost"].sum()),
        co2=float(own["co2"].sum() - both["co2"].sum()),
        co2_life=float(own["co2_life"].sum() - both["co2_life"].sum()),
        gap=float("nan"),
        prices={},
        is_feasible=True,
    )


def _needed(candidates: Candidates, name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        more = {other for measure_id, other in candidates.needs if measure_id == one} - found
        found |= more
        waiting += more
    return found


def _is_affordable(candidates: Candidates, limits: Limits, taken: set[str]) -> bool:
    own = candidates.measures.loc[sorted(taken)]
    budget = limits.budget if limits.budget is not None else (sum(limits.by_year) if limits.by_year else None)
    is_paid = budget is None or own["cost"].sum() <= budget + 1e-9 * max(1.0, budget)
    spent = own.groupby("company_id")["cost"].sum()
    keeps_caps = all(spent.get(company, 0.0) <= money for company, money in limits.by_company.items())
    return is_paid and keeps_caps and not any({one, other} <= taken for one, other in candidates.excludes)
