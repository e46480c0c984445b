"""Exact choice of one plan of each block within one budget, at a common price of money.

With a price λ on money, the loss of each plan of a block against the block's best plan is

    loss = max(worth - λ cost) - (worth - λ cost) ≥ 0,

and a choice of one plan of each block is worth  L(λ) - sum of losses - λ · money left.  λ is the price of the
linear relaxation, L(λ) its value. All choices that lose at most Δ in total are built up block by block. If
there are any, the best of them is optimal, since every other choice loses more than Δ. If there are none, Δ
is increased.

Reference: D. Pisinger, A minimal algorithm for the multiple-choice knapsack problem, European Journal of Operational
Research 83 (1995) 394-410, doi:10.1016/0377-2217(95)00015-I.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

# Above this number of choices branch and bound is used instead.
_MOST_PLANS = 200_000


class TooManyPlansError(Exception):
    """The blocks are too large to list. Not an error for users: another method is used instead."""


@dataclass(frozen=True)
class Plans:
    """Useful plans of a block, by rising cost and net present value.

    Attributes
    ----------
    cost, worth : array, (plans,)
        Of each plan.
    taken : array of bool, (plans, things)
        Things that each plan includes.
    things : array of int
        Places of the block's things.
    """

    cost: np.ndarray
    worth: np.ndarray
    taken: np.ndarray
    things: np.ndarray


def non_dominated(cost: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """Places of plans that are not outperformed in both, by rising cost."""
    order = np.lexsort((-worth, cost))
    best_before = np.maximum.accumulate(np.concatenate([[-np.inf], worth[order][:-1]]))
    return order[worth[order] > best_before]


def rounding_tolerance(money: float) -> float:
    """Tolerance for the rounding error of a sum of costs."""
    return 1e-9 * max(1.0, abs(money)) if np.isfinite(money) else 0.0


class Steps:
    """Choices of one option of each part, built up part by part, and read back from the last to the first."""

    def __init__(self) -> None:
        self._steps: list[tuple[np.ndarray, np.ndarray]] = []

    def add(self, kept: np.ndarray, options: int) -> None:
        """Note which of the (former choices x options) are kept."""
        if len(kept) > _MOST_PLANS:
            raise TooManyPlansError
        self._steps.append((kept // options, kept % options))

    def back(self, row: np.ndarray | int) -> Iterator[np.ndarray]:
        """Yield the option of each part in the choices, the last part first."""
        for former, option in reversed(self._steps):
            yield option[row]
            row = former[row]


@dataclass(frozen=True)
class _Permitted:
    """Choices within a budget that lose at most `allowed`, where unspent money loses its price."""

    budget: float
    price: float
    allowed: float

    def holds(
        self, cost: np.ndarray, lost: np.ndarray, least_after: float = 0.0, most_after: float = 0.0
    ) -> np.ndarray:
        """Whether each choice may be permitted, if the parts still open cost from `least_after` to `most_after`."""
        unspent = np.maximum(0.0, self.budget - (cost + most_after))
        return (cost + least_after <= self.budget + rounding_tolerance(self.budget)) & (
            lost + self.price * unspent <= self.allowed
        )


class Knapsack:
    """Multiple-choice knapsack: all blocks' plans in one array, bought at a common price of money.

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
        """Shadow price of money in the relaxation; 0 if some money is left."""
        beyond = int(np.searchsorted(self.spent, budget + rounding_tolerance(budget), side="right"))
        return float(self.slope[beyond]) if beyond < len(self.slope) else 0.0

    def best(self, budget: float) -> list[int] | None:
        """Plan of each block in the best choice, None if nothing fits."""
        if self.least > budget + rounding_tolerance(budget):
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
        """First of the places of each block, as a number within the block."""
        blocks, first = np.unique(self.block[places], return_index=True)
        return places[first] - self.start[blocks]

    def _within(self, loss: np.ndarray, budget: float, price: float, allowed: float) -> list[int] | None:
        """Best choice that loses at most `allowed`, including unspent money."""
        near = np.flatnonzero(loss <= allowed)
        block, first, count = np.unique(self.block[near], return_index=True, return_counts=True)
        chosen = (near[first] - self.start[block]).tolist()
        fixed = float(self.cost[near[first][count == 1]].sum())
        open_ones = np.flatnonzero(count > 1)
        open_ones = open_ones[np.argsort(count[open_ones], kind="stable")]
        options = [near[first[number] : first[number] + count[number]] for number in open_ones]
        permitted = _Permitted(budget, price, allowed)
        cost, lost, steps = self._combined(options, loss, fixed, permitted)
        possible = permitted.holds(cost, lost)
        if not possible.any():
            return None
        row = int(np.where(possible, price * cost - lost, -np.inf).argmax())
        for number, places, option in zip(open_ones[::-1], options[::-1], steps.back(row), strict=True):
            chosen[number] = int(places[option] - self.start[block[number]])
        return chosen

    def _combined(
        self, options: list[np.ndarray], loss: np.ndarray, fixed: float, permitted: _Permitted
    ) -> tuple[np.ndarray, np.ndarray, Steps]:
        """Cost and loss of the useful combinations of one option per block, and the steps that lead to them."""
        least_after = _sums_after([self.cost[places].min() for places in options])
        most_after = _sums_after([self.cost[places].max() for places in options])
        cost, lost, steps = np.array([fixed]), np.zeros(1), Steps()
        for step, places in enumerate(options):
            sums = np.add.outer(cost, self.cost[places]).ravel()
            losses = np.add.outer(lost, loss[places]).ravel()
            kept = np.flatnonzero(permitted.holds(sums, losses, least_after[step], most_after[step]))
            kept = kept[non_dominated(sums[kept], permitted.price * sums[kept] - losses[kept])]
            steps.add(kept, len(places))
            cost, lost = sums[kept], losses[kept]
        return cost, lost, steps


def _sums_after(amounts: list[float]) -> np.ndarray:
    """Return for each amount the sum of all amounts after it."""
    return np.array(amounts)[::-1].cumsum()[::-1] - np.array(amounts)


def _hull(cost: np.ndarray, worth: np.ndarray) -> list[int]:
    """Corners of the concave hull over points of rising cost and worth."""
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
