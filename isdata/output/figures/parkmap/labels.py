"""Positions of names on a map, without overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from isdata.output.figures.parkmap import lettering

GAP = 3.0  # between a circle and its name [px]
CLOSE = 0.5  # distances that look the same [px]
PAD = 2.0  # kept free around a name [px]
SIZES = (1.0, 0.85)  # of the names of circles, one for all of them: smaller ones are not read without a lens
IN_HALL = (1.0, 0.88)  # none is below 2.2 % of the height of the window
CROWDED = 200  # circles from which the smallest size is tried only, and once
ROUNDS = 6  # in which names without room choose before the others
ASKEW, AFAR = 1, 3  # points of lines that are as bad as a name diagonal to its circle, or one line away
OUT = 16  # points of lines that are as bad as a name that sticks out of the frame of the plan
BAD = 6  # points of lines from which a name chooses before the others in the next round
FEW = 3  # names over more points than that for which another round is tried at full size
WORST = 8  # points of lines below a name up to which its size is kept

Box = tuple[float, float, float, float]  # left, top, right, bottom
Disc = tuple[float, float, float]  # x, y, radius
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
class Placed:
    """A name with its place: `text` may hold a line break, `dx` and `dy` lead from the place to its middle [px]; `over` counts
    the points of lines and plots below it.
    """

    label: Label
    text: str
    dx: float
    dy: float
    over: float


@dataclass(frozen=True)
class _Ground:
    """What the names are placed on, as `place` takes it. [px]"""

    circles: list[Disc]
    size: tuple[float, float]
    lines: Sequence[Disc]
    plots: Sequence[Disc]
    frame: Box | None


def place(
    labels: list[Label],
    circles: list[Disc],
    size: tuple[float, float],
    lines: Sequence[Disc] = (),
    *,
    plots: Sequence[Disc] = (),
    frame: Box | None = None,
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
    plots : sequence of (x, y, radius)
        Points of plots without a circle, which names of circles leave free likewise: they would seem let. [px]
    frame : (left, top, right, bottom), optional
        Which names better do not cross. [px]
    is_in_hall : bool
        Whether names are left out rather than drawn small.
    """
    asked = sum(label.radius > 0 for label in labels)
    is_crowded = asked >= CROWDED
    ground, best = _Ground(circles, size, lines, plots, frame), list[Placed]()
    shares = (IN_HALL if is_in_hall else SIZES)[-1 if is_crowded else 0 :]
    for share in shares:
        is_last = share == shares[-1]
        for bad in (BAD, np.inf) if is_last and not is_crowded else (BAD,):
            rounds = 1 if is_crowded else ROUNDS
            placed = _in_rounds(labels, ground, share, rounds, bad, most=np.inf if is_last else FEW)
            best = placed if not best or _worth(placed) > _worth(best) else best
            if _circles(best) == asked:
                break
        if _circles(best) == asked and all(name.over <= WORST for name in best if name.label.radius):
            break
    return best


def _in_rounds(
    labels: Sequence[Label], ground: _Ground, share: float, rounds: int, bad: float, *, most: float
) -> list[Placed]:
    """Names that find room at one size; those of circles that find none, or over more points than `bad`, choose first in the next round.

    Where more than `most` are that badly placed, there is no further round: smaller type is better.
    """
    best: list[Placed] = []
    order = list(labels)
    for _nth in range(rounds):
        placed = _placed(order, ground, share)
        if not best or _worth(placed) > _worth(best):
            best = placed
        found = {name.label.number: name.over for name in placed}
        first = {
            label.number for label in order if label.radius and not found.get(label.number, np.nan) <= bad
        }
        if not first or sum(over > WORST for over in found.values()) > most:
            break
        order = sorted(
            order, key=lambda label: -found.get(label.number, np.inf) if label.number in first else 1.0
        )
    return best


def _worth(placed: list[Placed]) -> tuple[int, float]:
    """How good a placement is: the more names of circles the better, and of two with as many that with the fewest points below."""
    return _circles(placed), -sum(name.over for name in placed if name.label.radius)


def _circles(placed: list[Placed]) -> int:
    """Number of the names that belong to circles."""
    return sum(name.label.radius > 0 for name in placed)


def _placed(labels: list[Label], ground: _Ground, share: float) -> list[Placed]:
    """Names that find room, those of circles at this share of their size."""
    circles, lines = ground.circles, _boxes(ground.lines)
    taken = np.vstack([_boxes(circles), np.full((len(labels), 4), np.nan)])  # the names follow the circles
    crossed, discs = np.vstack([lines, _boxes(ground.plots)]), np.array(circles, dtype=float).reshape(-1, 3)
    placed: list[Placed] = []
    for label in labels:
        sized = replace(label, size=share * label.size) if label.radius else label
        found = _room(sized, taken, crossed if label.radius else lines, discs, ground)
        if found:
            over, text, dx, dy, box = found
            taken[len(circles) + len(placed)] = box
            placed.append(Placed(sized, text, dx, dy, over))
    return placed


def _boxes(discs: Sequence[Disc]) -> np.ndarray:
    """Return the boxes around discs, a row each."""
    x, y, radius = np.array(discs, dtype=float).reshape(-1, 3).T
    return np.column_stack([x - radius, y - radius, x + radius, y + radius])


def _room(
    label: Label, taken: np.ndarray, crossed: np.ndarray, discs: np.ndarray, ground: _Ground
) -> Found | None:
    """Position of a name on as few lines as possible: beside its circle, diagonal, or one line away."""
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
        found = _better(found, best(broken, is_askew=True, slides=True, more=label.size), AFAR)
    if found and not label.radius and found[0] > AFAR:
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
        ways += [(side * width, way * over) for side in (0.2, -0.2, 0.35, -0.35) for way in (1, -1)]
        ways += [(way * beside, side * height) for side in (0.3, -0.3) for way in (1, -1)]
    return ways


def _best(
    label: Label,
    texts: Sequence[str],
    *,
    taken: np.ndarray,
    crossed: np.ndarray,
    discs: np.ndarray,
    ground: _Ground,
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
    is_free = np.asarray(~_overlap(boxes, taken).any(axis=1))
    if label.radius and is_free.any():
        is_free[is_free] = _is_clear(label, boxes[is_free], discs)
    if not is_free.any():
        return None
    over = np.where(is_free, _overlap(boxes, crossed).sum(axis=1) + _beyond(boxes, ground.frame), np.inf)
    return float(over.min()), *places[int(over.argmin())]


def _beyond(boxes: np.ndarray, frame: Box | None) -> np.ndarray:
    """Points of lines that each box counts as crossing where it sticks out of the frame."""
    if frame is None:
        return np.zeros(len(boxes))
    left, top, right, bottom = boxes.T
    is_out = (left < frame[0]) | (top < frame[1]) | (right > frame[2]) | (bottom > frame[3])
    return np.where(is_out, OUT, 0.0)


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


def _is_near(label: Label, boxes: np.ndarray) -> np.ndarray:
    """Whether a name can overlap each box, or be as near to it as to its own circle, wherever it stands beside that."""
    width, height = lettering.measure(label.text, label.size)
    away = label.radius + 2 * (GAP + label.size + PAD)
    x, y = away + width, away + 2 * height + label.size
    west, south, east, north = boxes.T
    return (west < label.x + x) & (east > label.x - x) & (south < label.y + y) & (north > label.y - y)


def _overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether each of the boxes overlaps each of the others."""
    left, top, right, bottom = boxes.T[:, :, None]
    west, south, east, north = others.T
    return (left < east + PAD) & (west < right + PAD) & (top < north + PAD) & (south < bottom + PAD)
