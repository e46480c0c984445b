"""Positions of names, without overlaps and inside the picture."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.optimize import isotonic_regression

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.inner_labels import inside
from isdata.engines.sankey.label_positions import (
    APART,
    BESIDE,
    BETWEEN,
    Boxes,
    Label,
)
from isdata.engines.sankey.lettering import shortened, text_height, text_width

GAP = "  "  # between a name and its amount in one line
FEW = 4  # layers of a narrow picture up to which there is room for names beside it
APART_LINES = 0.4  # distance above or below its bar from which a name has a leader line, in heights of a line
LEADER = 10.0  # additional room beside the outer layers, for leader lines to moved names


def place(
    texts: Sequence[Sequence[str]],
    boxes: Boxes,
    value: Floats,
    size: float,
    points: Floats | None = None,
    *,
    is_inside: bool = False,
) -> dict[str, list]:
    """label, label_x, label_y (middle), label_anchor, label_width and label_height of each node.

    Names of the first and the last layer are outside the diagram, moved up or down so that none overlaps
    another and, if there is room, all are half a line apart (see `leaders`). The other nodes are named in
    descending order of size. A name is to the right of its node, at the middle of its height; otherwise
    further up or down or on the other side, with the fullest text that fits anywhere. Above or below, it is
    at least half a line closer to its node than to any other of the layer. Texts that do not fit are
    shortened. In a narrow picture, where names of the first layer are inside, the name of a low node that
    would be on a ribbon of others is left out (empty); other names have a light ground there.

    Parameters
    ----------
    texts : sequence of sequences of str
        Possible texts of each node, the fullest first.
    points : array, shape (k, 4), optional
        Points on ribbons, as from `obstacles.points`; names avoid those of other nodes if possible.
    is_inside : bool
        Whether names of the first layer are inside the picture.
    """
    points = np.empty((0, 4)) if points is None else points
    outer = _outside(texts, boxes, size, points, is_inside=is_inside) if size > 0 else {}
    order = np.lexsort((np.arange(len(texts)), -value)).tolist() if size > 0 else []
    inner = [i for i in order if i not in outer]
    rows = inside(texts, boxes, size, points, outer, inner, is_inside=is_inside)
    columns = ("label", "label_x", "label_y", "label_anchor", "label_width")
    placed = {name: [row[k] for row in rows] for k, name in enumerate(columns)}
    return placed | {"label_height": [text_height(row.text, size) for row in rows]}


def outer_layers(depth: int, *, is_inside: bool) -> tuple[int, ...]:
    """Layers whose names are outside the picture.

    None in a narrow one with so many layers that it needs the width.
    """
    if depth < 2 or (is_inside and depth > FEW):
        return ()
    return (depth - 1,) if is_inside else (0, depth - 1)


def leaders(nodes: pd.DataFrame) -> pd.DataFrame:
    """Leader lines from nodes to moved names: x, y at the node and x2, y2 at the name, in picture units.

    Parameters
    ----------
    nodes : DataFrame
        As in `Layout`.
    """
    is_right = nodes["label_anchor"] == "start"
    edge = nodes["x1"].where(is_right, nodes["x0"])
    beside = (nodes["label_x"] - edge).where(is_right, edge - nodes["label_x"])
    nearest = nodes["label_y"].clip(nodes["y0"], nodes["y1"])
    is_outer = nodes["layer"].eq(nodes["layer"].max()) & is_right | nodes["layer"].eq(0) & ~is_right
    half, line = nodes["label_height"] / 2, nodes["label_height"] / (1 + nodes["label"].str.count("\n"))
    off = nodes["label_y"] - nearest
    is_off = (off.abs() > half / 2) | ~is_outer
    is_far = (beside > APART + LEADER / 2) & is_off
    is_apart = ~is_far & ~is_outer & (off.abs() - half > APART_LINES * line)  # straight above or below
    end = (
        nodes["label_x"]
        .where(~is_right, nodes["label_x"] - APART / 2)
        .where(is_right, nodes["label_x"] + APART / 2)
    )
    height = nodes["label_y"].where(is_far, nodes["label_y"] - np.sign(off) * half)
    found = pd.DataFrame({"x": edge, "y": nearest, "x2": end, "y2": height})
    return found[(nodes["label"] != "") & (is_far | is_apart)]


def _outside(
    texts: Sequence[Sequence[str]], boxes: Boxes, size: float, points: Floats, *, is_inside: bool
) -> dict[int, Label]:
    """Names of the nodes of the first and the last layer, for each layer whose names fit below each other.

    They are beyond the ribbons that turn round beside the layer.
    """
    found: dict[int, Label] = {}
    for layer in outer_layers(int(boxes.layer.max(initial=0)) + 1, is_inside=is_inside):
        own = np.flatnonzero(boxes.layer == layer)
        middle = (boxes.y0[own] + boxes.y1[own]) / 2
        own, middle = own[np.argsort(middle, kind="stable")], np.sort(middle)
        away = APART + max(
            0.0 if is_inside else LEADER, _turning(own, boxes, points, is_left=layer == 0) + BESIDE * size
        )
        x = boxes.x0[own] - away if layer == 0 else boxes.x1[own] + away
        room = x if layer == 0 else boxes.width - x
        # Half a line apart if there is room, and in one line if names in several would not fit below each
        # other.
        for gap, is_flat in ((BETWEEN * size, False), (0.0, False), (0.0, True)):
            written = [
                _fitting(texts[i], size, free, is_flat=is_flat)
                for i, free in zip(own, room.tolist(), strict=True)
            ]
            high = np.array([text_height(text, size) + gap for text in written])
            if not 0 < high.sum() <= boxes.height + gap:
                continue
            heights = _spread(middle, high, boxes.height, gap)
            for i, text, end, y in zip(own.tolist(), written, x.tolist(), heights.tolist(), strict=True):
                found[i] = Label(text, end, y, "end" if layer == 0 else "start", text_width(text, size))
            break
    return found


def _turning(own: Ints, boxes: Boxes, points: Floats, *, is_left: bool) -> float:
    """Distance of turning ribbons beyond the nodes of the first layer, or of the last one."""
    if not len(points) or not len(own):
        return 0.0
    x = points[:, 0]
    return float(boxes.x0[own].min() - x.min() if is_left else x.max() - boxes.x1[own].max())


def _fitting(texts: Sequence[str], size: float, room: float, *, is_flat: bool) -> str:
    """The fullest text that fits in the room, in one line if required, or the last one shortened."""
    offered = [text for text in texts if not (is_flat and "\n" in text)]
    fitting = next((text for text in offered if text_width(text, size) <= room), None)
    return fitting if fitting is not None else shortened(texts[-1], size, room)


def _spread(wanted: Floats, high: Floats, height: float, gap: float) -> Floats:
    """Middles of names of these heights, in order, inside the height without overlaps, with least squared
    displacement.

    The heights include a gap, half of which may exceed the picture at either end. Names that would overlap
    are pooled around their common mean (isotonic regression).
    """
    begin = np.cumsum(high) - high / 2
    free = isotonic_regression(wanted - begin).x
    return np.clip(free, -gap / 2, max(-gap / 2, height + gap / 2 - high.sum())) + begin
