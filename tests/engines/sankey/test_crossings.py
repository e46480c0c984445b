"""Crossings: counted as one would with a pencil, and as few as there can be."""

import time
from collections.abc import Hashable
from itertools import combinations, permutations, product
from math import factorial, prod

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.engines import sankey
from isdata.engines.sankey import stability
from isdata.engines.sankey.arrangement import Arrangement, arrange
from isdata.engines.sankey.graph import read
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.order import Order, by_key
from tests.engines.sankey.tables import LINKS, links, random
from tests.turns import only


def arranged(table: pd.DataFrame) -> Arrangement:
    graph = read(table)
    return arrange(graph, stability.by_hand(graph, None, None, None), None, "short", 0)


def by_pencil(lanes: Lanes, order: Order) -> float:
    """Weighted crossings, every pair of pieces compared."""
    value, place, layer, n = lanes.graph.value, order.position, lanes.layer, len(lanes.graph.names)
    across: dict[int, list] = {}
    turns: dict[tuple[int, int], list] = {}
    for a, b, arc in lanes.pieces().tolist():
        if layer[a] == layer[b]:
            face = 1 if b >= n else 0  # from a node to a lane: round its right face
            turns.setdefault((int(layer[a]), face), []).append((*sorted((place[a], place[b])), value[arc]))
        else:
            left, right = (a, b) if layer[a] < layer[b] else (b, a)
            across.setdefault(int(layer[left]), []).append((place[left], place[right], value[arc]))
    total = 0.0
    for pieces in across.values():
        for (a, b, w), (c, d, u) in combinations(pieces, 2):
            total += w * u * ((a - c) * (b - d) < 0)
    for (at, face), pieces in turns.items():
        for top, bottom, w in pieces:
            for a, b, u in across.get(at if face else at - 1, []):
                total += w * u * (top < (a if face else b) < bottom)
        for (a, b, w), (c, d, u) in combinations(pieces, 2):
            total += w * u * (a < c < b < d or c < a < d < b)
    return total


def test_of_two_crossings_the_lighter_is_taken() -> None:
    # One must cross: a → y (2) and b → x (3) make 6, a → x (1) and b → y (5) make 5.
    layout = sankey.layout(links(("a", "x", 1), ("a", "y", 2), ("b", "x", 3), ("b", "y", 5)))

    assert layout.crossings == sankey.Crossings(count=1, weighted=5.0)


def test_links_of_the_same_nodes_are_counted_one_by_one() -> None:
    layout = sankey.layout(
        links(("a", "x", 1), ("a", "x", 1), ("a", "y", 5), ("b", "x", 5), ("b", "y", 1), ("b", "y", 2))
    )

    # a → x twice (2 together) and b → y twice (3 together): four crossings that weigh 6, less than 25.
    assert layout.crossings == sankey.Crossings(count=4, weighted=6.0)


def test_a_long_link_crosses_in_the_gap_where_it_is_cheaper() -> None:
    # p → t (2) passes the layer of r above or below it: there it crosses r → s (5), here q → r (3).
    layout = sankey.layout(
        links(("p", "t", 2), ("q", "r", 3), ("r", "s", 5)),
        layers={"p": 0, "q": 0, "r": 1, "s": 2, "t": 2},
        order=["p", "q", "s", "t"],
    )

    assert layout.crossings == sankey.Crossings(count=1, weighted=6.0)


def test_a_long_link_is_counted_in_every_gap_it_crosses() -> None:
    # a → d (2) begins above b → c (3), passes below c, and ends above e, which c feeds with 5.
    graph = read(links(("a", "d", 2), ("b", "c", 3), ("c", "e", 5)))
    layers: dict[Hashable, int] = {"a": 0, "b": 0, "c": 1, "d": 2, "e": 2}
    lanes = arrange(graph, stability.by_hand(graph, layers, None, None), None, "short", 0).lanes

    order = by_key(lanes, np.array([0.0, 1.0, 0.0, 0.0, 1.0, 1.0]))  # a, b, c, d, e, the lane of a → d

    assert order.weighed(lanes.net(graph.value)) == 2 * 3 + 2 * 5


@settings(max_examples=25)
@given(LINKS, st.randoms(use_true_random=False))
def test_any_order_is_counted_as_with_a_pencil(table: pd.DataFrame, chance) -> None:
    lanes = arranged(table).lanes
    order = by_key(lanes, np.array([chance.random() for _ in lanes.layer]))

    assert order.weighed(lanes.net(lanes.graph.value)) == pytest.approx(by_pencil(lanes, order), abs=1e-6)


def small(is_cyclic: bool) -> list[pd.DataFrame]:
    """Graphs in which something must cross, with few enough orders to try them all."""
    tables: list[pd.DataFrame] = []
    for seed in range(400):
        table = random(seed, nodes=7, number=10, is_cyclic=is_cyclic)
        found = arranged(table)
        orders = prod(factorial(len(row)) for row in found.order.layers())
        if found.cost[1] > 0 and orders <= 1_500:
            tables.append(table)
        if len(tables) == 4:
            break
    return tables


@pytest.mark.parametrize("is_cyclic", only([True], [False, True]), ids=["without loops", "with loops"])
@pytest.mark.walk
def test_no_other_order_has_fewer_crossings(is_cyclic: bool) -> None:
    tables = small(is_cyclic)
    assert len(tables) == 4
    for table in tables:
        found = arranged(table)
        lanes, rows = found.lanes, found.order.layers()
        net = lanes.net(lanes.graph.value)
        least = np.inf
        for shuffled in product(*(permutations(range(len(row))) for row in rows)):
            key = np.empty(len(lanes.layer))
            for row, places in zip(rows, shuffled, strict=True):
                key[row] = places
            least = min(least, by_key(lanes, key).weighed(net))

        searched = sankey.layout(table)
        proved = sankey.layout(table, exact_seconds=5)

        assert searched.crossings.weighted == pytest.approx(least)
        assert proved.crossings.weighted == pytest.approx(least)
        assert proved.optimal.bound <= least * (1 + 1e-6)
        if not is_cyclic:
            assert proved.optimal.proved
            assert proved.optimal.bound == pytest.approx(least)


def test_of_workshop_size_the_order_is_proved_or_its_gap_is_shown() -> None:
    layout = sankey.layout(random(3, nodes=20, number=32), exact_seconds=2)

    optimal, weighted = layout.optimal, layout.crossings.weighted
    assert 0 < optimal.bound <= weighted
    assert optimal.gap == pytest.approx(0.0 if optimal.proved else 1 - optimal.bound / weighted, abs=1e-5)


def test_without_time_for_a_proof_none_is_claimed() -> None:
    layout = sankey.layout(random(3, nodes=30, number=60), exact_seconds=1e-6)

    assert layout.crossings.weighted > 0
    assert (layout.optimal.proved, layout.optimal.gap) == (False, 1.0)


def test_nothing_that_crosses_is_exactly_nothing() -> None:
    table = random(6, nodes=7, number=7).assign(value=lambda rows: rows["value"] / 3)

    layout = sankey.layout(table, exact_seconds=1)

    assert layout.crossings == sankey.Crossings(count=0, weighted=0.0)
    assert layout.optimal.proved


def test_what_was_not_tried_is_not_called_proved() -> None:
    layout = sankey.layout(links(("a", "x", 1), ("a", "y", 2), ("b", "x", 3), ("b", "y", 5)))

    assert (layout.optimal.proved, layout.optimal.bound) == (False, 0.0)


def test_a_proof_that_is_not_found_ends_in_time() -> None:
    """A tangle like the network of a whole park: the model alone once took a quarter of a minute."""
    table = random(1, nodes=24, number=150, is_cyclic=True)
    sankey.layout(table)  # compiles
    start = time.process_time()
    sankey.layout(table)
    searched = time.process_time() - start

    start = time.process_time()
    layout = sankey.layout(table, exact_seconds=0.5)

    assert time.process_time() - start < 2 * searched + 2
    assert 0 <= layout.optimal.bound <= layout.crossings.weighted
