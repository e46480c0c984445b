"""Joint placement of arcs and names on a map."""

from collections.abc import Sequence

import pandas as pd

from isdata.output.figures.parkmap import bends, curves, shapes
from isdata.output.figures.parkmap.boxes import Disc
from isdata.output.figures.parkmap.naming import Names

TRIES = 6  # rounds in which arcs move aside for unplaced names
ALONG = 16  # points at which two arcs may coincide; more would look like one arc


def arcs_and_names(
    arcs: curves.Arcs, names: Names, sheet: shapes.Sheet, spots: Sequence[Disc]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Arcs and names with the fewest names left out or placed on arcs of other circles, and no arcs that look like one.

    If arcs coincide, they may pass nearer to circles.

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
    best, least = (drawn, placed), (0, len(lacking))
    is_strong = drawn["opacity"] == curves.STRONG
    if not lacking or not is_strong.any():
        return best
    rooms = names.rooms(curves.crossed(drawn.loc[~is_strong], sheet, spots))
    for more in (bends.MET, bends.NEARER) if rooms else ():
        choice, urgent, lanes = arcs.bend_choice(rooms, more), lacking, list[float]()
        for _nth in range(TRIES):
            taken = choice.bends(urgent)
            former, lanes = lanes, [bend.lane for bend in taken]
            if lanes == former:  # the names are placed already
                continue
            drawn = arcs.drawn(taken)
            placed = names.placed(curves.crossed(drawn, sheet, spots))
            urgent = names.without_room(placed)
            faults = max(0, choice.coinciding - ALONG), len(urgent)
            if faults < least:
                best, least = (drawn, placed), faults
            if not any(faults):
                return best
        if choice.coinciding <= ALONG:
            break
    return best
