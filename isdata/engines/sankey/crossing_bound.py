"""Lower bound on the crossings of every order, by a linear model, which often also finds the optimum.

The model of pair_costs.py is relaxed: variables may have any value from 0 to 1. Two families of inequalities that
hold for every order are added if they are violated: three vertices of a layer must have an order, and along
any ring of pairs the number of differing pairs is even [1]_. The rest is solved by branch and bound.

References
----------
.. [1] F. Barahona and A. R. Mahjoub, "On the cut polytope", Mathematical Programming 36, 157-173, 1986.
"""

import time

import highspy
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from isdata.engines.sankey.graph import Floats, Ints
from isdata.engines.sankey.lanes import Lanes
from isdata.engines.sankey.order import Order, by_key
from isdata.engines.sankey.pair_costs import Model, model, size
from isdata.engines.sankey.result import Optimal
from isdata.engines.solver import silent

VARIABLES, PIECES = 40_000, 1_000_000  # sizes above which the model is not tried
AT_ONCE = 200  # starts of rings that are processed between two checks of the time
ROUNDS = 100
CLOSE = 1e-6  # relative: nearer than this is proved


def prove(lanes: Lanes, order: Order, rank: Floats, seconds: float) -> tuple[Order, Optimal]:
    """Best order and its proved bounds, within `seconds`.

    A different order than the given one is returned only if it is proved to be optimal, so that a slow
    machine may prove less, but does not draw a different picture without a proof.
    """
    weight = lanes.graph.value / max(lanes.graph.value.max(initial=0.0), 1e-300)
    today = order.weighed(lanes.net(weight))
    unit = lanes.graph.value.max(initial=0.0) ** 2
    if today <= 0:
        return order, Optimal(proved=True, bound=0.0, gap=0.0)
    deadline = time.monotonic() + seconds
    variables, pieces = size(lanes, order)
    if seconds <= 0 or variables > VARIABLES or pieces > PIECES:
        return order, Optimal(proved=False, bound=0.0, gap=1.0)
    relaxed = _Relaxed(model(lanes, order, weight), order, rank, deadline)
    relaxed.tighten(today)
    if relaxed.bound < today * (1 - CLOSE) and not relaxed.is_whole():
        relaxed.branch()
    found = relaxed.order(lanes) if relaxed.is_whole() else order
    if found.weighed(lanes.net(weight)) < today * (1 - CLOSE) and _proves(
        relaxed.bound, found, lanes, weight
    ):
        order = found
        today = found.weighed(lanes.net(weight))
    bound = min(max(relaxed.bound, 0.0), today)
    proved = bound >= today * (1 - CLOSE)
    gap = 0.0 if proved else (today - bound) / today
    return order, Optimal(proved=proved, bound=today * unit if proved else bound * unit, gap=gap)


def _proves(bound: float, order: Order, lanes: Lanes, weight: Floats) -> bool:
    return bound >= order.weighed(lanes.net(weight)) * (1 - CLOSE)


class _Relaxed:
    """The linear model: a column for each variable and for each pair, 1 if the cost of the pair is
    incurred."""

    def __init__(self, exact: Model, order: Order, rank: Floats, deadline: float) -> None:
        self.exact, self.deadline = exact, deadline
        self.variables, self.pairs = len(exact.above), len(exact.cost)
        self.start = (order.position[exact.above] < order.position[exact.below]).astype(float)
        self.bound = -np.inf
        self.values = np.zeros(self.variables + self.pairs)
        self.solver = silent()
        self.solver.passModel(self._linear(order, rank))
        self.waiting = np.ones(len(exact.triples), dtype=bool)

    def _linear(self, order: Order, rank: Floats) -> highspy.HighsLp:
        """The model without rings and triples. A pair with a saving has the column "is equal", with a
        cost."""
        exact = self.exact
        pair = self.variables + np.arange(self.pairs)
        saves = exact.cost < 0
        sign = np.where(saves, -1.0, 1.0)
        columns = np.column_stack([pair, exact.one, exact.other])
        ones = np.ones(self.pairs)
        rows = np.stack([np.column_stack([ones, -ones, sign]), np.column_stack([ones, ones, -sign])], axis=1)
        rows[saves, 0] = [1.0, -1.0, -1.0]
        rows[saves, 1] = [1.0, 1.0, 1.0]
        low = np.stack([np.where(saves, -1.0, 0.0), np.where(saves, 1.0, 0.0)], axis=1)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.variables + self.pairs, 2 * self.pairs
        lp.col_cost_ = np.concatenate([np.zeros(self.variables), np.abs(exact.cost)])
        lp.offset_ = exact.constant + exact.cost[saves].sum()
        lp.col_lower_, lp.col_upper_ = self._bounds(rank)
        lp.row_lower_, lp.row_upper_ = low.ravel(), np.full(2 * self.pairs, highspy.kHighsInf)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.arange(0, 6 * self.pairs + 1, 3)
        lp.a_matrix_.index_ = np.repeat(columns, 2, axis=0).ravel()
        lp.a_matrix_.value_ = rows.ravel()
        return lp

    def _bounds(self, rank: Floats) -> tuple[Floats, Floats]:
        low, high = np.zeros(len(self.values)), np.ones(len(self.values))
        held = np.flatnonzero(~np.isnan(rank[self.exact.above]) & ~np.isnan(rank[self.exact.below]))
        low[held] = high[held] = self.start[held]
        return low, high

    def _run(self) -> bool:
        left = max(1e-3, self.deadline - time.monotonic())
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + left)
        self.solver.run()
        done = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if done:
            self.values = np.array(self.solver.getSolution().col_value)
        return done

    def _is_late(self) -> bool:
        return time.monotonic() > self.deadline

    def tighten(self, today: float) -> None:
        """Add violated inequalities until there are none, or the bound reaches the present cost."""
        for _ in range(ROUNDS):
            if self._is_late() or not self._run():
                return
            self.bound = self.solver.getObjectiveValue()
            if self.bound >= today * (1 - CLOSE):
                return
            if self._add_triples() + self._add_rings() == 0:
                return

    def branch(self) -> None:
        """Let the solver decide the remaining fractional variables."""
        columns = np.arange(self.variables, dtype=np.int32)
        kinds = np.full(self.variables, highspy.HighsVarType.kInteger)
        self.solver.changeColsIntegrality(self.variables, columns, kinds)
        self.solver.setOptionValue("mip_rel_gap", CLOSE / 10)
        self.solver.setSolution(self.variables, columns, self.start)  # the order found by the search
        while not self._is_late():
            is_done = self._run()
            self.bound = max(self.bound, self.solver.getInfo().mip_dual_bound)
            if not is_done or self._add_triples() == 0:
                return

    def is_whole(self) -> bool:
        """Return True if every variable is 0 or 1 and the rows are orders."""
        x = self.values[: self.variables]
        return bool((np.abs(x - np.round(x)) < CLOSE).all()) and not self._broken().any()

    def order(self, lanes: Lanes) -> Order:
        """Order of whole variables."""
        is_above = self.values[: self.variables] > 0.5
        lower = np.where(is_above, self.exact.below, self.exact.above)
        return by_key(lanes, np.bincount(lower, minlength=len(lanes.layer)).astype(float))

    def _broken(self) -> np.ndarray:
        triples = self.exact.triples
        total = self.values[triples[:, 0]] + self.values[triples[:, 1]] - self.values[triples[:, 2]]
        return (total < -CLOSE) | (total > 1 + CLOSE)

    def _add_triples(self) -> int:
        triples = self.exact.triples
        broken = np.flatnonzero(self.waiting & self._broken())
        self.waiting[broken] = False
        if len(broken):
            n = len(broken)
            starts, signs = np.arange(0, 3 * n, 3), np.tile([1.0, 1.0, -1.0], n)
            self.solver.addRows(n, np.zeros(n), np.ones(n), 3 * n, starts, triples[broken].ravel(), signs)
        return len(broken)

    def _add_rings(self) -> int:
        """Add rings along which an odd number of pairs differ: shortest paths in a doubled graph."""
        exact, n = self.exact, self.variables
        column = self.values[n:]
        differ = np.clip(np.where(exact.cost > 0, column, 1 - column), 0, 1)
        a, b = exact.one, exact.other
        begin = np.concatenate([a, a + n, a, b])
        end = np.concatenate([b, b + n, b + n, a + n])
        length = np.concatenate([differ, differ, 1 - differ, 1 - differ]) + 1e-9
        doubled = csr_array((length, (begin, end)), shape=(2 * n, 2 * n))
        sources = np.unique(np.concatenate([a, b]))
        pair = {(int(i), int(j)): t for t, (i, j) in enumerate(zip(a, b, strict=True))}
        rings = set()
        for some in np.split(sources, range(AT_ONCE, len(sources), AT_ONCE)):
            if self._is_late():
                break
            far, came = dijkstra(doubled, directed=False, indices=some, return_predecessors=True, limit=1.0)
            for row in np.flatnonzero(far[np.arange(len(some)), some + n] < 1 - 1e-3):
                ring = self._ring(came[row], int(some[row]), pair)
                if len({t for t, _ in ring}) == len(ring):
                    rings.add(frozenset(ring))
        for ring in sorted(rings, key=sorted):
            self._add_ring(ring)
        return len(rings)

    def _ring(self, came: Ints, source: int, pair: dict[tuple[int, int], int]) -> list[tuple[int, bool]]:
        """Pairs on the path from a variable to its double, each with whether the path changes sides there."""
        n, at, ring = self.variables, source + self.variables, []
        while at != source:
            before = int(came[at])
            i, j = sorted((before % n, at % n))
            ring.append((pair[i, j], (before < n) != (at < n)))
            at = before
        return ring

    def _add_ring(self, ring: frozenset[tuple[int, bool]]) -> None:
        """Add a ring's inequality: if all pairs that change sides differ, another must too: their sum less
        the others ≤ odd - 1."""
        limit = sum(changes for _, changes in ring) - 1.0
        index, value = [], []
        for t, changes in sorted(ring):
            sign = 1.0 if changes else -1.0
            if self.exact.cost[t] < 0:
                limit, sign = limit - sign, -sign
            index.append(self.variables + t)
            value.append(sign)
        self.solver.addRow(
            -highspy.kHighsInf, limit, len(index), np.array(index, dtype=np.int32), np.array(value)
        )
