"""Map layers that connect places on a page: synergies and possible matches."""

import base64
from collections.abc import Iterable, Mapping
from typing import Any

import pydeck

from isdata.data.rows import records
from isdata.output.figures import style
from isdata.output.figures.parkmap import shapes
from isdata.output.figures.parkmap.drawing import Drawing
from isdata.output.figures.parkmap.layers import DASHES_DRAWN, escaped

_ARROW = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'>"
    "<path d='M8 6 L60 32 L8 58 L20 32 Z' fill='white'/></svg>"
)
_ATLAS = "data:image/svg+xml;base64," + base64.b64encode(_ARROW.encode()).decode()
_ARROWS = {
    "icon_atlas": f"'{_ATLAS}'",
    "icon_mapping": {"arrow": {"x": 0, "y": 0, "width": 64, "height": 64, "mask": True}},
    "get_icon": "icon",
    "get_position": "place",
    "get_angle": "angle",
}
_CURVES = {"get_path": "path", "width_units": "'pixels'", "joint_rounded": True}
_DASH = [4, 3]
_BRUSH = {"@@type": "BrushingExtension"}


def synergies(drawing: Drawing, turn: int) -> Iterable[pydeck.Layer]:
    """Layers of the synergies: a curve with a pale edge each, and an arrow that shows the direction."""
    arcs = records(drawing.arcs)
    yield _edges(arcs, drawing.scale)
    yield _curves(arcs, turn)
    yield _arrows(arcs, drawing.scale)


def _edges(arcs: list[dict], scale: float) -> pydeck.Layer:
    data = [
        {
            "path": arc["path"],
            "colour": style.rgb(style.PAPER, round(200 * arc["opacity"])),
            "width": round(arc["width"] + 2.5 * scale, 1),
        }
        for arc in arcs
    ]
    return pydeck.Layer(
        "PathLayer", id="edges", data=data, get_color="colour", get_width="width", cap_rounded=True, **_CURVES
    )


def _curves(arcs: list[dict], turn: int) -> pydeck.Layer:
    """Layer of the curves, which respond to the pointer."""
    data = [
        {
            **{key: arc[key] for key in ("synergy_id", "provider_id", "receiver_id", "path")},
            "colour": _colour(arc),
            "width": round(arc["width"], 1),
            "dash": _DASH if arc["is_dashed"] else [0, 0],
            "title": escaped(arc["title"]),
            "text": escaped(arc["text"]),
        }
        for arc in arcs
    ]
    return pydeck.Layer(
        "PathLayer",
        id=f"synergies-{turn}",
        data=data,
        get_color="colour",
        get_width="width",
        get_dash_array="dash",
        extensions=[DASHES_DRAWN],
        pickable=True,
        auto_highlight=True,
        **_CURVES,
    )


def _arrows(arcs: list[dict], scale: float) -> pydeck.Layer:
    data = [
        {
            "icon": "arrow",
            "place": [round(arc["x"], 6), round(arc["y"], 6)],
            "angle": round(arc["angle"], 1),
            "size": round(arc["width"] * 1.3 + 9 * scale, 1),
            "colour": _colour(arc),
        }
        for arc in arcs
    ]
    return pydeck.Layer("IconLayer", id="arrows", data=data, get_size="size", get_color="colour", **_ARROWS)


def _colour(arc: Mapping) -> list[int]:
    return style.rgb(arc["colour"], round(255 * arc["opacity"]))


def fans(drawing: Drawing, turn: int) -> Iterable[pydeck.Layer]:
    """Possible matches of each mark, hidden until the pointer is on the mark.

    This works without a server request. A mark and its lines are one feature, which the browser highlights as a whole; the
    brush keeps lines from responding to a pointer that is not on their mark.
    """
    if drawing.fans.empty:
        return
    a_pixel = drawing.a_pixel
    fanned = records(drawing.marks.merge(drawing.fans, on="mark"))
    metres = drawing.reach * a_pixel * shapes.METRES_PER_DEGREE * drawing.land.shrink
    yield pydeck.Layer(
        "GeoJsonLayer",
        id=f"fans-{turn}",
        data=[_fan(mark, a_pixel) for mark in fanned],
        get_fill_color=style.rgb(style.PAPER, 0),
        get_line_color=style.rgb(style.INK, 0),
        get_line_width=3 * drawing.scale,
        line_width_units="'pixels'",
        stroked=False,
        filled=True,
        pickable=True,
        auto_highlight=True,
        highlight_color=style.rgb(style.INK),
        brushing_target="'custom'",
        get_brushing_target="properties.end",
        brushing_radius=round(metres, 1),
        extensions=[_BRUSH],
        _subLayerProps=_FAN_PARTS,
    )


_FAN_PARTS: Mapping[str, Any] = {
    "polygons-fill": {"highlightColor": style.rgb(style.PAPER, 90)},
    "linestrings": {"getDashArray": _DASH, "extensions": [_BRUSH, DASHES_DRAWN]},
}


def _fan(mark: Mapping, a_pixel: float) -> dict[str, Any]:
    """A mark and its lines as one feature."""
    place = (mark["longitude"], mark["latitude"])
    disc = {"type": "Polygon", "coordinates": [shapes.disc(place, mark["radius"] * a_pixel)]}
    lines = {"type": "MultiLineString", "coordinates": mark["paths"]}
    return {
        "type": "Feature",
        "geometry": {"type": "GeometryCollection", "geometries": [disc, lines]},
        "properties": {"end": [round(degrees, 6) for degrees in place]},
        **{key: escaped(mark[key]) for key in ("mark", "layer", "title", "text")},
    }
