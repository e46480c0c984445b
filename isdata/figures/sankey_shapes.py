"""The ribbons and bars of a Sankey as shapes, each with what it says when pointed at."""

from collections.abc import Collection

import pandas as pd

from isdata.figures import sankey_words as words
from isdata.flows.views import RESIDUAL, View
from isdata.i18n import Reader
from isdata.sankey import Layout

FULL, HAIRLINE, EMPTY = 0.52, 0.3, 0.06  # how much of a ribbon's colour is laid on
BRIGHT, DIM = 0.9, 0.1  # and of those that stand out, and of all others then


def ribbons(
    view: View,
    layout: Layout,
    reader: Reader,
    light: list[str],
    *,
    shows_spread: bool = False,
    shining: Collection[int] = (),
) -> list[dict]:
    """Return each ribbon as a GeoJSON feature with `k`, its position in `view.links`."""
    drawn = layout.ribbons[["polygon", "group", "is_to_scale"]]
    known = view.links[["is_measured", "value", "spread"]]
    rows = pd.concat([drawn, words.ribbon_words(view, reader), known], axis=1)
    return [
        _feature(row["polygon"])
        | {name: row[name] for name in ("way", "resource", "told", "change")}
        | {
            "k": k,
            "item": k,
            "colour": words.colour(row["group"]),
            "is_known": bool(row["is_measured"]) and row["group"] != RESIDUAL,
            "is_to_scale": bool(row["is_to_scale"]),
            "strength": (BRIGHT if k in shining else DIM) if shining else _strength(row, shows_spread),
            "near": light[k],
        }
        for k, row in enumerate(rows.to_dict("records"))
    ]


def _strength(row: dict, shows_spread: bool) -> float:
    if not row["is_measured"]:
        return EMPTY
    if shows_spread and row["value"] > 0:
        return round(max(EMPTY, FULL * 1.3 * (1 - 1.5 * min(1.0, row["spread"] / row["value"]))), 2)
    return FULL if row["is_to_scale"] and row["group"] != RESIDUAL else HAIRLINE


def nodes(view: View, layout: Layout, reader: Reader, light: list[str]) -> list[dict]:
    """Return each bar as a GeoJSON feature with `n`, its position in `layout.nodes`."""
    names = words.node_names(view, reader)
    into = view.links.groupby("target")["value"].sum()
    out = view.links.groupby("source")["value"].sum()
    first = len(layout.ribbons)
    return [
        _feature(_box(node))
        | {
            "n": k,
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
