"""Layer and position of each node: new, from a former layout, or as set by hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from isdata.engines.sankey import feedback, layers, stability
from isdata.engines.sankey.crossing_bound import prove
from isdata.engines.sankey.graph import Floats, Graph
from isdata.engines.sankey.lanes import Lanes, split_at_layers
from isdata.engines.sankey.order import Order, best
from isdata.engines.sankey.result import Optimal


@dataclass(frozen=True)
class Arrangement:
    """Nodes and lanes in layers, from top to bottom.

    Attributes
    ----------
    lanes : Lanes
    order : Order
    rank : array, shape (v,)
        Required order, NaN: free.
    height : array, shape (v,)
        Preferred heights of vertices, used if there is room, NaN: free.
    is_least_back : bool
        Whether the value sent backwards is proved to be minimal.
    """

    lanes: Lanes
    order: Order
    rank: Floats
    height: Floats
    is_least_back: bool

    @property
    def cost(self) -> tuple[float, float]:
        """Value sent backwards, and weighted crossings."""
        value = self.lanes.graph.value
        return float(value[self.lanes.backward].sum()), self.order.weighed(self.lanes.net(value))


def arranged(graph: Graph, wishes: stability.Wishes, align: layers.Align, seed: int) -> Arrangement:
    """Arrangement that meets wishes; it depends on neither names nor sizes."""
    backward, is_least = feedback.backward_arcs(graph, wishes.layer, seed)
    lanes = split_at_layers(graph, layers.assign(graph, backward, wishes.layer, align))
    rank, height = wishes.of_vertices(lanes)
    order = best(lanes, rank, seed)
    return Arrangement(
        lanes=lanes,
        order=order,
        rank=rank,
        height=stability.in_order(order, height, lanes.arc >= 0),
        is_least_back=is_least
        and bool((lanes.backward == backward).all())
        and bool((wishes.layer < 0).all()),
    )


def arrange(
    graph: Graph,
    hand: stability.Wishes,
    before: stability.Wishes | None,
    align: layers.Align,
    seed: int,
    arranging: Callable[..., Arrangement] = arranged,
) -> Arrangement:
    """Arrangement with the least value sent backwards and the fewest crossings.

    Nodes with former places keep them unless a new arrangement of all is better by enough. In that case the
    former order is kept in the new layers if it has no more crossings. `arranging` is `arranged`, or keeps its results.
    """
    if before is None:
        return arranging(graph, hand, align, seed)
    found = arranging(graph, hand.over(before), align, seed)
    if found.cost == (0.0, 0.0):
        return found
    anew = arranging(graph, hand, align, seed)
    if not stability.pays(graph, found.cost, anew.cost):
        return found
    other = arranging(graph, hand.over(stability.order_only(before)), align, seed)
    return anew if stability.pays(graph, other.cost, anew.cost) else other


def proved(found: Arrangement, seconds: float) -> tuple[Arrangement, Optimal]:
    """Best arrangement of the same layers and its proved bounds."""
    order, optimal = prove(found.lanes, found.order, found.rank, seconds)
    return replace(found, order=order), replace(optimal, backward_proved=found.is_least_back)
