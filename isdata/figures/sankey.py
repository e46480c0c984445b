"""A Sankey of flows: ribbons, nodes, names and a legend, from a view and its layout."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from isdata import sankey
from isdata.figures import sankey_words as words
from isdata.figures import style
from isdata.figures.sankey_legend import Legend, legend
from isdata.figures.sankey_light import lit
from isdata.figures.sankey_room import Format
from isdata.figures.sankey_shapes import nodes, ribbons
from isdata.flows.views import View
from isdata.i18n import N_, Reader


def draw(
    view: View,
    layout: sankey.Layout,
    reader: Reader,
    format_: Format,
    *,
    is_live: bool = True,
    notes: Sequence[str] = (),
    shows_spread: bool = False,
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
        With selections ("ribbon" and "node", `k` and `n`, the position in `view.links` or
        `layout.nodes`) and light on what lies upstream and downstream.
    notes : sequence of str
        What stands below the picture.
    shows_spread : bool
        The less certain an amount, the paler its ribbon.
    """
    chart, shapes = unframed(
        view, layout, reader, format_, is_live=is_live, notes=notes, shows_spread=shows_spread
    )
    chart = chart.configure_view(stroke=None).properties(padding=0)
    # Set last: every step above copies and checks all it is given.
    chart["datasets"] = shapes
    return chart


def unframed(
    view: View,
    layout: sankey.Layout,
    reader: Reader,
    format_: Format,
    *,
    is_live: bool = False,
    notes: Sequence[str] = (),
    shows_spread: bool = False,
    number: int = 0,
) -> tuple[alt.LayerChart | alt.FacetChart, dict[str, list[dict]]]:
    """Return the picture as a part of another one, and the shapes by the names it calls them with its number."""
    light = lit(layout)
    below = legend(
        words.legend(view, reader), notes, width=layout.width, top=layout.height, size=format_.label
    )
    shapes = {
        f"ribbons{number}": ribbons(view, layout, reader, light, shows_spread=shows_spread),
        f"nodes{number}": nodes(view, layout, reader, light),
    }
    has_changes = bool((view.links["change"] != "").any())
    chart = alt.layer(
        _ribbon_layer(f"ribbons{number}", has_changes, reader, is_live),
        _node_layer(f"nodes{number}", reader, is_live),
        *_text_layers(layout, format_, below),
    )
    chart.width, chart.height = layout.width, layout.height + below.height
    return chart, shapes


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


def _ribbon_layer(name: str, has_changes: bool, reader: Reader, is_live: bool) -> alt.Chart:
    said = [("way", N_("Flow")), ("resource", N_("Resource")), ("told", N_("Amount"))]
    if has_changes:
        said.append(("change", N_("Change")))
    shapes = _shapes(name).encode(
        fill=alt.Fill("colour:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
        # Not known: an outline of dashes. Too thin to be drawn to scale: an outline of dots.
        strokeDash=alt.when("!datum.is_known")
        .then(alt.value([5, 4]))
        .when("!datum.is_to_scale")
        .then(alt.value([1, 2]))
        .otherwise(alt.value([1, 0])),
        strokeWidth=alt.condition("datum.is_known", alt.value(0.4), alt.value(1.3)),
        fillOpacity=alt.FillOpacity("strength:Q", scale=None),
        tooltip=[alt.Tooltip(f"{field}:N", title=reader.text(title)) for field, title in said],
    )
    return _alive(shapes, "ribbon", 0.1) if is_live else shapes


def _node_layer(name: str, reader: Reader, is_live: bool) -> alt.Chart:
    said = (("name", N_("Name")), ("taken", N_("Takes in")), ("given", N_("Passes on")))
    shapes = _shapes(name, fill=style.INK).encode(
        tooltip=[alt.Tooltip(f"{field}:N", title=reader.text(title)) for field, title in said],
    )
    return _alive(shapes, "node", 0.25) if is_live else shapes


PLACE = {"ribbon": "k", "node": "n"}


def _alive(shapes: alt.Chart, name: str, dim: float) -> alt.Chart:
    """Let shapes be clicked, and dim those that are not connected with what the pointer is on."""
    return shapes.encode(opacity=alt.condition(_IS_NEAR, alt.value(1), alt.value(dim))).add_params(
        # Vega sends a click on any mark of the picture to both selections: a field of its own
        # leaves the other one empty.
        alt.selection_point(name=name, fields=[PLACE[name]], on="click", clear="dblclick", empty=False),
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
