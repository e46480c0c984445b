"""How sure is each quantity once the balances have spoken?

Linear propagation of the declared deviations: the variance of a measured quantity falls by what the
balances know better, that of an observable one follows from what defines it. Bounds are not counted as
knowledge. All variances come from one selected inversion of

.. math:: \\begin{pmatrix} A V A^T & U \\\\ U^T & 0 \\end{pmatrix}

with the balances in echelon form, measured part A, and U the unmeasured quantities that have a defining
balance; each of these is eliminated together with its own balance.
"""

import numpy as np
import scipy.sparse as sp

from isdata.reconciliation.echelon import Echelon
from isdata.reconciliation.problem import Array, Problem
from isdata.reconciliation.selected import selected_inverse

_DIAGONAL = 1e-14  # of a balance's variance: keeps rounding from making a piece singular


def variances(problem: Problem, balances: Echelon) -> tuple[Array, Array]:
    """Return by how much the balances lower each measured variance, and each observable variance.

    Both are arrays over all quantities, 0 and NaN where they do not apply.
    """
    variance = np.where(problem.is_measured, problem.variance, 0.0)
    defined = balances.basis.size if balances.is_observable[balances.basis].any() else 0
    rows = sp.csr_array(sp.vstack([balances.checking, balances.defining[:defined]]))
    checks = balances.checking.shape[0]
    system, groups, scale = _system(rows, variance, balances.basis[:defined], checks)
    quantity, one, other, product = _pairs(balances.checking, scale)
    unknown = np.arange(checks + defined, checks + 2 * defined)
    entries = selected_inverse(
        system, np.concatenate([one, unknown]), np.concatenate([other, unknown]), groups
    )
    known = np.bincount(quantity, weights=product * entries[: one.size], minlength=variance.size)
    lowered = np.clip(variance * (variance * known), 0.0, variance)
    observed = np.full(variance.size, np.nan)
    observed[balances.basis[:defined]] = -entries[one.size :] * scale[unknown] ** 2
    return lowered, np.where(balances.is_observable, np.maximum(observed, 0.0), np.nan)


def _system(
    rows: sp.csr_array, variance: Array, basis: Array, checks: int
) -> tuple[sp.csr_array, Array, Array]:
    """Return the matrix, which unknowns go together, and the factors by which its unknowns are scaled."""
    spread = rows @ sp.diags_array(variance) @ rows.T
    unmeasured = sp.csr_array(rows[:, basis])
    diagonal = spread.diagonal()
    own = np.abs(unmeasured[np.arange(checks, rows.shape[0])].diagonal()) if basis.size else np.empty(0)
    row_scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scale = np.concatenate([row_scale, 1 / (own * row_scale[checks:])])
    # Zeros are stored where the variances stand, so that these entries of the inverse are worked out.
    corner = sp.csr_array((np.zeros(basis.size), (range(basis.size), range(basis.size))), (basis.size,) * 2)
    whole = sp.block_array([[spread, unmeasured], [unmeasured.T, corner]]) if basis.size else spread
    scaled = sp.diags_array(scale) @ whole @ sp.diags_array(scale)
    regular = np.where(np.arange(scale.size) < rows.shape[0], _DIAGONAL, 0.0)
    groups = np.concatenate([np.arange(rows.shape[0]), np.arange(checks, rows.shape[0])])
    return sp.csr_array(scaled + sp.diags_array(regular)), groups[: scale.size], scale


def _pairs(checking: sp.csr_array, scale: Array) -> tuple[Array, Array, Array, Array]:
    """Return for each quantity all pairs of balances that it stands in, with the product of its coefficients."""
    columns = sp.csc_array(checking)
    count = np.diff(columns.indptr)
    coefficient = columns.data * scale[columns.indices]
    per_entry = np.repeat(count, count)
    one = np.repeat(np.arange(columns.nnz), per_entry)
    offset = np.arange(one.size) - np.repeat(np.cumsum(per_entry) - per_entry, per_entry)
    other = np.repeat(np.repeat(columns.indptr[:-1], count), per_entry) + offset
    quantity = np.repeat(np.arange(columns.shape[1]), count)[one]
    return quantity, columns.indices[one], columns.indices[other], coefficient[one] * coefficient[other]
