"""Layout stability: former positions, hand-set positions and pins, and the gain that justifies moving
nodes."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from isdata.engines.sankey.graph import Floats, Graph, Ints
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.layers import FREE
from isdata.engines.sankey.order import Order
from isdata.engines.sankey.result import Layout, LinkLanes

Place = tuple[int, float]
LESS = 0.75  # crossings must fall below this share of those of the former positions …
WORTH = 5e-4  # … and by more than this share of the square of all value, or nodes keep their positions
BACK = 0.02  # value sent backwards must fall by this share of all value, or nodes keep their positions


@dataclass(frozen=True)
class Wishes:
    """Preferences for a layout, each array by node, shape (n,).

    Attributes
    ----------
    layer : array of int
        Layer, or FREE.
    rank : array
        Position in the order of the layer, NaN: free.
    height : array
        Middle of the node in picture units, NaN: free.
    link_lanes : mapping
        Layer and height of the former lanes of links that pass layers, as in `Layout`.
    """

    layer: Ints
    rank: Floats
    height: Floats
    link_lanes: LinkLanes = field(default_factory=dict)

    def over(self, before: "Wishes") -> "Wishes":
        """These hand-set wishes, completed with former positions.

        A layer with a hand-set order that differs from the former one is free except for that order.
        """
        layer = np.where(self.layer == FREE, before.layer, self.layer)
        rank, height, link_lanes = before.rank.copy(), before.height.copy(), dict(before.link_lanes)
        for one in np.unique(layer[~np.isnan(self.rank)]):
            here = layer == one
            by_hand = np.flatnonzero(here & ~np.isnan(self.rank))
            was = before.rank[by_hand[np.argsort(self.rank[by_hand], kind="stable")]]
            if one == FREE or not (np.diff(was) > 0).all():
                rank[here], height[here] = self.rank[here], np.nan
                link_lanes = {
                    ends: passed
                    for ends, passed in link_lanes.items()
                    if all(lane[0] != one for lane in passed)
                }
        return Wishes(layer, rank, height, link_lanes)

    def of_vertices(self, lanes: Lanes) -> tuple[Floats, Floats]:
        """Return rank and height of every vertex, also of lanes whose link passes the same layers as
        before."""
        graph = lanes.graph
        lane = np.full(len(lanes.layer) - len(graph.names), np.nan)
        for arc, (a, b) in enumerate(zip(graph.source.tolist(), graph.target.tolist(), strict=True)):
            passed = lanes.path[lanes.path_start[arc] + 1 : lanes.path_start[arc + 1] - 1]
            former = self.link_lanes.get((graph.names[a], graph.names[b]), ())
            if len(former) and lanes.layer[passed].tolist() == [layer for layer, _height in former]:
                lane[passed - len(graph.names)] = [height for _layer, height in former]
        return np.concatenate([self.rank, lane]), np.concatenate([self.height, lane])


def by_hand(
    graph: Graph,
    layers: Mapping[Hashable, int] | None,
    order: Mapping[Hashable, float] | Sequence[Hashable] | None,
    pinned: Mapping[Hashable, Place] | None,
) -> Wishes:
    """Positions set by hand; nodes that are not in the graph are ignored."""
    ranks: dict[Hashable, float] = {}
    if order is not None:
        ranks = (
            dict(order) if isinstance(order, Mapping) else {node: float(i) for i, node in enumerate(order)}
        )
    fixed = dict(layers or {})
    for node, (layer, place) in (pinned or {}).items():
        fixed[node], ranks[node] = layer, place
    return _wishes(graph, fixed, ranks, {})


def as_before(
    graph: Graph, previous: Layout | Mapping[Hashable, Place] | None, height: float
) -> Wishes | None:
    """Positions of a former layout, or None if it contains no node of this graph."""
    if isinstance(previous, Layout):
        nodes = previous.nodes
        middle = (nodes["y0"] + nodes["y1"]) / 2
        grown = height / previous.height if previous.height else 1.0
        names = nodes["node"].tolist()
        wishes = _wishes(
            graph,
            dict(zip(names, nodes["layer"].tolist(), strict=True)),
            dict(zip(names, (middle * grown).tolist(), strict=True)),
            dict(zip(names, (middle * grown).tolist(), strict=True)),
        )
        grown_lanes = {
            ends: tuple((layer, y * grown) for layer, y in passed)
            for ends, passed in previous.link_lanes.items()
        }
        wishes = replace(wishes, link_lanes=grown_lanes)
    else:
        places = dict(previous or {})
        wishes = _wishes(
            graph,
            {node: layer for node, (layer, _) in places.items()},
            {node: float(place) for node, (_, place) in places.items()},
            {},
        )
    return wishes if (wishes.layer != FREE).any() else None


def _wishes(
    graph: Graph,
    layers: Mapping[Hashable, int],
    ranks: Mapping[Hashable, float],
    heights: Mapping[Hashable, float],
) -> Wishes:
    return Wishes(
        layer=np.array([layers.get(name, FREE) for name in graph.names], dtype=np.int64),
        rank=np.array([ranks.get(name, np.nan) for name in graph.names], dtype=np.float64),
        height=np.array([heights.get(name, np.nan) for name in graph.names], dtype=np.float64),
    )


def in_order(order: Order, height: Floats, is_lane: np.ndarray) -> Floats:
    """Heights (v,) without those of lanes whose order has changed relative to a neighbour."""
    kept = height.copy()
    for row in order.layers():
        own = height[row]
        above = np.fmax.accumulate(np.append(-np.inf, own[:-1]))
        below = np.fmin.accumulate(np.append(np.inf, own[:0:-1]))[::-1]
        kept[row[is_lane[row] & ((own < above) | (own > below))]] = np.nan
    return kept


def order_only(wishes: Wishes) -> Wishes:
    """The same order from top to bottom, with free layers and heights."""
    n = len(wishes.rank)
    return replace(wishes, layer=np.full(n, FREE, dtype=np.int64), height=np.full(n, np.nan), link_lanes={})


def pays(graph: Graph, staying: tuple[float, float], moving: tuple[float, float]) -> bool:
    """Return True if moving nodes is justified; both are (value sent backwards, weighted crossings)."""
    total = graph.value.sum()
    if moving[0] < staying[0] - BACK * total:
        return True
    fewer = moving[1] < LESS * staying[1] and staying[1] - moving[1] > WORTH * total**2
    return fewer and moving[0] <= staying[0] + 1e-9 * total
