"""The current order, and the scratch arrays of the compiled search."""

from typing import NamedTuple

import numpy as np
from numba import njit

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lanes import Net


class SearchState(NamedTuple):
    """Current order, its fixed parts, and scratch arrays as wide as the widest layer."""

    members: Ints  # (v,) vertices, layer after layer, each from top to bottom
    start: Ints  # (layers + 1,) index of the first vertex of each layer in members
    position: Ints  # (v,) position of each vertex in its layer
    rank: Floats  # (v,) hand-set order, NaN: free
    passing: Floats  # (2, v) value of each vertex's pieces through a face of its layer
    turns: np.ndarray  # (v,) whether any arc turns at the vertex
    turning: np.ndarray  # (2, layers) whether any arc turns at a face of a layer
    gone: np.ndarray  # (a,) temporarily removed arcs
    room: Floats  # (longest path, widest) costs by slot
    choices: Ints  # the same shape: preceding slot
    cover: Floats  # (2, widest) value of the turns that enclose a slot
    step: Floats  # (widest,)
    tally: Floats  # (widest,)
    at: Ints  # (2, s) position of the other end of each piece
    moved: Ints  # (layers,) time at which a layer last changed
    moved_before: Ints  # the same, before a change that may be undone
    clock: Floats  # (2,) elementary steps taken, and their limit


def lay_out(net: Net, members: Ints, start: Ints, position: Ints, rank: Floats) -> SearchState:
    """State for an order; the order is changed in place."""
    layers, arcs = len(start) - 1, len(net.weight)
    widest = int(np.diff(start).max(initial=0)) + 2
    longest = int(np.diff(net.path_start).max(initial=0)) + 1
    touched = np.diff(net.turn_start) > 0
    turning = np.zeros((2, layers), np.bool_)
    passing = np.zeros((2, len(members)))
    for face in (0, 1):
        turning[face, net.layer[touched[face]]] = True
        vertex = np.repeat(np.arange(len(members)), np.diff(net.through_start[face]))
        passing[face] = np.bincount(vertex, net.through_value[face], minlength=len(members))
    return SearchState(
        members=members,
        start=start,
        position=position,
        rank=rank,
        passing=passing,
        turns=np.asarray(touched.any(axis=0)),
        turning=turning,
        gone=np.zeros(arcs, np.bool_),
        room=np.zeros((longest, widest)),
        choices=np.zeros((longest, widest), np.int64),
        cover=np.zeros((2, widest)),
        step=np.zeros(widest),
        tally=np.zeros(widest),
        at=np.zeros(net.through_other.shape, np.int64),
        moved=np.zeros(layers, np.int64),
        moved_before=np.zeros(layers, np.int64),
        clock=np.zeros(2),
    )


@njit
def move(members, position, first, v, goal):
    """Move `v` to the position `goal` of its layer, which begins at `first` in members; those between are
    shifted."""
    here = position[v]
    step = 1 if goal > here else -1
    for place in range(here, goal, step):
        u = members[first + place + step]
        members[first + place] = u
        position[u] = place
    members[first + goal] = v
    position[v] = goal


@njit
def restore(kept, members, start, position, low, high):
    """Restore a former order, in the layers from low to high."""
    for layer in range(low, high + 1):
        for i in range(start[layer], start[layer + 1]):
            members[i] = kept[i]
            position[kept[i]] = i - start[layer]


@njit
def fill(array, last, value):
    """Set array[:last] (an explicit loop, as numpy's slicing is slow to compile)."""
    for i in range(last):
        array[i] = value


@njit
def copy_to(target, source):
    """Set every element of `target` to that of `source` (as above)."""
    for i in range(len(source)):
        target[i] = source[i]


@njit
def latest(moved, low, high):
    """Time of the last move in the layers from low to high."""
    time = moved[low]
    for layer in range(low + 1, high + 1):
        time = max(time, moved[layer])
    return time


@njit
def next_time(moved):
    """Time after the latest move of any layer."""
    time = moved[0]
    for layer in range(1, len(moved)):
        time = max(time, moved[layer])
    return time + 1


@njit
def record_move(moved, layer):
    """Record the time of a move in a layer."""
    moved[layer] = next_time(moved)
