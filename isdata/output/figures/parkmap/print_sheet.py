"""Sheet of a printed park map: positions as pixels, with lines and text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.rows import records
from isdata.output.figures import style
from isdata.output.figures.parkmap.drawing import Drawing
from isdata.output.figures.parkmap.lettering import PLATE, measure

FLAT: dict[str, Any] = {"type": "identity", "scale": 1, "translate": [0, 0]}  # positions are pixels already
HALO: dict[str, Any] = {
    "stroke": style.PAPER,
    "strokeWidth": 3.5,
    "strokeJoin": "round",
    "strokeOpacity": 0.9,
}


@dataclass(frozen=True)
class Paper:
    """Picture in pixels, y downwards, with space for a legend below the map."""

    drawing: Drawing
    height: float

    def place(self, longitude: float, latitude: float) -> list[float]:
        """Position of a place on paper. [px]"""
        return [round(at, 1) for at in self.drawing.place(longitude, latitude)]

    def places(self, part: list) -> list:
        """Convert the coordinates of a GeoJSON geometry of any nesting depth. [px]"""
        if part and isinstance(part[0], (int, float)):
            return self.place(part[0], part[1])
        return [self.places(inner) for inner in part]

    def located(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Add x and y [px] to rows with longitude and latitude."""
        spots = [self.place(*spot) for spot in zip(rows["longitude"], rows["latitude"], strict=True)]
        return rows.assign(x=[spot[0] for spot in spots], y=[spot[1] for spot in spots])

    @property
    def x(self) -> alt.X:
        return alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, self.drawing.width], nice=False))

    @property
    def y(self) -> alt.Y:
        return alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, self.height], nice=False, reverse=True))

    def rectangle(self, colour: str) -> alt.Chart:
        """Background sheet of the map."""
        box = pd.DataFrame([{"x": 0, "y": 0, "right": self.drawing.width, "bottom": self.drawing.height}])
        return (
            alt.Chart(box)
            .mark_rect(color=colour, opacity=1)
            .encode(x=self.x, x2="right:Q", y=self.y, y2="bottom:Q")
        )

    def lines(self, rows: pd.DataFrame, dash: Sequence[float] = ()) -> list[alt.Chart]:
        """Lines of path, colour, width [px] and opacity as one chart; an empty list without rows."""
        features = [
            {
                "type": "Feature",
                "geometry": {
                    "type": "LineString",
                    "coordinates": _inside(self.places(row["path"]), self.drawing),
                },
                **{key: row[key] for key in ("colour", "width", "opacity")},
            }
            for row in records(rows)
        ]
        if not features:
            return []
        mark: dict[str, Any] = (
            {"strokeDash": list(dash), "strokeCap": "butt"} if dash else {"strokeCap": "round"}
        )
        return [
            alt.Chart(pd.DataFrame(features))  # a list would be copied at each call
            .mark_geoshape(filled=False, strokeJoin="round", **mark)
            .encode(
                stroke=alt.Stroke("colour:N", scale=None),
                strokeWidth=alt.StrokeWidth("width:Q", scale=None),
                strokeOpacity=alt.StrokeOpacity("opacity:Q", scale=None),
            )
            .project(**FLAT)
        ]

    def metres(self, length: float) -> float:
        """Length of a distance on paper. [px]"""
        land = self.drawing.land
        return length * (land.east - land.west) / self.drawing.a_pixel / land.width


def _inside(line: list[list[float]], drawing: Drawing) -> list[list[float]]:
    """Clip a line to the sheet, since grid lines extend beyond it."""
    return [[min(max(x, 0.0), drawing.width), min(max(y, 0.0), drawing.height)] for x, y in line]


def written(paper: Paper, rows: pd.DataFrame, **properties: Any) -> Iterable[alt.Chart]:
    """Text with a pale edge, readable on any background."""
    base = alt.Chart(rows).encode(
        x=paper.x,
        y=paper.y,
        text="text:N",
        size=alt.Size("size:Q", scale=None),
    )
    yield base.mark_text(baseline="middle", **HALO, **properties)
    yield base.mark_text(baseline="middle", **properties).encode(color=alt.Color("colour:N", scale=None))


def plates(paper: Paper, names: pd.DataFrame) -> Iterable[alt.Chart]:
    """Light plate below names on foreign lines; empty without such names."""
    if names.empty:
        return
    sizes = [measure(text, size) for text, size in zip(names["text"], names["size"], strict=True)]
    wide, high = np.array(sizes).T / 2
    x, y = names["x"], names["y"]
    boxes = pd.DataFrame({"x": x - wide, "right": x + wide, "y": y - high, "bottom": y + high})
    yield (
        alt.Chart(boxes)
        .mark_rect(color=style.PAPER, opacity=PLATE)
        .encode(x=paper.x, x2="right:Q", y=paper.y, y2="bottom:Q")
    )
