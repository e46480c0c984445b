"""Positions beside a node of a diagram with room for its name."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lettering import LETTERS, LINE, text_height

APART = 4.0  # distance of a name from its node, in picture units
SHARES = (1.0, 0.5)  # positions of a name as shares of the distance from the middle of a node to its end
BEYOND = (1.0, 1.5, 2.0, 2.5)  # distances above and below a node, in half heights of a name
BESIDE = 0.2  # of the light ground beside a name, in heights of a name
IN_LINE = 1.0  # between two names in one line, in heights of a name
BETWEEN = 0.5  # at least between names in several lines, and beside an outer layer, in heights of a name


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


class Spot(NamedTuple):
    """A position beside a node, or half a line above or below that, and the maximum length of a text
    there."""

    x: float
    y: float
    anchor: str
    room: float
    is_free: bool  # no other node of the layer is so near that their names would touch
    is_off: bool  # above or below the node, not beside it


class Label(NamedTuple):
    """A text beside a node; x is its end at the node, y its middle."""

    text: str
    x: float
    y: float
    anchor: str
    width: float


def spots_of(i: int, boxes: Boxes, taken: Floats, size: float, lines: int, *, is_inside: bool) -> list[Spot]:
    """Positions beside a node for a text with this number of lines, the best first."""
    half = size * LINE * lines / 2
    middle, reach = (boxes.y0[i] + boxes.y1[i]) / 2, (boxes.y1[i] - boxes.y0[i]) / 2
    step = max(reach - half, half)  # within a tall node, just above and below a flat one
    column = boxes.layer == boxes.layer[i]
    column[i] = False
    others = np.abs((boxes.y0 + boxes.y1)[column] / 2 - middle)
    # A name in one line beside that one still has room.
    is_free = bool(others.min(initial=np.inf) >= half + (LINE / 2 + BETWEEN * (lines > 1)) * size)
    y, rooms = _rooms(i, boxes, taken, step, half)
    away = _distances(y[:, None], boxes.y0[column], boxes.y1[column]).min(axis=1, initial=np.inf)
    # Nearer to another node of the layer it would be read as the name of that one.
    is_own = away >= _distances(y, boxes.y0[i], boxes.y1[i]) + half
    is_own[0] = True
    is_off = np.abs(y - middle) > reach + half
    ends = {"start": float(boxes.x1[i] + APART), "end": float(boxes.x0[i] - APART)}
    first = "end" if boxes.layer[i] == 0 and not is_inside else "start"
    anchors = sorted(ends, key=lambda anchor: anchor != first)
    return [
        Spot(ends[anchor], float(y[k]), anchor, float(rooms[anchor][k]), is_free, bool(is_off[k]))
        for k in np.flatnonzero(is_own).tolist()
        for anchor in anchors
    ]


def _rooms(i: int, boxes: Boxes, taken: Floats, step: float, half: float) -> tuple[Floats, dict[str, Floats]]:
    """Heights of the positions beside a node, the best first, and the room there by anchor, each of shape (k,)."""
    middle, low = (boxes.y0[i] + boxes.y1[i]) / 2, half
    shifts = [0.0, *(sign * share * step for share in SHARES for sign in (-1, 1))]
    shifts += [sign * (step + beyond * half) for beyond in BEYOND for sign in (-1, 1)]
    y = np.clip(middle + np.array(shifts), low, max(half, boxes.height - half))
    bars = np.stack([boxes.x0, boxes.x1, boxes.y0, boxes.y1], axis=1)
    bars[i] = np.nan
    left, right, top, bottom = np.concatenate([bars, taken]).T
    is_met = (top < (y + half)[:, None]) & (bottom > (y - half)[:, None])
    begin, end = boxes.x1[i] + APART, boxes.x0[i] - APART
    after = np.where(is_met & (right > begin), left - APART, np.inf).min(axis=1, initial=boxes.width)
    before = np.where(is_met & (left < end), right + APART, -np.inf).max(axis=1, initial=0.0)
    return y, {"start": after - begin, "end": end - before}


def _distances(y: float | Floats, top: Floats, bottom: Floats) -> Floats:
    """Vertical distance from heights to each span between `top` and `bottom`; 0 within it, in picture units."""
    return np.maximum(np.maximum(top - y, y - bottom), 0.0)


def ground(label: Label, size: float) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of the light ground below a name."""
    left, right, top, bottom = extent(label, size, LETTERS)
    more = BESIDE * size
    return left - more, right + more, top, bottom


def extent(label: Label, size: float, line: float = LINE) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a label with this height of its last line, in sizes."""
    left = label.x if label.anchor == "start" else label.x - label.width
    half = (text_height(label.text, size) - (LINE - line) * size) / 2
    return left, left + label.width, label.y - half, label.y + half


def occupied(label: Label, size: float, gap: float) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of the room in which no other name may be, with this gap above and below a label.

    Two names in one line have a blank of about two letters between them: without it, they are read as one.
    """
    left, right, top, bottom = extent(label, size)
    return left - IN_LINE * size, right + IN_LINE * size, top - gap, bottom + gap
