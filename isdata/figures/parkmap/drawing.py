"""A park map as drawn: every shape with its place, size, colour and words, whoever shows it."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from isdata import parkmap
from isdata.figures import style
from isdata.figures.parkmap import labels, shapes
from isdata.i18n import N_, Reader

# Calm colours for the ground, so that sites and synergies stand out. Drawn in this order.
GROUND = {
    "boundary": ("#fbfaf6", "#b4b0a3"),
    "zone": ("#f4f2ea", "#c4bda6"),
    "water": ("#bfd9e8", "#9cc0d6"),
    "green": ("#d6e6c9", "#bcd3ab"),
    "plot": ("#e9e5da", "#cfc9ba"),
    "free_plot": ("#fdf8dc", "#c9ab3c"),
}
LAND = "#eceee9"
CASING = "#d3d0c6"
GRID = "#d5d9d3"
LINES = {"road": "#ffffff", "rail": "#8b8f93", "corridor": "#8d6a4f"}
LINE_WIDTHS = {"road": 16.0, "rail": 5.0, "corridor": 7.0}  # [m]
DASHES = {"rail": (4, 3), "corridor": (5, 2)}
NAMED = ("free_plot", "green", "water", "zone")  # plots bear the names of their sites
DASHED = "dashed"  # in the place of a colour in a legend: a dashed line
FAINT, STRONG = 0.2, 0.92  # of arcs beside a picked one, and of the others


@dataclass(frozen=True)
class Drawing:
    """A map, ready to be shown.

    Attributes
    ----------
    land : shapes.Extent
    width, height : float
        Of the picture. [px]
    scale : float
        Factor on all type and lines.
    areas : DataFrame
        geometry (GeoJSON), fill, line; the lowest first.
    lines : DataFrame
        path (longitude and latitude [°]), colour, metres, dash.
    arcs : DataFrame
        synergy_id, path, colour, opacity, width [px], is_dashed, x, y [°], angle [°], title, text.
    marks : DataFrame
        As from `marks`, with radius [px]; large ones first.
    names : DataFrame
        text, longitude, latitude [°], dx, dy [px], size [px], colour.
    grid : DataFrame
        path, words, longitude, latitude [°]: only on a map of a region.
    bar : tuple
        Path of the scale bar, and its words; a point where the map has no scale.
    """

    land: shapes.Extent
    width: float
    height: float
    scale: float
    areas: pd.DataFrame
    lines: pd.DataFrame
    arcs: pd.DataFrame
    marks: pd.DataFrame
    names: pd.DataFrame
    grid: pd.DataFrame
    bar: tuple[list[list[float]], str]
    zoom: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "zoom", self.land.zoom(self.width, self.height))


def draw(
    plan: pd.DataFrame,
    marks: pd.DataFrame,
    arcs: pd.DataFrame,
    reader: Reader,
    *,
    picked: str | None = None,
    near: str | None = None,
    width: float = 980.0,
    height: float = 640.0,
    scale: float = 1.0,
    is_schematic: bool = False,
) -> Drawing:
    """Return the map of one or several parks.

    Parameters
    ----------
    plan : DataFrame
        feature_kind, name_en, name_zh, geometry.
    marks : DataFrame
        As from one of `marks.of_places`, `marks.of_streams` and `marks.of_heat`.
    arcs : DataFrame
        As from `synergies.arcs`, with title and text.
    reader : Reader
        Whose words.
    picked : str, optional
        Synergy that stands out.
    near : str, optional
        Place whose arcs stand out, where no synergy is picked.
    width, height : float
        Of the picture. [px]
    scale : float
        Factor on all type and lines, for a projector.
    is_schematic : bool
        The plan is a sketch: instead of a scale bar, the map says so.
    """
    land = shapes.extent(plan["geometry"], marks, margin=0.02 if len(plan) else 0.12)
    if land is None:
        raise ValueError("neither the plan nor a mark has a position")
    height = min(height, max(300.0, width * land.height / land.width))
    most = min(26.0, 0.040 * min(width, height)) * scale
    zoom = land.zoom(width, height)
    sized = _spread(marks, zoom, scale).assign(
        radius=shapes.radii(marks["weight"], least=min(4.0, most / 3) * scale, most=most)
    )
    drawn = _arcs(arcs, land, (picked, near), scale * min(1.0, most / (20.0 * scale)))
    grid = _grid(land, reader)
    sized = sized.sort_values("radius", ascending=False, kind="stable", ignore_index=True)
    return Drawing(
        land=land,
        width=width,
        height=height,
        scale=scale,
        areas=_areas(plan),
        lines=_lines(plan),
        arcs=drawn,
        marks=sized,
        names=_names(
            plan, sized, land, (width, height, zoom), reader, scale, [*_on(drawn, 8), *_spots(grid)]
        ),
        grid=grid,
        bar=_bar(land, reader, is_schematic=is_schematic),
    )


def _areas(plan: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (geometry, *colours)
        for kind, colours in GROUND.items()
        for geometry in plan.loc[plan["feature_kind"] == kind, "geometry"]
    ]
    return pd.DataFrame(rows, columns=["geometry", "fill", "line"])


def _lines(plan: pd.DataFrame) -> pd.DataFrame:
    layers = [("road", CASING, 6.0)] + [(kind, colour, 0.0) for kind, colour in LINES.items()]
    rows = [
        (path, colour, LINE_WIDTHS[kind] + more, DASHES.get(kind))
        for kind, colour, more in layers
        for geometry in plan.loc[plan["feature_kind"] == kind, "geometry"]
        for path in parkmap.lines(json.loads(geometry))
    ]
    return pd.DataFrame(rows, columns=["path", "colour", "metres", "dash"])


def _stands_out(arc: Mapping, chosen: tuple[str | None, str | None]) -> bool:
    """Return whether an arc is what the reader chose: a synergy, or what touches a place; all are where nothing is."""
    picked, near = chosen
    if picked is not None:
        return arc["synergy_id"] == picked
    return near is None or near in (arc["provider_id"], arc["receiver_id"])


def _arcs(
    arcs: pd.DataFrame, land: shapes.Extent, chosen: tuple[str | None, str | None], scale: float
) -> pd.DataFrame:
    widths = shapes.widths(arcs, least=2.0, most=8.0) * scale if len(arcs) else []
    rows = []
    for arc, width in zip(arcs.to_dict("records"), widths, strict=True):
        path = shapes.curve((arc["x0"], arc["y0"]), (arc["x1"], arc["y1"]), arc["lane"], land.shrink)
        x, y, angle = shapes.heading(path, land.shrink)
        rows.append(
            {
                "synergy_id": arc["synergy_id"],
                "path": path.round(6).tolist(),
                "colour": style.STAGES.get(arc["stage"], style.MUTED),
                "opacity": STRONG if _stands_out(arc, chosen) else FAINT,
                "width": float(width),
                "is_dashed": bool(np.isnan(arc["amount"])),
                "x": x,
                "y": y,
                "angle": angle,
                "title": arc["title"],
                "text": arc["text"],
            }
        )
    columns = [
        "synergy_id", "path", "colour", "opacity", "width", "is_dashed", "x", "y", "angle", "title", "text",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).sort_values("opacity", kind="stable", ignore_index=True)


def _spread(marks: pd.DataFrame, zoom: float, scale: float) -> pd.DataFrame:
    """Set marks that share one place side by side around it."""
    together = marks.groupby(["longitude", "latitude"])
    rank, size = together.cumcount(), together["mark"].transform("size")
    angle = 2 * math.pi * rank / size
    away = np.where(size > 1, 9.0 * scale, 0.0) * 360 / (shapes.TILE * 2**zoom)
    shrink = np.cos(np.radians(marks["latitude"].astype(float)))
    return marks.assign(
        longitude=marks["longitude"] + away * np.cos(angle),
        latitude=marks["latitude"] + away * np.sin(angle) * shrink,
    )


def _names(
    plan: pd.DataFrame,
    marks: pd.DataFrame,
    land: shapes.Extent,
    picture: tuple[float, float, float],
    reader: Reader,
    scale: float,
    crossed: list[tuple[float, float, float]],
) -> pd.DataFrame:
    """The names that find room: sites, the largest first, then parts of the plan."""
    width, height, zoom = picture
    wanted = _wanted(plan, marks, reader, scale)
    left, top = (
        at - side / 2 for at, side in zip(shapes.pixels(*land.middle, zoom), (width, height), strict=True)
    )
    spots = [
        (x - left, y - top)
        for x, y in (
            shapes.pixels(*place, zoom) for place in zip(wanted["longitude"], wanted["latitude"], strict=True)
        )
    ]
    asked = [
        labels.Label(*row)
        for row in zip(
            range(len(wanted)), wanted["text"], *zip(*spots, strict=True), wanted["radius"], wanted["size"],
            strict=True,
        )
    ] if spots else []  # fmt: skip
    circles = [(label.x, label.y, label.radius) for label in asked if label.radius > 0]
    lines = [
        (x - left, y - top, radius)
        for longitude, latitude, radius in crossed
        for x, y in [shapes.pixels(longitude, latitude, zoom)]
    ]
    placed = labels.place(asked, circles, (width, height), lines)
    rows = wanted.iloc[[name.label.number for name in placed]]
    return rows.assign(
        text=[name.text for name in placed], dx=[name.dx for name in placed], dy=[name.dy for name in placed]
    ).reset_index(drop=True)


def _on(arcs: pd.DataFrame, step: int) -> list[tuple[float, float, float]]:
    """Return points of the arcs, each with half the width of the line [°, °, px], that names better leave free."""
    return [
        (*point, arc["width"] / 2)
        for arc in arcs.to_dict("records")
        for point in arc["path"][:: max(1, len(arc["path"]) // (2 * step))]
    ]


def _spots(grid: pd.DataFrame) -> list[tuple[float, float, float]]:
    """Return where the words of the grid stand, with their reach. [°, °, px]"""
    return [(row["longitude"], row["latitude"], 22.0) for row in grid.to_dict("records")]


def _wanted(plan: pd.DataFrame, marks: pd.DataFrame, reader: Reader, scale: float) -> pd.DataFrame:
    bold = marks.assign(text=marks["name"], size=13.0 * scale, colour=style.INK)
    rows = [
        (reader.name(en, zh), *parkmap.middle(geometry), 0.0, 11.0 * scale, style.MUTED)
        for kind in NAMED
        for en, zh, geometry in plan.loc[
            plan["feature_kind"] == kind, ["name_en", "name_zh", "geometry"]
        ].itertuples(index=False)
    ]
    columns = ["text", "longitude", "latitude", "radius", "size", "colour"]
    wanted = pd.concat([bold[columns], pd.DataFrame(rows, columns=columns)], ignore_index=True)
    return wanted.loc[(wanted["text"] != "") & wanted["longitude"].notna()].reset_index(drop=True)


def _grid(land: shapes.Extent, reader: Reader) -> pd.DataFrame:
    rows = [
        (
            path,
            f"{reader.number(abs(degrees))}° {_side(kind, degrees)}",
            land.west if kind == "latitude" else degrees,
            degrees if kind == "latitude" else land.south,
        )
        for kind, degrees, path in shapes.grid(land)
    ]
    return pd.DataFrame(rows, columns=["path", "words", "longitude", "latitude"])


def _side(kind: str, degrees: float) -> str:
    if kind == "latitude":
        return "N" if degrees >= 0 else "S"
    return "E" if degrees >= 0 else "W"


def _bar(land: shapes.Extent, reader: Reader, *, is_schematic: bool) -> tuple[list[list[float]], str]:
    """A bar that stays true at every zoom, because it is drawn on the land itself; north is up."""
    length = shapes.round_length(land.width)
    x = land.west + 0.02 * (land.east - land.west)
    y = land.south + 0.045 * (land.north - land.south)
    if is_schematic:
        return [[x, y], [x, y]], reader.text(N_("schematic, not to scale"))
    end = x + length / (shapes.METRES_PER_DEGREE * land.shrink)
    tick = 0.008 * (land.north - land.south)
    told = reader.amount(length / 1000, "km") if length >= 1000 else reader.amount(length, "m")
    return [[x, y + tick], [x, y], [end, y], [end, y + tick]], reader.text(
        N_("{length} · north is up"), length=told
    )
