"""A Sankey of flows: ribbons, nodes, names and a legend, from a view and its layout."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import altair as alt
import pandas as pd

from isdata import sankey
from isdata.figures import sankey_words as words
from isdata.figures import style
from isdata.figures.sankey_legend import Legend, legend
from isdata.figures.sankey_light import lit
from isdata.flows.views import View
from isdata.i18n import N_, Reader
from isdata.sankey.labels import shortened

HAIR = 1e-6  # share of the total that an unmeasured flow is laid out with; it gets the least width


@dataclass(frozen=True)
class Format:
    """The size of a picture and of what is written in it, in picture units.

    Attributes
    ----------
    width, height : float
        Of the picture without its legend; `height` is the least, many nodes need more.
    label : float
        Height of a name.
    most : int
        Most nodes of one role and side.
    with_amounts : bool
        Names are followed by amounts.
    """

    width: float
    height: float
    label: float
    most: int
    with_amounts: bool = True


SCREEN = Format(width=1200, height=600, label=14, most=14)


def for_room(width: float, height: float, *, is_hall: bool = False) -> Format:
    """Return the format for a room on a screen [px].

    In a hall names are at least 2.2 % of the picture's height, and few nodes are drawn; on a phone the
    picture is tall and names stand without amounts.
    """
    if is_hall:
        tall = max(480.0, height)
        return Format(width=width, height=tall, label=round(max(18.0, tall * 0.026), 1), most=4)
    if width < 640:
        return Format(width=width, height=max(460.0, height), label=12, most=7, with_amounts=False)
    label = 13 if width < 1000 else 14 if width < 1400 else 15
    return Format(width=width, height=min(max(460.0, height), 0.6 * width), label=label, most=14)


def lay_out(
    view: View, reader: Reader, format_: Format, *, previous: sankey.Layout | None = None
) -> sankey.Layout:
    """Return where everything stands; nodes stay where they were in the previous layout if that is as good."""
    links = view.links.assign(
        value=view.links["value"].where(view.links["value"] > 0, view.total * HAIR or 1.0)
    )
    most = max(view.nodes["side"].value_counts().max() / 2, 8) if len(view.nodes) else 8
    found = sankey.layout(
        links[["source", "target", "value", "group"]],
        width=format_.width,
        height=max(format_.height, most * format_.label * 2.4),
        previous=previous,
        labels=words.labels(view, reader, with_amounts=format_.with_amounts),
        label_size=format_.label,
        min_width=1.5,
        padding=format_.label * 0.7,
        node_width=format_.label * 0.9,
    )
    return replace(
        found, nodes=_with_whole_amounts(found.nodes, words.node_names(view, reader), format_.label)
    )


def _with_whole_amounts(nodes: pd.DataFrame, names: Mapping[Hashable, str], size: float) -> pd.DataFrame:
    """Leave out amounts that were cut: half a number is a wrong one."""
    is_cut = nodes["label"].str.endswith("…")
    shorter = [
        shortened(names[node], size, room)
        for node, room in zip(nodes.loc[is_cut, "node"], nodes.loc[is_cut, "label_width"], strict=True)
    ]
    return nodes.assign(
        label=nodes["label"].mask(is_cut, pd.Series(shorter, nodes.index[is_cut], dtype=object))
    )


def draw(
    view: View,
    layout: sankey.Layout,
    reader: Reader,
    format_: Format,
    *,
    is_live: bool = True,
    notes: Sequence[str] = (),
) -> alt.LayerChart:
    """Return the picture.

    Parameters
    ----------
    view : View
    layout : Layout
        Of the same view.
    reader : Reader
    format_ : Format
    is_live : bool
        With selections ("ribbon" and "node", each with `k`, the position in `view.links` or
        `layout.nodes`) and light on what lies upstream and downstream.
    notes : sequence of str
        What stands below the picture.
    """
    light = lit(layout)
    below = legend(
        words.legend(view, reader), notes, width=layout.width, top=layout.height, size=format_.label
    )
    parts = [
        _ribbon_layer(bool((view.links["change"] != "").any()), reader, is_live),
        _node_layer(reader, is_live),
        *_text_layers(layout, format_, below),
    ]
    height = layout.height + below.height
    chart = (
        alt.layer(*parts).configure_view(stroke=None).properties(padding=0, width=layout.width, height=height)
    )
    # Set last: every step above copies and checks all it is given.
    chart["datasets"] = {
        "ribbons": _ribbons(view, layout, reader, light),
        "nodes": _nodes(view, layout, reader, light),
    }
    return chart


def _ribbons(view: View, layout: sankey.Layout, reader: Reader, light: list[str]) -> list[dict]:
    said = words.ribbon_words(view, reader)
    rows = pd.concat(
        [layout.ribbons[["polygon", "group", "is_to_scale"]], said, view.links["is_measured"]], axis=1
    )
    return [
        _feature(row["polygon"])
        | {name: row[name] for name in ("way", "resource", "told", "change")}
        | {
            "k": k,
            "item": k,
            "colour": words.colour(row["group"]),
            "is_known": bool(row["is_measured"]),
            "is_to_scale": bool(row["is_to_scale"]),
            "near": light[k],
        }
        for k, row in enumerate(rows.to_dict("records"))
    ]


def _nodes(view: View, layout: sankey.Layout, reader: Reader, light: list[str]) -> list[dict]:
    names = words.node_names(view, reader)
    into = view.links.groupby("target")["value"].sum()
    out = view.links.groupby("source")["value"].sum()
    first = len(layout.ribbons)
    return [
        _feature(_box(node))
        | {
            "k": k,
            "item": first + k,
            "name": names[node["node"]],
            "taken": words.amount(into.get(node["node"], 0.0), 0.0, view.unit, reader),
            "given": words.amount(out.get(node["node"], 0.0), 0.0, view.unit, reader),
            "near": light[first + k],
        }
        for k, node in enumerate(layout.nodes.to_dict("records"))
    ]


def _box(node: dict) -> list[list[float]]:
    x0, x1, y0, y1 = node["x0"], node["x1"], node["y0"], max(node["y1"], node["y0"] + 1.5)
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]


def _feature(ring: list) -> dict:
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}


# Picture units are those of the screen, so nothing is scaled.
_PLACE = {"x": alt.X("x:Q", scale=None), "y": alt.Y("y:Q", scale=None)}

# Of what the pointer is on, in either layer; everything shines as long as it is on nothing.
_OVER = (
    "(isDefined(over_ribbon.item) ? over_ribbon.item[0] : isDefined(over_node.item) ? over_node.item[0] : -1)"
)
_IS_NEAR = f"{_OVER} < 0 || substring(datum.near, {_OVER}, {_OVER} + 1) == '1'"


def _shapes(name: str, *, fill: str | None = None) -> alt.Chart:
    mark = alt.MarkDef(type="geoshape", clip=False, strokeJoin="round", fill=fill or alt.Undefined)
    return alt.Chart(
        alt.NamedData(name),
        mark=mark,
        projection=alt.Projection(type="identity", scale=1, translate=[0, 0]),
    )


def _ribbon_layer(has_changes: bool, reader: Reader, is_live: bool) -> alt.Chart:
    said = [("way", N_("Flow")), ("resource", N_("Resource")), ("told", N_("Amount"))]
    if has_changes:
        said.append(("change", N_("Change")))
    shapes = _shapes("ribbons").encode(
        fill=alt.Fill("colour:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
        # Not known: an empty outline of dashes.
        strokeDash=alt.condition("datum.is_known", alt.value([1, 0]), alt.value([5, 4])),
        strokeWidth=alt.condition("datum.is_known", alt.value(0.4), alt.value(1.3)),
        fillOpacity=alt.condition("datum.is_known", alt.value(0.52), alt.value(0.06)),
        tooltip=[alt.Tooltip(f"{field}:N", title=reader.text(title)) for field, title in said],
    )
    return _alive(shapes, "ribbon", 0.1) if is_live else shapes


def _node_layer(reader: Reader, is_live: bool) -> alt.Chart:
    said = (("name", N_("Name")), ("taken", N_("Takes")), ("given", N_("Gives")))
    shapes = _shapes("nodes", fill=style.INK).encode(
        tooltip=[alt.Tooltip(f"{field}:N", title=reader.text(title)) for field, title in said],
    )
    return _alive(shapes, "node", 0.25) if is_live else shapes


def _alive(shapes: alt.Chart, name: str, dim: float) -> alt.Chart:
    """Let shapes be clicked, and dim those that are not connected with what the pointer is on."""
    return shapes.encode(opacity=alt.condition(_IS_NEAR, alt.value(1), alt.value(dim))).add_params(
        alt.selection_point(name=name, fields=["k"], on="click", clear="dblclick", empty=False),
        alt.selection_point(
            name=f"over_{name}", fields=["item"], on="pointerover", clear="pointerout", empty=False
        ),
    )


def _text_layers(layout: sankey.Layout, format_: Format, below: Legend) -> list[alt.Chart]:
    named = layout.nodes.loc[layout.nodes["label"] != "", ["label", "label_x", "label_y", "label_anchor"]]
    named = named.set_axis(["words", "x", "y", "anchor"], axis=1)
    size = format_.label
    signs = below.entries.assign(x=below.entries["x"] + size * 0.5)
    said = below.entries.assign(x=below.entries["x"] + size * 1.3)
    squares = (
        alt.Chart(signs)
        .mark_point(shape="square", filled=True, opacity=0.75, size=size**2 * 0.8)
        .encode(**_PLACE, color=alt.Color("colour:N", scale=None))
    )
    return [
        _texts(named[named["anchor"] == "start"], size),
        _texts(named[named["anchor"] == "end"], size, align="right"),
        squares,
        _texts(said, size),
        _texts(below.notes, size * 0.85, colour=style.MUTED),
    ]


def _texts(
    rows: pd.DataFrame,
    size: float,
    *,
    align: Literal["left", "right"] = "left",
    colour: str = style.INK,
) -> alt.Chart:
    return (
        alt.Chart(rows[["words", "x", "y"]])
        .mark_text(
            align=align,
            baseline="middle",
            font=style.FONT,
            fontSize=size,
            color=colour,
        )
        .encode(**_PLACE, text="words:N")
    )
