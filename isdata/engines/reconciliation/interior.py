"""Nearest values within bounds where some quantities were not measured, so that moving them costs nothing.

An interior point method with predictor and corrector after Mehrotra [1]_. Small proximal terms, around
the values of the round before, keep every system solvable without shifting the answer: undetermined
quantities stay where they are.

References
----------
.. [1] S. Mehrotra, "On the implementation of a primal-dual interior point method", SIAM J. Optim. 2 (1992)
   575-601.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from isdata.engines.reconciliation.least_squares import Adjustment, factorised
from isdata.engines.reconciliation.problem import Array

_ROUNDS = 80
_SETTLED = 1e-10
_PROXIMAL = 1e-10  # weight that holds each quantity where it was, against 1 for the best known one
_DIAGONAL = 1e-14
_ROUNDING = 1e-13
_SHORT_OF_BOUND = 0.995


@dataclass
class _State:
    """Distances from the bounds, multipliers of balances and of bounds."""

    distance: Array
    multiplier: Array
    price: Array


class Interior:
    """Quantities scaled to a size of about one, balances to rows of length one, weights to one at most.

    Parameters
    ----------
    matrix, constant : csr_array, array
        The balances.
    value, variance : array
        Measured values and their variances; variance NaN where nothing was measured.
    size : array
        What counts as one of each quantity.
    lower : array
        Lower bounds, -inf for none.
    """

    def __init__(
        self, matrix: sp.csr_array, constant: Array, value: Array, variance: Array, size: Array, lower: Array
    ) -> None:
        scaled = sp.csr_array(matrix @ sp.diags_array(size))
        length = np.sqrt(scaled.multiply(scaled).sum(axis=1))
        self.row_scale = 1 / np.where(length > 0, length, 1.0)
        self.matrix = sp.csr_array(sp.diags_array(self.row_scale) @ scaled)
        self.transposed = sp.csr_array(self.matrix.T)
        self.has_bound = np.isfinite(lower)
        self.offset, self.size = np.where(self.has_bound, lower, 0.0), size
        weight = np.where(variance > 0, size**2 / np.where(variance > 0, variance, 1.0), 0.0)
        self.heaviest = weight.max(initial=0.0) or 1.0
        self.weight = weight / self.heaviest
        self.target = np.where(variance > 0, (value - self.offset) / size, 0.0)
        self.constant = self.row_scale * (constant - matrix @ self.offset)
        self.reach = 1.0 + np.abs(self.weight * self.target).max(initial=0.0)
        self.throughput = 1.0 + abs(self.matrix) @ np.abs(self.target) + np.abs(self.constant)

    def solve(self, start: Array) -> Adjustment:
        """Return the nearest values; those at a bound lie above it by up to a millionth of their deviation."""
        distance = (start - self.offset) / self.size
        state = _State(
            np.where(self.has_bound, np.maximum(distance, 1.0), distance),
            np.zeros(self.matrix.shape[0]),
            self.has_bound.astype(float),
        )
        for _ in range(_ROUNDS):
            slope, gap, complement = self._residuals(state)
            left = max(np.abs(gap / self.throughput).max(), np.abs(slope).max() / self.reach)
            if max(left, complement / self.reach) <= _SETTLED:
                break
            self._advance(state, slope, gap, complement)
        _, gap, _ = self._residuals(state)
        value = self.offset + self.size * state.distance
        multiplier = self.heaviest * self.row_scale * state.multiplier
        return Adjustment(value, multiplier, np.abs(gap) / self.throughput)

    def _residuals(self, state: _State) -> tuple[Array, Array, float]:
        """Return what is left of the conditions of optimality: slope, balances, mean complementarity."""
        slope = (
            self.weight * (state.distance - self.target) + self.transposed @ state.multiplier - state.price
        )
        gap = self.matrix @ state.distance - self.constant
        bounded = max(int(self.has_bound.sum()), 1)
        return slope, gap, float(np.sum((state.distance * state.price)[self.has_bound]) / bounded)

    def _advance(self, state: _State, slope: Array, gap: Array, complement: float) -> None:
        """Move towards the optimum: predict, correct, and stop short of the bounds."""
        direction = self._directions(state, slope, gap)
        product = np.where(self.has_bound, state.distance * state.price, 0.0)
        distance, _, price = direction(product)
        length = self._length(state, distance, price)
        hoped = (state.distance + length * distance) * (state.price + length * price)
        bounded = max(int(self.has_bound.sum()), 1)
        mean = float(np.sum(hoped[self.has_bound])) / bounded
        center = (mean / complement) ** 3 * complement if complement > 0 else 0.0
        distance, multiplier, price = direction(
            np.where(self.has_bound, product + distance * price - center, 0.0)
        )
        length = min(1.0, _SHORT_OF_BOUND * self._length(state, distance, price, limit=np.inf))
        state.distance = state.distance + length * distance
        state.multiplier = state.multiplier + length * multiplier
        state.price = state.price + length * price

    def _directions(
        self, state: _State, slope: Array, gap: Array
    ) -> Callable[[Array], tuple[Array, Array, Array]]:
        """Return the function from wanted products of distance and price to the changes that bring them."""
        apart = np.where(self.has_bound, state.distance, 1.0)
        ease = 1 / (self.weight + _PROXIMAL + np.where(self.has_bound, state.price / apart, 0.0))
        system = self.matrix @ sp.diags_array(ease) @ self.transposed
        regular = _DIAGONAL + _ROUNDING * system.diagonal()
        factor = factorised(sp.csr_array(system + sp.diags_array(regular)))

        def direction(product: Array) -> tuple[Array, Array, Array]:
            pull = slope + product / apart
            multiplier = factor.solve(gap - self.matrix @ (ease * pull))
            distance = -ease * (pull + self.transposed @ multiplier)
            price = np.where(self.has_bound, -(product + state.price * distance) / apart, 0.0)
            return distance, multiplier, price

        return direction

    def _length(self, state: _State, distance: Array, price: Array, limit: float = 1.0) -> float:
        """Return how far the changes can be followed before a distance or a price is used up."""
        for amount, change in ((state.distance, distance), (state.price, price)):
            falling = self.has_bound & (change < 0)
            if falling.any():
                limit = min(limit, float(np.min(-amount[falling] / change[falling])))
        return limit
