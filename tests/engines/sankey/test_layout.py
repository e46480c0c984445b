"""The picture as a whole: to one scale, nothing on top of another, the same every time."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.engines import sankey
from isdata.engines.sankey.label_positions import Boxes
from isdata.engines.sankey.label_sizes import past_neighbours
from isdata.engines.sankey.labels import leaders, place
from isdata.engines.sankey.lettering import text_width
from isdata.engines.sankey.obstacles import covered, points
from tests.engines.sankey.tables import (
    LINKS,
    hidden_labels,
    links,
    outside,
    overlapping_nodes,
    random,
    through_nodes,
    widths,
)

NAMES = st.text(alphabet=st.sampled_from("aWi. 水泥厂—é-"), min_size=1, max_size=24)


def test_no_links_give_an_empty_layout() -> None:
    layout = sankey.layout(links(("a", "b", 1)).iloc[:0])

    assert layout.nodes.empty
    assert layout.ribbons.empty
    assert layout.backward == 0


@pytest.mark.parametrize("value", [float("nan"), -1.0, float("inf")])
def test_a_value_that_cannot_be_drawn_is_refused_by_row(value: float) -> None:
    with pytest.raises(ValueError, match="rows: 0"):
        sankey.layout(links(("a", "b", value)))


@settings(max_examples=12)
@given(LINKS, st.sampled_from([(960, 540), (340, 460), (300, 2000)]))
def test_nothing_overlaps_runs_through_a_node_or_leaves_the_picture(
    table: pd.DataFrame, size: tuple[int, int]
) -> None:
    layout = sankey.layout(table, width=size[0], height=size[1])

    assert overlapping_nodes(layout) == []
    assert through_nodes(layout) == []
    assert outside(layout) == []


@pytest.mark.parametrize("is_cyclic", [False, True], ids=["without loops", "with loops"])
def test_a_crowded_picture_keeps_the_same_rules(is_cyclic: bool) -> None:
    layout = sankey.layout(random(1, nodes=40, number=90, is_cyclic=is_cyclic), width=1200, height=700)

    assert overlapping_nodes(layout) == []
    assert through_nodes(layout) == []
    assert outside(layout) == []
    assert hidden_labels(layout.nodes) == []


@settings(max_examples=15)
@given(LINKS)
def test_heights_and_widths_are_to_one_scale_or_marked(table: pd.DataFrame) -> None:
    layout = sankey.layout(table)
    nodes, ribbons = layout.nodes, layout.ribbons

    through = pd.concat(
        [table.groupby("source")["value"].sum(), table.groupby("target")["value"].sum()], axis=1
    ).max(axis=1)
    assert nodes["value"].tolist() == through[nodes["node"]].tolist()
    height, true = nodes["y1"] - nodes["y0"], nodes["value"] * layout.scale
    assert height[nodes["is_to_scale"]].to_numpy() == pytest.approx(true[nodes["is_to_scale"]].to_numpy())
    assert (height > true)[~nodes["is_to_scale"]].all()
    wide, true = ribbons["width"], ribbons["value"] * layout.scale
    assert wide[ribbons["is_to_scale"]].to_numpy() == pytest.approx(true[ribbons["is_to_scale"]].to_numpy())
    assert (wide > true)[~ribbons["is_to_scale"]].all()


def test_a_tiny_flow_is_seen_and_marked_as_not_to_scale() -> None:
    layout = sankey.layout(links(("a", "b", 100_000), ("a", "c", 1)), min_width=1.5)

    assert layout.ribbons["width"].iat[1] == 1.5
    assert layout.ribbons["is_to_scale"].tolist() == [True, False]
    assert layout.nodes.set_index("node")["is_to_scale"].to_dict() == {"a": False, "b": True, "c": False}


def test_a_ribbon_keeps_its_width_along_its_way() -> None:
    table = links(
        ("power", "cement", 300), ("cement", "power", 20), ("cement", "road", 50), ("power", "road", 40),
        ("road", "road", 10), ("power", "bricks", 30), ("bricks", "power", 5),
    )  # fmt: skip

    layout = sankey.layout(table, width=1200, height=300)

    for ribbon in layout.ribbons.to_dict("records"):
        assert widths(ribbon["polygon"]) == pytest.approx(ribbon["width"], abs=0.03), ribbon["link"]


def test_a_ribbon_begins_and_ends_on_its_nodes() -> None:
    layout = sankey.layout(random(2, nodes=12, number=24, is_cyclic=True), width=1200, height=900)
    nodes = layout.nodes.set_index("node")

    for end, face in (("source", "x1"), ("target", "x0")):
        box = nodes.loc[layout.ribbons[end]]
        middle, half = layout.ribbons[f"{end}_y"].to_numpy(), layout.ribbons["width"].to_numpy() / 2
        assert layout.ribbons[f"{end}_x"].to_numpy() == pytest.approx(box[face].to_numpy())
        is_true = layout.ribbons["is_to_scale"].to_numpy()
        assert (middle - half >= box["y0"].to_numpy() - 0.01)[is_true].all()
        assert (middle + half <= box["y1"].to_numpy() + 0.01)[is_true].all()


def test_a_chain_runs_straight() -> None:
    layout = sankey.layout(links(("a", "b", 5), ("b", "c", 5), ("a", "d", 1), ("e", "c", 2)))
    straight = layout.ribbons.iloc[:2]

    assert straight["source_y"].to_numpy() == pytest.approx(straight["target_y"].to_numpy(), abs=0.01)


def test_the_same_links_give_the_same_picture_in_any_order_of_rows() -> None:
    table = random(5, nodes=15, number=30, is_cyclic=True)
    one, again = sankey.layout(table), sankey.layout(table)
    shuffled = sankey.layout(table.sample(frac=1, random_state=1))

    pd.testing.assert_frame_equal(one.nodes, again.nodes)
    pd.testing.assert_frame_equal(one.ribbons, again.ribbons)
    pd.testing.assert_frame_equal(one.nodes, shuffled.nodes)
    pd.testing.assert_frame_equal(one.ribbons, shuffled.ribbons.sort_values("link", ignore_index=True))


@settings(max_examples=12)
@given(
    LINKS,
    st.fixed_dictionaries(dict.fromkeys("abcdef", NAMES)),
    st.sampled_from([(960, 540, 14), (340, 460, 12), (1800, 800, 22)]),
)
def test_names_hide_neither_each_other_nor_nodes_and_stay_inside(
    table: pd.DataFrame, names: dict[Hashable, str], size: tuple[int, int, int]
) -> None:
    width, height, letters = size
    layout = sankey.layout(table, width=width, height=height, labels=names, label_size=letters)

    assert hidden_labels(layout.nodes) == []
    assert outside(layout) == []
    whole = layout.nodes["node"].map(names)
    cut = [label for label, name in zip(layout.nodes["label"], whole, strict=True) if label != name]
    assert all(label == "" or label.endswith("…") for label in cut)


def test_chinese_letters_are_as_wide_as_high() -> None:
    assert text_width("水泥厂，", 10) == 40
    assert text_width("Power", 10) < 40


def test_a_name_is_written_in_full_where_there_is_room() -> None:
    names: dict[Hashable, str] = {"a": "热电厂 Power plant", "b": "水泥厂"}

    layout = sankey.layout(links(("a", "b", 5)), labels=names)

    assert layout.nodes["label"].tolist() == ["热电厂 Power plant", "水泥厂"]


def test_of_several_names_the_first_that_fits_is_written() -> None:
    names: dict[Hashable, tuple[str, str]] = {node: (f"{node} 12,300 t", node) for node in "abc"}
    table = links(("a", "b", 5), ("b", "c", 5))

    wide = sankey.layout(table, labels=names)
    narrow = sankey.layout(table, labels=names, width=200)

    assert wide.nodes["label"].tolist() == ["a 12,300 t", "b 12,300 t", "c 12,300 t"]
    assert narrow.nodes["label"].iat[1] == "b"


@pytest.mark.parametrize(
    ("high", "text", "anchor"), [(80.0, "a mill\n200 t", "start"), (10.0, "a mill\n200 t", "start")]
)
def test_a_name_keeps_off_ribbons_of_other_nodes(high: float, text: str, anchor: str) -> None:
    """One line fits on the left only, on a ribbon of others; two lines fit to the right of the node, with none near it."""
    boxes = Boxes(
        x0=np.array([200.0, 270.0]), x1=np.array([210.0, 280.0]), y0=np.array([100.0 - high / 2, 50.0]),
        y1=np.array([100.0 + high / 2, 150.0]), layer=np.array([1, 2]), width=400, height=200,
    )  # fmt: skip
    foreign = np.array([[x, y, 5, 6] for x in range(0, 200, 4) for y in range(0, 200, 4)])
    own = np.array([[x, y, 0, 1] for x in range(210, 270, 4) for y in range(60, 140, 4)])

    placed = place([("a mill  200 t", "a mill\n200 t", "a mill"), ("",)], boxes, np.array([2.0, 1.0]), 12,
                   np.vstack([foreign, own]))  # fmt: skip

    assert (placed["label"][0], placed["label_anchor"][0]) == (text, anchor)


def test_a_name_in_one_line_is_parted_rather_than_written_on_a_ribbon_of_others() -> None:
    """Of one line only the end would lie on the ribbon."""
    boxes = Boxes(
        x0=np.array([100.0, 350.0]), x1=np.array([110.0, 360.0]), y0=np.array([97.0, 50.0]),
        y1=np.array([103.0, 150.0]), layer=np.array([1, 2]), width=400, height=200,
    )  # fmt: skip
    foreign = np.array([[190.0, float(y), 5, 6] for y in range(0, 200, 4)])
    texts = [("spent sand  16,100 t", "spent sand\n16,100 t", "spent sand"), ("",)]

    alone, beside = (place(texts, boxes, np.array([2.0, 1.0]), 12, on)["label"][0] for on in (None, foreign))

    assert alone == texts[0][0]
    assert beside == texts[0][1]


def test_names_beside_the_picture_stand_beyond_ribbons_that_turn_round_there() -> None:
    found = sankey.layout(links(("a", "b", 10), ("c", "b", 1), ("b", "a", 3)), width=700, label_size=14.0)

    first = found.nodes[found.nodes["layer"] == 0]
    ribbons = min(x for ring in found.ribbons["polygon"] for x, _y in ring)
    assert ribbons < first["x0"].min()
    assert (first["label_x"] < ribbons).all()


def test_outer_names_make_room_for_each_other() -> None:
    # Five flat nodes 8 apart: names of 15, half a line apart, centre on their common middle, 116; the outermost move most.
    y0 = np.array([0.0, 99.0, 107.0, 115.0, 123.0, 131.0])
    boxes = Boxes(
        x0=np.array([100.0, *[300.0] * 5]), x1=np.array([110.0, *[310.0] * 5]), y0=y0, y1=y0 + np.array([200.0, *[2.0] * 5]),
        layer=np.array([0, 1, 1, 1, 1, 1]), width=400, height=200,
    )  # fmt: skip
    texts = [("source",), ("a",), ("b",), ("c",), ("d",), ("e",)]

    placed = pd.DataFrame(place(texts, boxes, np.ones(6), 12))

    assert placed["label_y"].tolist() == pytest.approx([100, 74, 95, 116, 137, 158])
    assert placed["label_anchor"].tolist() == ["end", *["start"] * 5]
    edges = {"x0": boxes.x0, "x1": boxes.x1, "y0": boxes.y0, "y1": boxes.y1, "layer": boxes.layer}
    moved = leaders(placed.assign(**edges, label_height=15.0))
    assert moved[["x", "y", "y2"]].to_numpy().tolist() == [
        [310, 99, 74], [310, 107, 95], [310, 125, 137], [310, 133, 158],
    ]  # fmt: skip


def test_pictures_can_be_drawn_to_one_scale() -> None:
    large = sankey.layout(links(("a", "b", 100)))

    small = sankey.layout(links(("a", "b", 50)), scale=large.scale)

    assert small.scale == large.scale
    assert np.diff(small.nodes[["y0", "y1"]].iloc[0]).item() == pytest.approx(50 * large.scale)


@pytest.mark.parametrize("is_inside", [False, True])
def test_no_ribbon_of_another_node_runs_below_the_name_in_the_middle(is_inside: bool) -> None:
    middles = [f"by-product number {k}" for k in range(6)]
    through = [(f"start {k}", middle, 10) for k in range(6) for middle in middles]
    through += [(middle, f"end {k}", 10) for k in range(6) for middle in middles]

    found = sankey.layout(
        links(*through),
        width=700,
        height=500,
        label_size=14.0,
        is_inside=is_inside,
    )

    nodes = found.nodes.reset_index(drop=True)
    on = points(found.ribbons, nodes["node"].tolist(), 14.0)
    named = nodes[nodes["layer"] == 1]
    assert sorted(named["node"]) == middles
    for node, row in named.to_dict("index").items():
        right, middle = row["x1"] + text_width(row["node"], 14.0), (row["y0"] + row["y1"]) / 2
        assert covered(on, node, (row["x1"], right, middle - 7, middle + 7)) == 0


def test_no_ribbon_bends_before_one_on_the_side_to_which_it_bends() -> None:
    """The second one bends as late as the first one above it; another node and another direction are apart."""
    lead, source = np.array([80.0, 0.0, 0.0, 50.0, 0.0]), np.array([0, 0, 0, 0, 1])
    begins, ends = np.array([10.0, 20.0, 30.0, 40.0, 50.0]), np.array([0.0, 5.0, 60.0, 70.0, 20.0])

    assert past_neighbours(lead, source, (begins, ends)).tolist() == [80.0, 80.0, 50.0, 50.0, 0.0]
