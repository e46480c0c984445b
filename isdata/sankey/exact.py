"""What does an order cost, written as pairs of yes-or-no variables that differ?

For two vertices i and j of a layer, x_ij is 1 when i stands above j. Two links between layers cross when
x_ij of their left ends differs from x_kl of their right ends. A link crosses a turn when it leaves
between the turn's two ends p and q, that is when x_pi differs from x_qi. (Turns that cross each other are
left out: what the model says an order costs is then too little, which keeps it a bound.)
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from isdata.sankey.graph import Floats, Ints
from isdata.sankey.lanes import LEFT, RIGHT, Lanes, Net
from isdata.sankey.order import Order


@dataclass(frozen=True)
class Model:
    """Cost of an order: a constant and the cost of each pair of variables being different.

    Attributes
    ----------
    number : dict
        Number of the variable "i above j", i < j, by (i, j).
    one, other : array, shape (t,)
        Variables of each pair.
    cost : array, shape (t,)
        What it costs when they differ; negative: what it saves.
    constant : float
    triples : array, shape (r, 3)
        Variables ij, jk, ik of three vertices of a layer: ij + jk - ik is 0 or 1 in every order.
    """

    number: dict[tuple[int, int], int]
    one: Ints
    other: Ints
    cost: Floats
    constant: float
    triples: Ints


class _Costs:
    """Adds up what pairs of variables cost; a variable the other way round is written as ~number."""

    def __init__(self, number: dict[tuple[int, int], int]) -> None:
        self.number = number
        self.constant = 0.0
        self.differ: dict[tuple[int, int], float] = defaultdict(float)

    def above(self, i: int, j: int) -> int:
        return self.number[i, j] if i < j else ~self.number[j, i]

    def add(self, a: int, b: int, cost: float) -> None:
        """Let it cost so much when a and b differ."""
        inverted = (a < 0) != (b < 0)
        a, b = max(a, ~a), max(b, ~b)
        if inverted:
            self.constant += cost
            cost = -cost
        if a != b:
            self.differ[min(a, b), max(a, b)] += cost


def model(lanes: Lanes, order: Order, weight: Floats) -> Model:
    """Return the cost of an order of a net whose arcs have `weight` (a,)."""
    rows = [sorted(row.tolist()) for row in order.layers()]
    pairs = [pair for row in rows for pair in combinations(row, 2)]
    number = {pair: k for k, pair in enumerate(pairs)}
    costs = _Costs(number)
    net = lanes.net(weight)
    _add_gaps(costs, net)
    for face in (LEFT, RIGHT):
        _add_turns(costs, net, rows, face)
    terms = sorted((pair, cost) for pair, cost in costs.differ.items() if abs(cost) > 1e-12)
    ends = np.array([pair for pair, _ in terms], dtype=np.int64).reshape(-1, 2)
    triples = [(number[i, j], number[j, k], number[i, k]) for row in rows for i, j, k in combinations(row, 3)]
    return Model(
        number=number,
        one=ends[:, 0],
        other=ends[:, 1],
        cost=np.array([cost for _, cost in terms]),
        constant=costs.constant,
        triples=np.array(triples, dtype=np.int64).reshape(-1, 3),
    )


def _add_gaps(costs: _Costs, net: Net) -> None:
    by_gap = defaultdict(list)
    left = np.repeat(np.arange(len(net.layer)), np.diff(net.through_start[RIGHT])).tolist()
    right, value = net.through_other[RIGHT].tolist(), net.through_value[RIGHT].tolist()
    for i, k, weight in zip(left, right, value, strict=True):
        by_gap[net.layer[i]].append((i, k, weight))
    for pieces in by_gap.values():
        for (i, k, w), (j, m, u) in combinations(pieces, 2):
            if i != j and k != m:
                costs.add(costs.above(i, j), costs.above(k, m), w * u)


def _add_turns(costs: _Costs, net: Net, rows: list[list[int]], face: int) -> None:
    begin, passes = net.turn_start[face], net.through_start[face]
    for row in rows:
        for p in row:
            for k in range(begin[p], begin[p + 1]):
                q = int(net.turn_other[face, k])
                if q < p:
                    continue
                for v in row:
                    passing = net.through_value[face, passes[v] : passes[v + 1]].sum()
                    if v not in (p, q) and passing > 0:
                        costs.add(costs.above(p, v), costs.above(q, v), passing * net.turn_value[face, k])
