"""Compiled search: each demand is compared only with possible substitutes, in the grid cells around it."""

import math

import numpy as np
from numba import njit

from isdata.engines.compiled import kept
from isdata.symbiosis.matching.pair_kernel import largest_product, score_pair
from isdata.symbiosis.matching.stream_arrays import CHOSEN, EARTH, PAIR


@kept
def best(supplies, keys, demands, substitutes, among, lists, terms):
    """Best supplies of each demand, and the best blocked ones, as `CHOSEN`.

    Parameters
    ----------
    supplies, demands : ndarray of `pairs.STREAM`
    keys : ndarray of int64
        resource · cells + cell of each supply, ascending.
    """
    scratch = np.empty(1, PAIR)  # used in the loop below: otherwise numba frees it and its memory is reused
    near = np.empty(len(supplies), np.int64)
    kept = np.empty((2, min(terms.top, len(supplies) * max(1, len(substitutes.resource)))), CHOSEN)
    counts = np.zeros(2, np.int64)
    chosen, found = np.empty(1024, CHOSEN), 0
    for d in range(len(demands)):
        demand = demands[d]
        counts[0] = counts[1] = 0
        least = -math.inf
        for k in range(substitutes.start[demand.resource], substitutes.start[demand.resource + 1]):
            similarity = substitutes.similarity[k]
            for n in range(look_around(demand, substitutes.resource[k], supplies, keys, among, near)):
                supply = supplies[near[n]]
                if supply.owner == demand.owner or largest_product(supply, demand, similarity) < least:
                    continue
                pair = scratch[0]
                constraints = score_pair(supply, demand, similarity, math.nan, terms, pair)
                bits = _listed_constraints(supply, demand, lists)
                side = 1 if constraints | bits else 0
                place = _place(kept[side], counts[side], pair.product, supply.row)
                if place < kept.shape[1]:
                    counts[side] = _insert(kept[side], counts[side], place)
                    one = kept[side, place]
                    one.supply, one.demand, one.similarity = supply.row, demand.row, similarity
                    one.bits, one.product, one.length = bits, pair.product, math.nan
                    least = _least(kept, counts)
        for side in range(2):
            while found + counts[side] > len(chosen):
                chosen = _doubled(chosen)
            for row in range(counts[side]):
                chosen[found] = kept[side, row]
                chosen[found].place = row + 1
                found += 1
    return chosen[:found]


@kept
def rescore(supplies, demands, chosen, terms):
    """Recompute the products of selected pairs once their distances are known; streams by their rows."""
    scratch = np.empty(1, PAIR)
    pair = scratch[0]
    for i in range(len(chosen)):
        one = chosen[i]
        score_pair(supplies[one.supply], demands[one.demand], one.similarity, one.length, terms, pair)
        one.product = pair.product


@kept
def details(supplies, demands, chosen, terms, first, last, blocked, numbers):
    """Write the data of chosen[first:last]: constraint bits, and the fields of `PAIR` per row.

    Streams by their rows.
    """
    scratch = np.empty(1, PAIR)
    pair = scratch[0]
    for i in range(first, min(last, len(chosen))):
        one = chosen[i]
        constraints = score_pair(
            supplies[one.supply], demands[one.demand], one.similarity, one.length, terms, pair
        )
        blocked[i] = constraints | one.bits
        columns = scratch.view(np.float64)
        for part in range(len(columns)):
            numbers[part, i] = columns[part]


@njit
def look_around(demand, resource, supplies, keys, among, near):
    """Write the supplies of a resource within the radius or without coordinates to `near`.

    Return their number.
    """
    count = np.int64(0)  # with a plain 0, numba would compile the called function once more
    first = resource * among.total
    if math.isnan(demand.x):
        return _within(demand, first, first + among.total - 1, supplies, keys, among, near, count)
    count = _within(
        demand, first + among.total - 1, first + among.total - 1, supplies, keys, among, near, count
    )
    half = _half_angle(demand.latitude, among.radius)
    band = math.floor((demand.latitude + 90) / among.step)
    for row in range(max(0, band - 1), min(len(among.cells) - 1, band + 1) + 1):
        cells = among.cells[row]
        west = math.floor((demand.longitude + 180 - half) / 360 * cells)
        east = math.floor((demand.longitude + 180 + half) / 360 * cells)
        start = first + among.start[row]
        if east - west + 1 >= cells:
            count = _within(demand, start, start + cells - 1, supplies, keys, among, near, count)
            continue
        # The row of cells is a circle: cells beyond its end continue at its beginning.
        begin, end = west % cells, east % cells
        if begin <= end:
            count = _within(demand, start + begin, start + end, supplies, keys, among, near, count)
        else:
            count = _within(demand, start + begin, start + cells - 1, supplies, keys, among, near, count)
            count = _within(demand, start, start + end, supplies, keys, among, near, count)
    return count


@njit
def _half_angle(latitude, radius):
    """Degrees of longitude that a circle covers to each side; 180 or more if it contains a pole."""
    wide = math.sin(min(radius / EARTH, math.pi / 2)) / max(1e-9, math.cos(math.radians(latitude)))
    return math.degrees(math.asin(wide)) if wide < 1 and radius / EARTH < math.pi / 2 else 180.0


@njit
def _within(demand, first_key, last_key, supplies, keys, among, near, count):
    """Add the supplies of a run of cells that are within the radius to `near`; return the new number."""
    chord = 2 * EARTH * math.sin(min(among.radius / EARTH, math.pi) / 2)
    i = np.searchsorted(keys, first_key)
    while i < len(keys) and keys[i] <= last_key:
        dx, dy, dz = supplies[i].x - demand.x, supplies[i].y - demand.y, supplies[i].z - demand.z
        square = dx * dx + dy * dy + dz * dz
        if square <= chord * chord or square != square:
            near[count] = i
            count += 1
        i += 1
    return count


@njit
def _listed_constraints(supply, demand, lists):
    """Bits of the two constraints that need a list: licences and composition limits."""
    bits = 0
    if supply.needs_licence and not _has(lists.licensed, demand.row * lists.count + supply.resource):
        bits += 1
    if len(lists.limited) and _has(lists.limited, demand.row * lists.count + supply.row):
        bits += 8
    return bits


@njit
def _has(numbers, number):
    place = np.searchsorted(numbers, number)
    return place < len(numbers) and numbers[place] == number


@njit
def _place(kept, count, product, row):
    """Position of a pair among those kept: larger product first, of equal ones the earlier
    supply."""
    place = count
    while place > 0 and (
        kept[place - 1].product < product
        or (kept[place - 1].product == product and kept[place - 1].supply > row)
    ):
        place -= 1
    return place


@njit
def _least(kept, counts):
    """Product below which a pair is kept neither among the feasible nor among the blocked ones."""
    last = kept.shape[1] - 1
    if counts[0] <= last or counts[1] <= last:
        return -math.inf
    return min(kept[0, last].product, kept[1, last].product)


@njit
def _insert(kept, count, place):
    """Insert an empty position; the last of a full list is dropped. Return the new number."""
    count = min(len(kept), count + 1)
    for row in range(count - 1, place, -1):
        kept[row] = kept[row - 1]
    return count


@njit
def _doubled(values):
    longer = np.empty(2 * len(values), values.dtype)
    for row in range(len(values)):
        longer[row] = values[row]
    return longer
