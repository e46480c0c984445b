"""The best plan under one common budget, exactly and at once: block by block, then along one price of money.

Measures that need, exclude or overlap each other, or share a company's own budget, form a block; all blocks share
the park's budget and nothing else. Each block's useful plans are listed: those that no other plan of the block beats
in both cost and worth. With a price λ on money, each plan of a block loses so much against the block's best one,

    loss = max(worth - λ cost) - (worth - λ cost) ≥ 0,

and a choice of one plan a block is worth  L(λ) - sum of losses - λ · money left.  λ is where the linear relaxation
puts it, L(λ) its value. All choices that lose at most Δ in sum are built up block after block; if there are any, the
best of them is the best of all, since every other loses more than Δ. If there are none, Δ grows.

Reference: D. Pisinger, A minimal algorithm for the multiple-choice knapsack problem, European Journal of Operational
Research 83 (1995) 394-410, doi:10.1016/0377-2217(95)00015-I.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

# More plans than these are left to branch and bound.
_LARGEST_COMPONENT = 14
_MOST_PLANS = 200_000


class TooManyPlansError(Exception):
    """The blocks are too large to be listed; not a user's problem: another method takes over."""


@dataclass(frozen=True)
class Plans:
    """Useful plans of a block, by rising cost and worth.

    Attributes
    ----------
    cost, worth : array, (plans,)
        Of each plan.
    taken : array of bool, (plans, things)
        What each plan takes of `things`.
    things : array of int
        Places of the block's things.
    """

    cost: np.ndarray
    worth: np.ndarray
    taken: np.ndarray
    things: np.ndarray


@dataclass(frozen=True)
class Relations:
    """Pairs of places: the first needs or excludes the second; of `overlaps` the second loses `lost`, and costs `saved`
    less, where both are taken."""

    needs: np.ndarray
    excludes: np.ndarray
    overlaps: np.ndarray
    lost: np.ndarray
    saved: np.ndarray


def useful(cost: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """Return the places of plans that no other beats in both, by rising cost."""
    order = np.lexsort((-worth, cost))
    best_before = np.maximum.accumulate(np.concatenate([[-np.inf], worth[order][:-1]]))
    return order[worth[order] > best_before]


class Blocks:
    """Things to choose from under one common budget.

    Parameters
    ----------
    cost, worth : array, (things,)
        Of each thing.
    relations : Relations
        Between things.
    owner : array of int, (things,)
        Company of each thing.
    caps : mapping of int to float
        Money of single companies.

    Raises
    ------
    TooManyPlansError
        A block has too many plans to be listed.
    """

    def __init__(
        self,
        cost: np.ndarray,
        worth: np.ndarray,
        relations: Relations,
        owner: np.ndarray,
        caps: Mapping[int, float],
    ) -> None:
        self.cost, self.relations = cost, relations
        pairs = np.concatenate([relations.needs, relations.excludes, relations.overlaps]).reshape(-1, 2)
        links = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(cost), len(cost)))
        _, component = connected_components(links, directed=False)
        self._components = [
            np.flatnonzero(component == number) for number in range(component.max(initial=-1) + 1)
        ]
        self._listed = [self._list(things) for things in self._components]
        self._plans = [listed.plans(worth, relations.lost) for listed in self._listed]
        self._groups = list(self._grouped(owner, caps))

    def valued(self, worth: np.ndarray, lost: np.ndarray) -> "Blocks":
        """Return the same things to choose from, worth something else: (things,), and what overlaps take off."""
        other = copy.copy(self)
        other._plans = [listed.plans(worth, lost) for listed in self._listed]
        return other

    def solve(
        self, budgets: np.ndarray, *, taken: np.ndarray | None = None, dropped: np.ndarray | None = None
    ) -> list[tuple[np.ndarray, float] | None]:
        """Return for each budget the best choice and what one more unit of money would bring; None if nothing fits.

        Parameters
        ----------
        budgets : array
            Money for all things together; infinite for no limit.
        taken, dropped : array of int, optional
            Places of things settled beforehand.
        """
        blocks = []
        for members, cap in self._groups:
            settled = [_settled(self._plans[number], taken, dropped) for number in members]
            if any(len(plans.cost) == 0 for plans in settled):
                return [None] * len(budgets)
            blocks.append(_merged(settled, cap))
            if len(blocks[-1].cost) == 0:
                return [None] * len(budgets)
        if not blocks:
            return [(np.zeros(0, dtype=bool), 0.0) for _ in budgets]
        market = _Market(blocks)
        found = ((market.best(float(budget)), market.price(float(budget))) for budget in budgets)
        return [None if chosen is None else (self._taken(blocks, chosen), price) for chosen, price in found]

    def _list(self, things: np.ndarray) -> "_Listed":
        """Return all plans of things that hang together, whether useful or not: some may be settled later."""
        size = len(things)
        if size > _LARGEST_COMPONENT:
            raise TooManyPlansError
        taken = (np.arange(2**size)[:, np.newaxis] >> np.arange(size)) & 1 == 1
        place = {thing: number for number, thing in enumerate(things.tolist())}
        if size > 1:
            kept = np.ones(len(taken), dtype=bool)
            for one, other in self._inside(self.relations.needs, place):
                kept &= ~taken[:, one] | taken[:, other]
            for one, other in self._inside(self.relations.excludes, place):
                kept &= ~(taken[:, one] & taken[:, other])
            taken = taken[kept]
        overlaps = [
            (number, taken[:, place[one]] & taken[:, place[other]])
            for number, (one, other) in enumerate(self.relations.overlaps.tolist())
            if one in place
        ]
        cost = taken @ self.cost[things]
        for number, both in overlaps:
            cost = cost - self.relations.saved[number] * both
        return _Listed(cost, taken, things, overlaps)

    @staticmethod
    def _inside(pairs: np.ndarray, place: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        return ((place[one], place[other]) for one, other in pairs.tolist() if one in place)

    def _grouped(self, owner: np.ndarray, caps: Mapping[int, float]) -> Iterator[tuple[list[int], float]]:
        """Yield the components of each block, with the company's money they share."""
        by_cap: dict[int, list[int]] = {}
        for number, things in enumerate(self._components):
            capped = set(owner[things].tolist()) & set(caps)
            if not capped:
                yield [number], np.inf
            elif len(capped) > 1 or len(set(owner[things].tolist())) > 1:
                raise TooManyPlansError
            else:
                by_cap.setdefault(capped.pop(), []).append(number)
        for company, members in by_cap.items():
            yield members, caps[company]

    def _taken(self, blocks: list[Plans], chosen: list[int]) -> np.ndarray:
        taken = np.zeros(len(self.cost), dtype=bool)
        for plans, number in zip(blocks, chosen, strict=True):
            taken[plans.things] = plans.taken[number]
        return taken


@dataclass(frozen=True)
class _Listed:
    """All plans of a component, before they are worth anything; `overlaps` are those that count in each plan."""

    cost: np.ndarray
    taken: np.ndarray
    things: np.ndarray
    overlaps: list[tuple[int, np.ndarray]]

    def plans(self, worth: np.ndarray, lost: np.ndarray) -> Plans:
        """Return them with what each is worth."""
        total = self.taken @ worth[self.things]
        for number, both in self.overlaps:
            total = total - lost[number] * both
        return Plans(self.cost, total, self.taken, self.things)


def _room(money: float) -> float:
    """Return what rounding may add to a sum of costs."""
    return 1e-9 * max(1.0, abs(money)) if np.isfinite(money) else 0.0


def _settled(plans: Plans, taken: np.ndarray | None, dropped: np.ndarray | None) -> Plans:
    """Return the useful plans that keep what is settled."""
    kept = np.ones(len(plans.cost), dtype=bool)
    if taken is not None and len(taken):
        kept &= plans.taken[:, np.isin(plans.things, taken)].all(axis=1)
    if dropped is not None and len(dropped):
        kept &= ~plans.taken[:, np.isin(plans.things, dropped)].any(axis=1)
    places = np.flatnonzero(kept)
    places = places[useful(plans.cost[places], plans.worth[places])]
    return Plans(plans.cost[places], plans.worth[places], plans.taken[places], plans.things)


def _merged(parts: list[Plans], cap: float) -> Plans:
    """Return the useful plans of components that share a company's money."""
    if len(parts) == 1:
        fits = parts[0].cost <= cap + _room(cap)
        one = parts[0]
        return Plans(one.cost[fits], one.worth[fits], one.taken[fits], one.things)
    cost, worth = np.zeros(1), np.zeros(1)
    steps: list[tuple[np.ndarray, np.ndarray]] = []
    for part in parts:
        sums = np.add.outer(cost, part.cost).ravel()
        values = np.add.outer(worth, part.worth).ravel()
        places = np.flatnonzero(sums <= cap + _room(cap))
        places = places[useful(sums[places], values[places])]
        if len(places) > _MOST_PLANS:
            raise TooManyPlansError
        cost, worth = sums[places], values[places]
        steps.append((places // len(part.cost), places % len(part.cost)))
    things = np.concatenate([part.things for part in parts])
    taken = np.zeros((len(cost), len(things)), dtype=bool)
    row, end = np.arange(len(cost)), len(things)
    for part, (former, option) in zip(reversed(parts), reversed(steps), strict=True):
        taken[:, end - len(part.things) : end] = part.taken[option[row]]
        row, end = former[row], end - len(part.things)
    return Plans(cost, worth, taken, things)


class _Market:
    """All blocks' plans in one row, bought at a common price of money.

    Parameters
    ----------
    blocks : list of Plans
        At least one plan each.
    """

    def __init__(self, blocks: list[Plans]) -> None:
        sizes = np.array([len(plans.cost) for plans in blocks], dtype=int)
        self.start = np.concatenate([[0], sizes.cumsum()[:-1]]).astype(int)
        self.block = np.repeat(np.arange(len(blocks)), sizes)
        self.cost = np.concatenate([plans.cost for plans in blocks])
        self.worth = np.concatenate([plans.worth for plans in blocks])
        self.least = float(self.cost[self.start].sum())
        corners = [_hull(plans.cost, plans.worth) for plans in blocks]
        rise = np.concatenate([np.diff(plans.worth[c]) for plans, c in zip(blocks, corners, strict=True)])
        step = np.concatenate([np.diff(plans.cost[c]) for plans, c in zip(blocks, corners, strict=True)])
        # The relaxation mixes neighbouring corners of the hulls, the steepest rise first.
        order = np.argsort(-rise / step, kind="stable")
        self.slope, self.spent = (rise / step)[order], self.least + step[order].cumsum()

    def price(self, budget: float) -> float:
        """Return what one more unit of money brings in the relaxation; 0 where some is left."""
        beyond = int(np.searchsorted(self.spent, budget + _room(budget), side="right"))
        return float(self.slope[beyond]) if beyond < len(self.slope) else 0.0

    def best(self, budget: float) -> list[int] | None:
        """Return the plan of each block in the best choice, None where nothing fits."""
        if self.least > budget + _room(budget):
            return None
        price = self.price(budget)
        gain = self.worth - price * self.cost
        top = np.maximum.reduceat(gain, self.start)
        loss = top[self.block] - gain
        if price == 0.0:
            return self._first(np.flatnonzero(loss <= 0)).tolist()
        allowed = 1e-9 * max(1.0, abs(float(top.sum()) + price * budget))
        while True:
            found = self._within(loss, budget, price, allowed)
            if found is not None:
                return found
            allowed *= 4

    def _first(self, places: np.ndarray) -> np.ndarray:
        """Return the first of the places of each block, as number within the block."""
        blocks, first = np.unique(self.block[places], return_index=True)
        return places[first] - self.start[blocks]

    def _within(self, loss: np.ndarray, budget: float, price: float, allowed: float) -> list[int] | None:
        """Return the best choice that loses at most `allowed`, money left included."""
        near = np.flatnonzero(loss <= allowed)
        block, first, count = np.unique(self.block[near], return_index=True, return_counts=True)
        chosen = (near[first] - self.start[block]).tolist()
        fixed = float(self.cost[near[first][count == 1]].sum())
        open_ones = np.flatnonzero(count > 1)
        open_ones = open_ones[np.argsort(count[open_ones], kind="stable")]
        options = [near[first[number] : first[number] + count[number]] for number in open_ones]
        least_after = _sums_after([self.cost[places].min() for places in options])
        most_after = _sums_after([self.cost[places].max() for places in options])
        cost, lost = np.array([fixed]), np.zeros(1)
        steps: list[tuple[np.ndarray, np.ndarray]] = []
        for step, places in enumerate(options):
            sums = np.add.outer(cost, self.cost[places]).ravel()
            losses = np.add.outer(lost, loss[places]).ravel()
            left = np.maximum(0.0, budget - (sums + most_after[step]))
            fits = (sums + least_after[step] <= budget + _room(budget)) & (losses + price * left <= allowed)
            kept = np.flatnonzero(fits)
            kept = kept[useful(sums[kept], price * sums[kept] - losses[kept])]
            if len(kept) > _MOST_PLANS:
                raise TooManyPlansError
            cost, lost = sums[kept], losses[kept]
            steps.append((kept // len(places), kept % len(places)))
        possible = (cost <= budget + _room(budget)) & (
            lost + price * np.maximum(0.0, budget - cost) <= allowed
        )
        if not possible.any():
            return None
        row = int(np.where(possible, price * cost - lost, -np.inf).argmax())
        for number, places, (former, option) in zip(open_ones[::-1], options[::-1], steps[::-1], strict=True):
            chosen[number] = int(places[option[row]] - self.start[block[number]])
            row = int(former[row])
        return chosen


def _sums_after(amounts: list[float]) -> np.ndarray:
    """Return the sum of all amounts after each."""
    return np.array(amounts)[::-1].cumsum()[::-1] - np.array(amounts)


def _hull(cost: np.ndarray, worth: np.ndarray) -> list[int]:
    """Return the corners of the concave hull over points of rising cost and worth."""
    corner: list[int] = []
    for place in range(len(cost)):
        while len(corner) > 1:
            one, two = corner[-2], corner[-1]
            ahead = (worth[place] - worth[two]) * (cost[two] - cost[one])
            if ahead < (worth[two] - worth[one]) * (cost[place] - cost[two]):
                break
            corner.pop()
        corner.append(place)
    return corner
