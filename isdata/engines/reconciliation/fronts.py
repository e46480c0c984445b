"""In which order is a sparse symmetric matrix inverted, and in which dense pieces?

A front is a set of unknowns eliminated together: its `own`, and the `rest` they touch later. Fronts form
a tree; what a front leaves over is added to its parent's. The pieces are dense, so the work is done by
LAPACK, and a network of 100,000 flows needs a few thousand of them.
"""

from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import spilu

from isdata.engines.reconciliation.problem import Array

_SUBTREE = 24  # nodes of the tree that are always eliminated together
_EXTRA = 0.3  # of a front's entries that may be zeros taken in to make it larger
_FULL = 0.9  # part of the last piece that another one touches before both are made one
_WIDEST = 192  # own unknowns a front; wider ones are cut, so that most work is matrix products


@dataclass
class Front:
    """Unknowns `start:stop` in the order of elimination, the later ones they touch, and the place in the tree."""

    start: int
    stop: int
    rest: Array
    parent: int
    place: Array = field(default_factory=lambda: np.empty(0, dtype=int))

    @property
    def width(self) -> int:
        """Number of own unknowns."""
        return self.stop - self.start

    def local(self, positions: Array) -> Array:
        """Return where unknowns stand among own and rest."""
        later = self.width + np.searchsorted(self.rest, positions)
        return np.where(positions < self.stop, positions - self.start, later)


@dataclass(frozen=True)
class Plan:
    """The order of elimination (unknowns by position), and the fronts, children before parents."""

    order: Array
    fronts: list[Front]


def plan(matrix: sp.csr_array, groups: Array) -> Plan:
    """Return how to invert a symmetric matrix; unknowns of one group are eliminated together."""
    count = int(groups.max()) + 1 if groups.size else 0
    member = sp.csr_array((np.ones(groups.size), (np.arange(groups.size), groups)), (groups.size, count))
    pattern = sp.csr_array(member.T @ (abs(matrix) > 0).astype(float) @ member)
    sequence = _fill_reducing(pattern)
    pieces = _pieces(sp.csr_array(pattern[sequence][:, sequence]))
    ranked = np.concatenate([own for own, _, _ in pieces]) if pieces else np.empty(0, dtype=int)
    position = np.empty_like(ranked)
    position[ranked] = np.arange(ranked.size)
    by_group = np.argsort(groups, kind="stable")
    width = np.bincount(groups, minlength=count)[sequence[ranked]]
    begin = np.concatenate([[0], np.cumsum(width)])
    first = np.concatenate([[0], np.cumsum(np.bincount(groups, minlength=count))])[sequence[ranked]]
    fronts, done = [], 0
    for own, rest, parent in pieces:
        later = np.sort(position[rest])
        stop = done + len(own)
        fronts.append(Front(int(begin[done]), int(begin[stop]), _ranges(begin[later], width[later]), parent))
        done = stop
    for front in fronts:
        if front.parent >= 0:
            front.place = fronts[front.parent].local(front.rest)
    return Plan(by_group[_ranges(first, width)], fronts)


def _ranges(starts: Array, lengths: Array) -> Array:
    """Return the numbers of several ranges, one after the other."""
    if not starts.size:
        return np.empty(0, dtype=int)
    ends = np.cumsum(lengths)
    return np.arange(ends[-1]) + np.repeat(starts - (ends - lengths), lengths)


def _fill_reducing(pattern: sp.csr_array) -> Array:
    """Return an order that keeps the inverse's pieces small: SuperLU's minimum degree, by an empty factorisation."""
    size = pattern.shape[0]
    if size == 0:
        return np.empty(0, dtype=int)
    ones = sp.csc_array((np.ones(pattern.nnz), pattern.indices, pattern.indptr), shape=pattern.shape)
    dominant = sp.csc_array(ones + 2.0 * size * sp.eye_array(size))
    incomplete = spilu(
        dominant,
        drop_tol=1e9,
        fill_factor=1,
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )
    return np.argsort(incomplete.perm_c)


def _tree(below: sp.csr_array) -> list[int]:
    """Return the elimination tree (parent of each node, -1 for roots) from the entries left of the diagonal.

    Liu's algorithm with path compression [1]_.

    References
    ----------
    .. [1] J. W. H. Liu, "The role of elimination trees in sparse factorization", SIAM J. Matrix Anal. Appl.
       11 (1990) 134-172.
    """
    size = below.shape[0]
    parent, ancestor = [-1] * size, [-1] * size
    ends, columns = below.indptr.tolist(), below.indices.tolist()
    for row in range(size):
        for column in columns[ends[row] : ends[row + 1]]:
            node = column
            while node != -1 and node < row:
                following = ancestor[node]
                ancestor[node] = row
                if following == -1:
                    parent[node] = row
                node = following
    return parent


@dataclass
class _Piece:
    """Nodes eliminated together, the later ones they touch, and the pieces below."""

    own: list[int]
    rest: Array
    children: list["_Piece"]

    def absorb(self) -> None:
        """Take in the widest child, unless that brings too many zeros or makes the piece too wide."""
        child = max(self.children, key=lambda child: len(child.own), default=None)
        if child is None or len(child.own) >= _WIDEST:
            return
        added = len(self.own) + self.rest.size - child.rest.size
        if added <= _EXTRA * (len(child.own) / 2 + child.rest.size):
            self.own = child.own + self.own
            self.children = [other for other in self.children if other is not child] + child.children

    def gather(self) -> None:
        """Take in children that touch nearly all of a piece: where everything hangs together, one piece is best.

        Only for the last piece, of which nothing is left over: its inverse is what others begin with.
        """
        while self.children:
            child = max(self.children, key=lambda child: child.rest.size)
            if child.rest.size < _FULL * len(self.own):
                return
            self.own = child.own + self.own
            self.children = [other for other in self.children if other is not child] + child.children


def _pieces(pattern: sp.csr_array) -> list[tuple[Array, Array, int]]:
    """Return own nodes, nodes touched later, and parent piece of each front, children before parents."""
    below = sp.csc_array(sp.tril(pattern, -1))
    below.sort_indices()
    parent = _tree(sp.csr_array(below))
    waiting: dict[int, list[_Piece]] = {}
    for head, own in _small_subtrees(parent):
        children = waiting.pop(head, [])
        later = [below.indices[below.indptr[node] : below.indptr[node + 1]] for node in own]
        rest = np.unique(np.concatenate(later + [child.rest for child in children]))
        piece = _Piece(own, rest[rest > head], children)
        piece.absorb()
        waiting.setdefault(parent[head], []).append(piece)
    roots = waiting.get(-1, [])
    for root in roots:
        root.gather()
    return _children_first(roots)


def _small_subtrees(parent: list[int]) -> list[tuple[int, list[int]]]:
    """Return the nodes in groups, with each group's head: small subtrees whole, the nodes above one by one."""
    size = [1] * len(parent)
    for node, above in enumerate(parent):
        if above >= 0:
            size[above] += size[node]
    head = list(range(len(parent)))
    for node in range(len(parent) - 1, -1, -1):
        above = parent[node]
        if above >= 0 and size[above] <= _SUBTREE:
            head[node] = head[above]
    groups: dict[int, list[int]] = {}
    for node, top in enumerate(head):
        groups.setdefault(top, []).append(node)
    return sorted(groups.items())


def _children_first(roots: list[_Piece]) -> list[tuple[Array, Array, int]]:
    """Return own, rest and the parent's place of all pieces, each subtree in one stretch before its parent."""
    seen: list[tuple[Array, Array, int]] = []
    stack = [(root, -1) for root in roots]
    while stack:
        piece, parent = stack.pop()
        stack.extend((child, len(seen)) for child in piece.children)
        seen.append((np.sort(piece.own), piece.rest, parent))
    last = len(seen) - 1
    return [(own, rest, last - parent if parent >= 0 else -1) for own, rest, parent in reversed(seen)]
