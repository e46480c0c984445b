"""Best plans by budget and by CO2 saving, and shortest payback first for comparison."""

import itertools
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.decisions.planning.binary_program import EXACT, PATIENCE
from isdata.decisions.planning.candidates import Candidates
from isdata.decisions.planning.limits import Aim, Figures, Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.engines import progress

POINTS = 50
STEPS = 10  # number of rounds in which the plans by budget are computed
_COLUMNS = ["budget", "npv", "cost", "co2", "measures", "gap"]


def by_budget(
    candidates: Candidates, limits: Limits, aim: Aim | None = None, *, points: int = POINTS
) -> pd.DataFrame:
    """Best plan for each of many budgets, from zero to the cost of all measures worth buying.

    If `progress` requests a stop, some budgets are left out, including the last ones.

    Parameters
    ----------
    candidates, limits, aim
        As for `choose`; the park's own budget is ignored.
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
    # A plan without a budget may hold measures that cost nothing to add; its least cost is the last useful
    # budget.
    model = Model(candidates, replace(limits, budget=max(free.cost, 0.0)), aim)
    budgets = np.linspace(0.0, max(free.cost, 0.0), points)
    found: list[tuple[float, Figures]] = []
    # Every tenth budget first, then their neighbours: a curve that is stopped early still spans nine tenths
    # of them.
    for step in range(STEPS):
        if found and not progress.report(step / STEPS):
            break
        some = budgets[step::STEPS]
        found += zip(some.tolist(), model.at_budgets(some), strict=True)
    return _table(sorted(found, key=lambda one: one[0]))


def by_co2(
    candidates: Candidates,
    limits: Limits,
    *,
    points: int = POINTS,
    aim: Aim | None = None,
    gap: float = EXACT,
    patience: float = PATIENCE,
    longest: float = np.inf,
) -> pd.DataFrame:
    """Pareto front of net present value and CO2: the highest value for each CO2 floor.

    Floors are equally spaced at first, then placed in the widest gaps of the front.

    Parameters
    ----------
    candidates, limits
        As for `choose`; the CO2 floor is ignored.
    points : int
        Number of points requested; fewer if there are no more.
    aim : Aim, optional
        Only its discount rate is used.
    gap, patience : float
        As for `Program.solve`, for each point.
    longest : float
        Time limit of the search for more points; it also ends if `progress` requests a stop. [s]

    Returns
    -------
    DataFrame
        Columns as `by_budget`, with budget missing; CO2 rises and value falls. Plans that another beats in
        both are left out.
    """
    until = time.monotonic() + longest
    counted = itertools.count()

    def goes_on():
        return progress.report(next(counted) / points) and time.monotonic() < until

    ends = _ends(candidates, limits, aim or Aim(), gap=gap, patience=patience)
    if ends is None:
        return pd.DataFrame(columns=_COLUMNS)
    money, tonnes, above = ends
    floors = np.linspace(money.co2, tonnes.co2, max(2, points // 2))
    # From the highest floor down: a plan that meets a floor meets all lower ones, so each search has a first
    # solution.
    steps = (above(floor) for floor in floors[:0:-1] if goes_on())
    found = [money, tonnes, *steps]
    front = _undominated(found)
    searched: dict[float, float] = {}
    while len(front) < points and goes_on():
        floor = _in_widest_gap(front, searched, least=2e-6 * max(1.0, tonnes.co2))
        if floor is None:
            break
        found.append(above(floor))
        front = _undominated(found)
    return front


def _ends(
    candidates: Candidates, limits: Limits, aim: Aim, *, gap: float, patience: float
) -> tuple[Figures, Figures, Callable[[float], Figures]] | None:
    """Plans with the highest value and the highest CO2 saving, and the best plan above a CO2 floor.

    None without a plan.
    """
    for_money = Model(candidates, replace(limits, co2_floor=None), replace(aim, objective="npv"))
    money = for_money.figures(gap=gap, patience=patience)
    if not money.is_feasible:
        return None
    floored = replace(limits, co2_floor=money.co2)
    for_tonnes = Model(candidates, floored, replace(aim, objective="co2"))
    for_tonnes.program.learn(for_money.program)
    tonnes = for_tonnes.figures(gap=gap, patience=patience)
    model = Model(candidates, floored, replace(aim, objective="npv"))
    model.program.learn(for_tonnes.program)
    # Slightly below each floor, so that the last is not lost to rounding.
    hair = 1e-9 * max(1.0, tonnes.co2)
    return money, tonnes, lambda floor: model.figures(co2=-(floor - hair), gap=gap, patience=patience)


def _in_widest_gap(front: pd.DataFrame, searched: dict[float, float], *, least: float) -> float | None:
    """CO2 floor in the widest gap of a front; None if no gap is wider than `least`. [t/yr]

    Parameters
    ----------
    searched : dict of float to float
        By CO2 of each plan: the floor above which no other plan exists before the next one; the new floor is
        added.
    """
    ends = itertools.pairwise(front["co2"])
    gaps = [(low, min(high, searched.get(low, high))) for low, high in ends]
    low, high = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    if high - low <= least:
        return None
    # There is no plan between a floor and the best plan above it. If this gap was searched before, most of it
    # is empty.
    searched[low] = low + (high - low) / (20 if low in searched else 2)
    return searched[low]


def _undominated(found: list[Figures]) -> pd.DataFrame:
    """Plans that no other beats in both value and CO2, by rising CO2."""
    table = _table([(np.nan, plan) for plan in found]).round({"npv": 6, "co2": 9})
    table = table.drop_duplicates(["npv", "co2"]).sort_values(["co2", "npv"], ignore_index=True)
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


def greedy(candidates: Candidates, limits: Limits, *, discount_rate: float = 0.08) -> Portfolio:
    """Selection by shortest payback first within the budget.

    Each measure is taken in the first year whose budget, and that of all later years, still covers it.
    Measures that it needs are taken with it, excluded measures are skipped. The rule ignores the CO2 floor.

    Parameters
    ----------
    candidates, limits
        As for `choose`.
    discount_rate : float
        Discount rate for later years. [1/yr]
    """
    table = candidates.measures
    purse = _Spending(candidates, limits)
    for name in sorted(limits.taken & set(table.index)):
        purse.take({name})
    latest = np.inf if limits.hurdle is None else limits.hurdle
    for name, years in table["payback"].sort_values(kind="stable").items():
        if name not in purse.year and np.isfinite(years) and years <= latest:
            together = ({str(name)} | _needed(candidates, str(name))) - purse.year.keys()
            if not together & limits.dropped:
                purse.take(together)
    year = pd.Series(purse.year, dtype=float).reindex(table.index)
    model = Model(candidates, limits, Aim(discount_rate=discount_rate))
    taken = year.to_numpy() == np.arange(model.rows.years)[:, np.newaxis]
    return model.portfolio(model.described(taken.ravel()))


def _needed(candidates: Candidates, name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        more = {other for measure_id, other in candidates.needs if measure_id == one} - found
        found |= more
        waiting += more
    return found


class _Spending:
    """Budget by year and company, and what has been bought from it: `year` of each measure taken."""

    def __init__(self, candidates: Candidates, limits: Limits) -> None:
        self.cost = candidates.measures["cost"].to_dict()
        self.company = candidates.measures["company_id"].to_dict()
        self.excluding: dict[str, set[str]] = {}
        for one, other in candidates.excludes:
            self.excluding.setdefault(one, set()).add(other)
            self.excluding.setdefault(other, set()).add(one)
        by_year = np.array(
            limits.by_year or (np.inf if limits.budget is None else limits.budget,), dtype=float
        )
        # Money left by year after paying for everything taken so far; each year separately if unspent money
        # lapses.
        self.carries_over = limits.carries_over
        self.left = np.cumsum(by_year) if limits.carries_over else by_year
        self.whole = np.inf if limits.budget is None else limits.budget
        self.room = dict(limits.by_company)
        has_years = bool(limits.by_year)
        self.delay = dict(zip(self.cost, (candidates.delay * has_years).tolist(), strict=True))
        self.year: dict[str, int] = {}

    def take(self, names: set[str]) -> None:
        """Take these measures together in the first year whose budget covers them, if any does."""
        cost = sum(self.cost[name] for name in names)
        pays = np.minimum(self.left, self.whole) >= cost - 1e-9 * max(1.0, cost)
        waiting = max(self.delay[name] for name in names)
        if self.carries_over:
            # The first year from which every later year has enough money.
            first = len(pays) - int(np.argmin(pays[::-1])) if not pays.all() else 0
            first = max(first, waiting)
        else:
            pays[:waiting] = False
            first = int(np.argmax(pays)) if pays.any() else len(pays)
        after = self.year.keys() | names
        if first >= len(pays) or any(self.excluding.get(name, set()) & after for name in names):
            return
        room = dict(self.room)
        for name in names:
            if self.company[name] in room:
                room[self.company[name]] -= self.cost[name]
        if any(money < 0 for money in room.values()):
            return
        self.whole -= cost
        self.left[first : None if self.carries_over else first + 1] -= cost
        self.room = room
        self.year |= dict.fromkeys(names, first)
