"""Geometry of a park map: extent, curves of arcs, scale bar and grid."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from isdata.park import parkmap

METRES_PER_DEGREE = 111_320.0
TILE = 512  # pixels of the whole world at zoom 0
LEAST = 0.002  # minimum extent, so that a single site has land around it [°]


@dataclass(frozen=True)
class Extent:
    """Extent of a piece of land. [°]"""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of its centre. [°]"""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def shrink(self) -> float:
        """Length of a degree of longitude, as a share of one of latitude."""
        return math.cos(math.radians(self.middle[1]))

    @property
    def width(self) -> float:
        """From west to east. [m]"""
        return (self.east - self.west) * METRES_PER_DEGREE * self.shrink

    @property
    def height(self) -> float:
        """From south to north. [m]"""
        return (self.north - self.south) * METRES_PER_DEGREE

    def zoom(self, width: float, height: float) -> float:
        """Zoom of a web map at which the extent fits into a width and height. [px]"""
        left, top = pixels(self.west, self.north, 0.0)
        right, bottom = pixels(self.east, self.south, 0.0)
        return min(math.log2(width / (right - left)), math.log2(height / (bottom - top)), 18.0)


@dataclass(frozen=True)
class Sheet:
    """Picture of a piece of land.

    Attributes
    ----------
    land : Extent
    width, height : float
        Size of the picture. [px]
    scale : float
        Factor on type sizes and lines.
    """

    land: Extent
    width: float
    height: float
    scale: float

    @cached_property
    def zoom(self) -> float:
        """Zoom of a web map on which the land fits into the picture."""
        return self.land.zoom(self.width, self.height)

    @property
    def a_pixel(self) -> float:
        """Width of a pixel on the map. [° of longitude]"""
        return 360 / (TILE * 2**self.zoom)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Position of a place in the picture, y downwards. [px]"""
        x, y = pixels(longitude, latitude, self.zoom)
        middle_x, middle_y = pixels(*self.land.middle, self.zoom)
        return x - (middle_x - self.width / 2), y - (middle_y - self.height / 2)

    def places(self, path: Iterable[Any]) -> np.ndarray:
        """Positions of the places of a path [°], a row each, y downwards. [px]"""
        longitude, latitude = np.array(path if isinstance(path, np.ndarray) else list(path), dtype=float).T
        world = TILE * 2**self.zoom
        y = np.log(np.tan(math.pi / 4 + np.radians(latitude) / 2))
        middle_x, middle_y = pixels(*self.land.middle, self.zoom)
        return np.column_stack(
            [
                (longitude + 180) / 360 * world - (middle_x - self.width / 2),
                (0.5 - y / (2 * math.pi)) * world - (middle_y - self.height / 2),
            ]
        )


def pixels(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """Position of a place on a web map of the world at a zoom level, y downwards. [px]"""
    world = TILE * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return (longitude + 180) / 360 * world, (0.5 - y / (2 * math.pi)) * world


def extent(geometries: Iterable[str], places: pd.DataFrame, *, margin: float = 0.03) -> Extent | None:
    """Land occupied by a plan and places, with a margin; None if there is neither.

    Parameters
    ----------
    geometries : iterable of str
        GeoJSON.
    places : DataFrame
        longitude, latitude. [°]
    margin : float
        Share of the longer side.
    """
    found = [parkmap.points(json.loads(geometry)) for geometry in geometries]
    found.append(places[["longitude", "latitude"]].dropna().to_numpy(dtype=float))
    corners = np.vstack(found)
    if not len(corners):
        return None
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    more = max(east - west, north - south, LEAST) * margin + LEAST / 8
    return Extent(west - more, south - more, east + more, north + more)


def curve(
    start: tuple[float, float],
    end: tuple[float, float],
    lane: float | np.ndarray,
    shrink: float,
    *,
    steps: int = 20,
) -> np.ndarray:
    """Arc that bends to the left of the straight line, so that opposite directions are separate.

    Parameters
    ----------
    start, end : tuple of float
        Longitude and latitude. [°]
    lane : float or ndarray, shape (n, 1, 1)
        0, 1, 2 …: each further arc between the same two ends bends more; below -1.6 it bends to the right. Of several lanes,
        one arc each.
    shrink : float
        Length of a degree of longitude, as a share of one of latitude.
    steps : int
        Number of straight pieces.

    Returns
    -------
    ndarray, shape (steps + 1, 2) or (n, steps + 1, 2)
        Longitude and latitude. [°]
    """
    scale = np.array([shrink, 1.0])
    first, last = np.array(start, dtype=float) * scale, np.array(end, dtype=float) * scale
    way = last - first
    knee = (first + last) / 2 + np.array([-way[1], way[0]]) * (0.16 + 0.10 * lane)
    t = np.linspace(0.0, 1.0, steps + 1)[:, None]
    return ((1 - t) ** 2 * first + 2 * t * (1 - t) * knee + t**2 * last) / scale


def heading(line: np.ndarray, shrink: float, *, at: float = 0.6) -> tuple[float, float, float]:
    """Position on a curve and the direction there.

    Returns
    -------
    tuple of float
        Longitude and latitude [°], and the angle from east, counter-clockwise [°].
    """
    here = int(at * (len(line) - 1))
    before, after = line[here - 1], line[here + 1]
    angle = math.degrees(math.atan2(after[1] - before[1], (after[0] - before[0]) * shrink))
    return float(line[here][0]), float(line[here][1]), angle


def arrow(line: np.ndarray, shrink: float, length: float) -> list[np.ndarray]:
    """The two strokes of an arrow on a curve, of a length in degrees of longitude."""
    x, y, angle = heading(line, shrink)
    strokes = []
    for turned in (150.0, -150.0):
        way = math.radians(angle + turned)
        strokes.append(np.array([[x + length * math.cos(way), y + length * math.sin(way) * shrink], [x, y]]))
    return strokes


def disc(middle: tuple[float, float], radius: float) -> list[list[float]]:
    """Closed outline of a circle on the map, of a radius in degrees of longitude."""
    turn = np.linspace(0.0, 2 * math.pi, 21)
    shrink = math.cos(math.radians(middle[1]))
    outline = np.column_stack([middle[0] + radius * np.cos(turn), middle[1] + radius * np.sin(turn) * shrink])
    return outline.round(6).tolist()


def round_length(width: float) -> float:
    """Round length of about a fifth of a width: 1, 2 or 5 times a power of ten.

    Examples
    --------
    >>> round_length(4200.0)
    500.0
    """
    wanted = width / 5
    size = 10.0 ** math.floor(math.log10(wanted))
    return next(step * size for step in (5, 2, 1) if step * size <= wanted)


def radii(amounts: pd.Series, *, least: float, most: float) -> pd.Series:
    """Radii of circles with areas proportional to amounts; unknown amounts get the smallest."""
    largest = amounts.max()
    if not largest > 0:
        return pd.Series(least, index=amounts.index, dtype=float)
    return (np.sqrt(amounts / largest) * most).clip(lower=least).fillna(least)


def widths(arcs: pd.DataFrame, *, least: float, most: float) -> pd.Series:
    """Line widths proportional to the square root of the amount within its kind; unknown amounts get the smallest."""
    largest = arcs.groupby("kind")["amount"].transform("max")
    share = arcs["amount"] / largest.where(largest > 0)
    return (least + np.sqrt(share.astype(float)) * (most - least)).fillna(least)


def grid(land: Extent) -> list[tuple[str, float, list[list[float]]]]:
    """Lines of latitude and longitude for a regional map; empty for a single park.

    Returns
    -------
    list of tuple
        "latitude" or "longitude", the degrees, and the line.
    """
    wide = max(land.east - land.west, land.north - land.south)
    if wide < 2:
        return []
    step = next(step for step in (1, 2, 5, 10, 20, 30) if wide / step <= 8 or step == 30)
    west, east = land.west - wide, land.east + wide
    south, north = max(land.south - wide, -80), min(land.north + wide, 80)
    across = [
        ("latitude", float(y), [[west, float(y)], [east, float(y)]])
        for y in range(math.ceil(south / step) * step, math.floor(north) + 1, step)
    ]
    upwards = [
        ("longitude", float(x), [[float(x), south], [float(x), north]])
        for x in range(math.ceil(west / step) * step, math.floor(east) + 1, step)
    ]
    return across + upwards
