"""Reduce a Sankey diagram to the bars whose names and amounts fit."""

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.engines.sankey.labels import GAP
from isdata.engines.sankey.obstacles import covered, full_of_points, points
from isdata.engines.sankey.relabelling import CUT, meets
from isdata.output.figures import sankey_texts as words
from isdata.output.figures.sankey_size import Format, lay_out
from isdata.park.flows import Composed, FlowSelection, fewer, refolded
from isdata.park.flows.views import View

ROUNDS = 6  # number of attempts with fewer nodes
LEADING = 0.35  # space above and below the letters of a line, in name heights
SLIGHT = 0.35  # share of a name that may be on ribbons of others in a network on a phone, which else has few companies
GRAZING = 0.12  # the same in a chain on a phone: a letter's edge
NEAR = 0.4  # least gap between the lines of two names that do not look like one, in name heights
BESIDE = 0.8  # the same beside each other
WITH_AMOUNT = re.compile(rf"\n|{GAP}|）.")  # separator between a name and its amount

Pictures = Sequence[Composed]
Layouts = Sequence[sankey.Layout]
Crowding = Callable[..., list[str]]


def fit(
    pictures: Pictures,
    choice: FlowSelection,
    reader: Reader,
    format_: Format,
    *,
    refold: Callable[[FlowSelection], Pictures],
    laid_out: Callable[[Pictures], Layouts],
    crowding: Crowding | None = None,
) -> tuple[FlowSelection, Pictures, Layouts]:
    """Reduce the number of nodes until names fit.

    Returns the choice, pictures and layouts with the fewest names that do not fit.

    Parameters
    ----------
    pictures : sequence of Composed
        One picture, or two shown side by side.
    choice : FlowSelection
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
    found: list[tuple[int, FlowSelection, Pictures, Layouts]] = []
    is_network = choice.look == "network"
    slight = (SLIGHT if is_network else GRAZING) if format_.is_inside else 0.0
    for _ in range(ROUNDS):
        layouts = laid_out(pictures)
        views = [picture.view for picture in pictures]
        met = [
            node
            for view, layout in zip(views, layouts, strict=True)
            for node in crowding(view, layout, reader, format_.label, slight=slight)
        ]
        found.append((len(met), choice, pictures, layouts))
        has_few = choice.is_presented or format_.is_inside or len(pictures) > 1
        may_have_few = has_few or (format_.limit is not None and is_network)
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
    choice: FlowSelection,
    reader: Reader,
    format_: Format,
    *,
    pinned: Mapping[str, tuple[int, float]] | None = None,
) -> tuple[Composed, sankey.Layout]:
    """Picture with as many nodes as names fit, and its layout; `pinned` as for `sankey_size.lay_out`."""
    _choice, (fitting,), (layout,) = fit(
        [composed], choice, reader, format_,
        refold=lambda less: [refolded(composed, less)],
        laid_out=lambda pictures: [lay_out(each.view, reader, format_, pinned=pinned) for each in pictures],
    )  # fmt: skip
    return fitting, layout


def crowded(
    view: View, layout: sankey.Layout, reader: Reader, size: float, *, slight: float = 0.0
) -> list[str]:
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
    slight : float
        Share of a name that may be on ribbons of others, on its light ground. [-]
    """
    nodes = layout.nodes
    named, labels = nodes["node"].tolist(), nodes["label"].tolist()
    boxes, on = _boxes(nodes), points(layout.ribbons, named, size)
    letters = boxes + 0.5 * LEADING * size * np.array([0, 0, 1, -1])
    found = {
        nth
        for nth, (label, box) in enumerate(zip(labels, letters.tolist(), strict=True))
        if not label or CUT in label or covered(on, nth, tuple(box)) > slight * full_of_points(box, size)
    }
    bare = [nth for nth, label in enumerate(labels) if nth not in found and not WITH_AMOUNT.search(label)]
    if bare:
        amounts = words.node_amounts(view, reader)
        found |= {nth for nth in bare if amounts[named[nth]]}
    return [named[nth] for nth in sorted(found | _close(nodes, boxes, size) | _off(nodes, size))]


def _boxes(nodes: pd.DataFrame) -> np.ndarray:
    """Left, right, top and bottom of each name, shape (n, 4)."""
    left = nodes["label_x"].where(nodes["label_anchor"] == "start", nodes["label_x"] - nodes["label_width"])
    half = nodes["label_height"] / 2
    y = nodes["label_y"]
    return np.stack([left, left + nodes["label_width"], y - half, y + half], axis=1).astype(float)


def _close(nodes: pd.DataFrame, boxes: np.ndarray, size: float) -> set[int]:
    """Positions of the nodes whose names are less than half a line above or below that of a larger one, or beside it."""
    is_named = (nodes["label"] != "").to_numpy()
    near = [
        meets(boxes[None], (boxes + size * np.array(gap))[:, None])
        for gap in ((0, 0, -NEAR, NEAR), (-BESIDE, BESIDE, 0, 0))
    ]
    met = np.argwhere(np.triu((near[0] | near[1]) & is_named & is_named[:, None], 1))
    value = nodes["value"].to_numpy()
    return {int(one if value[one] < value[other] else other) for one, other in met}


def _off(nodes: pd.DataFrame, size: float) -> set[int]:
    """Positions of the nodes of an outer layer whose names are a line above or below their bars."""
    nearest = nodes["label_y"].clip(nodes["y0"], nodes["y1"])
    is_off = (nodes["label_y"] - nearest).abs() - nodes["label_height"] / 2 > size
    is_off &= nodes["layer"].isin([0, nodes["layer"].max()]) & (nodes["label"] != "")
    return set(np.flatnonzero(is_off).tolist())
