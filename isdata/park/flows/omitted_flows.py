"""Flows of a park that a diagram leaves out: of other types of resources, of other classes, and of other
years."""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from isdata.data.disclosure import Viewer
from isdata.park.flows.flow_selection import FlowSelection, chosen
from isdata.park.flows.links import links


class OmittedFlows(NamedTuple):
    """Numbers of flows that a choice includes and leaves out.

    Attributes
    ----------
    count : int
        Flows of the choice.
    total : int
        Flows of the park in all years.
    kinds : tuple of (str, int)
        Flows of the same year, by another kind of resource.
    narrowed : int
        Flows of the same year and kind that a narrower choice leaves out.
    years : tuple of (int, int)
        Flows of other years.
    """

    count: int
    total: int
    kinds: tuple[tuple[str, int], ...]
    narrowed: int
    years: tuple[tuple[int, int], ...]


def omitted_flows(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    years: Sequence[int],
    choice: FlowSelection,
    viewer: Viewer,
) -> OmittedFlows:
    """Numbers of flows that a choice includes, and of the park's other flows by year and type.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
    years : sequence of int
        Years of the park's flows.
    choice : FlowSelection
        Flows that are drawn.
    viewer : Viewer
        Reader of the diagram.
    """
    found = links(con, park_id=park_id, years=years, viewer=viewer)
    own = found[found["year"] == choice.year]
    count = int(chosen(own, choice)["flows"].sum())
    is_kind = own["kind"].eq(choice.kind) if choice.kind else own["kind"].notna()
    kinds = own[~is_kind].groupby("kind", sort=False)["flows"].sum()
    others = found[found["year"] != choice.year].groupby("year")["flows"].sum()
    return OmittedFlows(
        count,
        int(found["flows"].sum()),
        tuple((str(kind), int(flows)) for kind, flows in kinds.items()),
        int(own.loc[is_kind, "flows"].sum()) - count,
        tuple((int(str(year)), int(flows)) for year, flows in others.sort_index(ascending=False).items()),
    )
