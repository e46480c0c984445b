"""Links split at the layers they pass, with a lane of their own in each."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from isdata.engines.sankey.graph import Floats, Graph, Ints

LEFT, RIGHT = 0, 1  # faces of a layer


class Net(NamedTuple):
    """Arrays for the compiled search for an order.

    `through_*` are pieces across the gap to the next layer, `turn_*` are pieces that connect two vertices of
    one layer around its left or right face; both by vertex, once for each face (first index). `path` contains
    the vertices of each arc from its source to its target.
    """

    layer: Ints  # (v,)
    through_start: Ints  # (2, v + 1)
    through_other: Ints  # (2, s)
    through_arc: Ints  # (2, s)
    through_value: Floats  # (2, s)
    turn_start: Ints  # (2, v + 1)
    turn_other: Ints  # (2, 2t)
    turn_arc: Ints  # (2, 2t)
    turn_value: Floats  # (2, 2t)
    path_start: Ints  # (a + 1,)
    path: Ints
    backward: np.ndarray  # (a,)
    weight: Floats  # (a,)
    arcs_start: Ints  # (n + 1,)
    arcs: Ints  # (2a,) arcs of each node


@dataclass(frozen=True)
class Lanes:
    """Every arc as a path over vertices: its source, a lane in each layer passed, its target.

    Vertices 0 … n - 1 are the nodes; the rest are lanes.

    Attributes
    ----------
    layer : array, shape (v,)
    arc : array, shape (v,)
        Arc of the vertex's lane, -1 for nodes.
    path_start : array, shape (a + 1,)
    path : array
        Vertices of arc i from source to target: path[path_start[i] : path_start[i + 1]].
    backward : array of bool, shape (a,)
        Whether the arc leads back to the left.
    """

    layer: Ints
    arc: Ints
    path_start: Ints
    path: Ints
    backward: np.ndarray
    graph: Graph

    @property
    def depth(self) -> int:
        """Number of layers."""
        return int(self.layer.max(initial=-1)) + 1

    @property
    def second(self) -> Ints:
        """Vertex after the source on each arc's path, shape (a,)."""
        return self.path[self.path_start[:-1] + 1]

    @property
    def last_but_one(self) -> Ints:
        """Vertex before the target on each arc's path, shape (a,)."""
        return self.path[self.path_start[1:] - 2]

    def pieces(self) -> Ints:
        """Pieces of all paths: vertex, next vertex, arc; shape (pieces, 3)."""
        arc = np.repeat(np.arange(len(self.path_start) - 1), np.diff(self.path_start))
        within = arc[:-1] == arc[1:]
        return np.column_stack([self.path[:-1], self.path[1:], arc[:-1]])[within]

    def net(self, weight: Floats) -> Net:
        """Neighbours of each vertex, with `weight` (a,) of each arc."""
        pieces = self.pieces()
        step = self.layer[pieces[:, 1]] - self.layer[pieces[:, 0]]
        onward, turning = pieces[step != 0], pieces[step == 0]
        onward[step[step != 0] < 0] = onward[step[step != 0] < 0][:, [1, 0, 2]]
        leaves = turning[:, 1] >= len(self.graph.names)  # node to lane: the turn at the source, on the right
        turns = [np.concatenate([part, part[:, [1, 0, 2]]]) for part in (turning[~leaves], turning[leaves])]
        graph = self.graph
        touching = np.concatenate([graph.source, graph.target])
        return Net(
            self.layer,
            *self._by_vertex([onward[:, [1, 0, 2]], onward], weight),
            *self._by_vertex(turns, weight),
            self.path_start,
            self.path,
            self.backward,
            weight,
            np.searchsorted(np.sort(touching), np.arange(len(graph.names) + 1)).astype(np.int64),
            np.argsort(touching, kind="stable") % max(1, len(weight)),
        )

    def _by_vertex(self, faces: list[Ints], weight: Floats) -> tuple[Ints, Ints, Ints, Floats]:
        ordered = [pieces[np.lexsort((pieces[:, 1], pieces[:, 0]))] for pieces in faces]
        every = np.arange(len(self.layer) + 1)
        return (
            np.stack([np.searchsorted(pieces[:, 0], every) for pieces in ordered]).astype(np.int64),
            np.stack([pieces[:, 1] for pieces in ordered]),
            np.stack([pieces[:, 2] for pieces in ordered]),
            np.stack([weight[pieces[:, 2]] for pieces in ordered]),
        )


def split_at_layers(graph: Graph, layer: Ints) -> Lanes:
    """Every arc's path; an arc that does not lead to the right turns round and passes its own layers
    too."""
    n, count = len(graph.names), len(graph.source)
    begin, end = layer[graph.source], layer[graph.target]
    backward = begin >= end
    lanes = np.where(backward, begin - end + 1, end - begin - 1)
    path_start = np.concatenate([[0], np.cumsum(lanes + 2)]).astype(np.int64)
    arc = np.repeat(np.arange(count), lanes)
    nth = np.arange(len(arc)) - np.repeat(np.cumsum(lanes) - lanes, lanes)
    path = np.empty(path_start[-1], np.int64)
    path[path_start[:-1]] = graph.source
    path[path_start[1:] - 1] = graph.target
    path[path_start[arc] + 1 + nth] = n + np.arange(len(arc))
    return Lanes(
        layer=np.concatenate([layer, np.where(backward[arc], begin[arc] - nth, begin[arc] + 1 + nth)]),
        arc=np.concatenate([np.full(n, -1), arc]),
        path_start=path_start,
        path=path,
        backward=backward,
        graph=graph,
    )
