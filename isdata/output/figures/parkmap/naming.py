"""Names on a park map: sites first, then parts of the plan."""

import json
import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata.data.i18n import Reader
from isdata.data.rows import records
from isdata.data.store import answers
from isdata.output.figures import style
from isdata.output.figures.parkmap import labels, name_ground, name_positions, plan_obstacles, shapes
from isdata.output.figures.parkmap.bend_choice import Room
from isdata.output.figures.parkmap.boxes import Box, Disc
from isdata.park import parkmap

NAMED = ("free_plot", "green", "water", "zone")  # plots have the names of their sites
PHONE = 500.0  # width below which only the most important circles have a name, since more would not fit [px]
MINOR = 0.05  # weight of the name of a plot or green space beside that of a circle
FEW, ALL = 8, 14  # number of names on a phone, and number of circles of which each may have one
_OF_MARK = ("mark", "name", "longitude", "latitude", "radius")
_WANTED = ["mark", "text", "longitude", "latitude", "radius", "size", "colour", "area", "is_needed"]
UPRIGHT = 4.0  # largest corner deviation of an area that counts as a rectangle for its name [px]


@dataclass(frozen=True)
class Lines:
    """Points of the lines of a map, with half their width, a row each [px]: those drawn in full with the marks at their ends,
    and faint ones."""

    strong: np.ndarray
    ends: list[tuple[str, str]]
    faint: np.ndarray


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
        self._wanted = _wanted(plan, marks, reader, sheet, ALL if len(circles) <= ALL else FEW)
        self._numbers = {mark: number for number, mark in enumerate(self._wanted["mark"]) if mark}
        self._needed = set(np.flatnonzero(self._wanted["is_needed"]).tolist())
        spots = circles[["longitude", "latitude", "radius"]].itertuples(index=False)
        self._circles = [(*sheet.place(longitude, latitude), radius) for longitude, latitude, radius in spots]
        # The same in every language, and whatever is picked.
        self._ground = answers.computed_from(
            _ground, plan[["feature_kind", "geometry"]], sheet, self._circles, len(marks) >= labels.CROWDED
        )

    def placed(self, lines: Lines) -> pd.DataFrame:
        """Place the names beside lines, or on lines if necessary.

        Returns
        -------
        DataFrame
            text, longitude, latitude [°], dx, dy [px], size [px], colour, is_foreign (on lines of other circles), is_struck
            (on lines of its own), name, and is_number (`text` is a number that replaces a name without room).
        """
        placed = labels.place(
            self._asked(), self._on(lines), is_in_hall=self._sheet.scale > 1, is_still=self._is_phone
        )
        rows = self._wanted.iloc[[name.label.number for name in placed]]
        return rows.assign(
            name=rows["text"],
            number=[name.label.number for name in placed],
            is_number=[name.is_number for name in placed],
            text=[name.text for name in placed],
            size=[name.label.size for name in placed],
            dx=[name.dx for name in placed],
            dy=[name.dy for name in placed],
            is_foreign=[name.is_foreign for name in placed],
            is_struck=[name.is_struck for name in placed],
        ).reset_index(drop=True)

    def rooms(self, lines: Lines) -> list[Room]:
        """Possible positions of circle names in small type, and of plots and green spaces when presented.

        Empty if there are too many to move.
        """
        if len(self._numbers) >= labels.CROWDED:
            return []
        ground = self._on(lines)
        asked = [
            replace(label, size=labels.IN_HALL[-1] * label.size) if label.radius else label
            for label in self._asked()
            if label.radius or label.number in self._needed
        ]
        found = [name_positions.places(label, ground) for label in asked]
        return [
            Room(self._key(each.label.number), each.boxes, each.costs, 1.0 if each.label.radius else MINOR)
            for each in found
            if len(each.costs)
        ]

    def without_room(self, placed: pd.DataFrame) -> set[str]:
        """Marks, plots and green spaces whose names are left out or placed on lines."""
        is_named = ~placed[["is_foreign", "is_struck", "is_number"]].astype(bool).any(axis=1)
        named = set(placed.loc[is_named, "number"])
        return {self._key(number) for number in {*self._numbers.values(), *self._needed} - named}

    def _key(self, number: int) -> str:
        """The mark of a name, or a key of its own for a part of the plan."""
        return self._wanted["mark"].iloc[number] or f"part {number}"

    def _asked(self) -> list[name_positions.Label]:
        return [
            name_positions.Label(number, row["text"], *self._sheet.place(row["longitude"], row["latitude"]), row["radius"], row["size"], row["area"], row["is_needed"])
            for number, row in enumerate(records(self._wanted))
        ]  # fmt: skip

    def _on(self, lines: Lines) -> name_ground.Ground:
        """The plan and the circles with lines."""
        ends = [(self._numbers.get(one, -1), self._numbers.get(other, -1)) for one, other in lines.ends]
        return self._ground.below(lines.strong, ends=ends, faint=lines.faint)


def _ground(
    plan: pd.DataFrame, sheet: shapes.Sheet, circles: list[Disc], is_crowded: bool
) -> name_ground.Ground:
    """Ground of the names without lines; on a crowded map without outlines and water."""
    step = plan_obstacles.GRID * sheet.scale
    shown = plan.iloc[:0] if is_crowded else plan
    return name_ground.ground(
        circles,
        (sheet.width, sheet.height),
        plots=plan_obstacles.across(plan, plan_obstacles.UNLET, sheet, plan_obstacles.GRID),
        edges=plan_obstacles.along(shown, plan_obstacles.EDGES, sheet, step),
        water=plan_obstacles.across(shown, ["water"], sheet, step),
        frame=plan_obstacles.frame(plan, sheet),
    )


def _wanted(
    plan: pd.DataFrame, marks: pd.DataFrame, reader: Reader, sheet: shapes.Sheet, most: int
) -> pd.DataFrame:
    """Names of circles, on a phone at most a number, then of parts of the plan, each with its mark or the rectangle
    available to it. [px]"""
    scale = sheet.scale
    kinds = (
        NAMED if scale == 1 else NAMED[:-1]
    )  # a presented zone would have its name among those of companies
    if sheet.width < PHONE:
        marks, kinds = marks.head(most), ()
    least = 11.5 if scale > 1 else 11.0  # 2.2 % of the window height when presented
    rows = [
        (mark, name, longitude, latitude, radius, 13.0 * scale, style.INK, None, False)
        for mark, name, longitude, latitude, radius in zip(
            *(marks[each].tolist() for each in _OF_MARK), strict=True
        )
    ]
    rows += [
        ("", reader.name(part["name_en"], part["name_zh"]), *parkmap.middle(part["geometry"]), 0.0, least * scale, style.MUTED, _rectangle(part["geometry"], sheet), scale > 1 and part["feature_kind"] in plan_obstacles.UNLET)
        for part in sorted(records(plan.loc[plan["feature_kind"].isin(kinds)]), key=lambda part: kinds.index(part["feature_kind"]))
    ]  # fmt: skip
    named = [row for row in rows if row[1] != "" and not math.isnan(row[2])]
    return pd.DataFrame(named, columns=_WANTED)


def _rectangle(geometry: str, sheet: shapes.Sheet) -> Box | None:
    """Sides of an area that is nearly an axis-parallel rectangle; None for other areas. [px]"""
    corners = np.array([sheet.place(*corner) for corner in parkmap.points(json.loads(geometry))])
    if not 4 <= len(corners) <= 5:
        return None
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    off = np.minimum(np.abs(corners - [left, top]), np.abs(corners - [right, bottom]))
    return (left, top, right, bottom) if (off <= UPRIGHT).all() else None
