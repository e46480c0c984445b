"""Parts of a plan that names avoid: outlines, lines, water, areas without a company, and the frame of the park. [px]"""

import json
from collections.abc import Collection

import numpy as np
import pandas as pd

from isdata.output.figures.parkmap import shapes
from isdata.output.figures.parkmap.boxes import Box, Disc
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


def across(plan: pd.DataFrame, kinds: Collection[str], sheet: shapes.Sheet, step: float) -> list[Disc]:
    """Points across the areas of some kinds, `step` apart."""
    width, found = step * sheet.a_pixel, list[Disc]()
    for geometry in _of(plan, kinds):
        corners = parkmap.points(json.loads(geometry))
        if not len(corners):
            continue
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        x, y = np.arange(west, east, width), np.arange(south, north, width * sheet.land.shrink)
        grid = pd.DataFrame({"longitude": np.tile(x, len(y)), "latitude": np.repeat(y, len(x))})
        within = grid.loc[parkmap.inside(geometry, grid)].to_numpy()
        if len(within):
            found += [(x, y, _HALF) for x, y in sheet.places(within)]
    return found


def along(plan: pd.DataFrame, kinds: Collection[str], sheet: shapes.Sheet, step: float) -> list[Disc]:
    """Points on the outlines of areas, and on the lines, of some kinds, `step` apart."""
    found = list[Disc]()
    for geometry in _of(plan, kinds):
        for path in parkmap.lines(json.loads(geometry)):
            corners = sheet.places(corner[:2] for corner in path)
            far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
            at = np.arange(0.0, far[-1], step)
            x, y = (np.interp(at, far, corners[:, axis]) for axis in (0, 1))
            found += [(x, y, _HALF) for x, y in zip(x.tolist(), y.tolist(), strict=True)]
    return found


def _of(plan: pd.DataFrame, kinds: Collection[str]) -> list[str]:
    """Geometries of the parts of some kinds."""
    return plan.loc[plan["feature_kind"].isin(kinds), "geometry"].tolist()
