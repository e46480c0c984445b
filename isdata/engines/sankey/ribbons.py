"""Path of each link through the picture."""

from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.columns import Turns
from isdata.engines.sankey.curves import COARSE, MANY, SAG, bends, levelled, points, rings
from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.label_sizes import leads
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.node_sizes import NodeSizes

_WIDE = 0.5  # ratio of half the width of a ribbon to its radius above which its bends would look like discs


@dataclass(frozen=True)
class Picture:
    """Positions in the picture.

    Attributes
    ----------
    sizes : Measures
    middle : array, shape (v,)
        Height of the middle of each vertex.
    ends : pair of arrays, shape (a,)
        Height of the middle of each arc at its source and its target.
    turns : Turns
    edges : array, shape (layers,)
        Left edge of each layer.
    straight : array, shape (layers - 1,)
        Room in each gap for its names, in which ribbons close to them are straight.
    names : three arrays, shape (n,)
        Extent of the name of each node to the right of it, its upper and its lower edge.
    node_width : float
    filled : float
        As in `Layout`.
    """

    sizes: NodeSizes
    middle: Floats
    ends: tuple[Floats, Floats]
    turns: Turns
    edges: Floats
    straight: Floats
    names: tuple[Floats, Floats, Floats]
    node_width: float
    filled: float


def draw(lanes: Lanes, picture: Picture) -> dict[str, object]:
    """Return source_x, source_y, target_x, target_y, back_x, back_y and polygon of each link."""
    graph, sizes, ends, edges = lanes.graph, picture.sizes, picture.ends, picture.edges
    first, at = _path_points(lanes, picture)
    low = _beside(graph.arc, sizes.link) - sizes.arc[graph.arc] / 2
    high = low + sizes.link
    own = (low + high) / 2
    return {
        "source_x": (edges[lanes.layer[graph.source]] + picture.node_width)[graph.arc],
        "source_y": ends[0][graph.arc] + own,
        "target_x": edges[lanes.layer[graph.target]][graph.arc],
        "target_y": ends[1][graph.arc] + own,
        **_back(lanes, picture.middle, edges + picture.node_width / 2, own),
        "polygon": rings(graph.arc, at, first, low, high),
    }


def _back(lanes: Lanes, middle: Floats, centre: Floats, own: Floats) -> dict[str, Floats]:
    """Turning points of backward links."""
    arc = lanes.graph.arc
    lane = lanes.path[(lanes.path_start[:-1] + lanes.path_start[1:]) // 2]
    back = lanes.backward[arc]
    return {
        "back_x": np.where(back, centre[lanes.layer[lane]][arc], np.nan),
        "back_y": np.where(back, middle[lane][arc] - own, np.nan),  # reversed, as it leads to the left
    }


def _beside(arc: Ints, width: Floats) -> Floats:
    """Total width of the links of the same arc above each link, in the order of the rows."""
    order = np.argsort(arc, kind="stable")
    above = np.cumsum(width[order]) - width[order]
    start = np.searchsorted(arc[order], arc[order])
    out = np.empty(len(arc))
    out[order] = above - above[start]
    return out


def _path_points(lanes: Lanes, picture: Picture) -> tuple[Ints, Floats]:
    """Points of all paths, and the index of the first point of each."""
    n, sizes, middle, turns = len(lanes.graph.names), picture.sizes, picture.middle, picture.turns
    begin, end, arc = lanes.pieces().T
    step = lanes.layer[end] - lanes.layer[begin]
    turning, leaves = step == 0, end >= n
    heading = np.where(turning, np.where(leaves, 1.0, -1.0), np.sign(step))
    left = picture.edges[lanes.layer]
    right = left + picture.node_width
    onward = (heading > 0) & ~turning
    y0 = np.where(begin < n, picture.ends[0][arc], middle[begin])
    y1 = np.where(end < n, picture.ends[1][arc], middle[end])
    half = sizes.arc[arc] / 2
    clear = (
        np.diff(picture.edges)
        - picture.node_width
        - turns.zone[1, :-1]
        - turns.zone[0, 1:]
        - picture.straight
    )
    lead = np.where(onward, leads(lanes, (y0, y1), half, picture.names, (picture.straight, clear)), 0.0)
    x0 = np.where(heading > 0, right[begin], left[begin]) + lead
    x1 = np.where(heading > 0, left[end], right[end])
    out = np.where(leaves, turns.right[arc], turns.left[arc])
    across = np.where(turning, out, np.abs(x1 - x0))
    sag = COARSE if len(lanes.graph.arc) > MANY else SAG
    arcs = bends(across, np.abs(y1 - y0), half, turning, sag)
    piece, at = points(arcs, turning)
    tight = (~turning & (half > _WIDE * arcs.radius[:, 1]))[piece]
    at[tight] = levelled(at[tight], across[piece][tight], np.abs(y1 - y0)[piece][tight])
    down = np.where(y1 < y0, -1.0, 1.0)
    at *= np.column_stack([heading, down, down, heading])[piece]
    at[:, :2] += np.column_stack([x0, y0])[piece]
    piece, at = _with_beginnings(piece, at, np.flatnonzero(lead > 0), np.column_stack([x0 - lead, y0]))
    return np.searchsorted(arc[piece], np.arange(len(sizes.arc) + 1)), at


def _with_beginnings(piece: Ints, at: Floats, straight: Ints, where: Floats) -> tuple[Ints, Floats]:
    """Add the starting points of pieces with a straight part, before their other points."""
    place = np.searchsorted(piece, straight)
    level = np.column_stack([where, np.zeros(len(where)), np.ones(len(where))])
    return np.insert(piece, place, straight), np.insert(at, place, level[straight], axis=0)
