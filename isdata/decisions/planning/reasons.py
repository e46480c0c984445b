"""Reasons for including or excluding a measure, value of more money, and conflicting limits."""

import math
import time
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from isdata.decisions.planning.binary_program import EXACT, PATIENCE
from isdata.decisions.planning.candidates import Candidates
from isdata.decisions.planning.limits import Aim, Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.engines import progress

# The reasons, in the order in which they are checked.
REASONS = (
    "taken",
    "dropped",
    "late",
    "shared",
    "worth",
    "loss",
    "excluded",
    "need",
    "unaffordable",
    "displaced",
)


def reasons(
    model: Model,
    plan: Portfolio,
    *,
    gap: float = EXACT,
    patience: float = PATIENCE,
    longest: float = math.inf,
) -> pd.DataFrame:
    """Reason for including or excluding each measure, and the cost of deciding otherwise.

    Parameters
    ----------
    model : Model
        Model of the plan.
    plan : Portfolio
        A feasible plan.
    gap, patience : float
        As for `Program.solve`, for each measure that is decided otherwise; used if limits require branch and
        bound.
    longest : float
        Time limit of all these solutions, which also end if `progress` requests a stop; the cost is missing
        for the remaining measures. [s]

    Returns
    -------
    DataFrame, index measure_id
        is_chosen, reason, marginal [currency or t/yr of the aim]: loss of the best plan if the measure is
        settled the other way (missing if the limits do not allow that). Reasons: "taken" and "dropped" are
        settled beforehand; "late": its payback exceeds the hurdle; "shared": included with another measure
        that shares its costs; "worth": included because it increases the value of the plan; "loss": excluded
        because it loses money in any plan; "excluded": excluded by a chosen measure, "need": a measure it
        needs is excluded; "unaffordable": its cost alone exceeds the budget; "displaced": excluded because its money
        has more effect elsewhere.
    """
    best = model.worth(plan)
    until = time.monotonic() + longest
    rows = []
    for k, (name, is_chosen) in enumerate(plan.measures["is_chosen"].items()):
        goes_on = progress.report(k / len(plan.measures)) and time.monotonic() < until
        marginal = _marginal(model, name, bool(is_chosen), best, gap, patience) if goes_on else math.nan
        rows.append({"measure_id": name, "is_chosen": is_chosen, "marginal": marginal})
    table = pd.DataFrame(rows, columns=["measure_id", "is_chosen", "marginal"]).set_index("measure_id")
    chosen = set(plan.chosen)
    return table.assign(reason=[_reason(model, str(name), chosen) for name in table.index])


def _marginal(model: Model, name: str, is_chosen: bool, best: float, gap: float, patience: float) -> float:
    one, nobody = frozenset([name]), frozenset()
    taken, dropped = (nobody, one) if is_chosen else (one, nobody)
    other = model.figures(taken=taken, dropped=dropped, gap=gap, patience=patience)
    return max(0.0, best - model.worth(other)) if other.is_feasible else float("nan")


def _reason(model: Model, name: str, chosen: set[str]) -> str:
    limits, table = model.limits, model.candidates.measures
    if name in limits.taken and name in chosen:
        return "taken"
    if name in limits.dropped:
        return "dropped"
    if limits.hurdle is not None and table.loc[name, "payback"] > limits.hurdle:
        return "late"
    if name in chosen:
        return "shared" if _shares(model.candidates, name, chosen) else "worth"
    worth = {
        "npv": table["npv"],
        "co2": table["co2"],
        "both": table["npv"] + model.aim.co2_price * table["co2_life"],
    }
    if worth[model.aim.objective][name] <= 0:
        return "loss"
    if any({one, other} == {name, rival} for one, other in model.candidates.excludes for rival in chosen):
        return "excluded"
    if any(one == name and other not in chosen for one, other in model.candidates.needs):
        return "need"
    if limits.money is not None and table.loc[name, "cost"] > limits.money:
        return "unaffordable"
    return "displaced"


def _shares(candidates: Candidates, name: str, chosen: set[str]) -> bool:
    """Return True if a measure shares costs with another chosen one."""
    pairs = candidates.overlaps[candidates.saved > 0]
    return any(
        name in pair and chosen.issuperset(pair)
        for pair in zip(pairs["measure_id"], pairs["other_id"], strict=True)
    )


def collisions(candidates: Candidates, limits: Limits) -> list[str]:
    """Return limits that cannot be kept together, none of which can be removed from the list.

    Each limit is removed in turn. If the others still conflict without it, it is not part of the reason. The
    rest is a smallest set of conflicting limits (a deletion filter).

    Parameters
    ----------
    candidates : Candidates
        Measures to choose from.
    limits : Limits
        Limits that no set can keep.

    Returns
    -------
    list of str
        "budget", "by_year", "by_company", "co2_floor", "hurdle", "dropped", "taken <measure_id>", "needs", "excludes";
        empty if the limits can be kept.

    References
    ----------
    .. [1] J. Chinneck and E. Dravnieks, Locating minimal infeasible constraint sets in linear programs, ORSA Journal
       on Computing 3 (1991) 157-168, doi:10.1287/ijoc.3.2.157.
    """
    if _can_be_kept(candidates, limits):
        return []
    kept, names = (candidates, limits), [name for name, _ in _without(candidates, limits)]
    for name in names:
        trial = next(left for each, left in _without(*kept) if each == name)
        if not _can_be_kept(*trial):
            kept = trial
    return [name for name, _ in _without(*kept)]


def _can_be_kept(candidates: Candidates, limits: Limits) -> bool:
    """Return True if any set meets the limits: the first one found suffices.

    Feasibility does not depend on the aim; CO2 is used because a floor refers to it.
    """
    return Model(candidates, limits, Aim(objective="co2")).figures(gap=1.0, patience=_SEARCH).is_feasible


# Time limit for the first feasible set. [s]
_SEARCH = 2.0


def _without(candidates: Candidates, limits: Limits) -> Iterator[tuple[str, tuple[Candidates, Limits]]]:
    """Yield the name of each limit that is set, and the candidates and limits without it."""
    if limits.budget is not None:
        yield "budget", (candidates, replace(limits, budget=None))
    if limits.by_year:
        yield "by_year", (candidates, replace(limits, by_year=()))
    if limits.by_company:
        yield "by_company", (candidates, replace(limits, by_company={}))
    if limits.co2_floor is not None:
        yield "co2_floor", (candidates, replace(limits, co2_floor=None))
    if limits.hurdle is not None:
        yield "hurdle", (candidates, replace(limits, hurdle=None))
    if limits.dropped:
        yield "dropped", (candidates, replace(limits, dropped=frozenset()))
    for name in sorted(limits.taken):
        yield f"taken {name}", (candidates, replace(limits, taken=limits.taken - {name}))
    if candidates.needs:
        yield "needs", (replace(candidates, needs=[]), limits)
    if candidates.excludes:
        yield "excludes", (replace(candidates, excludes=[]), limits)
