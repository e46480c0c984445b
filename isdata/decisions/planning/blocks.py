"""The best plan under one common budget, block by block.

Measures that need, exclude or overlap each other, or share a company's own budget, form a block. Blocks share
only the park's budget. The useful plans of each block are listed: those that no other plan of the block beats
in both cost and worth. A `Knapsack` chooses one plan of each.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from isdata.decisions.planning.knapsack import (
    Knapsack,
    Plans,
    Steps,
    TooManyPlansError,
    non_dominated,
    rounding_tolerance,
)

# Blocks with more measures than this have too many plans to list.
_LARGEST_COMPONENT = 14


@dataclass(frozen=True)
class Relations:
    """Pairs of places: the first needs or excludes the second.

    In a pair of `overlaps` the second loses `lost` and costs `saved` less if both are taken.
    """

    needs: np.ndarray
    excludes: np.ndarray
    overlaps: np.ndarray
    lost: np.ndarray
    saved: np.ndarray


class Blocks:
    """Candidates under one common budget.

    Parameters
    ----------
    cost, worth : array, (things,)
        Of each thing.
    relations : Relations
        Between things.
    owner : array of int, (things,)
        Company of each thing.
    caps : mapping of int to float
        Budgets of single companies.

    Raises
    ------
    TooManyPlansError
        A block has too many plans to list.
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
        """Same candidates with other values: worth of each, (things,), and loss of each
        overlap."""
        other = copy.copy(self)
        other._plans = [listed.plans(worth, lost) for listed in self._listed]
        return other

    def solve(
        self, budgets: np.ndarray, *, taken: np.ndarray | None = None, dropped: np.ndarray | None = None
    ) -> list[tuple[np.ndarray, float] | None]:
        """Return for each budget the best choice and the marginal value of money; None if nothing fits.

        Parameters
        ----------
        budgets : array
            Budget for all things together; infinite for no limit.
        taken, dropped : array of int, optional
            Places of things that must be included or excluded.
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
        knapsack = Knapsack(blocks)
        found = ((knapsack.best(float(budget)), knapsack.price(float(budget))) for budget in budgets)
        return [None if chosen is None else (self._taken(blocks, chosen), price) for chosen, price in found]

    def _list(self, things: np.ndarray) -> "_Listed":
        """All plans of measures that relate to each other, useful or not, as some may be settled
        later."""
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
        """Yield the components of each block, with the company budget that they share."""
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
    """All plans of a component before they are valued; `overlaps` are those that count in each plan."""

    cost: np.ndarray
    taken: np.ndarray
    things: np.ndarray
    overlaps: list[tuple[int, np.ndarray]]

    def plans(self, worth: np.ndarray, lost: np.ndarray) -> Plans:
        """Plans with the value of each."""
        total = self.taken @ worth[self.things]
        for number, both in self.overlaps:
            total = total - lost[number] * both
        return Plans(self.cost, total, self.taken, self.things)


def _settled(plans: Plans, taken: np.ndarray | None, dropped: np.ndarray | None) -> Plans:
    """Useful plans that respect the settled things."""
    kept = np.ones(len(plans.cost), dtype=bool)
    if taken is not None and len(taken):
        kept &= plans.taken[:, np.isin(plans.things, taken)].all(axis=1)
    if dropped is not None and len(dropped):
        kept &= ~plans.taken[:, np.isin(plans.things, dropped)].any(axis=1)
    places = np.flatnonzero(kept)
    places = places[non_dominated(plans.cost[places], plans.worth[places])]
    return Plans(plans.cost[places], plans.worth[places], plans.taken[places], plans.things)


def _merged(parts: list[Plans], cap: float) -> Plans:
    """Useful plans of components that share a company's budget."""
    if len(parts) == 1:
        fits = parts[0].cost <= cap + rounding_tolerance(cap)
        one = parts[0]
        return Plans(one.cost[fits], one.worth[fits], one.taken[fits], one.things)
    cost, worth = np.zeros(1), np.zeros(1)
    steps = Steps()
    for part in parts:
        sums = np.add.outer(cost, part.cost).ravel()
        values = np.add.outer(worth, part.worth).ravel()
        places = np.flatnonzero(sums <= cap + rounding_tolerance(cap))
        places = places[non_dominated(sums[places], values[places])]
        steps.add(places, len(part.cost))
        cost, worth = sums[places], values[places]
    things = np.concatenate([part.things for part in parts])
    taken = np.zeros((len(cost), len(things)), dtype=bool)
    end = len(things)
    for part, option in zip(reversed(parts), steps.back(np.arange(len(cost))), strict=True):
        taken[:, end - len(part.things) : end] = part.taken[option]
        end -= len(part.things)
    return Plans(cost, worth, taken, things)
