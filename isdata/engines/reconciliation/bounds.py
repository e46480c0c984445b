"""Nearest values that meet the balances and are at or above their lower bounds.

.. math:: \\min_x \\sum_{j\\ \\mathrm{measured}} (x_j - y_j)^2 / v_j \\quad \\text{s.t.} \\quad A x = b,\\; x \\ge l

Clarabel, an interior point solver, finds the quantities that are at their bound; `solution` then solves the
remaining equations exactly.
"""

from dataclasses import dataclass

import clarabel
import numpy as np
import scipy.sparse as sp

from isdata.engines.reconciliation.errors import BoundError, StrongContradictionError, listed
from isdata.engines.reconciliation.problem import Array, Problem

_TOLERANCE = 1e-11
_AT_BOUND = 1e-7  # relative to a quantity's size
_EXACT = 1e-12  # relative to the terms of a balance whose sum is zero
_PROXIMAL = 1e-9  # weight that keeps undetermined quantities near their start; that of a measured one is 1
_CONFLICT = (
    1e-3  # least multiplier relative to the largest, for balances in the conflict of an infeasible problem
)


@dataclass(frozen=True)
class Bounded:
    """Values at or above their bounds, and which of them are at the bound."""

    value: Array
    is_at_bound: Array


def nearest(problem: Problem, rows: Array, start: Array) -> Bounded:
    """Values that meet balances and bounds, nearest to the measured ones.

    Parameters
    ----------
    problem : Problem
        Balances with exact quantities moved into the constants.
    rows : array
        Independent balances.
    start : array
        Values regardless of bounds; undetermined quantities remain near them.

    Raises
    ------
    BoundError
        If no values meet balances and bounds.
    StrongContradictionError
        If the solver finds none because the figures contradict each other too strongly.
    """
    moved = np.flatnonzero(~problem.is_exact)
    forced = _forced(problem, rows, moved)
    value, at_bound = start.copy(), np.isin(np.arange(start.size), forced)
    value[forced] = problem.lower[forced]
    moved = np.setdiff1d(moved, forced)
    matrix = sp.csr_array(problem.matrix[rows][:, moved])
    constant = problem.constant[rows] - problem.matrix[rows][:, forced] @ problem.lower[forced]
    is_empty = np.diff(matrix.indptr) == 0
    is_unmet = is_empty & (np.abs(constant) > _AT_BOUND * np.abs(problem.constant[rows]))
    if is_unmet.any():
        raise BoundError(balances=listed(problem.names[rows][is_unmet]))
    if moved.size:
        names = problem.names[rows][~is_empty]
        value[moved], at_bound[moved] = _unforced(
            problem, moved, start[moved], matrix[~is_empty], constant[~is_empty], names
        )
    return Bounded(value, at_bound)


def _unforced(
    problem: Problem, moved: Array, start: Array, matrix: sp.csr_array, constant: Array, names: Array
) -> tuple[Array, Array]:
    """Values of quantities that no balance forces to their bound, and those of them that are at it
    anyway.

    Parameters
    ----------
    moved : array
        Quantities that are the columns of `matrix`, in this order.
    start : array
        Their values regardless of bounds.
    matrix, constant, names
        The balances of these quantities only.
    """
    lower, variance = problem.lower[moved], problem.variance[moved]
    size = _sizes(matrix, np.sqrt(variance), np.abs(start))
    is_bounded = np.isfinite(lower)
    offset = np.where(is_bounded, lower, 0.0)
    weight = np.where(variance > 0, size**2 / np.where(variance > 0, variance, 1.0), _PROXIMAL)
    target = np.where(variance > 0, problem.value[moved], np.maximum(start, lower))
    row_scale = 1 / np.maximum(abs(matrix) @ size, np.finfo(float).tiny)
    found = _solve(
        weight,
        (target - offset) / size,
        sp.diags_array(row_scale) @ matrix @ sp.diags_array(size),
        row_scale * (constant - matrix @ offset),
        is_bounded,
    )
    _refuse(found, names)
    distance, price = np.array(found.x), np.zeros(moved.size)
    price[is_bounded] = np.array(found.z)[constant.size :]
    value = np.where(is_bounded, np.maximum(offset + size * distance, offset), size * distance)
    return value, is_bounded & ((distance <= _AT_BOUND) | (price > distance))


def _forced(problem: Problem, rows: Array, moved: Array) -> Array:
    """Quantities that balances force to their bound: terms of one sign with a sum of zero.

    With such quantities the feasible set has no interior, and the solver would stop far from the nearest
    values.
    """
    forced = np.zeros(moved.size, dtype=bool)
    matrix = sp.csr_array(problem.matrix[rows][:, moved])
    offset = np.where(np.isfinite(problem.lower[moved]), problem.lower[moved], 0.0)
    rest = problem.constant[rows] - matrix @ offset
    is_met = np.abs(rest) <= _EXACT * (abs(matrix) @ np.abs(offset) + np.abs(problem.constant[rows]))
    is_free = ~np.isfinite(problem.lower[moved])
    while True:
        left = sp.csr_array(matrix @ sp.diags_array((~forced).astype(float)))
        terms = np.column_stack([(left > 0).sum(axis=1), (left < 0).sum(axis=1), (left != 0) @ is_free])
        is_forcing = is_met & ((terms > 0).sum(axis=1) == 1)  # none is unbounded: its term counts twice
        more = ~forced & ((left[is_forcing] != 0).sum(axis=0) > 0)
        if not more.any():
            return moved[forced]
        forced |= more


def _solve(
    weight: Array, target: Array, matrix: sp.csr_array, constant: Array, is_bounded: Array
) -> clarabel.DefaultSolution:
    """Minimise the weighted squares of x - target with matrix @ x = constant, and x ≥ 0 where bounded."""
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = _TOLERANCE
    identity = sp.csr_array(-sp.eye_array(weight.size))[np.flatnonzero(is_bounded)]
    cones = [clarabel.ZeroConeT(constant.size), clarabel.NonnegativeConeT(int(is_bounded.sum()))]
    return clarabel.DefaultSolver(
        sp.csc_matrix(sp.diags_array(weight)),
        -weight * target,
        sp.csc_matrix(sp.vstack([matrix, identity])),
        np.concatenate([constant, np.zeros(int(is_bounded.sum()))]),
        cones,
        settings,
    ).solve()


def _refuse(found: clarabel.DefaultSolution, names: Array) -> None:
    """Raise an error unless there is a solution; the multipliers of an infeasible problem identify the
    conflict."""
    status = clarabel.SolverStatus
    if found.status in (status.Solved, status.AlmostSolved):
        return
    share = np.abs(np.array(found.z)[: names.size])
    conflict = names[share >= _CONFLICT * share.max(initial=0.0)]
    if found.status in (status.PrimalInfeasible, status.AlmostPrimalInfeasible):
        raise BoundError(balances=listed(conflict))
    raise StrongContradictionError(balances=listed(conflict))


def _sizes(matrix: sp.csr_array, deviation: Array, magnitude: Array) -> Array:
    """Size of each quantity: its deviation or magnitude, otherwise the largest of those in its balances."""
    known = np.maximum(np.nan_to_num(deviation), np.where(deviation > 0, magnitude, 0.0))
    held = sp.csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), matrix.shape)
    largest = sp.csr_array(held @ sp.diags_array(known)).max(axis=1).toarray().ravel()
    around = sp.csr_array(sp.diags_array(largest) @ held).max(axis=0).toarray().ravel()
    fallback = known.max(initial=0.0) or 1.0
    return np.where(known > 0, known, np.where(around > 0, around, fallback))
