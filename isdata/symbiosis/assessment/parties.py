"""Investment and gain of provider and receiver, and the prices at which both recover their costs."""

import math

import numpy as np
import pandas as pd

from isdata.engines import finance
from isdata.symbiosis.assessment.case import OPEN, PROVIDER, RECEIVER, TREATER, Case, known_or_zero
from isdata.symbiosis.assessment.prices import price_band
from isdata.symbiosis.assessment.split import split_between_two

_HALF, _REST = split_between_two(1.0)


def annual_gains(years: pd.DataFrame) -> np.ndarray:
    """Net gain of each year without the investment; `years` as in `sheet.Sheet`. [currency/yr]"""
    is_first = years["year"].to_numpy() == 0
    return np.where(is_first, 0.0, years["net"].to_numpy(dtype=float))


def equivalent_annual_amount(flow: np.ndarray, discount_rate: float) -> float:
    """Equal annual amount of years 1 to the end with the present value of a flow. [currency/yr]"""
    if len(flow) < 2:
        return math.nan
    return float(finance.annuity(float(finance.npv(discount_rate, flow)), discount_rate, len(flow) - 1))


def invested(case: Case) -> dict[str, float]:
    """Investment of provider and receiver: the receiver pays treatment.

    Unallocated investment is halved. [currency]

    Missing if no investment is known.
    """
    stated = {
        party: known_or_zero(case.investment.get(party, 0.0)) for party in (PROVIDER, RECEIVER, TREATER, OPEN)
    }
    own = {
        PROVIDER: stated[PROVIDER] + _HALF * stated[OPEN],
        RECEIVER: stated[RECEIVER] + stated[TREATER] + _REST * stated[OPEN],
    }
    return own if case.has_investment else dict.fromkeys(own, math.nan)


def parties(case: Case, years: pd.DataFrame, price: float, *, discount_rate: float) -> pd.DataFrame:
    """Investment and gain of provider and receiver at a price; without a price, each has half of the gain.

    Parameters
    ----------
    case : Case
    years : DataFrame
        As from `case.yearly`.
    price : float
        Paid by the receiver; NaN if neither agreed nor found. [currency/unit]
    discount_rate : float
        Real. [1/yr]

    Returns
    -------
    DataFrame, index "provider" and "receiver"
        investment [currency], gain: the average over the life, discounted [currency/yr], payback [yr], npv [currency].
    """
    together = annual_gains(years)
    flows = {PROVIDER: _of_provider(case, years, together, price)}
    flows[RECEIVER] = together - flows[PROVIDER]
    paid, rows = invested(case), []
    for party, flow in flows.items():
        net = np.where(years["year"].to_numpy() == 0, -paid[party], flow)
        rows.append(
            {
                "party": party,
                "investment": paid[party],
                "gain": equivalent_annual_amount(flow, discount_rate),
                "payback": float(finance.cumulative_payback(net)),
                "npv": float(finance.npv(discount_rate, net)),
            }
        )
    return pd.DataFrame(rows).set_index("party")


def _of_provider(case: Case, years: pd.DataFrame, together: np.ndarray, price: float) -> np.ndarray:
    """Gain of the provider in each year; half of the total if there is no price. [currency/yr]"""
    if math.isnan(price) or (case.is_whole and case.price is None):
        return _HALF * together
    # A gain stated as a total is not allocated to a party, unless the provider's saving is stated as well.
    saved = case.avoided_disposal if case.is_whole else known_or_zero(case.avoided_disposal)
    # Treatment and the other running cost are borne by the receiver, as in the shares of several partners.
    return (price + saved - known_or_zero(case.handling)) * years["volume"].to_numpy()


def investment_recovery_band(case: Case, band: pd.Series, *, discount_rate: float) -> pd.Series:
    r"""Prices between which both recover their investment, and the price of equal NPV.

    .. math:: floor^* = floor + \frac{I_g}{W}, \qquad ceiling^* = ceiling - \frac{I_t + a R}{W},
        \qquad W = \sum_t \frac{q_t}{(1 + r)^t}

    I is the investment of each, R the annual running cost, borne by the receiver like the treatment, a the
    present value of 1 a year over the life, q the amount. The gap between the two prices, times W, is the
    missing net present value.

    Parameters
    ----------
    case : Case
    band : Series
        As from `prices.price_band`, before investments.
    discount_rate : float
        Real. [1/yr]

    Returns
    -------
    Series
        As from `prices.price_band`; outcome "" if the investment or the amount is unknown, or the gain is
        stated as a total.
    """
    years = np.arange(1, case.lifetime + 1)
    amount = float((case.volumes / (1 + discount_rate) ** years).sum())
    running = known_or_zero(case.running) * float((1.0 / (1 + discount_rate) ** years).sum())
    paid = invested(case)
    weight = amount if amount > 0 and not case.is_whole else math.nan
    return price_band(
        handling=float(band["floor"]) + paid[PROVIDER] / weight,
        virgin_price=float(band["ceiling"]),
        adaptation=(paid[RECEIVER] + running) / weight,
    ).iloc[0]
