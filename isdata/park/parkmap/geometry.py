"""Places and distances on the ground."""

import itertools
import json
from functools import lru_cache

import numpy as np
import pandas as pd

EARTH = 6371.0088  # mean radius [km]


@lru_cache(maxsize=4096)  # every map of a park needs the centres of its plan
def middle(geometry: object) -> tuple[float, float]:
    """Return longitude and latitude of the centre of a GeoJSON geometry; NaN if there is none.

    It is the centroid of the area enclosed by its corners, or of the corners if they enclose none.
    """
    found = points(json.loads(geometry)) if isinstance(geometry, str) else np.empty((0, 2))
    if not len(found):
        return (np.nan, np.nan)
    x, y = (found - found[0]).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    if abs(cross.sum()) < 1e-12:
        return tuple(found.mean(axis=0))
    steps = (found[:-1] + found[1:] - 2 * found[0]) * cross[:, None]
    return tuple(found[0] + steps.sum(axis=0) / (3 * cross.sum()))


def points(geometry: dict) -> np.ndarray:
    """All corners of a GeoJSON geometry.

    Returns
    -------
    ndarray, shape (corners, 2)
        Longitude and latitude. [°]
    """
    if geometry.get("type") == "GeometryCollection":
        parts = [points(part) for part in geometry.get("geometries", [])]
        return np.vstack([np.empty((0, 2)), *parts])

    def corners(part: list) -> list:
        if part and isinstance(part[0], (int, float)):
            return [part[:2]]
        return [corner for inner in part for corner in corners(inner)]

    return np.array(corners(geometry.get("coordinates") or []), dtype=float).reshape(-1, 2)


def lines(geometry: dict) -> list[list]:
    """Lines of a GeoJSON geometry; the outlines of an area count as lines."""
    kind, places = geometry.get("type"), geometry.get("coordinates") or []
    if kind == "LineString":
        return [places]
    if kind in ("MultiLineString", "Polygon"):
        return list(places)
    if kind == "MultiPolygon":
        return [ring for area in places for ring in area]
    return []


def distance(x0: np.ndarray, y0: np.ndarray, x1: np.ndarray, y1: np.ndarray) -> np.ndarray:
    """Great-circle distances between places. [km]

    Parameters
    ----------
    x0, y0, x1, y1 : array
        Longitude and latitude of both ends. [°]

    Examples
    --------
    >>> float(distance(0.0, 0.0, 1.0, 0.0).round(1))
    111.2
    """
    x0, y0, x1, y1 = (np.radians(np.asarray(angle, dtype=float)) for angle in (x0, y0, x1, y1))
    half = np.sin((y1 - y0) / 2) ** 2 + np.cos(y0) * np.cos(y1) * np.sin((x1 - x0) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))


def near(places: pd.DataFrame, centres: pd.DataFrame, reach: float) -> np.ndarray:
    """Return True for places near one of some centres, straight-line.

    Parameters
    ----------
    places, centres : DataFrame
        longitude, latitude [°].
    reach : float
        [km]

    Examples
    --------
    >>> row = pd.DataFrame({"longitude": [0.0, 0.01, 0.02], "latitude": 0.0})
    >>> near(row, row.head(1), 1.2).tolist()
    [True, True, False]
    """
    (x, y), ends = (
        [table[name].to_numpy(dtype=float) for name in ("longitude", "latitude")]
        for table in (places, centres)
    )
    return np.any(distance(x[:, None], y[:, None], *ends) <= reach, axis=1)


def inside(geometry: str, places: pd.DataFrame) -> np.ndarray:
    """Return True for places within an area: a ray from them crosses its outline an odd number of times.

    Parameters
    ----------
    geometry : str
        GeoJSON.
    places : DataFrame
        longitude, latitude [°].

    Examples
    --------
    >>> square = '{"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}'
    >>> inside(square, pd.DataFrame({"longitude": [1.0, 3.0], "latitude": [1.0, 1.0]})).tolist()
    [True, False]
    """
    x, y = (places[name].to_numpy(dtype=float) for name in ("longitude", "latitude"))
    crossed = np.zeros(len(places), dtype=int)
    for ring in lines(json.loads(geometry)):
        for (x0, y0), (x1, y1) in itertools.pairwise(corner[:2] for corner in ring):
            if y0 != y1:
                at = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
                crossed += ((y0 > y) != (y1 > y)) & (x < at)
    return crossed % 2 == 1
