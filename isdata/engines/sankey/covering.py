"""Is there a cheaper set of links to send backwards? A whole-number model that proves the least.

Every cycle must hold at least one link that goes backwards. Cycles are added as they are found: those
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
NODES = 2_000  # of the solver's tree; counted and not timed, so that the same input gives the same answer


def least_cover(
    n: int, source: Ints, target: Ints, value: Floats, picked: np.ndarray
) -> tuple[np.ndarray, bool]:
    """Return a set of arcs that closes no cycle when left out, and whether it is proved to cost least.

    Parameters
    ----------
    picked : array of bool, shape (a,)
        A set known so far; it is returned when nothing cheaper is proved.
    """
    # A little more than its value, so that arcs of no value are not sent back for nothing.
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
    """A shortest cycle through each arc that is not left out, cycles given by their arcs, sorted."""
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
    """Arcs of a shortest way, or None."""
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
