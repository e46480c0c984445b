"""Result of a layout: nodes and ribbons with their positions, and quality."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import pandas as pd

LinkLanes = Mapping[tuple[Hashable, Hashable], tuple[tuple[int, float], ...]]

NODE_COLUMNS = [
    "node", "layer", "order", "x0", "x1", "y0", "y1", "value", "is_to_scale",
    "label", "label_x", "label_y", "label_anchor", "label_width", "label_height",
]  # fmt: skip
RIBBON_COLUMNS = [
    "link", "source", "target", "value", "group", "width", "is_backward", "is_to_scale",
    "source_x", "source_y", "target_x", "target_y", "back_x", "back_y", "polygon",
]  # fmt: skip


@dataclass(frozen=True)
class Crossings:
    """Number and weight of ribbon crossings.

    Attributes
    ----------
    count : int
        Pairs of crossing links, layer by layer; long links count in every gap they pass, and backward links
        along their drawn path.
    weighted : float
        Sum of the products of the two values.
    """

    count: int
    weighted: float


@dataclass(frozen=True)
class Optimal:
    """Bounds on the weighted crossings, for the layers chosen.

    Attributes
    ----------
    proved : bool
        Whether no order of these layers has fewer.
    bound : float
        Lower bound on the crossings of any order.
    gap : float
        (crossings - bound) / crossings [-]; 0 if proved.
    backward_proved : bool
        Whether no other choice of backward links has less value.
    """

    proved: bool
    bound: float
    gap: float
    backward_proved: bool = False


@dataclass(frozen=True)
class Layout:
    """Positions of all elements of a Sankey diagram; x to the right and y downward, in the unit of `width`.

    Attributes
    ----------
    nodes : DataFrame
        node, layer, order (from the top of its layer), x0, x1, y0, y1, value, is_to_scale, label (the part
        that fits, empty if none does), label_x, label_y (middle), label_anchor, label_width, label_height.
        One row per node.
    ribbons : DataFrame
        link (index label of its row), source, target, value, group, width, is_backward, is_to_scale,
        source_x, source_y, target_x, target_y (middle of its ends), back_x, back_y (middle of the part of a
        backward link that leads to the left; else NaN), polygon (closed ring of [x, y]), then every further
        column of the links. One row per link, in their order.
    crossings : Crossings
    backward : float
        Value sent backwards, self-loops included.
    optimal : Optimal
    width, height : float
    scale : float
        Picture units per unit of value.
    columns : tuple of float
        Left edge of each layer.
    filled : float
        Share of the room that the picture used when its scale was chosen, by height or by width [-].
    link_lanes : mapping from (source, target) to ((layer, middle of the lane), …)
        Lanes of links that pass layers, from their source to their target.
    """

    nodes: pd.DataFrame
    ribbons: pd.DataFrame
    crossings: Crossings
    backward: float
    optimal: Optimal
    width: float
    height: float
    scale: float
    columns: tuple[float, ...] = ()
    filled: float = 0.0
    link_lanes: LinkLanes = field(default_factory=dict)
