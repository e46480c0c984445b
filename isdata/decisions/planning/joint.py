"""Joint planning of measures and synergies, and the cost of planning them separately.

A measure that uses the flue gas removes the stream from the synergy that would have used it. One model weighs
both (`Model` with `Candidates.stands`); separate plans ignore the other side. The result of a separate plan
is computed in the joint model, and its regret is the additional value of the joint plan.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from isdata.decisions.planning.binary_program import EXACT, PATIENCE
from isdata.decisions.planning.candidates import Candidates
from isdata.decisions.planning.limits import Aim, Figures, Limits, Portfolio
from isdata.decisions.planning.model import Model

JOINT, MEASURES_FIRST, SYNERGIES_FIRST, SIDE_BY_SIDE = (
    "joint", "measures_first", "synergies_first", "side_by_side",
)  # fmt: skip


@dataclass(frozen=True)
class PlanningMethod:
    """A planning method and its result.

    Attributes
    ----------
    name : str
        "joint" weighs both together; "measures_first" chooses measures as if there were no synergies, then the best synergies
        with the remaining money and streams; "synergies_first" the other way round; "side_by_side" chooses
        each alone with all the money, and does both.
    plan : Portfolio
        Measures and synergies, net of the conflicts between them.
    promised : float
        Value expected by those who planned separately. [currency or t/yr of the aim]
    worth : float
        Actual value. [as promised]
    regret : float
        Additional value of the joint plan; NaN if this method does not keep the limits that the joint plan
        keeps.
    over : float
        Spending beyond the budget. [currency]
    """

    name: str
    plan: Portfolio
    promised: float
    worth: float
    regret: float
    over: float


@dataclass(frozen=True)
class Joint:
    """Joint plan and separate plans.

    Attributes
    ----------
    methods : dict of str to PlanningMethod
        By name, the joint one first; methods without a feasible plan are missing.
    alone : dict of str to list of str
        "measures" and "synergies": the choice of each when planned alone.
    clashes : DataFrame
        Conflicts between those choices; columns as `clashes`.
    possible : DataFrame
        Conflicts if all measures and synergies that share streams were done; columns as `clashes`.
    streams : DataFrame
        Names of the streams: stream_id, stream_en, stream_zh.
    """

    methods: dict[str, PlanningMethod]
    alone: dict[str, list[str]]
    clashes: pd.DataFrame
    possible: pd.DataFrame
    streams: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["stream_id", "stream_en", "stream_zh"])
    )

    @property
    def plan(self) -> Portfolio:
        """The joint plan."""
        return self.methods[JOINT].plan


def plan_jointly(
    found: Candidates,
    synergies: Collection[str],
    limits: Limits,
    aim: Aim | None = None,
    *,
    gap: float = EXACT,
    patience: float = PATIENCE,
) -> Joint:
    """Best joint plan of measures and synergies, and the results of separate plans.

    Parameters
    ----------
    found : Candidates
        Measures and synergies, as `synergies.joint_candidates` returns.
    synergies : collection of str
        Which of them are synergies.
    limits, aim
        As for a plan of measures; a budget is for both together.
    gap, patience : float
        As for `Program.solve`, for each plan.
    """
    model = Model(found, limits, aim)
    best = model.solve(gap=gap, patience=patience)
    of_synergies = frozenset(synergies) & set(found.measures.index)
    parts = {"measures": frozenset(found.measures.index) - of_synergies, "synergies": of_synergies}
    alone = {
        kind: Model(subset(found, ids), _only(limits, ids), aim).solve(gap=gap, patience=patience)
        for kind, ids in parts.items()
    }
    methods = {JOINT: PlanningMethod(JOINT, best, model.worth(best), model.worth(best), 0.0, 0.0)}
    for name, kind in ((MEASURES_FIRST, "measures"), (SYNERGIES_FIRST, "synergies")):
        chosen = frozenset(alone[kind].chosen)
        then = model.solve(taken=chosen, dropped=parts[kind] - chosen, gap=gap, patience=patience)
        if best.is_feasible and alone[kind].is_feasible and then.is_feasible:
            methods[name] = _separate_plan(name, model, best, alone[kind], then)
    if side := _side_by_side(model, best, list(alone.values())):
        methods[SIDE_BY_SIDE] = side
    chosen = frozenset(name for plan in alone.values() for name in plan.chosen)
    sharing = frozenset(found.takes["measure_id"]) | frozenset(found.stands["synergy_id"])
    met, possible = (clashes(found, done, _implemented(model, done).unserved) for done in (chosen, sharing))
    return Joint(methods, {kind: plan.chosen for kind, plan in alone.items()}, met, possible)


def _separate_plan(
    name: str, model: Model, best: Portfolio, alone: Portfolio, then: Portfolio
) -> PlanningMethod:
    """Result of planning one part alone and the rest afterwards."""
    # A search that may stop early can find a separate plan that is better by its gap.
    regret = max(0.0, model.worth(best) - model.worth(then))
    return PlanningMethod(name, then, model.worth(alone), model.worth(then), regret, 0.0)


def _implemented(model: Model, chosen: frozenset[str]) -> Figures:
    """Result of implementing exactly these, regardless of the limits."""
    everything = frozenset(model.candidates.measures.index)
    return Model(model.candidates, Limits(), model.aim).figures(taken=chosen, dropped=everything - chosen)


def _side_by_side(model: Model, best: Portfolio, alone: list[Portfolio]) -> PlanningMethod | None:
    """Result of implementing both separate choices; None if both are empty, or relations forbid it."""
    done = _implemented(model, frozenset(name for plan in alone for name in plan.chosen))
    if not (best.is_feasible and done.is_feasible and all(plan.is_feasible for plan in alone)):
        return None
    over = max(0.0, done.cost - _money(model.limits))
    worth, is_over = model.worth(done), over > 1e-6 * max(1.0, done.cost)
    return PlanningMethod(
        SIDE_BY_SIDE,
        Model(model.candidates, Limits(), model.aim).portfolio(done),
        sum(model.worth(plan) for plan in alone),
        worth,
        float("nan") if is_over else max(0.0, model.worth(best) - worth),
        over,
    )


def clashes(found: Candidates, chosen: Collection[str], unserved: np.ndarray) -> pd.DataFrame:
    """Conflicts: chosen measures that reduce streams needed by chosen synergies.

    Parameters
    ----------
    found : Candidates
        Measures and synergies.
    chosen : collection of str
        Measures that are implemented.
    unserved : array, (stands,)
        Share of each synergy's draw that is not supplied. [-]

    Returns
    -------
    DataFrame
        synergy_id, stream_id, measures (tuple of measure_id), taken (share of the stream that these use) [-],
        drawn (share that the synergy requires) [-], missing (share of the synergy that is not supplied) [-],
        lost [currency]; the most expensive first.
    """
    takes = found.takes[found.takes["measure_id"].isin(chosen) & (found.takes["change"] < 0)]
    rows = []
    for part, row in zip(unserved, found.stands.to_dict("records"), strict=True):
        own = takes[takes["stream_id"] == row["stream_id"]]
        if part > 1e-6 and len(own):
            rows.append(
                {
                    "synergy_id": row["synergy_id"],
                    "stream_id": row["stream_id"],
                    "measures": tuple(own["measure_id"]),
                    "taken": min(1.0, -float(own["change"].sum())),
                    "drawn": row["drawn"],
                    "missing": part * row["weight"],
                    "lost": part * row["npv"],
                }
            )
    columns = ["synergy_id", "stream_id", "measures", "taken", "drawn", "missing", "lost"]
    return pd.DataFrame(rows, columns=columns).sort_values("lost", ascending=False, ignore_index=True)


def subset(found: Candidates, ids: Collection[str]) -> Candidates:
    """Return some of the candidates with the relations between them."""

    def inside(pair):
        return pair[0] in ids and pair[1] in ids

    lost = found.overlaps
    return replace(
        found,
        measures=found.measures[found.measures.index.isin(list(ids))],
        needs=[pair for pair in found.needs if inside(pair)],
        excludes=[pair for pair in found.excludes if inside(pair)],
        overlaps=lost[lost["measure_id"].isin(ids) & lost["other_id"].isin(ids)],
        stands=found.stands[found.stands["synergy_id"].isin(ids)].reset_index(drop=True),
        takes=found.takes[found.takes["measure_id"].isin(ids)].reset_index(drop=True),
    )


def _only(limits: Limits, ids: frozenset[str]) -> Limits:
    return replace(limits, taken=limits.taken & ids, dropped=limits.dropped & ids)


def _money(limits: Limits) -> float:
    """Total budget. [currency]"""
    budgets = [limits.budget] if limits.budget is not None else []
    return min([*budgets, sum(limits.by_year) if limits.by_year else np.inf])
