"""The compiled search for the best place of a node when all its links are laid anew."""

from numba import njit

from isdata.sankey.crossings import gap_crossings, turn_crossings
from isdata.sankey.desk import move, restore
from isdata.sankey.reroute import FAR, carry, reroute, way_cost
from isdata.sankey.sift import LEAST


@njit
def star(net, desk, v, kept):
    """Take a node out with all its links and put it where laying them anew costs least; return what was saved."""
    begin, end = net.arcs_start[v], net.arcs_start[v + 1]
    low, high = net.layer[v], net.layer[v]
    for j in range(begin, end):
        arc = net.arcs[j]
        desk.gone[arc] = True
        for k in (net.way_start[arc], net.way_start[arc + 1] - 1):
            low, high = min(low, net.layer[net.way[k]]), max(high, net.layer[net.way[k]])
    goal, hopeful = _aim(net, desk, v)
    saved = 0.0
    if hopeful:
        first, last = desk.start[low], desk.start[high + 1]
        kept[first:last] = desk.members[first:last]
        before = _local(net, desk, low, high)
        layer = net.layer[v]
        moved = desk.moved[low : high + 1].copy()
        if goal != desk.position[v]:
            move(desk.members, desk.position, desk.start[layer], v, goal)
            desk.moved[layer] = desk.moved.max() + 1
        for j in range(begin, end):  # one after the other, the later ones still gone
            reroute(net, desk, net.arcs[j])
            desk.gone[net.arcs[j]] = False
        saved = before - _local(net, desk, low, high)
        if saved <= LEAST:
            saved = 0.0
            restore(kept, desk.members, desk.start, desk.position, low, high)
            desk.moved[low : high + 1] = moved
    for j in range(begin, end):
        desk.gone[net.arcs[j]] = False
    return saved


@njit
def _aim(net, desk, v):
    """Return the place where the node's links cost least, laid one by one, and whether that is less than today."""
    layer = net.layer[v]
    first, size = desk.start[layer], desk.start[layer + 1] - desk.start[layer]
    here = desk.position[v]
    bound = 0.0
    for j in range(net.arcs_start[v], net.arcs_start[v + 1]):
        bound += way_cost(net, desk, net.arcs[j])
    today = bound
    tally = desk.tally
    tally[: size + 1] = 0.0
    for j in range(net.arcs_start[v], net.arcs_start[v + 1]):
        arc = net.arcs[j]
        source = net.way[net.way_start[arc]]
        if source == net.way[net.way_start[arc + 1] - 1]:
            continue
        i = carry(net, desk, arc, source == v, bound)
        costs = desk.room[i]
        if net.backward[arc]:
            _spread(net, desk, layer, 1 if source == v else 0, net.weight[arc], costs)
        least = FAR
        for s in range(size + 1):
            tally[s] += costs[s]
            least = min(least, costs[s])
        bound -= least
    slot = here
    for step in (-1, 1):
        s = here
        while 0 <= s <= size:
            if tally[s] < tally[slot] - LEAST:
                slot = s
            passed = s - 1 if step < 0 else s
            if 0 <= passed < size:
                u = desk.members[first + passed]
                if (
                    u != v and desk.rank[u] == desk.rank[u] and desk.rank[v] == desk.rank[v]
                ):  # both are set by hand
                    break
            s += step
    return (slot if slot <= here else slot - 1), tally[slot] < today - LEAST


@njit
def _spread(net, desk, layer, face, weight, costs):
    """Turn costs by slot of a lane into costs by slot of the node that turns into it."""
    first, size = desk.start[layer], desk.start[layer + 1] - desk.start[layer]
    for direction in (1, -1):
        cost = FAR
        for j in range(size + 1):
            s = j if direction > 0 else size - j
            if j > 0:
                v = desk.members[first + (s - 1 if direction > 0 else s)]
                for k in range(net.through_start[face, v], net.through_start[face, v + 1]):
                    if not desk.gone[net.through_arc[face, k]]:
                        cost += weight * net.through_value[face, k]
            cost = min(cost, costs[s])
            costs[s] = cost


@njit
def _local(net, desk, low, high):
    """Crossings at and between the layers from low to high, and in the gaps beside them."""
    total = 0.0
    for layer in range(max(0, low - 1), high + 1):
        total += gap_crossings(net, desk.members, desk.start, desk.position, layer)
    for layer in range(low, high + 1):
        for face in range(2):
            total += turn_crossings(net, desk.members, desk.start, desk.position, layer, face)
    return total
