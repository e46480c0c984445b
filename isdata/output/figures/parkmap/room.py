"""The room that one name finds on a map beside all others."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap import lettering
from isdata.output.figures.parkmap.boxes import PAD, Box, Disc

GAP = 3.0  # between a circle and its name [px]
MORE = 8.0  # added to it where lines pass: a name farther away is not taken for that of its circle [px]
DOUBT, UNSURE = 5.0, 2  # another circle not so much farther away [px] is as bad as so many points of lines
CLOSE = 0.5  # distances that look the same [px]
ASKEW, AFAR = 1, 2  # points of lines that are as bad as a name diagonal to its circle, or farther from it

Found = tuple[float, str, float, float, Box]  # points of lines below a name, its text, offsets and box


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
class Ground:
    """What the names are placed on, as `place` takes it. [px]"""

    circles: list[Disc]
    size: tuple[float, float]
    lines: Sequence[Disc]
    plots: Sequence[Disc]
    frame: Box | None


def find(
    label: Label, taken: np.ndarray, crossed: np.ndarray, discs: np.ndarray, ground: Ground
) -> Found | None:
    """Position of a name on as few lines as possible: beside its circle, diagonal, or somewhat farther."""
    is_near = _is_near(label, taken)
    near = {
        "taken": taken[is_near],
        "crossed": crossed[_is_near(label, crossed)],
        "discs": discs[is_near[: len(discs)]],
    }
    best = partial(_best, label, **near, ground=ground)
    broken = [lettering.two_lines(label.text, long=0), label.text]
    found = best([lettering.two_lines(label.text), label.text])
    if not found or found[0] > ASKEW:
        found = _better(found, best(broken, is_askew=True), ASKEW)
    if label.radius and (not found or found[0] > ASKEW):
        found = _better(found, best(broken, is_askew=True, slides=True), ASKEW)
    if label.radius and (not found or found[0] > AFAR):
        found = _better(found, best(broken, is_askew=True, slides=True, more=MORE), AFAR)
    if found and not label.radius and found[0] > 0:
        return None  # a part of the plan is named only where its name can be read
    return found


def _better(one: Found | None, other: Found | None, worse: float) -> Found | None:
    """The place over fewer lines, of which the other one is worse by so many points."""
    if one is None or other is None:
        return one or other
    return other if other[0] + worse < one[0] else one


def _ways(
    label: Label, width: float, height: float, *, is_askew: bool, slides: bool, more: float
) -> list[tuple[float, float]]:
    """Offsets of a name from its circle: on its sides, or also diagonal or slid along them; of a place, from its middle. [px]"""
    if not label.radius:
        line = label.size
        return [(0.0, 0.0), *([(0.0, -line), (0.0, line), (-line, 0.0), (line, 0.0)] if is_askew else [])]
    away = label.radius + GAP + more
    beside, over = away + width / 2, away + height / 2
    ways = [(0.0, over), (0.0, -over), (beside, 0.0), (-beside, 0.0)]
    if is_askew:
        x, y = (0.7 * away + side / 2 for side in (width, height))
        ways += [(x, y), (x, -y), (-x, y), (-x, -y)]
    if slides:
        ways += [
            (side * width, way * over) for side in (0.2, -0.2, 0.35, -0.35, 0.5, -0.5) for way in (1, -1)
        ]
        ways += [(way * beside, side * height) for side in (0.3, -0.3) for way in (1, -1)]
    return ways


def _best(
    label: Label,
    texts: Sequence[str],
    *,
    taken: np.ndarray,
    crossed: np.ndarray,
    discs: np.ndarray,
    ground: Ground,
    is_askew: bool = False,
    slides: bool = False,
    more: float = 0.0,
) -> Found | None:
    """Return the free place that lies over the fewest lines, and nearer to its own circle than to any other."""
    places, size = list[tuple[str, float, float, Box]](), ground.size
    for text in dict.fromkeys(texts):
        width, height = lettering.measure(text, label.size)
        for dx, dy in _ways(label, width, height, is_askew=is_askew, slides=slides, more=more):
            x, y = label.x + dx, label.y + dy
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]:
                places.append((text, dx, dy, box))
    if not places:
        return None
    boxes = np.array([box for *_offset, box in places])
    is_free = np.asarray(~geometry.overlap(boxes, taken).any(axis=1))
    doubt = np.zeros(len(boxes))
    if label.radius and is_free.any():
        doubt[is_free] = _doubt(label, boxes[is_free], discs)
        is_free &= np.isfinite(doubt)
    if not is_free.any():
        return None
    over = geometry.overlap(boxes, crossed).sum(axis=1) + geometry.beyond(boxes, ground.frame) + doubt
    over = np.where(is_free, over, np.inf)
    return float(over.min()), *places[int(over.argmin())]


def _doubt(label: Label, boxes: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Points of lines that each box counts as crossing where another circle is about as near as its own; infinite where nearer.

    Circles that lie on its own are left out: a name beside both can belong to either.
    """
    x, y, radius = discs.T
    is_apart = np.hypot(x - label.x, y - label.y) > radius + label.radius
    if not is_apart.any():
        return np.zeros(len(boxes))
    own = geometry.away(boxes, np.array([[label.x, label.y, label.radius]]))[:, 0]
    farther = geometry.away(boxes, discs[is_apart]).min(axis=1) - own
    return np.where(farther < -CLOSE, np.inf, np.where(farther < DOUBT, UNSURE, 0.0))


def _is_near(label: Label, boxes: np.ndarray) -> np.ndarray:
    """Whether a name can overlap each box, or be as near to it as to its own circle, wherever it stands beside that."""
    width, height = lettering.measure(label.text, label.size)
    away = label.radius + 2 * (GAP + label.size + PAD)
    x, y = away + width, away + 2 * height + label.size
    west, south, east, north = boxes.T
    return (west < label.x + x) & (east > label.x - x) & (south < label.y + y) & (north > label.y - y)
