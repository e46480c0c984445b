"""The best allocation where every candidate passes on all that it takes: a flow of least cost through a network."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

# The flow is reckoned in whole steps: amounts of 2^-30 of the largest and gains of 2^-26, among all that hang
# together. As steps are powers of two, whole amounts and prices are met exactly.
AMOUNT_BITS = 30
GAIN_BITS = 26
_NEVER = -(2**60)


@dataclass(frozen=True)
class Network:
    """Candidates between supplies and demands, by their numbers.

    Attributes
    ----------
    supply, demand : ndarray of int
        Ends of each candidate.
    given, wanted : ndarray
        Amounts of the supplies and of the demands. [unit/yr]
    gain : ndarray
        Of each candidate. [currency/unit]
    most : ndarray
        What else limits each candidate; infinite where nothing does. [unit/yr]
    """

    supply: np.ndarray
    demand: np.ndarray
    given: np.ndarray
    wanted: np.ndarray
    gain: np.ndarray
    most: np.ndarray


@dataclass(frozen=True)
class Flow:
    """The best flow.

    Attributes
    ----------
    quantities : ndarray
        Of each candidate. [unit/yr]
    supply_worth, demand_worth : ndarray
        What one more unit given or wanted would bring. [currency/unit]
    bound : float
        No flow is worth more: proved by these worths, whatever was rounded. [currency/yr]
    """

    quantities: np.ndarray
    supply_worth: np.ndarray
    demand_worth: np.ndarray
    bound: float


def best_flow(network: Network) -> Flow:
    """Return the flow that gains most; supplies may keep, and demands lack, what does not pay.

    OR-tools finds it by cost scaling. The worths are distances in what is left of the network: one more unit of a
    supply goes where it gains most, and what it pushes aside goes on from there.

    Parameters
    ----------
    network : Network

    Examples
    --------
    >>> nums = np.array
    >>> found = best_flow(Network(nums([0, 0]), nums([0, 1]), nums([10.0]), nums([6.0, 8.0]), nums([3.0, 5.0]),
    ...     np.full(2, np.inf)))
    >>> found.quantities.tolist(), found.supply_worth.tolist(), round(found.bound, 6)
    ([2.0, 8.0], [3.0], 46.0)

    References
    ----------
    .. [1] A. V. Goldberg, "An efficient implementation of a scaling minimum-cost flow algorithm", Journal of
       Algorithms 22 (1997), 1-29.
    """
    amount, money = _steps(network)
    given, wanted = (
        np.floor(whole / step).astype(np.int64)
        for whole, step in zip((network.given, network.wanted), amount, strict=True)
    )
    gain = np.rint(network.gain / money[0][network.supply]).astype(np.int64)
    # What else limits a candidate never matters beyond what is given.
    own = np.minimum(network.most / amount[0][network.supply], 2.0 ** (AMOUNT_BITS + 1)).astype(np.int64)
    room = np.minimum(np.minimum(given[network.supply], wanted[network.demand]), own)
    moved = _solved(network, given, wanted, gain, room)
    left = given - np.bincount(network.supply, moved, len(given)).astype(np.int64)
    lacking = wanted - np.bincount(network.demand, moved, len(wanted)).astype(np.int64)
    # Only its own limit keeps a candidate from carrying more than what its ends state.
    is_open = moved < own
    ends = (network.supply, left), (network.demand, lacking)
    supply_worth, demand_worth = (
        _worth(*ends[side], *ends[1 - side], gain, moved > 0, is_open) * money[side] for side in (0, 1)
    )
    quantities = moved * amount[0][network.supply]
    return Flow(quantities, supply_worth, demand_worth, _bound(network, supply_worth, is_open))


def _steps(network: Network) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return the size of a step of amounts and of gains, for supplies and demands.

    Tonnes and cubic metres never meet: each connected part of the network has steps of its own.
    """
    sides = len(network.given), len(network.wanted)
    ends = (network.supply, network.demand + sides[0])
    joined = coo_array((np.ones(len(network.gain)), ends), shape=(sum(sides), sum(sides)))
    count, part = connected_components(joined, directed=False)
    largest, dearest = np.zeros(count), np.zeros(count)
    np.maximum.at(largest, part, np.concatenate([network.given, network.wanted]))
    np.maximum.at(dearest, part[network.supply], np.abs(network.gain))
    amount, money = (
        np.exp2(np.ceil(np.log2(np.where(most > 0, most, 1.0))) - bits)[part]
        for most, bits in ((largest, AMOUNT_BITS), (dearest, GAIN_BITS))
    )
    return (amount[: sides[0]], amount[sides[0] :]), (money[: sides[0]], money[sides[0] :])


def _solved(
    network: Network, given: np.ndarray, wanted: np.ndarray, gain: np.ndarray, room: np.ndarray
) -> np.ndarray:
    """Amount of each candidate, in whole steps.

    One more supply gives all that is lacking and one more demand takes all that is left, both for nothing, so that
    everything given is taken.
    """
    pays = np.flatnonzero(gain > 0)
    supplies, demands = np.arange(len(given)), np.arange(len(wanted)) + len(given)
    lack = len(given) + len(wanted)
    keep = lack + 1
    program = min_cost_flow.SimpleMinCostFlow()
    arcs = program.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([network.supply[pays], supplies, np.full(len(wanted), lack), [lack]]).astype(np.int32),
        np.concatenate(
            [network.demand[pays] + len(given), np.full(len(given), keep), demands, [keep]]
        ).astype(np.int32),
        np.concatenate([room[pays], given, wanted, [wanted.sum()]]),
        np.concatenate([-gain[pays], np.zeros(len(given) + len(wanted) + 1, dtype=np.int64)]),
    )
    program.set_nodes_supplies(
        np.arange(keep + 1, dtype=np.int32), np.concatenate([given, -wanted, [wanted.sum()], [-given.sum()]])
    )
    status = program.solve()
    if status != program.OPTIMAL:
        raise ArithmeticError(f"The flow of least cost was not found: {status}")
    moved = np.zeros(len(gain), dtype=np.int64)
    moved[pays] = np.asarray(program.flows(np.asarray(arcs)))[: len(pays)]
    return moved


def _worth(
    own: np.ndarray,
    own_left: np.ndarray,
    other: np.ndarray,
    other_left: np.ndarray,
    gain: np.ndarray,
    is_used: np.ndarray,
    is_open: np.ndarray,
) -> np.ndarray:
    """Value of one more unit at each end of one side, in steps of gain.

    It may stay idle, or take an open way to the other side. There it needs nobody to give way where something is
    left; else it takes the place of a used way, whose own end then has one more unit. Ways that gain most are found
    by going on until nothing changes (Bellman and Ford); the flow being best, no circle gains.
    """
    worth = np.zeros(len(own_left), dtype=np.int64)
    place = np.where(other_left > 0, 0, _NEVER)
    used_own, used_other, used_gain = own[is_used], other[is_used], gain[is_used]
    tried = np.flatnonzero(is_open)
    open_own, open_other, open_gain = own[tried], other[tried], gain[tried]
    while True:
        before = worth.copy()
        np.maximum.at(place, used_other, worth[used_own] - used_gain)
        np.maximum.at(worth, open_own, open_gain + place[open_other])
        if np.array_equal(before, worth):
            return worth


def _bound(network: Network, worth: np.ndarray, is_open: np.ndarray) -> float:
    """Return the value of the dual program at the worths of the supplies, those of the demands made to fit."""
    rest = network.gain - worth[network.supply]
    price = np.zeros(len(network.wanted))
    np.maximum.at(price, network.demand[is_open], rest[is_open])
    over = np.maximum(0.0, rest - price[network.demand])[~is_open] @ network.most[~is_open]
    return float(worth @ network.given + price @ network.wanted + over)
