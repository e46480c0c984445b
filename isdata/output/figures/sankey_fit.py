"""Reduce a Sankey diagram to the bars whose names and amounts fit."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.engines.sankey.labels import CUT, GAP
from isdata.engines.sankey.obstacles import covered, points
from isdata.output.figures import sankey_words as words
from isdata.output.figures.sankey_room import Format, lay_out
from isdata.park.flows import Choice, Composed, fewer, refolded
from isdata.park.flows.views import View

ROUNDS = 6  # number of attempts with fewer nodes
LEADING = 0.35  # space above and below the letters of a line, in name heights
NEAR = 0.4  # least gap between the lines of two names that do not look like one, in name heights
WITH_AMOUNT = rf"\n|{GAP}|）."  # separator between a name and its amount

Pictures = Sequence[Composed]
Layouts = Sequence[sankey.Layout]
Crowding = Callable[[View, sankey.Layout, Reader, float], list[str]]


def fit(
    pictures: Pictures,
    choice: Choice,
    reader: Reader,
    format_: Format,
    *,
    refold: Callable[[Choice], Pictures],
    laid_out: Callable[[Pictures], Layouts],
    crowding: Crowding | None = None,
) -> tuple[Choice, Pictures, Layouts]:
    """Reduce the number of nodes until names fit.

    Returns the choice, pictures and layouts with the fewest names that do not fit.

    Parameters
    ----------
    pictures : sequence of Composed
        One picture, or two shown side by side.
    choice : Choice
    reader : Reader
    format_ : Format
    refold : callable
        Function that returns the same pictures for a choice with fewer nodes.
    laid_out : callable
        Function that returns the layouts of the pictures.
    crowding : callable, optional
        `crowded`, or a function that returns its cached result.
    """
    crowding = crowding or crowded
    found: list[tuple[int, Choice, Pictures, Layouts]] = []
    for _ in range(ROUNDS):
        layouts = laid_out(pictures)
        views = [picture.view for picture in pictures]
        met = [
            node
            for view, layout in zip(views, layouts, strict=True)
            for node in crowding(view, layout, reader, format_.label)
        ]
        found.append((len(met), choice, pictures, layouts))
        has_few = choice.is_presented or format_.is_inside or len(pictures) > 1
        may_have_few = has_few or (format_.limit is not None and choice.look == "network")
        if not (may_have_few and met and (less := fewer(choice, views, met))):
            break
        drawn, choice, pictures = _drawn(pictures), less, refold(less)
        if _drawn(pictures) == drawn:  # no more can be spared
            break
    return min(found, key=lambda each: each[0])[1:]


def _drawn(pictures: Pictures) -> list[set[str]]:
    """Nodes of each picture."""
    return [set(picture.view.nodes["node"]) for picture in pictures]


def fit_one(
    composed: Composed,
    choice: Choice,
    reader: Reader,
    format_: Format,
    *,
    pinned: Mapping[str, tuple[int, float]] | None = None,
) -> tuple[Composed, sankey.Layout]:
    """Picture with as many nodes as names fit, and its layout; `pinned` as for `sankey_room.lay_out`."""
    _choice, (fitting,), (layout,) = fit(
        [composed], choice, reader, format_,
        refold=lambda less: [refolded(composed, less)],
        laid_out=lambda pictures: [lay_out(each.view, reader, format_, pinned=pinned) for each in pictures],
    )  # fmt: skip
    return fitting, layout


def crowded(view: View, layout: sankey.Layout, reader: Reader, size: float) -> list[str]:
    """Nodes whose names are missing, cut, without amount, on ribbons of other nodes or close to the name of a larger one.

    Parameters
    ----------
    view : View
    layout : Layout
        Layout of the view.
    reader : Reader
        Reader in whose language the nodes are named.
    size : float
        Height of a name, in picture units.
    """
    nodes = layout.nodes
    on = points(layout.ribbons, nodes["node"].tolist(), size)
    left = nodes["label_x"].where(nodes["label_anchor"] == "start", nodes["label_x"] - nodes["label_width"])
    half = (nodes["label_height"] - LEADING * size) / 2
    boxes = zip(
        left, left + nodes["label_width"], nodes["label_y"] - half, nodes["label_y"] + half, strict=True
    )
    found = [
        node
        for nth, (node, label, box) in enumerate(zip(nodes["node"], nodes["label"], boxes, strict=True))
        if not label or CUT in label or covered(on, nth, box)
    ]
    bare = nodes.loc[~nodes["label"].str.contains(WITH_AMOUNT) & ~nodes["node"].isin(found), "node"]
    if len(bare):
        amounts = words.node_amounts(view, reader)
        found += [node for node in bare if amounts[node]]
    return found + [node for node in _close(nodes, size) if node not in found]


def _close(nodes: pd.DataFrame, size: float) -> list[str]:
    """Nodes beside an outer layer whose names are less than half a line from that of a larger one, or a line off their bar."""
    found = []
    for layer in (0, nodes["layer"].max()):
        beside = nodes[(nodes["layer"] == layer) & (nodes["label"] != "")].sort_values("label_y")
        half = beside["label_height"] / 2
        gap = (beside["label_y"] - half).shift(-1) - (beside["label_y"] + half)
        is_smaller = beside["value"] <= beside["value"].shift(-1)
        is_close = gap < NEAR * size
        nearest = beside["label_y"].clip(beside["y0"], beside["y1"])
        is_off = (beside["label_y"] - nearest).abs() - half > size
        met = (is_close & is_smaller) | (is_close & ~is_smaller).shift(1, fill_value=False) | is_off
        found += beside.loc[met, "node"].tolist()
    return found
