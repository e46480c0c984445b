"""Possible positions of a name on a map, and their costs."""

from dataclasses import dataclass, field
from functools import partial

import numpy as np

from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap import lettering
from isdata.output.figures.parkmap.boxes import PAD, Box
from isdata.output.figures.parkmap.name_ground import Ground

GAP = 3.0  # distance between a circle and its name [px]
MORE = (0.0, 0.3, 0.6, 1.0, 1.5)  # extra distance where lines pass, in type sizes
IN_HALL = (2.1, 2.8)  # further ones when presented, where a line leads to the name
CLEAR = 0.2  # minimum extra distance of a name from other circles than its own, in type sizes
# Costs of a position: an unsuitable line break, three lines, greater distance, each point below it of a line of its own
# circle, of a faint line, of an edge, of water and of a free plot, and crossing the frame.
BROKEN, THREE, FAR, OWN, FAINT, EDGE, WATER, UNLET, FRAME = 0.4, 2.0, 2.0, 1.2, 0.18, 0.2, 0.08, 2.0, 20.0
FOREIGN, POINT = 30.0, 0.5  # cost of a foreign line below it, and of each of its points
STRUCK, TOUCHED = (
    12.0,
    1,
)  # cost of a line of its own circle through it, and number of points that only touch it
UNFIT = (
    6.0  # cost of foreign lines, free plots and the frame from which a presented map shows a number instead
)

# Positions beside a circle: shares of the distance from its centre and of the size of the name along x and y; cost.
_SIDES = [(0, 1, 0, 0.5, 0.0), (0, -1, 0, -0.5, 0.2), (1, 0, 0.5, 0, 0.3), (-1, 0, -0.5, 0, 0.4)]
_CORNERS = [(0.7 * x, 0.7 * y, x / 2, y / 2, 1.0) for x in (1, -1) for y in (1, -1)]
_SLID = [(0, y, s * x, y / 2, 0.6 + s) for s in (0.1, 0.2, 0.3, 0.4, 0.5) for x in (1, -1) for y in (1, -1)]
_RAISED = [(x, 0, x / 2, s, 1.0) for s in (0.15, -0.15, 0.3, -0.3, 0.45, -0.45) for x in (1, -1)]
_POSITIONS = np.array([*_SIDES, *_CORNERS, *_SLID, *_RAISED], dtype=float)
# An outline may touch the box of a name, which is larger than its letters.
_INSET, _UNPADDED = np.array([0.0, 0.12, 0.0, -0.12]), PAD * np.array([1.0, 1.0, -1.0, -1.0])
_ASIDE = np.array([-0.15, 0.0, 0.15, 0.0])  # distance of a name from the frame beside it, in type sizes
_GRID = np.linspace(-0.5, 0.5, 9)  # shares of the space left in an area by its name


@dataclass(frozen=True)
class Label:
    """Name to be placed.

    Attributes
    ----------
    number : int
        Identifying number.
    text : str
        The name.
    x, y : float
        Place on the picture, y downwards. [px]
    radius : float
        Radius of its circle; 0 if the name is centred on its place. [px]
    size : float
        Of the type. [px]
    area : Box, optional
        Rectangle available to a name without a circle; by default it is on its place or one line above or below. [px]
    is_needed : bool
        True for a name without a circle that may be placed on lines rather than left out.
    """

    number: int
    text: str
    x: float
    y: float
    radius: float
    size: float
    area: Box | None = None
    is_needed: bool = False


@dataclass(frozen=True)
class Places:
    """Possible positions of one name, best first: texts, boxes [px], costs, and whether lines pass through each.

    `is_foreign`: lines of other circles; `is_struck`: lines of its own.
    """

    label: Label
    texts: list[str]
    boxes: np.ndarray
    costs: np.ndarray
    is_foreign: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    is_struck: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))


def places(label: Label, ground: Ground, *, is_still: bool = False, is_in_hall: bool = False) -> Places:
    """Possible positions of a name: within the picture, on no circle, clearly nearest to its own circle.

    Parameters
    ----------
    label : Label
    ground : Ground
    is_still : bool
        Exclude positions on foreign lines.
    is_in_hall : bool
        Exclude positions of circle names on foreign lines, on free plots and across the frame; include farther ones.
    """
    texts, boxes, costs, below = ground.remembered((label, is_in_hall), partial(_free, label, is_in_hall))
    against, minor, is_foreign, is_struck = _on_lines(label, boxes, below, ground)
    costs = costs + against + minor
    if is_in_hall and label.radius:
        costs = np.where(against >= UNFIT, np.inf, costs)
    may_cover = label.radius or label.is_needed  # other parts of the plan are named only beside lines
    if is_still or not may_cover:
        costs = np.where(is_foreign, np.inf, costs)
    order = np.argsort(costs, kind="stable")
    order = order[np.isfinite(costs[order])]
    return Places(
        label,
        [texts[place] for place in order.tolist()],
        boxes[order],
        costs[order],
        is_foreign[order],
        is_struck[order],
    )


def _beside(label: Label, *, is_in_hall: bool = False) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Texts, boxes and costs of a name around its circle, in one or two lines, near or farther away."""
    usual = lettering.two_lines(label.text)
    two, three = lettering.two_lines(label.text, long=0), lettering.three_lines(label.text)
    texts = dict.fromkeys([usual, label.text, two, three])
    spots = [
        (text, *lettering.measure(text, label.size), label.radius + GAP + more * label.size, _broken(text, usual) + FAR * more / MORE[-1])
        for text in texts
        for more in (*MORE, *(IN_HALL if is_in_hall else ()))
    ]  # fmt: skip
    width, height, away, cost = (np.array(each)[:, None] for each in list(zip(*spots, strict=True))[1:])
    x = (label.x + away * _POSITIONS[:, 0] + width * _POSITIONS[:, 2]).ravel()
    y = (label.y + away * _POSITIONS[:, 1] + height * _POSITIONS[:, 3]).ravel()
    half, high = (np.repeat(each / 2, len(_POSITIONS)) for each in (width, height))
    boxes = np.column_stack([x - half, y - high, x + half, y + high])
    return [spot[0] for spot in spots for _way in _POSITIONS], boxes, (cost + _POSITIONS[:, 4]).ravel()


def _broken(text: str, usual: str) -> float:
    """Cost of the line breaks of a name."""
    return BROKEN * (text != usual) + THREE * (text.count("\n") > 1)


def _on(label: Label) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Texts, boxes and costs of a name on its place, one line above or below, or anywhere in the rectangle of its area."""
    texts, boxes, costs = list[str](), list[Box](), list[float]()
    line = label.size
    broken = [lettering.two_lines(label.text, long=0)]
    if label.is_needed:
        broken.append(lettering.three_lines(label.text))
    for text in dict.fromkeys([label.text, *broken]):
        width, height = lettering.measure(text, label.size)
        shifts = [(0.0, 0.0), (0.0, -line), (0.0, line), (-line, 0.0), (line, 0.0)]
        if label.area is not None:
            left, top, right, bottom = label.area
            across, along = right - left - width - 2 * PAD, bottom - top - height - 2 * PAD
            if across > 0 and along > 0:
                shifts += [(x * across, y * along) for x in _GRID for y in _GRID]
        for x, y in shifts:
            texts.append(text)
            middle = label.x + x, label.y + y
            boxes.append(
                (middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
            )
            costs.append(BROKEN * (text != label.text) + float(np.hypot(x, y)) / label.size)
    return texts, np.array(boxes), np.array(costs)


def of_lines(foreign: np.ndarray, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Costs of the numbers of points of foreign lines and of its own below a name."""
    return (
        np.where(foreign > 0, FOREIGN + POINT * foreign, 0.0),
        np.where(own > TOUCHED, STRUCK, 0.0) + OWN * own,
    )


@dataclass(frozen=True)
class _Below:
    """Costs of what is below each box whatever the lines: free plots, outlines, water, and the frame of the park."""

    plots: np.ndarray
    edges: np.ndarray
    water: np.ndarray
    frame: np.ndarray


def _free(label: Label, is_in_hall: bool, ground: Ground) -> tuple[list[str], np.ndarray, np.ndarray, _Below]:
    """Texts, boxes and costs of the positions of a name that are free whatever the lines, and what is below them."""
    from isdata.output.figures.parkmap import overlaps  # numba takes long to import

    texts, boxes, costs = _beside(label, is_in_hall=is_in_hall) if label.radius else _on(label)
    own = label.x, label.y, label.radius
    kept = np.flatnonzero(overlaps.free(boxes, ground.discs, ground.frame, own, CLEAR * label.size))
    boxes = boxes[kept]
    return [texts[place] for place in kept], boxes, costs[kept], _below(label, boxes, ground)


def _below(label: Label, boxes: np.ndarray, ground: Ground) -> _Below:
    plots, edges, water, frame = (np.zeros(len(boxes)) for _nth in range(4))
    if label.radius:
        plots = UNLET * _count(boxes, ground.plots)
        edges = EDGE * _count(boxes + _INSET * label.size + _UNPADDED, ground.edges)
        around = geometry.around([(label.x, label.y, label.radius)])
        if not _count(around, ground.water).any():
            water = WATER * _count(boxes, ground.water)
    if ground.inner is not None and _is_in(label, ground.inner):
        # A name at the frame seems to continue beyond it.
        beside = label.size * _ASIDE if label.radius else 0.0
        frame = FRAME * ~geometry.within(boxes + beside, ground.inner)
    return _Below(plots, edges, water, frame)


def _on_lines(
    label: Label, boxes: np.ndarray, below: _Below, ground: Ground
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Cost of the objects below each box, of those that the name may cover, and masks of boxes on foreign lines and its own."""
    is_own = (ground.ends == label.number).any(axis=1)
    foreign, own = (_count(boxes, ground.lines[mask]) for mask in (~is_own, is_own))
    against, minor = of_lines(foreign, own)
    if label.radius:
        minor = minor + FAINT * _count(boxes, ground.faint)
    return (
        against + below.plots + below.frame,
        minor + below.edges + below.water,
        foreign > 0,
        own > TOUCHED,
    )


def _count(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Number of points below each box."""
    from isdata.output.figures.parkmap import overlaps  # as above

    return overlaps.counted(boxes, points)


def _is_in(label: Label, frame: Box) -> bool:
    left, top, right, bottom = frame
    return left <= label.x <= right and top <= label.y <= bottom
