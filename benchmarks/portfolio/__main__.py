"""Speed of optimal plans for fifty budgets, compared with CBC (through PuLP) and the rule of thumb in one run.

    python -m benchmarks.portfolio [MEASURES ...]

Synthetic, seeded measures: companies with their own budgets, requirements and exclusions within a company. All programs
solve every budget to a relative gap of 1e-6, and the values are compared.
"""

import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np
import pandas as pd
import pulp

from isdata.decisions import planning
from isdata.decisions.planning import Aim, Candidates, Limits

SEED = 1
BUDGETS = 50
GAP = 1e-6
# The peers solve only some of the budgets; their time is scaled up.
SAMPLE = 5


@dataclass(frozen=True)
class Case:
    """Measures, limits, and budgets to be solved."""

    name: str
    candidates: Candidates
    limits: Limits
    budgets: np.ndarray


def made_up(size: int, *, has_caps: bool) -> Case:
    """Return synthetic measures, with the number of companies of a park of that size."""
    rng = np.random.default_rng(SEED)
    cost = rng.lognormal(12, 1, size)
    saving = cost / rng.uniform(0.5, 8, size)
    companies = max(6, size // 33)
    owner = rng.integers(0, companies, size)
    table = pd.DataFrame(
        {
            "cost": cost,
            "npv": saving * rng.uniform(3, 9, size) - cost,
            "co2": rng.lognormal(3, 1, size),
            "payback": cost / saving,
            "company_id": [f"C{number}" for number in owner],
        },
        index=[f"M{number}" for number in range(size)],
    ).assign(co2_life=lambda rows: 7 * rows["co2"])
    pairs = [_pair(rng, owner) for _ in range(2 * (size // 15))]
    named = [(f"M{one}", f"M{other}") for one, other in pairs]
    none = pd.DataFrame(columns=["measure_id", "other_id", "npv", "co2", "co2_life"])
    spent = table.groupby("company_id")["cost"].sum()
    return Case(
        f"{size} measures, {companies} companies{', each with a budget' if has_caps else ''}",
        Candidates(table, named[::2], named[1::2], none),
        Limits(by_company=(0.4 * spent).to_dict() if has_caps else {}),
        np.linspace(0.02, 0.4, BUDGETS) * cost.sum(),
    )


def _pair(rng: np.random.Generator, owner: np.ndarray) -> tuple[int, int]:
    one = int(rng.integers(0, len(owner)))
    others = np.flatnonzero((owner == owner[one]) & (np.arange(len(owner)) != one))
    return one, int(rng.choice(others)) if len(others) else (one + 1) % len(owner)


def ours(case: Case, budgets: np.ndarray) -> list[float]:
    """Solve all budgets block by block."""
    model = planning.Model(case.candidates, replace(case.limits, budget=float(budgets[-1])), Aim())
    return [figures.npv for figures in model.at_budgets(budgets)]


def highs(case: Case, budgets: np.ndarray) -> list[float]:
    """Solve each budget with isdata's branch and bound alone (HiGHS after fixing of variables)."""
    model = planning.Model(case.candidates, replace(case.limits, budget=float(budgets[-1])), Aim())
    bounds = np.array(model.rows.bounds)
    values = []
    for budget in budgets:
        bounds[model.rows.names.index("budget")] = budget
        values.append(model.program.solve(limits=bounds, gap=GAP, patience=np.inf).value)
    return values


def cbc(case: Case, budgets: np.ndarray) -> list[float]:
    """Solve each budget with CBC through PuLP on one thread; the model is built once."""
    table = case.candidates.measures
    x = {name: pulp.LpVariable(name, cat="Binary") for name in table.index}
    problem = pulp.LpProblem("plan", pulp.LpMaximize)
    problem += pulp.lpDot(table["npv"].tolist(), list(x.values()))
    for company, money in case.limits.by_company.items():
        own = table.index[table["company_id"] == company]
        problem += pulp.lpSum(table.loc[name, "cost"] * x[name] for name in own) <= money
    for one, other in case.candidates.needs:
        problem += x[one] <= x[other]
    for one, other in case.candidates.excludes:
        problem += x[one] + x[other] <= 1
    spent = pulp.lpDot(table["cost"].tolist(), list(x.values()))
    values = []
    for budget in budgets:
        problem.constraints["budget"] = spent <= float(budget)
        problem.solve(pulp.PULP_CBC_CMD(msg=False, threads=1, gapRel=GAP))
        values.append(float(pulp.value(problem.objective)))
    return values


def rule(case: Case, budgets: np.ndarray) -> list[float]:
    """Take the shortest payback first."""
    return [
        planning.greedy(case.candidates, replace(case.limits, budget=float(each))).npv for each in budgets
    ]


def timed(
    solve: Callable[[Case, np.ndarray], list[float]], case: Case, step: int
) -> tuple[float, np.ndarray]:
    """Return the time for all budgets [s], scaled up from every `step`-th one, and the values."""
    start = time.perf_counter()
    values = solve(case, case.budgets[::step])
    return (time.perf_counter() - start) * step, np.array(values)


def main(sizes: list[int]) -> None:
    """Print a table for each size, with and without company budgets."""
    print(
        f"Python {platform.python_version()}, HiGHS {version('highspy')}, PuLP {version('pulp')} with CBC; "
        f"{BUDGETS} budgets, gap {GAP:g}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    ours(made_up(30, has_caps=True), made_up(30, has_caps=True).budgets)  # warm-up: imports and first calls
    for size in sizes:
        for has_caps in (False, True):
            case = made_up(size, has_caps=has_caps)
            print(f"\n{case.name}")
            seconds, best = timed(ours, case, 1)
            print(f"  block by block        {seconds:8.3f} s")
            for name, solve in (("branch and bound", highs), ("CBC", cbc)):
                theirs, values = timed(solve, case, SAMPLE)
                apart = np.abs(values / best[::SAMPLE] - 1).max()
                print(
                    f"  {name:<22}{theirs:8.3f} s  {theirs / seconds:6.1f} times; values apart by {apart:.1e}"
                )
            theirs, values = timed(rule, case, SAMPLE)
            lost = 1 - values / best[::SAMPLE]
            print(
                f"  shortest payback first{theirs:8.3f} s  loses {lost.mean():.1%} on average, {lost.max():.1%} at most"
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [108, 1000])
