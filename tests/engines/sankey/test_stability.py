"""What stays in place: after a change nodes stand where they were unless moving pays; by hand, always."""

from collections.abc import Hashable

import pandas as pd
import pytest
from hypothesis import given, settings

from isdata.engines import sankey
from tests.engines.sankey.tables import LINKS, links, random

# One layer feeds the next, and nothing need cross: a → x, b → y.
PLAIN = links(("a", "x", 10), ("b", "y", 10), ("a", "y", 1))


def rows(layout: sankey.Layout) -> dict[int, list[str]]:
    """Nodes of each layer from top to bottom."""
    nodes = layout.nodes.sort_values("y0")
    layers = sorted(set(nodes["layer"].tolist()))
    return {layer: nodes.loc[nodes["layer"] == layer, "node"].tolist() for layer in layers}


def without(table: pd.DataFrame, node: str) -> pd.DataFrame:
    return table[(table["source"] != node) & (table["target"] != node)]


@pytest.mark.parametrize("seed", range(3))
def test_when_a_node_goes_the_others_stay(seed: int) -> None:
    table = random(seed, nodes=20, number=36, is_cyclic=True)
    first = sankey.layout(table, width=1200, height=800)
    # One of middle size: that something as large as the greatest goes may well pay.
    node = first.nodes.sort_values("value")["node"].iat[len(first.nodes) // 2]

    second = sankey.layout(without(table, node), width=1200, height=800, previous=first)

    left = set(second.nodes["node"])
    kept = {layer: [other for other in row if other in left] for layer, row in rows(first).items()}
    assert {layer: row for layer, row in kept.items() if row} == rows(second)
    moved = second.nodes.set_index("node")["y0"] - first.nodes.set_index("node")["y0"]
    assert moved.abs().median() < 0.02 * first.height
    assert second.columns == first.columns


def test_a_new_node_joins_while_the_others_stay() -> None:
    first = sankey.layout(PLAIN)

    second = sankey.layout(pd.concat([PLAIN, links(("c", "x", 2))]), previous=first)

    before = rows(first)
    after = {layer: [v for v in row if v != "c"] for layer, row in rows(second).items()}
    assert after == before


def bow(straight: float, across: float, beside: float) -> pd.DataFrame:
    """Two nodes that feed two others, of which either the straight links or the others must cross."""
    return links(
        ("a", "x", straight), ("b", "y", straight), ("a", "y", across), ("b", "x", across), ("c", "z", beside)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (bow(10, 9, 1), bow(10, 10.5, 1)),  # staying costs 110.25, moving 100: not less than three quarters
        (bow(1.5, 1, 999), bow(1, 1.5, 999)),  # 2.25 and 1, which nobody sees beside a link of 999
    ],
    ids=["hardly fewer crossings", "hardly visible crossings"],
)
def test_nodes_stay_where_moving_gains_little(before: pd.DataFrame, after: pd.DataFrame) -> None:
    first = sankey.layout(before)

    second = sankey.layout(after, previous=first)

    assert rows(second) == rows(first)
    assert second.crossings.weighted > sankey.layout(after).crossings.weighted


def test_nodes_move_when_it_pays() -> None:
    first = sankey.layout(links(("a", "x", 10), ("b", "y", 10)), order=["a", "b", "x", "y"])
    crossed = links(("a", "y", 10), ("b", "x", 10))

    second = sankey.layout(crossed, previous=first)

    assert first.crossings.weighted == 0
    assert second.crossings.weighted == 0  # staying would cost 100, a quarter of the square of all value
    held = sankey.layout(crossed, order=["a", "b", "x", "y"])
    assert held.crossings.weighted == 100


def test_places_can_be_kept_without_the_former_layout() -> None:
    """What is saved with a view: (layer, place) of each node."""
    first = sankey.layout(PLAIN, order=["b", "a", "y", "x"])
    kept = {node["node"]: (node["layer"], node["order"]) for node in first.nodes.to_dict("records")}

    assert rows(sankey.layout(PLAIN, previous=kept)) == rows(first)


@pytest.mark.parametrize("seed", range(3))
def test_an_order_set_by_hand_is_kept_whatever_it_costs(seed: int) -> None:
    table = random(seed, nodes=12, number=20)
    free = rows(sankey.layout(table))
    turned = {layer: row[::-1] if layer % 2 else row for layer, row in free.items()}
    asked = [node for row in turned.values() for node in row]
    layers: dict[Hashable, int] = {node: layer for layer, row in free.items() for node in row}

    for seconds in (0.0, 0.5):
        held = sankey.layout(table, order=asked, layers=layers, exact_seconds=seconds)

        assert rows(held) == turned


def test_one_node_dragged_leaves_the_rest_free() -> None:
    layout = sankey.layout(PLAIN, pinned={"x": (1, 1.0), "y": (1, 0.0)})

    assert rows(layout)[1] == ["y", "x"]
    assert rows(layout)[0] == ["b", "a"]  # follow, so that little crosses
    assert layout.crossings.weighted == 0
    assert layout.optimal.backward_proved is False  # not of all layers, only of those left open


def heights(layout: sankey.Layout) -> pd.Series:
    return layout.nodes.set_index("node")["y0"]


@settings(max_examples=12)
@given(LINKS)
def test_a_layout_returns_itself(table: pd.DataFrame) -> None:
    first = sankey.layout(table, width=900, height=400)

    second = sankey.layout(table, width=900, height=400, previous=first)

    assert rows(second) == rows(first)
    assert second.scale == pytest.approx(first.scale, rel=1e-9)
    assert heights(second).to_numpy() == pytest.approx(heights(first).to_numpy(), abs=1e-6)
    assert second.ribbons["polygon"].tolist() == first.ribbons["polygon"].tolist()


@pytest.mark.parametrize("is_cyclic", [False, True])
def test_a_layout_returns_itself_where_links_pass_many_layers(is_cyclic: bool) -> None:
    table = random(5, nodes=24, number=90, is_cyclic=is_cyclic)
    first = sankey.layout(table, width=1000, height=500)

    second = sankey.layout(table, width=1000, height=500, previous=first)

    assert second.ribbons["polygon"].tolist() == first.ribbons["polygon"].tolist()


def test_a_small_change_moves_little() -> None:
    table = random(5, nodes=24, number=90, is_cyclic=True)
    first = sankey.layout(table, width=1000, height=500)

    second = sankey.layout(table.assign(value=table["value"] * 1.001), width=1000, height=500, previous=first)

    assert (heights(second) - heights(first)).abs().max() < 4  # of 500


def test_the_scale_does_not_stay_where_it_would_leave_the_picture_empty() -> None:
    """The same network counted in another unit: 29 GJ are one tonne of coal equivalent."""
    table = random(3, nodes=12, number=20)
    small = table.assign(value=table["value"] / 29.3)

    changed = sankey.layout(small, previous=sankey.layout(table))

    assert changed.scale == pytest.approx(sankey.layout(small).scale, rel=0.05)


def test_the_scale_stays_where_it_fills_the_picture() -> None:
    table = random(3, nodes=12, number=20)
    first = sankey.layout(table)
    less = table.assign(value=table["value"] * 0.9)

    assert sankey.layout(less, previous=first).scale == first.scale
    assert sankey.layout(table.assign(value=table["value"] * 0.5), previous=first).scale > first.scale


def test_an_order_set_by_hand_overrules_what_was_before() -> None:
    first = sankey.layout(PLAIN)
    turned: dict[Hashable, tuple[int, float]] = (
        {"x": (1, 1.0), "y": (1, 0.0)} if rows(first)[1] == ["x", "y"] else {"x": (1, 0.0), "y": (1, 1.0)}
    )

    second = sankey.layout(PLAIN, previous=first, pinned=turned)
    third = sankey.layout(PLAIN, previous=second, pinned=turned)

    assert rows(second)[1] == rows(first)[1][::-1]
    assert third.ribbons["polygon"].tolist() == second.ribbons["polygon"].tolist()
