"""Names over the ribbons of a Sankey, for pictures too narrow to hold them outside."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from isdata.engines.sankey import Layout
from isdata.engines.sankey.graph import Floats
from isdata.engines.sankey.labels import APART
from isdata.engines.sankey.lettering import LETTERS, LINE, shortened, text_height, text_width
from isdata.engines.sankey.obstacles import covered, points

COLUMNS = ["label", "label_x", "label_y", "label_anchor", "label_width", "label_height"]
BAR = 30  # points on foreign ribbons that are as bad as a name on another bar
_ROUNDS = 3  # of placing, while names are cut
BESIDE = 8  # points on foreign ribbons that are as bad as a name that is not beside the middle of its bar
Box = tuple[float, float, float, float]  # left, right, top, bottom


def named(layout: Layout, names: Mapping[Hashable, str | tuple[str, ...]], size: float) -> Layout:
    """Return the layout with a name at each bar, the greatest first; none overlaps another or leaves the picture.

    A name stands beside the middle of its bar, at the right edge to the left of it. Without room there it stands above,
    further up or down or below, where least of it lies on ribbons of other nodes, or in two lines; what fits nowhere in
    full is stated without its amount, and at last cut.

    Parameters
    ----------
    layout : Layout
    names : mapping from node to text or to texts, the fullest first
    size : float
        Height of letters, in picture units.
    """
    texts = {
        node: (name,) if isinstance(name := names.get(node, str(node)), str) else name
        for node in layout.nodes["node"]
    }
    flat = {node: tuple(text for text in each if "\n" not in text) for node, each in texts.items()}
    keeping_off = points(layout.ribbons, layout.nodes["node"].tolist(), size)
    # Two lines, and places off the ribbons, may take the room of other names.
    tried = ((texts, keeping_off), (flat, keeping_off), (flat, keeping_off[:0]))
    best, first = layout, frozenset[Hashable](layout.nodes["node"])
    for nth in range(_ROUNDS):
        for each, avoided in tried:
            other = _named(layout, each, size, avoided, first=first)
            best = other if best is layout else min(best, other, key=lambda one: len(_lost(one)))
            if not _lost(best):
                return best
        first = _lost(best) | (first if nth else frozenset())  # who was cut chooses before the others
    return best


def _lost(layout: Layout) -> frozenset[Hashable]:
    """Nodes whose names are cut or missing."""
    label = layout.nodes["label"]
    return frozenset(layout.nodes.loc[(label == "") | label.str.contains("…"), "node"])


def _named(
    layout: Layout,
    texts: Mapping[Hashable, tuple[str, ...]],
    size: float,
    avoided: Floats,
    *,
    first: Collection[Hashable],
) -> Layout:
    bars = layout.nodes[["x0", "x1", "y0", "y1"]].to_numpy(dtype=float)
    room = _Room(layout, size, avoided, bars)
    ranks = layout.nodes[["node", "value"]].assign(later=~layout.nodes["node"].isin(first))
    order = (
        ranks.reset_index(drop=True)
        .sort_values(["later", "value"], ascending=[True, False], kind="stable")
        .index
    )
    rows: list[list[object]] = [[]] * len(order)
    for i in order:
        node = layout.nodes["node"].iat[i]
        text, x, y, is_right = room.place(i, texts[node])
        wide, high = text_width(text, size), text_height(text, size)
        rows[i] = [text, x, y, "end" if is_right else "start", wide, high]
    placed = pd.DataFrame(rows, columns=COLUMNS, index=layout.nodes.index)
    return replace(layout, nodes=layout.nodes.drop(columns=COLUMNS).join(placed)[layout.nodes.columns])


@dataclass
class _Room:
    """The picture and the boxes of the names that are placed."""

    layout: Layout
    size: float
    points: Floats
    bars: Floats  # x0, x1, y0 and y1 of each node
    taken: list[Box] = field(default_factory=list)

    def place(self, i: int, texts: tuple[str, ...]) -> tuple[str, float, float, bool]:
        """Text of a name, its end at the bar, its middle, and whether it ends there; its room is taken from now on."""
        x0, x1, y0, y1 = self.bars[i].tolist()
        is_right = x0 + x1 > 1.2 * self.layout.width
        full: list[tuple[int, str, float, float]] = []
        for text, after in zip(texts, [*texts[1:], ""], strict=True):
            wide, high = text_width(text, self.size), text_height(text, self.size)
            is_worth = not full or high <= y1 - y0  # beside a flat bar they come close to others
            for nth, (x, y) in enumerate(self._spots(i, high, is_right) if is_worth else []):
                if wide <= self._free(x, y, text, is_right) - self.size / 2:
                    cost = self._cost(i, _box(x, y, text, self.size, is_right)) + BESIDE if nth else 0
                    full.append((cost, text, x, y))
            if full and "\n" not in after:
                break
        if full:
            _cost, text, x, y = min(full, key=lambda one: one[0]) if len(self.points) else full[0]
        else:
            text, x, y = self._cut(i, texts[-1], is_right)
        self.taken.append(_box(x, y, text, self.size, is_right))
        return text, x, y, is_right

    def _cut(self, i: int, text: str, is_right: bool) -> tuple[str, float, float]:
        """As much of a text as fits at the widest place."""
        spots = self._spots(i, self.size * LINE, is_right)
        x, y = max(spots, key=lambda spot: self._free(*spot, text, is_right))
        return shortened(text, self.size, self._free(x, y, text, is_right) - self.size / 2), x, y

    def _spots(self, i: int, high: float, is_right: bool) -> list[tuple[float, float]]:
        """Possible positions (x, y), the best first: beside the middle of the bar, above it, beside its top and its foot, below it."""
        x0, x1, top, foot = self.bars[i].tolist()
        edge, beside = (x1, x0 - APART) if is_right else (x0, x1 + APART)
        half = high / 2 + self.size * 0.075
        spots = [(beside, (top + foot) / 2), (edge, top - half), (beside, top + half),
                 (beside, foot - half), (edge, foot + half)]  # fmt: skip
        inside = [(x, y) for x, y in spots if high * 0.4 <= y <= self.layout.height - high * 0.4]
        return inside or [(beside, (top + foot) / 2)]

    def _free(self, x: float, y: float, text: str, is_right: bool) -> float:
        """Available length of a name that begins at x, or ends there at the right edge."""
        half = text_height(text, self.size) / 2
        line = [
            (left, right) for left, right, top, bottom in self.taken if top < y + half and bottom > y - half
        ]
        if any(left < x < right for left, right in line):
            return 0.0
        if is_right:
            return x - max((right for _left, right in line if right <= x), default=0.0)
        return min((left for left, _right in line if left >= x), default=self.layout.width) - x

    def _cost(self, i: int, box: Box) -> int:
        """Points on ribbons of other nodes, and other bars, that a name would cover."""
        left, right, top, bottom = box
        inset = (LINE - LETTERS) / 2 * self.size
        x0, x1, y0, y1 = self.bars.T
        is_hit = (x0 < right) & (x1 > left) & (y0 < bottom) & (y1 > top)
        others = int(is_hit.sum() - is_hit[i])
        return covered(self.points, i, (left, right, top + inset, bottom - inset)) + BAR * others


def _box(x: float, y: float, text: str, size: float, is_right: bool) -> Box:
    wide, half = text_width(text, size), text_height(text, size) / 2
    return (x - wide, x, y - half, y + half) if is_right else (x, x + wide, y - half, y + half)
