"""Positions of names on a map, without overlaps."""

from dataclasses import dataclass, replace

import numpy as np

from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap import lettering
from isdata.output.figures.parkmap.boxes import Box
from isdata.output.figures.parkmap.name_ground import Ground
from isdata.output.figures.parkmap.name_positions import Label, Places, places

SIZES = (1.0, 0.85)  # type sizes of circle names, one for all; smaller type is not readable
IN_HALL = (1.0, 0.88)  # no size is below 2.2 % of the window height
CROWDED = 200  # number of circles from which only the smallest size is tried, and no name is moved
MISSING = 200.0  # cost of an unplaced name; also the smallest gain for which smaller type is used
SMALLER = 5.0
GOOD = 1.5  # cost up to which a name keeps its position
# Clearance above and below a name, and beside it, in type sizes, so that two names do not look like one.
BETWEEN, ASIDE = 0.4, 0.5
CLEARANCE = np.array([-ASIDE, -BETWEEN, ASIDE, BETWEEN])
NUMBERS = 12  # largest number of names replaced by numbers
ROUNDS, GIVERS = 4, 3  # rounds in which names move, and number of other names that may move aside for one


@dataclass(frozen=True)
class Placed:
    """Name with its position: `text` may contain a line break; `dx` and `dy` are the offset from place to centre [px].

    `is_foreign`: lines of other circles pass below it; `is_struck`: lines of its own; `is_number`: a number that replaces
    a name without room.
    """

    label: Label
    text: str
    dx: float
    dy: float
    is_foreign: bool
    is_struck: bool = False
    is_number: bool = False


def place(
    labels: list[Label], ground: Ground, *, is_in_hall: bool = False, is_still: bool = False
) -> list[Placed]:
    """Place the names, or numbers instead of names without room; names earlier in the list have priority.

    Parameters
    ----------
    labels : list of Label
        Most important first.
    ground : Ground
        Obstacles and lines on which they are placed.
    is_in_hall : bool
        Draw numbers rather than names in small type, on lines of other circles, on free plots or across the frame.
    is_still : bool
        Draw numbers rather than names on lines of other circles.
    """
    named, areas = ([each for each in labels if (each.radius > 0) == has] for has in (True, False))
    is_crowded = len(named) >= CROWDED
    best, least = list[Placed](), np.inf
    for nth, share in enumerate((IN_HALL if is_in_hall else SIZES)[-1 if is_crowded else 0 :]):
        sized = [replace(label, size=share * label.size) for label in named]
        found = Arrangement(
            [places(label, ground, is_still=is_still, is_in_hall=is_in_hall) for label in sized]
        )
        if not is_crowded:
            found.improve()
        if found.cost + SMALLER * nth < least:
            best, least = found.placed(), found.cost + SMALLER * nth
        if not any(name.is_foreign for name in best) and len(best) == len(named):
            break
    if is_still or is_in_hall:
        best = [*best, *_numbered(named, best, ground)]
    return [*best, *Arrangement([places(label, ground) for label in areas], _taken(best)).placed()]


def _numbered(named: list[Label], placed: list[Placed], ground: Ground) -> list[Placed]:
    """Numbers for the omitted names, in their order; empty if there are too many to look up."""
    left = sorted({label.number for label in named} - {name.label.number for name in placed})
    if len(left) > NUMBERS:
        return []
    numbers = {number: str(place) for place, number in enumerate(left, 1)}
    asked = [replace(each, text=numbers[each.number]) for each in named if each.number in numbers]
    choices = [places(label, ground, is_still=True) for label in asked]
    found = Arrangement(choices, _taken(placed)).placed()
    kept = sorted({int(each.text) for each in found})  # a number without room leaves no gap
    return [replace(each, text=str(kept.index(int(each.text)) + 1), is_number=True) for each in found]


class Arrangement:
    """Names, each assigned one of its possible positions.

    Parameters
    ----------
    choices : list of Places
        Possible positions of each name, most important first.
    taken : ndarray, shape (n, 4), optional
        Occupied boxes. [px]
    """

    def __init__(self, choices: list[Places], taken: np.ndarray | None = None) -> None:
        self._choices = choices
        self._at = [-1] * len(choices)
        self._boxes = np.full((len(choices), 4), np.nan)
        self._taken = np.empty((0, 4)) if taken is None else taken
        for name in range(len(choices)):
            self._take(name, self._free(name))

    @property
    def cost(self) -> float:
        """Total cost of the chosen positions and of unplaced names."""
        return sum(self._cost(name, at) for name, at in enumerate(self._at))

    def placed(self) -> list[Placed]:
        """Names that have a position."""
        found = []
        for choice, at in zip(self._choices, self._at, strict=True):
            if at >= 0:
                left, top, right, bottom = choice.boxes[at]
                dx, dy = (left + right) / 2 - choice.label.x, (top + bottom) / 2 - choice.label.y
                over = bool(choice.is_foreign[at]), bool(choice.is_struck[at])
                found.append(Placed(choice.label, choice.texts[at], dx, dy, *over))
        return found

    def improve(self) -> None:
        """Move unplaced or badly placed names to better positions if the names there can move aside."""
        for _nth in range(ROUNDS):
            bad = [name for name, at in enumerate(self._at) if self._cost(name, at) > GOOD]
            bad.sort(key=lambda name: -self._cost(name, self._at[name]))
            moved = [self._moved(name) for name in bad]
            if not any(moved):
                return

    def _moved(self, name: int) -> bool:
        """Move a name if it gains more than the names in its way lose; return True if it moved."""
        before, gained, best = list(self._at), 1e-6, list[int]()
        now = self._cost(name, before[name])
        for at, cost in enumerate(self._choices[name].costs):
            if now - cost <= gained:
                break  # positions are sorted by cost
            self._take(name, -1)
            givers = np.flatnonzero(
                geometry.near(self._choices[name].boxes[at : at + 1], self._boxes)
            ).tolist()
            if len(givers) <= GIVERS:
                gain = now - cost - self._given(name, at, givers)
                if gain > gained:
                    gained, best = gain, list(self._at)
            for each in (name, *givers):
                self._take(each, before[each])
        for each, at in enumerate(best):
            self._take(each, at)
        return bool(best)

    def _given(self, name: int, at: int, givers: list[int]) -> float:
        """Loss of the names that move aside for a name."""
        before = sum(self._cost(giver, self._at[giver]) for giver in givers)
        for giver in givers:
            self._take(giver, -1)
        self._take(name, at)
        for giver in givers:
            self._take(giver, self._free(giver))
        return sum(self._cost(giver, self._at[giver]) for giver in givers) - before

    def _free(self, name: int) -> int:
        """Index of the best free position of a name; -1 for none."""
        from isdata.output.figures.parkmap import overlaps  # numba takes long to import

        return overlaps.first_free(self._choices[name].boxes, self._boxes, self._taken)

    def _take(self, name: int, at: int) -> None:
        choice, self._at[name] = self._choices[name], at
        self._boxes[name] = choice.boxes[at] + choice.label.size * CLEARANCE if at >= 0 else np.nan

    def _cost(self, name: int, at: int) -> float:
        return float(self._choices[name].costs[at]) if at >= 0 else MISSING


def _taken(placed: list[Placed]) -> np.ndarray:
    """Boxes around placed names with their clearance, a row each. [px]"""
    boxes = np.array([_box(name) for name in placed]).reshape(-1, 4)
    return boxes + np.array([name.label.size for name in placed]).reshape(-1, 1) * CLEARANCE


def _box(name: Placed) -> Box:
    """Box around a placed name."""
    width, height = lettering.measure(name.text, name.label.size)
    x, y = name.label.x + name.dx, name.label.y + name.dy
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
