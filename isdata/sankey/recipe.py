"""How a table of links becomes a picture, step by step."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from isdata.sankey import columns as columns_
from isdata.sankey import feedback, graph, heights, lanes, measures
from isdata.sankey import labels as labels_
from isdata.sankey import layers as layers_
from isdata.sankey import order as order_
from isdata.sankey.result import NODE_COLUMNS, RIBBON_COLUMNS, Crossings, Layout, Optimal
from isdata.sankey.ribbons import draw

Place = tuple[int, float]


def layout(
    links: pd.DataFrame,
    *,
    width: float = 960.0,
    height: float = 540.0,
    previous: Layout | Mapping[Hashable, Place] | None = None,
    pinned: Mapping[Hashable, Place] | None = None,
    order: Mapping[Hashable, float] | Sequence[Hashable] | None = None,
    layers: Mapping[Hashable, int] | None = None,
    align: layers_.Align = "short",
    node_width: float = 14.0,
    padding: float = 14.0,
    min_width: float = 0.75,
    exact_seconds: float = 0.0,
    labels: Mapping[Hashable, str] | None = None,
    label_size: float = 12.0,
    seed: int = 0,
) -> Layout:
    """Return where the nodes and ribbons of a Sankey diagram stand."""
    if links.empty:
        return _empty(width, height)
    net = graph.read(links)
    number = net.number
    pinned = dict(pinned or {})
    fixed = np.full(len(net.names), layers_.FREE, dtype=np.int64)
    for node, layer in {**(layers or {}), **{node: place[0] for node, place in pinned.items()}}.items():
        if node in number:
            fixed[number[node]] = layer
    backward = feedback.backward_arcs(net, seed)
    ways = lanes.cut(net, layers_.assign(net, backward, fixed, align))
    rank = np.full(len(ways.layer), np.nan)
    for node, place in {**_ranks(order), **{node: place[1] for node, place in pinned.items()}}.items():
        if node in number:
            rank[number[node]] = place
    found = order_.best(ways, rank, seed)
    size = label_size
    texts = [str((labels or {}).get(name, name)) for name in net.names]
    sizes = measures.measure(
        ways, found, height=height, padding=padding, min_width=min_width, line=size * labels_.LINE, scale=None
    )
    dock = measures.docks(ways, found, sizes)
    middle = heights.middles(ways, found, sizes, dock, height, np.full(len(rank), np.nan))
    n = len(net.names)
    top = middle[:n] - sizes.vertex[:n] / 2
    ends = top[net.source] + dock[0], top[net.target] + dock[1]
    turns = columns_.turns(ways, middle, ends, sizes.arc)
    margins = _margins(texts, ways.layer[:n], ways.depth, size, width)
    edges = columns_.columns(turns.zone, width=width, node_width=node_width, margins=margins)
    polygons = draw(ways, sizes, middle, ends, turns, edges, node_width)
    x0 = edges[ways.layer[:n]]
    boxes = labels_.Boxes(x0, x0 + node_width, top, top + sizes.vertex[:n], ways.layer[:n], width, height)
    position = found.position[:n]
    nodes = pd.DataFrame(
        {
            "node": net.names,
            "layer": ways.layer[:n],
            "order": pd.Series(position).groupby(ways.layer[:n]).rank().astype(int) - 1,
            "x0": boxes.x0,
            "x1": boxes.x1,
            "y0": boxes.y0,
            "y1": boxes.y1,
            "value": net.throughput,
            "is_to_scale": net.throughput * sizes.scale >= sizes.vertex[:n] - 1e-9,
            **labels_.place(texts, boxes, net.throughput, size),
            "label_height": size * labels_.LINE,
        }
    )[NODE_COLUMNS]
    weighted = found.weighed(ways.net(net.value))
    count = round(found.weighed(ways.net(net.count.astype(float))))
    is_backward = ways.backward[net.arc]
    own = pd.DataFrame(
        {
            "link": links.index,
            "source": links["source"].to_numpy(),
            "target": links["target"].to_numpy(),
            "value": net.link_value,
            "group": links["group"].to_numpy() if "group" in links.columns else None,
            "width": sizes.link,
            "is_backward": is_backward,
            "is_to_scale": net.link_value * sizes.scale >= sizes.link - 1e-9,
            **polygons,
        }
    )[RIBBON_COLUMNS]
    further = links.drop(columns=["source", "target", "value", "group"], errors="ignore").reset_index(
        drop=True
    )
    clash = sorted({str(name) for name in further.columns} & set(RIBBON_COLUMNS))
    if clash:
        raise ValueError(f"links hold columns whose names the ribbons need: {', '.join(clash)}")
    return Layout(
        nodes=nodes,
        ribbons=pd.concat([own, further], axis=1),
        crossings=Crossings(count=count, weighted=weighted),
        backward=float(net.link_value[is_backward].sum()),
        optimal=Optimal(proved=weighted == 0, bound=0.0, gap=float(weighted > 0)),
        width=width,
        height=height,
        scale=sizes.scale,
    )


def _ranks(order: Mapping[Hashable, float] | Sequence[Hashable] | None) -> dict[Hashable, float]:
    if order is None:
        return {}
    return dict(order) if isinstance(order, Mapping) else {node: float(i) for i, node in enumerate(order)}


def _margins(
    texts: Sequence[str], layer: np.ndarray, depth: int, size: float, width: float
) -> tuple[float, float]:
    def widest(which: int) -> float:
        room = max(
            (labels_.text_width(t, size) for t, at in zip(texts, layer, strict=True) if at == which and size),
            default=0,
        )
        return min(room + labels_.APART, 0.22 * width)

    return widest(0), widest(depth - 1) if depth > 1 else 0.0


def _empty(width: float, height: float) -> Layout:
    return Layout(
        nodes=pd.DataFrame(columns=NODE_COLUMNS),
        ribbons=pd.DataFrame(columns=RIBBON_COLUMNS),
        crossings=Crossings(0, 0.0),
        backward=0.0,
        optimal=Optimal(proved=True, bound=0.0, gap=0.0),
        width=width,
        height=height,
        scale=0.0,
    )
