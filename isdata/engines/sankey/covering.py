"""Integer model for a set of backward links of least value, with a proof.

Every cycle must contain at least one backward link. Constraints for cycles are added iteratively: for those
that a solution leaves closed [1]_.

References
----------
.. [1] A. Baharev, H. Schichl, A. Neumaier and T. Achterberg, "An exact method for the minimum feedback arc
   set problem", ACM Journal of Experimental Algorithmics 26, 2021.
"""

from collections import deque

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from isdata.engines.sankey.graph import Floats, Ints

ROUNDS = 40
NODES = 2_000  # limit of the solver's tree; a number instead of a time, so that the result is reproducible


def least_cover(
    n: int, source: Ints, target: Ints, value: Floats, picked: np.ndarray
) -> tuple[np.ndarray, bool]:
    """Set of arcs whose removal breaks all cycles, and whether its cost is proved to be minimal.

    Parameters
    ----------
    picked : array of bool, shape (a,)
        A known set; it is returned if nothing cheaper is proved.
    """
    # A small constant is added to each value, so that arcs of zero value are not sent back without need.
    weight = value + (value.sum() + 1.0) * 1e-9
    known = weight[picked].sum()
    cycles: set[tuple[int, ...]] = set()
    out = np.zeros(len(source), dtype=bool)
    for _ in range(ROUNDS):
        fresh = _cycles(n, source, target, out) - cycles
        if not fresh:
            return out, True
        cycles |= fresh
        out, bound = _cover(sorted(cycles), weight)
        if out is None:
            return picked, False
        if bound >= known * (1 - 1e-9):
            return picked, True
    return picked, False


def _cover(cycles: list[tuple[int, ...]], weight: Floats) -> tuple[np.ndarray | None, float]:
    rows = np.repeat(np.arange(len(cycles)), [len(cycle) for cycle in cycles])
    arcs = np.concatenate([np.array(cycle) for cycle in cycles])
    hit = csr_array((np.ones(len(arcs)), (rows, arcs)), shape=(len(cycles), len(weight)))
    solved = milp(
        weight / weight.max(),
        integrality=np.ones(len(weight)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(hit, lb=1),
        options={"node_limit": NODES, "mip_rel_gap": 1e-9},
    )
    if solved.status != 0:
        return None, -np.inf
    return solved.x > 0.5, float(solved.fun * weight.max())


def _cycles(n: int, source: Ints, target: Ints, out: np.ndarray) -> set[tuple[int, ...]]:
    """A shortest cycle through each remaining arc; cycles as sorted arcs."""
    leaving: list[list[int]] = [[] for _ in range(n)]
    for arc in np.flatnonzero(~out):
        leaving[source[arc]].append(int(arc))
    found = set()
    for arc in np.flatnonzero(~out):
        path = _shortest(leaving, target, int(target[arc]), int(source[arc]))
        if path is not None:
            found.add(tuple(sorted([int(arc), *path])))
    return found


def _shortest(leaving: list[list[int]], target: Ints, start: int, goal: int) -> list[int] | None:
    """Arcs of a shortest path, or None."""
    came: dict[int, tuple[int, int]] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == goal:
            path = []
            while node != start:
                node, arc = came[node]
                path.append(arc)
            return path
        for arc in leaving[node]:
            other = int(target[arc])
            if other not in came and other != start:
                came[other] = (node, arc)
                waiting.append(other)
    return None
