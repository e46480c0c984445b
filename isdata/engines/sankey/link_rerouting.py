"""Compiled rerouting of whole links: the cheapest path for one link while all others are fixed.

A slot s of a row of n vertices is the position before vertex s; slot n is below the last. All costs are
weighted crossings with those links that are not `gone`.
"""

import numpy as np
from numba import njit

from isdata.engines.compiled import kept
from isdata.engines.sankey.search_state import fill, latest, move, next_time, record_move
from isdata.engines.sankey.sifting import LEAST

FAR = 1e300
WINDOW = 64  # largest number of slots by which a lane is moved


@njit
def fill_cover(net, state, layer, face, node, cover):
    """Value of turning links that enclose each slot at a face; links of `node` (-1: none) are left out."""
    first, last = state.start[layer], state.start[layer + 1]
    fill(cover, last - first + 2, 0.0)
    if not state.turning[face, layer]:
        return
    members, position, gone = state.members, state.position, state.gone
    begin, others, arc, value = (
        net.turn_start[face],
        net.turn_other[face],
        net.turn_arc[face],
        net.turn_value[face],
    )
    for i in range(first, last):
        v = members[i]
        for k in range(begin[v], begin[v + 1]):
            below = position[others[k]]
            if below > i - first and not gone[arc[k]] and v != node and others[k] != node:
                cover[i - first + 1] += value[k]
                cover[below + 1] -= value[k]
    for s in range(1, last - first + 2):
        cover[s] += cover[s - 1]


@njit
def piece_cost(net, state, here, there, node_here, node_there, slot_here, slot_there):
    """Weighted crossings of one segment between two layers, for a weight of 1."""
    face = 1 if there > here else 0
    begin, other, arc = net.through_start[face], net.through_other[face], net.through_arc[face]
    value, gone, position, members = net.through_value[face], state.gone, state.position, state.members
    cover_here, cover_there = state.cover[0], state.cover[1]
    fill_cover(net, state, here, face, node_here, cover_here)
    fill_cover(net, state, there, 1 - face, node_there, cover_there)
    state.clock[0] += 300 + state.start[here + 1] - state.start[here]
    cost = cover_here[slot_here] + cover_there[slot_there]
    first, last = state.start[here], state.start[here + 1]
    middle = first + slot_here
    for i in range(first, last):
        v = members[i]
        if v != node_here:
            for k in range(begin[v], begin[v + 1]):
                if (
                    (position[other[k]] < slot_there) == (i >= middle)
                    and not gone[arc[k]]
                    and other[k] != node_there
                ):
                    cost += value[k]
    return cost


@njit
def fill_step(net, state, face, here, node_here, node_there, slot, m):
    """Value that a piece from `slot` crosses above; by slot in the next layer, the increase of it."""
    begin, other, arc = net.through_start[face], net.through_other[face], net.through_arc[face]
    value, gone, position, members = net.through_value[face], state.gone, state.position, state.members
    step, above = state.step, 0.0
    fill(step, m + 1, 0.0)
    first, last = state.start[here], state.start[here + 1]
    for i in range(first, last):
        v = members[i]
        if v != node_here:
            for k in range(begin[v], begin[v + 1]):
                if not gone[arc[k]] and other[k] != node_there:
                    above += value[k] if i - first < slot else 0.0
                    step[position[other[k]] + 1] += -value[k] if i - first < slot else value[k]
    for t in range(1, m + 1):
        step[t] += step[t - 1]
    return above


@njit
def alive_slots(costs, n, bound):
    """First slot with costs below `bound`, and the one after the last; n + 1 twice if there is none."""
    alive, dead = 0, n + 1
    while alive <= n and costs[alive] >= bound:
        alive += 1
    while dead > alive and costs[dead - 1] >= bound:
        dead -= 1
    return alive, dead


@njit
def propagate_to_layer(net, state, here, there, node_here, node_there, weight, bound, i, slot_there):
    """Propagate the costs in room[i] from layer `here` to room[i + 1] in the adjacent layer.

    The nodes (-1: none) are ends of the path, whose own links are not crossed. Costs from `bound` up are
    dropped, and slots far from slot_there are not tried.
    """
    face = 1 if there > here else 0
    first, n = state.start[here], state.start[here + 1] - state.start[here]
    m = state.start[there + 1] - state.start[there]
    begin, other, arc = net.through_start[face], net.through_other[face], net.through_arc[face]
    value, gone, position, members = net.through_value[face], state.gone, state.position, state.members
    before, after, choice, step = state.room[i], state.room[i + 1], state.choices[i + 1], state.step
    cover_here, cover_there = state.cover[0], state.cover[1]
    fill_cover(net, state, here, face, node_here, cover_here)
    fill_cover(net, state, there, 1 - face, node_there, cover_there)
    state.clock[0] += 500 + 4 * (n + m)
    fill(after, m + 1, FAR)
    alive, dead = alive_slots(before, n, bound)
    above = fill_step(net, state, face, here, node_here, node_there, alive, m)
    low, high = max(0, slot_there - WINDOW), min(m, slot_there + WINDOW)
    near, chosen, steps = after[low : high + 1], choice[low : high + 1], step[low : high + 1]
    for s in range(alive, dead):
        if before[s] < bound:
            state.clock[0] += len(near)
            cost = before[s] + weight * (above + cover_here[s])
            for t in range(len(near)):  # from 0 and without branches, so that the compiler vectorises it
                total = cost + weight * steps[t]
                less = total < near[t]
                near[t] = total if less else near[t]
                chosen[t] = s if less else chosen[t]
        if s + 1 < dead:
            v = members[first + s]
            if v != node_here:
                for k in range(begin[v], begin[v + 1]):
                    if not gone[arc[k]] and other[k] != node_there:
                        above += value[k]
                        lower = 2.0 * value[k]
                        below = step[max(low, position[other[k]] + 1) : high + 1]
                        for t in range(len(below)):
                            below[t] -= lower
    for t in range(low, high + 1):
        after[t] += weight * cover_there[t]


@njit
def turn_costs(net, state, face, node, weight, out):
    """Fill out[s] with the crossings of a turn from `node` to slot s of its own layer."""
    layer = net.layer[node]
    first, size = state.start[layer], state.start[layer + 1] - state.start[layer]
    home = state.position[node]
    out[home], out[home + 1] = 0.0, 0.0
    for direction in (-1, 1):
        cost = 0.0
        i = home + direction
        while 0 <= i < size:
            v = state.members[first + i]
            for k in range(net.through_start[face, v], net.through_start[face, v + 1]):
                if not state.gone[net.through_arc[face, k]]:
                    cost += weight * net.through_value[face, k]
            for k in range(net.turn_start[face, v], net.turn_start[face, v + 1]):
                partner = state.position[net.turn_other[face, k]]
                if not state.gone[net.turn_arc[face, k]] and partner != home:
                    passed = (partner - home) * direction > 0 and (i - partner) * direction > 0
                    cost += weight * net.turn_value[face, k] * (-1.0 if passed else 1.0)
            out[i if direction < 0 else i + 1] = cost
            i += direction


@njit
def end_at(net, arc, k):
    """Node at place `k` of an arc's path; -1 if a lane is there."""
    is_end = k == net.path_start[arc] or k == net.path_start[arc + 1] - 1
    return net.path[k] if is_end else -1


@njit
def propagate_along_path(net, state, arc, origin, bound):
    """Propagate costs along an arc's path from one of its ends, the node `origin`.

    Returns the row of `room` with the costs by slot of the last vertex before a closing turn, or of the end
    itself if no turn is needed.
    """
    first, last = net.path_start[arc], net.path_start[arc + 1] - 1
    reverse = net.path[first] != origin
    k, stop, step = (last, first, -1) if reverse else (first, last, 1)
    layer = net.layer[origin]
    costs = state.room[0]
    if net.backward[arc]:
        turn_costs(net, state, 0 if reverse else 1, origin, net.weight[arc], costs)
        k, stop = k + step, stop - step
    else:
        fill(costs, state.start[layer + 1] - state.start[layer] + 1, FAR)
        costs[state.position[origin]] = 0.0
    i = np.int64(0)  # with a plain 0, numba would compile the called function once more
    while k != stop:
        v, w = net.path[k], net.path[k + step]
        here, there = net.layer[v], net.layer[w]
        node_here, node_there = end_at(net, arc, k), end_at(net, arc, k + step)
        weight, slot_there = net.weight[arc], state.position[w]
        propagate_to_layer(net, state, here, there, node_here, node_there, weight, bound, i, slot_there)
        k += step
        i += 1
    return i


@njit
def path_cost(net, state, arc):
    """Weighted crossings of an arc on its present route."""
    first, last = net.path_start[arc], net.path_start[arc + 1] - 1
    weight = net.weight[arc]
    cost = 0.0
    if net.backward[arc]:
        for face in range(2):
            end, lane = (
                (net.path[first], net.path[first + 1]) if face == 1 else (net.path[last], net.path[last - 1])
            )
            turn_costs(net, state, face, end, weight, state.room[0])
            cost += state.room[0][state.position[lane]]
        first, last = first + 1, last - 1
    for k in range(first, last):
        v, w = net.path[k], net.path[k + 1]
        here, there = net.layer[v], net.layer[w]
        node_here, node_there = end_at(net, arc, k), end_at(net, arc, k + 1)
        cost += weight * piece_cost(
            net, state, here, there, node_here, node_there, state.position[v], state.position[w]
        )
    return cost


@njit
def reroute(net, state, arc):
    """Route one arc along the cheapest path between its ends; return the saving."""
    if net.path_start[arc + 1] - net.path_start[arc] < 3:
        return 0.0
    state.gone[arc] = True
    today = path_cost(net, state, arc)
    saved = _lay(net, state, arc, today) if today > LEAST else 0.0
    state.gone[arc] = False
    return saved


@njit
def _lay(net, state, arc, today):
    first, vertex = net.path_start[arc], net.path_start[arc + 1] - 2
    target = net.path[vertex + 1]
    i = propagate_along_path(net, state, arc, net.path[first], today - LEAST)
    costs = state.room[i]
    if net.backward[arc]:
        layer, slot = net.layer[target], 0
        turn_costs(net, state, np.int64(0), target, net.weight[arc], state.room[i + 1])
        for s in range(state.start[layer + 1] - state.start[layer] + 1):
            costs[s] += state.room[i + 1][s]
            if costs[s] < costs[slot]:
                slot = s
        best = costs[slot]
    else:
        best = costs[state.position[target]]
        slot = state.choices[i][state.position[target]]
        i -= 1
    if best >= today - LEAST:
        return 0.0
    while vertex > first:
        v = net.path[vertex]
        layer = net.layer[v]
        slot_before = state.choices[i][slot]
        goal = slot if slot <= state.position[v] else slot - 1
        if goal != state.position[v]:
            move(state.members, state.position, state.start[layer], v, goal)
            record_move(state.moved, layer)
        vertex -= 1
        i -= 1
        slot = slot_before
    return today - best


@kept
def lay_links(net, state, heavy, reach, laid):
    """Reroute the arcs in the order given; return the saving.

    Parameters
    ----------
    reach : array, shape (2, a)
        Lowest and highest layer of each arc.
    laid : array, shape (a,)
        Time at which each arc was last routed; arcs near which nothing has moved since are skipped.
    """
    saved = 0.0
    for arc in heavy:
        if state.clock[0] >= state.clock[1]:
            break
        if latest(state.moved, reach[0, arc], reach[1, arc]) >= laid[arc]:
            saved += reroute(net, state, arc)
            laid[arc] = next_time(state.moved)
    return saved
