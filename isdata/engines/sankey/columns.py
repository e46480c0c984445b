"""Horizontal position of layers, and turning points of backward ribbons."""

from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.graph import Floats
from isdata.engines.sankey.lanes import Lanes

RADIUS = 5.0, 20.0  # smallest and largest inner radius of a turn, in picture units
SHARE = 0.25  # largest share of the width for the inner radii of turns
ROUNDED = 0.5  # tolerance for a margin that is too small, in picture units
BETWEEN = 3.0  # distance of nested turns


@dataclass(frozen=True)
class Turns:
    """Distance of each backward arc's turn from the face of its layer (middle of the ribbon), shape (a,).

    Attributes
    ----------
    right, left : array, shape (a,)
        At the arc's source and at its target; 0 for arcs that lead to the right.
    zone : array, shape (2, layers)
        Room required by the turns at the left and the right face of each layer.
    """

    right: Floats
    left: Floats
    zone: Floats


def turns(lanes: Lanes, middle: Floats, ends: tuple[Floats, Floats], width: Floats, room: float) -> Turns:
    """Return nested turns: the shorter inside, so that they cross only if their ends interleave.

    Their radii are as large as the `room` allows: the free width beside nodes and names.
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


def columns(
    zone: Floats,
    bend: Floats,
    straight: Floats,
    *,
    width: float,
    node_width: float,
    margins: tuple[float, float],
    former: tuple[float, ...],
) -> Floats:
    """Left edge of each layer, shape (layers,).

    Layers keep their former positions while the names beside them have room; otherwise all gaps are equally
    wide beside the turns. A gap is wider if its ribbons need it to `bend` (layers - 1,), and by the length of
    their `straight` parts.
    """
    layers = zone.shape[1]
    if len(former) == layers and _fits(np.array(former), zone, width, node_width, margins):
        return np.array(former)
    inner = width - sum(margins) - layers * node_width - zone.sum()
    if layers == 1:
        return np.array([margins[0] + inner / 2 + zone[0, 0]])
    clear = _shared(bend, inner - straight.sum())
    steps = node_width + zone[1, :-1] + straight + clear + zone[0, 1:]
    return margins[0] + zone[0, 0] + np.concatenate([[0.0], np.cumsum(steps)])


def _shared(need: Floats, room: float) -> Floats:
    """Divide room equally, with more for those that need it, up to half of the room."""
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
