"""All rates at which a cash flow is worth nothing, found with certainty.

With the discount factor x = 1 / (1 + r) and s = x / (1 + x), all rates above -100 % lie between s = 0 and
s = 1, and the net present value is, up to a positive factor, the polynomial

    sum of C_t s^t (1 - s)^(n - t)  =  sum of b_t B_t(s),   b_t = C_t / binomial(n, t)

in Bernstein's basis B_t. By Descartes' rule of signs the number of sign changes of b, less an even number, is
the number of roots: none without a change, exactly one with one. With more, the interval is halved
(de Casteljau) until each piece has at most one. No rate is missed between the points of a grid, and none
lies outside a bracket.

Reference: F. Rouillier and P. Zimmermann, Efficient isolation of polynomial's real roots, Journal of
Computational and Applied Mathematics 162 (2004) 33-50, doi:10.1016/j.cam.2003.08.015.
"""

import math
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np

# All compiled functions that call each other stand in one file: numba's cache sees changes of that file only.
# The binomial coefficients of more years overflow. [yr]
LONGEST_FLOW = 1_000
_ROWS_PER_TASK = 50_000


@numba.njit(cache=True, nogil=True)
def signs(values: np.ndarray) -> tuple[int, int, int, int]:
    """Return how often the sign changes along `values`, where it first does, and where they begin and end.

    Zeros have no sign: `values[first:end]` is what is left without those at the ends. The number of changes
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
    largest = 0.0
    for amount in flow:
        largest = max(largest, abs(amount))
    # exp(700) is the largest power a float holds.
    return min(700.0, math.log1p(largest / min(abs(flow[0]), abs(flow[-1]))))


@numba.njit(cache=True, nogil=True)
def only_rate(flow: np.ndarray, split: int) -> float:
    """Return the one rate of a flow whose sign changes once, at `split`; it begins and ends with no zero.

    Halley's method on g: three or four rounds. After the first, ln q is taken as 2 (q - 1) / (q + 1) and
    exp(-2h) as (1 - h) / (1 + h), both right to the third order like the method itself and much cheaper.
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
    return math.expm1(-polish(flow, -bound, bound, 0.0, flow[0] < 0))


@numba.njit(cache=True, nogil=True)
def _moments(flow: np.ndarray, split: int, x: float) -> tuple[float, float, float]:
    """Return later over earlier money, both discounted by x, and the first two derivatives of its logarithm."""
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


@numba.njit(cache=True, nogil=True)
def _bernstein(flow: np.ndarray) -> np.ndarray:
    degree = flow.size - 1
    coefficients = np.empty(flow.size)
    binomial = 1.0
    for power in range(flow.size):
        coefficients[power] = flow[power] / binomial
        binomial *= (degree - power) / (power + 1)
    return coefficients / np.abs(coefficients).max()


@numba.njit(cache=True, nogil=True)
def _halves(coefficients: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    right = coefficients.copy()
    left = np.empty(right.size)
    for level in range(right.size):
        left[level] = right[0]
        for power in range(right.size - 1 - level):
            right[power] = 0.5 * (right[power] + right[power + 1])
    return left, right


@numba.njit(cache=True, nogil=True)
def _log_factor(s: float, bound: float) -> float:
    """Return u = ln x for a place s, held within the bound on all roots."""
    if s <= 0:
        return -bound
    if s >= 1:
        return bound
    return max(-bound, min(bound, math.log(s / (1 - s))))


@numba.njit(cache=True, nogil=True)
def _is_root(flow: np.ndarray, u: float, tolerance: float) -> bool:
    return abs(log_ratio(flow, u)[0]) <= tolerance


@numba.njit(cache=True, nogil=True)
def _isolated_root(flow: np.ndarray, coefficients: np.ndarray, low: float, high: float) -> float:
    first = 0
    while coefficients[first] == 0:
        first += 1
    return polish(flow, low, high, 0.5 * (low + high), coefficients[first] < 0)


@numba.njit(cache=True, nogil=True)
def _log_factors(flow: np.ndarray) -> np.ndarray:
    """Return u = ln x at every root of a trimmed flow, in no order; a root may be listed twice."""
    bound = root_bound(flow)
    roots = [0.0 for _ in range(0)]
    work = [(0.0, 1.0, _bernstein(flow))]
    noise = 8e-16 * flow.size
    while len(work) > 0:
        start, end, coefficients = work.pop()
        changes = signs(coefficients)[0]
        if changes == 0:
            continue
        low, high = _log_factor(start, bound), _log_factor(end, bound)
        if changes == 1:
            roots.append(_isolated_root(flow, coefficients, low, high))
            continue
        middle = 0.5 * (start + end)
        u = _log_factor(middle, bound)
        if end - start <= 1e-9 * min(middle, 1 - middle) or middle in (start, end):
            # Two rates that cannot be told apart: the value touches zero, or very nearly so.
            if _is_root(flow, u, 1e-10):
                roots.append(u)
            continue
        left, right = _halves(coefficients)
        if _is_root(flow, u, noise):
            roots.append(u)
        work.append((start, middle, left))
        work.append((middle, end, right))
    return np.array(roots)


@numba.njit(cache=True, nogil=True)
def _is_same(flow: np.ndarray, one: float, other: float) -> bool:
    """Whether two roots next to each other are one: the value between them is nothing but rounding."""
    return other - one <= 1e-3 and _is_root(flow, 0.5 * (one + other), 1e-15 * flow.size)


@numba.njit(cache=True, nogil=True)
def all_rates(flow: np.ndarray) -> np.ndarray:
    """Return every rate above -1 at which the flow is worth nothing, rising, each once."""
    changes, split, first, end = signs(flow)
    flow = flow[first:end]
    if changes <= 0:
        return np.empty(0)
    if changes == 1:
        return np.array([only_rate(flow, split - first)])
    roots = np.sort(_log_factors(flow))[::-1]
    rates = np.empty(roots.size)
    count = start = 0
    for place in range(roots.size):
        if place + 1 == roots.size or not _is_same(flow, roots[place + 1], roots[place]):
            rates[count] = np.expm1(-roots[start : place + 1].mean())
            count += 1
            start = place + 1
    return rates[:count] + 0.0


@numba.njit(cache=True, nogil=True)
def _solve_rows(flows: np.ndarray, rates: np.ndarray, counts: np.ndarray) -> None:
    for row in range(flows.shape[0]):
        flow = flows[row]
        changes, split, first, end = signs(flow)
        rates[row] = math.nan
        counts[row] = min(changes, 1)
        if changes == 1:
            rates[row] = only_rate(flow[first:end], split - first)
        elif changes > 1:
            found = all_rates(flow)
            counts[row] = found.size
            if found.size == 1:
                rates[row] = found[0]


def solve(flows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each row's internal rate of return and its number of rates (-1 where an amount is missing).

    Parameters
    ----------
    flows : array of float, contiguous, (rows, years)
        Amounts from year 0. [CNY]

    Returns
    -------
    array of float
        The rate where there is exactly one, else NaN. [1/yr]
    array of int16
        Number of distinct rates above -1.

    Raises
    ------
    ValueError
        If the flows are longer than `LONGEST_FLOW`.
    """
    if flows.shape[1] > LONGEST_FLOW:
        raise ValueError(f"a cash flow may have at most {LONGEST_FLOW} years, not {flows.shape[1]}")
    rates, counts = np.empty(len(flows)), np.empty(len(flows), dtype=np.int16)
    tasks = [slice(start, start + _ROWS_PER_TASK) for start in range(0, len(flows), _ROWS_PER_TASK)]
    if len(tasks) == 1:
        _solve_rows(flows, rates, counts)
        return rates, counts
    # Threads, not numba's own: its default pool ends the process when two sessions call at once.
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda task: _solve_rows(flows[task], rates[task], counts[task]), tasks))
    return rates, counts
