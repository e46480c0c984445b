"""Resource and amount on the ribbons of a network; the resource alone where a bar at its end states the amount."""

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd

from isdata.data.i18n import Reader
from isdata.engines.sankey import Layout
from isdata.engines.sankey.graph import Floats
from isdata.engines.sankey.lettering import LINE, text_height, text_width
from isdata.engines.sankey.obstacles import points
from isdata.output.figures import sankey_texts as words
from isdata.output.figures.sankey_quantities import passing_amount
from isdata.park.flows.views import RESIDUAL, RESOURCE, View

MOST = 40  # ribbons above which none has an amount of its own
FEW = 10  # ribbons up to which an amount may be wider than its ribbon
AROUND = 0.3  # free space around an amount, in letter heights
APART = 0.6  # free space above and below a name, in letter heights
SAME = 1e-3  # largest difference of a bar and its only ribbon, as a share [-]
STEP = 0.5  # distance of the tried positions along a ribbon, in letter heights
WIDE = 5  # width above which a text may be beside the middle of its ribbon, in letter heights
BESIDE = 0.25, 0.75  # these positions, as shares of the width
GRID = 7, 5  # points of a text that have to be on its ribbon

_COLUMNS = ["words", "x", "y", "left", "right", "top", "bottom"]
Box = tuple[float, float, float, float]  # left, right, top, bottom


def amounts(view: View, layout: Layout, reader: Reader, size: float) -> pd.DataFrame:
    """Lines of resource and amount, the largest ribbon first, on no other ribbon, bar or name; a ribbon without room has none.

    Returns words, x, y (middle), left, right, top and bottom of each line, in picture units.
    """
    is_few = len(layout.ribbons) <= FEW
    if size <= 0 or len(layout.ribbons) > MOST or not _is_network(view):
        return pd.DataFrame(columns=_COLUMNS)
    sheet = _Sheet(layout, size)
    for k, is_stated in _in_order(layout):
        link = view.links.iloc[k].to_dict()
        if not is_stated:
            sheet.add(k, link, _texts(link, view.unit, reader), may_exceed=is_few)
        elif link["resource_id"] and not link["resource_id"].startswith("class:"):
            sheet.add(k, link, (words.resource_name(link, reader),))
    return sheet.lines()


def of_traced(
    view: View, layout: Layout, reader: Reader, size: float, traced: Collection[int]
) -> pd.DataFrame:
    """Amounts on the ribbons at these positions, on no bar or name and on no other of them; as `amounts`."""
    sheet = _Sheet(layout, size, avoided=traced)
    for k in sorted(traced, key=lambda k: -layout.ribbons["value"].iloc[k]):
        link = view.links.iloc[k].to_dict()
        if not link["change"]:
            sheet.add(k, link, _texts(link, view.unit, reader)[-1:], may_exceed=True)
    return sheet.lines()


class _Sheet:
    """A layout on whose ribbons texts are placed one after another.

    Parameters
    ----------
    layout : Layout
    size : float
        Height of letters, in picture units.
    avoided : collection of int, optional
        Positions of the ribbons that texts of others avoid; all by default.
    """

    def __init__(self, layout: Layout, size: float, avoided: Collection[int] | None = None) -> None:
        self._layout, self._size = layout, size
        self._ribbons, self._taken = layout.ribbons.to_dict("records"), _taken(layout, size)
        at = points(layout.ribbons, layout.nodes["node"].tolist(), size)
        places = {node: k for k, node in enumerate(layout.nodes["node"])}
        self._pairs = np.array(
            [(places[each["source"]], places[each["target"]]) for each in self._ribbons], dtype=float
        ).reshape(-1, 2)
        if avoided is not None:
            at = at[(at[:, None, 2:] == self._pairs[list(avoided)]).all(axis=2).any(axis=1)]
        self._points = at
        self._lines: list[dict[str, Any]] = []

    def add(self, k: int, link: dict[str, Any], texts: tuple[str, ...], *, may_exceed: bool = False) -> None:
        """Place the fullest of the texts that has room on a ribbon; none on one without a measured amount."""
        if not link["is_measured"] or link["kind"] == RESIDUAL:
            return
        others = self._points[(self._points[:, 2:] != self._pairs[k]).any(axis=1), :2]
        placed = _placed(
            self._ribbons[k], texts, self._size, self._taken, others, self._layout, may_exceed=may_exceed
        )
        if placed:
            self._taken.append(placed[1])
            self._lines += _lines(*placed, self._size)

    def lines(self) -> pd.DataFrame:
        """Lines placed so far."""
        return pd.DataFrame(self._lines, columns=_COLUMNS)


def _is_network(view: View) -> bool:
    """Return True for a view of companies without resources between them, and without a comparison."""
    return not (view.nodes["role"] == RESOURCE).any() and not (view.links["change"] != "").any()


def _in_order(layout: Layout) -> list[tuple[int, bool]]:
    """Position of each ribbon, and whether a bar with a name states its amount, being its only one; these ribbons come
    last, otherwise the largest first."""
    named = layout.nodes[layout.nodes["label"] != ""].set_index("node")["value"]
    value = layout.ribbons["value"].reset_index(drop=True)
    is_stated = [
        (layout.ribbons[end].reset_index(drop=True).map(named) - value).abs() <= SAME * value
        for end in ("source", "target")
    ]
    rows = pd.DataFrame({"is_stated": is_stated[0] | is_stated[1], "least": -value})
    rows = rows.sort_values(["is_stated", "least"], kind="stable")
    return list(zip(rows.index.tolist(), rows["is_stated"].tolist(), strict=True))


def _taken(layout: Layout, size: float) -> list[Box]:
    """Bars, and names with the space above and below them."""
    bars = [tuple(row) for row in layout.nodes[["x0", "x1", "y0", "y1"]].to_numpy(dtype=float).tolist()]
    names = layout.nodes[layout.nodes["label"] != ""]
    left = names["label_x"].where(names["label_anchor"] == "start", names["label_x"] - names["label_width"])
    half = names["label_height"] / 2 + APART * size
    boxes = np.stack(
        [left, left + names["label_width"], names["label_y"] - half, names["label_y"] + half], axis=1
    )
    return [*bars, *map(tuple, boxes.astype(float).tolist())]


def _texts(link: dict[str, Any], unit: str, reader: Reader) -> tuple[str, ...]:
    """Texts on a ribbon, the fullest first: resource and amount in one line or in two, and the amount alone."""
    name = words.resource_name(link, reader)
    amount = passing_amount(link, unit, reader)
    return f"{name} {amount}", f"{name}\n{amount}", amount


def _placed(
    ribbon: dict[str, Any],
    texts: tuple[str, ...],
    size: float,
    taken: list[Box],
    others: Floats,
    layout: Layout,
    *,
    may_exceed: bool,
) -> tuple[str, Box] | None:
    """Fullest text inside a ribbon, or if it may exceed it on it and on no other ribbon; None without such a place."""
    ring = np.asarray(ribbon["polygon"][:-1], dtype=float)
    places = list(_positions(ring, size))
    for is_inside in (True, False) if may_exceed else (True,):
        for text in texts:
            for x, y in places:
                half, high = text_width(text, size) / 2 + AROUND * size, text_height(text, size) / 2
                box = x - half, x + half, y - high, y + high
                is_clear = _is_in_picture(box, layout) and not any(_meets(box, each) for each in taken)
                if is_clear and (_is_inside(box, ring) if is_inside else not _covers(box, others)):
                    return text, box
    return None


def _positions(ring: Floats, size: float) -> Iterator[tuple[float, float]]:
    """Points along the middle of a ribbon, from the middle of its length to both ends, then along lines beside it if it
    is wide."""
    half = len(ring) // 2
    near, far = ring[:half], ring[: half - 1 : -1]
    is_wide = np.hypot(*(near - far).T).min() > WIDE * size
    for share in (0.5, *BESIDE) if is_wide else (0.5,):
        line = (1 - share) * near + share * far
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        at = np.arange(STEP * size / 2, max(along[-1], STEP * size), STEP * size)
        for distance in sorted(at.tolist(), key=lambda each: abs(each - along[-1] / 2)):
            yield float(np.interp(distance, along, line[:, 0])), float(np.interp(distance, along, line[:, 1]))


def _is_in_picture(box: Box, layout: Layout) -> bool:
    return box[0] >= 0 and box[1] <= layout.width and box[2] >= 0 and box[3] <= layout.height


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[1] and one[1] > other[0] and one[2] < other[3] and one[3] > other[2]


def _covers(box: Box, others: Floats) -> bool:
    x, y = others.T
    return bool(((x > box[0]) & (x < box[1]) & (y > box[2]) & (y < box[3])).any())


def _is_inside(box: Box, ring: Floats) -> bool:
    """Return True if a grid of points of a box is inside a ring (even-odd rule)."""
    x, y = (
        part.ravel() for part in np.meshgrid(np.linspace(*box[:2], GRID[0]), np.linspace(*box[2:], GRID[1]))
    )
    x0, y0 = ring.T
    x1, y1 = np.roll(ring, -1, axis=0).T
    is_between = (y0[:, None] > y) != (y1[:, None] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        cut = x0[:, None] + (y - y0[:, None]) / (y1 - y0)[:, None] * (x1 - x0)[:, None]
    return bool((((is_between & (x < cut)).sum(axis=0) % 2) == 1).all())


def _lines(text: str, box: Box, size: float) -> list[dict[str, Any]]:
    """Rows of the lines of a placed text."""
    left, right, top, _bottom = box
    return [
        {
            "words": line, "x": (left + right) / 2, "y": top + (nth + 0.5) * LINE * size,
            "left": left, "right": right, "top": top + nth * LINE * size, "bottom": top + (nth + 1) * LINE * size,
        }
        for nth, line in enumerate(text.split("\n"))
    ]  # fmt: skip
