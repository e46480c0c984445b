"""Which way does each link take through the picture?"""

import numpy as np

from isdata.sankey.columns import Turns
from isdata.sankey.curves import level, outline, swing, turn
from isdata.sankey.graph import Floats
from isdata.sankey.lanes import Lanes
from isdata.sankey.measures import Measures


def draw(
    lanes: Lanes,
    sizes: Measures,
    middle: Floats,
    ends: tuple[Floats, Floats],
    turns: Turns,
    edges: Floats,
    node_width: float,
) -> dict[str, list]:
    """Return source_x, source_y, target_x, target_y and polygon of each link.

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
    by_arc = np.argsort(graph.arc, kind="stable")
    rows: list[tuple] = [()] * len(graph.arc)
    beside = np.zeros(len(graph.source))  # how much of each arc is already drawn
    ways: dict[int, Floats] = {}
    for link in by_arc:
        arc = int(graph.arc[link])
        if arc not in ways:
            ways[arc] = _way(arc, lanes, sizes, middle, ends, turns, edges, node_width)
        low = beside[arc] - sizes.arc[arc] / 2
        beside[arc] += sizes.link[link]
        high = low + sizes.link[link]
        own = (low + high) / 2
        rows[link] = (
            float(edges[lanes.layer[graph.source[arc]]] + node_width),
            float(ends[0][arc] + own),
            float(edges[lanes.layer[graph.target[arc]]]),
            float(ends[1][arc] + own),
            outline(ways[arc], low, high),
        )
    names = ("source_x", "source_y", "target_x", "target_y", "polygon")
    return {name: [row[k] for row in rows] for k, name in enumerate(names)}


def _way(
    arc: int,
    lanes: Lanes,
    sizes: Measures,
    middle: Floats,
    ends: tuple[Floats, Floats],
    turns: Turns,
    edges: Floats,
    node_width: float,
) -> Floats:
    half = sizes.arc[arc] / 2
    inner = lanes.way[lanes.way_start[arc] + 1 : lanes.way_start[arc + 1] - 1]
    heights = middle[inner]
    left = edges[lanes.layer[inner]]
    right = left + node_width
    source, target = lanes.graph.source[arc], lanes.graph.target[arc]
    begin = edges[lanes.layer[source]] + node_width
    end = edges[lanes.layer[target]]
    if lanes.backward[arc]:
        way = [turn(begin, ends[0][arc], heights[0], turns.right[arc], half, 1.0)]
        way += [swing(left[i], heights[i], right[i + 1], heights[i + 1], half) for i in range(len(inner) - 1)]
        way.append(turn(end, heights[-1], ends[1][arc], turns.left[arc], half, -1.0))
        return np.concatenate(way)
    x = np.concatenate([[begin], np.column_stack([left, right]).ravel(), [end]])
    y = np.concatenate([[ends[0][arc]], np.repeat(heights, 2), [ends[1][arc]]])
    pieces = [swing(x[i], y[i], x[i + 1], y[i + 1], half) for i in range(0, len(x) - 1, 2)]
    return np.concatenate([level(begin, y[0], 1.0), *pieces])
