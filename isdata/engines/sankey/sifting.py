"""Compiled local search: each vertex moves to the position in its layer with the least cost."""

from numba import njit

from isdata.engines.compiled import kept
from isdata.engines.sankey.search_state import fill, latest, move, next_time, record_move

WINDOW = 400  # positions up and down that are tried for a vertex
LEAST = 1e-12  # smallest saving that counts; otherwise rounding would keep the search running


@njit
def pass_by(net, state, u, v):
    """Crossings saved by the turns of two vertices if `v`, just below `u`, moves above it."""
    position, passing = state.position, state.passing
    gain = 0.0
    here = position[u]
    for face in range(2):
        begin, other, value = net.turn_start[face], net.turn_other[face], net.turn_value[face]
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


@njit
def leaning(first, last, value, at, tilt, size):
    """Fill tilt[p]: value of a vertex's pieces above position p of the adjacent layer, less the value
    below."""
    total = 0.0
    fill(tilt, size, 0.0)
    for k in range(first, last):
        tilt[at[k]] += value[k]
        total += value[k]
    above = 0.0
    for p in range(size):
        here = tilt[p]
        tilt[p] = 2.0 * above + here - total
        above += here


@njit
def add_gains(members, first, last, start, value, at, tilt, gains):
    """Add to gains the saving at one face if the vertex of `tilt` moves above each member."""
    for place in range(first, last):
        u = members[place]
        gain = 0.0
        for k in range(start[u], start[u + 1]):
            gain += value[k] * tilt[at[k]]
        gains[place - first] += gain


@njit
def best_place(members, rank, v, first, here, last, gains):
    """Position in members[first:last] with the least cost for `v`, now at `here`, and the saving of moving
    there."""
    hand_set = rank[v] == rank[v]
    best, best_gain = here, LEAST
    for step in (-1, 1):
        gain = 0.0
        i = here + step
        while first <= i < last and not (hand_set and rank[members[i]] == rank[members[i]]):
            gain -= step * gains[i - first]
            if gain > best_gain:
                best, best_gain = i, gain
            i += step
    return best, (0.0 if best == here else best_gain)


@njit
def sift_layer(net, state, layer):
    """Sift one layer; return the saving."""
    members, start, position, at = state.members, state.start, state.position, state.at
    tilt, gains, turns = state.step, state.tally, state.turns
    first, last = start[layer], start[layer + 1]
    for face in range(2):
        begin, other = net.through_start[face], net.through_other[face]
        for i in range(first, last):
            for k in range(begin[members[i]], begin[members[i] + 1]):
                at[face, k] = position[other[k]]
    row = members[first:last].copy()
    saved = 0.0
    for v in row:
        here = first + position[v]
        low, high = max(first, here - WINDOW), min(last, here + WINDOW + 1)
        fill(gains, high - low, 0.0)
        for face in range(2):
            begin, value = net.through_start[face], net.through_value[face]
            if begin[v] < begin[v + 1]:
                beside = layer + 2 * face - 1
                leaning(begin[v], begin[v + 1], value, at[face], tilt, start[beside + 1] - start[beside])
                add_gains(members, low, high, begin, value, at[face], tilt, gains)
        if state.turning[0, layer] or state.turning[1, layer]:
            for i in range(low, high):
                if i != here and (turns[v] or turns[members[i]]):
                    gains[i - low] += pass_by(net, state, members[i], v)
        goal, gain = best_place(members, state.rank, v, low, here, high, gains)
        if gain > 0.0:
            move(members, position, first, v, goal - first)
            saved += gain
        state.clock[0] += high - low
    return saved


@kept
def sift(net, state, sifted, passes):
    """Sift back and forth until nothing is saved; `sifted` is the time of each layer's last pass, unchanged
    ones are skipped."""
    layers = len(state.start) - 1
    saved = 0.0
    for turn in range(passes):
        gained = 0.0
        for i in range(layers):
            layer = i if turn % 2 == 0 else layers - 1 - i
            changed = latest(state.moved, max(0, layer - 1), min(layers - 1, layer + 1))
            if changed >= sifted[layer] and state.clock[0] < state.clock[1]:
                gain = sift_layer(net, state, layer)
                sifted[layer] = next_time(state.moved)
                if gain > 0.0:
                    gained += gain
                    record_move(state.moved, layer)
        saved += gained
        if gained == 0.0:
            break
    return saved
