"""Names above the bars of a Sankey, for pictures too narrow to hold them beside the bars."""

from collections.abc import Hashable, Mapping
from dataclasses import replace

from isdata.engines.sankey import Layout
from isdata.engines.sankey.labels import APART, LINE, shortened, text_width

Taken = list[tuple[float, float, float]]  # left, right, middle of each name that is placed
COLUMNS = ["label", "label_x", "label_y", "label_anchor", "label_width", "label_height"]


def named(layout: Layout, names: Mapping[Hashable, str | tuple[str, ...]], size: float) -> Layout:
    """Return the layout with a name above each bar, the greatest first; none overlaps another or leaves the picture.

    A name begins where its bar begins, and ends with it at the right edge. Where there is no room above, it
    stands beside the bar; what fits nowhere in full is stated without its amount, and at last cut.

    Parameters
    ----------
    layout : Layout
    names : mapping from node to text or to texts, the fullest first
    size : float
        Height of letters, in picture units.
    """
    nodes = layout.nodes.copy()
    taken: Taken = []
    for k, node in nodes.sort_values("value", ascending=False, kind="stable").iterrows():
        is_right = node["x0"] + node["x1"] > 1.2 * layout.width
        name = names.get(node["node"], str(node["node"]))
        texts = (name,) if isinstance(name, str) else name
        spots = [
            (_room(x, y, is_right, taken, layout.width, size) - size / 2, x, y)
            for x, y in _spots(node.to_dict(), is_right, layout.height, size)
        ]
        fitting = [(text, spot) for text in texts for spot in spots if text_width(text, size) <= spot[0]]
        widest = max(spots, key=lambda spot: spot[0])
        text, (_free, x, y) = fitting[0] if fitting else (shortened(texts[-1], size, widest[0]), widest)
        wide = text_width(text, size)
        taken.append((x - wide, x, y) if is_right else (x, x + wide, y))
        nodes.loc[k, COLUMNS] = [text, x, y, "end" if is_right else "start", wide, size * LINE]
    return replace(layout, nodes=nodes)


def _spots(node: dict, is_right: bool, height: float, size: float) -> list[tuple[float, float]]:
    """Possible positions (x, y) of a name, the best first: above its bar, beside its top, its middle and its foot, below it."""
    edge, beside = (node["x1"], node["x0"] - APART) if is_right else (node["x0"], node["x1"] + APART)
    top, foot = node["y0"], node["y1"]
    spots = [(edge, top - size * 0.7), (beside, top + size * 0.7), (beside, (top + foot) / 2),
             (beside, foot - size * 0.7), (edge, foot + size * 0.7)]  # fmt: skip
    return [(x, y) for x, y in spots if size / 2 <= y <= height - size / 2] or [(beside, (top + foot) / 2)]


def _room(x: float, y: float, is_right: bool, taken: Taken, width: float, size: float) -> float:
    """Available length of a name that begins at x, or ends there at the right edge."""
    line = [(left, right) for left, right, middle in taken if abs(middle - y) < size * LINE]
    if any(left < x < right for left, right in line):
        return 0.0
    if is_right:
        return x - max((right for _left, right in line if right <= x), default=0.0)
    return min((left for left, _right in line if left >= x), default=width) - x
