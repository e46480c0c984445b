"""Ratios of value and cost to money, energy and CO2."""

import numpy as np

from isdata.engines.finance.array_types import Numeric, Result, same_type
from isdata.engines.finance.discounting import crf


def _per_positive(amount: np.ndarray, divisor: np.ndarray) -> np.ndarray:
    return amount / np.where(divisor > 0, divisor, np.nan)


def profitability_index(net_present_value: Numeric, investment: Numeric) -> Result:
    r"""Profitability index: present value of the net inflows per unit of net investment.

    .. math:: PI = \frac{PV(\text{net inflows})}{I_0} = 1 + \frac{NPV}{I_0}

    Parameters
    ----------
    net_present_value : float, array or Series
        Net present value. [CNY]
    investment : float, array or Series
        Net investment I₀ of year 0. [CNY]

    Returns
    -------
    float, array or Series
        Index, above 1 where the measure gains; NaN (undefined) without net investment. [-]

    Examples
    --------
    >>> round(profitability_index(191.6, 50), 3)
    4.832
    >>> profitability_index(10, 0)
    nan

    References
    ----------
    .. [1] L. Blank and A. Tarquin, Engineering Economy, chapter 9.
    """
    cost = np.asarray(investment, dtype=float)
    index = 1 + _per_positive(np.asarray(net_present_value, dtype=float), cost)
    return same_type(index, net_present_value, investment)


def savings_to_investment(present_savings: Numeric, present_costs: Numeric) -> Result:
    r"""Savings-to-investment ratio.

    .. math:: SIR = \frac{PV(\text{savings})}{PV(\text{all costs})}

    In the profitability index, in contrast, running costs are deducted from the savings.

    Parameters
    ----------
    present_savings : float, array or Series
        Present value of all savings. [CNY]
    present_costs : float, array or Series
        Present value of all costs: investment, replacement, running cost, less subsidies. [CNY]

    Returns
    -------
    float, array or Series
        Ratio, above 1 where the measure gains; NaN (undefined) where it costs nothing. [-]

    Examples
    --------
    >>> savings_to_investment(241.6, 50)
    4.832

    References
    ----------
    .. [1] NIST Handbook 135, Life-Cycle Costing Manual for the Federal Energy Management Program.
    """
    costs = np.asarray(present_costs, dtype=float)
    ratio = _per_positive(np.asarray(present_savings, dtype=float), costs)
    return same_type(ratio, present_savings, present_costs)


def conserved_energy_cost(
    investment: Numeric,
    energy_saving: Numeric,
    discount_rate: Numeric,
    lifetime: Numeric,
    running_cost: Numeric = 0.0,
) -> Result:
    r"""Cost of conserved energy: annualised cost per unit of energy saved.

    .. math:: \frac{I_0 \cdot CRF(r, n) + \Delta OM}{\Delta E}

    It contains no energy price: compare it with the tariff.

    Parameters
    ----------
    investment : float, array or Series
        Net investment I₀. [CNY]
    energy_saving : float, array or Series
        Energy saved a year ΔE. [kWh/yr]
    discount_rate : float, array or Series
        Discount rate r, above -1. [1/yr]
    lifetime : float, array or Series
        Years n. [yr]
    running_cost : float, array or Series
        Added running cost ΔO&M. [CNY/yr]

    Returns
    -------
    float, array or Series
        Cost; NaN (undefined) where no energy is saved. [CNY/kWh]

    Examples
    --------
    >>> round(conserved_energy_cost(100_000, 60_000, 0.08, 10), 3)
    0.248

    References
    ----------
    .. [1] A. Meier, Supply curves of conserved energy, Lawrence Berkeley Laboratory, 1982;
       encyclopedia.com, Conservation supply curves.
    """
    yearly = np.asarray(investment, dtype=float) * np.asarray(crf(discount_rate, lifetime), dtype=float)
    cost = _per_positive(
        yearly + np.asarray(running_cost, dtype=float), np.asarray(energy_saving, dtype=float)
    )
    return same_type(cost, investment, energy_saving, discount_rate, lifetime, running_cost)


def abatement_cost_annual(
    investment: Numeric,
    annual_saving: Numeric,
    co2_saving: Numeric,
    discount_rate: Numeric,
    lifetime: Numeric,
) -> Result:
    r"""Cost per tonne of CO2 avoided, from yearly amounts.

    .. math:: \frac{I_0 \cdot CRF(r, n) - S}{\Delta CO_2}

    Parameters
    ----------
    investment : float, array or Series
        Net investment I₀. [CNY]
    annual_saving : float, array or Series
        Net saving S a year. [CNY/yr]
    co2_saving : float, array or Series
        CO2 avoided a year. [t/yr]
    discount_rate : float, array or Series
        Discount rate r, above -1. [1/yr]
    lifetime : float, array or Series
        Years n. [yr]

    Returns
    -------
    float, array or Series
        Cost; NaN (undefined) where no CO2 is avoided. [CNY/t]

    Warnings
    --------
    Negative costs do not rank measures: a gain of 100 with 1 t (-100 a tonne) looks "better" than the same
    gain with 10 t (-10 a tonne), which avoids more. Compare net present value and CO2 side by side instead.

    Examples
    --------
    >>> round(abatement_cost_annual(100_000, 10_000, 50, 0.08, 10), 2)
    98.06
    >>> abatement_cost_annual(100_000, 10_000, 0, 0.08, 10)
    nan

    References
    ----------
    .. [1] S. Taylor, The ranking of negative-cost emissions reduction measures, Energy Policy 48 (2012)
       430-438, doi:10.1016/j.enpol.2012.05.071.
    """
    yearly = np.asarray(investment, dtype=float) * np.asarray(crf(discount_rate, lifetime), dtype=float)
    cost = _per_positive(yearly - np.asarray(annual_saving, dtype=float), np.asarray(co2_saving, dtype=float))
    return same_type(cost, investment, annual_saving, co2_saving, discount_rate, lifetime)


def abatement_cost_lifetime(net_present_value: Numeric, lifetime_co2: Numeric) -> Result:
    r"""Cost per tonne of CO2 avoided, over the whole life.

    .. math:: \frac{-NPV}{\sum_t \Delta CO_{2,t}}

    Parameters
    ----------
    net_present_value : float, array or Series
        Net present value. [CNY]
    lifetime_co2 : float, array or Series
        CO2 avoided over the whole life; state with the result whether the tonnes are discounted. [t]

    Returns
    -------
    float, array or Series
        Cost; NaN (undefined) where no CO2 is avoided. Negative costs do not rank measures: see
        `abatement_cost_annual`. [CNY/t]

    Examples
    --------
    >>> abatement_cost_lifetime(-5_000, 500)
    10.0
    """
    cost = _per_positive(-np.asarray(net_present_value, dtype=float), np.asarray(lifetime_co2, dtype=float))
    return same_type(cost, net_present_value, lifetime_co2)
