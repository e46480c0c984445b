"""Lines between the places of a park map: synergies, and possible matches."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from isdata.output.figures import style
from isdata.output.figures.parkmap import bends, emphasis, giving_way, shapes
from isdata.output.figures.parkmap.boxes import Disc
from isdata.output.figures.parkmap.naming import Lines

DASHED = "dashed"  # in the place of a colour in a legend: a dashed line
FAINT, STRONG = 0.2, 0.92  # of arcs beside those that stand out, and of the others
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
    rooms: Sequence[giving_way.Room] = (),
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
    rooms : sequence of Room, optional
        Where names can stand, to which arcs drawn in full leave room.

    Returns
    -------
    DataFrame
        provider_id, receiver_id, synergy_id, path, colour, opacity, width [px], is_dashed, x, y [°] and angle [°] of
        the arrow, title, text.
    """
    widths = shapes.widths(arcs, least=2.0, most=8.0) * scale if len(arcs) else []
    records = arcs.to_dict("records")
    strands = {
        number: bends.Strand(arc, float(width))
        for number, (arc, width) in enumerate(zip(records, widths, strict=True))
        if _stands_out(arc, chosen)
    }
    paths = _paths(strands, around, rooms) if around is not None else {}
    rows = []
    for number, (arc, width) in enumerate(zip(records, widths, strict=True)):
        stands_out = number in strands
        path = paths.get(number)
        if path is None:
            path = shapes.curve((arc["x0"], arc["y0"]), (arc["x1"], arc["y1"]), arc["lane"], land.shrink)
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


def _paths(
    strands: Mapping[int, bends.Strand], around: bends.Around, rooms: Sequence[giving_way.Room]
) -> dict[int, np.ndarray]:
    """Paths of the arcs drawn in full, by their numbers. [°]"""
    drawn = list(strands.values())
    chosen = bends.fewest_met(drawn, around)
    if rooms:
        chosen = giving_way.bent(drawn, chosen, around, rooms)
    return {number: bend.line for number, bend in zip(strands, chosen, strict=True)}


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
    """Points of the arcs, close together, each with half the width of the line [px], and further spots of nobody's."""
    strong, ends, faint = list(spots), [("", "")] * len(spots), list[Disc]()
    for arc in arcs.to_dict("records"):
        points = [tuple(point) for point in giving_way.points(arc["path"], arc["width"], sheet).tolist()]
        if arc["opacity"] == STRONG:
            strong += points
            ends += [(arc["provider_id"], arc["receiver_id"])] * len(points)
        else:
            faint += points
    return Lines(strong, ends, faint)
