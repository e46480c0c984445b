"""Names on a park map: sites first, then parts of the plan."""

import json
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata.data.i18n import Reader
from isdata.output.figures import style
from isdata.output.figures.parkmap import labels, name_positions, shapes
from isdata.output.figures.parkmap.bend_choice import Room
from isdata.output.figures.parkmap.boxes import Box, Disc
from isdata.park import parkmap

NAMED = ("free_plot", "green", "water", "zone")  # plots have the names of their sites
UNLET = ("free_plot", "green")  # areas on which a company name would be misread
PHONE = 500.0  # width below which free plots have no name, since it would not fit [px]
UPRIGHT = 4.0  # largest corner deviation of an area that counts as a rectangle for its name [px]
GRID = 6.0  # distance between sampled points of a free plot, small enough to outweigh arcs across it [px]


@dataclass(frozen=True)
class Lines:
    """Points of the lines of a map, with half their width [px]: those drawn in full with the marks at their ends, and faint ones."""

    strong: list[Disc]
    ends: list[tuple[str, str]]
    faint: list[Disc]


class Names:
    """Names of a map: sites, the largest first, then parts of the plan.

    Parameters
    ----------
    plan, marks : DataFrame
        As for `drawing.draw`; marks with radius [px].
    sheet : shapes.Sheet
    reader : Reader
    circles : DataFrame
        All circles of the map, as `marks`, including unnamed ones.
    """

    def __init__(
        self,
        plan: pd.DataFrame,
        marks: pd.DataFrame,
        sheet: shapes.Sheet,
        reader: Reader,
        circles: pd.DataFrame,
    ) -> None:
        self._sheet, self._is_phone = sheet, sheet.width < PHONE
        self._wanted = _wanted(plan, marks, reader, sheet)
        self._numbers = {mark: number for number, mark in enumerate(self._wanted["mark"]) if mark}
        spots = circles[["longitude", "latitude", "radius"]].itertuples(index=False)
        self._circles = [(*sheet.place(longitude, latitude), radius) for longitude, latitude, radius in spots]
        self._plots = [] if self._is_phone else _free_ground(plan, sheet)
        self._frame = _frame(plan, sheet)

    def placed(self, lines: Lines) -> pd.DataFrame:
        """Place the names beside lines, or on lines if necessary.

        Returns
        -------
        DataFrame
            text, longitude, latitude [°], dx, dy [px], size [px], colour, is_foreign (on lines of other circles), name, and
            is_number (`text` is a number that replaces a name without room).
        """
        placed = labels.place(
            self._asked(), self._ground(lines), is_in_hall=self._sheet.scale > 1, is_still=self._is_phone
        )
        rows = self._wanted.iloc[[name.label.number for name in placed]]
        return rows.assign(
            name=rows["text"],
            is_number=[name.is_number for name in placed],
            text=[name.text for name in placed],
            size=[name.label.size for name in placed],
            dx=[name.dx for name in placed],
            dy=[name.dy for name in placed],
            is_foreign=[name.is_foreign for name in placed],
        ).reset_index(drop=True)

    def rooms(self, lines: Lines) -> list[Room]:
        """Possible positions of circle names in small type; empty if there are too many to move."""
        if len(self._numbers) >= labels.CROWDED:
            return []
        ground = self._ground(lines)
        small = [
            replace(label, size=labels.IN_HALL[-1] * label.size) for label in self._asked() if label.radius
        ]
        found = [name_positions.places(label, ground) for label in small]
        return [Room(self._wanted["mark"].iloc[each.label.number], each.boxes, each.costs) for each in found]

    def without_room(self, placed: pd.DataFrame) -> set[str]:
        """Marks whose names are left out or placed on foreign lines."""
        is_named = ~(placed["is_foreign"] | placed["is_number"]).astype(bool)
        return set(self._numbers) - set(placed.loc[is_named, "mark"])

    def _asked(self) -> list[name_positions.Label]:
        return [
            name_positions.Label(number, row["text"], *self._sheet.place(row["longitude"], row["latitude"]), row["radius"], row["size"], row["area"])
            for number, row in enumerate(self._wanted.to_dict("records"))
        ]  # fmt: skip

    def _ground(self, lines: Lines) -> name_positions.Ground:
        return name_positions.ground(
            self._circles,
            (self._sheet.width, self._sheet.height),
            lines.strong,
            ends=[(self._numbers.get(one, -1), self._numbers.get(other, -1)) for one, other in lines.ends],
            faint=lines.faint,
            plots=self._plots,
            frame=self._frame,
        )


def _frame(plan: pd.DataFrame, sheet: shapes.Sheet) -> Box | None:
    """Box around the boundary of the plan, which names should not cross; None without a boundary. [px]"""
    outlines = [
        parkmap.points(json.loads(geometry))
        for geometry in plan.loc[plan["feature_kind"] == "boundary", "geometry"]
    ]
    if not outlines:
        return None
    corners = np.vstack(outlines)
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    left, top = sheet.place(west, north)
    right, bottom = sheet.place(east, south)
    return left, top, right, bottom


def _free_ground(plan: pd.DataFrame, sheet: shapes.Sheet) -> list[Disc]:
    """Points across free plots and green spaces: a company name there would make a plot look occupied. [px]"""
    step, found = GRID * sheet.a_pixel, list[Disc]()
    for geometry in plan.loc[plan["feature_kind"].isin(UNLET), "geometry"]:
        corners = parkmap.points(json.loads(geometry))
        if not len(corners):
            continue
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        x, y = np.arange(west, east, step), np.arange(south, north, step * sheet.land.shrink)
        grid = pd.DataFrame({"longitude": np.tile(x, len(y)), "latitude": np.repeat(y, len(x))})
        within = grid.loc[parkmap.inside(geometry, grid)].to_numpy()
        if len(within):
            found += [(x, y, 0.5) for x, y in sheet.places(within)]
    return found


def _wanted(plan: pd.DataFrame, marks: pd.DataFrame, reader: Reader, sheet: shapes.Sheet) -> pd.DataFrame:
    """Names of circles, then of parts of the plan, each with its mark or the rectangle available to it. [px]"""
    scale, kinds = sheet.scale, NAMED if sheet.width >= PHONE else NAMED[1:]
    bold = marks.assign(text=marks["name"], size=13.0 * scale, colour=style.INK, area=None)
    least = 11.5 if scale > 1 else 11.0  # 2.2 % of the window height when presented
    rows = [
        ("", reader.name(en, zh), *parkmap.middle(geometry), 0.0, least * scale, style.MUTED, _rectangle(geometry, sheet))
        for kind in kinds
        for en, zh, geometry in plan.loc[
            plan["feature_kind"] == kind, ["name_en", "name_zh", "geometry"]
        ].itertuples(index=False)
    ]  # fmt: skip
    columns = ["mark", "text", "longitude", "latitude", "radius", "size", "colour", "area"]
    wanted = pd.concat([bold[columns], pd.DataFrame(rows, columns=columns)], ignore_index=True)
    return wanted.loc[(wanted["text"] != "") & wanted["longitude"].notna()].reset_index(drop=True)


def _rectangle(geometry: str, sheet: shapes.Sheet) -> Box | None:
    """Sides of an area that is nearly an axis-parallel rectangle; None for other areas. [px]"""
    corners = np.array([sheet.place(*corner) for corner in parkmap.points(json.loads(geometry))])
    if not 4 <= len(corners) <= 5:
        return None
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    off = np.minimum(np.abs(corners - [left, top]), np.abs(corners - [right, bottom]))
    return (left, top, right, bottom) if (off <= UPRIGHT).all() else None
