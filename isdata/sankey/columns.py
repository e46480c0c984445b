"""Where does each layer stand from left to right, and where do ribbons that go round turn?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isdata.sankey.graph import Floats, Ints
from isdata.sankey.labels import APART, text_width
from isdata.sankey.lanes import Lanes

RADIUS = 5.0  # inner radius of a turn, in picture units
MARGIN = 0.22  # at most this share of the width is kept for the names at either side
BETWEEN = 3.0  # between two turns that lie round each other


@dataclass(frozen=True)
class Turns:
    """How far from the face of its layer each backward arc turns (middle of the ribbon), shape (a,).

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


def turns(lanes: Lanes, middle: Floats, ends: tuple[Floats, Floats], width: Floats) -> Turns:
    """Return the turns nested: the shorter inside, so that they cross only where their ends interleave."""
    graph = lanes.graph
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
                (offset[face, arcs[j]] + width[arcs[j]] / 2 + BETWEEN for j in inside), default=RADIUS
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
    first = wide[layer == 0].max(initial=0.0) + 2 * APART
    last = wide[layer == depth - 1].max(initial=0.0) + 2 * APART if depth > 1 else 0.0
    return min(first, MARGIN * width), min(last, MARGIN * width)


def columns(
    zone: Floats, *, width: float, node_width: float, margins: tuple[float, float], former: tuple[float, ...]
) -> Floats:
    """Return the left edge of each layer, shape (layers,): where it was, or equal clear gaps beside the turns."""
    layers = zone.shape[1]
    if len(former) == layers and _fits(np.array(former), zone, width, node_width):
        return np.array(former)
    inner = width - margins[0] - margins[1] - layers * node_width - zone.sum()
    clear = inner / max(1, layers - 1) if layers > 1 else inner / 2
    edges = np.empty(layers)
    x = margins[0] + (clear if layers == 1 else 0.0)
    for layer in range(layers):
        x += zone[0, layer]
        edges[layer] = x
        x += node_width + zone[1, layer] + clear
    return edges


def _fits(former: Floats, zone: Floats, width: float, node_width: float) -> bool:
    right, left = former + node_width + zone[1], former - zone[0]
    return bool((right[:-1] < left[1:]).all()) and left[0] >= 0 and right[-1] <= width
