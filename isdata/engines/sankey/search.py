"""Search for an order: sweeps from several starts, then rerouting of links and nodes while it saves
crossings."""

import numpy as np

from isdata.engines.sankey.crossings import crossings
from isdata.engines.sankey.graph import Ints
from isdata.engines.sankey.lanes import Net
from isdata.engines.sankey.layer_sweeps import sweep
from isdata.engines.sankey.link_rerouting import lay_links
from isdata.engines.sankey.node_reinsertion import place_nodes
from isdata.engines.sankey.search_state import SearchState
from isdata.engines.sankey.sifting import sift

LEAST = 1e-9  # smallest relative saving that counts


class Search:
    """Improves the order of a state within a number of elementary steps.

    Steps are counted instead of timed, so that the same input gives the same order on every machine.
    """

    def __init__(self, net: Net, state: SearchState, limit: float, seed: int) -> None:
        self.net, self.state, self.limit = net, state, limit
        self.chance = np.random.default_rng(seed)
        self.heavy = np.argsort(-net.weight, kind="stable")
        first, last = net.path_start[:-1], net.path_start[1:] - 1
        if len(first):
            layers = net.layer[net.path]
            low, high = np.minimum.reduceat(layers, first), np.maximum.reduceat(layers, first)
            self.links = np.stack([low, high])
            ends = net.path[np.concatenate([first, last])]
            self.nodes = np.stack([net.layer[: len(net.arcs_start) - 1]] * 2)
            np.minimum.at(self.nodes[0], ends, np.tile(low, 2))
            np.maximum.at(self.nodes[1], ends, np.tile(high, 2))
        self.laid = np.zeros(len(first), np.int64)
        self.placed = np.zeros(len(net.arcs_start) - 1, np.int64)
        self.sifted = np.zeros(len(state.start) - 1, np.int64)

    @property
    def cost(self) -> float:
        """Weighted crossings of the state's order."""
        return crossings(self.net, self.state.members, self.state.start, self.state.position)

    def take(self, members: Ints) -> None:
        """Set the order of the state."""
        state = self.state
        state.members[:] = members
        state.position[members] = np.arange(len(members)) - state.start[self.net.layer[members]]
        state.moved[:] = state.moved.max() + 1

    def descend(self) -> None:
        """Reroute links, sift and reinsert nodes until nothing is saved or the steps are used up."""
        net, state = self.net, self.state
        saved = np.inf
        while saved > LEAST and state.clock[0] < state.clock[1]:
            saved = lay_links(net, state, self.heavy, self.links, self.laid)
            saved += sift(net, state, self.sifted, 40)
            saved += place_nodes(net, state, self.nodes, self.placed)

    def start(self, starts: int) -> None:
        """Keep the best of several starts: the order of the state, then random ones."""
        state = self.state
        given, best, best_cost = state.members.copy(), state.members.copy(), np.inf
        for turn in range(starts):
            self.take(given if turn == 0 else self._shuffled(given))
            sweep(self.net, state)
            state.moved[:] = state.moved.max() + 1
            state.clock[1] = self.limit * (turn + 1) / starts
            self.descend()
            if self.cost < best_cost * (1 - LEAST):
                best, best_cost = state.members.copy(), self.cost
        self.take(best)

    def kick(self, times: int) -> None:
        """Move a few vertices of neighbouring layers at random, re-optimise, and keep improvements."""
        state = self.state
        state.clock[1] = self.limit
        best, best_cost = state.members.copy(), self.cost
        for _ in range(times):
            if state.clock[0] >= self.limit or best_cost <= LEAST:
                break
            self.take(self._disturbed(best))
            self.descend()
            cost = self.cost
            if cost < best_cost * (1 - LEAST):
                best, best_cost = state.members.copy(), cost
        self.take(best)

    def _shuffled(self, members: Ints) -> Ints:
        rows = np.split(members, self.state.start[1:-1])
        return np.concatenate([self._by_hand(self.chance.permutation(row)) for row in rows])

    def _disturbed(self, members: Ints) -> Ints:
        rows = np.split(members, self.state.start[1:-1])
        first = self.chance.integers(len(rows))
        for _ in range(self.chance.integers(2, 6)):
            layer = min(len(rows) - 1, first + self.chance.integers(3))
            here, there = self.chance.integers(len(rows[layer]), size=2)
            moved = np.insert(np.delete(rows[layer], here), there, rows[layer][here])
            rows[layer] = self._by_hand(moved)
        return np.concatenate(rows)

    def _by_hand(self, row: Ints) -> Ints:
        """The row with its hand-set vertices in their order, in the positions they occupy together."""
        rank = self.state.rank[row]
        held = np.flatnonzero(~np.isnan(rank))
        row[held] = row[held[np.argsort(rank[held], kind="stable")]]
        return row
