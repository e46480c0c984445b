"""Upstream and downstream ribbons and nodes."""

from isdata.engines.sankey import Layout


def connected_items(layout: Layout) -> list[str]:
    """Items connected with each ribbon, then with each node.

    Each is a string of "0" and "1", one character per item in the same order, short enough to send to a browser. Backward
    ribbons are not followed further, because every item of a loop would be highlighted.
    """
    ribbons, nodes = layout.ribbons, layout.nodes
    number = {node: len(ribbons) + k for k, node in enumerate(nodes["node"])}
    items = len(ribbons) + len(nodes)
    layer = dict(zip(number.values(), nodes["layer"].tolist(), strict=True))
    ends = [(number[a], number[b]) for a, b in zip(ribbons["source"], ribbons["target"], strict=True)]
    onward = [k for k, is_backward in enumerate(ribbons["is_backward"].tolist()) if not is_backward]
    near = [1 << item for item in range(items)]  # integers as sets: bit i represents item i
    for k, (source, target) in enumerate(ends):
        near[k] |= 1 << source | 1 << target
        near[source] |= 1 << k
        near[target] |= 1 << k
    below, above = [0] * items, [0] * items
    # From the right, so that the following items are done.
    for k in sorted(onward, key=lambda k: -layer[ends[k][0]]):
        source, target = ends[k]
        below[k] = 1 << target | below[target]
        below[source] |= 1 << k | below[k]
    for k in sorted(onward, key=lambda k: layer[ends[k][1]]):
        source, target = ends[k]
        above[k] = 1 << source | above[source]
        above[target] |= 1 << k | above[k]
    return [f"{own | down | up:0{items}b}"[::-1] for own, down, up in zip(near, below, above, strict=True)]
