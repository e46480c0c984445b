"""Standard deviations after reconciliation.

Linear propagation of the declared deviations. With the independent checking balances C, the variances V of
the measured quantities and :math:`S = C V C^T`, reconciliation lowers the covariance of the measured
quantities to :math:`V - V C^T S^{-1} C V`; an unmeasured quantity is a linear function of them. Bounds are
not used as information. The inverse is dense: its size is the number of balances of a park.
"""

import numpy as np
import scipy.sparse as sp
from scipy.linalg import inv
from scipy.sparse.linalg import splu

from isdata.engines.reconciliation.echelon import Echelon
from isdata.engines.reconciliation.problem import Array, Problem

_DIAGONAL = 1e-14  # relative to a balance's variance: prevents a singular system by rounding


def variances(problem: Problem, balances: Echelon) -> tuple[Array, Array]:
    """Reduction of each measured variance, and variance of each observable quantity.

    Both are arrays over all quantities, 0 and NaN if not applicable.
    """
    variance = np.where(problem.is_measured, problem.variance, 0.0)
    spread = sp.csr_array(balances.checking @ sp.diags_array(variance))
    inverse, scale = _inverse(sp.csr_array(spread @ balances.checking.T))
    scaled = sp.csr_array(sp.diags_array(scale) @ spread)
    lowered = np.clip(_quadratic(scaled, inverse), 0.0, variance)
    observed = np.full(variance.size, np.nan)
    is_observable = balances.is_observable[balances.basis]
    if is_observable.any():
        gain = _gain(balances, np.flatnonzero(is_observable))
        checked = scaled @ gain.T
        known = np.einsum("ij,ij->j", checked, inverse @ checked)
        observed[balances.basis[is_observable]] = np.maximum(gain**2 @ variance - known, 0.0)
    return lowered, observed


def _inverse(system: sp.csr_array) -> tuple[Array, Array]:
    """Inverse of a symmetric, positive definite system scaled to a diagonal of one, and the scale."""
    diagonal = system.diagonal()
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scaled = (sp.diags_array(scale) @ system @ sp.diags_array(scale)).toarray()
    scaled[np.diag_indices_from(scaled)] += _DIAGONAL
    return (inv(scaled) if scale.size else scaled), scale


def _quadratic(columns: sp.csr_array, inverse: Array) -> Array:
    """Quadratic form of each sparse column c: cᵀ · inverse · c."""
    held = sp.csr_array(columns.T)
    return (
        np.asarray(held.multiply(held @ inverse).sum(axis=1)).ravel()
        if inverse.size
        else np.zeros(held.shape[0])
    )


def _gain(balances: Echelon, chosen: Array) -> Array:
    """Change of chosen basis quantities per change of each other quantity, one row per basis quantity."""
    own = splu(sp.csc_array(balances.defining[:, balances.basis]))
    unit = np.zeros((balances.basis.size, chosen.size))
    unit[chosen, np.arange(chosen.size)] = 1.0
    return -(sp.csr_array(balances.defining.T) @ own.solve(unit, trans="T")).T
