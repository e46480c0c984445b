"""Best allocation if every candidate passes on all that it takes: a minimum-cost flow in a network."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

# The flow is computed in whole steps: amounts of 2^-30 of the largest and gains of 2^-26, within each
# connected part. As steps are powers of two, whole amounts and prices are exact.
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
        Gain of each candidate. [currency/unit]
    most : ndarray
        Further limit of each candidate; infinite if there is none. [unit/yr]
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
        Amount of each candidate. [unit/yr]
    supply_worth, demand_worth : ndarray
        Marginal value of each supply and demand. [currency/unit]
    bound : float
        Upper bound of the value of any flow, proved by these marginal values regardless of rounding.
        [currency/yr]
    """

    quantities: np.ndarray
    supply_worth: np.ndarray
    demand_worth: np.ndarray
    bound: float


def best_flow(network: Network) -> Flow:
    """Flow with the highest gain; unprofitable supplies and demands may remain unserved.

    OR-tools finds it by cost scaling. The marginal values are distances in the residual network: one more
    unit of a supply goes where it gains most, and each unit that it displaces is re-routed in the same way.

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
    # A further limit has no effect above the amount given.
    own = np.minimum(network.most / amount[0][network.supply], 2.0 ** (AMOUNT_BITS + 1)).astype(np.int64)
    room = np.minimum(np.minimum(given[network.supply], wanted[network.demand]), own)
    moved = _solved(network, given, wanted, gain, room)
    left = given - np.bincount(network.supply, moved, len(given)).astype(np.int64)
    lacking = wanted - np.bincount(network.demand, moved, len(wanted)).astype(np.int64)
    # A candidate can be increased up to its own limit: other flows at its ends may decrease instead.
    is_open = moved < own
    ends = (network.supply, left), (network.demand, lacking)
    supply_worth, demand_worth = (
        _marginal_values(*ends[side], *ends[1 - side], gain, moved > 0, is_open) * money[side]
        for side in (0, 1)
    )
    quantities = moved * amount[0][network.supply]
    return Flow(quantities, supply_worth, demand_worth, _bound(network, supply_worth, is_open))


def _steps(network: Network) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Step size of amounts and of gains, for supplies and demands.

    Tonnes and cubic metres are never in one network: each connected part has steps of its own.
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

    One more supply covers all unmet demand and one more demand takes all unused supply, both at no gain, so
    that all supplies are used up.
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


def _marginal_values(
    own: np.ndarray,
    own_left: np.ndarray,
    other: np.ndarray,
    other_left: np.ndarray,
    gain: np.ndarray,
    is_used: np.ndarray,
    is_open: np.ndarray,
) -> np.ndarray:
    """Value of one more unit at each end of one side, in steps of gain.

    The unit may stay unused, or take an open way to the other side. If that end has a remaining amount,
    nothing else changes; otherwise the unit displaces a used way, whose own end then has one more unit. Ways
    of highest gain are found by repetition until nothing changes (Bellman and Ford); as the flow is optimal,
    no cycle has a positive gain.
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
    """Value of the dual program at the supplies' marginal values, with consistent ones of the
    demands."""
    rest = network.gain - worth[network.supply]
    price = np.zeros(len(network.wanted))
    np.maximum.at(price, network.demand[is_open], rest[is_open])
    over = np.maximum(0.0, rest - price[network.demand])[~is_open] @ network.most[~is_open]
    return float(worth @ network.given + price @ network.wanted + over)
