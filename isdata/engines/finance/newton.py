"""Rate at which the present value of a cash flow is zero, for a flow with one sign change, or within a
bracket."""

import math

import numpy as np
from numba import njit


@njit(nogil=True)
def signs(values: np.ndarray) -> tuple[int, int, int, int]:
    """Number of sign changes along `values`, position of the first, and first and last sign.

    Zeros have no sign: `values[first:end]` is the range without zeros at the ends. The number of changes
    is -1 if a value is not finite.
    """
    changes, split, first, end, last = 0, 0, values.size, 0, 0.0
    for place in range(values.size):
        value = values[place]
        if not math.isfinite(value):
            return -1, 0, 0, 0
        if value == 0:
            continue
        if last * value < 0:
            changes += 1
            if changes == 1:
                split = place
        first = min(first, place)
        end = place + 1
        last = 1.0 if value > 0 else -1.0
    return changes, split, first, end


@njit(nogil=True)
def log_ratio(flow: np.ndarray, u: float) -> tuple[float, float]:
    """Return g(u) = ln(receipts / payments), both discounted by exp(u) a year, and g'(u).

    A root of g is a root of the net present value. Unlike that value g is nearly linear, so that Newton's
    method needs few steps from any start: its slope is the mean delay of receipts after payments.
    """
    received = paid = received_time = paid_time = 0.0
    last = flow.size - 1
    # From the end at which powers are at most 1, so that nothing overflows.
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


@njit(nogil=True)
def refine_root(flow: np.ndarray, low: float, high: float, start: float, rising: bool) -> float:
    """One root of g between `low` and `high`: Newton's method, with bisection if it leaves the
    bracket."""
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
            # Newton's method doubles the correct digits: the next step would be below rounding.
            return following
        if high - low <= 4e-16 * (1 + abs(u)):
            return following
        u = following
    return u


@njit(nogil=True)
def root_bound(flow: np.ndarray) -> float:
    """U with all roots of g in [-U, U] (Cauchy's bound); the first and last amounts of `flow` are
    not zero."""
    largest = 0.0
    for amount in flow:
        largest = max(largest, abs(amount))
    # exp(700) is about the largest power of e within the range of a float.
    return min(700.0, math.log1p(largest / min(abs(flow[0]), abs(flow[-1]))))


@njit(nogil=True)
def only_rate(flow: np.ndarray, split: int) -> float:
    """One rate of a flow whose sign changes once, at `split`; its first and last amounts are not
    zero.

    Halley's method on g: three or four iterations. After the first, ln q is approximated by 2 (q - 1) / (q +
    1) and exp(-2h) by (1 - h) / (1 + h), both correct to the third order like the method itself and much
    faster.
    """
    x = 1.0
    for iteration in range(20):
        ratio, slope, bend = _moments(flow, split, x)
        g = math.log(ratio) if iteration == 0 else 2 * (ratio - 1) / (ratio + 1)
        curved = slope - 0.5 * g * bend / slope
        half_step = 0.5 * g / (curved if curved > 0.5 * slope else slope)
        if not abs(half_step) < 300:
            break
        x *= math.exp(-2 * half_step) if iteration == 0 else (1 - half_step) / (1 + half_step)
        if abs(half_step) < 1e-6:
            return 1 / x - 1
    bound = root_bound(flow)
    return math.expm1(-refine_root(flow, -bound, bound, 0.0, flow[0] < 0))


@njit(nogil=True)
def _moments(flow: np.ndarray, split: int, x: float) -> tuple[float, float, float]:
    """Ratio of later to earlier money, both discounted by x, and the first two derivatives of its
    logarithm."""
    earlier = earlier_time = earlier_square = later = later_time = later_square = 0.0
    power, year = 1.0, 0.0
    for place in range(split):
        amount = flow[place] * power
        earlier += amount
        amount *= year
        earlier_time += amount
        earlier_square += amount * year
        power *= x
        year += 1.0
    for place in range(split, flow.size):
        amount = flow[place] * power
        later += amount
        amount *= year
        later_time += amount
        later_square += amount * year
        power *= x
        year += 1.0
    if earlier == 0 or later == 0:
        return math.nan, 1.0, 0.0
    later_mean, earlier_mean = later_time / later, earlier_time / earlier
    bend = later_square / later - later_mean**2 - earlier_square / earlier + earlier_mean**2
    return -later / earlier, later_mean - earlier_mean, bend
