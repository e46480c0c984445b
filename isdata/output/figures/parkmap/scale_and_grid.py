"""Scale and grid of a park map: the scale bar, and lines of latitude and longitude of a region."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.data.rows import records
from isdata.output.figures.parkmap import shapes
from isdata.output.figures.parkmap.lettering import measure

SIZE = 13.0  # type size beside the bar [px]


def grid(land: shapes.Extent, reader: Reader) -> pd.DataFrame:
    """Path, label, longitude and latitude [°] of each grid line; empty for a single park."""
    rows = [
        (
            path,
            f"{reader.number(abs(degrees))}° {_side(kind, degrees)}",
            land.west + 0.03 * (land.east - land.west) if kind == "latitude" else degrees,
            degrees if kind == "latitude" else land.south,
        )
        for kind, degrees, path in shapes.grid(land)
    ]
    return pd.DataFrame(rows, columns=["path", "words", "longitude", "latitude"])


def _side(kind: str, degrees: float) -> str:
    if kind == "latitude":
        return "N" if degrees >= 0 else "S"
    return "E" if degrees >= 0 else "W"


def bar(land: shapes.Extent, reader: Reader, *, is_schematic: bool) -> tuple[list[list[float]], str]:
    """Path and label of a scale bar in map coordinates, which is therefore correct at every zoom.

    It is between the frame of the plan and the edge of the picture, where it covers nothing.
    """
    length = shapes.round_length(land.width)
    x = land.west + 0.02 * (land.east - land.west)
    y = land.south + 0.02 * (land.north - land.south)
    if is_schematic:
        return [[x, y], [x, y]], reader.text(N_("schematic, not to scale"))
    end = x + length / (shapes.METRES_PER_DEGREE * land.shrink)
    tick = 0.008 * (land.north - land.south)
    words = reader.amount(length / 1000, "km") if length >= 1000 else reader.amount(length, "m")
    return [[x, y + tick], [x, y], [end, y], [end, y + tick]], words


def beside(words: str, size: float, reader: Reader) -> dict[str, tuple[float, str]]:
    """Label right of the bar, north arrow and its letter, each with its distance from the bar. [px]"""
    first = 8.0
    arrow = first + measure(words, size)[0] + 1.6 * size
    return {
        "words": (first, words),
        "arrow": (arrow, "\u2191"),
        "north": (arrow + 0.8 * size, reader.text(N_("N"))),
    }


def spots(
    grid: pd.DataFrame, path: list[list[float]], signs: Mapping[str, tuple[float, str]], sheet: shapes.Sheet
) -> list[tuple[float, float, float]]:
    """Positions of the grid labels and along the bar and its signs, with their extent. [px]"""
    labels = [(*sheet.place(row["longitude"], row["latitude"]), 22.0) for row in records(grid)]
    left, right, y = extent(path, signs, sheet)
    half = SIZE * sheet.scale / 2
    return labels + [(float(x), y, half) for x in np.arange(left, right + half, half)]


def extent(
    path: list[list[float]], signs: Mapping[str, tuple[float, str]], sheet: shapes.Sheet
) -> tuple[float, float, float]:
    """Left and right end and height of the bar with its signs, as from `bar` and `beside`. [px]"""
    left, y = sheet.place(*path[1])
    end, _y = sheet.place(*path[-2])
    away, text = list(signs.values())[-1]
    return left, end + away + measure(text, SIZE * sheet.scale)[0], y
