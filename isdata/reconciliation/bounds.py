"""Values that also respect their lower bounds, unmeasured quantities included."""

import numpy as np
import scipy.sparse as sp

from isdata.reconciliation.errors import BoundError, listed
from isdata.reconciliation.interior import Interior
from isdata.reconciliation.least_squares import Adjustment, adjust
from isdata.reconciliation.problem import Array, Problem, keep_columns

_LOOSE = 10.0  # deviation that holds an unmeasured quantity, in deviations of what is measured around it


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
    found = _nearest(problem, part[kept], constant[kept], moved, result[moved])
    if not found.is_settled:
        raise BoundError(balances=listed(names[kept][found.worst]))
    result[moved] = found.value
    return result


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
    size = np.where(measured, np.sqrt(variance), _size_around(matrix, variance, constant))
    near = Interior(matrix, constant, value, size, measured, lower).solve(start)
    if not near.is_settled:
        return near
    # Held loosely where they are, unmeasured quantities let the last digits be found exactly.
    held = np.where(measured, value, near.value)
    loose = np.where(measured, variance, (_LOOSE * size) ** 2)
    exact = adjust(matrix, constant, held, loose, lower, near.multiplier)
    return exact if exact.is_settled else near


def _size_around(matrix: sp.csr_array, variance: Array, constant: Array) -> Array:
    """Return for each quantity the deviation that the measured ones of its balances have together."""
    size = sp.csr_array(abs(matrix))
    spread = np.sqrt(size.multiply(size) @ np.nan_to_num(variance)) + 1e-3 * np.abs(constant)
    size.data = 1 / size.data
    around = sp.csr_array(sp.diags_array(spread) @ size).max(axis=0).toarray().ravel()
    return np.where(around > 0, around, around.max(initial=0.0) or 1.0)


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
