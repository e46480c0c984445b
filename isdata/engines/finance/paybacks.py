"""Static and discounted payback times, and payback classes."""

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd

from isdata.engines.finance.array_types import CashFlow, Numeric, Result, flow_rows, same_type

IMMEDIATE = 0.0
NEVER = np.inf
# Lower bounds of the classes from the second on; each bound belongs to the class above it. [yr]
PAYBACK_EDGES = (1.0, 2.0, 3.0, 5.0, 10.0)


def payback(investment: Numeric, annual_saving: Numeric) -> Result:
    r"""Static payback time.

    .. math:: I_0 / S_1

    Parameters
    ----------
    investment : float, array or Series
        Net investment I₀, after subsidies and avoided replacement. [CNY]
    annual_saving : float, array or Series
        Net saving S₁ of the first year; if it changes from year to year use `cumulative_payback`. [CNY/yr]

    Returns
    -------
    float, array or Series
        Years; 0.0 ("immediate") without net investment, infinity ("never") if nothing is saved, also if
        nothing is invested and each year loses money; NaN if an input is missing. [yr]

    Notes
    -----
    Paybacks cannot be added or averaged; that of several measures is the one of their sums.

    Examples
    --------
    >>> round(payback(50, 36), 4)
    1.3889
    >>> payback(12_000 - 2_000, 4_000)
    2.5
    >>> payback(np.array([0, 10, 10]), np.array([5, 0, -5]))
    array([ 0., inf, inf])

    References
    ----------
    .. [1] Industrial Assessment Centers, ARC glossary, itac.university.
    """
    cost = np.asarray(investment, dtype=float)
    saving = np.asarray(annual_saving, dtype=float)
    # Near-zero savings exceed the range of floats: never.
    with np.errstate(over="ignore"):
        years = np.where(saving > 0, cost / np.where(saving > 0, saving, 1), NEVER)
    years = np.where((cost < 0) | ((cost == 0) & (saving >= 0)), IMMEDIATE, years)
    return same_type(np.where(np.isnan(cost) | np.isnan(saving), np.nan, years), investment, annual_saving)


def discounted_payback(cash_flow: CashFlow, rate: float) -> Result:
    r"""Time after which the discounted savings have paid the investment.

    .. math:: \min \Big\{ T : \sum_{t=0}^{T} \frac{C_t}{(1+r)^t} \ge 0 \Big\}, \qquad
       -\frac{\ln(1 - r I_0 / S)}{\ln(1 + r)} \text{ for a constant saving } S

    Within the year of payback the sum is interpolated linearly; if every saving up to that year is the same,
    the closed form on the right is used instead.

    Parameters
    ----------
    cash_flow : sequence, array or DataFrame
        Amounts C from year 0; one flow, or one flow a row. [CNY]
    rate : float
        Discount rate r, above -1. [1/yr]

    Returns
    -------
    float, array or Series
        Years from year 0 to the first time that the sum is not negative, even if a later payment makes it
        negative again. 0.0 ("immediate") if the first non-zero amount is received, infinity ("never") if the
        flow ends before; NaN if an amount is missing. [yr]

    Examples
    --------
    >>> round(discounted_payback([-50] + [36] * 10, 0.08), 3)
    1.53
    >>> round(discounted_payback([-20_000, 5_000, 8_000, 10_000, 10_000], 0.10), 3)
    3.195
    >>> discounted_payback([-100] + [9] * 30, 0.10)
    inf

    References
    ----------
    .. [1] L. Blank and A. Tarquin, Engineering Economy, chapter 13 (payback analysis).
    """
    from isdata.engines.finance.payback_loop import payback_years  # numba takes long to import

    rows, shaped = flow_rows(cash_flow)
    return shaped(payback_years(rows, float(rate)))


def cumulative_payback(cash_flow: CashFlow) -> Result:
    r"""Static payback time for savings that change from year to year.

    .. math:: \min \Big\{ T : \sum_{t=0}^{T} C_t \ge 0 \Big\}, \text{ linear within a year}

    Parameters
    ----------
    cash_flow : sequence, array or DataFrame
        Amounts C from year 0; one flow, or one flow a row. [CNY]

    Returns
    -------
    float, array or Series
        Years, with the values of `discounted_payback` for "immediate" and "never". [yr]

    Examples
    --------
    >>> cumulative_payback([-20_000, 5_000, 8_000, 10_000, 10_000])
    2.7

    References
    ----------
    .. [1] UConn Industrial Training and Assessment Center, Payback, github.com/UCONN-ITAC/itac-docs.
    """
    return discounted_payback(cash_flow, 0.0)


def payback_classes(edges: Sequence[float] = PAYBACK_EDGES) -> list[str]:
    """Names of the payback classes, shortest first.

    Parameters
    ----------
    edges : sequence of float
        Ascending bounds between the classes. [yr]

    Examples
    --------
    >>> payback_classes()
    ['immediate', '0-1', '1-2', '2-3', '3-5', '5-10', '10+', 'never']
    """
    bounds = [f"{edge:g}" for edge in (0, *edges)]
    between = [f"{low}-{high}" for low, high in itertools.pairwise(bounds)]
    return ["immediate", *between, f"{bounds[-1]}+", "never"]


def payback_class(years: Numeric, edges: Sequence[float] = PAYBACK_EDGES) -> Result:
    """Class of each payback time.

    The classes are half-open: exactly 3.0 years is in "3-5" only. Years are rounded to 1e-9 first, so that
    0.3 / 0.1, which is 2.9999999999999996 in floating-point arithmetic, is 3.

    Parameters
    ----------
    years : float, array or Series
        Payback, 0 for immediate and infinite for never. [yr]
    edges : sequence of float
        Ascending bounds between the classes. [yr]

    Returns
    -------
    str, Categorical or Series
        A name from `payback_classes(edges)`, in their order; "" (or a missing value) for NaN.

    Examples
    --------
    >>> payback_class(3.0)
    '3-5'
    >>> list(payback_class([0.0, 0.5, 2.999, 10, np.inf]))
    ['immediate', '0-1', '2-3', '10+', 'never']
    """
    names = payback_classes(edges)
    with np.errstate(over="ignore"):  # rounding multiplies by 1e9 internally
        value = np.round(np.asarray(years, dtype=float), 9)
    code = 1 + np.searchsorted(np.asarray(edges, dtype=float), value, side="right")
    code = np.select([np.isnan(value), value <= 0, np.isinf(value)], [-1, 0, len(names) - 1], code)
    if code.ndim == 0:
        return names[int(code)] if code >= 0 else ""
    classes = pd.Categorical.from_codes(code, categories=names, ordered=True)
    return pd.Series(classes, index=years.index) if isinstance(years, pd.Series) else classes
