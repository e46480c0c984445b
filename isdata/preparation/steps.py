"""Steps of the preparation: each calls some compiled functions with a small input, which compiles them."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from isdata.engines import finance, sankey
from isdata.engines.sankey import (
    crossings,
    insertion,
    layer_sweeps,
    link_rerouting,
    node_reinsertion,
    sifting,
    vertical_alignment,
)
from isdata.engines.sankey.graph import read
from isdata.engines.sankey.lanes import split_at_layers
from isdata.engines.sankey.order import by_key
from isdata.engines.sankey.search import Search
from isdata.engines.sankey.search_state import lay_out
from isdata.output.figures.parkmap import overlaps
from isdata.symbiosis.matching import ranking
from isdata.symbiosis.matching.streams import MONTHS

LINKS = pd.DataFrame(
    {"source": ["a", "b", "b", "c"], "target": ["b", "c", "d", "a"], "value": [4.0, 3.0, 1.0, 2.0]}
)
_MEASURES = pd.DataFrame(
    {
        "measure_id": ["one", "two"],
        "investment": [100.0, 50.0],
        "annual_saving": [40.0, -1.0],
        "lifetime": [10, 5],
    }
)
_SIMILARITY = pd.DataFrame({"supply_resource": ["one"], "demand_resource": ["one"], "similarity": [1.0]})


def _stream(owner: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            **dict.fromkeys([*ranking.NUMBERS, *MONTHS], 1.0),
            **dict.fromkeys(["stream_id", "resource_id", "resource_class", "state", "common_unit"], "one"),
            **dict.fromkeys(["needs_permit", "is_hazardous"], False),
            **dict.fromkeys(ranking.DATES, pd.NaT),
            "owner": owner,
        },
        index=[0],
    )


def _search() -> Search:
    """Search state for the node order of a small network with a long link and a backward link."""
    lanes = split_at_layers(read(LINKS), np.arange(4))
    free = np.full(len(lanes.layer), np.nan)
    order = by_key(lanes, free)
    net = lanes.net(lanes.graph.value)
    return Search(net, lay_out(net, order.members, order.start, order.position, free), limit=1e6, seed=0)


def place_links_and_nodes() -> None:
    """Compile the re-routing of links and the re-insertion of nodes, the slowest part of the layout to compile."""
    found = _search()
    link_rerouting.lay_links(found.net, found.state, found.heavy, found.links, found.laid)
    node_reinsertion.place_nodes(found.net, found.state, found.nodes, found.placed)


def order_layers() -> None:
    """Compile the sorting of layers and the counting of crossings."""
    found = _search()
    layer_sweeps.sweep(found.net, found.state)
    sifting.sift(found.net, found.state, found.sifted, 40)
    crossings.crossings(found.net, found.state.members, found.state.start, found.state.position)


def order_nodes() -> None:
    """Compile the search for the node sequence with the smallest backward flow."""
    graph = read(LINKS)
    insertion.best_sequence(4, graph.source, graph.target, graph.value, seed=0)


def place_vertically() -> None:
    """Compile the vertical placement of nodes."""
    two, ends = np.zeros(2), np.zeros((2, 1))
    start, beside = np.array([0, 1, 2]), np.array([[0, 0, 1], [0, 1, 1]])
    vertical_alignment.align_layers(
        np.arange(2), start, two, two, 1.0, two, beside, np.zeros((2, 1), np.int64), ends, ends, 6
    )


def appraise() -> None:
    """Compile rates of return and paybacks, including a cash flow with several rates of return."""
    finance.appraise(_MEASURES, discount_rate=0.08)
    finance.irr_roots([-1.0, 5.0, -6.0])


def match() -> None:
    """Compile the matching of two streams, by straight-line and road distance."""
    ranking.rank(_stream(1.0), _stream(2.0), _SIMILARITY, along=lambda supply, _demand: np.ones(len(supply)))


def name_places() -> None:
    """Compile the search for free positions of names on a map."""
    boxes, discs = np.array([[0.0, 0.0, 4.0, 2.0]]), np.array([[9.0, 9.0, 1.0]])
    overlaps.counted(boxes, boxes)
    overlaps.counted_by_path(boxes, boxes, np.zeros(1, dtype=np.int64), 1)
    overlaps.first_free(boxes, boxes, boxes)
    overlaps.coinciding(discs, discs)
    overlaps.spaced(discs, 1.0, 1.0)
    overlaps.free(boxes, discs, (0.0, 0.0, 10.0, 10.0), (2.0, 5.0, 1.0), 0.2)


# The first step takes as long as all others together, so two processes finish at about the same time.
STEPS: tuple[Callable[[], None], ...] = (
    place_links_and_nodes,
    appraise,
    match,
    order_layers,
    order_nodes,
    place_vertically,
    name_places,
)


def load() -> None:
    """Run every compiled function once, so that no page has to wait for loading from disk."""
    for step in STEPS:
        step()
    sankey.layout(LINKS, width=400, height=300)
