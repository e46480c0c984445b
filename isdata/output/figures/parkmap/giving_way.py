"""Choice of arc bends that leave room for names."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from isdata.output.figures.parkmap import bends, room, shapes
from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap.bends import Bend, Strand

STEP = 12.0  # distance between sampled points of an arc [px]
ROUNDS = 6  # rounds in which each arc may change its bend
FEW = 4  # number of positions of a name that count, since another name may occupy the best one
BENT = 0.25  # cost of each lane of deviation from the usual bend
BESIDE = 2.0  # distance within which points of arcs coincide [px]
CROSSING = 0.5  # cost of each coinciding point
ALONG, SHORT = 3.0, 8  # number of points after which each costs more, since both arcs would look like one
LEAST = 0.1  # smallest gain for which an arc moves
URGENT = 3.0  # factor on the weight of an urgent mark's name, each time


@dataclass(frozen=True)
class Room:
    """Possible positions of a mark's name: boxes, a row each [px], and the cost of each without arcs."""

    mark: str
    boxes: np.ndarray
    costs: np.ndarray
    weight: float = 1.0


def points(path: Iterable[Sequence[float]], width: float, sheet: shapes.Sheet) -> np.ndarray:
    """x, y and half the line width [px] of an arc at points `STEP` apart, a row each."""
    line = sheet.places(path)
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.arange(0.0, far[-1] + STEP, STEP)
    x, y = (np.interp(at, far, line[:, axis]) for axis in (0, 1))
    return np.column_stack([x, y, np.full(len(at), width / 2)])


class Ways:
    """Possible bends of the arcs of a map, chosen to leave room for names.

    Parameters
    ----------
    strands : sequence of Strand
    usual : sequence of Bend
        Bend of each strand with the least overlap with circles.
    around : bends.Around
    rooms : sequence of Room
    """

    def __init__(
        self,
        strands: Sequence[Strand],
        usual: Sequence[Bend],
        around: bends.Around,
        rooms: Sequence[Room],
    ) -> None:
        self._rooms = list(rooms)
        self._choices = [
            _Choice(strand, bend, around, rooms) for strand, bend in zip(strands, usual, strict=True)
        ]

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
            moved = [choice.moves(self._choices, below, self._rooms) for choice in self._choices]
            if not any(moved):
                break
        return [choice.bend for choice in self._choices]


class _Choice:
    """Possible bends of one arc, each with its number of points below each position of each name."""

    def __init__(self, strand: Strand, usual: Bend, around: bends.Around, rooms: Sequence[Room]) -> None:
        self._ends = set(strand.ends)
        others = [each for each in around.bends(strand, bends.FINE) if around.is_as_good(each, usual)]
        self._bends = [usual, *others]
        self._points = [points(bend.line, strand.width, around.sheet) for bend in self._bends]
        self._below = [_below(spots, self._ends, rooms) for spots in self._points]
        self.begin()

    def begin(self) -> None:
        """Choose the usual bend."""
        self._at = 0

    @property
    def bend(self) -> Bend:
        """The chosen bend."""
        return self._bends[self._at]

    def add_to(self, below: list[np.ndarray], sign: int = 1) -> None:
        """Add the points of the chosen bend to the points of all arcs below the positions of each name."""
        for name, count in self._below[self._at].items():
            below[name] += sign * count

    def moves(self, choices: Sequence["_Choice"], below: list[np.ndarray], rooms: Sequence[Room]) -> bool:
        """Choose a better bend with all other arcs unchanged; return True if the bend changed."""
        others = [choice for choice in choices if choice is not self]
        siblings = [choice.bend for choice in others if choice._ends == self._ends]
        former, touched = self._at, sorted(set().union(*self._below))
        self.add_to(below, -1)
        taken = np.vstack([np.empty((0, 3)), *(choice._points[choice._at] for choice in others)])
        costs = [
            self._cost(at, below, rooms, touched) + self._upon(at, taken)
            if at == former or bends.is_apart(bend, siblings)
            else np.inf
            for at, bend in enumerate(self._bends)
        ]
        self._at = former if costs[former] <= min(costs) + LEAST else int(np.argmin(costs))
        self.add_to(below)
        return self._at != former

    def _upon(self, at: int, taken: np.ndarray) -> float:
        """Cost of a bend that coincides with other arcs at the points `taken`, so that both look like one."""
        x, y, half = self._points[at].T[:, :, None]
        across, along, reach = x - taken[:, 0], y - taken[:, 1], half + taken[:, 2] + BESIDE
        count = int((across * across + along * along < reach * reach).any(axis=1).sum())
        return CROSSING * count + ALONG * max(0, count - SHORT)

    def _cost(self, at: int, below: list[np.ndarray], rooms: Sequence[Room], names: Sequence[int]) -> float:
        """Cost of a bend itself, plus the cost of the best positions of the names near the arc."""
        away = BENT * abs(self._bends[at].lane - self._bends[0].lane)
        counts = self._below[at]
        return away + sum(
            rooms[name].weight * _against(rooms[name], below[name] + counts.get(name, 0)) for name in names
        )


def _below(spots: np.ndarray, ends: set[str], rooms: Sequence[Room]) -> dict[int, np.ndarray]:
    """Number of arc points below each position of each nearby name: first row as a foreign arc, second row as its own."""
    found, lines = {}, geometry.around(spots)
    for number, place in enumerate(rooms):
        over = geometry.overlap(place.boxes, lines[room.near(place.boxes, lines)]).sum(axis=1)
        if over.any():
            found[number] = np.stack([over, 0 * over] if place.mark not in ends else [0 * over, over])
    return found


def _against(place: Room, below: np.ndarray) -> float:
    """Cost of the best positions of a name, of which other names may occupy one."""
    foreign, own = below
    costs = place.costs + np.where(foreign > 0, room.FOREIGN + room.POINT * foreign, 0.0) + room.OWN * own
    return float(np.sort(costs)[:FEW].mean()) if len(costs) else 0.0
