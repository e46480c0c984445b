"""Positions of names, without overlaps and inside the picture."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import isotonic_regression

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lettering import LETTERS, LINE, shortened, text_height, text_width, whole
from isdata.engines.sankey.obstacles import covered

GAP = "  "  # between a name and its amount in one line
APART = 4.0  # between a node and its name, in picture units
FEW = 4  # layers of a narrow picture beside which there is room for names
BETWEEN = 0.5  # at least between names in several lines, in heights of a name
LEADER = 10.0  # further room beside the outer layers, for lines from nodes to names that had to move


@dataclass(frozen=True)
class Boxes:
    """Nodes as rectangles, each array of shape (n,), and the size of the diagram."""

    x0: Floats
    x1: Floats
    y0: Floats
    y1: Floats
    layer: Ints
    width: float
    height: float


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

    Names of the first and the last layer stand outside the diagram, moved up or down so that none overlaps
    another (see `leaders`). Of the other nodes the greatest choose first. A name stands to the right of its node, in the
    middle of its height; else further up or down or on the other side, the fullest text
    that fits anywhere; above or below, it is at least half a line closer to its node than to any other of the
    layer. What does not fit is shortened, and left out (empty) where even that would hide another.

    Parameters
    ----------
    texts : sequence of sequences of str
        What may be written at each node, the fullest first.
    points : array, shape (k, 4), optional
        Points on ribbons, as from `obstacles.points`; names keep off those of other nodes where they can.
    is_inside : bool
        Names of the first layer stand within the picture.
    """
    points = np.empty((0, 4)) if points is None else points
    names = _Names(texts, boxes, size, points, is_inside=is_inside)
    outer = _outside(texts, boxes, size, is_inside=is_inside) if size > 0 else {}
    order = np.lexsort((np.arange(len(texts)), -value)).tolist() if size > 0 else []
    for i in order:
        names.put(i, outer.get(i) or names.chosen(i))
    for i in order:
        if i not in outer and names.lost(i):
            names.make_room(i, outer)
    columns = ("label", "label_x", "label_y", "label_anchor", "label_width")
    placed = {name: [row[k] for row in names.rows] for k, name in enumerate(columns)}
    return placed | {"label_height": [text_height(row.text, size) for row in names.rows]}


class Label(NamedTuple):
    """A text beside a node; x is its end at the node, y its middle."""

    text: str
    x: float
    y: float
    anchor: str
    width: float


def outer_layers(depth: int, *, is_inside: bool) -> tuple[int, ...]:
    """Layers whose names stand outside the picture; none in a narrow one with so many layers that it needs the width."""
    if depth < 2 or (is_inside and depth > FEW):
        return ()
    return (depth - 1,) if is_inside else (0, depth - 1)


class _Names:
    """Names placed so far, and the room that they take."""

    def __init__(
        self, texts: Sequence[Sequence[str]], boxes: Boxes, size: float, points: Floats, *, is_inside: bool
    ) -> None:
        self.is_inside = is_inside
        self.texts, self.boxes, self.size, self.points = texts, boxes, size, points
        self.rows = [
            Label("", float(x), float(y), "start", 0.0)
            for x, y in zip(boxes.x1, (boxes.y0 + boxes.y1) / 2, strict=True)
        ]
        self.taken = np.full((len(texts), 4), np.nan)  # left, right, top, bottom

    def chosen(self, i: int) -> Label:
        """The best name of a node beside those that are placed."""
        spots = {
            lines: _spots(i, self.boxes, self.taken, self.size, lines, is_inside=self.is_inside)
            for lines in {1 + text.count("\n") for text in self.texts[i]}
        }
        high = float(self.boxes.y1[i] - self.boxes.y0[i])
        return _choose(i, high, self.texts[i], spots, self.size, self.points)

    def put(self, i: int, label: Label) -> None:
        """Place a name in place of the former one of its node; an empty one takes no room."""
        self.rows[i] = label if label.text else self.rows[i]._replace(text="", width=0.0)
        self.taken[i] = _extent(label, self.size) if label.text else np.nan

    def lost(self, i: int) -> int:
        """How far the name of a node is from its fullest text."""
        texts = ["".join(text.split()) for text in self.texts[i]]
        text = "".join(self.rows[i].text.split())
        if text in texts:
            return texts.index(text)
        return len(texts) + (not self.rows[i].text)

    def make_room(self, i: int, outer: Collection[int]) -> None:
        """Place a name that is cut or missing anew, before that of a neighbour, where both together lose less."""
        apart = np.abs(self.taken[:, 2] + self.taken[:, 3] - self.boxes.y0[i] - self.boxes.y1[i]) / 2
        is_near = (self.boxes.layer == self.boxes.layer[i]) & (apart < 2 * LINE * self.size)
        for j in np.flatnonzero(is_near).tolist():
            if j == i or j in outer:
                continue
            former, lost = (self.rows[i], self.rows[j]), self.lost(i) + self.lost(j)
            self.taken[[i, j]] = np.nan
            self.put(i, self.chosen(i))
            self.put(j, self.chosen(j))
            if self.lost(i) + self.lost(j) < lost:
                return
            for place, label in zip((i, j), former, strict=True):
                self.put(place, label)


def leaders(nodes: pd.DataFrame) -> pd.DataFrame:
    """Lines from nodes to names that had to move: x, y at the node and x2, y2 at the name, in picture units.

    Parameters
    ----------
    nodes : DataFrame
        As in `Layout`.
    """
    is_right = nodes["label_anchor"] == "start"
    edge = nodes["x1"].where(is_right, nodes["x0"])
    beside = (nodes["label_x"] - edge).where(is_right, edge - nodes["label_x"])
    nearest = nodes["label_y"].clip(nodes["y0"], nodes["y1"])
    moved = (
        (nodes["label"] != "")
        & (beside > APART + LEADER / 2)
        & ((nodes["label_y"] - nearest).abs() > nodes["label_height"] / 4)
    )
    end = (
        nodes["label_x"]
        .where(~is_right, nodes["label_x"] - APART / 2)
        .where(is_right, nodes["label_x"] + APART / 2)
    )
    return pd.DataFrame({"x": edge, "y": nearest, "x2": end, "y2": nodes["label_y"]})[moved]


def _outside(
    texts: Sequence[Sequence[str]], boxes: Boxes, size: float, *, is_inside: bool
) -> dict[int, Label]:
    """Names of the nodes of the first and the last layer, for each layer whose names fit below each other."""
    found: dict[int, Label] = {}
    for layer in outer_layers(int(boxes.layer.max(initial=0)) + 1, is_inside=is_inside):
        own = np.flatnonzero(boxes.layer == layer)
        middle = (boxes.y0[own] + boxes.y1[own]) / 2
        own, middle = own[np.argsort(middle, kind="stable")], np.sort(middle)
        away = APART + (0.0 if is_inside else LEADER)
        x = boxes.x0[own] - away if layer == 0 else boxes.x1[own] + away
        room = x if layer == 0 else boxes.width - x
        for is_flat in (False, True):  # in one line where names in several would not fit below each other
            written = [
                _fitting(texts[i], size, free, is_flat=is_flat)
                for i, free in zip(own, room.tolist(), strict=True)
            ]
            high = np.array([text_height(text, size) for text in written])
            if not 0 < high.sum() <= boxes.height:
                continue
            heights = _spread(middle, high, boxes.height)
            for i, text, end, y in zip(own.tolist(), written, x.tolist(), heights.tolist(), strict=True):
                found[i] = Label(text, end, y, "end" if layer == 0 else "start", text_width(text, size))
            break
    return found


def _fitting(texts: Sequence[str], size: float, room: float, *, is_flat: bool) -> str:
    """The fullest text that fits in the room, in one line if it has to be, or the last one cut."""
    offered = [text for text in texts if not (is_flat and "\n" in text)]
    fitting = next((text for text in offered if text_width(text, size) <= room), None)
    return fitting if fitting is not None else shortened(texts[-1], size, room)


def _spread(wanted: Floats, high: Floats, height: float) -> Floats:
    """Middles of names of these heights, in order, without overlaps and inside the height, with least squared displacement.

    Names that would overlap are pooled around their common mean (isotonic regression).
    """
    begin = np.cumsum(high) - high / 2
    free = isotonic_regression(wanted - begin).x
    return np.clip(free, 0.0, max(0.0, height - high.sum())) + begin


class _Spot(NamedTuple):
    """A place beside a node, or half a line above or below that, and how long a text may be there."""

    x: float
    y: float
    anchor: str
    room: float
    is_beside: bool
    is_free: bool  # no other node of the layer is so near that their names would touch


def _choose(
    i: int,
    high: float,
    texts: Sequence[str],
    spots: dict[int, list[_Spot]],
    size: float,
    points: Floats,
) -> Label:
    """The fullest text, beside the middle of its node; else the fullest that fits, where least of it lies on other ribbons.

    Names at one place of every node are found at once, and a light ground makes them legible on any ribbon. In several
    lines, which beside a flat node come close to other names, only where none is near or the node is as high as they are.
    """
    for text in whole(texts):
        lines = 1 + text.count("\n")
        first, wide = spots[lines][0], text_width(text, size)
        if wide <= first.room and (lines == 1 or first.is_free or text_height(text, size) <= high):
            return Label(text, first.x, first.y, first.anchor, wide)
    full: list[tuple[int, Label]] = []
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        wide = text_width(text, size)
        fitting = [spot for spot in spots[1 + text.count("\n")] if wide <= spot.room]
        beside = [spot for spot in fitting if spot.is_beside] or fitting
        labels = [Label(text, spot.x, spot.y, spot.anchor, wide) for spot in beside]
        rated = [(covered(points, i, _extent(label, size, LETTERS)), label) for label in labels]
        if rated and (not full or text_height(text, size) <= high):
            full.append(min(rated, key=lambda one: one[0]))
        if full and "\n" not in after:
            return min(full, key=lambda one: one[0])[1]
    widest = max(spots[1], key=lambda spot: spot.room)
    cut = shortened(texts[-1], size, widest.room)
    return Label(cut, widest.x, widest.y, widest.anchor, text_width(cut, size))


def _extent(label: Label, size: float, line: float = LINE) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a label whose last line is so many sizes high."""
    left = label.x if label.anchor == "start" else label.x - label.width
    half = (text_height(label.text, size) - (LINE - line) * size) / 2
    return left, left + label.width, label.y - half, label.y + half


def _spots(i: int, boxes: Boxes, taken: Floats, size: float, lines: int, *, is_inside: bool) -> list[_Spot]:
    """The places beside a node for a text of so many lines, the best first."""
    half = size * LINE * lines / 2
    low, high = half, max(half, boxes.height - half)
    middle, reach = (boxes.y0[i] + boxes.y1[i]) / 2, (boxes.y1[i] - boxes.y0[i]) / 2
    step = max(reach - half, half)  # within a tall node, just above and below a flat one
    column = boxes.layer == boxes.layer[i]
    column[i] = False
    others = np.abs((boxes.y0 + boxes.y1)[column] / 2 - middle)
    is_free = bool(others.min(initial=np.inf) >= 2 * half + (BETWEEN * size if lines > 1 else 0.0))
    spots = []
    heights = [middle, middle - step, middle + step, middle - step - half, middle + step + half]
    for k, y in enumerate(np.clip(heights, low, high).tolist()):
        others = _distances(y, boxes.y0[column], boxes.y1[column]).min(initial=np.inf)
        if k > 0 and others < _distances(y, boxes.y0[i], boxes.y1[i]) + half:
            continue  # it would read as the name of that node
        names = taken[(taken[:, 2] < y + half) & (taken[:, 3] > y - half)]
        nodes = (boxes.y0 < y + half) & (boxes.y1 > y - half)
        nodes[i] = False
        left = np.concatenate([boxes.x0[nodes], names[:, 0]])
        right = np.concatenate([boxes.x1[nodes], names[:, 1]])
        for anchor in ("end", "start") if boxes.layer[i] == 0 and not is_inside else ("start", "end"):
            x = float(boxes.x1[i] + APART if anchor == "start" else boxes.x0[i] - APART)
            if anchor == "start":
                room = (left[right > x] - APART).min(initial=boxes.width) - x
            else:
                room = x - (right[left < x] + APART).max(initial=0.0)
            spots.append(_Spot(x, y, anchor, float(room), k < 3, is_free))
    return spots


def _distances(y: float, top: Floats, bottom: Floats) -> Floats:
    """Vertical distance from a height to each span between `top` and `bottom`; 0 within it, in picture units."""
    return np.maximum(np.maximum(top - y, y - bottom), 0.0)
