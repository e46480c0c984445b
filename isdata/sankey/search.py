"""The compiled search for an order: sweeps from several starts, then links and nodes laid anew while it pays."""

import numpy as np
from numba import njit

from isdata.sankey.compiled import kept as kept_on_disk
from isdata.sankey.crossings import crossings
from isdata.sankey.desk import move, restore
from isdata.sankey.reroute import reroute
from isdata.sankey.sift import LEAST, sift
from isdata.sankey.star import star
from isdata.sankey.sweep import keep_hand_set, sweep


@njit
def span(net, first, last):
    """Lowest and highest layer of a stretch of way."""
    low, high = net.layer[net.way[first]], net.layer[net.way[first]]
    for k in range(first, last):
        low, high = min(low, net.layer[net.way[k]]), max(high, net.layer[net.way[k]])
    return low, high


@njit
def stale(net, desk, arc, seen):
    """Whether anything changed near an arc since it was last laid."""
    low, high = span(net, net.way_start[arc], net.way_start[arc + 1])
    for layer in range(low, high + 1):
        if desk.moved[layer] >= seen:
            return True
    return False


@njit
def descend(net, desk, heavy, kept, laid, placed, sifted):
    """Lay links and nodes anew, the heaviest first, until nothing is saved or the time is up."""
    nodes = len(net.arcs_start) - 1
    saved = 1.0
    while saved > LEAST and desk.clock[0] < desk.clock[1]:
        saved = 0.0
        for arc in heavy:
            if desk.clock[0] >= desk.clock[1]:
                break
            if stale(net, desk, arc, laid[arc]):
                saved += reroute(net, desk, arc)
                laid[arc] = desk.moved.max() + 1
        saved += sift(net, desk, sifted, 40)
        for v in range(nodes):
            if desk.clock[0] >= desk.clock[1]:
                break
            fresh = False
            for j in range(net.arcs_start[v], net.arcs_start[v + 1]):
                fresh = fresh or stale(net, desk, net.arcs[j], placed[v])
            if fresh:
                saved += star(net, desk, v, kept)
                placed[v] = desk.moved.max() + 1


@njit
def shuffle(desk, layer):
    """Put a layer into a random order, but for what is set by hand."""
    members, first, last = desk.members, desk.start[layer], desk.start[layer + 1]
    for i in range(last - 1, first, -1):
        j = np.random.randint(first, i + 1)
        members[i], members[j] = members[j], members[i]
    keep_hand_set(desk, layer)


@njit
def kick(net, desk):
    """Move a few nodes of neighbouring layers anywhere."""
    layers = len(desk.start) - 1
    begin = np.random.randint(layers)
    for _ in range(np.random.randint(2, 6)):
        layer = min(layers - 1, begin + np.random.randint(3))
        first, last = desk.start[layer], desk.start[layer + 1]
        v = desk.members[np.random.randint(first, last)]
        move(desk.members, desk.position, first, v, np.random.randint(last - first))
        keep_hand_set(desk, layer)
        desk.moved[layer] = desk.moved.max() + 1


@kept_on_disk
def search(net, desk, heavy, starts, kicks, limit, seed):
    """Leave the best order found on the desk and return its crossings.

    Parameters
    ----------
    heavy : array, shape (a,)
        Arcs, the heaviest first.
    starts : int
        Orders to begin with: the one given, then random ones.
    kicks : int
        How often the best order is disturbed and mended, at most.
    limit : float
        Elementary steps to take, at most; steps and not seconds, so that the same input gives the same order.
    """
    np.random.seed(seed)
    layers = len(desk.start) - 1
    first, best, kept = desk.members.copy(), desk.members.copy(), desk.members.copy()
    laid, placed = np.zeros(len(heavy), np.int64), np.zeros(len(net.arcs_start) - 1, np.int64)
    sifted = np.zeros(layers, np.int64)
    best_cost = np.inf
    for turn in range(starts):
        restore(first, desk.members, desk.start, desk.position, 0, layers - 1)
        if turn > 0:
            for layer in range(layers):
                shuffle(desk, layer)
        sweep(net, desk, kept)
        desk.clock[1] = limit * (turn + 1) / (starts + (1 if kicks else 0))
        desk.moved[:] = desk.moved.max() + 1
        descend(net, desk, heavy, kept, laid, placed, sifted)
        cost = crossings(net, desk.members, desk.start, desk.position)
        if cost < best_cost * (1 - 1e-9):
            best_cost = cost
            best[:] = desk.members
    desk.clock[1] = limit
    restore(best, desk.members, desk.start, desk.position, 0, layers - 1)
    desk.moved[:] = desk.moved.max() + 1
    for _ in range(kicks):
        if desk.clock[0] >= limit or best_cost <= LEAST:
            break
        kick(net, desk)
        descend(net, desk, heavy, kept, laid, placed, sifted)
        cost = crossings(net, desk.members, desk.start, desk.position)
        if cost < best_cost * (1 - 1e-9):
            best_cost = cost
            best[:] = desk.members
        elif cost > best_cost:
            restore(best, desk.members, desk.start, desk.position, 0, layers - 1)
            desk.moved[:] = desk.moved.max() + 1
    restore(best, desk.members, desk.start, desk.position, 0, layers - 1)
    return best_cost
