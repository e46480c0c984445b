"""Route of each link through the picture."""

import numpy as np

from isdata.engines.sankey.columns import Turns
from isdata.engines.sankey.curves import COARSE, MANY, SAG, bends, points, rings
from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.measures import Measures


def draw(
    lanes: Lanes,
    sizes: Measures,
    middle: Floats,
    ends: tuple[Floats, Floats],
    turns: Turns,
    edges: Floats,
    node_width: float,
) -> dict[str, object]:
    """Return source_x, source_y, target_x, target_y, back_x, back_y and polygon of each link.

    Parameters
    ----------
    middle : array, shape (v,)
        Height of the middle of each vertex.
    ends : pair of arrays, shape (a,)
        Height of the middle of each arc at its source and its target.
    edges : array, shape (layers,)
        Left edge of each layer.
    """
    graph = lanes.graph
    first, at = _ways(lanes, sizes, middle, ends, turns, edges, node_width)
    low = _beside(graph.arc, sizes.link) - sizes.arc[graph.arc] / 2
    high = low + sizes.link
    own = (low + high) / 2
    return {
        "source_x": (edges[lanes.layer[graph.source]] + node_width)[graph.arc],
        "source_y": ends[0][graph.arc] + own,
        "target_x": edges[lanes.layer[graph.target]][graph.arc],
        "target_y": ends[1][graph.arc] + own,
        **_back(lanes, middle, edges + node_width / 2, own),
        "polygon": rings(graph.arc, at, first, low, high),
    }


def _back(lanes: Lanes, middle: Floats, centre: Floats, own: Floats) -> dict[str, Floats]:
    """Turning points of links that run backward."""
    arc = lanes.graph.arc
    lane = lanes.way[(lanes.way_start[:-1] + lanes.way_start[1:]) // 2]
    back = lanes.backward[arc]
    return {
        "back_x": np.where(back, centre[lanes.layer[lane]][arc], np.nan),
        "back_y": np.where(back, middle[lane][arc] - own, np.nan),  # it lies turned over, leading to the left
    }


def _beside(arc: Ints, width: Floats) -> Floats:
    """Width of the arc above each link, in the order of the rows."""
    order = np.argsort(arc, kind="stable")
    above = np.cumsum(width[order]) - width[order]
    start = np.searchsorted(arc[order], arc[order])
    out = np.empty(len(arc))
    out[order] = above - above[start]
    return out


def _ways(
    lanes: Lanes,
    sizes: Measures,
    middle: Floats,
    ends: tuple[Floats, Floats],
    turns: Turns,
    edges: Floats,
    node_width: float,
) -> tuple[Ints, Floats]:
    """Points of all ways, and where each way begins among them."""
    n = len(lanes.graph.names)
    begin, end, arc = lanes.pieces().T
    step = lanes.layer[end] - lanes.layer[begin]
    turning, leaves = step == 0, end >= n
    heading = np.where(turning, np.where(leaves, 1.0, -1.0), np.sign(step))
    left, right = edges[lanes.layer], edges[lanes.layer] + node_width
    x0 = np.where(heading > 0, right[begin], left[begin])
    x1 = np.where(heading > 0, left[end], right[end])
    y0 = np.where(begin < n, ends[0][arc], middle[begin])
    y1 = np.where(end < n, ends[1][arc], middle[end])
    out = np.where(leaves, turns.right[arc], turns.left[arc])
    across = np.where(turning, out, np.abs(x1 - x0))
    half = sizes.arc[arc] / 2
    sag = COARSE if len(lanes.graph.arc) > MANY else SAG
    arcs = bends(across, np.abs(y1 - y0), half, turning, sag)
    piece, at = points(arcs, turning)
    tight = (~turning & (half > 0.98 * arcs.radius[:, 1]))[piece]
    at[tight, 2:] = [0.0, 1.0]  # no room to bend round: keep the width measured upright
    down = np.where(y1 < y0, -1.0, 1.0)
    at *= np.column_stack([heading, down, down, heading])[piece]
    at[:, :2] += np.column_stack([x0, y0])[piece]
    return np.searchsorted(arc[piece], np.arange(len(sizes.arc) + 1)), at
