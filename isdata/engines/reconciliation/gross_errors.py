"""Similarity of the residuals of two measurements, whose errors may be confused."""

import numpy as np
import scipy.sparse as sp

from isdata.engines.reconciliation.least_squares import factorised
from isdata.engines.reconciliation.problem import Array

_SAME = 10  # decimals to which balances of two measurements agree if one is a multiple of the other
_PARALLEL = 1e-9  # remaining share of a variance if two residuals are the same


def different(checking: sp.csr_array) -> int:
    """Number of different residuals: measurements in the same balances have the same one.

    Columns that are multiples of each other have the same quotient of two random sums.
    """
    held = sp.csc_array(checking[:, np.flatnonzero(checking.count_nonzero(axis=0))])
    one, other = np.random.default_rng(0).uniform(1.0, 2.0, (2, checking.shape[0]))
    return int(np.unique(np.round((held.T @ one) / (held.T @ other), _SAME)).size)


def unexplained(
    checking: sp.csr_array, variance: Array, lowered: Array, residual: Array, worst: int
) -> Array:
    r"""Part of the largest residual that remains unexplained if each measurement were the wrong one.

    .. math:: \left|z_w - \rho_{wj} z_j\right| / \sqrt{1 - \rho_{wj}^2}

    It is the normalised residual of the worst measurement once measurement j is removed.

    Parameters
    ----------
    checking : csr_array, balances × quantities
        Independent balances among measured quantities.
    variance, lowered, residual : array
        Of each quantity: its variance, the reduction of it by the balances, its normalised residual.
    worst : int
        The quantity with the largest residual.

    Returns
    -------
    array
        In deviations, 0 if no balance distinguishes the two; NaN without a check. [-]
    """
    measured = np.where(variance > 0, variance, 0.0)
    system = sp.csr_array(checking @ sp.diags_array(measured) @ checking.T)
    together = checking.T @ factorised(system)(checking[:, [worst]].toarray().ravel())
    with np.errstate(divide="ignore", invalid="ignore"):
        alike = measured * measured[worst] * together / np.sqrt(lowered * lowered[worst])
        left = np.maximum(1 - alike**2, 0.0)
        found = np.abs(residual[worst] - alike * residual) / np.sqrt(left)
    return np.where(np.isnan(residual), np.nan, np.where(left <= _PARALLEL, 0.0, found))
