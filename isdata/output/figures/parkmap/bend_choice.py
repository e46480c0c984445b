"""Choice of arc bends that leave room for names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from isdata.output.figures.parkmap import bends, name_positions
from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap.bends import Bend, Strand

STEP = 12.0  # distance between sampled points of an arc [px]
ROUNDS = 6  # rounds in which each arc may change its bend
FEW = 4  # number of positions of a name that count, since another name may occupy the best one
BENT = 0.25  # cost of each lane of deviation from the usual bend
CROSSING = 0.5  # cost of each coinciding point
ALONG, SHORT = 4.0, 8  # number of points after which each costs more, since both arcs would look like one
LEAST = 0.1  # smallest gain for which an arc moves
URGENT = 4.0  # factor on the weight of an urgent mark's name, each time


@dataclass(frozen=True)
class Room:
    """Possible positions of a mark's name: boxes, a row each [px], and the cost of each without arcs."""

    mark: str
    boxes: np.ndarray
    costs: np.ndarray
    weight: float = 1.0


def points(line: np.ndarray, width: float) -> np.ndarray:
    """x, y and half the line width of an arc, whose corners are known, at points `STEP` apart, a row each. [px]"""
    from isdata.output.figures.parkmap import overlaps  # numba takes long to import

    return overlaps.spaced(line, STEP, width / 2)


class BendChoice:
    """Possible bends of the arcs of a map, chosen to leave room for names.

    Parameters
    ----------
    strands : sequence of Strand
    usual : sequence of Bend
        Bend of each strand with the least overlap with circles.
    around : bends.Around
    rooms : sequence of Room
    more : float
        Overlap with circles that a bend may have beyond that of the usual one. [px]
    """

    def __init__(
        self,
        strands: Sequence[Strand],
        usual: Sequence[Bend],
        around: bends.Around,
        rooms: Sequence[Room],
        more: float = bends.MET,
    ) -> None:
        self._rooms = list(rooms)
        self._choices = [
            _Choice(strand, bend, around, rooms, more) for strand, bend in zip(strands, usual, strict=True)
        ]
        for choice in self._choices:
            choice.meet(self._choices)

    def bends(self, urgent: Collection[str]) -> list[Bend]:
        """Bend of each arc that leaves the most room for names, giving priority to urgent marks.

        The weight of a mark grows each time it is urgent again.
        """
        self._rooms = [
            replace(each, weight=URGENT * each.weight) if each.mark in urgent else each
            for each in self._rooms
        ]
        below = [np.zeros((2, len(place.costs))) for place in self._rooms]
        for choice in self._choices:
            choice.begin()
            choice.add_to(below)
        for _nth in range(ROUNDS):
            moved = [choice.moves(below, self._rooms) for choice in self._choices]
            if not any(moved):
                break
        return [choice.bend for choice in self._choices]

    @property
    def coinciding(self) -> int:
        """Largest number of points at which two of the chosen arcs, between different places, coincide."""
        return max((choice.coinciding() for choice in self._choices), default=0)


class _Choice:
    """Possible bends of one arc, each with its number of points below each position of each name."""

    def __init__(
        self, strand: Strand, usual: Bend, around: bends.Around, rooms: Sequence[Room], more: float
    ) -> None:
        self._ends = set(strand.ends)
        others = [each for each in around.bends(strand, bends.FINE) if around.is_as_good(each, usual, more)]
        self._bends = [usual, *others]
        self._points = [points(bend.pixels, strand.width) for bend in self._bends]
        self._below = _below(self._points, self._ends, rooms)
        self._boxes = geometry.around(np.vstack(self._points))
        self._neighbours = list[_Choice]()
        self.begin()

    def meet(self, choices: Sequence["_Choice"]) -> None:
        """Note the arcs on which the cost of the bends depends: they connect the same circles, pass the same names or come near."""
        self._neighbours = [
            other
            for other in choices
            if other is not self
            and (
                other._ends == self._ends
                or not self._below.keys().isdisjoint(other._below)
                or geometry.near(self._boxes, other._boxes).any()
            )
        ]

    def begin(self) -> None:
        """Choose the usual bend."""
        self._at = 0
        self._seen: list[int] | None = None

    @property
    def bend(self) -> Bend:
        """The chosen bend."""
        return self._bends[self._at]

    def coinciding(self) -> int:
        """Largest number of points at which the chosen bend coincides with one other arc between other places."""
        others = [other for other in self._neighbours if other._ends != self._ends]
        here = self._points[self._at]
        return max((_coinciding(here, other._points[other._at]) for other in others), default=0)

    def add_to(self, below: list[np.ndarray], sign: int = 1) -> None:
        """Add the points of the chosen bend to the points of all arcs below the positions of each name."""
        for name, counts in self._below.items():
            below[name] += sign * counts[self._at]

    def moves(self, below: list[np.ndarray], rooms: Sequence[Room]) -> bool:
        """Choose the best bend with all other arcs unchanged; return True if the bend changed."""
        others = [other._at for other in self._neighbours]
        if others == self._seen:  # the best bend is chosen already
            return False
        self._seen, former = others, self._at
        siblings = [other.bend for other in self._neighbours if other._ends == self._ends]
        taken = np.vstack([np.empty((0, 3)), *(other._points[other._at] for other in self._neighbours)])
        taken = taken[geometry.near(self._boxes, geometry.around(taken))]
        self.add_to(below, -1)
        costs = self._costs(below, rooms)
        costs[former] += self._upon(former, taken)
        least = costs[former]
        # Cheapest first: other arcs only add to the cost, so the rest need not be evaluated.
        for at in np.argsort(costs, kind="stable"):
            if costs[at] > least or costs[at] + LEAST >= costs[former]:
                break
            costs[at] += self._upon(at, taken) if bends.is_apart(self._bends[at], siblings) else np.inf
            least = min(least, costs[at])
        self._at = former if costs[former] <= least + LEAST else int(np.argmin(costs))
        self.add_to(below)
        return self._at != former

    def _upon(self, at: int, taken: np.ndarray) -> float:
        """Cost of a bend that coincides with other arcs at the points `taken`, so that both look like one."""
        count = _coinciding(self._points[at], taken)
        return CROSSING * count + ALONG * max(0, count - SHORT)

    def _costs(self, below: list[np.ndarray], rooms: Sequence[Room]) -> np.ndarray:
        """Cost of each bend itself, plus the cost of the best positions of the names near the arc."""
        lanes = np.array([bend.lane for bend in self._bends])
        names = np.zeros(len(lanes))
        for name, counts in self._below.items():
            names += rooms[name].weight * _against(rooms[name], below[name] + counts)
        return BENT * np.abs(lanes - lanes[0]) + names


def _coinciding(path: np.ndarray, taken: np.ndarray) -> int:
    """Number of the points of an arc that coincide with the points `taken` of others."""
    from isdata.output.figures.parkmap import overlaps  # as above

    return overlaps.coinciding(path, taken)


def _below(paths: Sequence[np.ndarray], ends: set[str], rooms: Sequence[Room]) -> dict[int, np.ndarray]:
    """Number of points of each path below each position of each nearby name.

    For each name an array of shape (paths, 2, positions): points of a foreign arc, and points of its own.
    """
    from isdata.output.figures.parkmap import overlaps  # as above

    path, lines = np.repeat(np.arange(len(paths)), list(map(len, paths))), geometry.around(np.vstack(paths))
    found = {}
    for number, place in enumerate(rooms):
        over = overlaps.counted_by_path(place.boxes, lines, path, len(paths))
        if over.any():
            counts = np.zeros((len(paths), 2, len(place.costs)), dtype=np.int32)
            counts[:, int(place.mark in ends)] = over
            found[number] = counts
    return found


def _against(place: Room, below: np.ndarray) -> np.ndarray:
    """Cost of the best positions of a name, of which other names may occupy one.

    Parameters
    ----------
    place : Room
    below : ndarray, shape (paths, 2, positions)
        Number of points of foreign arcs and of its own below each position.
    """
    costs = place.costs + sum(name_positions.of_lines(below[:, 0], below[:, 1]))
    return np.sort(costs, axis=1)[:, :FEW].mean(axis=1)
