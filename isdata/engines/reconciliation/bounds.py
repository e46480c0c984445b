"""Nearest values that meet the balances and lie at or above their lower bounds.

.. math:: \\min_x \\sum_{j\\ \\mathrm{measured}} (x_j - y_j)^2 / v_j \\quad \\text{s.t.} \\quad A x = b,\\; x \\ge l

Clarabel, an interior point solver, finds which quantities lie at their bound; `solution` then solves the
remaining equations exactly.
"""

from dataclasses import dataclass

import clarabel
import numpy as np
import scipy.sparse as sp

from isdata.engines.reconciliation.errors import BoundError, StrainError, listed
from isdata.engines.reconciliation.problem import Array, Problem

_TOLERANCE = 1e-11
_AT_BOUND = 1e-7  # of a quantity's size
_PROXIMAL = 1e-9  # weight that keeps undetermined quantities near their start, against 1 for a measured one
_CONFLICT = (
    1e-3  # of the largest multiplier of an infeasible problem: balances that take part in the conflict
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
        Values regardless of bounds; undetermined quantities stay near them.

    Raises
    ------
    BoundError
        If no values meet balances and bounds.
    StrainError
        If the solver finds none because the figures contradict each other too far.
    """
    moved = np.flatnonzero(~problem.is_exact)
    matrix, constant = sp.csr_array(problem.matrix[rows][:, moved]), problem.constant[rows]
    lower, variance = problem.lower[moved], problem.variance[moved]
    size = _sizes(matrix, np.sqrt(variance), np.abs(start[moved]))
    is_bounded = np.isfinite(lower)
    offset = np.where(is_bounded, lower, 0.0)
    weight = np.where(variance > 0, size**2 / np.where(variance > 0, variance, 1.0), _PROXIMAL)
    target = np.where(variance > 0, problem.value[moved], np.maximum(start[moved], lower))
    row_scale = 1 / np.maximum(abs(matrix) @ size, np.finfo(float).tiny)
    found = _solve(
        weight,
        (target - offset) / size,
        sp.diags_array(row_scale) @ matrix @ sp.diags_array(size),
        row_scale * (constant - matrix @ offset),
        is_bounded,
    )
    _refuse(found, problem.names[rows])
    distance, price = np.array(found.x), np.zeros(moved.size)
    price[is_bounded] = np.array(found.z)[rows.size :]
    value, at_bound = start.copy(), np.zeros(start.size, dtype=bool)
    value[moved] = np.where(is_bounded, np.maximum(offset + size * distance, offset), size * distance)
    at_bound[moved] = is_bounded & ((distance <= _AT_BOUND) | (price > distance))
    return Bounded(value, at_bound)


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
    """Raise unless there is a solution; the multipliers of an infeasible problem name the conflict."""
    status = clarabel.SolverStatus
    if found.status in (status.Solved, status.AlmostSolved):
        return
    share = np.abs(np.array(found.z)[: names.size])
    conflict = names[share >= _CONFLICT * share.max(initial=0.0)]
    if found.status in (status.PrimalInfeasible, status.AlmostPrimalInfeasible):
        raise BoundError(balances=listed(conflict))
    raise StrainError(balances=listed(conflict))


def _sizes(matrix: sp.csr_array, deviation: Array, magnitude: Array) -> Array:
    """Size of each quantity: its deviation or magnitude, elsewhere the largest of those in its balances."""
    known = np.maximum(np.nan_to_num(deviation), np.where(deviation > 0, magnitude, 0.0))
    held = sp.csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), matrix.shape)
    largest = sp.csr_array(held @ sp.diags_array(known)).max(axis=1).toarray().ravel()
    around = sp.csr_array(sp.diags_array(largest) @ held).max(axis=0).toarray().ravel()
    fallback = known.max(initial=0.0) or 1.0
    return np.where(known > 0, known, np.where(around > 0, around, fallback))
