"""Height of each vertex, so that ribbons are as straight as possible."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.node_sizes import NodeSizes
from isdata.engines.sankey.order import Order
from isdata.engines.sankey.vertical_alignment import STAY, align_layers

SMALL = 300  # vertices up to which a linear model finds the straightest heights
ROUNDS = 24
CLOSE = 1e-4  # picture units; tolerance for rounding
Rows = list[tuple[list[tuple[float, Ints]], Floats]]  # factors with their columns, and the right side


@dataclass(frozen=True)
class Pieces:
    """Pieces of paths between layers, each array of shape (p,).

    `rise` is the height difference of the right vertex's middle at which the piece is level (positive:
    lower), `pull` is its weight.
    """

    left: Ints
    right: Ints
    rise: Floats
    pull: Floats


def middles(
    lanes: Lanes, order: Order, sizes: NodeSizes, dock: tuple[Floats, Floats], height: float, wish: Floats
) -> Floats:
    """Middle of each vertex, shape (v,).

    Parameters
    ----------
    dock : pair of arrays, shape (a,)
        Positions of arcs at source and target, from the node's top.
    wish : array, shape (v,)
        Former position of a vertex, NaN if there is none; it is kept if there is room.
    """
    if _have_room(wish, order, sizes, height):
        return wish.copy()
    pieces = _pieces(lanes, sizes, dock)
    near = _near(pieces, order, sizes, height, wish)
    if len(lanes.layer) <= SMALL:
        straight = _straightest(pieces, order, sizes, height, wish, near)
        near = near if straight is None else straight
    return near if not np.isnan(wish).all() else _centred(near, sizes, height)


def _have_room(wish: Floats, order: Order, sizes: NodeSizes, height: float) -> bool:
    """Return True if every vertex can keep its former position."""
    if np.isnan(wish).any():
        return False
    edge = sizes.room / 2
    this, below = order.members[:-1], order.members[1:]
    free = wish[below] - wish[this] - edge[this] - edge[below] - sizes.gap[:-1]
    free[order.start[1:-1] - 1] = 0.0  # between the last of a layer and the first of the next
    return bool(
        (free > -CLOSE).all() and (wish > edge - CLOSE).all() and (wish < height - edge + CLOSE).all()
    )


def _centred(middle: Floats, sizes: NodeSizes, height: float) -> Floats:
    """All vertices moved to the middle of the picture."""
    free_above = (middle - sizes.room / 2).min()
    free_below = height - (middle + sizes.room / 2).max()
    return middle + (free_below - free_above) / 2


def _pieces(lanes: Lanes, sizes: NodeSizes, dock: tuple[Floats, Floats]) -> Pieces:
    graph = lanes.graph
    n = len(graph.names)
    begin, end, arc = lanes.pieces().T
    offset_begin = np.where(begin < n, dock[0][arc] - sizes.vertex[begin] / 2, 0.0)
    offset_end = np.where(end < n, dock[1][arc] - sizes.vertex[end] / 2, 0.0)
    step = lanes.layer[end] - lanes.layer[begin]
    rise = offset_begin - offset_end
    inner = (begin >= n).astype(int) + (end >= n).astype(int)
    pull = (sizes.arc[arc] + 0.1) * np.array([1.0, 2.0, 6.0])[inner]
    keep, back = step != 0, step < 0
    begin, end = np.where(back, end, begin), np.where(back, begin, end)
    rise = np.where(back, -rise, rise)
    return Pieces(begin[keep], end[keep], rise[keep], pull[keep])


def _straightest(
    pieces: Pieces, order: Order, sizes: NodeSizes, height: float, wish: Floats, near: Floats
) -> Floats | None:
    """Least sum of width times bend, as a linear model: pieces are level if possible.

    Columns: the middles, then the deviation of each piece from level, then the deviation of each vertex from
    its wish (or, with a very small weight, from the least-squares solution, so that the result is unique).
    """
    v, p = len(near), len(pieces.left)
    goal = np.where(np.isnan(wish), near, wish)
    held = np.where(np.isnan(wish), 1e-3, STAY * (pieces.pull.max(initial=0.0) + 1.0))
    this, below = order.members[:-1], order.members[1:]
    same = np.ones(len(this), dtype=bool)
    same[order.start[1:-1] - 1] = False
    apart = (sizes.room[this] + sizes.room[below]) / 2 + sizes.gap[:-1]
    this, below, apart = this[same], below[same], apart[same]
    rows: Rows = [
        ([(1.0, pieces.right), (-1.0, pieces.left), (-1.0, v + np.arange(p))], pieces.rise),
        ([(-1.0, pieces.right), (1.0, pieces.left), (-1.0, v + np.arange(p))], -pieces.rise),
        ([(1.0, np.arange(v)), (-1.0, v + p + np.arange(v))], goal),
        ([(-1.0, np.arange(v)), (-1.0, v + p + np.arange(v))], -goal),
        ([(1.0, this), (-1.0, below)], -apart),
    ]
    low = np.concatenate([sizes.room / 2, np.zeros(p + v)])
    high = np.concatenate([np.maximum(sizes.room / 2, height - sizes.room / 2), np.full(p + v, np.inf)])
    solved = linprog(
        np.concatenate([np.zeros(v), pieces.pull, held]),
        _matrix(rows, 2 * v + p),
        np.concatenate([right for _, right in rows]),
        bounds=np.column_stack([low, high]),
        method="highs",
    )
    return None if solved.x is None else solved.x[:v]


def _matrix(rows: Rows, columns: int) -> csr_array:
    """Coefficients of groups of rows, each row with one column of every term."""
    begin, row, column, factor = 0, [], [], []
    for terms, right in rows:
        for own, places in terms:
            row.append(begin + np.arange(len(places)))
            column.append(places)
            factor.append(np.full(len(places), own))
        begin += len(right)
    places = (np.concatenate(row), np.concatenate(column))
    return coo_array((np.concatenate(factor), places), shape=(begin, columns)).tocsr()


def _near(pieces: Pieces, order: Order, sizes: NodeSizes, height: float, wish: Floats) -> Floats:
    by_left, by_right = np.argsort(pieces.left, kind="stable"), np.argsort(pieces.right, kind="stable")
    ends = np.arange(len(order.members) + 1)
    start = np.stack(
        [np.searchsorted(pieces.right[by_right], ends), np.searchsorted(pieces.left[by_left], ends)]
    ).astype(np.int64)
    other = np.stack([pieces.left[by_right], pieces.right[by_left]])
    rise = np.stack([pieces.rise[by_right], -pieces.rise[by_left]])
    pull = np.stack([pieces.pull[by_right], pieces.pull[by_left]])
    rounds = max(6, min(ROUNDS, 400_000 // max(1, len(order.members))))
    return align_layers(
        order.members,
        order.start,
        sizes.room,
        sizes.gap,
        float(height),
        wish,
        start,
        other,
        rise,
        pull,
        rounds,
    )
