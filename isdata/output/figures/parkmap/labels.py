"""Positions of names on a map, without overlaps."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

LINE_HEIGHT = 1.15
GAP = 3.0  # between a circle and its name [px]
CLOSE = 0.5  # distances that look the same [px]
PAD = 2.0  # kept free around a name [px]
WIDE = 0.57  # width of a Latin letter in bold type, in sizes
SIZES = ((1.0, 0.85, 0.7), (0.85, 0.7), (0.7,))  # of the names of circles, tried one after the other
LEGIBLE = (0.85,)
IN_HALL = ((1.0, 0.88), (0.88,))  # none is below 2.2 % of the height of the window
CROWDED = 200  # circles from which the smallest size is tried only
NARROW = 500  # width of the map of a phone [px]
LONG = 13  # characters from which a name takes two lines

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Label:
    """One name that wants a place.

    Attributes
    ----------
    number : int
        Its own, to find it again.
    text : str
        The name.
    x, y : float
        Place on the picture, y downwards. [px]
    radius : float
        Of the circle it belongs to; 0 where it stands on its place. [px]
    size : float
        Of the type. [px]
    """

    number: int
    text: str
    x: float
    y: float
    radius: float
    size: float


@dataclass(frozen=True)
class Placed:
    """A name with its place: `text` may hold a line break, `dx` and `dy` lead from the place to its middle. [px]"""

    label: Label
    text: str
    dx: float
    dy: float


def place(
    labels: list[Label],
    circles: list[tuple[float, float, float]],
    size: tuple[float, float],
    lines: Sequence[tuple[float, float, float]] = (),
    *,
    is_in_hall: bool = False,
) -> list[Placed]:
    """Return the names that find room; those that come first in the list choose first.

    Parameters
    ----------
    labels : list of Label
        The most important first.
    circles : list of (x, y, radius)
        What names must not cover. [px]
    size : (width, height)
        Of the picture, which names must not leave. [px]
    lines : sequence of (x, y, radius)
        Points of lines, which names leave free where there is room beside them. [px]
    is_in_hall : bool
        Whether names are left out rather than drawn small.
    """
    asked = sum(label.radius > 0 for label in labels)
    best: list[Placed] = []
    known = IN_HALL if is_in_hall else SIZES
    for sizes in known if asked < CROWDED else known[-1:]:  # better small names than circles without a name
        placed = _placed(labels, circles, size, lines, sizes)
        if _circles(placed) > _circles(best) or not best:
            best = placed
        if _circles(best) == asked:
            return best
    # Where circles are left without a name anyway, a phone has fewer names in type that is read without a lens.
    return _placed(labels, circles, size, lines, LEGIBLE) if size[0] < NARROW else best


def _circles(placed: list[Placed]) -> int:
    """Number of the names that belong to circles."""
    return sum(name.label.radius > 0 for name in placed)


def _placed(
    labels: list[Label],
    circles: list[tuple[float, float, float]],
    size: tuple[float, float],
    lines: Sequence[tuple[float, float, float]],
    sizes: Sequence[float],
) -> list[Placed]:
    """Names that find room, those of circles at the first of the sizes that does."""
    taken = np.vstack([_boxes(circles), np.full((len(labels), 4), np.nan)])  # the names follow the circles
    crossed, discs = _boxes(lines), np.array(circles, dtype=float).reshape(-1, 3)
    placed: list[Placed] = []
    for label in labels:
        tried = (replace(label, size=share * label.size) for share in (sizes if label.radius else (1.0,)))
        found = next((room for each in tried if (room := _room(each, taken, crossed, discs, size))), None)
        if found:
            label, text, dx, dy, box = found
            taken[len(circles) + len(placed)] = box
            placed.append(Placed(label, text, dx, dy))
    return placed


def _boxes(discs: Sequence[tuple[float, float, float]]) -> np.ndarray:
    """Return the boxes around discs, a row each."""
    x, y, radius = np.array(discs, dtype=float).reshape(-1, 3).T
    return np.column_stack([x - radius, y - radius, x + radius, y + radius])


def _room(
    label: Label, taken: np.ndarray, crossed: np.ndarray, discs: np.ndarray, size: tuple[float, float]
) -> tuple[Label, str, float, float, Box] | None:
    """Position of a name on as few lines as possible: beside its circle, diagonal, or one line away."""
    best = partial(
        _best, label, taken=_near(label, taken), crossed=_near(label, crossed), discs=discs, size=size
    )
    found = best([two_lines(label.text), label.text])
    if not found:
        broken = [two_lines(label.text, long=0), label.text]
        found = best(broken, is_askew=True)
    if not found and label.radius:
        found = best(broken, is_askew=True, more=label.size)
    return (label, *found) if found else None


def _ways(
    label: Label, width: float, height: float, *, is_askew: bool, more: float
) -> list[tuple[float, float]]:
    """Offsets of a name from its circle: on its sides, or also diagonal; of a place, from its middle. [px]"""
    if not label.radius:
        line = label.size
        return [(0.0, 0.0), *([(0.0, -line), (0.0, line), (-line, 0.0), (line, 0.0)] if is_askew else [])]
    away = label.radius + GAP + more
    beside, over = away + width / 2, away + height / 2
    ways = [(0.0, over), (0.0, -over), (beside, 0.0), (-beside, 0.0)]
    if is_askew:
        x, y = (0.7 * away + side / 2 for side in (width, height))
        ways += [(x, y), (x, -y), (-x, y), (-x, -y)]
    return ways


def _best(
    label: Label,
    texts: Sequence[str],
    *,
    taken: np.ndarray,
    crossed: np.ndarray,
    discs: np.ndarray,
    size: tuple[float, float],
    is_askew: bool = False,
    more: float = 0.0,
) -> tuple[str, float, float, Box] | None:
    """Return the free place that lies over the fewest lines, and nearer to its own circle than to any other."""
    places: list[tuple[str, float, float, Box]] = []
    for text in dict.fromkeys(texts):
        width, height = measure(text, label.size)
        for dx, dy in _ways(label, width, height, is_askew=is_askew, more=more):
            x, y = label.x + dx, label.y + dy
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]:
                places.append((text, dx, dy, box))
    if not places:
        return None
    boxes = np.array([box for *_offset, box in places])
    is_free = ~_overlap(boxes, taken).any(axis=1)
    if label.radius:
        is_free &= _is_clear(label, boxes, discs)
    if not is_free.any():
        return None
    over = np.where(is_free, _overlap(boxes, crossed).sum(axis=1), np.inf)
    return places[int(over.argmin())]


def _is_clear(label: Label, boxes: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Whether each box is nearer to the circle of its name than to any other: nobody takes it for the name of that one.

    Circles that lie on its own are left out: a name beside both can belong to either.
    """
    x, y, radius = discs.T
    is_apart = np.hypot(x - label.x, y - label.y) > radius + label.radius
    own = _away(boxes, np.array([[label.x, label.y, label.radius]]))
    is_nearer = _away(boxes, discs[is_apart]) < own - CLOSE
    return np.asarray(~is_nearer.any(axis=1))


def _away(boxes: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Distance of each of the boxes from each of the discs, edge to edge. [px]"""
    left, top, right, bottom = boxes.T[:, :, None]
    x, y, radius = discs.T
    beside = np.maximum(0.0, np.maximum(left - x, x - right))
    above = np.maximum(0.0, np.maximum(top - y, y - bottom))
    return np.hypot(beside, above) - radius


def _near(label: Label, boxes: np.ndarray) -> np.ndarray:
    """Boxes that a name can overlap wherever it stands beside its circle."""
    width, height = measure(label.text, label.size)
    away = label.radius + GAP + label.size + 2 * PAD
    x, y = away + width, away + 2 * height + label.size
    west, south, east, north = boxes.T
    is_near = (west < label.x + x) & (east > label.x - x) & (south < label.y + y) & (north > label.y - y)
    return boxes[is_near]


def _overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether each of the boxes overlaps each of the others."""
    left, top, right, bottom = boxes.T[:, :, None]
    west, south, east, north = others.T
    return (left < east + PAD) & (west < right + PAD) & (top < north + PAD) & (south < bottom + PAD)


def two_lines(name: str, *, long: int = LONG) -> str:
    """Return a name of so many characters broken at the space nearest to its middle."""
    spaces = [place for place, sign in enumerate(name) if sign == " "]
    if len(name) < long or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


@lru_cache(16_384)
def measure(text: str, size: float) -> tuple[float, float]:
    """Return about how wide and high a text is; Chinese signs are square, Latin ones half as wide. [px]"""
    rows = text.split("\n")
    wide = max(
        sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else WIDE for sign in row) for row in rows
    )
    return wide * size, len(rows) * size * LINE_HEIGHT


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return a text in lines that fit a width [px], broken at spaces and after Chinese punctuation."""
    lines = [""]
    for piece in re.findall(r"[^ 。，；、：]*[ 。，；、：]?", text):
        if lines[-1] and measure(lines[-1] + piece.rstrip(), size)[0] > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]
