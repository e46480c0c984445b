"""Number and weight of ribbon crossings."""

import numpy as np
from numba import njit

from isdata.engines.compiled import kept

ROUNDED = 1e-13  # share of a sum below which a difference is a rounding error


@kept
def crossings(net, members, start, position):
    """Sum, over all pairs of pieces that cross, of the products of their values.

    Two pieces in a gap cross if their order at its two ends differs. A turn crosses the pieces between its
    two ends at its face, and other turns whose ends interleave with its own.
    """
    total = 0.0
    for layer in range(len(start) - 1):
        total += gap_crossings(net, members, start, position, layer)
        for face in range(2):
            total += turn_crossings(net, members, start, position, layer, face)
    return total


@njit
def gap_crossings(net, members, start, position, layer):
    """Crossings between a layer and the next, by a tree of sums over the next layer's positions."""
    if layer + 2 >= len(start):
        return 0.0
    size = start[layer + 2] - start[layer + 1]
    tree = np.zeros(size + 1)
    begin, other, value = net.through_start[1], net.through_other[1], net.through_value[1]
    total, inserted = 0.0, 0.0
    for i in range(start[layer], start[layer + 1]):
        v = members[i]
        for k in range(begin[v], begin[v + 1]):
            before = 0.0
            j = position[other[k]] + 1
            while j > 0:
                before += tree[j]
                j -= j & -j
            below = inserted - before
            if below > ROUNDED * inserted:
                total += value[k] * below
        for k in range(begin[v], begin[v + 1]):
            j = position[other[k]] + 1
            while j <= size:
                tree[j] += value[k]
                j += j & -j
            inserted += value[k]
    return total


@njit
def turn_crossings(net, members, start, position, layer, face):
    """Crossings of the turns at one face of a layer with the pieces at that face and with each other."""
    first, last = start[layer], start[layer + 1]
    begin, other, value = net.turn_start[face], net.turn_other[face], net.turn_value[face]
    number = 0
    for i in range(first, last):
        number += begin[members[i] + 1] - begin[members[i]]
    if number == 0:
        return 0.0
    passed = np.zeros(last - first + 1)  # passed[i]: value of the pieces at the face above position i
    ends = np.empty((number // 2, 2), np.int64)
    weight = np.empty(number // 2)
    n = 0
    for i in range(first, last):
        v = members[i]
        here = i - first
        passing = 0.0
        for k in range(net.through_start[face, v], net.through_start[face, v + 1]):
            passing += net.through_value[face, k]
        passed[here + 1] = passed[here] + passing
        for k in range(begin[v], begin[v + 1]):
            if position[other[k]] > here:
                ends[n, 0], ends[n, 1], weight[n] = here, position[other[k]], value[k]
                n += 1
    total = 0.0
    for i in range(n):  # sorted by the upper end
        total += weight[i] * (passed[ends[i, 1]] - passed[ends[i, 0] + 1])
        for j in range(i + 1, n):
            if ends[j, 0] >= ends[i, 1]:
                break
            if ends[i, 0] < ends[j, 0] and ends[j, 1] > ends[i, 1]:
                total += weight[i] * weight[j]
    return total
