"""Points on the ribbons of a diagram that names avoid."""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from isdata.engines.sankey.arrows import arrows
from isdata.engines.sankey.graph import Floats, Ints

FEW = 200  # ribbons up to which names avoid them
THIN = 0.6  # width in letter heights below which a ribbon is represented by its edges
RIM = 0.2  # distance of the outer points of a ribbon from its edge, in the same widths
LINE = 2.0  # width in picture units below which it is represented by its middle
NOBODY = -1  # node that owns the arrows
STEP = 0.4  # distance of the points along a ribbon, in letter heights


def points(ribbons: pd.DataFrame, names: Sequence[Hashable], size: float) -> Floats:
    """Points on the ribbons, with the source and target of each ribbon; shape (k, 4): x, y, source, target.

    A name may be on a ribbon of its own node, which its light ground covers, but on no arrow.

    Parameters
    ----------
    ribbons : DataFrame
        As in `Layout`.
    names : sequence
        Nodes in the order of their numbers.
    size : float
        Height of letters, in picture units.
    """
    if ribbons.empty or len(ribbons) > FEW or size <= 0:
        return np.empty((0, 4))
    place = {name: k for k, name in enumerate(names)}
    lines, owners = [], []
    for row in ribbons[["polygon", "width", "source", "target"]].to_dict("records"):
        ring = np.asarray(row["polygon"][:-1])
        near, far = ring[: len(ring) // 2], ring[: len(ring) // 2 - 1 : -1]
        owner = place[row["source"]], place[row["target"]]
        for share in _shares(row["width"], THIN * size):
            lines.append(near + (far - near) * share)
            owners.append(owner)
    return np.vstack([_along(lines, np.array(owners), STEP * size), _on_arrows(ribbons, size)])


def _on_arrows(ribbons: pd.DataFrame, size: float) -> Floats:
    """Points on the arrows, which no name may hide: they have no owner."""
    grid = np.array([-0.5, 0.0, 0.5])
    x, y = (part.ravel() for part in np.meshgrid(grid, grid))
    found = arrows(ribbons, size)
    high = found["high"].to_numpy()[:, None]
    at = [(found[axis].to_numpy()[:, None] + high * part).ravel() for axis, part in (("x", x), ("y", y))]
    return np.stack([*at, *np.full((2, len(at[0])), NOBODY)], axis=1)


def _shares(width: float, thin: float) -> Sequence[float]:
    """Where lines of points lie between both edges of a ribbon."""
    if width < thin:
        return (0.5,) if width < LINE else (0.0, 1.0)
    rim = RIM * thin / width
    return np.linspace(rim, 1 - rim, 1 + int(np.ceil(width / thin))).tolist()


def _along(lines: list[Floats], owners: Ints, step: float) -> Floats:
    """Points along lines, at most a step apart, with the owners of each line."""
    begin = np.concatenate([line[:-1] for line in lines])
    step_vector = np.concatenate([line[1:] for line in lines]) - begin
    owner = np.repeat(owners, [len(line) - 1 for line in lines], axis=0)
    count = np.ceil(np.hypot(*step_vector.T) / step).astype(np.int64) + 1
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    share = (nth / np.repeat(count, count))[:, None]
    at = np.repeat(begin, count, axis=0) + share * np.repeat(step_vector, count, axis=0)
    return np.hstack([at, np.repeat(owner, count, axis=0)])


def covered(points: Floats, node: int, box: tuple[float, float, float, float]) -> int:
    """Number of points within a box (left, right, top, bottom) that are not on a ribbon of this node."""
    left, right, top, bottom = box
    inside = (points[:, 0] > left) & (points[:, 0] < right) & (points[:, 1] > top) & (points[:, 1] < bottom)
    return int((points[inside, 2:] != node).all(axis=1).sum())


def full_of_points(box: Sequence[float], size: float) -> float:
    """Number of points within a box (left, right, top, bottom) on one wide ribbon."""
    left, right, top, bottom = box
    return (right - left) * (bottom - top) / (STEP * THIN * size**2)
