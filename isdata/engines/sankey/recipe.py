"""Steps from a table of links to a picture."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from isdata.engines.sankey import stability
from isdata.engines.sankey.arrange import Arrangement, arrange, proved
from isdata.engines.sankey.graph import read
from isdata.engines.sankey.layers import Align
from isdata.engines.sankey.picture import Former, Style, draft, named, node_table, ribbon_table, ways
from isdata.engines.sankey.result import NODE_COLUMNS, RIBBON_COLUMNS, Crossings, Layout, Optimal


def layout(
    links: pd.DataFrame,
    *,
    width: float = 960.0,
    height: float = 540.0,
    previous: Layout | Mapping[Hashable, stability.Place] | None = None,
    pinned: Mapping[Hashable, stability.Place] | None = None,
    order: Mapping[Hashable, float] | Sequence[Hashable] | None = None,
    layers: Mapping[Hashable, int] | None = None,
    align: Align = "short",
    node_width: float = 14.0,
    padding: float = 14.0,
    min_width: float = 0.75,
    loop_width: float = np.inf,
    scale: float | None = None,
    exact_seconds: float = 0.0,
    labels: Mapping[Hashable, str | Sequence[str]] | None = None,
    label_size: float = 12.0,
    is_inside: bool = False,
    is_draft: bool = False,
    seed: int = 0,
) -> Layout:
    """Positions of nodes and ribbons of a Sankey diagram.

    Links that would close a loop go round to the left, as little value as possible; nothing is dropped.
    Nodes and the lanes of long links are put in an order in which little value crosses. Ribbons keep
    their width and do not run through nodes. The same input gives the same picture, in whatever order
    its rows are.

    Parameters
    ----------
    links : DataFrame
        source, target, value (0 or more, all in one unit), and optionally group; one row a link. Further
        columns are kept with the ribbons.
    width, height : float
        Size of the picture; all other lengths are in the same unit.
    previous : Layout or mapping from node to (layer, place from the top), optional
        Where nodes were: they stay there unless moving them saves a quarter of the crossings and is seen
        to, or much value from going backwards (see `stay`); the scale stays where it still fills the
        room, so the layout of the same links returns itself. Keep the layout, or the places of its nodes
        as `{row["node"]: (row["layer"], row["order"]) for row in nodes.to_dict("records")}`.
    pinned : mapping from node to (layer, place from the top), optional
        Where single nodes must be, as after dragging them: their layer, and their order among other
        pinned ones of it; the rest is arranged around them.
    order : mapping from node to place, or sequence of nodes from the top, optional
        Order that nodes of one layer must keep among each other, whatever it costs; nodes that are not
        named are free, and names that the links do not hold are passed over.
    layers : mapping from node to layer, optional
        Layer that nodes must have, the leftmost being 0. Links against these layers go backwards.
    align : {"short", "left", "right", "justify"}
        How free nodes choose their layers: so that links are short, as far left or right as links allow,
        or left with the last ones at the right end.
    node_width, padding : float
        Width of nodes; room between nodes of one layer, less where the height does not suffice.
    min_width : float
        Least width of a ribbon; what is drawn wider for it is not to scale, nor a node that is as high as its ribbons.
    loop_width : float
        Greatest width of the ribbons from a node back to another one, or to itself; what is drawn thinner for it is not
        to scale.
    scale : float, optional
        Height per unit of value, to draw several pictures to one scale; less is taken where it does not fit.
    exact_seconds : float
        Time to look for the best order of the layers and to prove it [s]; 0: the search alone.
    labels : mapping from node to text or to sequence of texts, optional
        Names to draw; of several the first that fits. A node without one is named by itself.
    label_size : float
        Height of letters; 0: no names.
    is_inside : bool
        Names of the first layer stand within the picture, to the right of their nodes, not to the left of it.
    is_draft : bool
        Nothing is named, but there is room for the names: for a layout from which only places are taken.
    seed : int
        Of the search.

    Raises
    ------
    ValueError
        If a column is missing, or a source, target or value is missing, infinite or negative.
    """
    if links.empty:
        return _empty(width, height)
    graph = read(links)
    style = Style(width, height, node_width, padding, min_width, label_size, is_inside, loop_width)
    texts = [_texts((labels or {}).get(name, str(name))) for name in graph.names]
    hand = stability.by_hand(graph, layers, order, pinned)
    before = stability.as_before(graph, previous, height)
    found, optimal = proved(arrange(graph, hand, before, align, seed), exact_seconds)
    former = None
    if isinstance(previous, Layout) and previous.width == width and previous.height:
        former = Former(previous.scale * height / previous.height, previous.filled, previous.columns)
    names = named(found, style, texts)
    picture = draft(found, style, names, scale, former)
    ribbons = ribbon_table(links, found, picture)
    return Layout(
        nodes=node_table(found, picture, style, names, ribbons, is_draft=is_draft),
        ribbons=ribbons,
        crossings=_crossings(found),
        backward=float(graph.link_value[found.lanes.backward[graph.arc]].sum()),
        optimal=optimal,
        width=width,
        height=height,
        scale=picture.sizes.scale,
        columns=tuple(picture.edges.tolist()),
        filled=picture.filled,
        ways=ways(found, picture),
    )


def _texts(label: str | Sequence[str]) -> tuple[str, ...]:
    return (label,) if isinstance(label, str) else tuple(label)


def _crossings(found: Arrangement) -> Crossings:
    count = found.order.weighed(found.lanes.net(found.lanes.graph.count.astype(float)))
    return Crossings(count=round(count), weighted=found.cost[1])


def _empty(width: float, height: float) -> Layout:
    return Layout(
        nodes=pd.DataFrame(columns=NODE_COLUMNS),
        ribbons=pd.DataFrame(columns=RIBBON_COLUMNS),
        crossings=Crossings(0, 0.0),
        backward=0.0,
        optimal=Optimal(proved=True, bound=0.0, gap=0.0, backward_proved=True),
        width=width,
        height=height,
        scale=0.0,
    )
