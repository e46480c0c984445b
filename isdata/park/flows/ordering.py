"""Manual positions of nodes in a diagram, stored for each park, view and kind."""

from collections.abc import Mapping
from typing import Literal

import duckdb
import pandas as pd

from isdata.data import i18n, store
from isdata.errors import N_
from isdata.park.flows.flow_selection import FlowSelection

Places = dict[str, tuple[int, float]]
Direction = Literal["up", "down", "left", "right"]
ALL = "all"


def places(con: duckdb.DuckDBPyConnection, *, park_id: str, look: str, kind: str) -> Places:
    """Return (layer, position from the top) of each node with a stored position.

    An empty kind stands for all.
    """
    rows = store.ask(con, "view_order", park_id=park_id, look=look, kind=kind or ALL)
    return {row["node"]: (int(row["layer"]), float(row["place"])) for row in rows.to_dict("records")}


def keep_places(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    choice: FlowSelection,
    wanted: Mapping[str, tuple[int, float]],
    who: str,
) -> None:
    """Store the positions of nodes, replacing those stored before; an empty mapping removes them.

    Parameters
    ----------
    choice : FlowSelection
        Its view and kind determine which diagram the positions are for.
    wanted : mapping from node to (layer, place)
    who : str
        For the change log.
    """
    kind = choice.kind or ALL
    former = places(con, park_id=park_id, look=choice.look, kind=kind)
    gone = [" · ".join((park_id, choice.look, kind, node)) for node in former if node not in wanted]
    placed = [
        {"park_id": park_id, "look": choice.look, "kind": kind, "node": node, "layer": layer, "place": place}
        for layer, row in rows(wanted).items()
        for place, node in enumerate(row)
    ]
    store.write(
        con,
        {"view_order": pd.DataFrame(placed)} if placed else {},
        removed={"view_order": gone},
        who=who,
        reason=i18n.both(N_("Diagram order set manually")),
    )


def rows(wanted: Mapping[str, tuple[int, float]]) -> dict[int, list[str]]:
    """Nodes of each layer from top to bottom."""
    found: dict[int, list[str]] = {}
    for node, (layer, _place) in sorted(wanted.items(), key=lambda item: (*item[1], item[0])):
        found.setdefault(layer, []).append(node)
    return found


def moved(wanted: Mapping[str, tuple[int, float]], node: str, direction: Direction) -> Places:
    """Positions after one step of a node; a node at the edge is not moved.

    Examples
    --------
    >>> moved({"a": (0, 0), "b": (0, 1)}, "b", "up")
    {'b': (0, 0.0), 'a': (0, 1.0)}
    >>> moved({"a": (0, 0), "b": (0, 1)}, "a", "right")
    {'b': (0, 0.0), 'a': (1, 0.0)}
    """
    layers = rows(wanted)
    layer = wanted[node][0]
    row = layers[layer]
    place = row.index(node)
    if direction in ("up", "down"):
        goal = place - 1 if direction == "up" else place + 1
        row.remove(node)
        row.insert(max(0, goal), node)
    elif direction == "right" or layer > 0:
        row.remove(node)
        beside = layers.setdefault(layer + (1 if direction == "right" else -1), [])
        beside.insert(round(place / max(1, len(row)) * len(beside)), node)
    return {name: (layer, float(place)) for layer, row in layers.items() for place, name in enumerate(row)}
