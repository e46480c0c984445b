"""Compiled search for the best position of a node when all its links are rerouted."""

from numba import njit

from isdata.engines.compiled import kept
from isdata.engines.sankey.crossings import gap_crossings, turn_crossings
from isdata.engines.sankey.link_rerouting import FAR, path_cost, propagate_along_path, reroute
from isdata.engines.sankey.search_state import fill, latest, move, next_time, record_move, restore
from isdata.engines.sankey.sifting import LEAST


@njit
def reinsertion_gain(net, state, v, low, high, before_it):
    """Remove a node with all its links and insert it where rerouting them costs least; return the saving.

    Its links pass the layers from `low` to `high`; `before_it` (v,) is scratch space for the former order.
    """
    begin, end = net.arcs_start[v], net.arcs_start[v + 1]
    for j in range(begin, end):
        state.gone[net.arcs[j]] = True
    goal, hopeful = _aim(net, state, v)
    saved = 0.0
    if hopeful:
        first, last = state.start[low], state.start[high + 1]
        for k in range(first, last):
            before_it[k] = state.members[k]
        before = _local(net, state, low, high)
        layer = net.layer[v]
        for k in range(low, high + 1):
            state.moved_before[k] = state.moved[k]
        if goal != state.position[v]:
            move(state.members, state.position, state.start[layer], v, goal)
            record_move(state.moved, layer)
        for j in range(begin, end):  # one after the other, with the later ones still removed
            reroute(net, state, net.arcs[j])
            state.gone[net.arcs[j]] = False
        saved = before - _local(net, state, low, high)
        if saved <= LEAST:
            saved = 0.0
            restore(before_it, state.members, state.start, state.position, low, high)
            for k in range(low, high + 1):
                state.moved[k] = state.moved_before[k]
    for j in range(begin, end):
        state.gone[net.arcs[j]] = False
    return saved


@njit
def _aim(net, state, v):
    """Position where the node's links cost least, routed one by one, and whether that is less than
    at present."""
    today = 0.0
    for j in range(net.arcs_start[v], net.arcs_start[v + 1]):
        today += path_cost(net, state, net.arcs[j])
    _fill_tally(net, state, v, today)
    here, slot = state.position[v], _least_slot(net, state, v)
    return (slot if slot <= here else slot - 1), state.tally[slot] < today - LEAST


@njit
def _fill_tally(net, state, v, bound):
    """Fill `state.tally` with the costs of the node's links by its slot; costs from `bound` up are dropped."""
    layer = net.layer[v]
    size = state.start[layer + 1] - state.start[layer]
    tally = state.tally
    fill(tally, size + 1, 0.0)
    for j in range(net.arcs_start[v], net.arcs_start[v + 1]):
        arc = net.arcs[j]
        source, target = net.path[net.path_start[arc]], net.path[net.path_start[arc + 1] - 1]
        if source == target:
            continue
        i = propagate_along_path(net, state, arc, target if source == v else source, bound)
        costs = state.room[i]
        if net.backward[arc]:
            _spread(net, state, layer, 1 if source == v else 0, net.weight[arc], costs)
        least = FAR
        for s in range(size + 1):
            tally[s] += costs[s]
            least = min(least, costs[s])
        bound -= least


@njit
def _least_slot(net, state, v):
    """Slot of least tally that the node reaches without passing another one when both are set by hand."""
    layer = net.layer[v]
    first, size = state.start[layer], state.start[layer + 1] - state.start[layer]
    here = state.position[v]
    slot, tally = here, state.tally
    for step in (-1, 1):
        s = here
        while 0 <= s <= size:
            if tally[s] < tally[slot] - LEAST:
                slot = s
            passed = s - 1 if step < 0 else s
            if 0 <= passed < size:
                u = state.members[first + passed]
                is_set = state.rank[u] == state.rank[u] and state.rank[v] == state.rank[v]  # neither is NaN
                if u != v and is_set:
                    break
            s += step
    return slot


@njit
def _spread(net, state, layer, face, weight, costs):
    """Convert costs by slot of a lane to costs by slot of the node that turns into it."""
    first, size = state.start[layer], state.start[layer + 1] - state.start[layer]
    for direction in (1, -1):
        cost = FAR
        for j in range(size + 1):
            s = j if direction > 0 else size - j
            if j > 0:
                v = state.members[first + (s - 1 if direction > 0 else s)]
                for k in range(net.through_start[face, v], net.through_start[face, v + 1]):
                    if not state.gone[net.through_arc[face, k]]:
                        cost += weight * net.through_value[face, k]
            cost = min(cost, costs[s])
            costs[s] = cost


@njit
def _local(net, state, low, high):
    """Crossings at and between the layers from low to high, and in the gaps beside them."""
    total = 0.0
    for layer in range(max(0, low - 1), high + 1):
        total += gap_crossings(net, state.members, state.start, state.position, layer)
    for layer in range(low, high + 1):
        for face in range(2):
            total += turn_crossings(net, state.members, state.start, state.position, layer, face)
    return total


@kept
def place_nodes(net, state, reach, placed):
    """Reinsert the nodes, one after the other; return the saving.

    Parameters
    ----------
    reach : array, shape (2, n)
        Lowest and highest layer of the arcs of each node.
    placed : array, shape (n,)
        Time of the last insertion of each node; nodes near which nothing has moved since are skipped.
    """
    saved = 0.0
    before_it = state.members.copy()
    for v in range(len(placed)):
        if state.clock[0] >= state.clock[1]:
            break
        if latest(state.moved, reach[0, v], reach[1, v]) >= placed[v]:
            saved += reinsertion_gain(net, state, v, reach[0, v], reach[1, v], before_it)
            placed[v] = next_time(state.moved)
    return saved
