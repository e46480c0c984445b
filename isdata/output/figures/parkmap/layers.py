"""Map layers of a page without interaction: base map, scale and all text."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import pydeck

from isdata.data.rows import records
from isdata.output.figures import style
from isdata.output.figures.parkmap import lettering, scale_and_grid
from isdata.output.figures.parkmap.base_map import CASING, GRID, LAND
from isdata.output.figures.parkmap.drawing import Drawing
from isdata.output.figures.parkmap.lettering import PLATE

OFF = 1.0  # from a circle to its name, from which a line leads to it, in sizes of the type
# Of high precision: otherwise the dashes begin anew at each corner, and a curve of short pieces is one solid line.
DASHES_DRAWN = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}


def escaped(text: object) -> str:
    """Escape a name so that deck.gl's JSON reader treats it as text, even if it looks like an expression."""
    return f"\u200b{text}" if str(text).startswith("@@") else str(text)


def ground(drawing: Drawing) -> Iterable[pydeck.Layer]:
    """Layers of the surrounding land and of the areas and lines of the plan."""
    yield _land(drawing)
    grid = [{"path": path} for path in drawing.grid["path"]]
    yield _path_layer("grid", grid, GRID, width=1.0, units="pixels")
    yield _areas(drawing)
    for _, lines in drawing.lines.groupby(["colour", "metres"], sort=False):
        colour, metres, dash = lines[["colour", "metres", "dash"]].iloc[0]
        paths = [{"path": path} for path in lines["path"]]
        yield _path_layer(f"line-{colour}-{metres:g}", paths, colour, width=metres, units="meters", dash=dash)


def _land(drawing: Drawing) -> pydeck.Layer:
    """Layer of the land, large enough for panning the map."""
    land = drawing.land
    far = min(40.0 * max(land.east - land.west, land.north - land.south), 60.0)
    x, y = land.middle
    south, north = max(y - far, -85.0), min(y + far, 85.0)
    around = [[x - far, south], [x + far, south], [x + far, north], [x - far, north]]
    return pydeck.Layer(
        "SolidPolygonLayer",
        id="land",
        data=[{"polygon": around}],
        get_polygon="polygon",
        get_fill_color=style.rgb(LAND),
    )


def _areas(drawing: Drawing) -> pydeck.Layer:
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(area["geometry"]),
            "properties": {"fill": style.rgb(area["fill"]), "line": style.rgb(area["line"])},
        }
        for area in records(drawing.areas)
    ]
    return pydeck.Layer(
        "GeoJsonLayer",
        id="areas",
        data={"type": "FeatureCollection", "features": features},
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        get_line_width=1,
        line_width_units="'pixels'",
        stroked=True,
        filled=True,
    )


def _path_layer(
    layer_id: str, data: list[dict], colour: str, *, width: float, units: str, dash: tuple | None = None
) -> pydeck.Layer:
    dashed = {"get_dash_array": list(dash), "extensions": [DASHES_DRAWN]} if dash else {"cap_rounded": True}
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


def leaders(drawing: Drawing) -> pydeck.Layer:
    """Layer of thin lines from circles to names that stand off them, before an audience: there the map is not zoomed."""
    named = drawing.names.loc[drawing.names["radius"] > 0] if drawing.scale > 1 else drawing.names.iloc[:0]
    paths = [path for name in records(named) if (path := _leader(name, drawing))]
    data = [{"path": path} for path in paths]
    return _path_layer("leaders", data, style.INK, width=1.2 * drawing.scale, units="pixels")


def _leader(name: Mapping[str, Any], drawing: Drawing) -> list[list[float]]:
    """Line from the edge of a circle to its name; empty where the name stands beside the circle."""
    wide, high = lettering.measure(name["text"], name["size"])
    # The point of the name's box that is nearest to the middle of the circle. [px]
    x = max(0.0, abs(name["dx"]) - wide / 2) * math.copysign(1, name["dx"])
    y = max(0.0, abs(name["dy"]) - high / 2) * math.copysign(1, name["dy"])
    far = math.hypot(x, y)
    if far - name["radius"] < OFF * name["size"]:
        return []
    ends = (name["radius"] / far, 1.0)
    step = drawing.a_pixel
    return [
        [
            round(name["longitude"] + share * x * step, 7),
            round(name["latitude"] - share * y * step * drawing.land.shrink, 7),
        ]
        for share in ends
    ]


def names(drawing: Drawing) -> pydeck.Layer:
    """Layer of the names of sites and parts of the plan, with a plate below names on foreign lines."""
    data = [
        {
            "place": [round(name["longitude"], 6), round(name["latitude"], 6)],
            "name": escaped(name["text"]),
            "offset": [round(name["dx"], 1), round(name["dy"], 1)],
            "size": name["size"],
            "colour": style.rgb(name["colour"]),
            "plate": style.rgb(style.PAPER, round(255 * PLATE) if name["is_foreign"] else 0),
        }
        for name in records(drawing.names)
    ]
    return _text_layer(
        "names",
        data,
        get_size="size",
        get_color="colour",
        get_pixel_offset="offset",
        line_height=1.15,
        background=True,
        get_background_color="plate",
        background_padding=[0, 0],
    )


def scale_bar(drawing: Drawing) -> Iterable[pydeck.Layer]:
    """Layers of the scale bar and of the grid labels of a region."""
    path, _words = drawing.bar
    scale = drawing.scale
    yield _path_layer("scale-bar", [{"path": path}], style.MUTED, width=1.5 * scale, units="pixels")
    grid = [
        {"place": [row["longitude"], row["latitude"]], "name": row["words"]} for row in records(drawing.grid)
    ]
    yield _text_layer("grid-words", grid, get_size=12 * scale, get_color=style.rgb(style.MUTED, 190))
    signs = [
        {
            "place": path[-2] if len(path) > 2 else path[-1],
            "name": text,
            "offset": [round(away, 1), 0],
            "angle": -drawing.turned if name == "arrow" else 0,
            "anchor": "middle" if name == "arrow" else "start",
        }
        for name, (away, text) in drawing.signs.items()
    ]
    yield _text_layer(
        "scale-words",
        signs,
        get_size=scale_and_grid.SIZE * scale,
        get_color=style.rgb(style.MUTED),
        get_angle="angle",
        get_text_anchor="anchor",
        get_alignment_baseline="'center'",
        get_pixel_offset="offset",
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
