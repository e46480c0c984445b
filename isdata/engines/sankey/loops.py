"""Loops of a network, and the value that circulates in each."""

from collections.abc import Hashable, Iterator

import numpy as np
import pandas as pd

from isdata.engines.sankey.graph import read

STEPS = 200_000  # limit of visited nodes; the number of loops in dense networks grows exponentially


def loops(links: pd.DataFrame, *, limit: int = 100) -> pd.DataFrame:
    """Elementary loops of a network, those with the largest amount first.

    Parameters
    ----------
    links : DataFrame
        source, target, value; links between the same two nodes count together.
    limit : int
        Maximum number of loops.

    Returns
    -------
    DataFrame
        nodes (tuple, the first not repeated), amount (the least value along the loop), length. Its
        `attrs["complete"]` states whether these are all loops.

    Notes
    -----
    Arcs are added in descending order. A loop is found with the smallest of its arcs, so loops are found in
    the order of their amounts and the search can stop at any time.
    """
    found: list[tuple[tuple[Hashable, ...], float]] = []
    complete = True
    if not links.empty:
        graph = read(links)
        ahead: dict[int, list[int]] = {}
        behind: dict[int, list[int]] = {}
        budget = [STEPS]
        for arc in np.lexsort((np.arange(len(graph.value)), -graph.value)):
            source, target = int(graph.source[arc]), int(graph.target[arc])
            for path in _paths(ahead, behind, target, source, budget):
                if len(found) >= limit:
                    complete = False
                    break
                found.append((tuple(graph.names[v] for v in _from_smallest(path)), float(graph.value[arc])))
            if not complete or budget[0] <= 0:
                complete = False
                break
            ahead.setdefault(source, []).append(target)
            behind.setdefault(target, []).append(source)
    table = pd.DataFrame(
        {
            "nodes": [nodes for nodes, _ in found],
            "amount": pd.Series([amount for _, amount in found], dtype=float),
            "length": pd.Series([len(nodes) for nodes, _ in found], dtype=int),
        }
    )
    table.attrs["complete"] = complete
    return table


def _from_smallest(path: list[int]) -> list[int]:
    """The same loop from its first node by name, so that its representation is unique."""
    least = path.index(min(path))
    return path[least:] + path[:least]


def _paths(ahead: dict, behind: dict, start: int, goal: int, budget: list[int]) -> Iterator[list[int]]:
    """All simple paths from start to goal, never entering a node from which the goal cannot be reached."""
    useful = _reach(behind, goal)
    if start not in useful:
        return
    path, seen = [start], {start}
    branches = [iter(ahead.get(start, ()))]
    if start == goal:
        yield [start]
        return
    while branches:
        budget[0] -= 1
        if budget[0] <= 0:
            return
        node = next(branches[-1], None)
        if node is None:
            branches.pop()
            seen.discard(path.pop())
        elif node == goal:
            yield [*path, goal]
        elif node in useful and node not in seen:
            path.append(node)
            seen.add(node)
            branches.append(iter(ahead.get(node, ())))


def _reach(behind: dict, goal: int) -> set[int]:
    reached, waiting = {goal}, [goal]
    while waiting:
        fresh = [node for node in behind.get(waiting.pop(), ()) if node not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return reached
