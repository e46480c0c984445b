"""Steps from a table of links to a layout."""

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from isdata.engines.sankey import stability
from isdata.engines.sankey.arrangement import Arrangement, arrange, arranged, proved
from isdata.engines.sankey.graph import read
from isdata.engines.sankey.layers import Align
from isdata.engines.sankey.picture import Former, Style, draft, link_lanes, named, node_table, ribbon_table
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
    arranging: Callable[..., Arrangement] = arranged,
) -> Layout:
    """Positions of nodes and ribbons of a Sankey diagram.

    Links that would close a loop turn back to the left, with as little value as possible; nothing is dropped.
    Nodes and the lanes of long links are ordered so that little value crosses. Ribbons keep their width and
    do not run through nodes. The same input gives the same picture, regardless of the order of its rows.

    Parameters
    ----------
    links : DataFrame
        source, target, value (0 or more, all in one unit), and optionally group; one row per link. Further
        columns are kept with the ribbons.
    width, height : float
        Size of the picture; all other lengths are in the same unit.
    previous : Layout or mapping from node to (layer, place from the top), optional
        Former places of nodes, which they keep unless moving them saves a quarter of the crossings, by a
        noticeable amount, or much value sent backwards (see `stability`); the scale is kept if it still fills
        the room, so the layout of the same links returns itself. Store the layout, or the places of its nodes
        as `{row["node"]: (row["layer"], row["order"]) for row in nodes.to_dict("records")}`.
    pinned : mapping from node to (layer, place from the top), optional
        Required places of single nodes, as after dragging them: their layer, and their order among other
        pinned ones of it; the rest is arranged around them.
    order : mapping from node to place, or sequence of nodes from the top, optional
        Required order of nodes of one layer, regardless of crossings; other nodes are free, and names that
        are not in the links are ignored.
    layers : mapping from node to layer, optional
        Required layers of nodes, the leftmost being 0. Links against these layers go backwards.
    align : {"short", "left", "right", "justify"}
        Layers of free nodes: for short links, as far left or right as links allow, or left with the last ones
        at the right end.
    node_width, padding : float
        Width of nodes; room between nodes of one layer, less if the height does not suffice.
    min_width : float
        Smallest width of a ribbon; ribbons widened to it are not to scale, nor are nodes with the height of
        their ribbons.
    loop_width : float
        Largest width of the ribbons from a node back to another one, or to itself; ribbons narrowed to it are
        not to scale.
    scale : float, optional
        Height per unit of value, for several pictures at one scale; it is reduced if it does not fit.
    exact_seconds : float
        Time limit for finding and proving the optimal order of the layers [s]; 0: search only.
    labels : mapping from node to text or to sequence of texts, optional
        Names to draw; of several the first that fits. A node without one has its own name.
    label_size : float
        Height of letters; 0: no names.
    is_inside : bool
        Whether names of the first layer are inside the picture, to the right of their nodes, instead of to
        the left of it.
    is_draft : bool
        Whether names are omitted, with room left for them: for a layout of which only the places are used.
    seed : int
        Random seed of the search.
    arranging : callable
        `arranged`, or one that keeps its results: they depend on links and required places only, not on names.

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
    found, optimal = proved(arrange(graph, hand, before, align, seed, arranging), exact_seconds)
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
        link_lanes=link_lanes(found, picture),
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
