"""Search space of the compiled search: cells around a demand, substitutes, and lists of allowed values."""

import math
from typing import NamedTuple

import numpy as np

from isdata.symbiosis.matching.stream_arrays import EARTH

KM_PER_DEGREE = EARTH * math.pi / 180
_FINEST = 0.01  # narrowest band of the grid [°]


class Grid(NamedTuple):
    """Bands of latitude, divided into roughly square cells. A last cell holds streams without coordinates.

    Attributes
    ----------
    radius : float
        Search radius. [km]
    step : float
        Height of a band. [°]
    start : ndarray of int64
        Number of the first cell of each band.
    cells : ndarray of int64
        Number of cells of each band.
    total : int
        Total number of cells.
    """

    radius: float
    step: float
    start: np.ndarray
    cells: np.ndarray
    total: int


class Substitutes(NamedTuple):
    """Substitutes of each required resource, from start[wanted] to start[wanted + 1], with their
    suitability."""

    start: np.ndarray
    resource: np.ndarray
    similarity: np.ndarray


class Lists(NamedTuple):
    """Allowed values of two constraints, as sorted numbers.

    Attributes
    ----------
    licensed : ndarray of int64
        demand row · count + resource that its receiver is licensed to take.
    limited : ndarray of int64
        demand row · count + supply row, if the supply holds more of a substance than the demand allows.
    count : int
        Multiplier, larger than the number of supplies and of resources.
    """

    licensed: np.ndarray
    limited: np.ndarray
    count: int


def grid(radius: float) -> Grid:
    """Grid in which all streams within a radius are in the same or a neighbouring band."""
    step = min(180.0, max(_FINEST, radius / KM_PER_DEGREE))
    bands = np.arange(math.floor(180 / step) + 1)
    widest = np.minimum(89.9, np.maximum(abs(bands * step - 90), abs((bands + 1) * step - 90)))
    cells = np.maximum(1, np.floor(360 / step * np.cos(np.radians(widest)))).astype("int64")
    return Grid(radius, step, np.cumsum(cells) - cells, cells, int(cells.sum()) + 1)


def cell_of(streams: np.ndarray, among: Grid) -> np.ndarray:
    """Cell of each stream."""
    has_place = ~np.isnan(streams["latitude"] + streams["longitude"])
    north, east = (np.where(has_place, streams[name], 0.0) for name in ("latitude", "longitude"))
    band = np.clip(np.floor((north + 90) / among.step), 0, len(among.cells) - 1).astype("int64")
    cells = among.cells[band]
    cell = among.start[band] + np.clip(np.floor((east + 180) / 360 * cells), 0, cells - 1).astype("int64")
    return np.where(has_place, cell, among.total - 1)
