"""Compiled loops over millions of cash flows: payback years and single internal rates of return."""

import math

import numba
import numpy as np


@numba.njit(cache=True, nogil=True)
def payback_years(flows: np.ndarray, rate: float) -> np.ndarray:
    """Return the discounted payback of each row; the rules stand in `discounted_payback`."""
    years = np.empty(flows.shape[0])
    for row in range(flows.shape[0]):
        years[row] = _payback(flows[row], rate)
    return years


@numba.njit(cache=True, nogil=True)
def _payback(flow: np.ndarray, rate: float) -> float:
    if np.isnan(flow.sum()):
        return math.nan
    first = 0
    while first < flow.size and flow[first] == 0:
        first += 1
    if first == flow.size or flow[first] > 0:
        return 0.0
    paid, discount = 0.0, 1.0
    constant = first == 0
    # What rounding may leave of a sum that is zero on paper.
    dust = 1e-12 * abs(flow[first])
    for year in range(flow.size):
        if year > 0:
            discount /= 1 + rate
        before = paid
        paid += flow[year] * discount
        constant = constant and (year <= 1 or flow[year] == flow[1])
        if year > first and paid >= -dust:
            if constant and rate != 0:
                return -math.log1p(rate * flow[0] / flow[year]) / math.log1p(rate)
            return year - 1 + min(1.0, -before / (flow[year] * discount))
    return math.inf


@numba.njit(cache=True, nogil=True)
def sign_changes(values: np.ndarray) -> int:
    """Return how often the sign changes along `values`, zeros left out."""
    changes, last = 0, 0.0
    for value in values:
        if value != 0:
            if last * value < 0:
                changes += 1
            last = 1.0 if value > 0 else -1.0
    return changes


@numba.njit(cache=True, nogil=True)
def log_ratio(flow: np.ndarray, u: float) -> tuple[float, float]:
    """Return g(u) = ln(what is received / what is paid), both discounted by exp(u) a year, and g'(u).

    A root of g is a root of the net present value. Unlike that value g is nearly a straight line, so that
    Newton's method takes a few steps from anywhere: its slope is how much later money is received than paid.
    """
    received = paid = received_time = paid_time = 0.0
    last = flow.size - 1
    # From the end that keeps the powers at or below 1, so that nothing overflows.
    base, power = math.exp(-abs(u)), 1.0
    for step in range(flow.size):
        year = step if u <= 0 else last - step
        amount = flow[year] * power
        if amount > 0:
            received += amount
            received_time += amount * year
        else:
            paid -= amount
            paid_time -= amount * year
        power *= base
    if received == 0 or paid == 0:
        return (-1e300 if received == 0 else 1e300), 1.0
    return math.log(received / paid), received_time / received - paid_time / paid


@numba.njit(cache=True, nogil=True)
def polish(flow: np.ndarray, low: float, high: float, start: float, rising: bool) -> float:
    """Return the one root of g between `low` and `high`: Newton's method, halving where it leaves the bracket."""
    u = start
    for _ in range(200):
        value, slope = log_ratio(flow, u)
        if value == 0:
            return u
        if (value > 0) == rising:
            high = u
        else:
            low = u
        step = value / slope if slope != 0 else math.inf
        following = u - step
        if not low < following < high:
            following = 0.5 * (low + high)
        if abs(following - u) <= 1e-8 * (1 + abs(u)) and following == u - step:
            # Newton doubles the right digits: the next step would be below rounding.
            return following
        if high - low <= 4e-16 * (1 + abs(u)):
            return following
        u = following
    return u


@numba.njit(cache=True, nogil=True)
def root_bound(flow: np.ndarray) -> float:
    """Return a U with all roots of g in [-U, U] (Cauchy's bound); `flow` begins and ends with no zero."""
    largest = np.abs(flow).max()
    # exp(700) is the largest power a float holds.
    return min(700.0, math.log1p(largest / min(abs(flow[0]), abs(flow[-1]))))


@numba.njit(cache=True, nogil=True)
def trimmed(flow: np.ndarray) -> np.ndarray:
    """Return `flow` without the zeros at its ends, which move no root; empty if all is zero or one is not finite."""
    first, last = 0, flow.size
    for value in flow:
        if not math.isfinite(value):
            return flow[:0]
    while last > 0 and flow[last - 1] == 0:
        last -= 1
    while first < last and flow[first] == 0:
        first += 1
    return flow[first:last]
