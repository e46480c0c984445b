"""Positions of all elements of an arrangement in the picture."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from isdata.engines.sankey.arrangement import Arrangement
from isdata.engines.sankey.columns import Turns, bends, columns, turns
from isdata.engines.sankey.graph import Floats
from isdata.engines.sankey.label_positions import APART, Boxes
from isdata.engines.sankey.label_sizes import Names, names, straight
from isdata.engines.sankey.labels import place
from isdata.engines.sankey.node_sizes import NodeSizes, node_sizes, ribbon_offsets
from isdata.engines.sankey.obstacles import points
from isdata.engines.sankey.result import NODE_COLUMNS, RIBBON_COLUMNS, LinkLanes
from isdata.engines.sankey.ribbons import Picture, draw
from isdata.engines.sankey.vertical_positions import middles

TURNS = 0.45  # largest share of the width for turning ribbons …
TURNS_IF_SLIM = 0.6  # and the same if loops are drawn slim
CURVES = 0.9  # … and the largest for turning and bending ribbons; the scale is reduced for it
TRIES = 6
ALMOST = 1.05  # factor by which a former scale may exceed the width
ROUNDED = 1e-9  # picture units
KEPT = 0.8  # least share of its former use of the room at which a former scale is kept


@dataclass(frozen=True)
class Style:
    """Sizes in picture units; see `layout`."""

    width: float
    height: float
    node_width: float
    padding: float
    min_width: float
    label_size: float
    is_inside: bool = False
    loop_width: float = np.inf


@dataclass(frozen=True)
class Former:
    """Positions of a former layout to keep; as in `Layout`."""

    scale: float
    filled: float
    columns: tuple[float, ...]


@dataclass(frozen=True)
class _Heights:
    """Vertical positions at a scale, and the width for ribbons to turn and bend."""

    sizes: NodeSizes
    middle: Floats
    ends: tuple[Floats, Floats]
    turns: Turns
    bending: Floats
    taken: float

    @property
    def filled(self) -> float:
        """As in `Layout`."""
        return max(self.sizes.filled, self.taken)


def named(found: Arrangement, style: Style, texts: list[tuple[str, ...]]) -> Names:
    """Names, and the room beside the picture for them."""
    n, depth = len(found.lanes.graph.names), found.lanes.depth
    return names(
        texts, found.lanes.layer[:n], depth,
        size=style.label_size, width=style.width, node_width=style.node_width, is_inside=style.is_inside,
    )  # fmt: skip


def draft(
    found: Arrangement, style: Style, labels: Names, scale: float | None, former: Former | None
) -> Picture:
    """Positions; `scale` is used if it fits, a former scale if it still fills the room."""
    lanes = found.lanes
    n, beside = len(lanes.graph.names), labels.margins
    node_width = min(style.node_width, (style.width - sum(beside)) / (2.5 * lanes.depth))
    room = style.width - sum(beside) - lanes.depth * node_width
    heights = partial(_heights, found, style, labels, room)
    kept = heights(former.scale, np.inf) if scale is None and former is not None else None
    if kept is not None and former is not None and _stays(kept, former):
        made, filled = kept, former.filled
    else:
        made = _fitted(heights, scale, TRIES - (kept is not None))
        filled = made.filled
    lead = straight(
        labels, lanes.layer[:n], lanes.depth, room=room - made.turns.zone.sum(), is_inside=style.is_inside
    )
    edges = columns(
        made.turns.zone, made.bending, lead,
        width=style.width, node_width=node_width, margins=beside,
        former=former.columns if former else (),
    )  # fmt: skip
    middle = made.middle[:n]
    reach = np.where(labels.wide > 0, labels.wide + 2 * APART, 0.0)
    boxes = reach, middle - labels.high / 2, middle + labels.high / 2
    return Picture(made.sizes, made.middle, made.ends, made.turns, edges, lead, boxes, node_width, filled)


def _heights(
    found: Arrangement, style: Style, labels: Names, room: float, scale: float | None, most: float
) -> _Heights:
    """Heights at a scale, `most` at most, and the share of the room beside the nodes that ribbons
    need."""
    lanes, n = found.lanes, len(found.lanes.graph.names)
    sizes = node_sizes(
        lanes, found.order, height=style.height, padding=style.padding, min_width=style.min_width,
        loop_width=style.loop_width, lines=labels.high, scale=scale, most=most,
    )  # fmt: skip
    dock = ribbon_offsets(lanes, found.order, sizes)
    middle = middles(lanes, found.order, sizes, dock, style.height, found.height)
    top = middle[:n] - sizes.vertex[:n] / 2
    ends = top[lanes.graph.source] + dock[0], top[lanes.graph.target] + dock[1]
    turning = turns(lanes, middle, ends, sizes.arc, room)
    bending = bends(lanes, middle, ends, sizes.arc)
    if np.isinf(style.loop_width):
        taken = max(turning.zone.sum() / TURNS, (turning.zone.sum() + bending.sum()) / CURVES)
    else:  # ribbons bend in less room than their width
        taken = turning.zone.sum() / TURNS_IF_SLIM
    return _Heights(sizes, middle, ends, turning, bending, float(taken / room))


def _stays(kept: _Heights, former: Former) -> bool:
    """Return True if a former scale still fits, and fills the room as before."""
    fits = kept.taken <= ALMOST * max(1.0, former.filled)
    return fits and kept.filled >= KEPT * former.filled - 1e-9


def _fitted(heights: Callable[[float | None, float], _Heights], scale: float | None, tries: int) -> _Heights:
    """Heights at the largest scale for which the width suffices, or close to it after a number of
    tries."""
    made = heights(scale, np.inf)
    for _ in range(tries - 1):
        if made.taken <= 1:
            break
        made = heights(scale, 0.95 * made.sizes.scale / made.taken)
    return made


def node_table(
    found: Arrangement,
    picture: Picture,
    style: Style,
    labels: Names,
    ribbons: pd.DataFrame,
    *,
    is_draft: bool,
) -> pd.DataFrame:
    """Nodes of a layout, named with as few names on ribbons of other nodes as possible; a draft
    without names."""
    graph, size = found.lanes.graph, 0.0 if is_draft else style.label_size
    n = len(graph.names)
    layer, height = found.lanes.layer[:n], picture.sizes.vertex[:n]
    x0 = picture.edges[layer]
    y0 = picture.middle[:n] - height / 2
    boxes = Boxes(x0, x0 + picture.node_width, y0, y0 + height, layer, style.width, style.height)
    value = graph.throughput
    return pd.DataFrame(
        {
            "node": pd.Series(graph.names, dtype=object),
            "layer": layer,
            "order": pd.Series(y0).groupby(layer).rank(method="first").astype(int) - 1,
            "x0": boxes.x0,
            "x1": boxes.x1,
            "y0": boxes.y0,
            "y1": boxes.y1,
            "value": value,
            "is_to_scale": value * picture.sizes.scale >= height - ROUNDED,
            **place(
                labels.texts,
                boxes,
                value,
                size,
                points(ribbons, graph.names, size),
                is_inside=style.is_inside,
            ),
        }
    )[NODE_COLUMNS]


def ribbon_table(links: pd.DataFrame, found: Arrangement, picture: Picture) -> pd.DataFrame:
    """Ribbons of a layout: one row per link, with every further column of the links."""
    graph, sizes = found.lanes.graph, picture.sizes
    further = links.drop(columns=["source", "target", "value", "group"], errors="ignore")
    clash = sorted({str(name) for name in further.columns} & set(RIBBON_COLUMNS))
    if clash:
        raise ValueError(f"links hold columns whose names the ribbons need: {', '.join(clash)}")
    own = pd.DataFrame(
        {
            "link": links.index,
            "source": links["source"].to_numpy(),
            "target": links["target"].to_numpy(),
            "value": graph.link_value,
            "group": links["group"].to_numpy() if "group" in links.columns else None,
            "width": sizes.link,
            "is_backward": found.lanes.backward[graph.arc],
            "is_to_scale": np.abs(graph.link_value * sizes.scale - sizes.link) < ROUNDED,
            **draw(found.lanes, picture),
        }
    )
    return pd.concat([own[RIBBON_COLUMNS], further.reset_index(drop=True)], axis=1)


def link_lanes(found: Arrangement, picture: Picture) -> LinkLanes:
    """Lanes of links that pass layers, for a later layout that keeps them."""
    lanes, names = found.lanes, found.lanes.graph.names
    found_lanes = {}
    for arc, (a, b) in enumerate(zip(lanes.graph.source.tolist(), lanes.graph.target.tolist(), strict=True)):
        passed = lanes.path[lanes.path_start[arc] + 1 : lanes.path_start[arc + 1] - 1]
        if len(passed):
            layers, heights = lanes.layer[passed].tolist(), picture.middle[passed].tolist()
            found_lanes[names[a], names[b]] = tuple(zip(layers, heights, strict=True))
    return found_lanes
