"""Loops: as little value as possible goes backwards, nothing is hidden, and every loop can be listed."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from isdata.engines import sankey
from isdata.engines.sankey.covering import least_cover
from tests.engines.sankey.tables import LINKS, links, random

PARK = links(
    ("power", "cement", 300), ("cement", "power", 20), ("cement", "road", 50), ("road", "road", 1)
)  # fmt: skip


def least_backward(table: pd.DataFrame) -> float:
    """Try every sequence of the nodes: what leads to the same or an earlier place goes backwards."""
    names = sorted({*table["source"], *table["target"]})
    places = np.array(list(permutations(range(len(names)))))
    number = {name: k for k, name in enumerate(names)}
    source, target = table["source"].map(number), table["target"].map(number)
    return float(((places[:, source] >= places[:, target]) @ table["value"].to_numpy()).min())


def test_the_lighter_link_of_a_loop_goes_round() -> None:
    layout = sankey.layout(PARK)

    assert layout.ribbons["is_backward"].tolist() == [False, True, False, True]
    assert layout.backward == 21.0
    assert layout.optimal.backward_proved


@settings(max_examples=25)
@given(LINKS)
def test_no_less_value_could_go_backwards(table: pd.DataFrame) -> None:
    layout = sankey.layout(table)

    assert layout.backward == pytest.approx(least_backward(table))
    assert layout.optimal.backward_proved
    assert layout.backward == table.loc[layout.ribbons["is_backward"].to_numpy(), "value"].sum()


@settings(max_examples=15)
@given(LINKS)
def test_every_link_is_drawn_in_its_row(table: pd.DataFrame) -> None:
    ribbons = sankey.layout(table).ribbons

    assert ribbons[["source", "target", "value"]].values.tolist() == table.values.tolist()
    assert all(len(polygon) > 4 for polygon in ribbons["polygon"])


def test_the_search_comes_to_an_end_where_only_rounding_is_left_to_gain() -> None:
    table = random(1, nodes=12, number=30, is_cyclic=True)

    # It used to move nodes of this graph to and fro for ever.
    assert (
        sankey.layout(table).backward
        == sankey.layout(table.assign(value=table["value"] * 1.1)).backward / 1.1
    )


def test_a_cheaper_set_than_the_one_known_is_found() -> None:
    """The search is nearly always right, so the proof is asked by itself: 0 → 1 carries 5, 1 → 0 only 2."""
    source, target = np.array([0, 1]), np.array([1, 0])

    cover, is_least = least_cover(2, source, target, np.array([5.0, 2.0]), np.array([True, False]))

    assert (cover.tolist(), is_least) == ([False, True], True)


def test_a_loop_is_drawn_round_to_the_left_of_its_target() -> None:
    layout = sankey.layout(PARK)
    nodes = layout.nodes.set_index("node")
    back = np.array(layout.ribbons["polygon"].iat[1])

    assert nodes.loc["cement", "layer"] > nodes.loc["power", "layer"]
    assert back[:, 0].max() > nodes.loc["cement", "x1"] + 1
    assert back[:, 0].min() < nodes.loc["power", "x0"] - 1


def test_loops_are_listed_with_what_goes_round() -> None:
    found = sankey.loops(
        links(("a", "b", 9), ("b", "c", 4), ("c", "a", 7), ("b", "a", 3), ("c", "c", 2), ("c", "d", 8))
    )

    # a → b → c → a carries its least link, b → c; a → b → a carries b → a; c feeds itself; d leads nowhere.
    assert found.to_dict("records") == [
        {"nodes": ("a", "b", "c"), "amount": 4.0, "length": 3},
        {"nodes": ("a", "b"), "amount": 3.0, "length": 2},
        {"nodes": ("c",), "amount": 2.0, "length": 1},
    ]
    assert found.attrs["complete"]


def test_more_loops_than_asked_for_are_not_called_all() -> None:
    table = links(("a", "b", 9), ("b", "a", 4), ("c", "c", 7))

    found = sankey.loops(table, limit=1)

    assert found["nodes"].tolist() == [("c",)]
    assert not found.attrs["complete"]


def loops_by_walking(table: pd.DataFrame) -> set[tuple[str, ...]]:
    """Every sequence of nodes that closes, begun at its first node by name."""
    arcs = set(zip(table["source"], table["target"], strict=True))
    names = sorted({*table["source"], *table["target"]})
    return {
        way
        for length in range(1, len(names) + 1)
        for way in permutations(names, length)
        if way[0] == min(way) and all((way[k - 1], way[k]) in arcs for k in range(length))
    }


@settings(max_examples=15)
@given(LINKS)
def test_every_loop_is_listed_once(table: pd.DataFrame) -> None:
    found = sankey.loops(table, limit=10_000)

    assert sorted(found["nodes"]) == sorted(loops_by_walking(table))
    assert (found["amount"].diff().dropna() <= 0).all()
