"""Shapes of a park map that its interactive and its printed version share: extent, curves, scale bar, styles."""

import json
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata import parkmap
from isdata.figures import style
from isdata.i18n import Reader

METRES_PER_DEGREE = 111_320.0
TILE = 512  # pixels of the whole world at zoom 0

# Calm colours for the ground, so that sites and synergies stand out. Drawn in this order.
GROUND = {
    "boundary": ("#fbfaf6", "#b4b0a3"),
    "zone": ("#f1efe6", "#f1efe6"),
    "water": ("#bfd9e8", "#9cc0d6"),
    "green": ("#d6e6c9", "#c2d8b2"),
    "plot": ("#e9e5da", "#cfc9ba"),
    "free_plot": ("#fdf8dc", "#c9ab3c"),
}
LAND = "#eceee9"
LINES = {"road": "#ffffff", "rail": "#8b8f93", "corridor": "#8d6a4f"}
CASING = "#d3d0c6"
LINE_WIDTHS = {"road": 16.0, "rail": 5.0, "corridor": 7.0}  # [m]
NAMED = ("free_plot", "green", "water", "zone")  # plots bear the names of their sites


@dataclass(frozen=True)
class Extent:
    """A piece of land. [°]"""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of its middle. [°]"""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def width(self) -> float:
        """From west to east. [m]"""
        return (self.east - self.west) * METRES_PER_DEGREE * self.shrink

    @property
    def height(self) -> float:
        """From south to north. [m]"""
        return (self.north - self.south) * METRES_PER_DEGREE

    @property
    def shrink(self) -> float:
        """Length of a degree of longitude, as a share of one of latitude."""
        return math.cos(math.radians(self.middle[1]))

    def zoom(self, width: float, height: float) -> float:
        """Return the zoom of a web map at which the extent fits into a width and height. [px]"""
        north, south = (
            math.log(math.tan(math.pi / 4 + math.radians(y) / 2)) for y in (self.north, self.south)
        )
        across = (self.east - self.west) / 360
        upwards = (north - south) / (2 * math.pi)
        return min(math.log2(width / TILE / across), math.log2(height / TILE / upwards), 18.0)


def extent(plan: pd.DataFrame, sites: pd.DataFrame, *, margin: float = 0.02) -> Extent | None:
    """Return the land that the plan and the sites take up with a margin, or None where there is neither."""
    found = [parkmap.points(json.loads(geometry)) for geometry in plan["geometry"]]
    found.append(sites[["longitude", "latitude"]].dropna().to_numpy(dtype=float))
    corners = np.vstack(found)
    if not len(corners):
        return None
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    least = 0.002  # a single site still needs land around it
    more = max((east - west), (north - south), least) * margin + least / 4
    return Extent(west - more, south - more, east + more, north + more)


def curve(arc: pd.Series, shrink: float, *, steps: int = 24) -> np.ndarray:
    """Return an arc that leaves the straight line to its left, so that there and back lie apart.

    Parameters
    ----------
    arc : Series
        x0, y0, x1, y1 [°], lane: each further arc between the same two ends bends more.
    shrink : float
        Length of a degree of longitude, as a share of one of latitude.
    steps : int
        Number of straight pieces.

    Returns
    -------
    ndarray, shape (steps + 1, 2)
        Longitude and latitude. [°]
    """
    scale = np.array([shrink, 1.0])
    start = np.array([arc["x0"], arc["y0"]], dtype=float) * scale
    end = np.array([arc["x1"], arc["y1"]], dtype=float) * scale
    way = end - start
    bend = np.array([-way[1], way[0]]) * (0.16 + 0.10 * float(arc["lane"]))
    knee = (start + end) / 2 + bend
    t = np.linspace(0.0, 1.0, steps + 1)[:, None]
    return ((1 - t) ** 2 * start + 2 * t * (1 - t) * knee + t**2 * end) / scale


def heading(line: np.ndarray, shrink: float, *, at: float = 0.58) -> tuple[float, float, float]:
    """Return a place on a curve and the direction there.

    Returns
    -------
    tuple of float
        Longitude and latitude [°], and the angle from east, counter-clockwise [°].
    """
    here = int(at * (len(line) - 1))
    before, after = line[here - 1], line[here + 1]
    angle = math.degrees(math.atan2(after[1] - before[1], (after[0] - before[0]) * shrink))
    return float(line[here][0]), float(line[here][1]), angle


def scale_length(width: float) -> float:
    """Return a round length of about a fifth of a map's width. [m]"""
    wanted = width / 5
    size = 10 ** math.floor(math.log10(wanted))
    return next(step * size for step in (5, 2, 1) if step * size <= wanted)


def sizes(amounts: pd.Series, *, least: float, most: float) -> pd.Series:
    """Return radii whose circles have areas in proportion to amounts; unknown ones get the least."""
    largest = amounts.max()
    if not largest > 0:
        return pd.Series(least, index=amounts.index)
    return (np.sqrt(amounts / largest) * most).clip(lower=least).fillna(least)


def widths(arcs: pd.DataFrame, *, least: float, most: float) -> pd.Series:
    """Return widths that grow with the root of the amount, compared within its kind; unknown ones get the least."""
    largest = arcs.groupby("kind")["amount"].transform("max")
    return (least + np.sqrt(arcs["amount"] / largest.where(largest > 0)) * (most - least)).fillna(least)


def lines(geometry: dict) -> list[list]:
    """Return the lines of a GeoJSON geometry; the outlines of an area count as lines."""
    kind, places = geometry.get("type"), geometry.get("coordinates") or []
    if kind == "LineString":
        return [places]
    if kind in ("MultiLineString", "Polygon"):
        return list(places)
    if kind == "MultiPolygon":
        return [ring for area in places for ring in area]
    return []


def wanted_labels(
    plan: pd.DataFrame, sites: pd.DataFrame, kind: str, reader: Reader, scale: float
) -> pd.DataFrame:
    """Return the names a map would like to show, the most important first.

    Returns
    -------
    DataFrame
        text, place (longitude and latitude), radius [px], size [px], colour.
    """
    radii = sizes(sites[kind], least=4.0, most=26.0) * scale
    rows = [
        (reader.name(en, zh), (x, y), float(radius), 13.0 * scale, style.INK)
        for en, zh, x, y, radius in zip(
            sites["name_en"], sites["name_zh"], sites["longitude"], sites["latitude"], radii, strict=True
        )
    ]
    rows.sort(key=lambda row: -row[2])
    for feature_kind in NAMED:
        drawn = plan.loc[plan["feature_kind"] == feature_kind]
        rows += [
            (reader.name(en, zh), parkmap.middle(geometry), 0.0, 11.0 * scale, style.MUTED)
            for en, zh, geometry in zip(drawn["name_en"], drawn["name_zh"], drawn["geometry"], strict=True)
        ]
    wanted = pd.DataFrame(rows, columns=["text", "place", "radius", "size", "colour"])
    return wanted.loc[wanted["text"] != ""]
