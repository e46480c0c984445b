"""Positions of names beside given nodes."""

import numpy as np
import pandas as pd

from isdata.engines.sankey import layout, obstacles
from isdata.engines.sankey.arrows import arrows
from isdata.engines.sankey.label_positions import Boxes
from isdata.engines.sankey.labels import place


def test_a_name_moves_along_its_node_to_where_there_is_room() -> None:
    # In the middle of its height, the name of `tall` would end at `flat`.
    boxes = Boxes(
        x0=np.array([100.0, 160.0, 340.0]), x1=np.array([110.0, 170.0, 350.0]),
        y0=np.array([0.0, 90.0, 0.0]), y1=np.array([200.0, 110.0, 9.0]),
        layer=np.array([1, 2, 3]), width=400, height=200,
    )  # fmt: skip

    placed = place(
        [("A long name of the tall node",), ("flat",), ("last",)], boxes, np.array([9.0, 1.0, 0.5]), 12
    )

    assert placed["label"] == ["A long name of the tall node", "flat", "last"]
    assert abs(placed["label_y"][0] - 100) > 20


def test_names_avoid_the_edges_of_wide_ribbons_and_every_arrow() -> None:
    """Names covered six pixels of a ribbon whose outer points were within it, and halves of arrows of their own bars."""
    links = pd.DataFrame({"source": ["a", "b"], "target": ["b", "a"], "value": [9.0, 1.0]})
    ribbons = layout(links, width=600, height=300, label_size=14).ribbons
    size = 14.0

    found = obstacles.points(ribbons, ["a", "b"], size)

    wide = ribbons.loc[ribbons["value"].idxmax()]
    ring = np.asarray(wide["polygon"])
    own = found[(found[:, 2] == 0) & (found[:, 3] == 1)]
    assert wide["width"] > 3 * size
    assert own[:, 1].min() - ring[:, 1].min() < 0.15 * size
    assert ring[:, 1].max() - own[:, 1].max() < 0.15 * size
    signs = arrows(ribbons, size)
    heads = found[found[:, 2] == obstacles.NOBODY]
    assert len(signs) == 2
    assert all(
        (np.hypot(heads[:, 0] - x, heads[:, 1] - y) < 1e-6).any()
        for x, y in zip(signs["x"], signs["y"], strict=True)
    )


def test_a_name_inside_is_in_no_column_of_outer_names_and_half_a_line_from_others() -> None:
    """The name of a middle bar once stood above that of a company at the left, and read as its first line."""
    # Ribbons of others to the right of `middle` leave room to its left only, above the bar of `left`.
    boxes = Boxes(
        x0=np.array([100.0, 200.0, 390.0, 200.0]), x1=np.array([110.0, 210.0, 400.0, 210.0]),
        y0=np.array([40.0, 40.0, 40.0, 65.0]), y1=np.array([60.0, 60.0, 60.0, 67.0]),
        layer=np.array([0, 1, 2, 1]), width=500, height=200,
    )  # fmt: skip
    on = np.array([[x, y, -1, -1] for x in range(214, 390, 4) for y in range(0, 62, 4)], dtype=float)

    placed = place(
        [("left  9 t",), ("a long middle name  8 t",), ("right  7 t",), ("low  6 t",)],
        boxes, np.array([9.0, 8.0, 7.0, 6.0]), 14, on,
    )  # fmt: skip

    left = [
        x if anchor == "start" else x - wide
        for x, anchor, wide in zip(
            placed["label_x"], placed["label_anchor"], placed["label_width"], strict=True
        )
    ]
    assert placed["label"][1] == "a long middle name  8 t"
    assert left[1] > 110
    assert abs(placed["label_y"][1] - placed["label_y"][3]) >= (1.25 + 0.5) * 14 - 1e-9


def test_a_name_never_moves_next_to_another_node_of_its_layer() -> None:
    # Two flat nodes 18 apart: half a line (8.75) below the upper one is 9.25 from the lower one. Thin ribbons cross the
    # middles and the places above, so that only the place between the nodes would be free.
    y = np.array([50.0, 68.0])
    boxes = Boxes(
        x0=np.array([100.0, 100.0]), x1=np.array([110.0, 110.0]), y0=y, y1=y + 0.5,
        layer=np.array([1, 1]), width=400, height=200,
    )  # fmt: skip
    lines = np.array([[x, height, -1, -1] for x in (70.0, 140.0) for height in (41.5, 50.0)])

    placed = place([("upper",), ("lower",)], boxes, np.array([2.0, 1.0]), 14, lines)

    assert abs(placed["label_y"][0] - 50.25) < abs(placed["label_y"][0] - 68.25) - 8
