"""Present value of later years."""

import numpy as np

from isdata.engines.finance.array_types import CashFlow, Numeric, Result, flow_rows, same_type


def present_value_factor(discount_rate: Numeric, lifetime: Numeric, growth: Numeric = 0.0) -> Result:
    r"""Present value of one unit of money per year for `lifetime` years.

    .. math:: \sum_{t=1}^{n} \frac{(1+g)^{t-1}}{(1+r)^t} = \frac{1 - (1 + k)^{-n}}{k\,(1+g)},
       \quad 1 + k = \frac{1+r}{1+g}, \quad \frac{n}{1+g} \text{ when } k = 0

    Parameters
    ----------
    discount_rate : float, array or Series
        Discount rate r, above -1. [1/yr]
    lifetime : float, array or Series
        Years n the money is received at each year's end, from 0 to infinity. [yr]
    growth : float, array or Series
        Yearly change g of the amount after the first year, above -1: a price path, or less for
        degradation. [1/yr]

    Returns
    -------
    float, array or Series
        Factor; multiply by the amount of the first year. [yr]

    Examples
    --------
    >>> round(present_value_factor(0.08, 10), 4)
    6.7101
    >>> present_value_factor(0.0, 10)
    10.0
    >>> round(present_value_factor(0.08, 2, growth=0.5), 4)  # 1 / 1.08 + 1.5 / 1.08**2
    2.2119

    References
    ----------
    .. [1] L. Blank and A. Tarquin, Engineering Economy, chapter 2 (uniform and geometric series).
    """
    rise = 1 + np.asarray(growth, dtype=float)
    years = np.asarray(lifetime, dtype=float)
    rate = (1 + np.asarray(discount_rate, dtype=float)) / rise - 1
    # expm1 and log1p keep tiny rates exact, where 1 - (1 + r)**-n loses all digits.
    factor = np.where(rate == 0, years, -np.expm1(-years * np.log1p(rate)) / np.where(rate == 0, 1, rate))
    return same_type(factor / rise, discount_rate, lifetime, growth)


def crf(discount_rate: Numeric, lifetime: Numeric) -> Result:
    r"""Capital recovery factor: the yearly amount that pays back one unit of money.

    .. math:: \frac{r (1+r)^n}{(1+r)^n - 1}, \quad \frac{1}{n} \text{ when } r = 0

    Parameters
    ----------
    discount_rate : float, array or Series
        Discount rate r, above -1. [1/yr]
    lifetime : float, array or Series
        Years n. Undefined (NaN) for 0 years. [yr]

    Returns
    -------
    float, array or Series
        Factor; multiply by the present value. [1/yr]

    Examples
    --------
    >>> round(crf(0.08, 10), 5)
    0.14903
    >>> crf(0.0, 10)
    0.1

    References
    ----------
    .. [1] L. Blank and A. Tarquin, Engineering Economy, chapter 2.
    """
    factor = np.asarray(present_value_factor(discount_rate, lifetime), dtype=float)
    return same_type(1 / np.where(factor == 0, np.nan, factor), discount_rate, lifetime)


def annuity(present_value: Numeric, discount_rate: Numeric, lifetime: Numeric) -> Result:
    r"""Equal yearly amount with the given present value.

    .. math:: NPV \cdot CRF(r, n)

    Makes measures of unequal lives comparable, as if each were repeated for ever.

    Parameters
    ----------
    present_value : float, array or Series
        Present value, for instance a net present value. [CNY]
    discount_rate : float, array or Series
        Discount rate r, above -1. [1/yr]
    lifetime : float, array or Series
        Years n. [yr]

    Returns
    -------
    float, array or Series
        Yearly amount. [CNY/yr]

    Examples
    --------
    >>> round(annuity(671.0081, 0.08, 10), 2)
    100.0

    See Also
    --------
    npv, crf
    """
    factor = np.asarray(crf(discount_rate, lifetime), dtype=float)
    return same_type(np.asarray(present_value, dtype=float) * factor, present_value, discount_rate, lifetime)


def npv(rate: Numeric, cash_flow: CashFlow) -> Result:
    r"""Net present value of a cash flow.

    .. math:: \sum_{t=0}^{n} \frac{C_t}{(1+r)^t}

    Parameters
    ----------
    rate : float, array or Series
        Discount rate r, above -1; several rates are broadcast against the rows of `cash_flow`, and against
        one flow give its net present value at each rate. [1/yr]
    cash_flow : sequence, array or DataFrame
        Amounts C from year 0; one flow, or one flow a row. [CNY]

    Returns
    -------
    float, array or Series
        Net present value; NaN where an amount is missing. [CNY]

    Examples
    --------
    50 invested, 36 saved a year for ten years:

    >>> round(npv(0.08, [-50] + [36] * 10), 1)
    191.6
    >>> npv(np.array([0.0, 0.5]), [-50, 75]).round(1)
    array([25.,  0.])

    References
    ----------
    .. [1] ISO 15686-5:2017, Buildings and constructed assets, Service life planning, Life-cycle costing.
    """
    rows, shaped = flow_rows(cash_flow)
    rates = np.asarray(rate, dtype=float)
    if rates.ndim == 0:
        return shaped(rows @ (1 + rates) ** -np.arange(rows.shape[1], dtype=float))
    flow = np.asarray(cash_flow, dtype=float)
    value = np.zeros(np.broadcast_shapes(rates.shape, flow.shape[:-1]))
    for year in reversed(range(flow.shape[-1])):
        value = value / (1 + rates) + flow[..., year]
    return same_type(value, rate, shaped(rows[:, 0])) if value.ndim == 1 else value


def npv_profile(cash_flow: CashFlow, rates_up_to: float, *, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Net present value of one cash flow by discount rate, from zero.

    Parameters
    ----------
    cash_flow : sequence, array or Series
        Amounts from year 0. [currency]
    rates_up_to : float
        Highest discount rate. [1/yr]
    points : int
        Number of equidistant rates, both ends included.

    Returns
    -------
    rates, values : array
        Discount rates [1/yr] and the net present value at each [currency].

    Examples
    --------
    >>> rates, values = npv_profile([-50, 75], 0.5, points=2)
    >>> rates, values.round(1)
    (array([0. , 0.5]), array([25.,  0.]))
    """
    rates = np.linspace(0, rates_up_to, points)
    return rates, np.asarray(npv(rates, cash_flow), dtype=float)


def nominal_rate(real: Numeric, inflation: Numeric) -> Result:
    r"""Nominal rate that corresponds to a real rate.

    .. math:: (1 + r)(1 + i) - 1

    Parameters
    ----------
    real : float, array or Series
        Real rate r. [1/yr]
    inflation : float, array or Series
        General rise of prices i. [1/yr]

    Returns
    -------
    float, array or Series
        Nominal rate. [1/yr]

    Examples
    --------
    >>> round(nominal_rate(0.05, 0.02), 4)
    0.071

    References
    ----------
    .. [1] I. Fisher, The Theory of Interest, 1930.
    """
    result = (1 + np.asarray(real, dtype=float)) * (1 + np.asarray(inflation, dtype=float)) - 1
    return same_type(result, real, inflation)


def real_rate(nominal: Numeric, inflation: Numeric) -> Result:
    r"""Real rate that corresponds to a nominal rate.

    .. math:: \frac{1 + q}{1 + i} - 1

    Parameters
    ----------
    nominal : float, array or Series
        Nominal rate q. [1/yr]
    inflation : float, array or Series
        General rise of prices i, above -1. [1/yr]

    Returns
    -------
    float, array or Series
        Real rate. [1/yr]

    Examples
    --------
    >>> round(real_rate(0.071, 0.02), 4)
    0.05

    References
    ----------
    .. [1] I. Fisher, The Theory of Interest, 1930.
    """
    result = (1 + np.asarray(nominal, dtype=float)) / (1 + np.asarray(inflation, dtype=float)) - 1
    return same_type(result, nominal, inflation)
