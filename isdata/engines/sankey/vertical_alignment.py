"""Compiled vertical alignment: layer after layer moves towards its neighbours."""

import numpy as np
from numba import njit

from isdata.engines.compiled import kept

STAY = 100.0  # weight of a node's former position relative to the pull of its widest ribbon


@kept
def align_layers(members, start, room, gap, height, wish, beside, other, rise, pull, rounds):
    """Move layer after layer, back and forth, by least squares towards the heights of the neighbours."""
    middle = np.empty(len(members))
    layers = len(start) - 1
    for layer in range(layers):  # start with each layer in the middle of the picture
        total = 0.0
        for i in range(start[layer], start[layer + 1]):
            total += room[members[i]] + gap[i]
        y = (height - total) / 2
        for i in range(start[layer], start[layer + 1]):
            middle[members[i]] = y + room[members[i]] / 2
            y += room[members[i]] + gap[i]
    goal, held = np.empty(len(members)), np.empty(len(members))
    for turn in range(rounds):
        first_face = turn % 2 if turn < rounds // 2 else 0
        last_face = turn % 2 if turn < rounds // 2 else 1
        for step in range(layers):
            layer = step if turn % 2 == 0 else layers - 1 - step
            for i in range(start[layer], start[layer + 1]):
                v = members[i]
                total, weight = 0.0, 0.0
                for face in range(first_face, last_face + 1):
                    for k in range(beside[face, v], beside[face, v + 1]):
                        total += pull[face, k] * (middle[other[face, k]] + rise[face, k])
                        weight += pull[face, k]
                if wish[v] == wish[v]:
                    total += STAY * (weight + 1.0) * wish[v]
                    weight += STAY * (weight + 1.0)
                if weight == 0.0:
                    total, weight = 1e-3 * middle[v], 1e-3
                goal[i - start[layer]], held[i - start[layer]] = total / weight, weight
            place_layer(members, start[layer], start[layer + 1], room, gap, height, goal, held, middle)
    return middle


@njit
def place_layer(members, first, last, room, gap, height, goal, held, middle):
    """Place a layer as close to its goals as its order and the room allow: adjacent vertices that touch move
    as one."""
    n = last - first
    offset, size = np.empty(n), np.empty(n, np.int64)
    blocks = 0
    y = 0.0
    for i in range(n):
        v = members[first + i]
        offset[i] = y + room[v] / 2
        y += room[v] + (gap[first + i] if i < n - 1 else 0.0)
        goal[blocks], held[blocks], size[blocks] = goal[i] - offset[i], held[i], 1
        while blocks > 0 and goal[blocks - 1] > goal[blocks]:
            both = held[blocks - 1] + held[blocks]
            goal[blocks - 1] = (goal[blocks - 1] * held[blocks - 1] + goal[blocks] * held[blocks]) / both
            held[blocks - 1] = both
            size[blocks - 1] += size[blocks]
            blocks -= 1
        blocks += 1
    spare = max(0.0, height - y)
    i = 0
    for b in range(blocks):
        shift = min(max(goal[b], 0.0), spare)
        for _ in range(size[b]):
            middle[members[first + i]] = offset[i] + shift
            i += 1
