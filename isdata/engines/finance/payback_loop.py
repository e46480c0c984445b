"""Compiled loop over cash flows for their discounted paybacks."""

import math

import numpy as np
from numba import njit

from isdata.engines.compiled import kept, read_only


def payback_years(flows: np.ndarray, rate: float) -> np.ndarray:
    """Discounted payback of each row of `flows` (rows, years). [yr]"""
    return _years(read_only(flows), rate)


@kept
def _years(flows: np.ndarray, rate: float) -> np.ndarray:
    years = np.empty(flows.shape[0])
    for row in range(flows.shape[0]):
        years[row] = _payback(flows[row], rate)
    return years


@njit(nogil=True)
def _payback(flow: np.ndarray, rate: float) -> float:
    for amount in flow:
        if math.isnan(amount):
            return math.nan
    first = 0
    while first < flow.size and flow[first] == 0:
        first += 1
    if first == flow.size or flow[first] > 0:
        return 0.0
    paid, discount = 0.0, 1.0
    constant = True
    # Largest rounding error of a sum that is exactly zero.
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
