"""Compiled loops over the boxes of possible names on a map: what is below them, and which are free. [px]"""

import math

import numpy as np
from numba import njit

from isdata.engines.compiled import kept, read_only
from isdata.output.figures.parkmap.boxes import PAD, Box, Disc


def counted(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Number of points, as boxes, below each box."""
    return _counted(_plain(boxes), _plain(points))


def counted_by_path(boxes: np.ndarray, points: np.ndarray, path: np.ndarray, paths: int) -> np.ndarray:
    """Number of points of each path below each box, of shape (paths, boxes); `path` is the number of that of each point."""
    return _counted_by_path(_plain(boxes), _plain(points), read_only(path), paths)


def first_free(boxes: np.ndarray, others: np.ndarray, taken: np.ndarray) -> int:
    """Index of the first box that overlaps none of the others, some of which may have no place (NaN); -1 for none."""
    return _first_free(_plain(boxes), _plain(others), _plain(taken))


def coinciding(path: np.ndarray, taken: np.ndarray) -> int:
    """Number of points (x, y, radius) of a path that are nearer than their clearance to one of the points `taken`."""
    return _coinciding(_plain(path), _plain(taken))


def spaced(line: np.ndarray, step: float, radius: float) -> np.ndarray:
    """Points (x, y, radius) on a line at steps along it, and its end."""
    return _spaced(_plain(line), float(step), float(radius))


def free(boxes: np.ndarray, discs: np.ndarray, frame: Box, own: Disc, clear: float) -> np.ndarray:
    """Mask of the boxes within a frame that are on no disc and, beside a disc of their own, clearly nearest to that.

    Parameters
    ----------
    boxes : ndarray
    discs : ndarray, shape (n, 3)
        Discs that overlap the own one are ignored beside it, since a box beside both can belong to either.
    frame : Box
    own : Disc
        Of radius 0 for boxes without a disc.
    clear : float
        How much farther other discs must be. [px]
    """
    sides = _plain(np.array(frame, dtype=float))
    return _free(_plain(boxes), _plain(discs), sides, *map(float, (*own, clear)))


def _plain(rows: np.ndarray) -> np.ndarray:
    """Rows in the one form for which functions are compiled."""
    return read_only(np.ascontiguousarray(rows))


@kept
def _counted(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    found = np.zeros((1, len(boxes)), dtype=np.int32)
    _count(boxes, points, np.zeros(len(points), dtype=np.int64), found)
    return found[0]


@kept
def _counted_by_path(boxes: np.ndarray, points: np.ndarray, path: np.ndarray, paths: int) -> np.ndarray:
    found = np.zeros((paths, len(boxes)), dtype=np.int32)
    _count(boxes, points, path, found)
    return found


@njit(nogil=True)
def _count(boxes, points, row, found):
    """Add each point to the boxes on it, in its row of `found`; without branches, so that several boxes are compared at once."""
    around = _around(boxes, np.ones(len(boxes), dtype=np.bool_))
    sides = boxes.T.copy()
    left, top, right, bottom = sides[0], sides[1], sides[2], sides[3]
    for point in range(len(points)):
        if _overlap(around, 0, points, point):
            west, north = points[point, 0] - PAD, points[point, 1] - PAD
            east, south = points[point, 2] + PAD, points[point, 3] + PAD
            counts = found[row[point]]
            for box in range(len(counts)):
                counts[box] += (
                    (left[box] < east) & (right[box] > west) & (top[box] < south) & (bottom[box] > north)
                )


@kept
def _first_free(boxes: np.ndarray, others: np.ndarray, taken: np.ndarray) -> int:
    for box in range(len(boxes)):
        if not (_overlaps_any(boxes, box, others) or _overlaps_any(boxes, box, taken)):
            return box
    return -1


@kept
def _coinciding(path: np.ndarray, taken: np.ndarray) -> int:
    found = 0
    for here in range(len(path)):
        x, y, radius = path[here, 0], path[here, 1], path[here, 2]
        for there in range(len(taken)):
            across, along = x - taken[there, 0], y - taken[there, 1]
            reach = radius + taken[there, 2] + PAD
            if across * across + along * along < reach * reach:
                found += 1
                break
    return found


@kept
def _spaced(line: np.ndarray, step: float, radius: float) -> np.ndarray:
    far = np.zeros(len(line))
    for corner in range(1, len(line)):
        across, along = line[corner, 0] - line[corner - 1, 0], line[corner, 1] - line[corner - 1, 1]
        far[corner] = far[corner - 1] + math.hypot(across, along)
    found = np.empty((math.ceil((far[-1] + step) / step), 3))
    corner = 0
    for place in range(len(found)):
        at = place * step
        while corner < len(line) - 1 and far[corner + 1] <= at:
            corner += 1
        here = line[corner]
        found[place, 0], found[place, 1], found[place, 2] = here[0], here[1], radius
        if corner < len(line) - 1:
            there, share = line[corner + 1], at - far[corner]
            length = far[corner + 1] - far[corner]
            found[place, 0] = (there[0] - here[0]) / length * share + here[0]
            found[place, 1] = (there[1] - here[1]) / length * share + here[1]
    return found


@kept
def _free(
    boxes: np.ndarray, discs: np.ndarray, frame: np.ndarray, x: float, y: float, radius: float, clear: float
) -> np.ndarray:
    found = np.zeros(len(boxes), dtype=np.bool_)
    far = 0.0
    for box in range(len(boxes)):
        found[box] = (
            boxes[box, 0] >= frame[0]
            and boxes[box, 1] >= frame[1]
            and boxes[box, 2] <= frame[2]
            and boxes[box, 3] <= frame[3]
        )
        if found[box] and radius > 0:
            away = _away(boxes, box, x, y, radius) + clear
            far = max(far, away, _apart(boxes, box, x, y, radius))
    around = _around(boxes, found)
    for disc in range(len(discs)):
        there, that, wide = discs[disc, 0], discs[disc, 1], discs[disc, 2]
        is_other = radius > 0 and math.hypot(there - x, that - y) > wide + radius
        if _away(around, 0, there, that, wide) > max(far, wide) + 2 * PAD:  # meets none of the boxes
            continue
        for box in range(len(boxes)):
            if found[box]:
                found[box] = not _is_on(boxes, box, there, that, wide) and not (
                    is_other and _is_nearer(boxes, box, discs, disc, x, y, radius, clear)
                )
    return found


@njit(nogil=True)
def _is_nearer(boxes, box, discs, disc, x, y, radius, clear):
    """Return True if a disc is not clearly farther from a box than the box's own disc."""
    there, that, wide = discs[disc, 0], discs[disc, 1], discs[disc, 2]
    return (
        _away(boxes, box, there, that, wide) - _away(boxes, box, x, y, radius) < clear
        or _apart(boxes, box, there, that, wide) - _apart(boxes, box, x, y, radius) < 0
    )


@njit(nogil=True)
def _around(boxes, is_counted):
    """One box around the counted boxes; of none, a box that overlaps nothing."""
    around = np.array([[math.inf, math.inf, -math.inf, -math.inf]])
    for box in range(len(boxes)):
        if is_counted[box]:
            around[0, 0], around[0, 1] = min(around[0, 0], boxes[box, 0]), min(around[0, 1], boxes[box, 1])
            around[0, 2], around[0, 3] = max(around[0, 2], boxes[box, 2]), max(around[0, 3], boxes[box, 3])
    return around


@njit(nogil=True)
def _overlap(boxes, box, others, other):
    """Return True if two boxes overlap or are nearer than their clearance; a box without a place overlaps nothing."""
    return (
        boxes[box, 0] < others[other, 2] + PAD
        and others[other, 0] < boxes[box, 2] + PAD
        and boxes[box, 1] < others[other, 3] + PAD
        and others[other, 1] < boxes[box, 3] + PAD
    )


@njit(nogil=True)
def _overlaps_any(boxes, box, others):
    for other in range(len(others)):  # noqa: SIM110 - numba compiles no generators
        if _overlap(boxes, box, others, other):
            return True
    return False


@njit(nogil=True)
def _is_on(boxes, box, x, y, radius):
    """Return True if a box overlaps the box around a disc, or is nearer than its clearance."""
    return (
        boxes[box, 0] < x + radius + PAD
        and x - radius < boxes[box, 2] + PAD
        and boxes[box, 1] < y + radius + PAD
        and y - radius < boxes[box, 3] + PAD
    )


@njit(nogil=True)
def _away(boxes, box, x, y, radius):
    """Distance of a box from a disc, edge to edge."""
    beside = max(0.0, boxes[box, 0] - x, x - boxes[box, 2])
    above = max(0.0, boxes[box, 1] - y, y - boxes[box, 3])
    return math.hypot(beside, above) - radius


@njit(nogil=True)
def _apart(boxes, box, x, y, radius):
    """Distance of the centre of a box from the edge of a disc."""
    across = (boxes[box, 0] + boxes[box, 2]) / 2 - x
    return math.hypot(across, (boxes[box, 1] + boxes[box, 3]) / 2 - y) - radius
