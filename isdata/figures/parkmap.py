"""A park as an interactive map: its plan as the ground, sites by what they move, synergies as arcs."""

import base64
import json
from collections.abc import Iterable

import pandas as pd
import pydeck

from isdata.figures import parkmap_labels as labels
from isdata.figures import parkmap_shapes as shapes
from isdata.figures import style
from isdata.i18n import N_, Reader

SITES, ARCS = "sites", "synergies"  # ids of the layers that answer to a click

_ARROW = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'>"
    "<path d='M8 6 L60 32 L8 58 L20 32 Z' fill='white'/></svg>"
)
_ICONS = {"arrow": {"x": 0, "y": 0, "width": 64, "height": 64, "mask": True}}
_HALO = {"fontSettings": {"sdf": True, "fontSize": 48, "buffer": 8, "radius": 14}}
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
        "maxWidth": "320px",
        "padding": "8px 10px",
    },
}


def park_map(
    plan: pd.DataFrame,
    sites: pd.DataFrame,
    arcs: pd.DataFrame,
    reader: Reader,
    *,
    kind: str = "material",
    picked: str | None = None,
    width: float = 900.0,
    height: float = 600.0,
    scale: float = 1.0,
) -> pydeck.Deck:
    """Return the map of one or several parks; it asks nothing of the internet.

    Parameters
    ----------
    plan : DataFrame
        feature_id, feature_kind, name_en, name_zh, geometry.
    sites : DataFrame
        site_id, name_en, name_zh, longitude, latitude [°], material [t], energy [GJ], water [m³],
        is_outside, text: what the tooltip says below the name.
    arcs : DataFrame
        As from `parkmap.arcs`, with title and text for the tooltip.
    reader : Reader
        Whose words.
    kind : str
        What the circles measure: "material", "energy" or "water".
    picked : str, optional
        Synergy that stands out.
    width, height : float
        Size of the picture, for the zoom at the start. [px]
    scale : float
        Factor on all type and lines, for a projector.
    """
    located = sites.dropna(subset=["longitude", "latitude"])
    land = shapes.extent(plan, located)
    if land is None:
        raise ValueError("neither the plan nor a site has a position")
    zoom = land.zoom(width, height)
    layers = [
        *_ground(plan, land, reader),
        *_arcs(arcs, land, picked, scale),
        _sites(located, kind, reader, scale),
        *_names(plan, located, kind, zoom, reader, scale),
        *_scale_bar(land, reader, scale),
    ]
    longitude, latitude = land.middle
    return pydeck.Deck(
        layers=layers,
        initial_view_state=pydeck.ViewState(
            longitude=longitude, latitude=latitude, zoom=zoom, pitch=0, bearing=0
        ),
        views=[pydeck.View(type="MapView", controller=True)],
        map_provider=None,
        tooltip=_TOOLTIP,  # ty: ignore[invalid-argument-type]
    )


def plain(text: str) -> str:
    """Return a name that the map's reader of layers takes for text, even when it looks like its own code."""
    return f"\u200b{text}" if text.startswith("@@") else text


def _ground(plan: pd.DataFrame, land: shapes.Extent, reader: Reader) -> Iterable[pydeck.Layer]:
    """The land around, and the areas and lines of the plan."""
    far = 40 * max(land.east - land.west, land.north - land.south)
    x, y = land.middle
    around = [[x - far, y - far], [x + far, y - far], [x + far, y + far], [x - far, y + far]]
    yield pydeck.Layer(
        "SolidPolygonLayer",
        id="land",
        data=[{"polygon": around}],
        get_polygon="polygon",
        get_fill_color=style.rgb(shapes.LAND),
        pickable=False,
    )
    areas = [
        {
            "type": "Feature",
            "geometry": json.loads(feature["geometry"]),
            "properties": {
                "fill": style.rgb(fill),
                "line": style.rgb(line),
                "title": plain(_name(feature, reader)),
                "text": reader.choice("feature_kind", feature_kind),
            },
        }
        for feature_kind, (fill, line) in shapes.GROUND.items()
        for feature in plan.loc[plan["feature_kind"] == feature_kind].to_dict("records")
    ]
    yield pydeck.Layer(
        "GeoJsonLayer",
        id="areas",
        data={"type": "FeatureCollection", "features": areas},
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        get_line_width=1,
        line_width_units="'pixels'",
        stroked=True,
        filled=True,
        pickable=False,
    )
    for line_kind, colour, extra in (
        ("road", shapes.CASING, 6.0),
        ("road", shapes.LINES["road"], 0.0),
        ("rail", shapes.LINES["rail"], 0.0),
        ("corridor", shapes.LINES["corridor"], 0.0),
    ):
        yield _line_layer(plan, line_kind, colour, extra)


def _line_layer(plan: pd.DataFrame, line_kind: str, colour: str, extra: float) -> pydeck.Layer:
    drawn = [
        {"path": line}
        for geometry in plan.loc[plan["feature_kind"] == line_kind, "geometry"]
        for line in shapes.lines(json.loads(geometry))
    ]
    dashes = {"rail": [4, 3], "corridor": [5, 2]}.get(line_kind)
    dashed = (
        {"get_dash_array": dashes, "extensions": [{"@@type": "PathStyleExtension", "dash": True}]}
        if dashes
        else {}
    )
    return pydeck.Layer(
        "PathLayer",
        id=f"{line_kind}-{extra:g}",
        data=drawn,
        get_path="path",
        get_color=style.rgb(colour),
        get_width=shapes.LINE_WIDTHS[line_kind] + extra,
        width_min_pixels=1.5,
        width_max_pixels=14,
        joint_rounded=True,
        cap_rounded=not dashes,
        pickable=False,
        **dashed,
    )


def _arcs(
    arcs: pd.DataFrame, land: shapes.Extent, picked: str | None, scale: float
) -> Iterable[pydeck.Layer]:
    """The synergies: a curve each with a pale edge, wide by amount, and an arrow that shows the way."""
    drawn = arcs.assign(width=shapes.widths(arcs, least=2.0, most=8.0) * scale if len(arcs) else 0.0)
    data = []
    for _, arc in drawn.iterrows():
        line = shapes.curve(arc, land.shrink)
        x, y, angle = shapes.heading(line, land.shrink)
        faint = picked is not None and arc["synergy_id"] != picked
        data.append(
            {
                "synergy_id": arc["synergy_id"],
                "path": line.round(6).tolist(),
                "colour": style.rgb(style.STAGES.get(arc["stage"], style.MUTED), 60 if faint else 235),
                "edge": style.rgb(style.PAPER, 40 if faint else 200),
                "width": round(float(arc["width"]), 1),
                "edge_width": round(float(arc["width"]) + 2.5 * scale, 1),
                "place": [round(x, 6), round(y, 6)],
                "angle": round(angle, 1),
                "icon": "arrow",
                "icon_size": round(float(arc["width"]) * 1.3 + 9 * scale, 1),
                "dash": [0, 0] if pd.notna(arc["amount"]) else [4, 3],
                "title": plain(str(arc["title"])),
                "text": plain(str(arc["text"])),
            }
        )
    yield pydeck.Layer(
        "PathLayer", id="edges", data=data, get_path="path", get_color="edge", get_width="edge_width",
        width_units="'pixels'", cap_rounded=True, pickable=False,
    )  # fmt: skip
    yield pydeck.Layer(
        "PathLayer",
        id=ARCS,
        data=data,
        get_path="path",
        get_color="colour",
        get_width="width",
        width_units="'pixels'",
        get_dash_array="dash",
        extensions=[{"@@type": "PathStyleExtension", "dash": True}],
        pickable=True,
        auto_highlight=True,
    )
    atlas = "data:image/svg+xml;base64," + base64.b64encode(_ARROW.encode()).decode()
    yield pydeck.Layer(
        "IconLayer",
        id="arrows",
        data=data,
        icon_atlas=f"'{atlas}'",
        icon_mapping=_ICONS,
        get_icon="icon",
        get_position="place",
        get_angle="angle",
        get_size="icon_size",
        get_color="colour",
        pickable=False,
    )


def _sites(sites: pd.DataFrame, kind: str, reader: Reader, scale: float) -> pydeck.Layer:
    """The sites: a circle each, its area by what moves; hollow where no amount is known."""
    ordered = sites.assign(radius=shapes.sizes(sites[kind], least=4.0, most=26.0) * scale)
    ordered = ordered.sort_values("radius", ascending=False)  # small ones above large ones
    colour = style.KINDS[kind]
    data = [
        {
            "site_id": site["site_id"],
            "place": [site["longitude"], site["latitude"]],
            "radius": round(site["radius"], 1),
            "fill": style.rgb(colour, 225) if site[kind] > 0 else style.rgb(style.PAPER, 240),
            "line": style.rgb(style.PAPER if site[kind] > 0 else colour),
            "title": plain(_name(site, reader)),
            "text": plain(str(site["text"])),
        }
        for site in ordered.to_dict("records")
    ]
    return pydeck.Layer(
        "ScatterplotLayer",
        id=SITES,
        data=data,
        get_position="place",
        get_radius="radius",
        radius_units="'pixels'",
        get_fill_color="fill",
        get_line_color="line",
        get_line_width=1.5 * scale,
        line_width_units="'pixels'",
        stroked=True,
        pickable=True,
        auto_highlight=True,
    )


def _names(
    plan: pd.DataFrame, sites: pd.DataFrame, kind: str, zoom: float, reader: Reader, scale: float
) -> Iterable[pydeck.Layer]:
    """The names that find room when the map opens: sites, the largest first, then parts of the plan."""
    wanted = shapes.wanted_labels(plan, sites, kind, reader, scale)
    spots = [labels.pixels(x, y, zoom) for x, y in wanted["place"]]
    circles = [(*spot, radius) for spot, radius in zip(spots, wanted["radius"], strict=True) if radius > 0]
    asked = [
        labels.Label(text, *spot, radius, size)
        for text, spot, radius, size in zip(
            wanted["text"], spots, wanted["radius"], wanted["size"], strict=True
        )
    ]
    places = dict(zip(asked, zip(wanted["place"], wanted["colour"], strict=True), strict=True))
    data = [
        {
            "place": list(places[name.label][0]),
            "name": plain(name.text),
            "offset": [round(name.dx, 1), round(name.dy, 1)],
            "size": name.label.size,
            "colour": style.rgb(places[name.label][1]),
        }
        for name in labels.place(asked, circles)
    ]
    yield _text_layer(
        "names", data, get_size="size", get_color="colour", get_pixel_offset="offset", line_height=1.15
    )


def _scale_bar(land: shapes.Extent, reader: Reader, scale: float) -> Iterable[pydeck.Layer]:
    """A bar that stays true at every zoom, because it is drawn on the land itself; north is up."""
    length = shapes.scale_length(land.width)
    x = land.west + 0.02 * (land.east - land.west)
    y = land.south + 0.03 * (land.north - land.south)
    end = x + length / (shapes.METRES_PER_DEGREE * land.shrink)
    tick = 0.006 * (land.north - land.south)
    bar = [[x, y + tick], [x, y], [end, y], [end, y + tick]]
    yield pydeck.Layer(
        "PathLayer", id="scale-bar", data=[{"path": bar}], get_path="path", get_color=style.rgb(style.MUTED),
        get_width=1.5 * scale, width_units="'pixels'", pickable=False,
    )  # fmt: skip
    words = reader.amount(length / 1000, "km") if length >= 1000 else reader.amount(length, "m")
    label = reader.text(N_("{length} · north is up"), length=words)
    yield _text_layer(
        "scale-words",
        [{"place": [x, y], "name": label}],
        get_size=12 * scale,
        get_color=style.rgb(style.MUTED),
        get_text_anchor="'start'",
        get_pixel_offset=[0, 10 * scale],
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
        font_settings=_HALO["fontSettings"],
        pickable=False,
        **more,
    )


def _name(row: dict, reader: Reader) -> str:
    return reader.name(row["name_en"], row["name_zh"])
