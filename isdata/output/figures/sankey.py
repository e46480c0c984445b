"""Sankey diagram of flows: ribbons, nodes, names and a legend, from a view and its layout.

The picture is a Vega-Lite specification written as a dictionary. Altair would validate every shape against its schema,
which takes longer than the query and the layout; a test validates the specification instead.
"""

from collections.abc import Collection, Sequence

from altair import SCHEMA_URL

from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.output.figures import sankey_texts as words
from isdata.output.figures.sankey_amounts import amounts, of_traced
from isdata.output.figures.sankey_highlighting import connected_items
from isdata.output.figures.sankey_legend import legend
from isdata.output.figures.sankey_marks import (
    PLACE,
    Spec,
    amount_layers,
    arrow_layer,
    legend_layers,
    name_layers,
    node_layer,
    ribbon_layer,
)
from isdata.output.figures.sankey_shapes import nodes, ribbons
from isdata.output.figures.sankey_size import Format
from isdata.park.flows.views import View

__all__ = ["FRAME", "PLACE", "Spec", "draw", "unframed"]

FRAME: Spec = {"$schema": SCHEMA_URL, "config": {"view": {"stroke": None}, "mark": {"aria": False}}}


def draw(
    view: View,
    layout: sankey.Layout,
    reader: Reader,
    format_: Format,
    *,
    is_live: bool = True,
    notes: Sequence[str] = (),
    shows_spread: bool = False,
    shining: Collection[int] = (),
    has_legend: bool = True,
) -> Spec:
    """Picture as a Vega-Lite specification.

    Parameters
    ----------
    view : View
    layout : Layout
        Layout of the same view.
    reader : Reader
    format_ : Format
    is_live : bool
        With selections ("ribbon" and "node", `k` and `n`, the position in `view.links` or `layout.nodes`) and highlighting
        of upstream and downstream items.
    notes : sequence of str
        Notes below the picture.
    shows_spread : bool
        Show the uncertainty of an amount as light edges of proportional width.
    shining : collection of int
        Positions in `view.links` of highlighted ribbons, such as those of a loop.
    has_legend : bool
        False for a thumbnail.
    """
    part, shapes = unframed(
        view, layout, reader, format_,
        is_live=is_live, notes=notes, shows_spread=shows_spread, shining=shining, has_legend=has_legend,
    )  # fmt: skip
    return FRAME | part | {"padding": 0, "datasets": shapes}


def unframed(
    view: View,
    layout: sankey.Layout,
    reader: Reader,
    format_: Format,
    *,
    is_live: bool = False,
    notes: Sequence[str] = (),
    shows_spread: bool = False,
    shining: Collection[int] = (),
    number: int = 0,
    has_legend: bool = True,
) -> tuple[Spec, dict[str, list[dict]]]:
    """Picture as a part of another one, and its data sets by name; `number` makes the names unique."""
    light = connected_items(layout) if is_live else [""] * (len(layout.ribbons) + len(layout.nodes))
    size = format_.label
    entries = words.legend(view, reader, shows_spread=shows_spread)
    below = legend(entries, notes, width=layout.width, top=layout.height, size=size)
    shapes = {
        f"ribbons{number}": ribbons(view, layout, reader, light, shows_spread=shows_spread, shining=shining),
        f"nodes{number}": nodes(view, layout, reader, light, size=size),
    }
    stated = (
        of_traced(view, layout, reader, size, shining)
        if shining and size > 0
        else amounts(view, layout, reader, size)
    )
    has_changes = bool((view.links["change"] != "").any())
    part = {
        "width": layout.width,
        "height": layout.height + (below.height if has_legend else 0.0),
        "layer": [
            ribbon_layer(
                f"ribbons{number}",
                reader,
                has_changes=has_changes,
                is_live=is_live,
                has_pointed=bool(shining),
            ),
            arrow_layer(layout, [words.colour(group) for group in layout.ribbons["group"]], size),
            node_layer(f"nodes{number}", reader, is_live=is_live),
            *amount_layers(stated, size),
            *name_layers(layout, size),
            *(legend_layers(below, size) if has_legend else []),
        ],
    }
    return part, shapes
