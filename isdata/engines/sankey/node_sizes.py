"""Heights of nodes, and positions of ribbons on them."""

from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.graph import Floats, Graph
from isdata.engines.sankey.lanes import LEFT, RIGHT, Lanes
from isdata.engines.sankey.order import Order

AIR = 0.4  # largest share of the height that is kept free between nodes and lanes
LINES = 0.75  # lines of text are reserved in a layer unless they need more than this share of its height


@dataclass(frozen=True)
class NodeSizes:
    """Heights in picture units.

    Attributes
    ----------
    scale : float
        Picture units per unit of value.
    filled : float
        The scale as a share of the largest that the height allows. [-]
    link : array, shape (m,)
        Drawn width of each link.
    arc : array, shape (a,)
        Drawn width of each arc: its links side by side.
    slot : array, shape (a,)
        Height of each arc at its nodes: its drawn width, or its width to scale if that is larger.
    vertex : array, shape (v,)
        Height of each node, at least that of the arcs on either side of it, and width of each lane.
    room : array, shape (v,)
        Height reserved for each vertex: for nodes at least a line of text if it fits.
    gap : array, shape (v,)
        Free room below each vertex, in the order of `Order.members`.
    """

    scale: float
    filled: float
    link: Floats
    arc: Floats
    slot: Floats
    vertex: Floats
    room: Floats
    gap: Floats


def node_sizes(
    lanes: Lanes,
    order: Order,
    *,
    height: float,
    padding: float,
    min_width: float,
    loop_width: float,
    lines: Floats,
    scale: float | None,
    most: float,
) -> NodeSizes:
    """Largest heights that fit, or those at `scale` if they fit; the scale is `most` at most.

    Names of nodes have heights `lines` (n,), backward arcs a maximum width of `loop_width`.
    """
    graph, layer = lanes.graph, lanes.layer
    gap = _gaps(lanes, order, padding)
    air = np.bincount(layer[order.members], gap, minlength=lanes.depth)
    squeeze = np.minimum(1.0, AIR * height / np.maximum(air, 1e-9))
    free = height - air * squeeze
    nodes = lanes.arc < 0
    text = _texts(lanes, lines, LINES * free)
    links = np.bincount(layer, np.where(nodes, 1, graph.count[lanes.arc]), minlength=lanes.depth)
    min_width = float(min(min_width, (0.5 * free / np.maximum(links, 1)).min(initial=np.inf)))

    def fits(candidate: float) -> bool:
        room = _heights(graph, lanes, candidate, (min_width, loop_width), text)["room"]
        return bool((np.bincount(layer, room, minlength=lanes.depth) <= free + 1e-9).all())

    greatest = _greatest(fits, height, graph)
    chosen = min(scale if scale is not None and fits(scale) else greatest, most)
    filled, gap = chosen / greatest if greatest else 1.0, gap * squeeze[layer[order.members]]
    return NodeSizes(chosen, filled, gap=gap, **_heights(graph, lanes, chosen, (min_width, loop_width), text))


def _texts(lanes: Lanes, lines: Floats, free: Floats) -> Floats:
    """Height reserved for the name of each vertex: all its lines, or one or none in a layer without room for
    them."""
    n = len(lines)
    layer = lanes.layer[:n]
    one = np.full(n, lines.min(initial=np.inf)) if n else lines
    text = np.zeros(len(lanes.layer))
    for each in (one, lines):
        has_room = np.bincount(layer, each, minlength=lanes.depth) <= free
        text[:n] = np.where(has_room[layer], each, text[:n])
    return text


def _gaps(lanes: Lanes, order: Order, padding: float) -> Floats:
    """Space below each vertex: large between nodes, small between adjacent lanes."""
    this = order.members
    below = np.append(this[1:], -1)
    last = np.append(lanes.layer[this[1:]] != lanes.layer[this[:-1]], True)
    node = (lanes.arc[this] < 0).astype(int) + (lanes.arc[below] < 0).astype(int)
    round_ = np.append(lanes.backward, False)[lanes.arc]
    turning = round_[this] | round_[below]
    gap = (
        np.choose(node, [np.where(turning, 0.4, 0.15), np.full(len(this), 0.6), np.ones(len(this))]) * padding
    )
    return np.where(last, 0.0, gap)


def _heights(graph: Graph, lanes: Lanes, scale: float, limits: tuple[float, float], text: Floats) -> dict:
    """Heights at a scale, for a smallest width of links and a largest width of backward arcs."""
    least, most = limits
    link = np.maximum(graph.link_value * scale, least)
    arc = np.bincount(graph.arc, link, minlength=len(graph.source))
    slim = np.where(lanes.backward, np.minimum(1.0, most / arc), 1.0)
    link, arc = link * slim[graph.arc], arc * slim
    slot = np.maximum(arc, graph.value * scale)
    n = len(graph.names)
    stacks = [np.bincount(end, slot, minlength=n) for end in (graph.source, graph.target)]
    vertex = np.concatenate([np.maximum(*stacks), arc[lanes.arc[n:]]])
    return {"link": link, "arc": arc, "slot": slot, "vertex": vertex, "room": np.maximum(vertex, text)}


def _greatest(fits, height: float, graph: Graph) -> float:
    low, high = 0.0, height / max(graph.throughput.max(initial=0.0), 1e-300)
    if not graph.throughput.any():
        return 0.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def ribbon_offsets(lanes: Lanes, order: Order, sizes: NodeSizes) -> tuple[Floats, Floats]:
    """Positions of each arc at its source and at its target, from the node's top to the arc's middle.

    Arcs are sorted by their other ends, with those that turn up above and those that turn down below the
    rest, so that arcs of one node do not cross beside it.
    """
    source = _stack(lanes, order, sizes.slot, RIGHT)
    target = _stack(lanes, order, sizes.slot, LEFT)
    return source, target


def _stack(lanes: Lanes, order: Order, slot: Floats, face: int) -> Floats:
    graph = lanes.graph
    node = graph.source if face == RIGHT else graph.target
    beside = lanes.second if face == RIGHT else lanes.last_but_one
    place, own = order.position[beside], order.position[node]
    turns = lanes.backward
    group = np.where(turns, np.where(place < own, 0, 2), 1)
    arcs = np.lexsort((np.where(turns, -place, place), group, node))
    below = np.cumsum(slot[arcs])
    first = np.searchsorted(node[arcs], node[arcs])
    top = below - slot[arcs] - (below - slot[arcs])[first]
    dock = np.empty(len(arcs))
    dock[arcs] = top + slot[arcs] / 2
    return dock
