"""Boxes around names and circles on a map: distances and overlaps. [px]"""

from collections.abc import Sequence

import numpy as np

PAD = 2.0  # clearance around a name [px]

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


def away(boxes: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Distance of each box from each disc, edge to edge. [px]"""
    left, top, right, bottom = boxes.T[:, :, None]
    x, y, radius = discs.T
    beside = np.maximum(0.0, np.maximum(left - x, x - right))
    above = np.maximum(0.0, np.maximum(top - y, y - bottom))
    return np.hypot(beside, above) - radius


def apart(boxes: np.ndarray, discs: np.ndarray) -> np.ndarray:
    """Distance of the centre of each box from the edge of each disc. [px]"""
    left, top, right, bottom = boxes.T[:, :, None]
    x, y, radius = discs.T
    return np.hypot((left + right) / 2 - x, (top + bottom) / 2 - y) - radius


def overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Boolean matrix of overlaps between boxes and others."""
    left, top, right, bottom = boxes.T[:, :, None]
    west, south, east, north = others.T
    return (left < east + PAD) & (west < right + PAD) & (top < north + PAD) & (south < bottom + PAD)


def cover(boxes: np.ndarray, size: tuple[float, float]) -> np.ndarray:
    """Numbers of pixels above and left of each corner of the pixels that are wholly within any of the boxes."""
    most, boxes = np.ceil(size).astype(int), boxes[np.isfinite(boxes).all(axis=1)]
    left, top = np.clip(np.ceil(boxes[:, :2]), 0, most).astype(int).T
    right, bottom = np.clip(np.floor(boxes[:, 2:]), 0, most).astype(int).T
    covered = np.zeros(most[::-1], dtype=bool)
    for x0, y0, x1, y1 in zip(left, top, right, bottom, strict=True):
        covered[y0:y1, x0:x1] = True
    counts = np.zeros(most[::-1] + 1, dtype=np.int32)
    np.cumsum(covered.cumsum(axis=0, dtype=np.int32), axis=1, out=counts[1:, 1:])
    return counts


def on_cover(boxes: np.ndarray, covered: np.ndarray) -> np.ndarray:
    """Mask of the boxes within the picture that certainly overlap one of the boxes of `cover`."""
    left, top = np.ceil(boxes[:, :2]).astype(int).T
    right, bottom = np.floor(boxes[:, 2:]).astype(int).T
    return covered[bottom, right] - covered[top, right] - covered[bottom, left] + covered[top, left] > 0
