"""Parts of a plan that names avoid: outlines, lines, water, areas without a company, and the frame of the park. [px]"""

import json
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from isdata.output.figures.parkmap import shapes
from isdata.output.figures.parkmap.boxes import Box
from isdata.park import parkmap

UNLET = ("free_plot", "green")  # areas on which a company name would be misread
GRID = 6.0  # distance between sampled points, small enough for free plots to outweigh arcs across them [px]
EDGES = ("plot", "free_plot", "green", "water", "boundary", "corridor", "rail")
_HALF = 0.5  # half the width of a thin line [px]


def frame(plan: pd.DataFrame, sheet: shapes.Sheet) -> Box | None:
    """Box around the boundary of the plan, which names should not cross; None without a boundary."""
    outlines = [parkmap.points(json.loads(geometry)) for geometry in _of(plan, ["boundary"])]
    if not outlines:
        return None
    corners = np.vstack(outlines)
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    left, top = sheet.place(west, north)
    right, bottom = sheet.place(east, south)
    return left, top, right, bottom


def across(plan: pd.DataFrame, kinds: Collection[str], sheet: shapes.Sheet, step: float) -> np.ndarray:
    """Discs at points across the areas of some kinds, `step` apart."""
    width, found = step * sheet.a_pixel, list[np.ndarray]()
    for geometry in _of(plan, kinds):
        corners = parkmap.points(json.loads(geometry))
        if not len(corners):
            continue
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        x, y = np.arange(west, east, width), np.arange(south, north, width * sheet.land.shrink)
        grid = pd.DataFrame({"longitude": np.tile(x, len(y)), "latitude": np.repeat(y, len(x))})
        within = grid.loc[parkmap.inside(geometry, grid)].to_numpy()
        if len(within):
            found.append(sheet.places(within))
    return _discs(found)


def along(plan: pd.DataFrame, kinds: Collection[str], sheet: shapes.Sheet, step: float) -> np.ndarray:
    """Discs at points on the outlines of areas, and on the lines, of some kinds, `step` apart."""
    found = list[np.ndarray]()
    for geometry in _of(plan, kinds):
        for path in parkmap.lines(json.loads(geometry)):
            corners = sheet.places(corner[:2] for corner in path)
            far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
            at = np.arange(0.0, far[-1], step)
            found.append(np.column_stack([np.interp(at, far, corners[:, axis]) for axis in (0, 1)]))
    return _discs(found)


def _discs(points: Sequence[np.ndarray]) -> np.ndarray:
    """Points of thin lines as discs, a row each."""
    spots = np.vstack([np.empty((0, 2)), *points])
    return np.column_stack([spots, np.full(len(spots), _HALF)])


def _of(plan: pd.DataFrame, kinds: Collection[str]) -> list[str]:
    """Geometries of the parts of some kinds."""
    return plan.loc[plan["feature_kind"].isin(kinds), "geometry"].tolist()
