"""Positions of names on a map, without overlaps."""

from dataclasses import dataclass, replace

import numpy as np

from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap import lettering
from isdata.output.figures.parkmap.boxes import Box
from isdata.output.figures.parkmap.room import Ground, Label, Places, places

SIZES = (1.0, 0.85)  # of the names of circles, one for all of them: smaller ones are not read without a lens
IN_HALL = (1.0, 0.88)  # none is below 2.2 % of the height of the window
CROWDED = 200  # circles from which the smallest size is tried only, and no name gives way
MISSING = 200.0  # what a name without a place counts, and so much better has to be what is written smaller
SMALLER = 5.0
GOOD = 1.5  # what a place costs at most that a name is content with
BETWEEN = 0.4  # kept free above and below a name, in sizes of its type: two of them would be read as one
NUMBERS = 12  # most numbers in the stead of names
ROUNDS, GIVERS = 4, 3  # in which names move once more, and as many others may give way to one


@dataclass(frozen=True)
class Placed:
    """A name with its place: `text` may hold a line break, `dx` and `dy` lead from the place to its middle [px];
    `is_foreign`: lines of others pass below it; `is_number`: it stands for a name that has no room.
    """

    label: Label
    text: str
    dx: float
    dy: float
    is_foreign: bool
    is_number: bool = False


def place(
    labels: list[Label], ground: Ground, *, is_in_hall: bool = False, is_still: bool = False
) -> list[Placed]:
    """Return the names that find room, or numbers in their stead; those that come first in the list choose first.

    Parameters
    ----------
    labels : list of Label
        The most important first.
    ground : Ground
        What they are placed on.
    is_in_hall : bool
        Whether names are left out rather than drawn small.
    is_still : bool
        Whether names are drawn as numbers rather than on lines of others.
    """
    named, areas = ([each for each in labels if (each.radius > 0) == has] for has in (True, False))
    is_crowded = len(named) >= CROWDED
    best, least = list[Placed](), np.inf
    for nth, share in enumerate((IN_HALL if is_in_hall else SIZES)[-1 if is_crowded else 0 :]):
        sized = [replace(label, size=share * label.size) for label in named]
        found = Arrangement([places(label, ground, is_still=is_still) for label in sized])
        if not is_crowded:
            found.improve()
        if found.cost + SMALLER * nth < least:
            best, least = found.placed(), found.cost + SMALLER * nth
        if not any(name.is_foreign for name in best) and len(best) == len(named):
            break
    if is_still:
        best = [*best, *_numbered(named, best, ground)]
    taken = np.array([_box(name) for name in best]).reshape(-1, 4)
    return [*best, *Arrangement([places(label, ground) for label in areas], taken).placed()]


def _numbered(named: list[Label], placed: list[Placed], ground: Ground) -> list[Placed]:
    """Numbers of the names that are left out, in their order; none where they are too many to be looked up."""
    left = sorted({label.number for label in named} - {name.label.number for name in placed})
    if len(left) > NUMBERS:
        return []
    numbers = {number: str(place) for place, number in enumerate(left, 1)}
    asked = [replace(each, text=numbers[each.number]) for each in named if each.number in numbers]
    taken = np.array([_box(name) for name in placed]).reshape(-1, 4)
    found = Arrangement([places(label, ground, is_still=True) for label in asked], taken).placed()
    return [replace(each, is_number=True) for each in found]


class Arrangement:
    """Names that each take one of their places.

    Parameters
    ----------
    choices : list of Places
        Of each name, the most important first.
    taken : ndarray, shape (n, 4), optional
        Boxes that are taken already. [px]
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
        """What speaks against the places taken, and for names without one."""
        return sum(self._cost(name, at) for name, at in enumerate(self._at))

    def placed(self) -> list[Placed]:
        """Return the names that have a place."""
        found = []
        for choice, at in zip(self._choices, self._at, strict=True):
            if at >= 0:
                left, top, right, bottom = choice.boxes[at]
                dx, dy = (left + right) / 2 - choice.label.x, (top + bottom) / 2 - choice.label.y
                found.append(Placed(choice.label, choice.texts[at], dx, dy, bool(choice.is_foreign[at])))
        return found

    def improve(self) -> None:
        """Let names that are badly placed, or not at all, take a better place, where those that stand there can give way."""
        for _nth in range(ROUNDS):
            bad = [name for name, at in enumerate(self._at) if self._cost(name, at) > GOOD]
            bad.sort(key=lambda name: -self._cost(name, self._at[name]))
            moved = [self._moved(name) for name in bad]
            if not any(moved):
                return

    def _moved(self, name: int) -> bool:
        """Whether a name has found a better place, and those in its way have as well, or lose less than it gains."""
        before, gained, best = list(self._at), 1e-6, list[int]()
        now = self._cost(name, before[name])
        for at, cost in enumerate(self._choices[name].costs):
            if now - cost <= gained:
                break  # the places are in order of their costs
            self._take(name, -1)
            over = geometry.overlap(self._choices[name].boxes[at : at + 1], self._boxes)[0]
            givers = np.flatnonzero(over).tolist()
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
        """What others lose that give way to a name and move elsewhere."""
        before = sum(self._cost(giver, self._at[giver]) for giver in givers)
        for giver in givers:
            self._take(giver, -1)
        self._take(name, at)
        for giver in givers:
            self._take(giver, self._free(giver))
        return sum(self._cost(giver, self._at[giver]) for giver in givers) - before

    def _free(self, name: int) -> int:
        """Return the best place of a name on which no other stands; -1 for none."""
        boxes = self._choices[name].boxes
        others = np.vstack([self._boxes, self._taken])
        free = np.flatnonzero(~geometry.overlap(boxes, others).any(axis=1))
        return int(free[0]) if len(free) else -1

    def _take(self, name: int, at: int) -> None:
        choice, self._at[name] = self._choices[name], at
        gap = BETWEEN * choice.label.size
        self._boxes[name] = choice.boxes[at] + [0.0, -gap, 0.0, gap] if at >= 0 else np.nan

    def _cost(self, name: int, at: int) -> float:
        return float(self._choices[name].costs[at]) if at >= 0 else MISSING


def _box(name: Placed) -> Box:
    """Return the box around a name that has its place."""
    width, height = lettering.measure(name.text, name.label.size)
    x, y = name.label.x + name.dx, name.label.y + name.dy
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
