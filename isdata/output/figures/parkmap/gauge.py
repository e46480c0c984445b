"""Scale and grid of a park map: the scale bar, and lines of latitude and longitude of a region."""

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures.parkmap import shapes


def grid(land: shapes.Extent, reader: Reader) -> pd.DataFrame:
    """Return path, words, longitude and latitude [°] of each line; none for a single park."""
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


def bar(
    land: shapes.Extent, reader: Reader, *, is_schematic: bool, turned: float = 0.0
) -> tuple[list[list[float]], str]:
    """Return path and words of a bar that stays true at every zoom, because it is drawn on the land itself.

    Parameters
    ----------
    turned : float
        How far the map is turned anticlockwise against north. [°]
    """
    length = shapes.round_length(land.width)
    x = land.west + 0.02 * (land.east - land.west)
    y = land.south + 0.045 * (land.north - land.south)
    if is_schematic:
        return [[x, y], [x, y]], reader.text(N_("schematic, not to scale"))
    end = x + length / (shapes.METRES_PER_DEGREE * land.shrink)
    tick = 0.008 * (land.north - land.south)
    words = reader.amount(length / 1000, "km") if length >= 1000 else reader.amount(length, "m")
    return [[x, y + tick], [x, y], [end, y], [end, y + tick]], _north(words, turned, reader)


def _north(length: str, turned: float, reader: Reader) -> str:
    """Length of the bar, and where north is."""
    angle = reader.number(abs(turned), digits=0)
    if round(turned) > 0:
        return reader.text(N_("{length} · north {angle}° to the left"), length=length, angle=angle)
    if round(turned) < 0:
        return reader.text(N_("{length} · north {angle}° to the right"), length=length, angle=angle)
    return reader.text(N_("{length} · north up"), length=length)


def spots(grid: pd.DataFrame) -> list[tuple[float, float, float]]:
    """Positions of the grid labels, with their extent. [°, °, px]"""
    return [(row["longitude"], row["latitude"], 22.0) for row in grid.to_dict("records")]
