"""Boxes around names and circles on a map: distances and overlaps. [px]"""

from collections.abc import Sequence

import numpy as np

# Clearance around a name [px]; `overlaps` contains it in compiled form, njit, so a change of this file compiles that again.
PAD = 2.0

Box = tuple[float, float, float, float]  # left, top, right, bottom
Disc = tuple[float, float, float]  # x, y, radius


def around(discs: Sequence[Disc] | np.ndarray) -> np.ndarray:
    """Bounding boxes of discs, a row each."""
    x, y, radius = np.array(discs, dtype=float).reshape(-1, 3).T
    return np.column_stack([x - radius, y - radius, x + radius, y + radius])


def within(boxes: np.ndarray, frame: Box) -> np.ndarray:
    """Mask of the boxes within a frame."""
    left, top, right, bottom = boxes.T
    return (left >= frame[0]) & (top >= frame[1]) & (right <= frame[2]) & (bottom <= frame[3])


def near(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Mask of the others that any of the boxes can overlap."""
    if not len(boxes):
        return np.zeros(len(others), dtype=bool)
    left, top = boxes[:, :2].min(axis=0)
    right, bottom = boxes[:, 2:].max(axis=0)
    west, south, east, north = others.T
    return (west < right + PAD) & (east > left - PAD) & (south < bottom + PAD) & (north > top - PAD)
