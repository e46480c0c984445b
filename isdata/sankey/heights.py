"""At what height does each vertex stand, so that ribbons run straight?"""

import numpy as np
from numba import njit

from isdata.sankey.compiled import kept
from isdata.sankey.graph import Floats, Ints
from isdata.sankey.lanes import Lanes
from isdata.sankey.measures import Measures
from isdata.sankey.order import Order

ROUNDS = 24


def middles(
    lanes: Lanes, order: Order, measures: Measures, dock: tuple[Floats, Floats], height: float, wish: Floats
) -> Floats:
    """Return the middle of each vertex, shape (v,).

    Parameters
    ----------
    dock : pair of arrays, shape (a,)
        Where arcs dock at source and target, from the node's top.
    wish : array, shape (v,)
        Where a vertex stood before, NaN if nowhere; it is put there if there is room.
    """
    left, right, rise, pull = _pieces(lanes, measures, dock)
    count = len(lanes.layer)
    by_left = np.argsort(left, kind="stable")
    by_right = np.argsort(right, kind="stable")
    ends = np.arange(count + 1)
    return _settle(
        order.members, order.start, measures.room, measures.gap, height, wish,
        np.searchsorted(right[by_right], ends).astype(np.int64), left[by_right], rise[by_right], pull[by_right],
        np.searchsorted(left[by_left], ends).astype(np.int64), right[by_left], -rise[by_left], pull[by_left],
        ROUNDS,
    )  # fmt: skip


def _pieces(
    lanes: Lanes, measures: Measures, dock: tuple[Floats, Floats]
) -> tuple[Ints, Ints, Floats, Floats]:
    """Pieces between layers: left and right vertex, how much higher the right one's middle is, weight."""
    graph = lanes.graph
    n = len(graph.names)
    begin, end, arc = lanes.pieces().T
    offset_begin = np.where(begin < n, dock[0][arc] - measures.vertex[begin] / 2, 0.0)
    offset_end = np.where(end < n, dock[1][arc] - measures.vertex[end] / 2, 0.0)
    step = lanes.layer[end] - lanes.layer[begin]
    rise = offset_begin - offset_end
    inner = (begin >= n).astype(int) + (end >= n).astype(int)
    pull = (measures.arc[arc] + 0.1) * np.array([1.0, 2.0, 6.0])[inner]
    keep, back = step != 0, step < 0
    begin, end = np.where(back, end, begin), np.where(back, begin, end)
    rise = np.where(back, -rise, rise)
    return begin[keep], end[keep], rise[keep], pull[keep]


@kept
def _settle(
    members,
    start,
    room,
    gap,
    height,
    wish,
    lstart,
    lother,
    lrise,
    lpull,
    rstart,
    rother,
    rrise,
    rpull,
    rounds,
):
    count = len(members)
    middle = np.empty(count)
    for layer in range(len(start) - 1):  # begin with each layer in the middle of the picture
        total = 0.0
        for i in range(start[layer], start[layer + 1]):
            total += room[members[i]] + gap[i]
        y = (height - total) / 2
        for i in range(start[layer], start[layer + 1]):
            v = members[i]
            middle[v] = y + room[v] / 2
            y += room[v] + gap[i]
    layers = len(start) - 1
    for turn in range(rounds):
        both = turn >= rounds // 2
        for step in range(layers):
            layer = step if turn % 2 == 0 else layers - 1 - step
            _settle_row(
                members, start[layer], start[layer + 1], room, gap, height, middle, wish,
                lstart, lother, lrise, lpull, rstart, rother, rrise, rpull,
                both or turn % 2 == 0, both or turn % 2 == 1,
            )  # fmt: skip
    return middle


@njit
def _settle_row(
    members, first, last, room, gap, height, middle, wish,
    lstart, lother, lrise, lpull, rstart, rother, rrise, rpull, use_left, use_right,
):  # fmt: skip
    """Least squares towards the neighbours' heights, in order and without overlap (pool adjacent violators)."""
    n = last - first
    offset = np.empty(n)
    mean, weight = np.empty(n), np.empty(n)
    size = np.empty(n, np.int64)
    blocks = 0
    y = 0.0
    for i in range(n):
        v = members[first + i]
        offset[i] = y + room[v] / 2
        y += room[v] + (gap[first + i] if i < n - 1 else 0.0)
        total, pull = 0.0, 0.0
        if use_left:
            for k in range(lstart[v], lstart[v + 1]):
                total += lpull[k] * (middle[lother[k]] + lrise[k])
                pull += lpull[k]
        if use_right:
            for k in range(rstart[v], rstart[v + 1]):
                total += rpull[k] * (middle[rother[k]] + rrise[k])
                pull += rpull[k]
        if not np.isnan(wish[v]):
            total += 1000.0 * (pull + 1.0) * wish[v]
            pull += 1000.0 * (pull + 1.0)
        if pull == 0.0:
            total, pull = 0.001 * middle[v], 0.001
        mean[blocks], weight[blocks], size[blocks] = total / pull - offset[i], pull, 1
        blocks += 1
        while blocks > 1 and mean[blocks - 2] > mean[blocks - 1]:
            b = blocks - 2
            sum_ = weight[b] + weight[b + 1]
            mean[b] = (mean[b] * weight[b] + mean[b + 1] * weight[b + 1]) / sum_
            weight[b] = sum_
            size[b] += size[b + 1]
            blocks -= 1
    spare = max(0.0, height - y)
    i = 0
    for b in range(blocks):
        shift = min(max(mean[b], 0.0), spare)
        for _ in range(size[b]):
            middle[members[first + i]] = offset[i] + shift
            i += 1
