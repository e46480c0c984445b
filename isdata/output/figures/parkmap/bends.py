"""How far an arc bends, so that it passes beside the circles of places that take no part."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.output.figures.parkmap import shapes

# Of lanes, tried in turn where the usual bend meets a circle: more or less to the left, then to the right.
TRIED = (-0.8, 0.8, -1.3, 1.5, -2.2, -3.2, -4.2, 2.3, -5.0)
APART = 0.7  # of lanes, least between two arcs that join the same two places
FREE = 4.0  # kept between an arc and a circle [px]


class Around:
    """The circles of a map, around which arcs bend.

    Parameters
    ----------
    sheet : shapes.Sheet
    marks : DataFrame
        mark, longitude, latitude [°], radius [px].
    """

    def __init__(self, sheet: shapes.Sheet, marks: pd.DataFrame) -> None:
        self._sheet = sheet
        self._names = marks["mark"].to_numpy()
        spots = [sheet.place(*spot) for spot in zip(marks["longitude"], marks["latitude"], strict=True)]
        self._spots = np.array(spots, dtype=float).reshape(-1, 2)
        self._radii = marks["radius"].to_numpy(dtype=float)
        self._taken: dict[tuple[str, ...], list[float]] = {}

    def path(self, arc: Mapping, width: float) -> np.ndarray:
        """Return longitude and latitude [°] of an arc of a width [px] that meets as few foreign circles as possible.

        Parameters
        ----------
        arc : mapping
            provider_id, receiver_id, x0, y0, x1, y1 [°], lane.
        width : float
        """
        ends = (arc["provider_id"], arc["receiver_id"])
        is_foreign = ~np.isin(self._names, ends)
        best, fewest = None, np.inf
        for more in (0.0, *TRIED):
            lane = arc["lane"] + more if more > -1.6 else more - arc["lane"]
            if more and self._is_taken(ends, lane):
                continue
            line = shapes.curve((arc["x0"], arc["y0"]), (arc["x1"], arc["y1"]), lane, self._sheet.land.shrink)
            met = self._met(line, is_foreign, width)
            if met < fewest:
                best, fewest, chosen = line, met, lane
            if not met:
                break
        assert best is not None  # the usual bend is always tried
        self._taken.setdefault(tuple(sorted(ends)), []).append(_leftwards(ends, chosen))
        return best

    def _is_taken(self, ends: tuple[str, str], lane: float) -> bool:
        """Whether another arc between the same two places runs there."""
        bend = _leftwards(ends, lane)
        return any(abs(bend - other) < APART for other in self._taken.get(tuple(sorted(ends)), ()))

    def _met(self, line: np.ndarray, is_foreign: np.ndarray, width: float) -> float:
        """How far a line reaches into foreign circles and the room kept around them, in all. [px]"""
        if not is_foreign.any():
            return 0.0
        points = np.array([self._sheet.place(*point) for point in line])
        away = _distances(points, self._spots[is_foreign])
        return float(np.maximum(0.0, self._radii[is_foreign] + width / 2 + FREE - away).sum())


def _leftwards(ends: tuple[str, str], lane: float) -> float:
    """Bend of an arc seen from the end that comes first in the alphabet, as a lane: there and back can be compared."""
    bend = lane + 1.6
    return bend if ends[0] <= ends[1] else -bend


def _distances(points: np.ndarray, spots: np.ndarray) -> np.ndarray:
    """Distance of each spot from the line through the points. [px]"""
    start, way = points[:-1, None, :], np.diff(points, axis=0)[:, None, :]
    length = np.maximum((way**2).sum(axis=2), 1e-9)
    share = np.clip(((spots[None] - start) * way).sum(axis=2) / length, 0.0, 1.0)[:, :, None]
    return np.asarray(np.hypot(*np.moveaxis(spots[None] - start - share * way, 2, 0)).min(axis=0))
