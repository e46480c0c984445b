"""Horizontal position of layers, and turning points of backward ribbons."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.labels import APART, LEADER
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.lettering import text_width

RADIUS = 5.0, 20.0  # least and greatest inner radius of a turn, in picture units
SHARE = 0.25  # of the width that the inner radii of turns may take
MARGIN = 0.32  # at most this share of the width is kept for the names at either side
STRAIGHT = 0.5  # at most this share of the gap between two layers is kept for the names in it
ROUNDED = 0.5  # a margin may lack so much, in picture units
BETWEEN = 3.0  # between two turns that lie round each other


@dataclass(frozen=True)
class Turns:
    """Distance from the face of its layer at which each backward arc turns (middle of the ribbon), shape (a,).

    Attributes
    ----------
    right, left : array, shape (a,)
        At the arc's source and at its target; 0 for arcs that lead to the right.
    zone : array, shape (2, layers)
        Room the turns take at the left and the right face of each layer.
    """

    right: Floats
    left: Floats
    zone: Floats


def turns(lanes: Lanes, middle: Floats, ends: tuple[Floats, Floats], width: Floats, room: float) -> Turns:
    """Return the turns nested: the shorter inside, so that they cross only where their ends interleave.

    They are as round as the `room`, the width that is free beside nodes and names, allows.
    """
    graph = lanes.graph
    faces = len(np.unique(lanes.layer[graph.source[lanes.backward]])) + len(
        np.unique(lanes.layer[graph.target[lanes.backward]])
    )
    radius = float(np.clip(SHARE * room / max(1, faces), *RADIUS))
    offset = np.zeros((2, len(width)))
    zone = np.zeros((2, lanes.depth))
    arcs = np.flatnonzero(lanes.backward)
    for face, node, end in ((1, graph.source, ends[0]), (0, graph.target, ends[1])):
        lane = (lanes.second if face else lanes.last_but_one)[arcs]
        top = np.minimum(end[arcs], middle[lane]) - width[arcs] / 2
        bottom = np.maximum(end[arcs], middle[lane]) + width[arcs] / 2
        layer = lanes.layer[node[arcs]]
        placed: dict[int, list[int]] = {}
        for i in np.lexsort((arcs, bottom - top, layer)):
            inside = [j for j in placed.get(int(layer[i]), []) if top[j] < bottom[i] and top[i] < bottom[j]]
            begin = max(
                (offset[face, arcs[j]] + width[arcs[j]] / 2 + BETWEEN for j in inside), default=radius
            )
            offset[face, arcs[i]] = begin + width[arcs[i]] / 2
            placed.setdefault(int(layer[i]), []).append(i)
            zone[face, layer[i]] = max(zone[face, layer[i]], begin + width[arcs[i]] + BETWEEN)
    return Turns(right=offset[1], left=offset[0], zone=zone)


def margins(texts: Sequence[str], layer: Ints, depth: int, size: float, width: float) -> tuple[float, float]:
    """Return the room beside the first and the last layer, where their names stand."""
    if size <= 0:
        return 0.0, 0.0
    wide = np.array([text_width(text, size) for text in texts])
    first = wide[layer == 0].max(initial=0.0) + 2 * APART + LEADER
    last = wide[layer == depth - 1].max(initial=0.0) + 2 * APART + LEADER if depth > 1 else 0.0
    return min(first, MARGIN * width), min(last, MARGIN * width)


def columns(
    zone: Floats,
    bend: Floats,
    *,
    width: float,
    node_width: float,
    margins: tuple[float, float],
    former: tuple[float, ...],
) -> Floats:
    """Return the left edge of each layer, shape (layers,).

    Layers stay where they were while the names beside them have room, or get equal clear gaps beside the turns;
    a gap gets more where its ribbons need it to `bend` (layers - 1,).
    """
    layers = zone.shape[1]
    if len(former) == layers and _fits(np.array(former), zone, width, node_width, margins):
        return np.array(former)
    inner = width - sum(margins) - layers * node_width - zone.sum()
    if layers == 1:
        return np.array([margins[0] + inner / 2 + zone[0, 0]])
    clear = _shared(bend, inner)
    steps = node_width + zone[1, :-1] + clear + zone[0, 1:]
    return margins[0] + zone[0, 0] + np.concatenate([[0.0], np.cumsum(steps)])


def leads(
    texts: Sequence[str],
    layer: Ints,
    edges: Floats,
    zone: Floats,
    *,
    node_width: float,
    size: float,
    is_within: bool,
) -> Floats:
    """How far ribbons are straight at the left and the right of each layer, so that no other one runs below the names there.

    Shape (2, layers). Names stand to the right of their nodes; those of the outer layers outside, or, where all are within
    the picture, those of the last one to its left.
    """
    wide = np.zeros((2, len(edges)))
    if size > 0:
        room = np.array([text_width(text, size) + 2 * APART for text in texts])
        last = layer == len(edges) - 1
        inner = ~last if is_within else ~last & (layer > 0)
        np.maximum.at(wide[1], layer[inner], room[inner])
        wide[0, -1] = room[last].max(initial=0.0) if is_within else 0.0
    clear = np.maximum(np.diff(edges) - node_width - zone[1, :-1] - zone[0, 1:], 0.0)
    both = wide[1, :-1] + wide[0, 1:]
    share = np.minimum(1.0, STRAIGHT * clear / np.maximum(both, 1e-9))
    wide[1, :-1] *= share
    wide[0, 1:] *= share
    return wide


def _shared(need: Floats, room: float) -> Floats:
    """Share room equally, but let those that need more have it, as far as half of the room allows."""
    need = need * min(1.0, 0.5 * room / max(need.sum(), 1e-9)) if need.sum() > room else need
    level = room / len(need)
    for _ in range(len(need)):
        more = need > level
        if more.all():
            break
        level = (room - need[more].sum()) / (~more).sum()
    return np.maximum(need, level)


def bends(lanes: Lanes, middle: Floats, ends: tuple[Floats, Floats], width: Floats) -> Floats:
    """Width that each gap needs for its ribbons to bend at constant width, shape (layers - 1,)."""
    n = len(lanes.graph.names)
    begin, end, arc = lanes.pieces().T
    y0 = np.where(begin < n, ends[0][arc], middle[begin])
    y1 = np.where(end < n, ends[1][arc], middle[end])
    crosses = lanes.layer[begin] != lanes.layer[end]
    need = np.zeros(max(0, lanes.depth - 1))
    gap = np.minimum(lanes.layer[begin], lanes.layer[end])[crosses]
    np.maximum.at(need, gap, np.minimum(1.2 * width[arc], 2 * np.abs(y1 - y0))[crosses])
    return need


def _fits(
    former: Floats, zone: Floats, width: float, node_width: float, margins: tuple[float, float]
) -> bool:
    right, left = former + node_width + zone[1], former - zone[0]
    is_inside = left[0] >= margins[0] - ROUNDED and right[-1] <= width - margins[1] + ROUNDED
    return bool((right[:-1] < left[1:]).all()) and is_inside
