"""Which loops do a park's companies form, and how much goes round each?"""

import pandas as pd

from isdata import sankey
from isdata.flows.views import COMPANY, GROUP, View

LOOP_COLUMNS = ["nodes", "amount", "length", "resources"]


def loops(network: View, *, limit: int = 50) -> pd.DataFrame:
    """Return the loops of a company network, those with the greatest amount first.

    Parameters
    ----------
    network : View
        The look "network", nothing folded.
    limit : int
        At most so many.

    Returns
    -------
    DataFrame
        nodes (tuple of node ids, the first not repeated), amount (the least that is passed on along the
        loop, 0 where a part of it was never measured) [unit/yr], length (companies), resources (tuple of
        tuples: the resource ids on each step). Its `attrs["complete"]` says whether these are all.
    """
    inside = network.nodes.loc[network.nodes["role"].isin([COMPANY, GROUP]), "node"]
    links = network.links[network.links["source"].isin(inside) & network.links["target"].isin(inside)]
    tiny = links["value"].max() * 1e-9 if len(links) else 0.0
    passed = links.assign(value=links["value"].where(links["value"] > 0, tiny or 1.0))
    found = sankey.loops(passed[["source", "target", "value"]], limit=limit)
    carried = links.groupby(["source", "target"])["resource_id"].agg(tuple).to_dict()
    known = links.groupby(["source", "target"])["value"].sum().to_dict()
    steps = [list(zip(nodes, (*nodes[1:], nodes[0]), strict=True)) for nodes in found["nodes"]]
    table = found.assign(
        amount=[min(known[step] for step in way) for way in steps],
        resources=[tuple(carried[step] for step in way) for way in steps],
    )
    table.attrs["complete"] = found.attrs["complete"]
    return table[LOOP_COLUMNS]
