"""Joint placement of arcs and names on a map."""

from collections.abc import Sequence

import pandas as pd

from isdata.output.figures.parkmap import curves, shapes
from isdata.output.figures.parkmap.boxes import Disc
from isdata.output.figures.parkmap.naming import Names

TRIES = 6  # rounds in which arcs move aside for unplaced names


def arcs_and_names(
    arcs: curves.Arcs, names: Names, sheet: shapes.Sheet, spots: Sequence[Disc]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Arcs and names with the fewest names left out or placed on arcs of other circles.

    Parameters
    ----------
    arcs : curves.Arcs
    names : Names
    sheet : shapes.Sheet
    spots : sequence of (x, y, radius)
        Further discs that names must not cover. [px]
    """
    drawn = arcs.drawn()
    placed = names.placed(curves.crossed(drawn, sheet, spots))
    lacking = names.without_room(placed)
    best, fewest = (drawn, placed), len(lacking)
    is_strong = drawn["opacity"] == curves.STRONG
    if not lacking or not is_strong.any():
        return best
    rooms = names.rooms(curves.crossed(drawn.loc[~is_strong], sheet, spots))
    choice = arcs.bend_choice(rooms)
    for _nth in range(TRIES if rooms else 0):
        drawn = arcs.drawn(choice.bends(lacking))
        placed = names.placed(curves.crossed(drawn, sheet, spots))
        lacking = names.without_room(placed)
        if len(lacking) < fewest:
            best, fewest = (drawn, placed), len(lacking)
        if not lacking:
            break
    return best
