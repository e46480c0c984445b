"""Graphs that others publish with their layouts are complete with ours, loops included."""

import json
from pathlib import Path

import pandas as pd
import pytest

from isdata.engines import sankey
from tests.conftest import PUBLISHED
from tests.engines.sankey.tables import links, outside, overlapping_nodes, through_nodes


def graph(path: Path) -> pd.DataFrame:
    data = json.loads(path.read_text(encoding="utf-8"))
    names = [node.get("name", node.get("id")) for node in data["nodes"]]
    ends = [
        [names[end] if isinstance(end, int) else end for end in (link["source"], link["target"])]
        for link in data["links"]
    ]
    return links(*((a, b, float(link["value"])) for (a, b), link in zip(ends, data["links"], strict=True)))


@pytest.mark.parametrize("name", ["d3-energy", *(f"circular-{number}" for number in range(1, 7))])
def test_a_published_graph_is_complete(name: str) -> None:
    table = graph(PUBLISHED / "sankey" / f"{name}.json")

    layout = sankey.layout(table, width=1200, height=700)

    assert len(layout.ribbons) == len(table)
    assert set(layout.nodes["node"]) == {*table["source"], *table["target"]}
    assert overlapping_nodes(layout) == []
    assert through_nodes(layout) == []
    assert outside(layout) == []
    if name == "d3-energy":
        assert layout.backward == 0
    else:
        assert layout.optimal.backward_proved
