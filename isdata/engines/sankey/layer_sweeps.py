"""Compiled sweeps: each layer in turn is sorted by the positions of its neighbours."""

import numpy as np
from numba import njit

from isdata.engines.compiled import kept
from isdata.engines.sankey.crossings import crossings
from isdata.engines.sankey.search_state import copy_to, restore

IDLE = 3  # number of sweeps without gain after which the search ends


@njit
def sort_by(key, members, first, last, value):
    """Sort members[first:last], and `value` with them, by key[place - first] (shell sort: compiles fast)."""
    gap = (last - first) // 2
    while gap > 0:
        for i in range(first + gap, last):
            k, v, w = key[i - first], members[i], value[i - first]
            j = i
            while j >= first + gap and (
                key[j - gap - first] > k or (key[j - gap - first] == k and value[j - gap - first] > w)
            ):
                key[j - first], members[j] = key[j - gap - first], members[j - gap]
                value[j - first] = value[j - gap - first]
                j -= gap
            key[j - first], members[j], value[j - first] = k, v, w
        gap //= 2


@njit
def keep_hand_set(state, layer):
    """Sort the ranked vertices of a layer, in the positions they occupy together."""
    members, rank = state.members, state.rank
    first, last = state.start[layer], state.start[layer + 1]
    for i in range(first, last):
        if rank[members[i]] == rank[members[i]]:
            for j in range(i + 1, last):
                if rank[members[j]] < rank[members[i]]:
                    members[i], members[j] = members[j], members[i]
    for i in range(first, last):
        state.position[members[i]] = i - first


@njit
def barycentre(net, state, layer, face):
    """Sort a layer by the mean position of its neighbours at one face; a lane without neighbours is placed
    beside its turn."""
    members, position, key = state.members, state.position, state.step
    first, last = state.start[layer], state.start[layer + 1]
    begin, other, value = net.through_start[face], net.through_other[face], net.through_value[face]
    for i in range(first, last):
        total, weight = 0.0, 0.0
        for k in range(begin[members[i]], begin[members[i] + 1]):
            total += value[k] * position[other[k]]
            weight += value[k]
        key[i - first] = total / weight if weight > 0.0 else -1.0
        state.tally[i - first] = i
    beside = layer + 2 * face - 1
    size = state.start[beside + 1] - state.start[beside]
    for i in range(first, last):
        if key[i - first] < 0.0:
            key[i - first] = (i - first) * size / (last - first)
            for side in range(2):
                for k in range(net.turn_start[side, members[i]], net.turn_start[side, members[i] + 1]):
                    at = position[net.turn_other[side, k]]
                    if key[at] >= 0.0:
                        key[i - first] = key[at] + (0.01 if i - first > at else -0.01)
    sort_by(key, members, first, last, state.tally)
    keep_hand_set(state, layer)


@kept
def sweep(net, state):
    """Sweep back and forth while it improves; set the state's order to the best and return its crossings."""
    layers = len(state.start) - 1
    best = crossings(net, state.members, state.start, state.position)
    before = state.members.copy()
    idle = 0
    while idle < IDLE:
        idle += 1
        for face in range(2):
            for i in range(1, layers):
                barycentre(net, state, i if face == 0 else layers - 1 - i, face)
            cost = crossings(net, state.members, state.start, state.position)
            if cost < best * (1 - 1e-9):
                best, idle = cost, 0
                copy_to(before, state.members)
        state.clock[0] += 100.0 * len(before)
    restore(before, state.members, state.start, state.position, np.int64(0), layers - 1)
    return best
