"""Which balances say nothing, because unmeasured flows can take up whatever they leave over?

Seen as a graph, an unmeasured flow leads from the balance it leaves (coefficient below zero) to the one it
enters, or from and to the outside. A balance from which such flows lead to the outside, and that such flows
reach from there, can always be closed by more of them, whatever the measured ones are: it holds nothing, and
all unmeasured flows between such balances are undetermined. Taking these balances out leaves the answer as
it is and makes the rest cheaper to solve.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import breadth_first_order, connected_components

from isdata.engines.reconciliation.problem import Array


@dataclass(frozen=True)
class Arcs:
    """Unmeasured flows as arcs between balances; the outside is the number after the last balance.

    Parameters
    ----------
    column, start, end : array
        Quantity, the balance it leaves, the balance it enters.
    less, more : array
        Its coefficients there, sizes alone; 1 on the outside.
    """

    column: Array
    start: Array
    end: Array
    less: Array
    more: Array


def arcs(matrix: sp.csr_array, unmeasured: Array) -> Arcs:
    """Return the unmeasured quantities that stand in one balance, or in two with different signs."""
    columns = sp.csc_array(matrix)
    count = np.diff(columns.indptr)
    holder = np.repeat(np.arange(columns.shape[1]), count)
    outside = columns.shape[0]
    row = {sign: np.full(columns.shape[1], outside) for sign in (-1, 1)}
    size = {sign: np.ones(columns.shape[1]) for sign in (-1, 1)}
    signs = np.zeros((2, columns.shape[1]), dtype=int)
    for place, sign in enumerate((-1, 1)):
        own = np.sign(columns.data) == sign
        np.add.at(signs[place], holder[own], 1)
        row[sign][holder[own]] = columns.indices[own]
        size[sign][holder[own]] = np.abs(columns.data[own])
    column = np.flatnonzero(unmeasured & (count > 0) & (signs <= 1).all(axis=0))
    return Arcs(column, row[-1][column], row[1][column], size[-1][column], size[1][column])


def loose(matrix: sp.csr_array, unmeasured: Array) -> Array:
    """Return which balances can always be closed."""
    found, outside = arcs(matrix, unmeasured), matrix.shape[0]
    graph = sp.coo_array((np.ones(found.column.size), (found.start, found.end)), (outside + 1,) * 2)
    _count, part = connected_components(sp.csr_array(graph), connection="strong")
    return part[:-1] == part[outside]


def closed(matrix: sp.csr_array, constant: Array, unmeasured: Array, value: Array, rows: Array) -> Array:
    """Return values with more of unmeasured quantities, so that loose balances close.

    Parameters
    ----------
    matrix, constant : csr_array, array
        All balances.
    unmeasured : array
        Whether each quantity is unmeasured.
    value : array
        Values that may leave the loose balances open.
    rows : array
        Which balances are loose.
    """
    outside = matrix.shape[0]
    among = np.append(rows, True)
    found = arcs(matrix, unmeasured)
    inner = np.flatnonzero(among[found.start] & among[found.end])
    left = np.append(np.where(rows, matrix @ value - constant, 0.0), 0.0)
    result = value.copy()
    # What is too much goes along a tree to the outside; what is then missing comes along one from there.
    for sign, near, far in ((1.0, found.end, found.start), (-1.0, found.start, found.end)):
        for row, arc in _towards(outside, near[inner], far[inner], inner):
            if left[row] * sign > 0:
                gives, takes = found.less[arc], found.more[arc]
                amount = abs(left[row]) / (gives if sign > 0 else takes)
                result[found.column[arc]] += amount
                left[found.start[arc]] -= gives * amount
                left[found.end[arc]] += takes * amount
    return result


def _towards(outside: int, near: Array, far: Array, names: Array) -> list[tuple[int, int]]:
    """Return each balance with the arc that leads it nearer to the outside, the farthest first."""
    step = {(int(a), int(b)): int(name) for a, b, name in zip(near, far, names, strict=True)}
    graph = sp.coo_array((np.ones(near.size), (near, far)), (outside + 1,) * 2)
    order, before = breadth_first_order(sp.csr_array(graph), outside, directed=True)
    return [(int(row), step[int(before[row]), int(row)]) for row in order[:0:-1]]
