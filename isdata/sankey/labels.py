"""Where does each name stand, so that names neither overlap nor leave the picture?"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isdata.sankey.graph import Floats, Ints

LINE = 1.25  # height of a line of text, in sizes
APART = 4.0  # between a node and its name, in picture units
NARROW, WIDE = set("iljtfrI.,:;'|!()[] ·-"), set("mwMWOQGD@%&—…")


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is drawn, rather too wide than too narrow; Chinese characters are square."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in NARROW:
        return 0.36
    return 0.92 if character in WIDE else 0.68 if character.isupper() else 0.6


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
    """Nodes as rectangles, each array of shape (n,), and the picture they stand in."""

    x0: Floats
    x1: Floats
    y0: Floats
    y1: Floats
    layer: Ints
    width: float
    height: float


def place(texts: Sequence[str], boxes: Boxes, value: Floats, size: float) -> dict[str, list]:
    """Return label, label_x, label_y (middle), label_anchor and label_width of each node.

    The greatest nodes choose first. A name stands on that side of its node where more of it fits, if
    need be shortened; it is left out (empty) where it would hide another.
    """
    taken = np.empty((len(texts), 4))  # left, right, top, bottom
    count = 0
    rows: list[tuple[str, float, float, str, float]] = [
        ("", float(x), float(y), "start", 0.0)
        for x, y in zip(boxes.x1, (boxes.y0 + boxes.y1) / 2, strict=True)
    ]
    for i in np.lexsort((np.arange(len(texts)), -value)) if size > 0 else ():
        label, x, y, anchor, wide = _choose(texts[i], int(i), boxes, taken[:count], size)
        if label:
            rows[i] = (label, x, y, anchor, wide)
            left = x if anchor == "start" else x - wide
            taken[count] = left, left + wide, y - size * LINE / 2, y + size * LINE / 2
            count += 1
    names = ("label", "label_x", "label_y", "label_anchor", "label_width")
    return {name: [row[k] for row in rows] for k, name in enumerate(names)}


def _choose(text: str, i: int, boxes: Boxes, taken: Floats, size: float) -> tuple:
    half = size * LINE / 2
    y = float(np.clip((boxes.y0[i] + boxes.y1[i]) / 2, half, max(half, boxes.height - half)))
    names = taken[(taken[:, 2] < y + half) & (taken[:, 3] > y - half)]
    nodes = (boxes.y0 < y + half) & (boxes.y1 > y - half)
    nodes[i] = False
    left = np.concatenate([boxes.x0[nodes], names[:, 0]])
    right = np.concatenate([boxes.x1[nodes], names[:, 1]])
    best: tuple = ("", 0.0, y, "start", 0.0)
    for anchor in ("end", "start") if boxes.layer[i] == 0 else ("start", "end"):
        x = float(boxes.x1[i] + APART if anchor == "start" else boxes.x0[i] - APART)
        if anchor == "start":
            room = (left[right > x] - APART).min(initial=boxes.width) - x
        else:
            room = x - (right[left < x] + APART).max(initial=0.0)
        fitted = shortened(text, size, room)
        if len(fitted) > len(best[0]):
            best = (fitted, x, y, anchor, text_width(fitted, size))
        if fitted == text:
            break
    return best
