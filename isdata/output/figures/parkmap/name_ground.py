"""Obstacles and lines on a map, on which its names are placed."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from isdata.output.figures.parkmap import boxes as geometry
from isdata.output.figures.parkmap.boxes import Box, Disc


@dataclass(frozen=True)
class Ground:
    """Obstacles and lines below the names, from `ground`: discs and boxes, a row each [px], and the ends of each line point."""

    discs: np.ndarray
    frame: Box
    plots: np.ndarray
    edges: np.ndarray
    water: np.ndarray
    inner: Box | None
    lines: np.ndarray = field(default_factory=lambda: np.empty((0, 4)))
    ends: np.ndarray = field(default_factory=lambda: np.empty((0, 2), dtype=int))
    faint: np.ndarray = field(default_factory=lambda: np.empty((0, 4)))
    _known: dict[Hashable, Any] = field(default_factory=dict)

    def below(
        self,
        lines: Sequence[Disc] | np.ndarray,
        *,
        ends: Sequence[tuple[int, int]] = (),
        faint: Sequence[Disc] | np.ndarray = (),
    ) -> "Ground":
        """The same obstacles below lines.

        Parameters
        ----------
        lines, faint : sequence of (x, y, radius)
            Points of lines that names avoid if possible, above all those drawn in full. [px]
        ends : sequence of (number, number), optional
            Names at the two ends of the line of each point of `lines`; these may cover it rather than other names.
        """
        return replace(
            self,
            lines=geometry.around(lines),
            ends=np.array(ends or [(-1, -1)] * len(lines), dtype=int).reshape(-1, 2),
            faint=geometry.around(faint),
        )

    def remembered(self, key: Hashable, found: Callable[["Ground"], Any]) -> Any:
        """Result of `found` for this ground, the same below all lines: only these change in each round of placing."""
        if key not in self._known:
            self._known[key] = found(self)
        return self._known[key]


def ground(
    circles: Sequence[Disc],
    size: tuple[float, float],
    *,
    plots: Sequence[Disc] | np.ndarray = (),
    edges: Sequence[Disc] | np.ndarray = (),
    water: Sequence[Disc] | np.ndarray = (),
    frame: Box | None = None,
) -> Ground:
    """Build the obstacles on which names are placed, without lines.

    Parameters
    ----------
    circles : sequence of (x, y, radius)
        Circles that names must not cover, and to which they must not be nearer than to their own. [px]
    size : (width, height)
        Size of the picture, which names must not leave. [px]
    plots : sequence of (x, y, radius)
        Points of plots without a circle, which circle names avoid too, since the plot would look occupied. [px]
    edges, water : sequence of (x, y, radius)
        Points of outlines and water in the plan, which circle names avoid if possible; a circle in the water keeps its
        name there. [px]
    frame : (left, top, right, bottom), optional
        Frame that names should not cross. [px]
    """
    return Ground(
        discs=np.array(circles, dtype=float).reshape(-1, 3),
        frame=(0.0, 0.0, *size),
        plots=geometry.around(plots),
        edges=geometry.around(edges),
        water=geometry.around(water),
        inner=frame,
    )
