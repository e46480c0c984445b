"""Nodes of each role and side of a diagram by size, and those of them that are grouped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf

import pandas as pd

from isdata.park.flows.destinations import LEFT_OVER
from isdata.park.flows.links import UNNAMED
from isdata.park.flows.views import OTHERS


@dataclass(frozen=True)
class Ranks:
    """Nodes of one role and side.

    Attributes
    ----------
    role, side : str
    nodes : list of str
        All of them, in the order of the view.
    named : list of str
        Those that have a name, the largest first.
    below : set of str
        Those below the share of the total that is drawn.
    classes : list of str
        Classes of resources, the largest first.
    """

    role: str
    side: str
    nodes: list[str]
    named: list[str]
    below: set[str]
    classes: list[str]


def ranks(
    foldable: pd.DataFrame,
    through: Mapping[str, float],
    class_of: Mapping[str, str],
    *,
    below: Collection[str],
    kept: Collection[str],
    preferred: float,
) -> list[Ranks]:
    """Ranks of the nodes of each role and side.

    Parameters
    ----------
    foldable : DataFrame
        node, role, ref, side.
    through : mapping
        Throughput of each node. [unit/yr]
    class_of : mapping
        Class of each node that is a resource.
    below : collection of str
        Nodes below the share of the total that is drawn.
    kept : collection of str
        Nodes that are never grouped: they come first.
    preferred : float
        Weight of by-products, waste and heat. [-]
    """
    places: dict[tuple[str, str], dict[str, bool]] = {}
    for node, role, ref, side in foldable[["node", "role", "ref", "side"]].itertuples(index=False):
        places.setdefault((role, side), {})[node] = ref != UNNAMED

    def weight(node: str) -> float:
        is_left_over = class_of.get(node) in LEFT_OVER
        return inf if node in kept else through.get(node, 0.0) * (preferred if is_left_over else 1.0)

    found = []
    for (role, side), nodes in sorted(places.items()):
        named = [node for node, is_named in nodes.items() if is_named]
        sums: dict[str, float] = {}
        for node in nodes:
            if node in class_of:
                sums[class_of[node]] = sums.get(class_of[node], 0.0) + weight(node)
        found.append(
            Ranks(
                role=role,
                side=side,
                nodes=list(nodes),
                named=sorted(named, key=lambda node: -weight(node)),
                below=nodes.keys() & set(below),
                classes=sorted(sorted(sums), key=lambda each: -sums[each]),
            )
        )
    return found


def grouped(
    ranked: Collection[Ranks],
    most: int,
    most_of: Mapping[str, int],
    class_of: Mapping[str, str],
    *,
    classes: int,
    kept: Collection[str],
) -> dict[str, str]:
    """Nodes to fold so that a number of them remains per role and side, each with the node that represents it.

    Parameters
    ----------
    ranked : collection of Ranks
    most : int
        Maximum number of remaining nodes of one role and side.
    most_of : mapping
        The same by role, or by "role:side", where it is another.
    class_of : mapping
        Class of each node that is a resource.
    classes : int
        Number of the largest classes, each of which has a node of its own.
    kept : collection of str
        Nodes that are not folded.
    """
    small: dict[str, str] = {}
    for each in ranked:
        count = most_of.get(f"{each.role}:{each.side}", most_of.get(each.role, most))
        remaining = set(each.named[:count]) - each.below | set(kept)
        chosen = [node for node in each.nodes if node not in remaining]
        greatest = set(each.classes[:classes])
        class_names = {node: class_of[node] for node in chosen if class_of.get(node) in greatest}
        small |= _gathered(chosen, f"{OTHERS}:{each.role}:{each.side}", class_names)
    return small


def _gathered(nodes: list[str], into: str, class_of: Mapping[str, str]) -> dict[str, str]:
    """Node that represents each of these, by class or common to all; a single node is not folded."""
    parts: dict[str, list[str]] = {}
    for node in nodes:
        part = f"{into}:{class_of[node]}" if node in class_of else into
        parts.setdefault(part, []).append(node)
    lonely = [members[0] for members in parts.values() if len(members) == 1]
    parts = {name: members for name, members in parts.items() if len(members) > 1}
    if len(lonely) > 1:
        parts[into] = parts.get(into, []) + lonely
    return {node: name for name, members in parts.items() for node in members}
