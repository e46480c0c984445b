"""Backward links of least total value."""

from collections import deque

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from isdata.engines.sankey.covering import least_cover
from isdata.engines.sankey.graph import Floats, Graph, Ints
from isdata.engines.sankey.insertion import best_sequence
from isdata.engines.sankey.layers import FREE

SMALL = 300  # arcs of a strong component up to which the minimum is proved
LARGE = 1_500  # arcs above which forward candidates remain backward; layers turn most of them


def backward_arcs(graph: Graph, fixed: Ints, seed: int) -> tuple[np.ndarray, bool]:
    """Backward arcs, shape (a,), and whether their value is proven to be minimal.

    It is a minimum weighted feedback arc set, or close to it: without these arcs the graph has no cycle.

    Parameters
    ----------
    fixed : array, shape (n,)
        Layer of each node set from outside, or FREE; arcs against these layers go backwards.
    """
    set_both = (fixed[graph.source] != FREE) & (fixed[graph.target] != FREE)
    against = set_both & (fixed[graph.source] >= fixed[graph.target])
    backward = against | (graph.source == graph.target)
    open_ = np.flatnonzero(~backward & ~set_both if set_both.any() else ~backward)
    source, target, value = graph.source[open_], graph.target[open_], graph.value[open_]
    given = _given(fixed, len(graph.names), graph.value.sum())
    source = np.concatenate([source, given[0]]).astype(np.int64)
    target = np.concatenate([target, given[1]]).astype(np.int64)
    value = np.concatenate([value, given[2]])
    chosen, proved = _least(source, target, value, seed)
    backward[open_[chosen[: len(open_)]]] = True
    return backward, proved


def _given(fixed: Ints, n: int, total: float) -> tuple[Ints, Ints, Floats]:
    """Arcs of prohibitive weight that keep the fixed layers in sequence."""
    held = np.flatnonzero(fixed != FREE)
    layers, layer = np.unique(fixed[held], return_inverse=True)
    before = layer < len(layers) - 1
    after = layer > 0
    source = np.concatenate([held[before], n + layer[after] - 1])
    target = np.concatenate([n + layer[before], held[after]])
    return source, target, np.full(len(source), 1e3 * (total + 1.0))


def _least(source: Ints, target: Ints, value: Floats, seed: int) -> tuple[np.ndarray, bool]:
    """Chosen arcs and whether they are proved to be minimal."""
    chosen = np.zeros(len(source), dtype=bool)
    n = int(max(source.max(initial=-1), target.max(initial=-1))) + 1
    matrix = csr_array((np.ones(len(source)), (source, target)), shape=(n, n))
    _, part = connected_components(matrix, directed=True, connection="strong")
    proved = True
    within = part[source] == part[target]
    for which in np.unique(part[source[within]]):
        arcs = np.flatnonzero(within & (part[source] == which))
        nodes, ends = np.unique(np.concatenate([source[arcs], target[arcs]]), return_inverse=True)
        a, b = ends[: len(arcs)], ends[len(arcs) :]
        picked, is_least = _of_component(len(nodes), a, b, value[arcs], seed)
        chosen[arcs[picked]] = True
        proved &= is_least
    return chosen, proved


def _of_component(n: int, source: Ints, target: Ints, value: Floats, seed: int) -> tuple[np.ndarray, bool]:
    place = best_sequence(n, source, target, value, seed)
    picked = place[source] > place[target]
    if len(source) > LARGE:
        return picked, False
    picked = _turned_where_possible(source, target, value, picked)
    if len(source) > SMALL:
        return picked, False
    cover, is_least = least_cover(n, source, target, value, picked)
    return (_turned_where_possible(source, target, value, cover) if is_least else picked), is_least


def _turned_where_possible(source: Ints, target: Ints, value: Floats, picked: np.ndarray) -> np.ndarray:
    """Turn arcs forwards again if they close no cycle, the largest first."""
    picked = picked.copy()
    following: dict[int, list[int]] = {}
    for arc in np.flatnonzero(~picked):
        following.setdefault(int(source[arc]), []).append(int(target[arc]))
    back = np.flatnonzero(picked)
    for arc in back[np.lexsort((back, -value[back]))]:
        a, b = int(source[arc]), int(target[arc])
        if not _reaches(following, b, a):
            picked[arc] = False
            following.setdefault(a, []).append(b)
    return picked


def _reaches(following: dict[int, list[int]], start: int, goal: int) -> bool:
    seen, waiting = {start}, deque([start])
    while waiting:
        node = waiting.popleft()
        if node == goal:
            return True
        fresh = [other for other in following.get(node, ()) if other not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return False
