"""Loops of companies that a newcomer would close."""

from typing import NamedTuple

import duckdb
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.park import flows


class Loops(NamedTuple):
    """Loops of companies.

    Attributes
    ----------
    today : int
        Loops of the park today that were found.
    is_complete : bool
        False if there are more.
    closed : int
        Additional loops with a newcomer.
    """

    today: int
    is_complete: bool
    closed: int


def loops(
    con: duckdb.DuckDBPyConnection, *, park_id: str, exchanged: pd.DataFrame, year: int, viewer: Viewer
) -> Loops:
    """Number of company loops in a park today, and of additional loops that a newcomer's feasible exchanges would close.

    Parameters
    ----------
    exchanged : DataFrame
        Rows of `exchanges` that are counted.

    Returns
    -------
    Loops
        A new loop is counted for each company to which the newcomer provides and from which one that provides to the newcomer
        can be reached through today's exchanges.
    """
    network = flows.whole_network(con, park_id=park_id, year=year, viewer=viewer)
    links = network.links[["source", "target"]].drop_duplicates()
    nodes = network.nodes.set_index("node")
    names = nodes["name_en"].fillna(nodes["name_zh"])
    reached = (
        links.assign(source=links["source"].map(names), target=links["target"].map(names))
        .groupby("source")["target"]
        .agg(set)
        .to_dict()
    )
    partner = {
        side: exchanged[f"{side}_company_en"].fillna(exchanged[f"{side}_company_zh"])
        for side in ("supply", "demand")
    }
    takes = set(partner["demand"][exchanged["provides"]].dropna())
    gives = set(partner["supply"][~exchanged["provides"]].dropna())
    closed = sum(bool(_reachable(one, reached) & gives) for one in takes)
    today = flows.loops(network)
    return Loops(len(today), bool(today.attrs["complete"]), closed)


def _reachable(start: str, steps: dict[str, set[str]]) -> set[str]:
    found, front = {start}, {start}
    while front:
        front = set().union(*(steps.get(node, set()) for node in front)) - found
        found |= front
    return found
