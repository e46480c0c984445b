"""The least change of measured values, in terms of their deviations, that meets balances and bounds.

.. math:: \\min_x \\sum_j (x_j - y_j)^2 / v_j \\quad \\text{s.t.} \\quad A x = b,\\; x \\ge l

The dual has one unknown a balance and no constraint: :math:`x(\\lambda) = \\max(l, y - V A^T \\lambda)`.
Newton's method on it solves, in each round, one system with the matrix :math:`A V A^T` of the quantities
that are not at their bound. Without bounds the first round is the answer.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import splu

from isdata.engines.reconciliation.problem import Array

_ROUNDS = 100
_MEMORY = 4  # rounds over which the objective may rise: a full step is mostly the better one
_SMALL = 500  # up to so many balances a factorisation costs nothing
_STEPS = 1000  # of conjugate gradients; a network that needs more has few loops, and factorises fast
_DIAGONAL = 1e-13  # keeps balances solvable whose quantities all lie at their bounds
_SETTLED = 1e-14  # of a balance's throughput
_ROUNDING = 1e-9  # below it a round that does not help has met the limits of arithmetic
_ACCEPTED = 1e-7
_IDLE = 1e-3  # throughput, in deviations, of a balance through which nothing flows


@dataclass(frozen=True)
class Adjustment:
    """The values found, the multipliers of the balances, and how far open each is, as share of its throughput."""

    value: Array
    multiplier: Array
    gap: Array

    @property
    def is_settled(self) -> bool:
        """Whether all balances are met."""
        return not self.worst.size

    @property
    def worst(self) -> Array:
        """The balances that stay open, the widest first."""
        return np.argsort(-self.gap)[: np.count_nonzero(self.gap > _ACCEPTED)]


def adjust(
    matrix: sp.csr_array,
    constant: Array,
    value: Array,
    variance: Array,
    lower: Array,
    multiplier: Array | None = None,
) -> Adjustment:
    """Return the values nearest to the measured ones that meet the balances and the bounds.

    Parameters
    ----------
    matrix : csr_array, balances × quantities
        Coefficients; rows should be independent.
    constant : array, balances
        What each balance adds up to.
    value, variance, lower : array, quantities
        Measured values, variances above zero, lower bounds (-inf for none).
    multiplier : array, balances, optional
        Where to begin, from a similar problem.
    """
    dual = _Dual(matrix, constant, value, variance, lower)
    point = dual.at(np.zeros(matrix.shape[0]) if multiplier is None else multiplier / dual.scale)
    objectives = [point.objective]
    for _ in range(_ROUNDS):
        last = point
        if point.gap.size == 0 or point.gap.max() <= _SETTLED:
            break
        step = dual.newton_step(point)
        point = dual.along(point, step, max(objectives[-_MEMORY:]))
        objectives.append(point.objective)
        if point.gap.max() <= _ROUNDING and point.gap.max() > 0.1 * last.gap.max():
            break
    return Adjustment(point.value, point.multiplier * dual.scale, point.gap)


@dataclass(frozen=True)
class _Point:
    """The dual at some multipliers: the values, the open amounts of the balances, and the objective."""

    multiplier: Array
    value: Array
    is_free: Array
    open: Array
    gap: Array
    objective: float


class _Dual:
    """The dual problem, balances scaled to a deviation of one."""

    def __init__(
        self, matrix: sp.csr_array, constant: Array, value: Array, variance: Array, lower: Array
    ) -> None:
        spread = matrix.multiply(matrix) @ variance
        self.scale = 1 / np.sqrt(np.where(spread > 0, spread, 1.0))
        self.matrix = sp.csr_array(sp.diags_array(self.scale) @ matrix)
        self.transposed = sp.csr_array(self.matrix.T)
        self.constant = self.scale * constant
        self.value, self.variance, self.lower = value, variance, lower
        self.size = abs(self.matrix)
        self.is_direct = matrix.shape[0] <= _SMALL

    def at(self, multiplier: Array) -> _Point:
        """Return the point with these multipliers."""
        free = self.value - self.variance * (self.transposed @ multiplier)
        value = np.maximum(self.lower, free)
        gap = self.matrix @ value - self.constant
        throughput = self.size @ (np.abs(value) + np.abs(self.value)) + np.abs(self.constant) + _IDLE
        cost = 0.5 * np.sum((value - self.value) ** 2 / self.variance)
        return _Point(
            multiplier=multiplier,
            value=value,
            is_free=free > self.lower,
            open=gap,
            gap=np.abs(gap) / throughput,
            objective=-(cost + np.sum(multiplier * gap)),
        )

    def newton_step(self, point: _Point) -> Array:
        """Return the change of the multipliers that would close all balances, were no further bound met."""
        spread = sp.diags_array(np.where(point.is_free, self.variance, 0.0))
        system = sp.csr_array(self.matrix @ spread @ self.transposed)
        system = sp.csr_array(system + sp.diags_array(_DIAGONAL * (1.0 + system.diagonal())))
        if not self.is_direct:
            step = conjugate_gradients(system, point.open)
            if step is not None:
                return step
            self.is_direct = True
        return factorised(system).solve(point.open)

    def along(self, point: _Point, step: Array, limit: float) -> _Point:
        """Return the first point along a step, halved where needed, that does not raise the objective."""
        slope = -np.sum(point.open * step)
        rounding = 1e-11 * abs(point.objective)
        length = 1.0
        new = self.at(point.multiplier + step)
        while new.objective > limit + 1e-4 * length * slope + rounding and length > 1e-9:
            length /= 2
            new = self.at(point.multiplier + length * step)
        return new


def solved(system: sp.csr_array, right: Array) -> Array:
    """Return the solution of one system with a symmetric, positive definite matrix."""
    system = sp.csr_array(system + sp.diags_array(_DIAGONAL * (1.0 + system.diagonal())))
    found = None if system.shape[0] <= _SMALL else conjugate_gradients(system, right)
    return factorised(system).solve(right) if found is None else found


def factorised(system: sp.csr_array):
    """Return a factorisation of a symmetric, positive definite matrix."""
    return splu(
        sp.csc_array(system),
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )


def conjugate_gradients(system: sp.csr_array, right: Array) -> Array | None:
    """Return the solution, scaled by the diagonal on the way; None where it does not come within reach.

    Sums are taken by einsum: BLAS would split them over threads, which costs more than it brings.
    """
    inverse = 1 / system.diagonal()
    solution, rest = np.zeros_like(right), right.copy()
    direction = inverse * rest
    square, goal = _dot(rest, direction), 1e-20 * _dot(right, inverse * right)
    for _ in range(_STEPS):
        if square <= goal:
            return solution
        image = system @ direction
        length = square / _dot(direction, image)
        solution += length * direction
        rest -= length * image
        scaled = inverse * rest
        before, square = square, _dot(rest, scaled)
        direction = scaled + square / before * direction
    return None


def _dot(one: Array, other: Array) -> float:
    return float(np.einsum("i,i", one, other))
