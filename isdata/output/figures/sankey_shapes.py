"""Ribbons and bars of a Sankey diagram as shapes with tooltips."""

from collections.abc import Collection

import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines.sankey import Layout
from isdata.engines.sankey.lettering import NARROWER, lines_of, text_width
from isdata.output.figures import sankey_texts as words
from isdata.output.figures import style
from isdata.output.figures.sankey_quantities import amount, recorded
from isdata.park.flows.folding import passing_before_and_now
from isdata.park.flows.views import RESIDUAL, View

FULL, HAIRLINE, EDGE, EMPTY = 0.52, 0.3, 0.2, 0.06  # opacity of a ribbon
BRIGHT, DIM = 0.9, 0.1  # opacity of highlighted ribbons, and of all others then
# Plate below a name: margin beside it and height, in name heights; opacity.
GROUND = 0.2, 1.15, 0.8


def ribbons(
    view: View,
    layout: Layout,
    reader: Reader,
    light: list[str],
    *,
    shows_spread: bool = False,
    shining: Collection[int] = (),
) -> list[dict]:
    """Ribbons as GeoJSON features with `k`, the position in `view.links`.

    If the uncertainty is shown, a ribbon is light, and a second feature on it, its core, has the width of the certain
    amount: the amount minus the half width of its interval.
    """
    drawn = layout.ribbons[["polygon", "group", "is_to_scale"]]
    known = view.links[["is_measured", "value", "spread"]]
    rows = pd.concat([drawn, words.ribbon_words(view, reader), known], axis=1)
    shows_cores = shows_spread and not shining
    found = []
    for k, row in enumerate(rows.to_dict("records")):
        has_core = shows_cores and row["is_measured"] and row["value"] > 0 and row["spread"] > 0
        fields = {name: row[name] for name in ("way", "resource", "amount_text", "change")} | {
            "k": k,
            "item": k,
            "colour": words.colour(row["group"]),
            "is_known": bool(row["is_measured"]) and row["group"] != RESIDUAL,
            "is_to_scale": bool(row["is_to_scale"]),
            "near": light[k],
            "edge": DIM if shining and k not in shining else 1.0,
        }
        strength = (BRIGHT if k in shining else DIM) if shining else EDGE if has_core else _strength(row)
        if shining:  # the item under the pointer is not paler than without a picked path
            fields["pointed"] = max(strength, _strength(row))
        found.append(_feature(row["polygon"]) | fields | {"strength": strength})
        if has_core and row["spread"] < row["value"]:
            core = _core(row["polygon"], 1 - row["spread"] / row["value"])
            found.append(_feature(core) | fields | {"strength": FULL})
    return found


def _core(ring: list, share: float) -> list[list[float]]:
    """Centre part of a ribbon with a share of its width, from the ring of its two edges."""
    count = len(ring) // 2
    ends = list(zip(ring[:count], reversed(ring[count : 2 * count]), strict=True))
    rim = (1 - share) / 2

    def between(a, b, part):
        return [x + part * (y - x) for x, y in zip(a, b, strict=True)]

    one = [between(a, b, rim) for a, b in ends]
    other = [between(a, b, 1 - rim) for a, b in ends]
    return [*one, *reversed(other), one[0]]


def _strength(row: dict) -> float:
    if not row["is_measured"]:
        return EMPTY
    return FULL if row["group"] != RESIDUAL else HAIRLINE


def nodes(view: View, layout: Layout, reader: Reader, light: list[str], *, size: float = 0.0) -> list[dict]:
    """Bars as GeoJSON features with `n`, the position in `layout.nodes`, after the plates of the names.

    The light plate below a name, which makes it legible on any ribbon, belongs to its node: hovering over the name
    selects the node. `size` is the height of a name; 0 without names.
    """
    names = words.node_names(view, reader)
    former, last = passing_before_and_now(view)
    now = last.to_dict("index")
    before = now if former is last else former.to_dict("index")
    first = len(layout.ribbons)
    fields = [
        {
            "n": k,
            "item": first + k,
            "name": names[node],
            "taken": _sides(node, before, now, "into", view.unit, reader),
            "given": _sides(node, before, now, "out", view.unit, reader),
            "near": light[first + k],
        }
        for k, node in enumerate(layout.nodes["node"])
    ]
    ground, bar = {"fill": style.PAPER, "strength": GROUND[2]}, {"fill": style.INK, "strength": 1.0}
    below = [_feature(ring) | fields[k] | ground for k, ring in (_grounds(layout, size) if size else [])]
    boxes = [_feature(_box(node)) | fields[k] | bar for k, node in enumerate(layout.nodes.to_dict("records"))]
    return [*below, *boxes]


def _grounds(layout: Layout, size: float) -> list[tuple[int, list[list[float]]]]:
    """Rectangle below each line of a name, with the position of its node."""
    place = {node: k for k, node in enumerate(layout.nodes["node"])}
    beside, half = size * GROUND[0], size * GROUND[1] / 2
    found = []
    for row in lines_of(layout.nodes[layout.nodes["label"] != ""], size).to_dict("records"):
        wide = _width(row["words"], size)
        left, y = row["x"] - (wide if row["anchor"] == "end" else 0.0) - beside, row["y"]
        right = left + wide + 2 * beside
        ring = [[left, y - half], [right, y - half], [right, y + half], [left, y + half], [left, y - half]]
        found.append((place[row["node"]], ring))
    return found


def _width(words: str, size: float) -> float:
    """Drawn width of a name: two spaces count as one, and half of a closing full-width bracket is blank."""
    drawn = " ".join(words.split())
    square = "".join(letter for letter in drawn if not letter.isascii())
    blank = 0.5 * size if drawn.endswith("）") else 0.0
    return text_width(square, size) - blank + NARROWER * (text_width(drawn, size) - text_width(square, size))


def _sides(node: object, before: dict, now: dict, side: str, unit: str, reader: Reader) -> str:
    """Total input or output of a node; in a comparison before and now if the change reaches the threshold."""
    ends = f"{side}_least", f"{side}_most"
    nothing = dict.fromkeys(ends, 0.0)
    former, last = (each.get(node, nothing) for each in (before, now))
    is_same = all(words.is_unchanged(former[end], last[end]) for end in ends)
    both = (_side(each, side, unit, reader) for each in ([last] if is_same else [former, last]))
    return " → ".join(dict.fromkeys(both))


def _side(row: dict, side: str, unit: str, reader: Reader) -> str:
    """Total input or output of a node, as a range if part of it is known only as a range."""
    least, most = row[f"{side}_least"], row[f"{side}_most"]
    if most > least:
        return reader.quantities(least, most, f"{unit}/yr")
    value, in_unit = recorded(most, row.get(f"{side}_volume", 0.0), unit)
    return amount(value, 0.0, in_unit, reader)


def _box(node: dict) -> list[list[float]]:
    x0, x1, y0, y1 = node["x0"], node["x1"], node["y0"], max(node["y1"], node["y0"] + 1.5)
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]


def _feature(ring: list) -> dict:
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}
