"""A park map as drawn: position, size, colour and text of every shape, independent of the renderer."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.spatial import KDTree

from isdata.data.i18n import Reader
from isdata.output.figures.parkmap import (
    base_map,
    bends,
    curves,
    joint_placement,
    naming,
    scale_and_grid,
    shapes,
)

# Minimum height of the picture, even for a flat land [px], and as a share of its width, as on a phone.
LEAST_HEIGHT, LOWEST = 300.0, 0.7
# Number of marks at full size; more marks are drawn smaller, so that their total area stays the same.
ROOMY = 60
HUB = 3  # ends of arcs at a circle that is named first on a phone
NEAREST = 8.0  # distance within which the pointer selects a place [px]


@dataclass(frozen=True)
class Drawing(shapes.Sheet):
    """A map ready for display.

    Attributes
    ----------
    areas : DataFrame
        geometry (GeoJSON), fill, line; the lowest first.
    lines : DataFrame
        path (longitude and latitude [°]), colour, metres, dash.
    arcs : DataFrame
        synergy_id, path, colour, opacity, width [px], is_dashed, x, y [°], angle [°], title, text.
    fans : DataFrame
        Possible matches, as from `curves.fans`; shown only while the pointer is on their mark.
    reach : float
        Distance at which the pointer selects a mark. [px]
    marks : DataFrame
        As from `marks`, with radius [px]; large ones first.
    names : DataFrame
        text, longitude, latitude [°], dx, dy [px], size [px], colour; name and is_number, as from `naming.Names.placed`.
    grid : DataFrame
        path, words, longitude, latitude [°]; only on a regional map.
    bar : tuple
        Path of the scale bar and its label; a point if the map has no scale.
    turned : float
        Clockwise rotation of north. [°]
    signs : mapping
        Signs beside the bar, as from `scale_and_grid.beside`; without the arrow if the map has no scale.
    """

    areas: pd.DataFrame
    lines: pd.DataFrame
    arcs: pd.DataFrame
    fans: pd.DataFrame
    reach: float
    marks: pd.DataFrame
    names: pd.DataFrame
    grid: pd.DataFrame
    bar: tuple[list[list[float]], str]
    turned: float
    signs: Mapping[str, tuple[float, str]]

    @property
    def numbered(self) -> list[str]:
        """Numbers on the map, each with the name that did not fit."""
        rows = self.names[self.names["is_number"].astype(bool)]
        rows = rows.sort_values("text", key=lambda texts: texts.astype(int))
        return [f"{number}\u00a0{name}" for number, name in zip(rows["text"], rows["name"], strict=True)]


def draw(
    plan: pd.DataFrame,
    marks: pd.DataFrame,
    arcs: pd.DataFrame,
    reader: Reader,
    *,
    picked: str | None = None,
    near: str | None = None,
    candidates: pd.DataFrame | None = None,
    width: float = 980.0,
    height: float = 640.0,
    scale: float = 1.0,
    is_schematic: bool = False,
    turned: float = 0.0,
) -> Drawing:
    """Draw the map of one or several parks.

    Parameters
    ----------
    plan : DataFrame
        feature_kind, name_en, name_zh, geometry.
    marks : DataFrame
        As returned by `marks.of_places`, `marks.of_streams` or `marks.of_heat`.
    arcs : DataFrame
        As from `synergies.arcs`, with title and text.
    reader : Reader
        Language and units of all text.
    picked : str, optional
        Highlighted synergy.
    near : str, optional
        Place whose arcs are highlighted if no synergy is picked.
    candidates : DataFrame, optional
        provider_id, receiver_id: marks with a possible match; shown while the pointer is on one of them.
    width, height : float
        Size of the picture; it is no higher than the land requires. [px]
    scale : float
        Factor on type sizes and lines, for presentations.
    is_schematic : bool
        True if the plan is a sketch; the map then shows a note instead of a scale bar.
    turned : float
        Anticlockwise rotation of the map against north. [°]
    """
    land = shapes.extent(plan["geometry"], marks, margin=0.02 if len(plan) else 0.12)
    if land is None:
        raise ValueError("neither the plan nor a mark has a position")
    height = min(height, max(min(LEAST_HEIGHT, LOWEST * width), width * land.height / land.width))
    sheet = shapes.Sheet(land, width, height, scale)
    most = _largest(len(marks), sheet)
    sized = _sized(marks, sheet, most)
    factor = scale * min(1.0, most / (20.0 * scale))
    chosen = picked, near
    grid = scale_and_grid.grid(land, reader)
    bar = scale_and_grid.bar(land, reader, is_schematic=is_schematic)
    signs = scale_and_grid.beside(bar[1], scale_and_grid.SIZE * scale, reader)
    if is_schematic:  # without the arrow, as it has no scale
        signs = {"words": signs["words"]}
    bending = curves.Arcs(arcs, chosen, factor, bends.Around(sheet, sized))
    labelled = _labelled_first(sized, bending.drawn(), chosen, is_phone=width < naming.PHONE)
    asked = naming.Names(plan, labelled, sheet, reader, sized)
    kept = scale_and_grid.spots(grid, bar[0], signs, sheet)
    drawn, names = joint_placement.arcs_and_names(bending, asked, sheet, kept)
    return Drawing(
        land=land,
        width=width,
        height=height,
        scale=scale,
        areas=base_map.areas(plan),
        lines=base_map.lines(plan),
        arcs=drawn,
        fans=curves.fans(candidates, sized, land, head=13.0 * scale * sheet.a_pixel),
        reach=_reach(sized, sheet, most),
        marks=sized,
        names=names,
        grid=grid,
        bar=bar,
        turned=-turned,
        signs=signs,
    )


def described(placed: Drawing, arcs: pd.DataFrame) -> Drawing:
    """A map of arcs without stage and texts, as from `curves.placed_alike`, with those of `arcs`."""
    return replace(placed, arcs=curves.described(placed.arcs, arcs))


def _largest(count: int, sheet: shapes.Sheet) -> float:
    """Radius of the largest mark, by the number of marks. [px]"""
    radius = min(26.0, 0.040 * min(sheet.width, sheet.height)) * min(1.0, math.sqrt(ROOMY / max(count, 1)))
    return radius * sheet.scale


def _sized(marks: pd.DataFrame, sheet: shapes.Sheet, most: float) -> pd.DataFrame:
    """Marks without overlap, with their radius [px], the largest first."""
    least = min(4.0, most / 3) * sheet.scale
    sized = _spread(marks, sheet).assign(radius=shapes.radii(marks["weight"], least=least, most=most))
    return sized.sort_values("radius", ascending=False, kind="stable", ignore_index=True)


def covered(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of marks whose circles hide the whole arc between them."""
    circles = drawing.marks.set_index("mark")[["longitude", "latitude", "radius"]]
    pairs = drawing.arcs[["provider_id", "receiver_id"]].drop_duplicates().itertuples(index=False, name=None)
    found = []
    for pair in pairs:
        if not set(pair) <= set(circles.index):
            continue
        (x0, y0, r0), (x1, y1, r1) = (circles.loc[end].astype(float) for end in pair)
        if math.dist(drawing.place(x0, y0), drawing.place(x1, y1)) <= r0 + r1:
            found.append(pair)
    return found


def _labelled_first(
    marks: pd.DataFrame, arcs: pd.DataFrame, chosen: tuple[str | None, str | None], *, is_phone: bool
) -> pd.DataFrame:
    """Marks connected by arcs drawn in full come first, so that they are labelled before all others.

    On a phone no other marks are labelled: their names would appear next to foreign circles. There are few names, so that
    a hub comes first, however small its amounts are.
    """
    is_strong = arcs["opacity"] == curves.STRONG
    if (chosen == (None, None) and is_strong.all()) or not is_strong.any():
        return marks
    strong = arcs.loc[is_strong]
    ends = Counter([*strong["provider_id"], *strong["receiver_id"]])
    is_end = marks["mark"].isin(list(ends))
    if is_phone:
        is_hub = marks["mark"].map(ends) >= HUB
        return pd.concat([marks.loc[is_end & is_hub], marks.loc[is_end & ~is_hub]], ignore_index=True)
    return pd.concat([marks.loc[is_end], marks.loc[~is_end]], ignore_index=True)


def _reach(marks: pd.DataFrame, sheet: shapes.Sheet, most: float) -> float:
    """Pointer radius of a place, at most half the distance to its neighbour. [px]"""
    spots = [sheet.place(*spot) for spot in zip(marks["longitude"], marks["latitude"], strict=True)]
    if len(spots) < 2:
        return most
    apart = KDTree(spots).query(spots, k=2)[0][:, 1]
    return float(np.clip(apart.min() / 2, NEAREST, max(most, NEAREST)))


def _spread(marks: pd.DataFrame, sheet: shapes.Sheet) -> pd.DataFrame:
    """Place marks with the same location side by side around it."""
    spots = list(zip(marks["longitude"].tolist(), marks["latitude"].tolist(), strict=True))
    size, placed = Counter(spots), Counter[tuple[float, float]]()
    rows = []
    for longitude, latitude in spots:
        angle = 2 * math.pi * placed[longitude, latitude] / size[longitude, latitude]
        away = 9.0 * sheet.scale * sheet.a_pixel * (size[longitude, latitude] > 1)
        shrink = math.cos(math.radians(latitude))
        rows.append((longitude + away * math.cos(angle), latitude + away * math.sin(angle) * shrink))
        placed[longitude, latitude] += 1
    return marks.assign(longitude=[x for x, _y in rows], latitude=[y for _x, y in rows])
