"""Adjustment of measured values to linear balances by weighted least squares.

.. math:: \\min_x \\sum_j (x_j - y_j)^2 / v_j \\quad \\text{s.t.} \\quad A x = b
"""

from collections.abc import Callable

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import splu

from isdata.engines.reconciliation.problem import Array

_DIAGONAL = 1e-13  # relative to a balance's variance: keeps nearly dependent balances solvable
_REFINEMENTS = 3
_ROUNDING = 1e-14  # relative to a balance's throughput


def adjusted(matrix: sp.csr_array, constant: Array, value: Array, variance: Array) -> Array:
    """Values nearest to the measured ones, in standard deviations, that meet independent balances.

    Parameters
    ----------
    matrix : csr_array, balances × quantities
        Coefficients of independent balances.
    constant : array, balances
        Right-hand sides.
    value, variance : array, quantities
        Measured values and their variances, above zero.
    """
    found = value.copy()
    if matrix.shape[0]:
        transposed = sp.csr_array(matrix.T)
        solve = factorised(sp.csr_array(matrix @ sp.diags_array(variance) @ transposed))
        for _ in range(_REFINEMENTS):
            gap = matrix @ found - constant
            gap[np.abs(gap) <= _ROUNDING * (abs(matrix) @ np.abs(found) + np.abs(constant))] = 0.0
            found = found - variance * (transposed @ solve(gap))
    return found


def factorised(system: sp.csr_array) -> Callable[[Array], Array]:
    """Solver of a symmetric, positive definite system, scaled to a diagonal of one."""
    diagonal = system.diagonal()
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scaled = sp.diags_array(scale) @ system @ sp.diags_array(scale) + _DIAGONAL * sp.eye_array(scale.size)
    factor = splu(
        sp.csc_array(scaled),
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )

    def solve(right: Array) -> Array:
        rows = scale if right.ndim == 1 else scale[:, np.newaxis]
        return rows * factor.solve(rows * right)

    return solve
