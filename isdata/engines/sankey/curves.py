"""Outline of a ribbon with constant width along its path.

A piece of a path is bent twice: as an S from level to level, or as a U that turns round. Both consist of two
circular arcs, because a band along an arc has the same width everywhere. Points have the normal to the right
of the path; as y points downward in the picture, the normal points down if a path leads to the right.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from isdata.engines.sankey.graph import Floats, Ints

SAG = 0.15  # largest distance of a drawn chord from its arc, in picture units
COARSE = 0.8  # the same for many ribbons
MANY = 600


@dataclass(frozen=True)
class Arcs:
    """Circular arcs from the origin to the right and down, four per piece, shape (p, 4).

    `steps` is the number of chords, -1 if a piece does not need the arc, and 0 for a point.
    """

    x: Floats
    y: Floats
    radius: Floats
    begin: Floats
    end: Floats
    steps: Ints


def bends(across: Floats, down: Floats, half: Floats, turning: np.ndarray, sag: float) -> Arcs:
    """Arcs of pieces that lead `across` and `down`, or turn at the distance `across`; shapes (p,).

    An S is bent with the largest possible radius; if it is steeper than 45°, it has a vertical part. The
    sequence is a point, an arc, an arc, a point: an S needs the arcs only.
    """
    gentle = (across**2 + down**2) / np.maximum(4 * down, 1e-9)
    s_radius = np.where(down < across, gentle, across / 2)
    radius = np.where(turning, np.minimum(across, down / 2), s_radius)
    bend = np.where(turning, np.pi / 2, np.arcsin(np.clip(across / np.maximum(2 * radius, 1e-9), 0, 1)))
    flat = ~turning & (down < 0.01)
    bend = np.where(flat, 0.0, bend)
    zero, right = np.zeros_like(across), np.full_like(across, np.pi / 2)
    first_x = np.where(turning, across - radius, 0.0)
    last_x = np.where(turning, across - radius, across)
    chord = np.sqrt(8 * sag / np.maximum(radius + half, 1.0))
    steps = np.where(flat, 0, np.maximum(1, np.ceil(bend / chord))).astype(np.int64)
    only_turns = np.where(turning, 0, -1)
    return Arcs(
        x=np.column_stack([zero, first_x, last_x, zero]),
        y=np.column_stack([zero, radius, down - radius, down]),
        radius=np.column_stack([zero, radius, radius, zero]),
        begin=np.column_stack([-right, -right, np.where(turning, 0.0, right + bend), right]),
        end=np.column_stack([-right, bend - right, right, right]),
        steps=np.column_stack([only_turns, steps, steps, only_turns]),
    )


def points(arcs: Arcs, turning: np.ndarray) -> tuple[Ints, Floats]:
    """Piece of each point, shape (q,), and the points with their normals, shape (q, 4)."""
    count = (arcs.steps + 1).ravel()
    arc = np.repeat(np.arange(len(count)), count)
    nth = np.arange(len(arc)) - np.repeat(np.cumsum(count) - count, count)
    begin, end = arcs.begin.ravel(), arcs.end.ravel()
    angle = begin[arc] + (end - begin)[arc] * nth / np.maximum(arcs.steps.ravel(), 1)[arc]
    cosine, sine = np.cos(angle), np.sin(angle)
    to_the_right = np.ones((len(turning), 4))
    to_the_right[:, :2] = -1.0  # the path bends to the right, towards its centre
    to_the_right[turning, 2:] = -1.0
    side = to_the_right.ravel()[arc]
    radius = arcs.radius.ravel()[arc]
    where = np.column_stack([arcs.x.ravel()[arc] + radius * cosine, arcs.y.ravel()[arc] + radius * sine])
    return arc // 4, np.column_stack([where, side * cosine, side * sine])


def levelled(at: Floats, across: Floats, down: Floats) -> Floats:
    """Points of a ribbon too wide to bend: a smooth S of constant vertical width, which narrows where it is steep.

    On its arcs it would swell to a disc at both ends and vanish between them.

    Parameters
    ----------
    at : array, shape (q, 4)
        Points of arcs, from `points`.
    across, down : array, shape (q,)
        Extent of the piece of each point.
    """
    share = np.clip(at[:, 0] / np.maximum(across, 1e-9), 0.0, 1.0)
    level = np.zeros(len(at))
    return np.column_stack([at[:, 0], down * share**2 * (3 - 2 * share), level, level + 1.0])


def rings(path: Ints, at: Floats, first: Ints, low: Floats, high: Floats) -> list[list[list[float]]]:
    """Closed outline of each ribbon.

    Parameters
    ----------
    path : array, shape (m,)
        Path of each ribbon.
    at : array, shape (q, 4)
        Points of all paths in sequence.
    first : array, shape (paths + 1,)
        Index of the first point of each path in `at`.
    low, high : array, shape (m,)
        Distances of the ribbon's edges from the path, to its right.
    """
    count = np.diff(first)[path]
    size = 2 * count + 1
    ribbon = np.repeat(np.arange(len(path)), size)
    nth = np.arange(len(ribbon)) - np.repeat(np.cumsum(size) - size, size)
    n = count[ribbon]
    back = (nth >= n) & (nth < 2 * n)
    place = np.where(back, 2 * n - 1 - nth, np.where(nth == 2 * n, 0, nth))
    point = at[first[path[ribbon]] + place]
    away = np.where(back, high[ribbon], low[ribbon])
    with _without_collector():
        ring = np.round(point[:, :2] + point[:, 2:] * away[:, None], 2).tolist()
    ends = np.cumsum(size).tolist()
    return [ring[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]


@contextmanager
def _without_collector() -> Generator[None]:
    """Suspend garbage collection while many small lists are created: it would take ten times as long as their
    creation."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
