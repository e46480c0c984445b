"""Named and grey parts of a diagram on a projector."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.park.flows.flow_selection import FlowSelection
from isdata.park.flows.folding import NEVER_FOLDED, Passing, beyond
from isdata.park.flows.links import UNNAMED
from isdata.park.flows.views import COMPANY, FATE, GROUP, OTHERS, RESOURCE, View, summed

# Maximum number of named nodes by role and side: receiving companies are in one column with destinations.
PRESENTED, PRESENTED_OF = (
    8,
    {RESOURCE: 8, FATE: 3, f"{COMPANY}:": 7, f"{COMPANY}:take": 4, f"{GROUP}:take": 4},
)
NETWORK = f"{COMPANY}:"  # companies of a network, which are in several columns
FEW = 10  # number of these up to which all are named
ALL = 18  # number of nodes of a diagram up to which all are named, and their links coloured
# The same for each of two diagrams side by side.
PRESENTED_HALF, HALF_OF = 3, {FATE: 2, f"{COMPANY}:take": 2, f"{GROUP}:take": 2}
FEW_IN_HALF = 5
SLIGHT = 0.005  # share of the total below which a node of a network is a line, and not named
REST = "rest"  # group of links without a named node on a projector, or too thin to be visible there
CLASSES = 2  # number of classes of a diagram up to which the colours of unnamed resources stay legible
THIN = 0.003  # share of the total below which links are too thin
LEAST, LEAST_NAMED = (
    6,
    2,
)  # least numbers of nodes of a diagram on a phone, and of named nodes of a role and side


def small_in_hall(
    view: View, *, is_half: bool = False, named: Mapping[str, int] | None = None, kept: Collection[str] = ()
) -> dict[str, str]:
    """Nodes to fold on a projector, each with the node that represents it: one for all others of a role and
    side.

    Parameters
    ----------
    view : View
    is_half : bool
        Whether it is one of two diagrams side by side, in which more are folded.
    named : mapping, optional
        Maximum number of named nodes of a "role:side" for which the usual number has no room.
    kept : collection of str
        Nodes that are always named.
    """
    if len(view.nodes) <= ALL and not is_half and not named:
        return {}
    most, usual, few = (PRESENTED_HALF, HALF_OF, FEW_IN_HALF) if is_half else (PRESENTED, PRESENTED_OF, FEW)
    count = int(places(view.nodes).eq(NETWORK).sum())
    most_of = dict(usual) | ({NETWORK: count} if count <= few else {}) | dict(named or {})
    share = SLIGHT if count else 0.0
    return beyond(view, Passing.of(view, kept), share, most, NEVER_FOLDED, most_of)


def fewer(choice: FlowSelection, views: Sequence[View], crowded: Collection[str]) -> FlowSelection | None:
    """The choice with fewer nodes if names have no room; None if the number cannot be reduced further.

    On a projector, nodes of each role and side with crowded names are folded: half as many as the crowded
    ones, or one of the largest of them. On a phone, the number of drawn nodes is reduced by half as many.

    Parameters
    ----------
    choice : FlowSelection
    views : sequence of View
        Diagrams of the choice, whose nodes are folded alike.
    crowded : collection of str
        Nodes whose names have no room.
    """
    if not choice.is_presented:
        drawn = max(len(view.nodes) for view in views)
        limit = max(LEAST, drawn - max(1, len(set(crowded)) // 3))
        return replace(choice, limit=limit) if limit < drawn else None
    nodes = pd.concat([view.nodes for view in views]).drop_duplicates("node")
    place = places(nodes)
    is_rest = (nodes["role"] == OTHERS) | (nodes["ref"] == UNNAMED)
    now = place[~is_rest & ~nodes["role"].isin(NEVER_FOLDED)].value_counts()
    now = now.clip(upper=pd.Series(dict(choice.named), dtype=float).reindex(now.index))
    is_alone = ~now.index.isin(place[is_rest])  # a single node is never folded
    met = place[nodes["node"].isin(crowded)].value_counts().reindex(now.index, fill_value=0)
    least = np.where(now.index.str.startswith(f"{FATE}:"), 1, LEAST_NAMED)
    left = (now - np.maximum((met + 1) // 2, 1 + is_alone)).clip(lower=least)
    left = left[left < now - is_alone]
    if left.empty:
        return None
    chosen = left[met.reindex(left.index) > 0] if (met.reindex(left.index) > 0).any() else left.nlargest(1)
    named = dict(choice.named) | {str(each): int(count) for each, count in chosen.items()}
    return replace(choice, named=tuple(sorted(named.items())))


def with_nodes(choice: FlowSelection, others: str, count: int) -> FlowSelection:
    """The choice with this number of nodes besides folded ones, as counted by `nodes_left`."""
    if not choice.is_presented:
        return replace(choice, limit=count)
    return replace(choice, named=((others.removeprefix(f"{OTHERS}:"), count),))


def nodes_left(choice: FlowSelection, others: str) -> int | None:
    """Number of named nodes of the role and side of folded ones, if it is limited by the room; None
    otherwise."""
    if not choice.is_presented:
        return choice.limit
    return dict(choice.named).get(others.removeprefix(f"{OTHERS}:"))


def places(nodes: pd.DataFrame) -> pd.Series:
    """Role and side of each node as "role:side"; for "others" the role of their members."""
    role = nodes["role"].where(nodes["role"] != OTHERS, nodes.get("folded", nodes["role"]))
    return role + ":" + nodes["side"]


def greyed(view: View) -> View:
    """View in which thin links, and those of unnamed resources or between two unnamed ends, are grey.

    Those between the same grouped ends are joined. In a view of few classes, they keep the colour of their class.
    """
    ends, others = ["source", "target"], view.nodes.loc[view.nodes["role"] == OTHERS, ["node", "folded"]]
    resources, unnamed = set(others.loc[others["folded"] == RESOURCE, "node"]), set(others["node"])
    is_rest = view.links[ends].isin(resources).any(axis=1) | view.links[ends].isin(unnamed).all(axis=1)
    has_few = view.links["resource_class"].nunique() <= CLASSES
    joined = "class:" + view.links["resource_class"].astype(str) if has_few else ""
    nameless = {"resource_id": joined, "resource_en": None, "resource_zh": None}
    links = summed(
        view.links.assign(**{name: view.links[name].mask(is_rest, value) for name, value in nameless.items()})
    )
    if has_few:
        return replace(view, links=links)
    is_rest = links[ends].isin(resources).any(axis=1) | links[ends].isin(unnamed).all(axis=1)
    is_thin = links["is_measured"] & (links["value"] < THIN * view.total) & (len(view.nodes) > ALL)
    return replace(view, links=links.assign(group=links["group"].mask(is_rest | is_thin, REST)))
