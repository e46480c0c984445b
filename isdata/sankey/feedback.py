"""Which links must be sent backwards, so that as little value as possible is?"""

import numpy as np
from numba import njit
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from isdata.sankey.compiled import kept
from isdata.sankey.graph import Floats, Graph, Ints

ROUNDS = 30  # restarts of the search by insertion; each costs about the time of one pass over the links


def backward_arcs(graph: Graph, seed: int) -> np.ndarray:
    """Return which arcs go backwards, shape (a,): a minimum weighted feedback arc set or near it.

    Without these arcs the graph has no cycle, and none of them can be turned forwards again.
    """
    n = len(graph.names)
    backward = graph.source == graph.target
    ones = np.ones(len(graph.source))
    matrix = csr_array((ones, (graph.source, graph.target)), shape=(n, n))
    parts, part = connected_components(matrix, directed=True, connection="strong")
    inner = np.flatnonzero((part[graph.source] == part[graph.target]) & ~backward)
    if len(inner) == 0 or parts == n:
        return backward
    place = _search(n, graph.source[inner], graph.target[inner], graph.value[inner], seed)
    candidates = inner[place[graph.source[inner]] > place[graph.target[inner]]]
    backward[candidates] = True
    return _turned_where_possible(graph, backward, candidates)


def _search(n: int, source: Ints, target: Ints, value: Floats, seed: int) -> Ints:
    ends = np.concatenate([source, target])
    others = np.concatenate([target, source])
    signed = np.concatenate([value, -value])
    by_node = np.lexsort((others, ends))
    start = np.searchsorted(ends[by_node], np.arange(n + 1)).astype(np.int64)
    # A little more than nothing, so that of two equal choices the one with fewer links back is taken.
    signed = signed + np.sign(signed + (signed == 0)) * (value.sum() * 1e-9 / max(1, len(value)))
    return _insertion(
        start, others[by_node], signed[by_node], _greedy(n, source, target, value), ROUNDS, seed
    )


def _greedy(n: int, source: Ints, target: Ints, value: Floats) -> Ints:
    """Nodes that send much and take little first."""
    leaving = np.bincount(source, value, minlength=n)
    entering = np.bincount(target, value, minlength=n)
    return np.argsort(-(leaving - entering) / np.maximum(leaving + entering, 1e-300), kind="stable").astype(
        np.int64
    )


@njit
def _best_place(v, start, other, signed, place):
    """Best new place of `v` and what it gains; `signed` > 0 for links that leave v.

    Two nodes that send to each other have two links at one spot: both are passed or none.
    """
    lo, hi = start[v], start[v + 1]
    here = place[v]
    spots, by_spot = np.empty(hi - lo, np.int64), np.empty(hi - lo, np.int64)
    for i in range(hi - lo):  # sorted by insertion: few, and little to compile
        spots[i] = place[other[lo + i]]
        j = i
        while j > 0 and spots[by_spot[j - 1]] > spots[i]:
            by_spot[j] = by_spot[j - 1]
            j -= 1
        by_spot[j] = i
    best_gain, best = 0.0, here
    gain = 0.0
    for i in range(len(by_spot)):  # to the right, past one neighbour after the other
        k = by_spot[i]
        if spots[k] > here:
            gain -= signed[lo + k]
            is_past = i + 1 == len(by_spot) or spots[by_spot[i + 1]] != spots[k]
            if is_past and gain > best_gain * (1 + 1e-12) and gain > 0.0:
                best_gain, best = gain, spots[k]
    gain = 0.0
    for i in range(len(by_spot) - 1, -1, -1):  # to the left
        k = by_spot[i]
        if spots[k] < here:
            gain += signed[lo + k]
            is_past = i == 0 or spots[by_spot[i - 1]] != spots[k]
            if is_past and gain > best_gain * (1 + 1e-12) and gain > 0.0:
                best_gain, best = gain, spots[k]
    return best, best_gain


@njit
def _shift(order, place, v, goal):
    here = place[v]
    step = 1 if goal > here else -1
    for i in range(here, goal, step):
        order[i] = order[i + step]
        place[order[i]] = i
    order[goal] = v
    place[v] = goal


@kept
def _insertion(start, other, signed, first, rounds, seed):
    np.random.seed(seed)
    n = len(first)
    order = first.copy()
    place = np.empty(n, np.int64)
    for i in range(n):
        place[order[i]] = i
    best_place = place.copy()
    cost, best_cost = 0.0, 0.0  # relative to the start: only differences matter
    # A gain within rounding may be a loss the other way round, and both would be taken for ever.
    least = 1e-14 * np.abs(signed).sum()
    for turn in range(rounds):
        moved = True
        while moved:
            moved = False
            for v in range(n):
                goal, gain = _best_place(v, start, other, signed, place)
                if gain > least:
                    _shift(order, place, v, goal)
                    cost -= gain
                    moved = True
        if turn == 0 or cost < best_cost:
            best_cost = cost
            best_place[:] = place
        cost = best_cost
        for i in range(n):
            place[i] = best_place[i]
            order[place[i]] = i
        for _ in range(max(2, n // 10)):  # shake a tenth of the nodes out of their places
            v = np.random.randint(n)
            goal = np.random.randint(n)
            for k in range(start[v], start[v + 1]):
                p = place[other[k]]
                if place[v] < p <= goal:
                    cost += signed[k]
                elif goal <= p < place[v]:
                    cost -= signed[k]
            _shift(order, place, v, goal)
    return best_place


def _turned_where_possible(graph: Graph, backward: np.ndarray, candidates: Ints) -> np.ndarray:
    """Turn arcs forwards again whose way closes no cycle, the greatest first."""
    following: dict[int, list[int]] = {}
    for arc in np.flatnonzero(~backward):
        following.setdefault(int(graph.source[arc]), []).append(int(graph.target[arc]))
    for arc in candidates[np.lexsort((candidates, -graph.value[candidates]))]:
        source, target = int(graph.source[arc]), int(graph.target[arc])
        if not _reaches(following, target, source):
            backward[arc] = False
            following.setdefault(source, []).append(target)
    return backward


def _reaches(following: dict[int, list[int]], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        fresh = [other for other in following.get(node, ()) if other not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return False
