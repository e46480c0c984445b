"""How is every link cut at the layers it passes, so that it has a lane of its own there?"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from isdata.sankey.graph import Floats, Graph, Ints

LEFT, RIGHT = 0, 1  # faces of a layer


class Net(NamedTuple):
    """What the compiled search for an order reads: neighbours by vertex, once for each face.

    `through_*` are pieces that cross the gap to the next layer; `turn_*` are pieces that join two
    vertices of one layer round its left or right face. First index: the face.
    """

    layer: Ints  # (v,)
    through_start: Ints  # (2, v + 1)
    through_other: Ints  # (2, s)
    through_value: Floats  # (2, s)
    turn_start: Ints  # (2, v + 1)
    turn_other: Ints  # (2, 2t)
    turn_value: Floats  # (2, 2t)


@dataclass(frozen=True)
class Lanes:
    """Every arc as a way over vertices: its source, a lane in each layer passed, its target.

    Vertices 0 … n - 1 are the nodes; the rest are lanes.

    Attributes
    ----------
    layer : array, shape (v,)
    arc : array, shape (v,)
        Arc whose lane the vertex is, -1 for nodes.
    way : list of arrays, length a
        Vertices of each arc from source to target.
    backward : array of bool, shape (a,)
        Whether the arc goes round to the left.
    """

    layer: Ints
    arc: Ints
    way: list[Ints]
    backward: np.ndarray
    graph: Graph

    @property
    def depth(self) -> int:
        """Number of layers."""
        return int(self.layer.max(initial=-1)) + 1

    def net(self, weight: Floats) -> Net:
        """Return the neighbours of each vertex with `weight` (a,) of each arc."""
        through, turns = self._pieces()
        start, other, value = zip(
            *(self._by_vertex(through[face], weight) for face in (LEFT, RIGHT)), strict=True
        )
        round_ = [np.concatenate([turns[face], turns[face][:, [1, 0, 2]]]) for face in (LEFT, RIGHT)]
        tstart, tother, tvalue = zip(
            *(self._by_vertex(round_[face], weight) for face in (LEFT, RIGHT)), strict=True
        )
        return Net(
            self.layer,
            np.stack(start),
            np.stack(other),
            np.stack(value),
            np.stack(tstart),
            np.stack(tother),
            np.stack(tvalue),
        )

    def _pieces(self) -> tuple[list[Ints], list[Ints]]:
        """(vertex, other, arc) of the through pieces and the turns, by face of the vertex."""
        ahead = [
            np.column_stack([way[:-1], way[1:], np.full(len(way) - 1, arc)])
            for arc, way in enumerate(self.way)
        ]
        pieces = np.concatenate(ahead) if ahead else np.empty((0, 3), np.int64)
        step = self.layer[pieces[:, 1]] - self.layer[pieces[:, 0]]
        onward, back = pieces[step > 0], pieces[step < 0][:, [1, 0, 2]]
        leftmost_first = np.concatenate([onward, back])
        turning = pieces[step == 0]
        leaves = turning[:, 1] >= len(self.graph.names)  # node to lane: the turn at the source, on the right
        return (
            [leftmost_first[:, [1, 0, 2]], leftmost_first],
            [turning[~leaves], turning[leaves]],
        )

    def _by_vertex(self, pieces: Ints, weight: Floats) -> tuple[Ints, Ints, Floats]:
        order = np.lexsort((pieces[:, 1], pieces[:, 0]))
        pieces = pieces[order]
        start = np.searchsorted(pieces[:, 0], np.arange(len(self.layer) + 1)).astype(np.int64)
        return start, np.ascontiguousarray(pieces[:, 1]), weight[pieces[:, 2]].astype(np.float64)


def cut(graph: Graph, layer: Ints) -> Lanes:
    """Return every arc's way; an arc that does not lead to the right goes round and passes its own layers too."""
    n = len(graph.names)
    layers, arcs, way = [layer], [np.full(n, -1, np.int64)], []
    used = n
    for arc, (source, target) in enumerate(zip(graph.source, graph.target, strict=True)):
        a, b = layer[source], layer[target]
        passed = np.arange(a + 1, b) if a < b else np.arange(a, b - 1, -1)
        lanes = np.arange(used, used + len(passed))
        used += len(passed)
        layers.append(passed)
        arcs.append(np.full(len(passed), arc, np.int64))
        way.append(np.concatenate([[source], lanes, [target]]).astype(np.int64))
    return Lanes(
        layer=np.concatenate(layers).astype(np.int64),
        arc=np.concatenate(arcs),
        way=way,
        backward=layer[graph.source] >= layer[graph.target],
        graph=graph,
    )
