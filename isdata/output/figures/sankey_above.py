"""Names above the bars of a Sankey, for pictures too narrow to hold them beside the bars."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from isdata.engines.sankey import Layout
from isdata.engines.sankey.graph import Floats
from isdata.engines.sankey.labels import APART
from isdata.engines.sankey.lettering import LETTERS, LINE, shortened, text_height, text_width
from isdata.engines.sankey.obstacles import covered, points

COLUMNS = ["label", "label_x", "label_y", "label_anchor", "label_width", "label_height"]
BAR = 30  # points on foreign ribbons that are as bad as a name on another bar
BESIDE = 8  # points on foreign ribbons that are as bad as a name that is not above its bar
Box = tuple[float, float, float, float]  # left, right, top, bottom


def named(layout: Layout, names: Mapping[Hashable, str | tuple[str, ...]], size: float) -> Layout:
    """Return the layout with a name above each bar, the greatest first; none overlaps another or leaves the picture.

    A name begins where its bar begins, and ends with it at the right edge. Where it would lie on ribbons of other
    nodes, or has no room above, it stands beside or below the bar, or in two lines; what fits nowhere in full is
    stated without its amount, and at last cut.

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
    found = (_named(layout, each, size, avoided) for each, avoided in tried)
    best = next(found)
    for other in found:
        if not _lost(best):
            break
        best = min(best, other, key=_lost)
    return best


def _lost(layout: Layout) -> int:
    """Number of names that are cut or missing."""
    label = layout.nodes["label"]
    return int(((label == "") | label.str.contains("…")).sum())


def _named(layout: Layout, texts: Mapping[Hashable, tuple[str, ...]], size: float, avoided: Floats) -> Layout:
    nodes = layout.nodes.copy()
    room = _Room(layout, size, avoided)
    position = {node: k for k, node in enumerate(nodes["node"])}
    for k, node in nodes.sort_values("value", ascending=False, kind="stable").iterrows():
        text, x, y, is_right = room.place(node, position[node["node"]], texts[node["node"]])
        wide, high = text_width(text, size), text_height(text, size)
        nodes.loc[k, COLUMNS] = [text, x, y, "end" if is_right else "start", wide, high]
    return replace(layout, nodes=nodes)


@dataclass
class _Room:
    """The picture and the boxes of the names that are placed."""

    layout: Layout
    size: float
    points: Floats
    taken: list[Box] = field(default_factory=list)

    def place(self, node: pd.Series, i: int, texts: tuple[str, ...]) -> tuple[str, float, float, bool]:
        """Text of a name, its end at the bar, its middle, and whether it ends there; its room is taken from now on."""
        is_right = bool(node["x0"] + node["x1"] > 1.2 * self.layout.width)
        full: list[tuple[int, str, float, float]] = []
        for text, after in zip(texts, [*texts[1:], ""], strict=True):
            wide, high = text_width(text, self.size), text_height(text, self.size)
            is_worth = (
                not full or high <= node["y1"] - node["y0"]
            )  # beside a flat bar they come close to others
            for nth, (x, y) in enumerate(self._spots(node, high, is_right) if is_worth else []):
                if wide <= self._free(x, y, text, is_right) - self.size / 2:
                    cost = self._cost(i, _box(x, y, text, self.size, is_right)) + (BESIDE if nth else 0)
                    full.append((cost, text, x, y))
            if full and "\n" not in after:
                break
        if full:
            _cost, text, x, y = min(full, key=lambda one: one[0]) if len(self.points) else full[0]
        else:
            text, x, y = self._cut(node, texts[-1], is_right)
        self.taken.append(_box(x, y, text, self.size, is_right))
        return text, x, y, is_right

    def _cut(self, node: pd.Series, text: str, is_right: bool) -> tuple[str, float, float]:
        """As much of a text as fits at the widest place."""
        spots = self._spots(node, self.size * LINE, is_right)
        x, y = max(spots, key=lambda spot: self._free(*spot, text, is_right))
        return shortened(text, self.size, self._free(x, y, text, is_right) - self.size / 2), x, y

    def _spots(self, node: pd.Series, high: float, is_right: bool) -> list[tuple[float, float]]:
        """Possible positions (x, y), the best first: above the bar, beside its top, its middle and its foot, below it."""
        edge, beside = (node["x1"], node["x0"] - APART) if is_right else (node["x0"], node["x1"] + APART)
        top, foot, half = node["y0"], node["y1"], high / 2 + self.size * 0.075
        spots = [(edge, top - half), (beside, top + half), (beside, (top + foot) / 2),
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
        nodes = self.layout.nodes
        bars = (nodes["x0"] < right) & (nodes["x1"] > left) & (nodes["y0"] < bottom) & (nodes["y1"] > top)
        others = int(bars.sum() - bars.iloc[i])
        return covered(self.points, i, (left, right, top + inset, bottom - inset)) + BAR * others


def _box(x: float, y: float, text: str, size: float, is_right: bool) -> Box:
    wide, half = text_width(text, size), text_height(text, size) / 2
    return (x - wide, x, y - half, y + half) if is_right else (x, x + wide, y - half, y + half)
