"""Boxes around names and circles on a map: distances and overlaps. [px]"""

from collections.abc import Sequence

import numpy as np

PAD = 2.0  # kept free around a name [px]
OUT = 60  # points of lines that are as bad as a name that sticks out of the frame of the plan

Box = tuple[float, float, float, float]  # left, top, right, bottom
Disc = tuple[float, float, float]  # x, y, radius


def around(discs: Sequence[Disc]) -> np.ndarray:
    """Return the boxes around discs, a row each."""
    x, y, radius = np.array(discs, dtype=float).reshape(-1, 3).T
    return np.column_stack([x - radius, y - radius, x + radius, y + radius])


def beyond(boxes: np.ndarray, frame: Box | None) -> np.ndarray:
    """Points of lines that each box counts as crossing where it sticks out of the frame."""
    if frame is None:
        return np.zeros(len(boxes))
    left, top, right, bottom = boxes.T
    is_out = (left < frame[0]) | (top < frame[1]) | (right > frame[2]) | (bottom > frame[3])
    return np.where(is_out, OUT, 0.0)


def away(boxes: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Distance of each of the boxes from each of the discs, edge to edge. [px]"""
    left, top, right, bottom = boxes.T[:, :, None]
    x, y, radius = discs.T
    beside = np.maximum(0.0, np.maximum(left - x, x - right))
    above = np.maximum(0.0, np.maximum(top - y, y - bottom))
    return np.hypot(beside, above) - radius


def overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether each of the boxes overlaps each of the others."""
    left, top, right, bottom = boxes.T[:, :, None]
    west, south, east, north = others.T
    return (left < east + PAD) & (west < right + PAD) & (top < north + PAD) & (south < bottom + PAD)
