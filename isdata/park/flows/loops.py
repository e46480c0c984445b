"""Loops between the companies of a park, and the value that circulates in each."""

from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.park.flows.links import links
from isdata.park.flows.views import COMPANY, GROUP, View, view

LOOP_COLUMNS = ["nodes", "amount", "least", "most", "length", "resources", "kind"]


def whole_network(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> View:
    """Company network of flows of every kind, regardless of their units: links from company to
    company.

    Its amounts have no meaning. Parameters as in `links`.
    """
    found = links(con, park_id=park_id, years=[year], viewer=viewer)
    unknown = dict.fromkeys(("value", "spread", "least", "most"), np.nan)
    return view(found.assign(**unknown, conversion="unit", unit_shown=""), "network")


def loops(network: View, *, limit: int = 50) -> pd.DataFrame:
    """Loops of a company network, those with the largest amount first.

    Parameters
    ----------
    network : View
        The view "network", nothing folded.
    limit : int
        Maximum number of loops.

    Returns
    -------
    DataFrame
        nodes (tuple of node ids, the first not repeated), amount (the smallest along the loop, 0 if a part of
        it was never measured) [unit/yr], least, most (its range) [unit/yr], length (companies), resources
        (tuple of tuples: the resource ids on each step), kind (of the closed loop; empty if it is closed only
        by several kinds together). Its `attrs["complete"]` states whether these are all.
    """
    inside = network.nodes.loc[network.nodes["role"].isin([COMPANY, GROUP]), "node"]
    among = network.links[network.links["source"].isin(inside) & network.links["target"].isin(inside)]
    tiny = among["value"].max() * 1e-9 if len(among) else 0.0
    passed = among.assign(value=among["value"].where(among["value"] > 0, tiny or 1.0))
    from isdata.engines import sankey  # imported here, so that only a request for loops waits for numba

    found = sankey.loops(passed[["source", "target", "value"]], limit=limit)
    steps = [list(zip(nodes, (*nodes[1:], nodes[0]), strict=True)) for nodes in found["nodes"]]
    pairs = {step for loop in steps for step in loop}
    ends = zip(among["source"], among["target"], strict=True)
    parts = among[np.array([pair in pairs for pair in ends], dtype=bool)].groupby(["source", "target"])
    carried = parts["resource_id"].agg(tuple).to_dict()
    kinds = parts["kind"].agg(frozenset).to_dict()
    known = parts[["value", "least", "most"]].sum().to_dict()
    table = found.assign(
        **{
            column: [min(known[name][step] for step in loop) for loop in steps]
            for column, name in (("amount", "value"), ("least", "least"), ("most", "most"))
        },
        resources=[tuple(carried[step] for step in loop) for loop in steps],
        kind=[min(frozenset.intersection(*(kinds[step] for step in loop)), default="") for loop in steps],
    )
    table.attrs["complete"] = found.attrs["complete"]
    return table[LOOP_COLUMNS]


def on_loop(drawn: View, loop: tuple[str, ...], folded: Mapping[str, str] | None = None) -> list[int]:
    """Positions in `drawn.links` of the links of a loop of companies.

    Parameters
    ----------
    drawn : View
        A company network.
    loop : tuple of str
        Nodes, as `loops` returns them.
    folded : mapping, optional
        Folded nodes, each with the node that represents it.
    """
    passed = [(folded or {}).get(node, node) for node in loop]
    steps = set(zip(passed, (*passed[1:], passed[0]), strict=True))
    ends = zip(drawn.links["source"], drawn.links["target"], strict=True)
    return [k for k, step in enumerate(ends) if step in steps]
