"""What a former layout, hand-set places and pins ask of a new one, and when moving nodes pays."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from isdata.sankey.graph import Floats, Graph, Ints
from isdata.sankey.layers import FREE
from isdata.sankey.result import Layout

Place = tuple[int, float]
LESS = 0.75  # crossings must fall below this share of what staying costs …
WORTH = 5e-4  # … and by more than this share of the square of all value, or nodes stay where they were
BACK = 0.02  # value sent backwards must fall by this share of all value, or nodes stay


@dataclass(frozen=True)
class Wishes:
    """What is asked of a layout, each array by node, shape (n,).

    Attributes
    ----------
    layer : array of int
        Layer, or FREE.
    rank : array
        Place in the order of the layer, NaN: free.
    height : array
        Middle of the node in picture units, NaN: free.
    """

    layer: Ints
    rank: Floats
    height: Floats

    def over(self, other: "Wishes") -> "Wishes":
        """These wishes where there are any, else the other ones."""
        return Wishes(
            layer=np.where(self.layer == FREE, other.layer, self.layer),
            rank=np.where(np.isnan(self.rank), other.rank, self.rank),
            height=np.where(np.isnan(self.height), other.height, self.height),
        )


def by_hand(
    graph: Graph,
    layers: Mapping[Hashable, int] | None,
    order: Mapping[Hashable, float] | Sequence[Hashable] | None,
    pinned: Mapping[Hashable, Place] | None,
) -> Wishes:
    """Return what is set by hand; nodes that the graph does not hold are passed over."""
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
    """Return the places of a former layout, or None if it holds no node of this graph."""
    if isinstance(previous, Layout):
        nodes = previous.nodes
        middle = (nodes["y0"] + nodes["y1"]) / 2
        grown = height / previous.height if previous.height else 1.0
        names = nodes["node"].tolist()
        wishes = _wishes(
            graph,
            dict(zip(names, nodes["layer"].tolist(), strict=True)),
            dict(zip(names, middle.tolist(), strict=True)),
            dict(zip(names, (middle * grown).tolist(), strict=True)),
        )
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


def order_only(wishes: Wishes) -> Wishes:
    """The same order from top to bottom, with layers and heights left open."""
    n = len(wishes.rank)
    return replace(wishes, layer=np.full(n, FREE, dtype=np.int64), height=np.full(n, np.nan))


def pays(graph: Graph, staying: tuple[float, float], moving: tuple[float, float]) -> bool:
    """Whether moving nodes is worth it; both are (value sent backwards, weighted crossings)."""
    total = graph.value.sum()
    if moving[0] < staying[0] - BACK * total:
        return True
    fewer = moving[1] < LESS * staying[1] and staying[1] - moving[1] > WORTH * total**2
    return fewer and moving[0] <= staying[0] + 1e-9 * total
