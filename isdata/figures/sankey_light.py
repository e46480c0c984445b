"""Which ribbons and nodes lie upstream or downstream of each other?"""

import numpy as np

from isdata.sankey import Layout


def lit(layout: Layout) -> list[str]:
    """Return for each ribbon, then for each node, which items are connected with it.

    Each is a text of "0" and "1", one sign an item, in the same order: short enough to be sent to a
    browser. Ribbons that lead backwards are followed no further, or every item of a loop would shine.
    """
    ribbons, nodes = layout.ribbons, layout.nodes
    number = {node: len(ribbons) + k for k, node in enumerate(nodes["node"])}
    items = len(ribbons) + len(nodes)
    ahead = np.zeros((items, items), dtype=bool)
    onward = ~ribbons["is_backward"].to_numpy(dtype=bool) if len(ribbons) else np.zeros(0, dtype=bool)
    for k, (source, target) in enumerate(zip(ribbons["source"], ribbons["target"], strict=True)):
        ahead[number[source], k] = True
        ahead[k, number[target]] = True
    near = np.eye(items, dtype=bool) | ahead | ahead.T
    way = ahead.copy()
    way[: len(ribbons)] &= onward[:, np.newaxis]
    way[:, : len(ribbons)] &= onward
    reach = _closed(way)
    near |= reach | reach.T
    return ["".join(row) for row in np.where(near, "1", "0")]


def _closed(way: np.ndarray) -> np.ndarray:
    """Return what can be reached in any number of steps."""
    reach = way.copy()
    while True:
        further = reach | (reach.astype(np.float32) @ reach.astype(np.float32) > 0)
        if (further == reach).all():
            return reach
        reach = further
