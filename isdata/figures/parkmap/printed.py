"""A park map on paper: the same drawing as a Vega chart, for SVG and PNG without a browser."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from isdata.figures import style
from isdata.figures.parkmap import shapes
from isdata.figures.parkmap.drawing import DASHED, GRID, LAND, Drawing
from isdata.figures.parkmap.labels import LINE_HEIGHT, measure, wrapped

Entries = Sequence[tuple[str, str]]
FLAT: dict[str, Any] = {"type": "identity", "scale": 1, "translate": [0, 0]}  # places are pixels already
ROW = 24.0  # height of a line of the legend [px]
HALO: dict[str, Any] = {
    "stroke": style.PAPER,
    "strokeWidth": 3.5,
    "strokeJoin": "round",
    "strokeOpacity": 0.9,
}


def printed(
    drawing: Drawing, *, title: str, subtitle: Sequence[str] = (), legend: Sequence[Entries] = ()
) -> alt.LayerChart:
    """Return a drawn map as a chart that vl-convert turns into SVG or PNG.

    Parameters
    ----------
    drawing : Drawing
    title : str
    subtitle : sequence of str
        Lines below the title, such as what the circles measure.
    legend : sequence of rows
        Each row: colour and words of each sign, written below the map.
    """
    rows = _wrapped(legend, drawing.width)
    paper = _Paper(drawing, drawing.height + ROW * (len(rows) + 0.5 * bool(rows)))
    layers = [
        paper.rectangle(LAND),
        *_ground(paper),
        *_arcs(paper),
        *_marks(paper),
        *_names(paper),
        *_scale_bar(paper),
        *_legend(paper, rows),
    ]
    return (
        alt.layer(*layers)
        .properties(
            width=drawing.width,
            height=paper.height,
            title=alt.TitleParams(
                title,
                subtitle=[line for text in subtitle for line in wrapped(text, 13.0, drawing.width)],
                anchor="start",
                fontSize=20,
                subtitleFontSize=13,
                offset=12,
            ),
        )
        .configure(font=style.FONT, background=style.PAPER)
        .configure_view(stroke=None)
        .configure_title(color=style.INK, subtitleColor=style.MUTED)
    )


@dataclass(frozen=True)
class _Paper:
    """The picture in pixels, y downwards, with room for a legend below the map."""

    drawing: Drawing
    height: float

    def place(self, longitude: float, latitude: float) -> list[float]:
        """Return where a place lies. [px]"""
        x, y = shapes.pixels(longitude, latitude, self.drawing.zoom)
        middle_x, middle_y = shapes.pixels(*self.drawing.land.middle, self.drawing.zoom)
        return [
            round(x - middle_x + self.drawing.width / 2, 1),
            round(y - middle_y + self.drawing.height / 2, 1),
        ]

    def places(self, part: list) -> list:
        """Return the coordinates of a GeoJSON geometry, however deep they lie. [px]"""
        if part and isinstance(part[0], (int, float)):
            return self.place(part[0], part[1])
        return [self.places(inner) for inner in part]

    def located(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return rows with longitude and latitude with x and y. [px]"""
        spots = [self.place(*spot) for spot in zip(rows["longitude"], rows["latitude"], strict=True)]
        return rows.assign(x=[spot[0] for spot in spots], y=[spot[1] for spot in spots])

    @property
    def x(self) -> alt.X:
        return alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, self.drawing.width], nice=False))

    @property
    def y(self) -> alt.Y:
        return alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, self.height], nice=False, reverse=True))

    def rectangle(self, colour: str) -> alt.Chart:
        """Return the sheet that the map lies on."""
        box = pd.DataFrame([{"x": 0, "y": 0, "right": self.drawing.width, "bottom": self.drawing.height}])
        return (
            alt.Chart(box)
            .mark_rect(color=colour, opacity=1)
            .encode(x=self.x, x2="right:Q", y=self.y, y2="bottom:Q")
        )

    def lines(self, rows: pd.DataFrame, dash: Sequence[float] = ()) -> list[alt.Chart]:
        """Return lines of path, colour, width [px] and opacity as one chart; none where there are none."""
        features = [
            {
                "type": "Feature",
                "geometry": {
                    "type": "LineString",
                    "coordinates": _inside(self.places(row["path"]), self.drawing),
                },
                **{key: row[key] for key in ("colour", "width", "opacity")},
            }
            for row in rows.to_dict("records")
        ]
        if not features:
            return []
        mark: dict[str, Any] = (
            {"strokeDash": list(dash), "strokeCap": "butt"} if dash else {"strokeCap": "round"}
        )
        return [
            alt.Chart(alt.Data(values=features))
            .mark_geoshape(filled=False, strokeJoin="round", **mark)
            .encode(
                stroke=alt.Stroke("colour:N", scale=None),
                strokeWidth=alt.StrokeWidth("width:Q", scale=None),
                strokeOpacity=alt.StrokeOpacity("opacity:Q", scale=None),
            )
            .project(**FLAT)
        ]

    def metres(self, length: float) -> float:
        """Return how long a length on the ground is. [px]"""
        land = self.drawing.land
        across = (
            shapes.pixels(land.east, land.middle[1], self.drawing.zoom)[0]
            - shapes.pixels(land.west, land.middle[1], self.drawing.zoom)[0]
        )
        return length * across / land.width


def _inside(line: list[list[float]], drawing: Drawing) -> list[list[float]]:
    """Keep a line within the sheet; the lines of the grid run on beyond it."""
    return [[min(max(x, 0.0), drawing.width), min(max(y, 0.0), drawing.height)] for x, y in line]


def _ground(paper: _Paper) -> Iterable[alt.Chart]:
    drawing = paper.drawing
    yield from paper.lines(drawing.grid.assign(colour=GRID, width=1.0, opacity=1.0))
    features = [
        {
            "type": "Feature",
            "geometry": {"type": shape["type"], "coordinates": paper.places(shape["coordinates"])},
            "fill": area["fill"],
            "line": area["line"],
        }
        for area in drawing.areas.to_dict("records")
        for shape in [json.loads(area["geometry"])]
        if "coordinates" in shape
    ]
    if features:
        yield (
            alt.Chart(alt.Data(values=features))
            .mark_geoshape(strokeWidth=1)
            .encode(fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("line:N", scale=None))
            .project(**FLAT)
        )
    for _, rows in drawing.lines.groupby(["colour", "metres"], sort=False):
        width = min(max(paper.metres(rows["metres"].iloc[0]), 1.5), 16.0)
        dash = [width * step for step in rows["dash"].iloc[0] or ()]
        yield from paper.lines(rows.assign(width=width, opacity=1.0), dash)


def _arcs(paper: _Paper) -> Iterable[alt.Chart]:
    drawing = paper.drawing
    if drawing.arcs.empty:
        return
    edges = drawing.arcs.assign(
        colour=style.PAPER,
        width=drawing.arcs["width"] + 2.5 * drawing.scale,
        opacity=0.8 * drawing.arcs["opacity"],
    )
    yield from paper.lines(edges)
    yield from paper.lines(drawing.arcs.loc[~drawing.arcs["is_dashed"]])
    yield from paper.lines(drawing.arcs.loc[drawing.arcs["is_dashed"]], [6.0, 4.0])
    arrows = paper.located(
        drawing.arcs.drop(columns="path").rename(columns={"x": "longitude", "y": "latitude"})
    )
    arrows = arrows.assign(
        turn=90 - arrows["angle"], area=(arrows["width"] * 1.3 + 6 * drawing.scale) ** 2 * 0.6
    )
    yield (
        alt.Chart(arrows)
        .mark_point(shape="triangle", filled=True)
        .encode(
            x=paper.x,
            y=paper.y,
            angle=alt.Angle("turn:Q", scale=None),
            size=alt.Size("area:Q", scale=None),
            color=alt.Color("colour:N", scale=None),
            opacity=alt.Opacity("opacity:Q", scale=None),
        )
    )


def _marks(paper: _Paper) -> Iterable[alt.Chart]:
    marks = paper.located(paper.drawing.marks)
    if marks.empty:
        return
    is_full = marks["fill"] != ""
    marks = marks.assign(
        area=np.pi * marks["radius"] ** 2,
        fill=marks["fill"].where(is_full, style.PAPER),
        shade=np.where(is_full, 1.0, 0.12),
        edge=np.where(is_full, 1.5, 3.0) * paper.drawing.scale,
    )
    yield (
        alt.Chart(marks[["x", "y", "area", "fill", "line", "shade", "edge"]])
        .mark_circle(opacity=1)
        .encode(
            x=paper.x,
            y=paper.y,
            size=alt.Size("area:Q", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            fillOpacity=alt.FillOpacity("shade:Q", scale=None),
            stroke=alt.Stroke("line:N", scale=None),
            strokeWidth=alt.StrokeWidth("edge:Q", scale=None),
        )
    )


def _names(paper: _Paper) -> Iterable[alt.Chart]:
    names = paper.located(paper.drawing.names)
    if names.empty:
        return
    names = names.assign(x=names["x"] + names["dx"], y=names["y"] + names["dy"])
    rows = [
        {"x": x, "y": y + (number - (len(lines) - 1) / 2) * size * LINE_HEIGHT, "text": line, "size": size,
         "colour": colour}
        for x, y, text, size, colour in names[["x", "y", "text", "size", "colour"]].itertuples(index=False)
        for lines in [text.split("\n")]
        for number, line in enumerate(lines)
    ]  # fmt: skip
    yield from _written(paper, pd.DataFrame(rows), fontWeight=600)


def _scale_bar(paper: _Paper) -> Iterable[alt.Chart]:
    path, words = paper.drawing.bar
    bar = pd.DataFrame(
        [{"path": path, "colour": style.MUTED, "width": 1.5 * paper.drawing.scale, "opacity": 1.0}]
    )
    yield from paper.lines(bar)
    x, y = paper.place(*path[0])
    size = 12.0 * paper.drawing.scale
    row = {"x": x, "y": y + 1.2 * size, "text": words, "size": size, "colour": style.MUTED}
    yield from _written(paper, pd.DataFrame([row]), align="left")
    grid = paper.located(paper.drawing.grid)
    if not grid.empty:
        told = grid.rename(columns={"words": "text"}).assign(size=11.0, colour=style.MUTED)
        inside = told["x"].between(20, paper.drawing.width - 20) & told["y"].between(
            10, paper.drawing.height - 10
        )
        yield from _written(paper, told.loc[inside, ["x", "y", "text", "size", "colour"]])


def _written(paper: _Paper, rows: pd.DataFrame, **properties: Any) -> Iterable[alt.Chart]:
    """Text with a pale edge, so that it reads on any ground."""
    base = alt.Chart(rows).encode(
        x=paper.x,
        y=paper.y,
        text="text:N",
        size=alt.Size("size:Q", scale=None),
    )
    yield base.mark_text(baseline="middle", **HALO, **properties)
    yield base.mark_text(baseline="middle", **properties).encode(color=alt.Color("colour:N", scale=None))


def _wrapped(legend: Sequence[Entries], width: float) -> list[list[tuple[float, str, str]]]:
    """Set the signs of each row one after the other and begin a new line where there is no room; x [px]."""
    rows = []
    for entries in legend:
        x = 8.0
        row: list[tuple[float, str, str]] = []
        for colour, words in entries:
            needed = measure(words, 13.0)[0] + 44.0
            if row and x + needed > width:
                rows.append(row)
                x, row = 8.0, []
            row.append((x, colour, words))
            x += needed
        if row:
            rows.append(row)
    return rows


def _legend(paper: _Paper, rows: list[list[tuple[float, str, str]]]) -> Iterable[alt.Chart]:
    signs = pd.DataFrame(
        [
            {"x": x, "y": paper.drawing.height + ROW * (number + 0.9), "colour": colour, "text": words}
            for number, row in enumerate(rows)
            for x, colour, words in row
        ]
    )
    if signs.empty:
        return
    is_dashed = signs["colour"] == DASHED
    yield (
        alt.Chart(signs.loc[is_dashed].assign(colour=style.MUTED, dash="– –"))
        .mark_text(fontSize=15, fontWeight="bold", baseline="middle")
        .encode(x=paper.x, y=paper.y, text="dash:N", color=alt.Color("colour:N", scale=None))
    )
    yield (
        alt.Chart(signs.loc[~is_dashed])
        .mark_square(size=150, opacity=1)
        .encode(x=paper.x, y=paper.y, color=alt.Color("colour:N", scale=None))
    )
    yield (
        alt.Chart(signs)
        .mark_text(align="left", dx=13, baseline="middle", fontSize=13, color=style.INK)
        .encode(x=paper.x, y=paper.y, text="text:N")
    )
