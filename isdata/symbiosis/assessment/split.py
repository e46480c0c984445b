"""Shapley value and core of a joint gain."""

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

MOST_EXACT = 12  # largest number of companies for which every group can be computed: 4,096
_ORDERS = 20_000

Value = Callable[[frozenset[str]], float]
Growing = Callable[[list[str]], Iterable[float]]  # gains of the first company, of the first two …


@dataclass(frozen=True)
class Split:
    """Fair shares of a gain.

    Attributes
    ----------
    shares : dict of str to float
        Share of each company. [CNY/yr]
    is_exact : bool
        Whether every order of joining was counted; otherwise they were sampled.
    is_stable : bool
        Whether no group of companies would gain more on its own (the shares are in the core).
    objecting : list of (tuple of str, float)
        Groups that would, each with its additional gain, the largest first. [CNY/yr]
    raised : tuple of str
        Companies whose Shapley value is below their gain alone; their share is their gain alone.
    """

    shares: dict[str, float]
    is_exact: bool
    is_stable: bool
    objecting: list[tuple[tuple[str, ...], float]]
    raised: tuple[str, ...] = ()


def split_between_two(
    together: float, alone_first: float = 0.0, alone_second: float = 0.0
) -> tuple[float, float]:
    """Shares of two companies: the gain of each alone, plus half of the additional joint gain.

    Parameters
    ----------
    together : float
        Joint gain of the two. [CNY/yr]
    alone_first, alone_second : float
        Gain of each without the other. [CNY/yr]

    Returns
    -------
    (float, float)
        Equal gains: the Nash bargaining solution of equal bargaining power, and the Shapley value.

    Examples
    --------
    >>> split_between_two(100, 20, 0)
    (60.0, 40.0)
    """
    surplus = together - alone_first - alone_second
    return alone_first + surplus / 2, alone_second + surplus / 2


def shapley(firms: Sequence[str], value: Value, *, seed: int = 20_170_101) -> Split:
    r"""Mean contribution of each company over all orders of joining, and the groups that would object.

    .. math:: \varphi_i = \sum_{S \not\ni i} \frac{|S|!\,(n-|S|-1)!}{n!}\,[v(S \cup i) - v(S)]

    A company that reduces the gain of the others can have a Shapley value below its gain alone. If the total
    gain suffices, its share is its gain alone, and the others give up equal amounts for it: the nearest
    division without a loss for any company.

    Exact up to 12 companies; beyond that, orders are sampled with a fixed seed, and only single companies,
    pairs and groups of all but one are tested for objections.

    Parameters
    ----------
    firms : sequence of str
        Their ids.
    value : callable
        Gain of a group of companies on its own; zero for the empty group. [CNY/yr]
    seed : int
        Seed of the sampled orders.

    Returns
    -------
    Split

    Examples
    --------
    A pipe serves three; two of them alone do not pay for it:

    >>> split = shapley(["a", "b", "c"], lambda group: 90.0 if len(group) == 3 else 0.0)
    >>> split.shares, split.is_stable
    ({'a': 30.0, 'b': 30.0, 'c': 30.0}, True)

    References
    ----------
    .. [1] L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953), 307-317.
    .. [2] V. Yazdanpanah, D. M. Yazan, "Industrial symbiotic relations as cooperative games", arXiv:1802.01167.
    """
    names = list(dict.fromkeys(firms))
    is_exact = len(names) <= MOST_EXACT
    known: dict[frozenset[str], float] = {frozenset(): 0.0}

    def worth(group: frozenset[str]) -> float:
        if group not in known:
            known[group] = float(value(group))
        return known[group]

    values = _exact(names, worth) if is_exact else _sampled(names, _growing(value, worth), seed)
    shares = _without_losses(values, {name: worth(frozenset({name})) for name in names})
    objecting = _objecting(names, shares, worth, is_exact=is_exact)
    raised = tuple(name for name in names if shares[name] > values[name])
    return Split(shares, is_exact, not objecting, objecting, raised)


def _exact(names: list[str], worth: Value) -> dict[str, float]:
    count = len(names)
    shares = dict.fromkeys(names, 0.0)
    for firm in names:
        others = [name for name in names if name != firm]
        for size in range(count):
            weight = math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count)
            for group in map(frozenset, itertools.combinations(others, size)):
                shares[firm] += weight * (worth(group | {firm}) - worth(group))
    return shares


def _growing(value: Value, worth: Value) -> Growing:
    """Gains of a group that grows by one company at a time, in a given order."""
    if isinstance(value, SharedCost):
        return value.growing
    return lambda order: (worth(frozenset(order[: place + 1])) for place in range(len(order)))


def _sampled(names: list[str], growing: Growing, seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    shares = dict.fromkeys(names, 0.0)
    for _ in range(_ORDERS // len(names)):
        order, before = [names[place] for place in random.permutation(len(names))], 0.0
        for name, gain in zip(order, growing(order), strict=True):
            shares[name] += gain - before
            before = gain
    orders = _ORDERS // len(names)
    return {name: share / orders for name, share in shares.items()}


def _without_losses(values: dict[str, float], alone: dict[str, float]) -> dict[str, float]:
    """Division nearest to the Shapley values without a company below its gain alone.

    The values are returned if none is below it, or if the total gain does not suffice.
    """
    tolerance = 1e-9 * max(1.0, *map(abs, values.values())) if values else 0.0
    missing = {name: max(0.0, alone[name] - value) for name, value in values.items()}
    if max(missing.values(), default=0.0) <= tolerance or sum(values.values()) < sum(alone.values()):
        return values
    room = {name: max(0.0, value - alone[name]) for name, value in values.items()}
    # Each gives up the same amount, but at most its additional gain: those with the smallest one first.
    rest, payers, given = sum(missing.values()), len(room), dict.fromkeys(room, 0.0)
    for name in sorted(room, key=room.__getitem__):
        given[name] = min(room[name], rest / payers)
        rest, payers = rest - given[name], payers - 1
    return {name: max(alone[name], value - given[name]) for name, value in values.items()}


def _objecting(
    names: list[str], shares: dict[str, float], worth: Value, *, is_exact: bool
) -> list[tuple[tuple[str, ...], float]]:
    sizes = range(1, len(names)) if is_exact else (1, 2, len(names) - 1)
    tolerance = 1e-9 * max(1.0, abs(worth(frozenset(names))))
    found = []
    for size in sizes:
        for group in itertools.combinations(names, size):
            more = worth(frozenset(group)) - sum(shares[name] for name in group)
            if more > tolerance:
                found.append((group, more))
    return sorted(found, key=lambda one: -one[1])


@dataclass(frozen=True)
class SharedCost:
    """Gain of groups as returned by `shared_cost`, which is also known while a group grows, without new sums."""

    demands: dict[str, float]
    cost: Callable[[float], float]
    alone: dict[str, float]

    def __call__(self, group: frozenset[str]) -> float:
        """Gain of a group. [CNY/yr]"""
        if not group:
            return 0.0
        return self._gain(sum(map(self.demands.__getitem__, group)), sum(map(self.alone.__getitem__, group)))

    def growing(self, order: list[str]) -> Iterator[float]:
        """Gains of the first company, of the first two and so on. [CNY/yr]"""
        amount = alone = 0.0
        for name in order:
            amount += self.demands[name]
            alone += self.alone[name]
            yield self._gain(amount, alone)

    def _gain(self, amount: float, alone: float) -> float:
        return max(0.0, alone - self.cost(amount))


def shared_cost(
    demands: dict[str, float], *, cost: Callable[[float], float], alone: dict[str, float]
) -> SharedCost:
    r"""Gain of groups from one shared plant compared with separate supply.

    .. math:: v(S) = \max\Bigl(0, \sum_{i \in S} a_i - C\bigl(\sum_{i \in S} q_i\bigr)\Bigr)

    Parameters
    ----------
    demands : dict of str to float
        Demand of each company. [unit/yr]
    cost : callable
        C: annual cost of the plant for an amount. [unit/yr] → [CNY/yr]
    alone : dict of str to float
        Cost of each without the plant. [CNY/yr]

    Returns
    -------
    SharedCost
        A callable for `shapley`.
    """
    return SharedCost(demands, cost, alone)
