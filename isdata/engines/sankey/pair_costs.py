"""Cost of an order as a function of pairs of binary variables that differ.

For two vertices i and j of a layer, x_ij is 1 if i is above j. Two links between layers cross if x_ij of
their left ends differs from x_kl of their right ends. A link crosses a turn if its end is between the turn's
two ends p and q, that is if x_pi differs from x_qi. (Crossings of turns with each other are left out: the
model's cost of an order is then too low, so it remains a lower bound.)
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lanes import LEFT, RIGHT, Lanes, Net
from isdata.engines.sankey.order import Order

Costs = tuple[Ints, Ints, np.ndarray, Floats]  # two variables, whether one is inverted, cost


@dataclass(frozen=True)
class Model:
    """Cost of an order: a constant and the cost of each pair of differing variables.

    Attributes
    ----------
    above, below : array, shape (p,)
        Vertices i < j of each variable "i above j".
    one, other : array, shape (t,)
        Variables of each pair.
    cost : array, shape (t,)
        Cost if they differ; negative for a saving.
    constant : float
    triples : array, shape (r, 3)
        Variables ij, jk, ik of three vertices of a layer: ij + jk - ik is 0 or 1 in every order.
    """

    above: Ints
    below: Ints
    one: Ints
    other: Ints
    cost: Floats
    constant: float
    triples: Ints


@dataclass(frozen=True)
class _Numbers:
    """Numbers of the variables: those of a layer in sequence, by i and then by j."""

    place: Ints  # (v,) position of each vertex among those of its layer, sorted by number
    first: Ints  # (v,) first variable of the vertex's layer
    size: Ints  # (v,) vertices of its layer

    def of(self, i: Ints, j: Ints) -> Ints:
        """Number of the variable of each pair of vertices, in either order."""
        a, b = np.minimum(self.place[i], self.place[j]), np.maximum(self.place[i], self.place[j])
        return self.first[i] + a * (2 * self.size[i] - a - 1) // 2 + b - a - 1


def size(lanes: Lanes, order: Order) -> tuple[int, int]:
    """Number of variables and of pairs of pieces in the integer model."""
    rows = np.diff(order.start)
    begin, end, _arc = lanes.pieces().T
    gap = np.minimum(lanes.layer[begin], lanes.layer[end])[lanes.layer[begin] != lanes.layer[end]]
    pieces = np.bincount(gap)
    return int((rows * (rows - 1) // 2).sum()), int((pieces * (pieces - 1) // 2).sum())


def model(lanes: Lanes, order: Order, weight: Floats) -> Model:
    """Cost of an order of a net with arcs of `weight` (a,)."""
    rows = [np.sort(row) for row in order.layers()]
    numbers = _numbered(rows, len(lanes.layer))
    pairs = [np.triu_indices(len(row), 1) for row in rows]
    net = lanes.net(weight)
    one, other, inverted, cost = (
        np.concatenate(parts)
        for parts in zip(
            _nothing(), *_gaps(numbers, net), *_turns(numbers, net, rows, LEFT),
            *_turns(numbers, net, rows, RIGHT), strict=True,
        )
    )  # fmt: skip
    signed = np.where(
        inverted, -cost, cost
    )  # "differs" becomes "is equal" for inverted pairs, with a cost unless it differs
    variables = sum(len(above) for above, _below in pairs)
    low, high = np.minimum(one, other), np.maximum(one, other)
    terms, term = np.unique(low * max(1, variables) + high, return_inverse=True)
    total = np.bincount(term.ravel(), signed, minlength=len(terms)).astype(np.float64)
    counts = np.abs(total) > 1e-12
    return Model(
        above=np.concatenate([row[above] for row, (above, _) in zip(rows, pairs, strict=True)]),
        below=np.concatenate([row[below] for row, (_, below) in zip(rows, pairs, strict=True)]),
        one=terms[counts] // max(1, variables),
        other=terms[counts] % max(1, variables),
        cost=total[counts],
        constant=float(cost[inverted].sum()),
        triples=np.concatenate([np.empty((0, 3), np.int64), *(_triples(numbers, row) for row in rows)]),
    )


def _numbered(rows: list[Ints], vertices: int) -> _Numbers:
    place, first, wide = (np.zeros(vertices, np.int64) for _ in range(3))
    begin = 0
    for row in rows:
        place[row], first[row], wide[row] = np.arange(len(row)), begin, len(row)
        begin += len(row) * (len(row) - 1) // 2
    return _Numbers(place, first, wide)


def _triples(numbers: _Numbers, row: Ints) -> Ints:
    above, below = np.triu_indices(len(row), 1)
    further = len(row) - 1 - below
    nth = np.arange(further.sum()) - np.repeat(np.cumsum(further) - further, further)
    i, j = np.repeat(row[above], further), np.repeat(row[below], further)
    k = row[np.repeat(below, further) + 1 + nth]
    return np.column_stack([numbers.of(i, j), numbers.of(j, k), numbers.of(i, k)])


def _nothing() -> Costs:
    none = np.empty(0, np.int64)
    return none, none, np.empty(0, bool), np.empty(0)


def _gaps(numbers: _Numbers, net: Net) -> Iterator[Costs]:
    """Two pieces in a gap without a common end cross if the order at its two ends differs."""
    left = np.repeat(np.arange(len(net.layer)), np.diff(net.through_start[RIGHT]))
    right, value = net.through_other[RIGHT], net.through_value[RIGHT]
    for layer in np.unique(net.layer[left]):
        pieces = np.flatnonzero(net.layer[left] == layer)
        a, b = (pieces[each] for each in np.triu_indices(len(pieces), 1))
        apart = (left[a] != left[b]) & (right[a] != right[b])
        a, b = a[apart], b[apart]
        inverted = (left[a] > left[b]) != (right[a] > right[b])
        yield numbers.of(left[a], left[b]), numbers.of(right[a], right[b]), inverted, value[a] * value[b]


def _turns(numbers: _Numbers, net: Net, rows: list[Ints], face: int) -> Iterator[Costs]:
    """A piece at v crosses a turn from p to q if the order of p and v is not that of q and v."""
    end = np.repeat(np.arange(len(net.layer)), np.diff(net.turn_start[face]))
    other, value = net.turn_other[face], net.turn_value[face]
    passing = np.bincount(
        np.repeat(np.arange(len(net.layer)), np.diff(net.through_start[face])),
        net.through_value[face],
        minlength=len(net.layer),
    )
    for turn in np.flatnonzero(other > end):
        p, q = end[turn], other[turn]
        row = rows[net.layer[p]]
        v = row[(row != p) & (row != q) & (passing[row] > 0)]
        one, two = np.full(len(v), p), np.full(len(v), q)
        yield numbers.of(one, v), numbers.of(two, v), (p > v) != (q > v), passing[v] * value[turn]
