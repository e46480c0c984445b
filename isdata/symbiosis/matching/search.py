"""The compiled search: each demand looks only at what can stand in for it, in the cells of a grid around it."""

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from isdata.engines.compiled import kept
from isdata.symbiosis.matching.pair_kernel import EARTH, PAIR, judge

KM_PER_DEGREE = EARTH * math.pi / 180
_FINEST = 0.01  # narrowest band of the grid [°]

# A pair that is kept: the rows of its two streams, and what of it cannot be worked out from them.
CHOSEN = np.dtype(
    [
        ("supply", "i4"),
        ("demand", "i4"),
        ("likeness", "f8"),
        ("bits", "i4"),  # of the two gates that ask a list
        ("product", "f8"),  # of the parts of the score
        ("place", "i4"),  # among the best of its demand
        ("length", "f8"),  # of the way between the two, as `judge` takes it [km]
    ],
    align=True,
)


class Grid(NamedTuple):
    """Bands of latitude, cut into cells about as wide as high. A last cell takes what has no place.

    Attributes
    ----------
    radius : float
        How far to look. [km]
    step : float
        Height of a band. [°]
    start : ndarray of int64
        Number of the first cell of each band.
    cells : ndarray of int64
        Cells of each band.
    total : int
        Number of cells.
    """

    radius: float
    step: float
    start: np.ndarray
    cells: np.ndarray
    total: int


class StandIns(NamedTuple):
    """Which resources can stand in for each wanted one, from start[wanted] to start[wanted + 1]; and how well."""

    start: np.ndarray
    resource: np.ndarray
    likeness: np.ndarray


class Lists(NamedTuple):
    """What two gates ask, as sorted numbers.

    Attributes
    ----------
    licensed : ndarray of int64
        demand row · count + resource, of what its taker is licensed to take.
    limited : ndarray of int64
        demand row · count + supply row, where the supply holds more of a substance than the demand allows.
    count : int
        More than there are supplies and resources.
    """

    licensed: np.ndarray
    limited: np.ndarray
    count: int


def grid(radius: float) -> Grid:
    """Return a grid in which everything within a radius lies in the own or a neighbouring band."""
    step = min(180.0, max(_FINEST, radius / KM_PER_DEGREE))
    bands = np.arange(math.floor(180 / step) + 1)
    widest = np.minimum(89.9, np.maximum(abs(bands * step - 90), abs((bands + 1) * step - 90)))
    cells = np.maximum(1, np.floor(360 / step * np.cos(np.radians(widest)))).astype("int64")
    return Grid(radius, step, np.cumsum(cells) - cells, cells, int(cells.sum()) + 1)


def cell_of(streams: np.ndarray, among: Grid) -> np.ndarray:
    """Return the cell that each stream lies in."""
    has_place = ~np.isnan(streams["latitude"] + streams["longitude"])
    north, east = (np.where(has_place, streams[name], 0.0) for name in ("latitude", "longitude"))
    band = np.clip(np.floor((north + 90) / among.step), 0, len(among.cells) - 1).astype("int64")
    cells = among.cells[band]
    cell = among.start[band] + np.clip(np.floor((east + 180) / 360 * cells), 0, cells - 1).astype("int64")
    return np.where(has_place, cell, among.total - 1)


@kept
def best(supplies, keys, demands, stand_ins, among, lists, terms):
    """Return the best supplies of each demand, and the best of those that a gate holds back, as `CHOSEN`.

    Parameters
    ----------
    supplies, demands : ndarray of `pairs.STREAM`
    keys : ndarray of int64
        resource · cells + cell of each supply, ascending.
    """
    scratch = np.empty(1, PAIR)  # used in the loop below: else numba frees it, and what comes next lies there
    near = np.empty(len(supplies), np.int64)
    kept = np.empty((2, min(terms.top, len(supplies) * max(1, len(stand_ins.resource)))), CHOSEN)
    counts = np.zeros(2, np.int64)
    chosen, found = np.empty(1024, CHOSEN), 0
    for d in range(len(demands)):
        demand = demands[d]
        counts[0] = counts[1] = 0
        for k in range(stand_ins.start[demand.resource], stand_ins.start[demand.resource + 1]):
            likeness = stand_ins.likeness[k]
            for n in range(look_around(demand, stand_ins.resource[k], supplies, keys, among, near)):
                supply = supplies[near[n]]
                if supply.owner == demand.owner:
                    continue
                pair = scratch[0]
                gates = judge(supply, demand, likeness, math.nan, terms, pair)
                bits = _listed_gates(supply, demand, lists)
                side = 1 if gates | bits else 0
                place = _place(kept[side], counts[side], pair.product, supply.row)
                if place < kept.shape[1]:
                    counts[side] = _insert(kept[side], counts[side], place)
                    one = kept[side, place]
                    one.supply, one.demand, one.likeness = supply.row, demand.row, likeness
                    one.bits, one.product, one.length = bits, pair.product, math.nan
        for side in range(2):
            while found + counts[side] > len(chosen):
                chosen = _doubled(chosen)
            for row in range(counts[side]):
                chosen[found] = kept[side, row]
                chosen[found].place = row + 1
                found += 1
    return chosen[:found]


@kept
def judge_again(supplies, demands, chosen, terms):
    """Write the products of chosen pairs anew, once the lengths of their ways are told; streams by their rows."""
    scratch = np.empty(1, PAIR)
    pair = scratch[0]
    for i in range(len(chosen)):
        one = chosen[i]
        judge(supplies[one.supply], demands[one.demand], one.likeness, one.length, terms, pair)
        one.product = pair.product


@kept
def tell(supplies, demands, chosen, terms, first, last, blocked, numbers):
    """Write what is told of chosen[first:last]: bits of gates, and the fields of `PAIR` a row; streams by their rows."""
    scratch = np.empty(1, PAIR)
    pair = scratch[0]
    for i in range(first, min(last, len(chosen))):
        one = chosen[i]
        gates = judge(supplies[one.supply], demands[one.demand], one.likeness, one.length, terms, pair)
        blocked[i] = gates | one.bits
        told = scratch.view(np.float64)
        for part in range(len(told)):
            numbers[part, i] = told[part]


@njit
def look_around(demand, resource, supplies, keys, among, near):
    """Write which supplies of a resource lie within the radius, or nobody knows where; return how many."""
    count = np.int64(0)  # a plain 0 would have what it is given to compiled once more
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
        # The row of cells is a circle: what runs over its end goes on at its beginning.
        begin, end = west % cells, east % cells
        if begin <= end:
            count = _within(demand, start + begin, start + end, supplies, keys, among, near, count)
        else:
            count = _within(demand, start + begin, start + cells - 1, supplies, keys, among, near, count)
            count = _within(demand, start, start + end, supplies, keys, among, near, count)
    return count


@njit
def _half_angle(latitude, radius):
    """Return how many degrees of longitude a circle reaches to each side; all, where a pole lies in it."""
    wide = math.sin(min(radius / EARTH, math.pi / 2)) / max(1e-9, math.cos(math.radians(latitude)))
    return math.degrees(math.asin(wide)) if wide < 1 and radius / EARTH < math.pi / 2 else 180.0


@njit
def _within(demand, first_key, last_key, supplies, keys, among, near, count):
    """Add the supplies of a run of cells that lie within the radius to `near`; return how many there are now."""
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
def _listed_gates(supply, demand, lists):
    """Return the bits of the two gates that ask a list: licences and limits of composition."""
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
    """Return the place of a pair among those kept: the greater product first, of two alike the earlier supply."""
    place = count
    while place > 0 and (
        kept[place - 1].product < product
        or (kept[place - 1].product == product and kept[place - 1].supply > row)
    ):
        place -= 1
    return place


@njit
def _insert(kept, count, place):
    """Make room at a place; the last of a full list goes. Return how many are kept then."""
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
