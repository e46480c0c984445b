"""A park map on a page: deck.gl layers that can be moved, pointed at and clicked. It asks nothing of the internet."""

import base64
import json
from collections.abc import Iterable

import pydeck
from pydeck.bindings.json_tools import default_serialize

from isdata.figures import style
from isdata.figures.parkmap import layers, shapes
from isdata.figures.parkmap.drawing import Drawing
from isdata.figures.parkmap.layers import DASHES_DRAWN, plain

SITES, ARCS = "marks", "synergies"  # first parts of the ids of the layers that answer to a click

_ARROW = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'>"
    "<path d='M8 6 L60 32 L8 58 L20 32 Z' fill='white'/></svg>"
)
_ATLAS = "data:image/svg+xml;base64," + base64.b64encode(_ARROW.encode()).decode()
_DASH = [4, 3]
_ARROWS = {
    "icon_atlas": f"'{_ATLAS}'",
    "icon_mapping": {"arrow": {"x": 0, "y": 0, "width": 64, "height": 64, "mask": True}},
    "get_icon": "icon",
    "get_position": "place",
    "get_angle": "angle",
}

# Streamlit escapes what it fills in; a test in a real browser holds it to that.
_TOOLTIP = {
    "html": "<b>{title}</b><div style='white-space:pre-line;margin-top:2px'>{text}</div>",
    "style": {
        "backgroundColor": style.PAPER,
        "color": style.INK,
        "border": f"1px solid {style.RULE}",
        "borderRadius": "6px",
        "boxShadow": "0 2px 8px rgba(0,0,0,0.15)",
        "fontFamily": style.FONT,
        "fontSize": "13px",
        "width": "max-content",
        "maxWidth": "360px",
        "padding": "8px 10px",
        "translate": "-50% 14px",
        "zIndex": "5",
    },
}


class _Compact(pydeck.Deck):
    """A deck whose layers travel without the blanks of pydeck's own JSON: a third of the bytes and of the time."""

    def to_json(self) -> str:
        return json.dumps(self, default=default_serialize, separators=(",", ":"), ensure_ascii=False)


def deck(drawing: Drawing, *, turn: int = 0) -> pydeck.Deck:
    """Return a drawn map for a page.

    Parameters
    ----------
    drawing : Drawing
    turn : int
        Number of clicks so far. Streamlit fades everything but the one object that was clicked,
        base map included; layers under a new name make it forget, and the drawing itself shows
        what is picked.
    """
    longitude, latitude = drawing.land.middle
    return _Compact(
        layers=[
            *layers.ground(drawing),
            *_arcs(drawing, turn),
            _marks(drawing, turn),
            *_fans(drawing, turn),
            layers.names(drawing),
            *layers.scale_bar(drawing),
        ],
        initial_view_state=pydeck.ViewState(
            longitude=round(longitude, 6),
            latitude=round(latitude, 6),
            zoom=round(drawing.zoom, 3),
            pitch=0,
            bearing=0,
        ),
        views=[pydeck.View(type="MapView", controller=True)],
        map_provider=None,
        tooltip=_TOOLTIP,
    )


def _arcs(drawing: Drawing, turn: int) -> Iterable[pydeck.Layer]:
    """Return the synergies: a curve each with a pale edge, and an arrow that shows the way."""
    data = [
        {
            **{key: arc[key] for key in ("synergy_id", "provider_id", "receiver_id")},
            "path": arc["path"],
            "colour": style.rgb(arc["colour"], round(255 * arc["opacity"])),
            "edge": style.rgb(style.PAPER, round(200 * arc["opacity"])),
            "width": round(arc["width"], 1),
            "edge_width": round(arc["width"] + 2.5 * drawing.scale, 1),
            "place": [round(arc["x"], 6), round(arc["y"], 6)],
            "angle": round(arc["angle"], 1),
            "icon": "arrow",
            "icon_size": round(arc["width"] * 1.3 + 9 * drawing.scale, 1),
            "dash": _DASH if arc["is_dashed"] else [0, 0],
            "title": plain(arc["title"]),
            "text": plain(arc["text"]),
        }
        for arc in drawing.arcs.to_dict("records")
    ]
    shown = {"get_path": "path", "width_units": "'pixels'", "joint_rounded": True}
    yield pydeck.Layer(
        "PathLayer",
        id="edges",
        data=[{key: arc[key] for key in ("path", "edge", "edge_width")} for arc in data],
        get_color="edge",
        get_width="edge_width",
        cap_rounded=True,
        **shown,
    )
    yield pydeck.Layer(
        "PathLayer",
        id=f"{ARCS}-{turn}",
        data=[
            {key: arc[key] for key in arc if not key.startswith(("edge", "icon", "place"))} for arc in data
        ],
        get_color="colour",
        get_width="width",
        get_dash_array="dash",
        extensions=[DASHES_DRAWN],
        pickable=True,
        auto_highlight=True,
        **shown,
    )
    yield pydeck.Layer(
        "IconLayer",
        id="arrows",
        data=[{key: arc[key] for key in ("icon", "place", "angle", "icon_size", "colour")} for arc in data],
        get_size="icon_size",
        get_color="colour",
        **_ARROWS,
    )


def _fans(drawing: Drawing, turn: int) -> Iterable[pydeck.Layer]:
    """Return what could be joined with each mark, unseen until the reader points at the mark.

    It needs no answer of the server. A mark and its lines are one feature, which the browser lights up as a whole; the
    brush keeps lines from answering to a pointer that is not at their mark.
    """
    if drawing.fans.empty:
        return
    a_pixel = 360 / (shapes.TILE * 2**drawing.zoom)
    shown = drawing.marks.merge(drawing.fans, on="mark")
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "coordinates": [shapes.disc(place, mark["radius"] * a_pixel)]},
                    {"type": "MultiLineString", "coordinates": mark["paths"]},
                ],
            },
            "properties": {"end": [round(degrees, 6) for degrees in place]},
            **{key: plain(mark[key]) for key in ("mark", "layer", "title", "text")},
        }
        for mark in shown.to_dict("records")
        for place in [(mark["longitude"], mark["latitude"])]
    ]
    metres = drawing.reach * a_pixel * shapes.METRES_PER_DEGREE * drawing.land.shrink
    brush = {"@@type": "BrushingExtension"}
    yield pydeck.Layer(
        "GeoJsonLayer",
        id=f"fans-{turn}",
        data=features,
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
        extensions=[brush],
        _subLayerProps={
            "polygons-fill": {"highlightColor": style.rgb(style.PAPER, 90)},
            "linestrings": {"getDashArray": _DASH, "extensions": [brush, DASHES_DRAWN]},
        },
    )


def _marks(drawing: Drawing, turn: int) -> pydeck.Layer:
    """Return the circles: full ones with a pale edge; rings where they are hollow."""
    data = [
        {
            "mark": mark["mark"],
            "layer": mark["layer"],
            "place": [round(mark["longitude"], 6), round(mark["latitude"], 6)],
            "radius": round(mark["radius"], 1),
            "fill": style.rgb(mark["fill"]) if mark["fill"] else style.rgb(style.PAPER, 30),
            "line": style.rgb(mark["line"]),
            "edge": (1.5 if mark["fill"] else 3.0) * drawing.scale,
            "title": plain(mark["title"]),
            "text": plain(mark["text"]),
        }
        for mark in drawing.marks.to_dict("records")
    ]
    return pydeck.Layer(
        "ScatterplotLayer",
        id=f"{SITES}-{turn}",
        data=data,
        get_position="place",
        get_radius="radius",
        radius_units="'pixels'",
        get_fill_color="fill",
        get_line_color="line",
        get_line_width="edge",
        line_width_units="'pixels'",
        stroked=True,
        pickable=True,
        auto_highlight=True,
    )
