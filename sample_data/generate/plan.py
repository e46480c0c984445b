"""Drawn park plan: a slightly rotated street grid with plots, roads and corridors, as GeoJSON."""

import json
import math
from dataclasses import dataclass

METRES_PER_DEGREE = 111_320.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Grid:
    """Street grid of blocks, centred on the park.

    Attributes
    ----------
    latitude, longitude : float
        Middle of the grid. [°]
    turn : float
        Counter-clockwise rotation of the grid. [°]
    columns, rows : int
        Number of blocks from west to east and from south to north.
    width, depth : float
        Size of a block. [m]
    street : float
        Width of a street. [m]
    """

    latitude: float
    longitude: float
    turn: float
    columns: int
    rows: int
    width: float
    depth: float
    street: float

    @property
    def size(self) -> Point:
        """Width and depth of the whole grid with its outer streets. [m]"""
        return (
            self.columns * (self.width + self.street) + self.street,
            self.rows * (self.depth + self.street) + self.street,
        )

    def place(self, x: float, y: float) -> Point:
        """Return longitude and latitude of a point in metres from the grid's south-west corner."""
        turn = math.radians(self.turn)
        east, north = x - self.size[0] / 2, y - self.size[1] / 2
        turned = (
            east * math.cos(turn) - north * math.sin(turn),
            east * math.sin(turn) + north * math.cos(turn),
        )
        scale = METRES_PER_DEGREE * math.cos(math.radians(self.latitude))
        return (
            round(self.longitude + turned[0] / scale, 6),
            round(self.latitude + turned[1] / METRES_PER_DEGREE, 6),
        )

    def block(self, column: int, row: int, columns: int = 1, rows: int = 1) -> tuple[float, ...]:
        """Return west, south, east and north edge of a plot of one or more blocks. [m]"""
        west = self.street + column * (self.width + self.street)
        south = self.street + row * (self.depth + self.street)
        return (
            west,
            south,
            west + columns * (self.width + self.street) - self.street,
            south + rows * (self.depth + self.street) - self.street,
        )

    def area(self, column: int, row: int, columns: int = 1, rows: int = 1) -> float:
        """Return the area of a plot. [ha]"""
        west, south, east, north = self.block(column, row, columns, rows)
        return round((east - west) * (north - south) / 10_000, 2)

    def middle(self, column: int, row: int, columns: int = 1, rows: int = 1) -> Point:
        """Return longitude and latitude of a plot's middle."""
        west, south, east, north = self.block(column, row, columns, rows)
        return self.place((west + east) / 2, (south + north) / 2)


def polygon(grid: Grid, points: list[Point]) -> str:
    """Return points in metres as a closed GeoJSON polygon."""
    ring = [grid.place(*point) for point in points]
    return _geojson("Polygon", [[*ring, ring[0]]])


def line(grid: Grid, points: list[Point]) -> str:
    """Return points in metres as a GeoJSON line."""
    return _geojson("LineString", [grid.place(*point) for point in points])


def rectangle(grid: Grid, west: float, south: float, east: float, north: float) -> str:
    """Return a rectangle in metres as a GeoJSON polygon, counter-clockwise."""
    return polygon(grid, [(west, south), (east, south), (east, north), (west, north)])


def _geojson(shape: str, coordinates: list) -> str:
    return json.dumps({"type": shape, "coordinates": coordinates})
