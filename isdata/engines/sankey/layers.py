"""Layer of each node."""

from typing import Literal

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from isdata.engines.sankey.graph import Graph, Ints

Align = Literal["short", "left", "right", "justify"]
FREE = -1


def assign(graph: Graph, backward: np.ndarray, fixed: Ints, align: Align) -> Ints:
    """Layer of each node, shape (n,), the leftmost being 0.

    Parameters
    ----------
    backward : array of bool, shape (a,)
        Arcs that need not lead to the right.
    fixed : array, shape (n,)
        Layer set from outside, or FREE. Arcs that contradict it go backwards.
    align : {"short", "left", "right", "justify"}
        short: smallest sum of value times length; left: as far left as the arcs allow; right: as far right;
        justify: left, but nodes without outputs are in the last layer.
    """
    forward = np.flatnonzero(~backward)
    order = _topological(len(graph.names), graph.source[forward], graph.target[forward])
    left = _from_left(graph, forward, order, fixed)
    if len(left) == 0 or (fixed != FREE).all():
        return left - min(0, left.min(initial=0))
    depth = int(left.max())
    if align == "left":
        return left
    right = _from_right(graph, forward, order, fixed, depth)
    if align == "right":
        return right - right.min() if (fixed == FREE).all() else right
    if align == "justify":
        feeds = np.bincount(graph.source[forward], minlength=len(left)) > 0
        return np.where(feeds | (fixed != FREE), left, depth)
    return _shortest(graph, forward, left, fixed)


def _topological(n: int, source: Ints, target: Ints) -> list[int]:
    following: list[list[int]] = [[] for _ in range(n)]
    waiting = np.bincount(target, minlength=n)
    for a, b in zip(source.tolist(), target.tolist(), strict=True):
        following[a].append(b)
    order = [v for v in range(n) if waiting[v] == 0]
    for v in order:
        for other in following[v]:
            waiting[other] -= 1
            if waiting[other] == 0:
                order.append(other)
    return order


def _from_left(graph: Graph, forward: Ints, order: list[int], fixed: Ints) -> Ints:
    layer = np.where(fixed == FREE, 0, fixed)
    entering: dict[int, list[int]] = {}
    for arc in forward:
        entering.setdefault(int(graph.target[arc]), []).append(int(graph.source[arc]))
    for v in order:
        if fixed[v] == FREE and v in entering:
            layer[v] = 1 + max(layer[u] for u in entering[v])
    return layer


def _from_right(graph: Graph, forward: Ints, order: list[int], fixed: Ints, depth: int) -> Ints:
    layer = np.where(fixed == FREE, depth, fixed)
    leaving: dict[int, list[int]] = {}
    for arc in forward:
        leaving.setdefault(int(graph.source[arc]), []).append(int(graph.target[arc]))
    for v in reversed(order):
        if fixed[v] == FREE and v in leaving:
            layer[v] = min(layer[u] for u in leaving[v]) - 1
    return np.maximum(layer, 0)


def _shortest(graph: Graph, forward: Ints, left: Ints, fixed: Ints) -> Ints:
    """Layers with the smallest sum of value times length (a linear model with whole solutions)."""
    source, target = graph.source[forward], graph.target[forward]
    possible = left[source] < left[target]  # hand-set layers can contradict an arc
    source, target, forward = source[possible], target[possible], forward[possible]
    if len(forward) == 0:
        return left
    n, a = len(left), len(forward)
    pull = graph.value[forward] / max(graph.value.max(), 1e-300) + 1e-3
    cost = np.bincount(target, pull, minlength=n) - np.bincount(source, pull, minlength=n)
    rows = np.repeat(np.arange(a), 2)
    signs = np.tile([1.0, -1.0], a)
    columns = np.column_stack([source, target]).ravel()
    constraints = csr_array((signs, (rows, columns)), shape=(a, n))
    bounds = np.where(fixed == FREE, 0, fixed), np.where(fixed == FREE, left.max(), fixed)
    solved = linprog(cost, constraints, -np.ones(a), bounds=np.column_stack(bounds), method="highs-ds")
    return left if solved.x is None else np.rint(solved.x).astype(np.int64)
