"""Positions of names, without overlaps and inside the picture."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from isdata.engines.sankey.graph import Floats, Ints

LINE = 1.25  # height of a line of text, in sizes
APART = 4.0  # between a node and its name, in picture units
# Widths of Arial by character, in sizes; the font of the pages is narrower. Others: capitals, and all the rest.
_WIDTHS = {
    **dict.fromkeys("'jil|", 0.25),
    **dict.fromkeys("I.,:;![]/ ·tf", 0.3),
    **dict.fromkeys("r()-", 0.36),
    **dict.fromkeys("mwMWOQG&%—…@", 0.9),
}
_CAPITAL, _OTHER = 0.7, 0.56


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

    The greatest nodes choose first. A name stands beside its node: in the middle of its height, else further
    up or down, on the side towards the edge or on the other, the fullest text that fits anywhere. What
    does not fit is shortened, and left out (empty) where even that would hide another.

    Parameters
    ----------
    texts : sequence of sequences of str
        What may be written at each node, the fullest first.
    lines : array, shape (k, 2), optional
        Points along thin ribbons; names stand beside them where they can.
    """
    lines = np.empty((0, 2)) if lines is None else lines
    taken = np.empty((len(texts), 4))  # left, right, top, bottom
    count = 0
    rows: list[Label] = [
        Label("", float(x), float(y), "start", 0.0)
        for x, y in zip(boxes.x1, (boxes.y0 + boxes.y1) / 2, strict=True)
    ]
    for i in np.lexsort((np.arange(len(texts)), -value)) if size > 0 else ():
        label = _choose(texts[i], _spots(int(i), boxes, taken[:count], size), size, lines)
        if label.text:
            rows[i] = label
            left = label.x if label.anchor == "start" else label.x - label.width
            taken[count] = left, left + label.width, label.y - size * LINE / 2, label.y + size * LINE / 2
            count += 1
    names = ("label", "label_x", "label_y", "label_anchor", "label_width")
    return {name: [row[k] for row in rows] for k, name in enumerate(names)}


class Label(NamedTuple):
    """A text beside a node; x is its end at the node, y its middle."""

    text: str
    x: float
    y: float
    anchor: str
    width: float


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
    spots = []
    heights = [middle, middle - step, middle + step, middle - step - half, middle + step + half]
    for k, y in enumerate(np.clip(heights, low, high).tolist()):
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
