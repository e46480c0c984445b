"""Bend of an arc that avoids the circles of uninvolved places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.output.figures.parkmap import shapes

# Lanes tried in turn if the usual bend meets a circle: more or less to the left, then to the right.
TRIED = (-0.8, 0.8, -1.3, 1.5, -2.2, -3.2, -4.2, 2.3, -5.0)
# Additional lanes tried if names lack room.
FINE = tuple(round(0.25 * step, 2) for step in range(-24, 14) if step)
APART = 0.7  # smallest lane difference of two arcs between the same places
FREE = 4.0  # clearance between an arc and a circle [px]
EDGE = 8.0  # clearance between an arc and the edge of the picture [px]
MET = 0.5  # additional overlap with circles allowed to make room for names [px]
NEARER = 3.0  # the same if arcs would otherwise coincide [px]


@dataclass(frozen=True)
class Strand:
    """Arc drawn in full, with its ends and width [px]."""

    arc: Mapping
    width: float

    @property
    def ends(self) -> tuple[str, str]:
        return self.arc["provider_id"], self.arc["receiver_id"]


@dataclass(frozen=True)
class Bend:
    """One possible course of an arc.

    Attributes
    ----------
    lane : float
        Lane seen from the alphabetically first end, so that arcs in both directions are comparable.
    line : ndarray, shape (n, 2)
        Longitude and latitude. [°]
    pixels : ndarray, shape (n, 2)
        The same in the picture. [px]
    met : float
        Total overlap with foreign circles including their clearance. [px]
    """

    lane: float
    line: np.ndarray
    pixels: np.ndarray
    met: float


class Around:
    """Circles of a map, which arcs avoid.

    Parameters
    ----------
    sheet : shapes.Sheet
    marks : DataFrame
        mark, longitude, latitude [°], radius [px].
    """

    def __init__(self, sheet: shapes.Sheet, marks: pd.DataFrame) -> None:
        self.sheet = sheet
        self._names = marks["mark"].to_numpy()
        spots = [sheet.place(*spot) for spot in zip(marks["longitude"], marks["latitude"], strict=True)]
        self._spots = np.array(spots, dtype=float).reshape(-1, 2)
        self._radii = marks["radius"].to_numpy(dtype=float)

    def bends(self, strand: Strand, tried: Sequence[float] = TRIED) -> list[Bend]:
        """Possible bends of an arc, the usual one first."""
        arc, ends = strand.arc, strand.ends
        lanes = [arc["lane"] + more if more > -1.6 else more - arc["lane"] for more in (0.0, *tried)]
        lines = shapes.curve(
            (arc["x0"], arc["y0"]),
            (arc["x1"], arc["y1"]),
            np.array(lanes)[:, None, None],
            self.sheet.land.shrink,
        )
        pixels = self.sheet.places(lines.reshape(-1, 2)).reshape(lines.shape)
        met = self._met(pixels, ~np.isin(self._names, ends), strand.width).tolist()
        return [
            Bend(_leftwards(ends, lane), *found)
            for lane, *found in zip(lanes, lines, pixels, met, strict=True)
        ]

    def is_as_good(self, bend: Bend, usual: Bend, more: float = MET) -> bool:
        """Return True if a bend overlaps circles at most `more` than the usual one [px] and stays within the picture."""
        x, y = bend.pixels.T
        is_within = (
            min(x.min(), y.min()) > EDGE
            and x.max() < self.sheet.width - EDGE
            and y.max() < self.sheet.height - EDGE
        )
        return bend.met <= usual.met + more and bool(is_within)

    def _met(self, lines: np.ndarray, is_foreign: np.ndarray, width: float) -> np.ndarray:
        """Overlap of each line with foreign circles. [px]"""
        corners, room = lines.reshape(-1, 2), self._radii + width / 2 + FREE
        beside = np.maximum(corners.min(axis=0) - self._spots, self._spots - corners.max(axis=0)).max(axis=1)
        is_near = is_foreign & (beside < room)
        return np.asarray(
            np.maximum(0.0, room[is_near] - _distances(lines, self._spots[is_near])).sum(axis=1)
        )


def fewest_met(strands: Sequence[Strand], around: Around) -> list[Bend]:
    """First bend of each arc with the least overlap with foreign circles, clear of arcs between the same two ends."""
    taken: dict[frozenset[str], list[Bend]] = {}
    found = []
    for strand in strands:
        others = taken.setdefault(frozenset(strand.ends), [])
        best: Bend | None = None
        for bend in around.bends(strand):
            if best is None or (bend.met < best.met and is_apart(bend, others)):
                best = bend
            if not best.met:
                break
        assert best is not None  # the usual bend is always tried
        others.append(best)
        found.append(best)
    return found


def is_apart(bend: Bend, others: Sequence[Bend]) -> bool:
    """Return True if a bend is clear of other arcs between the same two ends."""
    return all(abs(bend.lane - other.lane) >= APART for other in others)


def _leftwards(ends: tuple[str, str], lane: float) -> float:
    bend = lane + 1.6
    return bend if ends[0] <= ends[1] else -bend


def _distances(lines: np.ndarray, spots: np.ndarray) -> np.ndarray:
    """Distance of each spot from each line, a row each. [px]"""
    start, way = lines[:, :-1, None], np.diff(lines, axis=1)[:, :, None]
    length = np.maximum((way**2).sum(axis=3), 1e-9)
    off = spots - start
    share = np.clip((off * way).sum(axis=3) / length, 0.0, 1.0)[..., None]
    return np.asarray(np.hypot(*np.moveaxis(off - share * way, 3, 0)).min(axis=1))
