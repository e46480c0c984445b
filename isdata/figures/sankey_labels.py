"""Names that were cut get the room that is really free beside them; half an amount is never shown."""

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from isdata.sankey.labels import APART, LINE, shortened, text_width


def with_fuller_labels(
    nodes: pd.DataFrame,
    whole: Mapping[Hashable, str],
    names: Mapping[Hashable, str],
    width: float,
    size: float,
) -> pd.DataFrame:
    """Return the nodes with their labels as full as the free room allows, the greatest nodes first.

    Parameters
    ----------
    nodes : DataFrame
        Of a layout.
    whole, names : mapping
        Label and bare name of each node.
    width : float
        Of the picture.
    size : float
        Height of a letter.
    """
    labels, widths = nodes["label"].tolist(), nodes["label_width"].to_numpy(dtype=float).copy()
    for k in np.argsort(-nodes["value"].to_numpy(dtype=float), kind="stable"):
        if labels[k] == whole[nodes["node"].iat[k]] or not labels[k]:
            continue
        room = _room(int(k), nodes, widths, width, size)
        name = names[nodes["node"].iat[k]]
        candidates = (whole[nodes["node"].iat[k]], name)
        fitting = (text for text in candidates if text_width(text, size) <= room)
        labels[k] = next(fitting, "") or shortened(name, size, room)
        widths[k] = text_width(labels[k], size)
    return nodes.assign(label=labels, label_width=widths)


def _room(k: int, nodes: pd.DataFrame, widths: np.ndarray, width: float, size: float) -> float:
    """How far a label may reach to its side: to the next bar or name at its height, or the edge."""
    x, y = nodes["label_x"].iat[k], nodes["label_y"].iat[k]
    half = size * LINE / 2
    to_right = nodes["label_anchor"].iat[k] == "start"
    label_x = nodes["label_x"].to_numpy(dtype=float)
    starts = nodes["label_anchor"].to_numpy() == "start"
    left, right = np.where(starts, label_x, label_x - widths), np.where(starts, label_x + widths, label_x)
    beside = np.abs(nodes["label_y"].to_numpy(dtype=float) - y) < 2 * half
    beside[k] = False
    beside &= nodes["label"].to_numpy() != ""
    bars = (nodes["y0"].to_numpy(dtype=float) < y + half) & (nodes["y1"].to_numpy(dtype=float) > y - half)
    x0, x1 = nodes["x0"].to_numpy(dtype=float), nodes["x1"].to_numpy(dtype=float)
    if to_right:
        ends = np.concatenate([x0[bars & (x0 > x)], left[beside & (left >= x)], [width + APART]])
        return float(ends.min() - APART - x)
    ends = np.concatenate([x1[bars & (x1 < x)], right[beside & (right <= x)], [-APART]])
    return float(x - ends.max() - APART)
