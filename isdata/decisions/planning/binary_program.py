"""Exact binary choice among many things: HiGHS after fixing the variables that cannot change the result.

    max c·x   subject to   A x ≤ b,   x in {0, 1}, some x between 0 and 1

The linear relaxation is solved first. Given a good solution, each x whose reduced cost exceeds the gap
between the two is fixed; only the few others go to branch and bound. The result is as exact as branch and
bound on the whole, and much faster if few limits bind.

Reference: E. Balas and E. Zemel, An algorithm for large zero-one knapsack problems, Operations Research 28 (1980)
1130-1154, doi:10.1287/opre.28.5.1130.
"""

from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy.sparse import csr_array

from isdata.engines.solver import program, silent

# Variables left open in the first search for a good solution, besides those that are fractional in the relaxation.
_CORE = 24
# Number of good solutions that are stored.
_KNOWN = 8
# Tolerances for whole numbers and for limits, in sums of doubles.
_WHOLE = 1e-6
# Default relative gap at which a search stops; the gap reached is stated with every result. [-]
EXACT = 1e-6
# Gap at which the first solution ends a search. [-]
_ANY_GAP = 1e9
# Default time limit of a search. [s]
PATIENCE = 60.0


@dataclass(frozen=True)
class Solution:
    """A solved program.

    Attributes
    ----------
    taken : array of bool
        The things chosen; all false if nothing keeps the limits.
    amounts : array
        x itself, for variables that may be fractional.
    value : float
        c·x.
    bound : float
        Upper bound of the value of any choice; equal to `value` up to `gap`.
    is_feasible : bool
        Whether any choice keeps the limits.
    prices : array
        Shadow price of each limit in the relaxation, 0 if it does not bind.
    """

    taken: np.ndarray
    amounts: np.ndarray
    value: float
    bound: float
    is_feasible: bool
    prices: np.ndarray

    @property
    def gap(self) -> float:
        """Proved relative distance to the optimum. [-]"""
        return max(0.0, self.bound - self.value) / max(1e-9, abs(self.value))


@dataclass(frozen=True)
class _Task:
    """Data of one solution.

    Attributes
    ----------
    values : array, (things,)
        c.
    limits : array, (limits,)
        b.
    low, high : array, (things,)
        Bounds of each x.
    """

    values: np.ndarray
    limits: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def within(self, low: np.ndarray, high: np.ndarray) -> "_Task":
        """The same task within other bounds."""
        return replace(self, low=low, high=high)


@dataclass(frozen=True)
class _Relaxed:
    """Linear relaxation: x, the reduced cost of each thing, the shadow price of each limit, and c·x, which no choice exceeds."""

    position: np.ndarray
    reduced: np.ndarray
    prices: np.ndarray
    bound: float


class Program:
    """A program that is solved repeatedly with other limits, values or things settled beforehand.

    Parameters
    ----------
    values : array, (things,)
        c.
    rows : sparse array, (limits, things)
        A.
    limits : array, (limits,)
        b.
    in_part : array of bool, (things,), optional
        Variables that may be fractional; none by default.
    """

    def __init__(
        self, values: np.ndarray, rows: csr_array, limits: np.ndarray, in_part: np.ndarray | None = None
    ) -> None:
        self.values = np.asarray(values, dtype=float)
        self.rows = csr_array(rows, dtype=float)
        self.limits = np.asarray(limits, dtype=float)
        self.in_part = np.zeros(len(self.values), dtype=bool) if in_part is None else in_part
        self._relaxed = self._load(is_whole=False)
        self._whole = self._load(is_whole=True)
        self._set_limits = {id(solver): self.limits.copy() for solver in (self._relaxed, self._whole)}
        self._best: list[np.ndarray] = []

    def solve(
        self,
        *,
        values: np.ndarray | None = None,
        limits: np.ndarray | None = None,
        lower: np.ndarray | None = None,
        upper: np.ndarray | None = None,
        gap: float = EXACT,
        patience: float = PATIENCE,
    ) -> Solution:
        """Best choice.

        Parameters
        ----------
        values, limits : array, optional
            Other c or b than the program's own.
        lower, upper : array, (things,), optional
            1 in `lower` includes a thing, 0 in `upper` excludes it.
        gap : float
            Relative gap at which the search may stop. [-]
        patience : float
            Seconds after which the search stops with the best choice found so far; the gap reached is in the result.
        """
        task = self._task(values, limits, lower, upper)
        if not len(task.values):
            # HiGHS reports a program without columns as neither solved nor infeasible.
            return replace(self._nothing(), is_feasible=bool((task.limits >= 0).all()))
        relaxed = self._relax(task)
        if relaxed is None:
            return self._nothing()
        if np.abs(relaxed.position - self._rounded(relaxed.position)).max(initial=0.0) <= _WHOLE:
            return self._choice(relaxed.position, task.values, relaxed.bound, relaxed.prices)
        found, proved = self._search(task, relaxed, gap, patience)
        return self._nothing() if found is None else self._choice(found, task.values, proved, relaxed.prices)

    def _task(self, *stated: np.ndarray | None) -> _Task:
        """The given values, limits and bounds, with the program's own as defaults."""
        size = len(self.values)
        own = (self.values, self.limits, np.zeros(size), np.ones(size))
        given = zip(stated, own, strict=True)
        return _Task(*(mine if other is None else np.asarray(other, dtype=float) for other, mine in given))

    def _search(
        self, task: _Task, relaxed: _Relaxed, gap: float, patience: float
    ) -> tuple[np.ndarray | None, float]:
        """Best choice beyond the relaxation, and an upper bound of the value of any choice."""
        best = self._start(task, relaxed, patience)
        known = -np.inf if best is None else float(task.values @ best)
        # The reduced-cost test holds for whole steps only: fractional variables stay open.
        settled = _settled(task, relaxed, known)
        still_open = task.within(*np.where(self.in_part, (task.low, task.high), settled))
        found, proved = self._branch(still_open, best, gap, patience)
        if found is None and best is None and np.isfinite(proved):
            # No time is left and there is no choice yet: accept any, as a result needs one.
            found, proved = self._branch(still_open, None, _ANY_GAP)
        if found is None or (best is not None and float(task.values @ found) < known):
            found = best
        # Choices excluded by fixing cannot beat `known`, those left open cannot beat `proved`.
        return found, min(relaxed.bound, max(proved, known))

    def learn(self, other: "Program") -> None:
        """Adopt good choices found by another program of the same things, if they keep the limits."""
        self._best = [*other._best, *self._best][:_KNOWN]

    def _load(self, *, is_whole: bool) -> highspy.Highs:
        solver = silent()
        solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
        # It searches for a first choice, which is known here, and took a quarter of the time of small
        # programs.
        solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
        most = np.ones(len(self.values))
        made = program(self.values, self.rows, self.limits, most, ~self.in_part if is_whole else None)
        made.sense_ = highspy.ObjSense.kMaximize
        solver.passModel(made)
        return solver

    def _set(self, solver: highspy.Highs, task: _Task) -> None:
        count = len(task.values)
        columns = np.arange(count, dtype=np.int32)
        solver.changeColsCost(count, columns, task.values)
        solver.changeColsBounds(count, columns, task.low, task.high)
        for row in np.flatnonzero(task.limits != self._set_limits[id(solver)]):
            solver.changeRowBounds(int(row), -highspy.kHighsInf, float(task.limits[row]))
        self._set_limits[id(solver)] = task.limits.copy()

    def _relax(self, task: _Task) -> _Relaxed | None:
        self._set(self._relaxed, task)
        self._relaxed.run()
        if self._relaxed.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._relaxed.getSolution()
        position = np.array(solution.col_value)
        prices = np.maximum(0.0, np.array(solution.row_dual))
        return _Relaxed(position, np.array(solution.col_dual), prices, float(task.values @ position))

    def _start(self, task: _Task, relaxed: _Relaxed, patience: float) -> np.ndarray | None:
        """Good choice: the best known feasible one, or one found near the relaxation."""
        known = [taken for taken in self._best if self._keeps(taken, task)]
        rounded = self._rounded(relaxed.position)
        is_split = np.abs(relaxed.position - rounded) > _WHOLE
        scale = np.abs(relaxed.reduced) + np.where(is_split, -np.inf, 0.0)
        open_ones = np.argsort(scale)[: is_split.sum() + _CORE]
        is_open = self.in_part.copy()
        is_open[open_ones] = True
        near = task.within(np.where(is_open, task.low, rounded), np.where(is_open, task.high, rounded))
        found, _ = self._branch(near, None, EXACT, patience)
        if found is not None:
            known.append(found)
        return max(known, key=lambda taken: float(task.values @ taken), default=None)

    def _branch(
        self, task: _Task, start: np.ndarray | None, gap: float, patience: float = np.inf
    ) -> tuple[np.ndarray | None, float]:
        """Best choice within the bounds, and an upper bound of the value of any choice."""
        solver = self._whole
        self._set(solver, task)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("mip_abs_gap", 0.0)
        # The solver's clock is not reset between solutions.
        solver.setOptionValue("time_limit", solver.getRunTime() + patience)
        if start is not None:
            guess = highspy.HighsSolution()
            guess.col_value = start.tolist()
            solver.setSolution(guess)
        solver.run()
        bound = float(solver.getInfo().mip_dual_bound)
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None, -np.inf
        if not solver.getSolution().value_valid:
            return None, bound
        return self._rounded(np.array(solver.getSolution().col_value)), bound

    def _keeps(self, taken: np.ndarray, task: _Task) -> bool:
        slack = task.limits - self.rows @ taken
        room = 1e-9 * np.maximum(1.0, np.abs(task.limits))
        return bool((slack >= -room).all() and (taken >= task.low).all() and (taken <= task.high).all())

    def _rounded(self, position: np.ndarray) -> np.ndarray:
        """Position with all variables rounded that must be whole."""
        return np.where(self.in_part, position.clip(0.0, 1.0), position.round())

    def _choice(self, position: np.ndarray, values: np.ndarray, bound: float, prices: np.ndarray) -> Solution:
        taken = self._rounded(position)
        self._best = [taken, *self._best[: _KNOWN - 1]]
        worth = float(values @ taken)
        return Solution(taken > 0.5, taken, worth, max(bound, worth), True, prices)

    def _nothing(self) -> Solution:
        """Solution that states that nothing keeps the limits."""
        size = len(self.values)
        return Solution(
            np.zeros(size, dtype=bool), np.zeros(size), 0.0, 0.0, False, np.zeros(len(self.limits))
        )


def _settled(task: _Task, relaxed: _Relaxed, known: float) -> tuple[np.ndarray, np.ndarray]:
    """Bounds with all variables fixed whose change would bring the value below `known`."""
    low, high, reduced = task.low, task.high, relaxed.reduced
    room = 1e-9 * max(1.0, abs(known)) if np.isfinite(known) else 0.0
    is_dear = relaxed.bound - np.abs(reduced) < known - room
    at_low, at_high = relaxed.position <= low + _WHOLE, relaxed.position >= high - _WHOLE
    return (
        np.where(is_dear & at_high & (reduced > 0), high, low),
        np.where(is_dear & at_low & (reduced < 0), low, high),
    )
