"""Positions of names on a map, without overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap import lettering, room
from isdata.output.figures.parkmap.boxes import Box, Disc
from isdata.output.figures.parkmap.room import Ground, Label

SIZES = (1.0, 0.85)  # of the names of circles, one for all of them: smaller ones are not read without a lens
IN_HALL = (1.0, 0.88)  # none is below 2.2 % of the height of the window
CROWDED = 200  # circles from which the smallest size is tried only, and once
ROUNDS = 3  # in which names without room choose before the others
BAD = 6  # points of lines from which a name chooses before the others in the next round
FEW = 3  # names over more points than that for which another round is tried at full size
WORST = 8  # points of lines below a name up to which its size is kept


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
    ground, best = Ground(circles, size, lines, plots, frame), list[Placed]()
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
    return best if is_crowded else _settled(labels, best, ground)


def _settled(labels: Sequence[Label], placed: list[Placed], ground: Ground) -> list[Placed]:
    """Let names over lines, and those left out, choose once more; names of areas take what is left."""
    sizes = {label.number: label.size for label in labels}
    circles = {name.label.number: name for name in placed if name.label.radius}
    share = next((name.label.size / sizes[number] for number, name in circles.items()), 1.0)
    for label in labels:
        own = circles.get(label.number)
        if label.radius and (own is None or own.over):
            circles |= _moved(label, circles, labels, ground, share)
    areas = [label for label in labels if not label.radius]
    return [*circles.values(), *_placed(areas, ground, share, list(circles.values()))]


def _moved(
    label: Label, circles: dict[int, Placed], labels: Sequence[Label], ground: Ground, share: float
) -> dict[int, Placed]:
    """Better place of a name where the others stand, or where one of its neighbours gives way and finds room again."""
    worst = circles[label.number].over if label.number in circles else np.inf
    gain, best = 0.0, list[Placed]()
    for giver in [None, *_neighbours(label, [each for each in labels if each.number in circles])]:
        first = [label] if giver is None else [label, giver]
        names = {each.number for each in first}
        others = [name for number, name in circles.items() if number not in names]
        again = _placed(first, ground, share, others)
        before = worst + (circles[giver.number].over if giver else 0.0)
        gained = before - sum(name.over for name in again)
        if len(again) == len(first) and gained > gain:
            gain, best = gained, again
        if best and giver is None and not best[0].over:
            break
    return {name.label.number: name for name in best}


def _neighbours(label: Label, others: Sequence[Label]) -> list[Label]:
    """Return the names of circles so near that one could stand where another wants to."""
    width, height = lettering.measure(label.text, label.size)
    x, y = width + 2 * label.radius, 3 * height + 2 * label.radius
    return [
        each
        for each in others
        if each.radius
        and each.number != label.number
        and abs(each.x - label.x) < x
        and abs(each.y - label.y) < y
    ]


def _in_rounds(
    labels: Sequence[Label], ground: Ground, share: float, rounds: int, bad: float, *, most: float
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


def _placed(
    labels: Sequence[Label], ground: Ground, share: float, others: Sequence[Placed] = ()
) -> list[Placed]:
    """Names that find room beside others, those of circles at this share of their size."""
    circles, lines = ground.circles, geometry.around(ground.lines)
    rest = [np.array([_box(name) for name in others]).reshape(-1, 4), np.full((len(labels), 4), np.nan)]
    taken = np.vstack([geometry.around(circles), *rest])  # the names follow the circles
    crossed, discs = (
        np.vstack([lines, geometry.around(ground.plots)]),
        np.array(circles, dtype=float).reshape(-1, 3),
    )
    placed: list[Placed] = []
    for label in labels:
        sized = replace(label, size=share * label.size) if label.radius else label
        found = room.find(sized, taken, crossed if label.radius else lines, discs, ground)
        if found:
            over, text, dx, dy, box = found
            taken[len(circles) + len(others) + len(placed)] = box
            placed.append(Placed(sized, text, dx, dy, over))
    return placed


def _box(name: Placed) -> Box:
    """Return the box around a name that has its place."""
    width, height = lettering.measure(name.text, name.label.size)
    x, y = name.label.x + name.dx, name.label.y + name.dy
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
