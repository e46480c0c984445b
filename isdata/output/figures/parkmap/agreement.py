"""Arcs and names of a map that leave room to each other."""

from collections.abc import Sequence

import pandas as pd

from isdata.output.figures.parkmap import curves, shapes
from isdata.output.figures.parkmap.boxes import Disc
from isdata.output.figures.parkmap.naming import Names

TRIES = 6  # in which arcs leave room to names that have none


def arcs_and_names(
    arcs: curves.Arcs, names: Names, sheet: shapes.Sheet, spots: Sequence[Disc]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the arcs, and the names of which the fewest are left out or stand on arcs of other circles.

    Parameters
    ----------
    arcs : curves.Arcs
    names : Names
    sheet : shapes.Sheet
    spots : sequence of (x, y, radius)
        What names leave free as well. [px]
    """
    drawn = arcs.drawn()
    placed = names.placed(curves.crossed(drawn, sheet, spots))
    lacking = names.without_room(placed)
    best, fewest = (drawn, placed), len(lacking)
    is_strong = drawn["opacity"] == curves.STRONG
    if not lacking or not is_strong.any():
        return best
    rooms = names.rooms(curves.crossed(drawn.loc[~is_strong], sheet, spots))
    ways = arcs.ways(rooms)
    for _nth in range(TRIES if rooms else 0):
        drawn = arcs.drawn(ways.bends(lacking))
        placed = names.placed(curves.crossed(drawn, sheet, spots))
        lacking = names.without_room(placed)
        if len(lacking) < fewest:
            best, fewest = (drawn, placed), len(lacking)
        if not lacking:
            break
    return best
