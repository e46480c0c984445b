"""Printed park map: the same drawing as a Vega chart, for SVG and PNG without a browser."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from altair.utils.schemapi import debug_mode

from isdata.data.rows import records
from isdata.output.figures import style
from isdata.output.figures.parkmap import presentation, scale_and_grid
from isdata.output.figures.parkmap.base_map import GRID, LAND
from isdata.output.figures.parkmap.curves import DASHED
from isdata.output.figures.parkmap.drawing import Drawing
from isdata.output.figures.parkmap.lettering import LINE_HEIGHT, measure, wrapped
from isdata.output.figures.parkmap.print_sheet import FLAT, Paper, plates, written

Entries = Sequence[tuple[str, str]]
AREA = "area"  # name of the selection dragged over the map
ROW = 24.0  # height of a line of the legend [px]
_LEGEND = 13.0  # type size of the legend [px]
_MOST = 1.3  # factor on the type size on a presented map, in one line


def printed(
    drawing: Drawing,
    *,
    title: str,
    subtitle: Sequence[str] = (),
    legend: Sequence[Entries] = (),
    is_bare: bool = False,
) -> alt.LayerChart:
    """Drawn map as a chart that vl-convert turns into SVG or PNG.

    Parameters
    ----------
    drawing : Drawing
    title : str
        Title; empty if the text around the map states it.
    subtitle : sequence of str
        Lines below the title, such as the meaning of the circles.
    legend : sequence of rows
        Each row: colour and label of each symbol, written below the map, above the names of numbered circles.
    is_bare : bool
        Omit numbers, scale, north and legend, for a thumbnail in which they would overlap.
    """
    legend = () if is_bare else (*legend, [(style.PAPER, words) for words in drawing.numbered])
    scale = min(drawing.scale, _MOST)
    rows = _wrapped(legend, drawing.width, scale)
    paper = Paper(drawing, drawing.height + ROW * scale * (len(rows) + 0.5 * bool(rows)))
    titled = alt.TitleParams(
        title,
        subtitle=[line for text in subtitle for line in wrapped(text, 13.0, drawing.width)],
        anchor="start",
        fontSize=20,
        subtitleFontSize=13,
        offset=12,
    )
    chart = alt.layer(*_layers(paper, is_bare=is_bare), *_legend(paper, rows, scale))
    chart = _dressed(chart, paper)
    if title:
        chart.title = titled
        chart.config.title = alt.TitleConfig(color=style.INK, subtitleColor=style.MUTED)
    return chart


def selectable(drawing: Drawing) -> dict[str, Any]:
    """Map on which an area can be selected (`AREA`); `inside` returns the marks in it.

    It is a plain Vega-Lite specification, because Altair would validate every shape, which takes longer than everything
    else; a test validates it instead.
    """
    paper = Paper(drawing, drawing.height)
    box = alt.selection_interval(
        name=AREA,
        mark=alt.BrushConfig(fill=style.ACCENT, fillOpacity=0.12, stroke=style.ACCENT, strokeWidth=2),
    )
    with debug_mode(False):
        chart = unpadded(_dressed(alt.layer(*_layers(paper, box)), paper))
        # Otherwise pages show colours and widths in tooltips.
        chart.config.mark = alt.MarkConfig(tooltip=None, aria=False)
        return chart.to_dict(validate=False)


def inside(drawing: Drawing, box: Mapping[str, Sequence[float]]) -> list[str]:
    """Marks whose centre is in a box.

    Parameters
    ----------
    drawing : Drawing
    box : mapping
        x and y: two limits each, as the selection `AREA` reports them. [px]
    """
    if not {"x", "y"} <= box.keys():
        return []
    spots = Paper(drawing, drawing.height).located(drawing.marks)
    is_in = spots["x"].between(min(box["x"]), max(box["x"])) & spots["y"].between(
        min(box["y"]), max(box["y"])
    )
    return spots.loc[is_in, "mark"].tolist()


def _layers(paper: Paper, box: alt.Parameter | None = None, *, is_bare: bool = False) -> list[alt.Chart]:
    """All layers of the sheet; circles outside the selected box fade."""
    shapes = [paper.rectangle(LAND), *_ground(paper), *_arcs(paper), *_marks(paper, box)]
    names = _names(paper, has_numbers=not is_bare)
    return [*shapes, *names, *([] if is_bare else _scale_bar(paper))]


def _dressed(chart: Any, paper: Paper) -> Any:
    """The same chart in the size of the sheet, with the type of all figures; Altair would copy all layers at each step."""
    chart.width, chart.height = paper.drawing.width, paper.height
    chart.config = alt.Config(font=style.FONT, background=style.PAPER, view=alt.ViewConfig(stroke=None))
    return chart


def unpadded(chart: Any) -> Any:
    """The same chart, neither padded nor stretched by the page: lines are drawn in pixels, circles by axes."""
    chart.padding, chart.autosize = 0, alt.AutoSizeParams(type="none")
    return chart


def _ground(paper: Paper) -> Iterable[alt.Chart]:
    drawing = paper.drawing
    yield from paper.lines(drawing.grid.assign(colour=GRID, width=1.0, opacity=1.0))
    features = [
        {
            "type": "Feature",
            "geometry": {"type": shape["type"], "coordinates": paper.places(shape["coordinates"])},
            "fill": area["fill"],
            "line": area["line"],
        }
        for area in records(drawing.areas)
        for shape in [json.loads(area["geometry"])]
        if "coordinates" in shape
    ]
    if features:
        yield (
            alt.Chart(pd.DataFrame(features))
            .mark_geoshape(strokeWidth=1)
            .encode(fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("line:N", scale=None))
            .project(**FLAT)
        )
    for _, rows in drawing.lines.groupby(["colour", "metres"], sort=False):
        width = min(max(paper.metres(rows["metres"].iloc[0]), 1.5), 16.0)
        dash = [width * step for step in rows["dash"].iloc[0] or ()]
        yield from paper.lines(rows.assign(width=width, opacity=1.0), dash)


def _arcs(paper: Paper) -> Iterable[alt.Chart]:
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


def _marks(paper: Paper, box: alt.Parameter | None) -> Iterable[alt.Chart]:
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
    circles = (
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
    if box is not None:
        circles = circles.encode(opacity=alt.condition(box, alt.value(1.0), alt.value(0.3))).add_params(box)
    yield circles


def _names(paper: Paper, *, has_numbers: bool = True) -> Iterable[alt.Chart]:
    """Names beside the circles; the numbers of names without room need a list beside the map."""
    names = paper.located(paper.drawing.names)
    if not has_numbers:
        names = names[~names["is_number"].astype(bool)]
    if names.empty:
        return
    names = names.assign(x=names["x"] + names["dx"], y=names["y"] + names["dy"])
    yield from plates(paper, names.loc[names["is_foreign"]])
    rows = [
        {"x": x, "y": y + (number - (len(lines) - 1) / 2) * size * LINE_HEIGHT, "text": line, "size": size,
         "colour": colour}
        for x, y, text, size, colour in names[["x", "y", "text", "size", "colour"]].itertuples(index=False)
        for lines in [text.split("\n")]
        for number, line in enumerate(lines)
    ]  # fmt: skip
    yield from written(paper, pd.DataFrame(rows), fontWeight=600)


def _scale_bar(paper: Paper) -> Iterable[alt.Chart]:
    path, _words = paper.drawing.bar
    bar = pd.DataFrame(
        [{"path": path, "colour": style.MUTED, "width": 1.5 * paper.drawing.scale, "opacity": 1.0}]
    )
    yield from paper.lines(bar)
    x, y = paper.place(*path[-2])
    size = scale_and_grid.SIZE * paper.drawing.scale
    for name, (away, text) in paper.drawing.signs.items():
        row = {"x": x + away, "y": y, "text": text, "size": size, "colour": style.MUTED}
        angle, align = (paper.drawing.turned % 360, "center") if name == "arrow" else (0, "left")
        yield from written(paper, pd.DataFrame([row]), align=align, angle=angle)
    grid = paper.located(paper.drawing.grid)
    if not grid.empty:
        labels = grid.rename(columns={"words": "text"}).assign(size=11.0, colour=style.MUTED)
        inside = labels["x"].between(20, paper.drawing.width - 20) & labels["y"].between(
            10, paper.drawing.height - 10
        )
        yield from written(paper, labels.loc[inside, ["x", "y", "text", "size", "colour"]])


def _wrapped(legend: Sequence[Entries], width: float, scale: float) -> list[list[tuple[float, str, str]]]:
    """Place the symbols of each row side by side, with a new line if one does not fit; x [px]."""
    rows = []
    for entries in legend:
        x = 8.0
        row: list[tuple[float, str, str]] = []
        for colour, words in entries:
            needed = measure(words, _LEGEND * scale)[0] + 13.0 * scale + 24.0
            if row and x + needed > width:
                rows.append(row)
                x, row = 8.0, []
            row.append((x, colour, words))
            x += needed
        if row:
            rows.append(row)
    return rows


def _legend(paper: Paper, rows: list[list[tuple[float, str, str]]], scale: float) -> Iterable[alt.Chart]:
    signs = pd.DataFrame(
        [
            (x, paper.drawing.height + ROW * scale * (number + 0.9), colour, words)
            for number, row in enumerate(rows)
            for x, colour, words in row
        ],
        columns=["x", "y", "colour", "text"],
    )
    if signs.empty:
        return
    looks = [presentation.sign(entry) for entry in signs["colour"].replace(DASHED, presentation.BROKEN)]
    signs = signs.assign(glyph=[glyph for glyph, _ in looks], colour=[colour for _, colour in looks])
    is_glyph = signs["glyph"] != ""
    yield (
        alt.Chart(signs.loc[is_glyph])
        .mark_text(fontSize=15 * scale, fontWeight="bold", baseline="middle")
        .encode(x=paper.x, y=paper.y, text="glyph:N", color=alt.Color("colour:N", scale=None))
    )
    yield (
        alt.Chart(signs.loc[~is_glyph])
        .mark_square(size=150 * scale**2, opacity=1)
        .encode(x=paper.x, y=paper.y, color=alt.Color("colour:N", scale=None))
    )
    yield (
        alt.Chart(signs)
        .mark_text(align="left", dx=13 * scale, baseline="middle", fontSize=_LEGEND * scale, color=style.INK)
        .encode(x=paper.x, y=paper.y, text="text:N")
    )
