"""The compiled search for an order: barycentre sweeps, sifting, restarts."""

import numpy as np
from numba import njit

from isdata.sankey.crossings import crossings

WINDOW = 200  # places that a vertex tries up and down when sifted


@njit(cache=True)
def keep_hand_set(row, rank):
    """Put the vertices of a row that have a rank into its order, in the places they hold together."""
    count = 0
    for v in row:
        if not np.isnan(rank[v]):
            count += 1
    if count < 2:
        return
    places = np.empty(count, np.int64)
    held = np.empty(count, np.int64)
    n = 0
    for i in range(len(row)):
        if not np.isnan(rank[row[i]]):
            places[n], held[n] = i, row[i]
            n += 1
    by_rank = np.argsort(rank[held], kind="mergesort")
    for i in range(count):
        row[places[i]] = held[by_rank[i]]


@njit(cache=True)
def place_row(row, position, rank):
    """Make the hand-set order hold in a row and note the places."""
    keep_hand_set(row, rank)
    for i in range(len(row)):
        position[row[i]] = i


@njit(cache=True)
def barycentre(net, row, position, rank, face, scale):
    """Sort a row by the mean place of its neighbours at one face; a lane without any goes beside its turn."""
    key = np.empty(len(row))
    for i in range(len(row)):
        v = row[i]
        total, weight = 0.0, 0.0
        for k in range(net.through_start[face, v], net.through_start[face, v + 1]):
            total += net.through_value[face, k] * (position[net.through_other[face, k]] + 0.5)
            weight += net.through_value[face, k]
        key[i] = total / weight * scale if weight > 0.0 else -1.0
    for i in range(len(row)):
        if key[i] < 0.0:
            key[i] = position[row[i]] + 0.5
            for side in range(2):
                for k in range(net.turn_start[side, row[i]], net.turn_start[side, row[i] + 1]):
                    at = position[net.turn_other[side, k]]
                    if key[at] >= 0.0:
                        key[i] = key[at] + (0.01 if position[row[i]] > at else -0.01)
    row[:] = row[np.argsort(key, kind="mergesort")]
    place_row(row, position, rank)


@njit(cache=True)
def swap_gain(net, position, u, v, passing):
    """What is saved when `v`, now just below `u`, goes above it."""
    gain = 0.0
    for face in range(2):
        gain += _through_gain(net, position, u, v, face)
        begin, other, value = net.turn_start[face], net.turn_other[face], net.turn_value[face]
        here = position[u]
        for k in range(begin[u], begin[u + 1]):
            if other[k] != v:
                below = position[other[k]] > here
                gain += value[k] * passing[face, v] * (1.0 if below else -1.0)
                for j in range(begin[v], begin[v + 1]):
                    if other[j] != u and other[j] != other[k]:
                        same_side = (position[other[j]] > here) == below
                        crossed = (position[other[k]] < position[other[j]]) == same_side
                        gain += value[k] * value[j] * (1.0 if crossed else -1.0)
        for k in range(begin[v], begin[v + 1]):
            if other[k] != u:
                gain += value[k] * passing[face, u] * (-1.0 if position[other[k]] > here else 1.0)
    return gain


@njit(cache=True)
def _through_gain(net, position, u, v, face):
    """Weighted pairs of neighbours in the wrong order less those in the right order; neighbours are sorted."""
    begin, other, value = net.through_start[face], net.through_other[face], net.through_value[face]
    a, a_end, b, b_end = begin[u], begin[u + 1], begin[v], begin[v + 1]
    above, total = 0.0, 0.0  # of v's neighbours
    for j in range(b, b_end):
        total += value[j]
    gain = 0.0
    while a < a_end:
        here = position[other[a]]
        while b < b_end and position[other[b]] < here:
            above += value[b]
            b += 1
        same = 0.0
        j = b
        while j < b_end and position[other[j]] == here:
            same += value[j]
            j += 1
        gain += value[a] * (above - (total - above - same))
        a += 1
    return gain


@njit(cache=True)
def sort_neighbours(net, row, position):
    """Sort the neighbours of a row's vertices by place (few each: insertion)."""
    for face in range(2):
        other, value = net.through_other[face], net.through_value[face]
        for v in row:
            first = net.through_start[face, v]
            for k in range(first + 1, net.through_start[face, v + 1]):
                o, w = other[k], value[k]
                j = k
                while j > first and position[other[j - 1]] > position[o]:
                    other[j], value[j] = other[j - 1], value[j - 1]
                    j -= 1
                other[j], value[j] = o, w


@njit(cache=True)
def sift(net, row, position, rank, passing):
    """Move each vertex of a row to the place where it costs least; return what was saved."""
    sort_neighbours(net, row, position)
    saved = 0.0
    for v in row.copy():
        begin = position[v]
        best_gain, best, gain = 0.0, begin, 0.0
        for step in (-1, 1):
            while position[v] != begin:  # back to where it stood
                _swap(row, position, position[v] + (1 if position[v] < begin else -1), v)
            gain = 0.0
            for _ in range(WINDOW):
                next_ = position[v] + step
                if next_ < 0 or next_ >= len(row):
                    break
                u = row[next_]
                if not np.isnan(rank[u]) and not np.isnan(rank[v]):
                    break
                gain += (
                    swap_gain(net, position, u, v, passing)
                    if step < 0
                    else swap_gain(net, position, v, u, passing)
                )
                _swap(row, position, next_, v)
                if gain > best_gain + 1e-12:
                    best_gain, best = gain, next_
        while position[v] != best:
            _swap(row, position, position[v] + (1 if position[v] < best else -1), v)
        saved += best_gain
    return saved


@njit(cache=True)
def _swap(row, position, place, v):
    """Let `v` and its neighbour at `place` change places."""
    u = row[place]
    row[position[v]] = u
    position[u] = position[v]
    row[place] = v
    position[v] = place


@njit(cache=True)
def improve(net, members, start, position, rank, passing, passes):
    """Sweep by barycentre while it helps, then sift while it helps."""
    layers = len(start) - 1
    best = crossings(net, members, start, position)
    kept = members.copy()
    idle = 0
    while idle < 4:
        for face in range(2):
            for i in range(1, layers):
                layer = i if face == 0 else layers - 1 - i
                beside = layer - 1 if face == 0 else layer + 1
                scale = (start[layer + 1] - start[layer]) / max(1, start[beside + 1] - start[beside])
                barycentre(net, members[start[layer] : start[layer + 1]], position, rank, face, scale)
            cost = crossings(net, members, start, position)
            idle += 1
            if cost < best * (1 - 1e-9):
                best, idle = cost, 0
                kept[:] = members
    restore(kept, members, start, position)
    for turn in range(passes):
        saved = 0.0
        for i in range(layers):
            layer = i if turn % 2 == 0 else layers - 1 - i
            saved += sift(net, members[start[layer] : start[layer + 1]], position, rank, passing)
        best -= saved
        if saved <= 1e-9 * best:
            break
    return best


@njit(cache=True)
def restore(kept, members, start, position):
    """Take up an order that was kept."""
    members[:] = kept
    for layer in range(len(start) - 1):
        for i in range(start[layer], start[layer + 1]):
            position[members[i]] = i - start[layer]


@njit(cache=True)
def search(net, first, start, rank, restarts, passes, seed):
    """Return members and places of the best order of several restarts; the first keeps the order given."""
    np.random.seed(seed)
    count = len(first)
    passing = np.zeros((2, count))
    for face in range(2):
        for v in range(count):
            for k in range(net.through_start[face, v], net.through_start[face, v + 1]):
                passing[face, v] += net.through_value[face, k]
    best, best_cost = first.copy(), np.inf
    position = np.empty(count, np.int64)
    members = first.copy()
    for turn in range(restarts):
        members[:] = first
        if turn > 0:
            for layer in range(len(start) - 1):
                row = members[start[layer] : start[layer + 1]]
                row[:] = row[np.random.permutation(len(row))]
                keep_hand_set(row, rank)
        restore(members.copy(), members, start, position)
        cost = improve(net, members, start, position, rank, passing, passes)
        if cost < best_cost * (1 - 1e-9):
            best_cost = cost
            best[:] = members
    restore(best, members, start, position)
    return members, position
