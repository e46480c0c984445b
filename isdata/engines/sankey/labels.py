"""Positions of names, without overlaps and inside the picture."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from isdata.engines.sankey.graph import Floats, Ints

LINE = 1.25  # height of a line of text, in sizes
APART = 4.0  # between a node and its name, in picture units
LEADER = 10.0  # further room beside the outer layers, for lines from nodes to names that had to move
# Widths of Arial by character, in sizes; the font of the pages is narrower. Others: capitals, and all the rest.
_WIDTHS = {
    **dict.fromkeys("'jil|", 0.25),
    **dict.fromkeys("I.,:;![]/ ·tf", 0.3),
    **dict.fromkeys("r()-", 0.36),
    **dict.fromkeys("mwMWOQG&%—…@", 0.9),
}
_CAPITAL, _OTHER = 0.68, 0.54


def text_width(text: str, size: float) -> float:
    """Approximate width of a text, rather overestimated; Chinese characters are square."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return _WIDTHS.get(character, _CAPITAL if character.isupper() else _OTHER)


def shortened(text: str, size: float, room: float) -> str:
    """Return the text, cut to the room with an ellipsis; empty if not even two characters fit."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if len(kept) > 1 else ""


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
    texts: Sequence[Sequence[str]], boxes: Boxes, value: Floats, size: float, lines: Floats | None = None
) -> dict[str, list]:
    """label, label_x, label_y (middle), label_anchor and label_width of each node.

    Names of the first and the last layer stand outside the diagram, moved up or down so that none overlaps
    another (see `leaders`). Of the other nodes the greatest choose first. A name stands beside its node: in the
    middle of its height, else further up or down, on the side towards the edge or on the other, the fullest text
    that fits anywhere; above or below, it is at least half a line closer to its node than to any other of the
    layer. What does not fit is shortened, and left out (empty) where even that would hide another.

    Parameters
    ----------
    texts : sequence of sequences of str
        What may be written at each node, the fullest first.
    lines : array, shape (k, 2), optional
        Points along thin ribbons; names stand beside them where they can.
    """
    lines = np.empty((0, 2)) if lines is None else lines
    names = _Names(texts, boxes, size, lines)
    outer = _outside(texts, boxes, size) if size > 0 else {}
    order = np.lexsort((np.arange(len(texts)), -value)).tolist() if size > 0 else []
    for i in order:
        names.put(i, outer.get(i) or names.chosen(i))
    for i in order:
        if i not in outer and names.lost(i):
            names.make_room(i, outer)
    columns = ("label", "label_x", "label_y", "label_anchor", "label_width")
    return {name: [row[k] for row in names.rows] for k, name in enumerate(columns)}


class Label(NamedTuple):
    """A text beside a node; x is its end at the node, y its middle."""

    text: str
    x: float
    y: float
    anchor: str
    width: float


class _Names:
    """Names placed so far, and the room that they take."""

    def __init__(self, texts: Sequence[Sequence[str]], boxes: Boxes, size: float, lines: Floats) -> None:
        self.texts, self.boxes, self.size, self.lines = texts, boxes, size, lines
        self.rows = [
            Label("", float(x), float(y), "start", 0.0)
            for x, y in zip(boxes.x1, (boxes.y0 + boxes.y1) / 2, strict=True)
        ]
        self.taken = np.full((len(texts), 4), np.nan)  # left, right, top, bottom

    def chosen(self, i: int) -> Label:
        """The best name of a node beside those that are placed."""
        spots = _spots(i, self.boxes, self.taken, self.size)
        return _choose(self.texts[i], spots, self.size, self.lines)

    def put(self, i: int, label: Label) -> None:
        """Place a name in place of the former one of its node; an empty one takes no room."""
        self.rows[i] = label if label.text else self.rows[i]._replace(text="", width=0.0)
        left = label.x if label.anchor == "start" else label.x - label.width
        half = self.size * LINE / 2
        extent = (left, left + label.width, label.y - half, label.y + half)
        self.taken[i] = extent if label.text else np.nan

    def lost(self, i: int) -> int:
        """How far the name of a node is from its fullest text."""
        texts = list(self.texts[i])
        if self.rows[i].text in texts:
            return texts.index(self.rows[i].text)
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


def _outside(texts: Sequence[Sequence[str]], boxes: Boxes, size: float) -> dict[int, Label]:
    """Names of the nodes of the first and the last layer, for each layer whose names fit below each other."""
    found: dict[int, Label] = {}
    last = int(boxes.layer.max(initial=0))
    for layer in (0, last) if last > 0 else ():
        own = np.flatnonzero(boxes.layer == layer)
        middle = (boxes.y0[own] + boxes.y1[own]) / 2
        own = own[np.argsort(middle, kind="stable")]
        if not 0 < len(own) * size * LINE <= boxes.height:
            continue
        heights = _spread(np.sort(middle), size * LINE, boxes.height)
        for i, y in zip(own.tolist(), heights.tolist(), strict=True):
            x = float(boxes.x0[i] - APART - LEADER if layer == 0 else boxes.x1[i] + APART + LEADER)
            room = x if layer == 0 else boxes.width - x
            text = next((text for text in texts[i] if text_width(text, size) <= room), "")
            text = text or shortened(texts[i][-1], size, room)
            found[i] = Label(text, x, y, "end" if layer == 0 else "start", text_width(text, size))
    return found


def _spread(wanted: Floats, apart: float, height: float) -> Floats:
    """Middles at least `apart` from each other and inside the height, in order, with least squared displacement.

    Neighbours that would overlap are pooled around their common mean (isotonic regression).
    """
    blocks: list[list[float]] = []  # sum of the first's wanted middle, members
    for middle in wanted.tolist():
        blocks.append([middle, 1.0])
        while len(blocks) > 1 and _top(blocks[-2], apart, height) + blocks[-2][1] * apart > _top(
            blocks[-1], apart, height
        ):
            total, members = blocks.pop()
            former = blocks[-1]
            former[0] += total - former[1] * members * apart
            former[1] += members
    return np.concatenate(
        [_top(block, apart, height) + apart * (np.arange(int(block[1])) + 0.5) for block in blocks]
    )


def _top(block: Sequence[float], apart: float, height: float) -> float:
    """Upper edge of pooled names, inside the height."""
    total, members = block
    return float(np.clip(total / members - apart / 2, 0.0, max(0.0, height - members * apart)))


class _Spot(NamedTuple):
    """A place beside a node, or half a line above or below that, and how long a text may be there."""

    x: float
    y: float
    anchor: str
    room: float
    is_beside: bool


def _choose(texts: Sequence[str], spots: list[_Spot], size: float, lines: Floats) -> Label:
    for text in texts:
        wide = text_width(text, size)
        fitting = [spot for spot in spots if wide <= spot.room]
        beside = [spot for spot in fitting if spot.is_beside] or fitting
        if beside:
            labels = [Label(text, spot.x, spot.y, spot.anchor, wide) for spot in beside]
            return min(labels, key=lambda label: _struck(label, size, lines))
    widest = max(spots, key=lambda spot: spot.room)
    cut = shortened(texts[-1], size, widest.room)
    return Label(cut, widest.x, widest.y, widest.anchor, text_width(cut, size))


def _struck(label: Label, size: float, lines: Floats) -> int:
    """Number of points of thin ribbons covered by a label."""
    left = label.x if label.anchor == "start" else label.x - label.width
    inside = (lines[:, 0] > left) & (lines[:, 0] < left + label.width)
    return int((inside & (np.abs(lines[:, 1] - label.y) < 0.45 * size)).sum())


def _spots(i: int, boxes: Boxes, taken: Floats, size: float) -> list[_Spot]:
    """The places beside a node, the best first."""
    half = size * LINE / 2
    low, high = half, max(half, boxes.height - half)
    middle, reach = (boxes.y0[i] + boxes.y1[i]) / 2, (boxes.y1[i] - boxes.y0[i]) / 2
    step = max(reach - half, half)  # within a tall node, just above and below a flat one
    column = boxes.layer == boxes.layer[i]
    column[i] = False
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
        for anchor in ("end", "start") if boxes.layer[i] == 0 else ("start", "end"):
            x = float(boxes.x1[i] + APART if anchor == "start" else boxes.x0[i] - APART)
            if anchor == "start":
                room = (left[right > x] - APART).min(initial=boxes.width) - x
            else:
                room = x - (right[left < x] + APART).max(initial=0.0)
            spots.append(_Spot(x, y, anchor, float(room), k < 3))
    return spots


def _distances(y: float, top: Floats, bottom: Floats) -> Floats:
    """Vertical distance from a height to each span between `top` and `bottom`; 0 within it, in picture units."""
    return np.maximum(np.maximum(top - y, y - bottom), 0.0)
