"""Arcs and names of a map that leave room to each other."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from isdata.output.figures.parkmap import curves, shapes
from isdata.output.figures.parkmap.boxes import Disc
from isdata.output.figures.parkmap.giving_way import Room
from isdata.output.figures.parkmap.naming import Names

TRIES = 3  # in which arcs leave room to names that have none
URGENT = 3.0  # so much more counts each time the room of a name without any


def arcs_and_names(
    bent: Callable[[Sequence[Room]], pd.DataFrame], names: Names, sheet: shapes.Sheet, spots: Sequence[Disc]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the arcs, and the names of which the fewest are left out or stand on arcs of other circles.

    Parameters
    ----------
    bent : callable
        The arcs that leave these rooms to names, as `curves.arcs` returns them.
    names : Names
    sheet : shapes.Sheet
    spots : sequence of (x, y, radius)
        What names leave free as well. [px]
    """
    arcs = bent(())
    placed = names.placed(curves.crossed(arcs, sheet, spots))
    lacking = names.without_room(placed)
    best, fewest = (arcs, placed), len(lacking)
    rooms = list[Room]()
    for _nth in range(TRIES):
        is_strong = arcs["opacity"] == curves.STRONG
        if not lacking or not is_strong.any():
            break
        rooms = rooms or names.rooms(curves.crossed(arcs.loc[~is_strong], sheet, spots))
        if not rooms:
            break
        rooms = [
            replace(each, weight=URGENT * each.weight) if each.mark in lacking else each for each in rooms
        ]
        arcs = bent(rooms)
        placed = names.placed(curves.crossed(arcs, sheet, spots))
        lacking = names.without_room(placed)
        if len(lacking) < fewest:
            best, fewest = (arcs, placed), len(lacking)
    return best
