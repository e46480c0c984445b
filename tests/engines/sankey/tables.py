"""Tables of links for the tests, and what can be measured on a picture without the layout's own code."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from isdata.engines.sankey import Layout

NODES = st.sampled_from("abcdef")
VALUES = st.integers(0, 20).map(float)
LINKS = st.lists(st.tuples(NODES, NODES, VALUES), min_size=1, max_size=14).map(lambda rows: links(*rows))


def links(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Return a table of links from (source, target, value)."""
    return pd.DataFrame(list(rows), columns=["source", "target", "value"])


def random(seed: int, *, nodes: int, number: int, is_cyclic: bool = False) -> pd.DataFrame:
    """Return distinct random links; without cycles they lead from a lower to a higher number."""
    chance = np.random.default_rng(seed)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < number:
        a, b = (int(end) for end in chance.integers(nodes, size=2))
        if a != b:
            pairs.add((a, b) if is_cyclic else (min(a, b), max(a, b)))
    values = chance.integers(1, 50, len(pairs)).tolist()
    rows = zip(sorted(pairs), values, strict=True)
    return links(*((f"n{a:02}", f"n{b:02}", float(value)) for (a, b), value in rows))


def overlapping_nodes(layout: Layout) -> list[tuple[str, str]]:
    """Return neighbours of one layer that overlap."""
    found = []
    for _, layer in layout.nodes.sort_values("y0").groupby("layer"):
        for one, other in pairwise(layer.to_dict("records")):
            if one["y1"] > other["y0"] + 1e-6:
                found.append((one["node"], other["node"]))
    return found


def through_nodes(layout: Layout) -> list[tuple[str, str, str]]:
    """Return (source, target, node) of ribbons that run through a node."""
    found = []
    boxes = layout.nodes[["x0", "x1", "y0", "y1"]].to_numpy(dtype=float)
    for source, target, polygon in layout.ribbons[["source", "target", "polygon"]].itertuples(index=False):
        at = _outline(polygon)[:, np.newaxis]
        inside = (at[..., 0] > boxes[:, 0] + 0.1) & (at[..., 0] < boxes[:, 1] - 0.1)
        inside &= (at[..., 1] > boxes[:, 2] + 0.1) & (at[..., 1] < boxes[:, 3] - 0.1)
        found += [(source, target, layout.nodes["node"].iat[k]) for k in np.flatnonzero(inside.any(axis=0))]
    return found


def _outline(polygon: list[list[float]]) -> np.ndarray:
    """Points along an outline, ten to a side."""
    ring = np.array(polygon)
    share = np.linspace(0, 1, 11)[:, np.newaxis, np.newaxis]
    return (ring[:-1] + share * (ring[1:] - ring[:-1])).reshape(-1, 2)


def widths(polygon: list[list[float]]) -> np.ndarray:
    """Return the distance between the two sides of a ribbon at every point of its outline."""
    ring = np.array(polygon)[:-1]
    half = len(ring) // 2
    return np.linalg.norm(ring[:half] - ring[half:][::-1], axis=1)


def outside(layout: Layout) -> list[object]:
    """Return nodes, links and labels that leave the picture."""
    room = np.array([layout.width, layout.height])
    found: list[object] = []
    for node in layout.nodes.to_dict("records"):
        low, high = np.array([node["x0"], node["y0"]]), np.array([node["x1"], node["y1"]])
        left, right, top, bottom = label_box(node)
        has_left = node["label"] and (left < 0 or top < 0 or right > room[0] or bottom > room[1])
        if (low < -0.01).any() or (high > room + 0.01).any() or has_left:
            found.append(node["node"])
    for link, polygon in zip(layout.ribbons["link"], layout.ribbons["polygon"], strict=True):
        at = np.array(polygon)
        if (at < -0.01).any() or (at > room + 0.01).any():
            found.append(link)
    return found


def label_box(node: dict) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom of a node's label."""
    x, wide, high = node["label_x"], node["label_width"], node["label_height"]
    left = x if node["label_anchor"] == "start" else x - wide
    return left, left + wide, node["label_y"] - high / 2, node["label_y"] + high / 2


def hidden_labels(nodes: pd.DataFrame) -> list[tuple[str, str]]:
    """Return pairs of labels that overlap, and (label, node) where a label lies on another node."""
    rows = nodes[nodes["label"] != ""].to_dict("records")
    found = []
    for one, other in combinations(rows, 2):
        if _meet(label_box(one), label_box(other)):
            found.append((one["label"], other["label"]))
    for one in rows:
        for other in nodes.to_dict("records"):
            box = other["x0"], other["x1"], other["y0"], other["y1"]
            if other["node"] != one["node"] and _meet(label_box(one), box):
                found.append((one["label"], other["node"]))
    return found


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    beside = one[1] <= other[0] + 0.01 or other[1] <= one[0] + 0.01
    return not (beside or one[3] <= other[2] + 0.01 or other[3] <= one[2] + 0.01)
