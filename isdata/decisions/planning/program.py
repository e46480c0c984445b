"""Choose yes or no for each of many things, exactly: HiGHS behind a fixing of what cannot matter.

    max c·x   subject to   A x ≤ b,   x in {0, 1}, some x between 0 and 1

The linear relaxation is solved first. With a good choice in hand, every x whose reduced cost says that turning it
round costs more than the gap between the two is settled for good; only the few others go to branch and bound. The
result is as exact as branch and bound on the whole, and much faster where few limits bind.

Reference: E. Balas and E. Zemel, An algorithm for large zero-one knapsack problems, Operations Research 28 (1980)
1130-1154, doi:10.1287/opre.28.5.1130.
"""

from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy.sparse import csr_array

from isdata.engines.solver import silent

# Things left open in the first search for a good choice, besides those the relaxation splits.
_CORE = 24
# Good choices that are remembered.
_KNOWN = 8
# What counts as whole, and as kept, in sums of doubles.
_WHOLE = 1e-6
# Relative gap at which a search stops unless asked otherwise; the gap reached is stated with every result. [-]
EXACT = 1e-6
# Gap at which the first choice found ends a search. [-]
_ANY = 1e9
# Longest search unless asked otherwise. [s]
PATIENCE = 60.0


@dataclass(frozen=True)
class Choice:
    """A solved program.

    Attributes
    ----------
    taken : array of bool
        What is chosen; all false if nothing keeps the limits.
    amounts : array
        x itself, for what may be chosen in part.
    value : float
        c·x.
    bound : float
        No choice is worth more; equal to `value` up to `gap`.
    is_feasible : bool
        Whether any choice keeps the limits.
    prices : array
        What one more unit of each limit would bring in the relaxation, 0 where it does not bind.
    """

    taken: np.ndarray
    amounts: np.ndarray
    value: float
    bound: float
    is_feasible: bool
    prices: np.ndarray

    @property
    def gap(self) -> float:
        """Proved distance to the best, relative to the value. [-]"""
        return max(0.0, self.bound - self.value) / max(1e-9, abs(self.value))


class Program:
    """A program that is solved again and again with other limits, values or things settled beforehand.

    Parameters
    ----------
    values : array, (things,)
        c.
    rows : sparse array, (limits, things)
        A.
    limits : array, (limits,)
        b.
    in_part : array of bool, (things,), optional
        What may be chosen in part; by default nothing.
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
    ) -> Choice:
        """Return the best choice.

        Parameters
        ----------
        values, limits : array, optional
            Other c or b than the program's own.
        lower, upper : array, (things,), optional
            1 in `lower` takes a thing for certain, 0 in `upper` leaves it out.
        gap : float
            Relative gap at which the search may stop. [-]
        patience : float
            Seconds after which the search stops with the best choice found so far; the gap reached is in the result.
        """
        values = self.values if values is None else np.asarray(values, dtype=float)
        limits = self.limits if limits is None else np.asarray(limits, dtype=float)
        size = len(values)
        if not size:
            # HiGHS calls a program without columns neither solved nor impossible.
            return replace(self._nothing(limits), is_feasible=bool((limits >= 0).all()))
        low = np.zeros(size) if lower is None else np.asarray(lower, dtype=float)
        high = np.ones(size) if upper is None else np.asarray(upper, dtype=float)
        relaxed = self._relax(values, limits, low, high)
        if relaxed is None:
            return self._nothing(limits)
        position, reduced, prices, bound = relaxed
        if np.abs(position - self._whole_of(position)).max(initial=0.0) <= _WHOLE:
            return self._choice(position, values, bound, prices)
        best = self._start(values, limits, low, high, position, reduced, patience)
        known = -np.inf if best is None else float(values @ best)
        settled = _settled(position, reduced, bound, known, low, high)
        # What may be chosen in part moves by less than a whole: it stays open.
        low, high = np.where(self.in_part, (low, high), settled)
        found, proved = self._branch(values, limits, low, high, best, gap, patience)
        if found is None and best is None and np.isfinite(proved):
            # Out of patience before the first choice: without one nothing can be said, so any will do.
            found, proved = self._branch(values, limits, low, high, None, _ANY)
        if found is None or (best is not None and float(values @ found) < known):
            found = best
        if found is None:
            return self._nothing(limits)
        # What was settled cannot beat `known`, what is open cannot beat `proved`.
        return self._choice(found, values, min(bound, max(proved, known)), prices)

    def learn(self, other: "Program") -> None:
        """Take over good choices that another program of the same things has found; those that keep the limits count."""
        self._best = [*other._best, *self._best][:_KNOWN]

    def _load(self, *, is_whole: bool) -> highspy.Highs:
        solver = silent()
        solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.values), len(self.limits)
        program.col_cost_ = self.values
        program.col_lower_, program.col_upper_ = np.zeros(len(self.values)), np.ones(len(self.values))
        program.row_lower_ = np.full(len(self.limits), -highspy.kHighsInf)
        program.row_upper_ = self.limits
        program.sense_ = highspy.ObjSense.kMaximize
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = self.rows.indptr
        program.a_matrix_.index_ = self.rows.indices
        program.a_matrix_.value_ = self.rows.data
        if is_whole:
            whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
            program.integrality_ = [part if is_part else whole for is_part in self.in_part]
        solver.passModel(program)
        return solver

    def _set(
        self, solver: highspy.Highs, values: np.ndarray, limits: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> None:
        columns = np.arange(len(values), dtype=np.int32)
        solver.changeColsCost(len(values), columns, values)
        solver.changeColsBounds(len(values), columns, low, high)
        for row in np.flatnonzero(limits != self._set_limits[id(solver)]):
            solver.changeRowBounds(int(row), -highspy.kHighsInf, float(limits[row]))
        self._set_limits[id(solver)] = limits.copy()

    def _relax(
        self, values: np.ndarray, limits: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, float] | None:
        self._set(self._relaxed, values, limits, low, high)
        self._relaxed.run()
        if self._relaxed.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._relaxed.getSolution()
        position = np.array(solution.col_value)
        prices = np.maximum(0.0, np.array(solution.row_dual))
        return position, np.array(solution.col_dual), prices, float(values @ position)

    def _start(
        self,
        values: np.ndarray,
        limits: np.ndarray,
        low: np.ndarray,
        high: np.ndarray,
        position: np.ndarray,
        reduced: np.ndarray,
        patience: float,
    ) -> np.ndarray | None:
        """Return a good choice: the best one known that keeps the limits, or found near the relaxation."""
        known = [taken for taken in self._best if self._keeps(taken, limits, low, high)]
        rounded = self._whole_of(position)
        is_split = np.abs(position - rounded) > _WHOLE
        scale = np.abs(reduced) + np.where(is_split, -np.inf, 0.0)
        open_ones = np.argsort(scale)[: is_split.sum() + _CORE]
        is_open = self.in_part.copy()
        is_open[open_ones] = True
        near_low, near_high = np.where(is_open, low, rounded), np.where(is_open, high, rounded)
        found, _ = self._branch(values, limits, near_low, near_high, None, EXACT, patience)
        if found is not None:
            known.append(found)
        return max(known, key=lambda taken: float(values @ taken), default=None)

    def _branch(
        self,
        values: np.ndarray,
        limits: np.ndarray,
        low: np.ndarray,
        high: np.ndarray,
        start: np.ndarray | None,
        gap: float,
        patience: float = np.inf,
    ) -> tuple[np.ndarray | None, float]:
        """Return the best choice within the bounds and what none can be worth more than."""
        solver = self._whole
        self._set(solver, values, limits, low, high)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("mip_abs_gap", 0.0)
        # The solver's clock runs on from solve to solve.
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
        return self._whole_of(np.array(solver.getSolution().col_value)), bound

    def _keeps(self, taken: np.ndarray, limits: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
        slack = limits - self.rows @ taken
        room = 1e-9 * np.maximum(1.0, np.abs(limits))
        return bool((slack >= -room).all() and (taken >= low).all() and (taken <= high).all())

    def _whole_of(self, position: np.ndarray) -> np.ndarray:
        """Return a position with everything rounded that cannot be chosen in part."""
        return np.where(self.in_part, position.clip(0.0, 1.0), position.round())

    def _choice(self, position: np.ndarray, values: np.ndarray, bound: float, prices: np.ndarray) -> Choice:
        taken = self._whole_of(position)
        self._best = [taken, *self._best[: _KNOWN - 1]]
        worth = float(values @ taken)
        return Choice(taken > 0.5, taken, worth, max(bound, worth), True, prices)

    def _nothing(self, limits: np.ndarray) -> Choice:
        """Return that nothing keeps the limits."""
        size = len(self.values)
        return Choice(np.zeros(size, dtype=bool), np.zeros(size), 0.0, 0.0, False, np.zeros(len(limits)))


def _settled(
    position: np.ndarray, reduced: np.ndarray, bound: float, known: float, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds with everything settled that cannot be turned round without falling below `known`."""
    room = 1e-9 * max(1.0, abs(known)) if np.isfinite(known) else 0.0
    is_dear = bound - np.abs(reduced) < known - room
    at_low, at_high = position <= low + _WHOLE, position >= high - _WHOLE
    return (
        np.where(is_dear & at_high & (reduced > 0), high, low),
        np.where(is_dear & at_low & (reduced < 0), low, high),
    )
