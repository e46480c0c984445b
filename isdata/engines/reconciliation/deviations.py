"""How sure is each quantity once the balances have spoken?

Linear propagation of the declared deviations: the variance of a measured quantity falls by what the
balances know better, that of an observable one follows from what defines it. Bounds are not counted as
knowledge. All variances come from one selected inversion of

.. math:: \\begin{pmatrix} A V A^T & U \\\\ U^T & 0 \\end{pmatrix}

with the balances in echelon form, measured part A, and U the unmeasured quantities that have a defining
balance; each of these is eliminated together with that balance.
"""

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components, maximum_bipartite_matching

from isdata.engines.reconciliation.echelon import Echelon
from isdata.engines.reconciliation.problem import Array, Problem
from isdata.engines.reconciliation.selected import selected_inverse

_DIAGONAL = 1e-14  # of a balance's variance: keeps rounding from making a piece singular


def variances(problem: Problem, balances: Echelon) -> tuple[Array, Array]:
    """Return by how much the balances lower each measured variance, and each observable variance.

    Both are arrays over all quantities, 0 and NaN where they do not apply.
    """
    variance = np.where(problem.is_measured, problem.variance, 0.0)
    rows, basis = balances.defining, balances.basis
    if not balances.is_observable.any():
        rows, basis = rows[:0], basis[:0]
    system, groups, scale = _system(balances.checking, rows, basis, variance)
    quantity, one, other, product = _pairs(balances.checking, scale)
    unknown = np.arange(groups.size - basis.size, groups.size)
    entries = selected_inverse(
        system, np.concatenate([one, unknown]), np.concatenate([other, unknown]), groups
    )
    known = np.bincount(quantity, weights=product * entries[: one.size], minlength=variance.size)
    lowered = np.clip(variance * (variance * known), 0.0, variance)
    observed = np.full(variance.size, np.nan)
    observed[basis] = -entries[one.size :] * scale[unknown] ** 2
    return lowered, np.where(balances.is_observable, np.maximum(observed, 0.0), np.nan)


def _system(
    checking: sp.csr_array, defining: sp.csr_array, basis: Array, variance: Array
) -> tuple[sp.csr_array, Array, Array]:
    """Return the matrix, which unknowns go together, and the factors by which its unknowns are scaled.

    The unknowns are the checking and the defining balances, and the basis quantities.
    """
    rows, checks = sp.csr_array(sp.vstack([checking, defining])), checking.shape[0]
    spread = sp.csr_array(rows @ sp.diags_array(variance) @ rows.T)
    diagonal = spread.diagonal()
    spread = spread + sp.diags_array(_DIAGONAL * diagonal)
    unmeasured = sp.csr_array(rows[:, basis])
    own = unmeasured[np.arange(checks, rows.shape[0])]
    match, part = _hanging_together(own)
    scale = np.empty(rows.shape[0] + basis.size)
    scale[: rows.shape[0]] = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    entry = np.abs(sp.csr_array(own[:, match]).diagonal())
    scale[rows.shape[0] + match] = 1 / (entry * scale[checks : rows.shape[0]])
    groups = np.arange(scale.size)
    groups[checks : rows.shape[0]] = groups[rows.shape[0] + match] = checks + part
    # Zeros are stored where the variances stand, so that these entries of the inverse are worked out.
    corner = sp.csr_array((np.zeros(basis.size), (np.arange(basis.size),) * 2), (basis.size,) * 2)
    whole = sp.block_array([[spread, unmeasured], [unmeasured.T, corner]])
    return sp.csr_array(sp.diags_array(scale) @ whole @ sp.diags_array(scale)), groups, scale


def _hanging_together(own: sp.csr_array) -> tuple[Array, Array]:
    """Return which quantity each defining balance defines, and the part that the balance belongs to.

    A part is as small as can be so that it defines its quantities by those of other parts, in some order.
    """
    if not own.shape[0]:
        return np.empty(0, dtype=int), np.empty(0, dtype=int)
    match = maximum_bipartite_matching(own, perm_type="column")
    return match, connected_components(own[:, match], connection="strong")[1]


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
