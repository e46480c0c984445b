"""Order of nodes and lanes in each layer with small weighted crossings."""

from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.crossings import crossings
from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lanes import Lanes, Net
from isdata.engines.sankey.search import Search
from isdata.engines.sankey.search_state import lay_out

SMALL = 150  # vertices up to which (as on a page) twice the search takes a fifth of a second
HUGE = 40_000  # vertices from which the sweeps alone take most of the available time


@dataclass(frozen=True)
class Order:
    """Vertices from top to bottom, layer after layer.

    Attributes
    ----------
    members : array, shape (v,)
        Vertices, sorted by layer and then from top to bottom.
    start : array, shape (layers + 1,)
        Index of the first vertex of each layer in `members`.
    position : array, shape (v,)
        Position of each vertex in its layer.
    """

    members: Ints
    start: Ints
    position: Ints

    def layers(self) -> list[Ints]:
        """Vertices of each layer from top to bottom."""
        return [self.members[a:b] for a, b in zip(self.start[:-1], self.start[1:], strict=True)]

    def weighed(self, net: Net) -> float:
        """Sum of the products of the values of crossing pieces."""
        return float(crossings(net, self.members, self.start, self.position))


def by_key(lanes: Lanes, key: Floats) -> Order:
    """Order by `key` (v,) in each layer."""
    members = np.lexsort((np.arange(len(key)), key, lanes.layer)).astype(np.int64)
    start = np.searchsorted(lanes.layer[members], np.arange(lanes.depth + 1)).astype(np.int64)
    position = np.empty(len(members), np.int64)
    position[members] = np.arange(len(members)) - start[lanes.layer[members]]
    return Order(members, start, position)


def best(lanes: Lanes, rank: Floats, seed: int) -> Order:
    """Best order found.

    Parameters
    ----------
    rank : array, shape (v,)
        Hand-set order: vertices with a rank keep this order within their layer; NaN: free.
    """
    weight = lanes.graph.value
    net = lanes.net(
        weight / max(weight.max(initial=0.0), 1e-300) + 1e-9
    )  # links of no value get a small weight
    first = by_key(lanes, np.where(np.isnan(rank), np.inf, rank))
    if not np.isnan(rank).any():
        return first
    state = lay_out(net, first.members.copy(), first.start, first.position.copy(), rank)
    starts, kicks, limit = effort(len(lanes.layer))
    search = Search(net, state, limit, seed)
    search.start(starts)
    search.kick(kicks)
    return Order(state.members, state.start, state.position)


def effort(vertices: int) -> tuple[int, int, float]:
    """Starts, disturbances and elementary steps (about a nanosecond each) of the search for a net."""
    if vertices < SMALL:
        return 8, 60, 8e7
    if vertices < 400:
        return 4, 30, 4e7
    return 1, 0, min(3e7 + 2e4 * vertices, 3e8) if vertices < HUGE else 1e8
