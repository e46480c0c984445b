"""Values that also respect their lower bounds, unmeasured quantities included."""

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from isdata.engines.reconciliation.errors import BoundError, StrainError, listed
from isdata.engines.reconciliation.interior import Interior
from isdata.engines.reconciliation.least_squares import Adjustment, adjust
from isdata.engines.reconciliation.loose import closed, loose
from isdata.engines.reconciliation.problem import Array, Problem, keep_columns

_LOOSE = 10.0  # deviation that holds an unmeasured quantity, in deviations of what is measured around it
_INFEASIBLE = 2  # status of linprog
_RELEASES = 10
_STILL = 1e-6  # of these deviations: what a release may still change


def within_bounds(problem: Problem, rows: Array, value: Array) -> Array:
    """Return values of all quantities that meet balances and bounds, nearest to the measured ones.

    Parameters
    ----------
    problem : Problem
        Without exact quantities.
    rows : array
        Independent balances.
    value : array
        Values without regard to bounds, to begin with.

    Raises
    ------
    BoundError
        If no values meet balances and bounds.
    StrainError
        If values do, but too far away to be worked out.
    """
    matrix, constant, names = problem.matrix[rows], problem.constant[rows], problem.names[rows]
    stuck = _forced(matrix, constant, problem.lower, names)
    result = np.maximum(value, problem.lower)
    result[stuck] = problem.lower[stuck]
    moved = np.flatnonzero(~stuck & ~problem.is_exact)
    constant = constant - matrix @ np.where(stuck, result, 0.0)
    part = sp.csr_array(matrix[:, moved])
    kept = np.flatnonzero(np.diff(part.indptr))
    if not kept.size:
        return result
    part, constant, unmeasured = part[kept], constant[kept], problem.is_unmeasured[moved]
    free = loose(part, unmeasured)
    tight = np.flatnonzero(~free)
    if tight.size:
        found = _nearest(problem, part[tight], constant[tight], moved, result[moved])
        if not found.is_settled:
            error = StrainError if _is_possible(part, constant, problem.lower[moved]) else BoundError
            raise error(balances=listed(names[kept][tight][found.worst]))
        result[moved] = found.value
    else:
        result[moved] = np.where(unmeasured, result[moved], np.maximum(problem.value, problem.lower)[moved])
    result[moved] = closed(part, constant, unmeasured, result[moved], free)
    return result


def _is_possible(matrix: sp.csr_array, constant: Array, lower: Array) -> bool:
    """Whether any values meet balances and bounds, however far from the measured ones."""
    bounds = np.column_stack([lower, np.full(lower.size, np.inf)])
    return linprog(np.zeros(lower.size), A_eq=matrix, b_eq=constant, bounds=bounds).status != _INFEASIBLE


def _nearest(
    problem: Problem, matrix: sp.csr_array, constant: Array, moved: Array, start: Array
) -> Adjustment:
    """Return the nearest values of the quantities that can move."""
    measured, lower, value = problem.is_measured[moved], problem.lower[moved], problem.value[moved]
    variance = problem.variance[moved]
    if measured.all():
        found = adjust(matrix, constant, value, variance, lower)
        if found.is_settled:
            return found
    size = _sizes(matrix, np.where(measured, np.maximum(np.sqrt(variance), np.abs(value)), 0.0), constant)
    near = Interior(matrix, constant, value, variance, size, lower).solve(start)
    if not near.is_settled:
        return near
    return _last_digits(problem, matrix, constant, moved, near)


def _last_digits(
    problem: Problem, matrix: sp.csr_array, constant: Array, moved: Array, near: Adjustment
) -> Adjustment:
    """Return the nearest values exactly, once they are nearly known.

    Unmeasured quantities are held loosely where they are, and again where they went, until they stay: the
    proximal point method.
    """
    measured, variance = problem.is_measured[moved], problem.variance[moved]
    spread = _sizes(matrix, np.where(measured, np.sqrt(variance), 0.0), constant)
    variance = np.where(measured, variance, (_LOOSE * spread) ** 2)
    for _ in range(_RELEASES):
        held = np.where(measured, problem.value[moved], near.value)
        found = adjust(matrix, constant, held, variance, problem.lower[moved], near.multiplier)
        if not found.is_settled:
            return near
        still = np.abs(found.value - held)[~measured] <= _STILL * spread[~measured]
        near = found
        if still.all():
            break
    return near


def _sizes(matrix: sp.csr_array, known: Array, constant: Array) -> Array:
    """Return known sizes, and for the others that of all known ones in their balances together."""
    coefficient = sp.csr_array(abs(matrix))
    row = np.sqrt(coefficient.multiply(coefficient) @ known**2) + 1e-3 * np.abs(constant)
    share = coefficient.copy()
    share.data = 1 / share.data
    around = sp.csr_array(sp.diags_array(row) @ share).max(axis=0).toarray().ravel()
    around = np.where(around > 0, around, around.max(initial=0.0) or 1.0)
    return np.where(known > 0, known, around)


def _forced(matrix: sp.csr_array, constant: Array, lower: Array, names: Array) -> Array:
    """Return which quantities balances force to their bound: all of one sign, and nothing above the bounds left.

    Raises
    ------
    BoundError
        If a balance asks for less than its bounds add up to.
    """
    finite = np.where(np.isfinite(lower), lower, 0.0)
    left = constant - matrix @ finite
    size = abs(matrix) @ np.abs(finite) + np.abs(constant)
    open_end = abs(matrix) @ (~np.isfinite(lower)).astype(float) > 0
    stuck = np.zeros(matrix.shape[1], dtype=bool)
    live = matrix
    while True:
        plus = np.asarray((live > 0).sum(axis=1)).ravel()
        minus = np.asarray((live < 0).sum(axis=1)).ravel()
        sign = np.where(minus == 0, 1.0, -1.0)
        one_sign = ((plus == 0) | (minus == 0)) & ~open_end
        short = one_sign & (sign * left < -1e-9 * size)
        short |= (plus + minus == 0) & (np.abs(left) > 1e-9 * size) & ~open_end
        if short.any():
            raise BoundError(balances=listed(names[short]))
        rows = one_sign & (plus + minus > 0) & (sign * left <= 1e-12 * size)
        if not rows.any():
            return stuck
        stuck |= abs(live[np.flatnonzero(rows)]).sum(axis=0) > 0
        live = keep_columns(matrix, ~stuck)
