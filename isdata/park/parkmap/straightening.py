"""Rotation of a park plan so that its longer side is horizontal and it fills the map."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.spatial import ConvexHull, QhullError

from isdata.park.parkmap.geometry import points

LEAST = 2.0  # smallest tilt of a plan that is corrected [°]


@dataclass(frozen=True)
class Turn:
    """A rotation about a fixed place.

    Attributes
    ----------
    degrees : float
        Anticlockwise. [°]
    longitude, latitude : float
        Of the fixed place. [°]
    """

    degrees: float = 0.0
    longitude: float = 0.0
    latitude: float = 0.0

    def place(self, longitude: Sequence[float], latitude: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
        """Longitude and latitude after the rotation; distances are unchanged. [°]"""
        shrink = math.cos(math.radians(self.latitude))
        x = (np.asarray(longitude, dtype=float) - self.longitude) * shrink
        y = np.asarray(latitude, dtype=float) - self.latitude
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        return self.longitude + (cos * x - sin * y) / shrink, self.latitude + sin * x + cos * y

    def places(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A table with its longitude and latitude after the rotation."""
        if not self.degrees or frame.empty:
            return frame
        longitude, latitude = self.place(frame["longitude"], frame["latitude"])
        return frame.assign(longitude=longitude, latitude=latitude)

    def plan(self, plan: pd.DataFrame) -> pd.DataFrame:
        """A plan with its geometries after the rotation."""
        if not self.degrees or plan.empty:
            return plan
        return plan.assign(
            geometry=[json.dumps(self._geometry(json.loads(text))) for text in plan["geometry"]]
        )

    def _geometry(self, geometry: dict) -> dict:
        return geometry | {"coordinates": self._coordinates(geometry["coordinates"])}

    def _coordinates(self, nested: list) -> list:
        if isinstance(nested[0], (int, float)):
            longitude, latitude = self.place([nested[0]], [nested[1]])
            return [float(longitude[0]), float(latitude[0])]
        return [self._coordinates(one) for one in nested]


NORTH_UP = Turn()


def straightening(plan: pd.DataFrame) -> Turn:
    """Rotation that makes the longer side of the smallest rectangle around a plan horizontal.

    No rotation if it is nearly horizontal already.

    Parameters
    ----------
    plan : DataFrame
        feature_kind, geometry (GeoJSON).
    """
    boundary = plan[plan["feature_kind"] == "boundary"]
    found = [points(json.loads(text)) for text in (boundary if len(boundary) else plan)["geometry"]]
    corners = np.vstack(found) if found else np.empty((0, 2))
    if len(corners) < 3:
        return NORTH_UP
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    flat = (corners - middle) * (math.cos(math.radians(middle[1])), 1.0)
    try:
        hull = flat[ConvexHull(flat).vertices]
    except QhullError:  # all points are on one line
        return NORTH_UP
    sides = np.roll(hull, -1, axis=0) - hull
    angles = np.arctan2(sides[:, 1], sides[:, 0])
    best = min(angles, key=lambda angle: _area(hull, angle))
    wide, high = _size(hull, best)
    degrees = -math.degrees(best + (math.pi / 2 if high > wide else 0.0))
    degrees = (degrees + 90) % 180 - 90  # the smaller rotation, so that the plan is not turned upside down
    return Turn(degrees, float(middle[0]), float(middle[1])) if abs(degrees) >= LEAST else NORTH_UP


def _size(hull: np.ndarray, angle: float) -> tuple[float, float]:
    turned = hull @ np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    wide, high = turned.max(axis=0) - turned.min(axis=0)
    return float(wide), float(high)


def _area(hull: np.ndarray, angle: float) -> float:
    wide, high = _size(hull, angle)
    return wide * high
