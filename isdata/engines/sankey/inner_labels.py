"""Names of the nodes between the outer layers, each at the best of the positions that are free."""

from collections.abc import Sequence

import numpy as np

from isdata.engines.sankey.graph import Floats
from isdata.engines.sankey.label_positions import (
    BETWEEN,
    Boxes,
    Label,
    Spot,
    extent,
    ground,
    occupied,
    spots_of,
)
from isdata.engines.sankey.lettering import LINE, shortened, text_height, text_width, whole
from isdata.engines.sankey.obstacles import covered
from isdata.engines.sankey.relabelling import CUT, FEWER, FLAT, Relabelling, meets

SHORTEST = 3.0  # smallest width of a shortened name, in heights of a name
TALL = 1.6  # height from which a node always has a name, in heights of a name
CLOSE = 10.0  # penalty of two names without a gap between them, as of `relabelling`


def inside(
    texts: Sequence[Sequence[str]],
    boxes: Boxes,
    size: float,
    points: Floats,
    outer: dict[int, Label],
    inner: list[int],
    *,
    is_inside: bool,
) -> list[Label]:
    """Labels of all nodes, half a line apart, or without a gap where that puts right more than it hides.

    Parameters
    ----------
    texts, boxes, size, points, is_inside
        As in `labels.place`.
    outer : dict of int to Label
        Labels beside the outer layers, which have one position each.
    inner : list of int
        The other nodes, those named first at the beginning.
    """
    tried = []
    for gap in (BETWEEN * size, 0.0):
        rows, fault = _placed(texts, boxes, size, points, outer, inner, gap, is_inside=is_inside)
        tried.append((fault + CLOSE * (_close(rows, size) if gap == 0 else 0), rows))
        if fault < FEWER:
            break
    return min(tried, key=lambda one: one[0])[1]


def _placed(
    texts: Sequence[Sequence[str]],
    boxes: Boxes,
    size: float,
    points: Floats,
    outer: dict[int, Label],
    inner: list[int],
    gap: float,
    *,
    is_inside: bool,
) -> tuple[list[Label], float]:
    """Labels of all nodes with this vertical gap between those inside the picture, and the sum of the worst penalties."""
    names = _Names(texts, boxes, size, points, gap, is_inside=is_inside)
    for i, label in outer.items():
        names.put(i, label)
        names.taken[i] = _column(i, boxes)
    for i in inner:
        names.put(i, names.chosen(i))
    low = [i for i in inner if is_inside and boxes.y1[i] - boxes.y0[i] < TALL * size]
    better = Relabelling(
        texts, boxes, size, points, names.rows, names.taken, inner, low, gap, is_inside=is_inside
    )
    return names.rows, better.improve()


def _close(rows: Sequence[Label], size: float) -> int:
    """Number of pairs of labels that are closer to each other than the usual gap."""
    own = np.array([extent(row, size) for row in rows if row.text]).reshape(-1, 4)
    with_gap = own + np.array([0.0, 0.0, -BETWEEN * size, BETWEEN * size])
    return int(np.triu(meets(own[None], with_gap[:, None]), 1).sum())


def _column(i: int, boxes: Boxes) -> tuple[float, float, float, float]:
    """Room of the names beside an outer layer (left, right, top, bottom), in which a name of another layer would be
    taken for one of them."""
    if boxes.layer[i] == 0:
        return -np.inf, float(boxes.x1[i]), -np.inf, np.inf
    return float(boxes.x0[i]), np.inf, -np.inf, np.inf


class _Names:
    """Names placed so far, and the room that they occupy."""

    def __init__(
        self,
        texts: Sequence[Sequence[str]],
        boxes: Boxes,
        size: float,
        points: Floats,
        gap: float,
        *,
        is_inside: bool,
    ) -> None:
        self.is_inside, self.gap = is_inside, gap
        self.texts, self.boxes, self.size, self.points = texts, boxes, size, points
        self.rows = [
            Label("", float(x), float(y), "start", 0.0)
            for x, y in zip(boxes.x1, (boxes.y0 + boxes.y1) / 2, strict=True)
        ]
        self.taken = np.full((len(texts), 4), np.nan)  # left, right, top, bottom

    def chosen(self, i: int) -> Label:
        """The best name of a node, given those that are placed."""
        spots = {
            lines: spots_of(i, self.boxes, self.taken, self.size, lines, is_inside=self.is_inside)
            for lines in {1 + text.count("\n") for text in self.texts[i]}
        }
        high = float(self.boxes.y1[i] - self.boxes.y0[i])
        texts, found = self.texts[i], None
        if not self.is_inside or high >= TALL * self.size:
            uncut = [text for text in texts[:-1] or texts if CUT not in text]
            found = _choose(i, high, uncut, spots, self.size, self.points)
            found = found or _least_covering(i, texts, spots, self.size, self.points)
        found = found or _choose(i, high, texts, spots, self.size, self.points)
        found = found or _cut(i, texts[-1], spots[1], self.size, self.points)
        return found or self.rows[i]._replace(text="", width=0.0)

    def put(self, i: int, label: Label) -> None:
        """Place a name, replacing the former one of its node; an empty one occupies no room."""
        self.rows[i] = label if label.text else self.rows[i]._replace(text="", width=0.0)
        self.taken[i] = occupied(label, self.size, self.gap) if label.text else np.nan


def _choose(
    i: int,
    high: float,
    texts: Sequence[str],
    spots: dict[int, list[Spot]],
    size: float,
    points: Floats,
) -> Label | None:
    """The fullest text that is on no ribbon of others, beside the middle of its node if possible, or None.

    Several lines come close to other names beside a flat node, so they are used only if none is near or the
    node is as high as the lines.
    """
    offered = _offered(texts, spots, high, size)
    return next((label for label in offered if not covered(points, i, ground(label, size))), None)


def _cut(i: int, text: str, spots: Sequence[Spot], size: float, points: Floats) -> Label | None:
    """The longest beginning of a name that is on no ribbon of others; None if it has too few letters."""
    cuts = [(spot, shortened(text, size, spot.room)) for spot in spots]
    labels = [Label(cut, spot.x, spot.y, spot.anchor, text_width(cut, size)) for spot, cut in cuts]
    free = [
        label
        for label in labels
        if label.width >= SHORTEST * size and not covered(points, i, ground(label, size))
    ]
    return max(free, key=lambda label: label.width, default=None)


def _least_covering(
    i: int, texts: Sequence[str], spots: dict[int, list[Spot]], size: float, points: Floats
) -> Label | None:
    """The full text that covers the fewest points of ribbons of others, on its light ground."""
    full = whole(texts)
    labels = [
        Label(text, spot.x, spot.y, spot.anchor, text_width(text, size))
        for text in texts
        if text in full
        for spot in spots[1 + text.count("\n")]
        if text_width(text, size) <= spot.room and (spot.is_free or "\n" not in text)
    ]
    return min(labels, key=lambda label: covered(points, i, ground(label, size)), default=None)


def _offered(texts: Sequence[str], spots: dict[int, list[Spot]], high: float, size: float) -> list[Label]:
    """Labels with room beside a node, the best first.

    The full texts there, in no more lines than the node is high, if they fit, or two; then along the node, in
    more lines, and above or below it; then with fewer words, shortened, and without the amount.
    """
    full, found = whole(texts), list[tuple[tuple[bool, bool, bool, bool, bool, bool, int, int, int], Label]]()
    for order, text in enumerate(texts):
        lines, wide = 1 + text.count("\n"), text_width(text, size)
        is_tall = lines > FLAT and text_height(text, size) > high
        beyond = max(0, lines - max(1, int(high / (LINE * size))))
        for nth, spot in enumerate(spots[lines]):
            if wide <= spot.room and (lines == 1 or spot.is_free or text_height(text, size) <= high):
                label = Label(text, spot.x, spot.y, spot.anchor, wide)
                is_other = spot.anchor != spots[lines][0].anchor
                is_far = abs(spot.y - spots[lines][0].y) > high / 2
                rank = (
                    text not in full, CUT in text, spot.is_off, is_tall, is_other, is_far, beyond, nth, order
                )  # fmt: skip
                found.append((rank, label))
    found.sort(key=lambda one: one[0])
    return [label for _rank, label in found]
