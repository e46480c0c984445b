"""Lines between places of a park map: synergies and possible matches."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from isdata.data.rows import records
from isdata.output.figures import style
from isdata.output.figures.parkmap import bend_choice, bends, emphasis, shapes
from isdata.output.figures.parkmap.boxes import Disc
from isdata.output.figures.parkmap.naming import Lines

DASHED = "dashed"  # replaces the colour in a legend by a dashed line
FAINT, STRONG = 0.2, 0.92  # opacity of arcs next to highlighted ones, and of the others
_THIN = 2.0  # width of an arc with a smaller amount on a crowded map [px]


def _stands_out(arc: Mapping, chosen: tuple[str | None, str | None]) -> bool:
    """Return True if an arc is selected (by synergy or place); without a selection, if its amount is large enough."""
    picked, near = chosen
    if picked is not None:
        return arc["synergy_id"] == picked
    if near is not None:
        return near in (arc["provider_id"], arc["receiver_id"])
    return not emphasis.is_minor(arc)


def placed_alike(arcs: pd.DataFrame) -> pd.DataFrame:
    """Arcs without stage and texts, which move nothing on a map; see `described`."""
    return arcs.assign(stage="", title="", text="")


def described(drawn: pd.DataFrame, arcs: pd.DataFrame) -> pd.DataFrame:
    """Drawn arcs with the colour of their stage and their texts.

    Parameters
    ----------
    drawn : DataFrame
        As from `Arcs.drawn`, of arcs without these.
    arcs : DataFrame
        As for `Arcs`.
    """
    ends = ["synergy_id", "provider_id", "receiver_id"]
    known = arcs.drop_duplicates(ends).set_index(ends)[["stage", "title", "text"]]
    now = known.reindex(pd.MultiIndex.from_frame(drawn[ends])).reset_index(drop=True)
    colours = [style.STAGES.get(stage, style.MUTED) for stage in now["stage"]]
    return drawn.assign(colour=colours, title=now["title"], text=now["text"])


class Arcs:
    """Arcs of a map; those drawn in full bend around the circles of others.

    Parameters
    ----------
    arcs : DataFrame
        As returned by `synergies.arcs`, with title and text; optionally is_minor, as from `emphasis.ranked`.
    chosen : (synergy, place)
        Highlighted synergy and place; None for none.
    scale : float
        Factor on the widths.
    around : bends.Around
        Circles of the map.
    """

    def __init__(
        self,
        arcs: pd.DataFrame,
        chosen: tuple[str | None, str | None],
        scale: float,
        around: bends.Around,
    ) -> None:
        self._scale, self._around = scale, around
        self._arcs = records(arcs)
        self._widths = (
            [float(width) * scale for width in shapes.widths(arcs, least=2.0, most=8.0)] if len(arcs) else []
        )
        self._full = [number for number, arc in enumerate(self._arcs) if _stands_out(arc, chosen)]
        self._strands = [bends.Strand(self._arcs[number], self._widths[number]) for number in self._full]
        self._usual = bends.fewest_met(self._strands, around)
        self._rows: dict[tuple[int, float | None], dict[str, Any]] = {}

    def bend_choice(self, rooms: Sequence[bend_choice.Room], more: float) -> bend_choice.BendChoice:
        """Possible bends of the arcs drawn in full that leave room for names; `more` as for `BendChoice`."""
        return bend_choice.BendChoice(self._strands, self._usual, self._around, rooms, more)

    def drawn(self, taken: Sequence[bends.Bend] | None = None) -> pd.DataFrame:
        """Arcs as drawn, highlighted ones on top.

        Parameters
        ----------
        taken : sequence of Bend, optional
            Bends of the arcs drawn in full; by default those with the least overlap with circles.

        Returns
        -------
        DataFrame
            provider_id, receiver_id, synergy_id, path, colour, opacity, width [px], is_dashed, x, y [°] and angle [°]
            of the arrow, title, text.
        """
        bent = dict(zip(self._full, self._usual if taken is None else taken, strict=True))
        rows = [self._row(number, bent.get(number)) for number in range(len(self._arcs))]
        columns = [
            "synergy_id", "provider_id", "receiver_id", "path", "colour", "opacity", "width", "is_dashed", "x", "y", "angle", "title", "text",
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=columns).sort_values("opacity", kind="stable", ignore_index=True)

    def _row(self, number: int, bend: bends.Bend | None) -> dict[str, Any]:
        """Row of one arc; faint if it has no bend. Most arcs are drawn alike in each round of placing names."""
        key = number, bend.lane if bend else None
        if key not in self._rows:
            self._rows[key] = self._described(number, bend)
        return self._rows[key]

    def _described(self, number: int, bend: bends.Bend | None) -> dict[str, Any]:
        arc, width, shrink = self._arcs[number], self._widths[number], self._around.sheet.land.shrink
        path = (
            bend.line
            if bend
            else shapes.curve((arc["x0"], arc["y0"]), (arc["x1"], arc["y1"]), arc["lane"], shrink)
        )
        x, y, angle = shapes.heading(path, shrink)
        return {
            **{key: arc[key] for key in ("synergy_id", "provider_id", "receiver_id", "title", "text")},
            "path": path.round(6).tolist(),
            "colour": style.STAGES.get(arc["stage"], style.MUTED),
            "opacity": STRONG if bend else FAINT,
            "width": width if bend or not emphasis.is_minor(arc) else min(width, _THIN * self._scale),
            "is_dashed": bool(arc["is_unknown"]),
            "x": x,
            "y": y,
            "angle": angle,
        }


def _head(width: float, sheet: shapes.Sheet) -> float:
    """Radius of the arrowhead of an arc of a width. [px]"""
    return 0.5 * width + 3.0 * sheet.scale


def fans(
    candidates: pd.DataFrame | None, marks: pd.DataFrame, land: shapes.Extent, *, head: float
) -> pd.DataFrame:
    """Possible matches of each mark as one shape per mark.

    Parameters
    ----------
    candidates : DataFrame, optional
        provider_id, receiver_id: marks. marks : DataFrame
        mark, longitude, latitude. [°]
    land : shapes.Extent
    head : float
        Length of the strokes of an arrow. [° of longitude]

    Returns
    -------
    DataFrame
        mark; paths: curves from provider to receiver with the strokes of their arrows; one row for each mark with a
        possible match.
    """
    spots = dict(zip(marks["mark"], zip(marks["longitude"], marks["latitude"], strict=True), strict=True))
    fanned: dict[str, list[list[list[float]]]] = {}
    pairs = [] if candidates is None else candidates[["provider_id", "receiver_id"]].itertuples(index=False)
    for ends in pairs:
        if not set(ends) <= spots.keys():
            continue
        line = shapes.curve(spots[ends[0]], spots[ends[1]], 0, land.shrink, steps=12)
        drawn = [path.round(6).tolist() for path in (line, *shapes.arrow(line, land.shrink, head))]
        for end in ends:
            fanned.setdefault(end, []).extend(drawn)
    return pd.DataFrame(list(fanned.items()), columns=["mark", "paths"])


def crossed(arcs: pd.DataFrame, sheet: shapes.Sheet, spots: Sequence[Disc]) -> Lines:
    """Closely spaced points of the arcs, each with half the line width [px], their arrowheads, and further spots of no arc."""
    strong, ends, faint = [np.array(spots, dtype=float).reshape(-1, 3)], [("", "")] * len(spots), []
    for arc, line in zip(records(arcs), _lines(arcs["path"], sheet), strict=True):
        head = (*sheet.place(arc["x"], arc["y"]), _head(arc["width"], sheet))
        discs = np.vstack([bend_choice.points(line, arc["width"]), head])
        if arc["opacity"] == STRONG:
            strong.append(discs)
            ends += [(arc["provider_id"], arc["receiver_id"])] * len(discs)
        else:
            faint.append(discs)
    return Lines(np.vstack(strong), ends, np.vstack([np.empty((0, 3)), *faint]))


def _lines(paths: pd.Series, sheet: shapes.Sheet) -> Sequence[np.ndarray]:
    """Corners of paths, each of the same number. [px]"""
    corners = [corner for path in paths for corner in path]
    return np.split(sheet.places(corners), len(paths)) if corners else []
