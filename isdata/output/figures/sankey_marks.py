"""The layers of a Sankey as parts of a Vega-Lite specification: ribbons, bars, names, legend."""

from typing import Any

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey import Layout, leaders
from isdata.engines.sankey.arrows import arrows
from isdata.engines.sankey.lettering import lines_of
from isdata.output.figures import style
from isdata.output.figures.sankey_legend import Legend

Spec = dict[str, Any]

PLACE = {"ribbon": "k", "node": "n"}  # field by which a click selects a ribbon or node

PLATE = 0.65  # opacity of the ground of an amount on a ribbon
# Picture units are those of the screen, so nothing is scaled.
_ON_SCREEN = {"type": "identity", "scale": 1, "translate": [0, 0]}

# Item under the pointer in either layer; everything is highlighted if there is none.
_OVER = (
    "(isDefined(over_ribbon.item) ? over_ribbon.item[0] : isDefined(over_node.item) ? over_node.item[0] : -1)"
)
_IS_NEAR = f"{_OVER} < 0 || substring(datum.near, {_OVER}, {_OVER} + 1) == '1'"


def ribbon_layer(
    name: str, reader: Reader, *, has_changes: bool, is_live: bool, has_pointed: bool = False
) -> Spec:
    """Layer of the ribbons in the data set `name`; `has_pointed`: they have their own opacity under the pointer."""
    fields = [("way", N_("Flow")), ("resource", N_("Resource")), ("amount_text", N_("Amount"))]
    if has_changes:
        fields.append(("change", N_("Change")))
    layer = _shapes(name, fields, reader)
    layer["encoding"] |= {
        "fill": _as_it_is("colour"),
        "stroke": _as_it_is("colour"),
        # Only unknown amounts have a dashed outline; known ones too thin to draw to scale are solid lines.
        "strokeDash": {"condition": {"test": "!datum.is_known", "value": [5, 4]}, "value": [1, 0]},
        "strokeWidth": {"condition": {"test": "datum.is_known", "value": 0.4}, "value": 1.3},
        "fillOpacity": _as_it_is("strength", "quantitative"),
        "strokeOpacity": _as_it_is("edge", "quantitative"),
    }
    if is_live and has_pointed:
        near = f"{_OVER} >= 0 && ({_IS_NEAR})"
        layer["encoding"] |= {
            "fillOpacity": {
                "condition": {"test": near, **_as_it_is("pointed", "quantitative")},
                **_as_it_is("strength", "quantitative"),
            },
            "strokeOpacity": {"condition": {"test": near, "value": 1}, **_as_it_is("edge", "quantitative")},
        }
    return layer | (_alive(layer, "ribbon", 0.1) if is_live else {})


def node_layer(name: str, reader: Reader, *, is_live: bool) -> Spec:
    """Layer of the bars and the plates below their names, in the data set `name`."""
    fields = [("name", N_("Name")), ("taken", N_("Inputs")), ("given", N_("Outputs"))]
    layer = _shapes(name, fields, reader)
    layer["encoding"] |= {"fill": _as_it_is("fill"), "fillOpacity": _as_it_is("strength", "quantitative")}
    return layer | (_alive(layer, "node", 0.25) if is_live else {})


def _shapes(name: str, fields: list[tuple[str, str]], reader: Reader) -> Spec:
    return {
        "data": {"name": name},
        "projection": _ON_SCREEN,
        "mark": {"type": "geoshape", "clip": False, "strokeJoin": "round"},
        "encoding": {
            "tooltip": [
                {"field": field, "type": "nominal", "title": reader.text(title)} for field, title in fields
            ]
        },
    }


def _alive(layer: Spec, name: str, dim: float) -> Spec:
    """Make shapes clickable, and dim those not connected with the item under the pointer."""
    near = {"condition": {"test": _IS_NEAR, "value": 1}, "value": dim}
    # Vega sends a click on any mark to both selections; separate fields leave the other selection empty.
    click = {"type": "point", "fields": [PLACE[name]], "on": "click", "clear": "dblclick"}
    over = {"type": "point", "fields": ["item"], "on": "pointerover", "clear": "pointerout"}
    return {
        "encoding": layer["encoding"] | {"opacity": near},
        "params": [{"name": name, "select": click}, {"name": f"over_{name}", "select": over}],
    }


def arrow_layer(layout: Layout, colours: list[str], size: float) -> Spec:
    """Layer of the arrows of backward ribbons: halfway back, where they lead to the left, and at their end."""
    found = arrows(layout.ribbons, size)
    found = found.assign(size=found["high"] ** 2, colour=[colours[row] for row in found["row"]])
    return {
        "data": {"values": found[["x", "y", "angle", "size", "colour"]].to_dict("records")},
        "mark": {
            "type": "point",
            "shape": "triangle",
            "filled": True,
            "opacity": 1,
            "stroke": style.PAPER,
            "strokeWidth": 1,
        },
        "encoding": _placed()
        | {
            "angle": _as_it_is("angle", "quantitative"),
            "size": _as_it_is("size", "quantitative"),
            "fill": _as_it_is("colour"),
        },
    }


def amount_layers(lines: pd.DataFrame, size: float) -> list[Spec]:
    """Layers of the amounts on ribbons, as from `sankey_amounts.amounts`; no layers without one."""
    if lines.empty:
        return []
    rows = lines[["left", "right", "top", "bottom"]].to_dict("records")
    ends = {"x": "left", "x2": "right", "y": "top", "y2": "bottom"}
    plates = {
        "data": {"values": rows},
        "mark": {"type": "rect", "fill": style.PAPER, "opacity": PLATE, "tooltip": None},
        "encoding": {
            axis: _as_it_is(field, "quantitative") if len(axis) == 1 else {"field": field}
            for axis, field in ends.items()
        },
    }
    return [plates, _texts(lines, size, align="center")]


def name_layers(layout: Layout, size: float) -> list[Spec]:
    """Layers of the names beside the bars, with leader lines to moved names."""
    named = layout.nodes[layout.nodes["label"] != ""]
    rows = lines_of(named, size)
    lines = {
        "data": {"values": leaders(layout.nodes).to_dict("records")},
        "mark": {"type": "rule", "stroke": style.INK, "strokeWidth": 0.7},
        "encoding": _placed() | {axis: {"field": axis} for axis in ("x2", "y2")},
    }
    sides = (("start", "left"), ("end", "right"))
    return [lines, *(_texts(rows[rows["anchor"] == anchor], size, align=align) for anchor, align in sides)]


def legend_layers(below: Legend, size: float) -> list[Spec]:
    """Layers of the legend and notes below the picture."""
    signs = below.entries.assign(x=below.entries["x"] + size * 0.5)
    texts = below.entries.assign(x=below.entries["x"] + size * 1.3)
    square = {"type": "point", "shape": "square", "filled": True, "opacity": 0.75, "size": size**2 * 0.8}
    squares = {
        "data": {"values": signs.to_dict("records")},
        "mark": square,
        "encoding": _placed() | {"color": _as_it_is("colour")},
    }
    return [squares, _texts(texts, size), _texts(below.notes, size * 0.85, colour=style.MUTED)]


def _texts(rows: pd.DataFrame, size: float, *, align: str = "left", colour: str = style.INK) -> Spec:
    return {
        "data": {"values": rows[["words", "x", "y"]].to_dict("records")},
        "mark": {
            "type": "text",
            "align": align,
            "baseline": "middle",
            "font": style.FONT,
            "fontSize": size,
            "fill": colour,
        },
        "encoding": _placed() | {"text": {"field": "words", "type": "nominal"}},
    }


def _placed() -> Spec:
    return {axis: _as_it_is(axis, "quantitative") for axis in ("x", "y")}


def _as_it_is(field: str, kind: str = "nominal") -> Spec:
    return {"field": field, "type": kind, "scale": None}
