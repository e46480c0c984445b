"""All rates at which the net present value of a cash flow is zero, found with certainty.

With the discount factor x = 1 / (1 + r) and s = x / (1 + x), all rates above -100 % lie between s = 0 and
s = 1, and the net present value is, up to a positive factor, the polynomial

    sum of C_t s^t (1 - s)^(n - t)  =  sum of b_t B_t(s),   b_t = C_t / binomial(n, t)

in Bernstein's basis B_t. By Descartes' rule of signs the number of sign changes of b, less an even number, is
the number of roots: none without a change, exactly one with one. With more, the interval is halved (de
Casteljau) until each piece has at most one. As no grid and no bracket is used, no rate can be missed between
points or outside it.

Reference: F. Rouillier and P. Zimmermann, Efficient isolation of polynomial's real roots, Journal of
Computational and Applied Mathematics 162 (2004) 33-50, doi:10.1016/j.cam.2003.08.015.
"""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

from isdata.engines.compiled import kept, read_only
from isdata.engines.finance.array_types import LONGEST_FLOW
from isdata.engines.finance.newton import log_ratio, only_rate, refine_root, root_bound, signs

_ROWS_PER_TASK = 50_000
# Largest depth of halving, and of the stack of waiting intervals: slightly beyond the resolution of a float.
_DEEPEST = 60
# Rounding error of g at a root, by year.
_ROUNDING = 1e-15


@njit(nogil=True)
def _bernstein(flow: np.ndarray, coefficients: np.ndarray) -> None:
    """Write the flow's coefficients in Bernstein's basis, scaled to a largest value of 1."""
    degree, binomial, largest = flow.size - 1, 1.0, 0.0
    for power in range(flow.size):
        coefficients[power] = flow[power] / binomial
        largest = max(largest, abs(coefficients[power]))
        binomial *= (degree - power) / (power + 1)
    for power in range(flow.size):
        coefficients[power] /= largest


@njit(nogil=True)
def _halve(whole: np.ndarray, left: np.ndarray, size: int) -> None:
    """Write the coefficients of the left half, and those of the right half over those of the whole."""
    for level in range(size):
        left[level] = whole[0]
        for power in range(size - 1 - level):
            whole[power] = 0.5 * (whole[power] + whole[power + 1])


@njit(nogil=True)
def _changes(coefficients: np.ndarray, size: int) -> int:
    """Number of sign changes, counted up to 2; negative for a single change from minus to plus."""
    changes, first, last = 0, 0.0, 0.0
    for power in range(size):
        value = coefficients[power]
        if value == 0:
            continue
        if last == 0:
            first = value
        elif (last < 0) != (value < 0):
            changes += 1
            if changes == 2:
                return 2
        last = value
    return -1 if changes == 1 and first < 0 else changes


@njit(nogil=True)
def _log_factor(s: float, bound: float) -> float:
    """Return u = ln x for a position s, limited to the bound on all roots."""
    if s <= 0:
        return -bound
    if s >= 1:
        return bound
    return max(-bound, min(bound, math.log(s / (1 - s))))


@njit(nogil=True)
def _is_root(flow: np.ndarray, s: float, tolerance: float) -> bool:
    u = _log_factor(s, 700.0)
    return abs(log_ratio(flow, u)[0]) <= tolerance


@njit(nogil=True)
def _isolate(
    flow: np.ndarray, work: np.ndarray, found: np.ndarray, enough: int | np.int64
) -> tuple[int, bool]:
    """Find pieces between s = 0 and 1 with one root each, until there are `enough`.

    Each is written to a row of `found`: start, end, and whether the present value rises in it (1 or -1); or a
    root twice, and 0. The result is their number and whether each is certainly another root; if the present
    value is zero within rounding, the same root may be found in two pieces.
    """
    size = flow.size
    _bernstein(flow, work[0, 2:])
    work[0, 0], work[0, 1] = 0.0, 1.0
    height, count, is_clear = 1, 0, True
    while height > 0 and count < enough:
        whole = work[height - 1]
        start, end = whole[0], whole[1]
        changes = _changes(whole[2:], size)
        middle = 0.5 * (start + end)
        if changes < 2:
            height -= 1
            if changes != 0:
                found[count, 0], found[count, 1], found[count, 2] = start, end, -changes
                count += 1
        elif end - start <= 1e-9 * min(middle, 1 - middle) or middle in (start, end) or height == len(work):
            # Two rates that cannot be distinguished: the present value touches zero, or nearly so.
            height -= 1
            is_clear = False
            if _is_root(flow, middle, 1e-10):
                found[count, 0], found[count, 1], found[count, 2] = middle, middle, 0.0
                count += 1
        else:
            left = work[height]
            _halve(whole[2:], left[2:], size)
            whole[0], left[0], left[1] = middle, start, middle
            height += 1
            # The coefficients were 1 or less at the start, so only a value as small as this may be rounding.
            if abs(whole[2]) < 1e-12 and _is_root(flow, middle, _ROUNDING * size):
                is_clear = False
                found[count, 0], found[count, 1], found[count, 2] = middle, middle, 0.0
                count += 1
    return count, is_clear


@njit(nogil=True)
def _found_rate(flow: np.ndarray, piece: np.ndarray) -> float:
    """Return ln(1 + r) of the root in a piece."""
    bound = root_bound(flow)
    low, high = _log_factor(piece[0], bound), _log_factor(piece[1], bound)
    if piece[2] == 0:
        return -low
    return -refine_root(flow, low, high, 0.5 * (low + high), piece[2] > 0)


@njit(nogil=True)
def _is_same(flow: np.ndarray, one: float, other: float) -> bool:
    """Return True if two adjacent roots ln(1 + r) are one: the present value between them is within
    rounding."""
    return abs(other - one) <= 1e-3 and abs(log_ratio(flow, -0.5 * (one + other))[0]) <= _ROUNDING * flow.size


@njit(nogil=True)
def _insert(rising: np.ndarray, count: int, value: float) -> None:
    """Insert a value in its place among the first `count` ascending ones (numpy's sort is slow to
    compile)."""
    while count > 0 and rising[count - 1] > value:
        rising[count] = rising[count - 1]
        count -= 1
    rising[count] = value


@kept
def _all_rates(flow: np.ndarray) -> np.ndarray:
    """Every rate above -1 at which the net present value is zero, ascending, each once."""
    changes, split, first, end = signs(flow)
    flow = flow[first:end]
    if changes <= 0:
        return np.empty(0)
    if changes == 1:
        return np.array([only_rate(flow, split - first)])
    work, found = np.empty((_DEEPEST, flow.size + 2)), np.empty((flow.size * _DEEPEST, 3))
    pieces, _ = _isolate(flow, work, found, len(found))
    roots = np.empty(pieces)
    for piece in range(pieces):
        _insert(roots, piece, _found_rate(flow, found[piece]))
    count = start = 0
    for place in range(pieces):
        if place + 1 == pieces or not _is_same(flow, roots[place], roots[place + 1]):
            total = 0.0
            for same in range(start, place + 1):
                total += roots[same]
            # Overwrites values that have been read. Adding 0 converts -0 to 0.
            roots[count] = np.expm1(total / (place + 1 - start)) + 0.0
            count += 1
            start = place + 1
    return roots[:count]


@kept
def _solve_rows(flows: np.ndarray, rates: np.ndarray, counts: np.ndarray) -> None:
    work, found = np.empty((_DEEPEST, flows.shape[1] + 2)), np.empty((3, 3))
    for row in range(flows.shape[0]):
        changes, split, first, end = signs(flows[row])
        flow = flows[row, first:end]
        rates[row] = math.nan
        counts[row] = min(changes, 1)
        if changes == 1:
            rates[row] = only_rate(flow, split - first)
        elif changes > 1:
            # Two pieces mean several rates, whatever their values.
            counts[row], is_clear = _isolate(flow, work, found, np.int64(2))
            if not is_clear:
                roots = _all_rates(flow)
                counts[row] = len(roots)
                rates[row] = roots[0] if len(roots) == 1 else math.nan
            elif counts[row] == 1:
                rates[row] = np.expm1(_found_rate(flow, found[0]))


def all_rates(flow: np.ndarray) -> np.ndarray:
    """Every rate above -1 at which the net present value of one flow from year 0 is zero, ascending.
    [1/yr]"""
    return _all_rates(read_only(flow))


def solve(flows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row's internal rate of return and its number of rates (-1 if an amount is missing).

    Parameters
    ----------
    flows : array of float, contiguous, (rows, years)
        Amounts from year 0. [CNY]

    Returns
    -------
    array of float
        The rate if there is exactly one, else NaN. [1/yr]
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
    flows = read_only(flows)
    if len(tasks) == 1:
        _solve_rows(flows, rates, counts)
        return rates, counts
    # Python threads instead of numba's: its default pool ends the process if two sessions call at the same
    # time.
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda task: _solve_rows(flows[task], rates[task], counts[task]), tasks))
    return rates, counts
