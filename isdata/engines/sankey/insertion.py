"""Compiled insertion search for a sequence of nodes with little value leading back."""

import numpy as np
from numba import njit

from isdata.engines.compiled import kept
from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.search_state import copy_to

ROUNDED = 1e-12  # share of all value below which a difference is a rounding error
ROUNDS = 30  # searches; each takes about the time of a few passes over the links


def best_sequence(n: int, source: Ints, target: Ints, value: Floats, seed: int) -> Ints:
    """Position of each node, shape (n,), such that little value leads from a later to an earlier
    position."""
    ends = np.concatenate([source, target])
    others = np.concatenate([target, source])
    # A small constant is added to each value, so that of two equal choices the one with fewer links back is
    # taken.
    weight = value + (value.sum() + 1.0) * 1e-9
    signed = np.concatenate([weight, -weight])
    by_node = np.lexsort((others, ends))
    start = np.searchsorted(ends[by_node], np.arange(n + 1)).astype(np.int64)
    leaving, entering = np.bincount(source, weight, minlength=n), np.bincount(target, weight, minlength=n)
    first = np.argsort(-(leaving - entering) / (leaving + entering), kind="stable").astype(np.int64)
    return insert(start, others[by_node], signed[by_node], first, ROUNDS, seed)


@njit
def _best_place(v, start, other, signed, place, rounded):
    """Best new position of `v` and its gain, if more than `rounded`; `signed` > 0 for links that leave v.

    Two nodes with links in both directions have two links at one position: both are passed or none.
    """
    lo, hi = start[v], start[v + 1]
    here = place[v]
    spots, by_spot = np.empty(hi - lo, np.int64), np.empty(hi - lo, np.int64)
    for i in range(hi - lo):  # insertion sort: there are few, and it compiles fast
        spots[i] = place[other[lo + i]]
        j = i
        while j > 0 and spots[by_spot[j - 1]] > spots[i]:
            by_spot[j] = by_spot[j - 1]
            j -= 1
        by_spot[j] = i
    best_gain, best = rounded, here
    gain = 0.0
    for i in range(len(by_spot)):  # to the right, past one neighbour after the other
        k = by_spot[i]
        if spots[k] > here:
            gain -= signed[lo + k]
            is_past = i + 1 == len(by_spot) or spots[by_spot[i + 1]] != spots[k]
            if is_past and gain > best_gain * (1 + 1e-12):
                best_gain, best = gain, spots[k]
    gain = 0.0
    for i in range(len(by_spot) - 1, -1, -1):  # to the left
        k = by_spot[i]
        if spots[k] < here:
            gain += signed[lo + k]
            is_past = i == 0 or spots[by_spot[i - 1]] != spots[k]
            if is_past and gain > best_gain * (1 + 1e-12):
                best_gain, best = gain, spots[k]
    return best, (0.0 if best == here else best_gain)


@njit
def _shift(order, place, v, goal):
    here = place[v]
    step = 1 if goal > here else -1
    for i in range(here, goal, step):
        order[i] = order[i + step]
        place[order[i]] = i
    order[goal] = v
    place[v] = goal


@njit
def settle_down(order, start, other, signed, place):
    """Move nodes to their best positions until no move has a gain; return the total gain."""
    # Gains within the rounding error would move nodes back and forth endlessly.
    rounded = 0.0
    for k in range(len(signed)):
        rounded += ROUNDED * abs(signed[k])
    total, moved = 0.0, True
    while moved:
        moved = False
        for v in range(len(order)):
            goal, gain = _best_place(v, start, other, signed, place, rounded)
            if gain > 0.0:
                _shift(order, place, v, goal)
                total += gain
                moved = True
    return total


@njit
def shake(order, start, other, signed, place):
    """Move a tenth of the nodes to random positions; return the cost of it."""
    n = len(order)
    cost = 0.0
    for _ in range(max(2, n // 10)):
        v, goal = np.random.randint(n), np.random.randint(n)
        for k in range(start[v], start[v + 1]):
            p = place[other[k]]
            if place[v] < p <= goal:
                cost += signed[k]
            elif goal <= p < place[v]:
                cost -= signed[k]
        _shift(order, place, v, goal)
    return cost


@kept
def insert(start, other, signed, first, rounds, seed):
    """Position of each node in the best sequence of several searches, each started near the
    best."""
    np.random.seed(seed)
    n = len(first)
    order, place, best = first.copy(), np.empty(n, np.int64), np.empty(n, np.int64)
    for i in range(n):
        place[order[i]] = i
    least = -settle_down(order, start, other, signed, place)  # relative to the start
    copy_to(best, place)
    for _ in range(rounds):
        cost = least + shake(order, start, other, signed, place)
        cost -= settle_down(order, start, other, signed, place)
        if cost < least - 1e-12 * abs(least):
            least = cost
            copy_to(best, place)
        for i in range(n):
            place[i] = best[i]
            order[place[i]] = i
    return best
