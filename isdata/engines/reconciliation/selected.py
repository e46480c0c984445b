"""Chosen entries of the inverse of a sparse symmetric matrix, exactly, without the inverse.

Every entry that the matrix itself has, and the whole diagonal, comes out of one factorisation and one
sweep back through it; see K. Takahashi, J. Fagan and M. Chen (1973) and A. M. Erisman and W. F. Tinney,
"On computing certain elements of the inverse of a sparse matrix", Comm. ACM 18 (1975) 177-179.
"""

import numpy as np
import scipy.sparse as sp
from scipy.linalg import get_lapack_funcs

from isdata.engines.reconciliation.fronts import Front, Plan, plan
from isdata.engines.reconciliation.problem import Array


def selected_inverse(matrix: sp.csr_array, rows: Array, columns: Array, groups: Array | None = None) -> Array:
    """Return entries of the inverse.

    Parameters
    ----------
    matrix : csr_array, n × n
        Symmetric, and such that any set of groups, taken alone, has an inverse: always so for positive
        definite matrices.
    rows, columns : array
        Which entries: those that the matrix has, explicit zeros included, and those of the diagonal.
    groups : array of n integers, optional
        Unknowns of one group are eliminated together; each alone if left out.

    Returns
    -------
    array
        The entries asked for.
    """
    layout = plan(matrix, np.arange(matrix.shape[0]) if groups is None else groups)
    lower = sp.csc_array(sp.tril(matrix[layout.order][:, layout.order]))
    lower.sort_indices()
    position = np.empty(matrix.shape[0], dtype=int)
    position[layout.order] = np.arange(matrix.shape[0])
    return _sweep_back(layout, _factorised(layout, lower), position[rows], position[columns])


def _factorised(layout: Plan, lower: sp.csc_array) -> list[tuple[Array, Array]]:
    """Return for each front the inverse of its own block, and that times the block of the rest."""
    left_over: dict[int, list[tuple[Array, Array]]] = {}
    pieces = []
    for number, front in enumerate(layout.fronts):
        block = _assembled(front, lower)
        for place, update in left_over.pop(number, []):
            block[place[:, np.newaxis], place] += update
        own, beside = block[: front.width, : front.width], block[: front.width, front.width :]
        inverse = _inverted(own)
        solved = inverse @ beside
        pieces.append((inverse, solved))
        if front.parent >= 0:
            update = block[front.width :, front.width :] - beside.T @ solved
            left_over.setdefault(front.parent, []).append((front.place, update))
    return pieces


def _inverted(block: Array) -> Array:
    """Return the inverse of a symmetric block; by Cholesky, in half the time, where it is positive definite."""
    factorise, invert = get_lapack_funcs(("potrf", "potri"), (block,))
    lower, failed = factorise(block, lower=1)
    if not failed:
        inverse, failed = invert(lower, lower=1)
        if not failed:
            lower = np.tril(inverse)
            return lower + np.tril(inverse, -1).T
    return np.linalg.inv(block)


def _assembled(front: Front, lower: sp.csc_array) -> Array:
    """Return a front's dense block with the entries of its own columns."""
    begin, end = lower.indptr[front.start], lower.indptr[front.stop]
    across = np.repeat(np.arange(front.width), np.diff(lower.indptr[front.start : front.stop + 1]))
    down = front.local(lower.indices[begin:end])
    block = np.zeros((front.width + front.rest.size,) * 2)
    block[down, across] = lower.data[begin:end]
    block[across, down] = lower.data[begin:end]
    return block


def _sweep_back(layout: Plan, pieces: list[tuple[Array, Array]], rows: Array, columns: Array) -> Array:
    """Return entries of the inverse, from the last front to the first."""
    first, second = np.minimum(rows, columns), np.maximum(rows, columns)
    sequence = np.argsort(first, kind="stable")
    ends = np.searchsorted(first[sequence], [front.stop for front in layout.fronts])
    children = np.bincount(
        [front.parent for front in layout.fronts if front.parent >= 0], minlength=len(pieces)
    )
    entries = np.empty(first.size)
    blocks: dict[int, Array] = {}
    for number in range(len(pieces) - 1, -1, -1):
        front = layout.fronts[number]
        block = _inverse_block(front, *pieces.pop(), blocks.get(front.parent))
        asked = sequence[ends[number - 1] if number else 0 : ends[number]]
        entries[asked] = block[front.local(first[asked]), front.local(second[asked])]
        if children[number]:
            blocks[number] = block
        if front.parent >= 0:
            children[front.parent] -= 1
            if not children[front.parent]:
                del blocks[front.parent]
    return entries


def _inverse_block(front: Front, inverse: Array, solved: Array, parent: Array | None) -> Array:
    """Return the inverse among a front's own and rest, given the same of its parent."""
    if parent is None:
        return inverse
    rest = parent[front.place[:, np.newaxis], front.place]
    beside = -solved @ rest
    block = np.empty((front.width + front.rest.size,) * 2)
    block[: front.width, : front.width] = inverse - beside @ solved.T
    block[: front.width, front.width :] = beside
    block[front.width :, : front.width] = beside.T
    block[front.width :, front.width :] = rest
    return block
