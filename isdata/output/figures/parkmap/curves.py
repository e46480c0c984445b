"""Lines between the places of a park map: synergies, and possible matches."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from isdata.output.figures import style
from isdata.output.figures.parkmap import bends, emphasis, shapes
from isdata.output.figures.parkmap.boxes import Disc
from isdata.output.figures.parkmap.naming import Lines

DASHED = "dashed"  # in the place of a colour in a legend: a dashed line
FAINT, STRONG = 0.2, 0.92  # of arcs beside those that stand out, and of the others
STEP = 12.0  # between points of an arc that names leave free [px]
_THIN = 2.0  # of an arc with a smaller amount on a crowded map [px]


def _stands_out(arc: Mapping, chosen: tuple[str | None, str | None]) -> bool:
    """Whether an arc is selected: a synergy, or all arcs of a place; where nothing is, whether its amount is large enough."""
    picked, near = chosen
    if picked is not None:
        return arc["synergy_id"] == picked
    if near is not None:
        return near in (arc["provider_id"], arc["receiver_id"])
    return not emphasis.is_minor(arc)


def arcs(
    arcs: pd.DataFrame,
    land: shapes.Extent,
    chosen: tuple[str | None, str | None],
    scale: float,
    around: bends.Around | None = None,
) -> pd.DataFrame:
    """Arcs of the map, with the selected ones on top; those drawn in full bend around the circles of others.

    Parameters
    ----------
    arcs : DataFrame
        As from `synergies.arcs`, with title and text; is_minor, optional, as from `emphasis.ranked`.
    land : shapes.Extent
    chosen : (synergy, place)
        What stands out; None where nothing does.
    scale : float
        Factor on the widths.
    around : bends.Around, optional
        The circles; without them all arcs bend alike.

    Returns
    -------
    DataFrame
        provider_id, receiver_id, synergy_id, path, colour, opacity, width [px], is_dashed, x, y [°] and angle [°] of
        the arrow, title, text.
    """
    widths = shapes.widths(arcs, least=2.0, most=8.0) * scale if len(arcs) else []
    rows = []
    for arc, width in zip(arcs.to_dict("records"), widths, strict=True):
        stands_out = _stands_out(arc, chosen)
        path = (
            around.path(arc, float(width))
            if around is not None and stands_out
            else shapes.curve((arc["x0"], arc["y0"]), (arc["x1"], arc["y1"]), arc["lane"], land.shrink)
        )
        x, y, angle = shapes.heading(path, land.shrink)
        is_thin = emphasis.is_minor(arc) and not stands_out
        rows.append(
            {
                **{key: arc[key] for key in ("synergy_id", "provider_id", "receiver_id")},
                "path": path.round(6).tolist(),
                "colour": style.STAGES.get(arc["stage"], style.MUTED),
                "opacity": STRONG if stands_out else FAINT,
                "width": min(float(width), _THIN * scale) if is_thin else float(width),
                "is_dashed": bool(np.isnan(arc["amount"])),
                "x": x,
                "y": y,
                "angle": angle,
                "title": arc["title"],
                "text": arc["text"],
            }
        )
    columns = [
        "synergy_id", "provider_id", "receiver_id", "path", "colour", "opacity", "width", "is_dashed", "x", "y", "angle", "title", "text",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).sort_values("opacity", kind="stable", ignore_index=True)


def fans(
    candidates: pd.DataFrame | None, marks: pd.DataFrame, land: shapes.Extent, *, head: float
) -> pd.DataFrame:
    """Possible matches of each mark, drawn together.

    Parameters
    ----------
    candidates : DataFrame, optional
        provider_id, receiver_id: marks.
    marks : DataFrame
        mark, longitude, latitude. [°]
    land : shapes.Extent
    head : float
        Length of the strokes of an arrow. [° of longitude]

    Returns
    -------
    DataFrame
        mark; paths: curves from who gives to who takes, and the strokes of their arrows, one row for each mark that
        could be joined with another.
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
    """Points of the arcs, `STEP` apart, each with half the width of the line [px], and further spots of nobody's."""
    strong, ends, faint = list(spots), [("", "")] * len(spots), list[Disc]()
    for arc in arcs.to_dict("records"):
        line = np.array([sheet.place(*point) for point in arc["path"]])
        points = [(x, y, arc["width"] / 2) for x, y in _evenly(line)]
        if arc["opacity"] == STRONG:
            strong += points
            ends += [(arc["provider_id"], arc["receiver_id"])] * len(points)
        else:
            faint += points
    return Lines(strong, ends, faint)


def _evenly(line: np.ndarray) -> list[tuple[float, float]]:
    """Points of a line, `STEP` apart. [px]"""
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.arange(0.0, far[-1] + STEP, STEP)
    return list(zip(np.interp(at, far, line[:, 0]), np.interp(at, far, line[:, 1]), strict=True))
