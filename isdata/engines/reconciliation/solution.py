"""Reconciliation of quantities connected by linear balances, on arrays."""

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import splu

from isdata.engines.reconciliation.bounds import nearest
from isdata.engines.reconciliation.deviations import variances
from isdata.engines.reconciliation.echelon import Echelon, echelon
from isdata.engines.reconciliation.errors import ContradictionError
from isdata.engines.reconciliation.gross_errors import different, unexplained
from isdata.engines.reconciliation.least_squares import adjusted
from isdata.engines.reconciliation.problem import Array, Problem

EXACT = "exact"
REDUNDANT = "measured-redundant"
NONREDUNDANT = "measured-nonredundant"
OBSERVABLE = "unmeasured-observable"
UNOBSERVABLE = "unmeasured-unobservable"


@dataclass(frozen=True)
class Solution:
    """Results of reconciliation for each quantity.

    Parameters
    ----------
    value : array
        Reconciled, within bounds; for undetermined quantities one of many possible values.
    adjustment : array
        Reconciled less measured, by the balances only (without bounds); NaN if not measured.
    lowered : array
        Reduction of each measured variance by the balances; NaN if not computed.
    observed : array
        Variance of each observable quantity, NaN for others.
    kind : array
        Class of each quantity, one of five.
    residual : array
        Adjustments relative to their deviations; NaN if not checked, or not computed.
    unexplained : array
        Remainder of the largest residual if the quantity is the wrong one; see `gross_errors.unexplained`.
    chi2, degrees_of_freedom, tests : float, int, int
        Weighted sum of squares of the adjustments, number of independent checks, and number of different
        residuals.
    """

    value: Array
    adjustment: Array
    lowered: Array
    observed: Array
    kind: Array
    residual: Array
    unexplained: Array
    chi2: float
    degrees_of_freedom: int
    tests: int


def solve(problem: Problem, *, bounded: bool = True, deviations: bool = True) -> Solution:
    """Reconciled quantities of a problem.

    Raises
    ------
    ContradictionError
        If exact values contradict each other.
    BoundError
        If no values meet balances and bounds.
    """
    reduced = problem.without_exact()
    balances = echelon(reduced)
    balanced = _balanced(reduced, balances)
    value = balanced
    if bounded and _is_below(reduced, balanced):
        value = _within_bounds(reduced, balances, balanced)
    value = np.where(problem.is_exact, problem.value, value)
    lowered = observed = np.full(value.size, np.nan)
    if deviations:
        lowered, observed = variances(reduced, balances)
    adjustment = np.where(problem.is_measured, balanced - problem.value, np.nan)
    residual = adjustment / _spread(balances, lowered)
    return Solution(
        value=value,
        adjustment=adjustment,
        lowered=lowered,
        observed=observed,
        kind=_kinds(problem, balances),
        residual=residual,
        unexplained=_unexplained(problem, balances, lowered, residual),
        chi2=float(np.nansum(adjustment**2 / np.where(problem.is_measured, problem.variance, 1.0))),
        degrees_of_freedom=balances.checking.shape[0],
        tests=different(balances.checking),
    )


def _spread(balances: Echelon, lowered: Array) -> Array:
    """Deviation of each adjustment; NaN if it is not checked."""
    return np.sqrt(np.where(balances.is_redundant & (lowered > 0), lowered, np.nan))


def _unexplained(problem: Problem, balances: Echelon, lowered: Array, residual: Array) -> Array:
    size = np.abs(residual)
    if not np.nanmax(size, initial=0.0) > 0:
        return np.full(size.size, np.nan)
    worst = int(np.nanargmax(size))
    return unexplained(balances.checking, problem.variance, lowered, residual, worst)


def _balanced(problem: Problem, balances: Echelon) -> Array:
    """Values that meet the balances, regardless of bounds."""
    redundant = np.flatnonzero(balances.is_redundant)
    value = np.where(problem.is_measured, problem.value, problem.start)
    value[redundant] = adjusted(
        sp.csr_array(balances.checking[:, redundant]),
        balances.checking_constant,
        problem.value[redundant],
        problem.variance[redundant],
    )
    value[balances.basis] = 0.0
    if balances.basis.size:
        right = balances.defining_constant - balances.defining @ value
        own = sp.csr_array(balances.defining[:, balances.basis])
        value[balances.basis] = splu(sp.csc_array(own)).solve(right)
    return value


def _within_bounds(problem: Problem, balances: Echelon, balanced: Array) -> Array:
    """Values that also respect the lower bounds, exact once the quantities at the bound are known."""
    found = nearest(problem, balances.rows, balanced)
    fixed = replace(
        problem,
        value=np.where(found.is_at_bound, problem.lower, problem.value),
        variance=np.where(found.is_at_bound, 0.0, problem.variance),
        start=found.value,
    ).without_exact()
    try:
        exact = _balanced(fixed, echelon(fixed))
    except ContradictionError:
        return found.value
    exact = np.where(found.is_at_bound, problem.lower, exact)
    return (
        found.value
        if _is_below(problem, exact)
        else np.where(problem.is_exact, exact, np.maximum(exact, problem.lower))
    )


def _is_below(problem: Problem, value: Array) -> bool:
    """Return True if a value is below its bound by more than rounding."""
    below = value < problem.lower - 1e-9 * np.abs(value)
    return bool(below[~problem.is_exact].any())


def _kinds(problem: Problem, balances: Echelon) -> Array:
    measured = np.where(balances.is_redundant, REDUNDANT, NONREDUNDANT)
    unmeasured = np.where(balances.is_observable, OBSERVABLE, UNOBSERVABLE)
    return np.where(problem.is_exact, EXACT, np.where(problem.is_measured, measured, unmeasured))
