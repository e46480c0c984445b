"""A park map on a page: deck.gl layers that can be moved, hovered and clicked. It asks nothing of the internet."""

import base64
import json
from collections.abc import Iterable

import pydeck
from pydeck.bindings.json_tools import default_serialize

from isdata.figures import style
from isdata.figures.parkmap.drawing import CASING, DASHES, GRID, LAND, Drawing

SITES, ARCS = "marks", "synergies"  # first parts of the ids of the layers that answer to a click

_ARROW = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'>"
    "<path d='M8 6 L60 32 L8 58 L20 32 Z' fill='white'/></svg>"
)
_ATLAS = "data:image/svg+xml;base64," + base64.b64encode(_ARROW.encode()).decode()
_ICONS = {"arrow": {"x": 0, "y": 0, "width": 64, "height": 64, "mask": True}}

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
        "fontSize": "14px",
        "width": "max-content",
        "maxWidth": "280px",
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
            *_ground(drawing),
            *_arcs(drawing, turn),
            _marks(drawing, turn),
            _names(drawing),
            *_scale_bar(drawing),
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


def plain(text: object) -> str:
    """Return a name that the reader of layers takes for text, even when it looks like its own code."""
    return f"\u200b{text}" if str(text).startswith("@@") else str(text)


def _ground(drawing: Drawing) -> Iterable[pydeck.Layer]:
    """The land around, and the areas and lines of the plan."""
    land = drawing.land
    far = min(40.0 * max(land.east - land.west, land.north - land.south), 60.0)
    x, y = land.middle
    south, north = max(y - far, -85.0), min(y + far, 85.0)
    around = [[x - far, south], [x + far, south], [x + far, north], [x - far, north]]
    yield pydeck.Layer(
        "SolidPolygonLayer",
        id="land",
        data=[{"polygon": around}],
        get_polygon="polygon",
        get_fill_color=style.rgb(LAND),
    )
    yield _path_layer(
        "grid", [{"path": path} for path in drawing.grid["path"]], GRID, width=1.0, units="pixels"
    )
    yield pydeck.Layer(
        "GeoJsonLayer",
        id="areas",
        data={
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": json.loads(area["geometry"]),
                    "properties": {"fill": style.rgb(area["fill"]), "line": style.rgb(area["line"])},
                }
                for area in drawing.areas.to_dict("records")
            ],
        },
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        get_line_width=1,
        line_width_units="'pixels'",
        stroked=True,
        filled=True,
    )
    for _, lines in drawing.lines.groupby(["colour", "metres"], sort=False):
        colour, metres, dash = lines[["colour", "metres", "dash"]].iloc[0]
        yield _path_layer(
            f"line-{colour}-{metres:g}",
            [{"path": path} for path in lines["path"]],
            colour,
            width=metres,
            units="meters",
            dash=dash,
        )


def _path_layer(
    layer_id: str, data: list[dict], colour: str, *, width: float, units: str, dash: tuple | None = None
) -> pydeck.Layer:
    dashed = {"get_dash_array": list(dash), "extensions": [_dashes()]} if dash else {"cap_rounded": True}
    return pydeck.Layer(
        "PathLayer",
        id=layer_id,
        data=data,
        get_path="path",
        get_color=style.rgb(colour),
        get_width=width,
        width_units=f"'{units}'",
        width_min_pixels=1.5 if colour != CASING else 3.0,
        width_max_pixels=16,
        joint_rounded=True,
        **dashed,
    )


def _dashes() -> dict[str, object]:
    return {"@@type": "PathStyleExtension", "dash": True}


def _arcs(drawing: Drawing, turn: int) -> Iterable[pydeck.Layer]:
    """The synergies: a curve each with a pale edge, and an arrow that shows the way."""
    data = [
        {
            "synergy_id": arc["synergy_id"],
            "path": arc["path"],
            "colour": style.rgb(arc["colour"], round(255 * arc["opacity"])),
            "edge": style.rgb(style.PAPER, round(200 * arc["opacity"])),
            "width": round(arc["width"], 1),
            "edge_width": round(arc["width"] + 2.5 * drawing.scale, 1),
            "place": [round(arc["x"], 6), round(arc["y"], 6)],
            "angle": round(arc["angle"], 1),
            "icon": "arrow",
            "icon_size": round(arc["width"] * 1.3 + 9 * drawing.scale, 1),
            "dash": list(DASHES["rail"]) if arc["is_dashed"] else [0, 0],
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
        extensions=[_dashes()],
        pickable=True,
        auto_highlight=True,
        **shown,
    )
    yield pydeck.Layer(
        "IconLayer",
        id="arrows",
        data=[{key: arc[key] for key in ("icon", "place", "angle", "icon_size", "colour")} for arc in data],
        icon_atlas=f"'{_ATLAS}'",
        icon_mapping=_ICONS,
        get_icon="icon",
        get_position="place",
        get_angle="angle",
        get_size="icon_size",
        get_color="colour",
    )


def _marks(drawing: Drawing, turn: int) -> pydeck.Layer:
    """The circles: full ones with a pale edge; rings where they are hollow."""
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


def _names(drawing: Drawing) -> pydeck.Layer:
    data = [
        {
            "place": [round(name["longitude"], 6), round(name["latitude"], 6)],
            "name": plain(name["text"]),
            "offset": [round(name["dx"], 1), round(name["dy"], 1)],
            "size": name["size"],
            "colour": style.rgb(name["colour"]),
        }
        for name in drawing.names.to_dict("records")
    ]
    return _text_layer(
        "names", data, get_size="size", get_color="colour", get_pixel_offset="offset", line_height=1.15
    )


def _scale_bar(drawing: Drawing) -> Iterable[pydeck.Layer]:
    path, words = drawing.bar
    scale = drawing.scale
    yield _path_layer("scale-bar", [{"path": path}], style.MUTED, width=1.5 * scale, units="pixels")
    grid = [
        {"place": [row["longitude"], row["latitude"]], "name": row["words"]}
        for row in drawing.grid.to_dict("records")
    ]
    yield _text_layer("grid-words", grid, get_size=12 * scale, get_color=style.rgb(style.MUTED, 190))
    yield _text_layer(
        "scale-words",
        [{"place": path[0], "name": words}],
        get_size=14 * scale,
        get_color=style.rgb(style.MUTED),
        get_text_anchor="'start'",
        get_pixel_offset=[0, 11 * scale],
    )


def _text_layer(layer_id: str, data: list[dict], **more: object) -> pydeck.Layer:
    return pydeck.Layer(
        "TextLayer",
        id=layer_id,
        data=data,
        get_position="place",
        get_text="name",
        font_family=f'"{style.FONT}"',
        font_weight=600,
        character_set="'auto'",
        outline_width=5,
        outline_color=style.rgb(style.PAPER, 235),
        font_settings={"sdf": True, "fontSize": 28, "buffer": 6, "radius": 9},
        **more,
    )
