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

    The greatest nodes choose first. A name that finds no room beside its node is shortened, and left
    out (empty) if that does not help.
    """
    taken: list[tuple[float, float, float, float]] = []
    rows: list[tuple[str, float, float, str, float]] = [("", 0.0, 0.0, "start", 0.0)] * len(texts)
    columns = np.unique(np.column_stack([boxes.x0, boxes.x1]), axis=0) if len(texts) else np.empty((0, 2))
    for i in np.lexsort((np.arange(len(texts)), -value)):
        rows[i] = _choose(texts[i], i, boxes, columns, taken, size)
    names = ("label", "label_x", "label_y", "label_anchor", "label_width")
    return {name: [row[k] for row in rows] for k, name in enumerate(names)}


def _choose(text: str, i: int, boxes: Boxes, columns: Floats, taken: list, size: float) -> tuple:
    y = float(np.clip((boxes.y0[i] + boxes.y1[i]) / 2, size * LINE / 2, boxes.height - size * LINE / 2))
    top, bottom = y - size * LINE / 2, y + size * LINE / 2
    for anchor in ("end", "start") if boxes.layer[i] == 0 else ("start", "end"):
        right = anchor == "start"
        x = float(boxes.x1[i] + APART if right else boxes.x0[i] - APART)
        limit = _limit(x, right, top, bottom, boxes, columns, taken)
        fitted = shortened(text, size, abs(limit - x)) if size else ""
        if fitted:
            wide = text_width(fitted, size)
            taken.append((x, x + wide, top, bottom) if right else (x - wide, x, top, bottom))
            return fitted, x, y, anchor, wide
    return "", float(boxes.x1[i]), y, "start", 0.0


def _limit(
    x: float, right: bool, top: float, bottom: float, boxes: Boxes, columns: Floats, taken: list
) -> float:
    """How far a name may reach from x: to the next column, the next name or the edge of the picture."""
    beside = [(a, b) for a, b, c, d in taken if c < bottom and top < d]
    beside += [(float(a), float(b)) for a, b in columns]
    if right:
        return min([a - APART for a, b in beside if b > x], default=boxes.width)
    return max([b + APART for a, b in beside if a < x], default=0.0)
