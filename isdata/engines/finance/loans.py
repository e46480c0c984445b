"""Repayment schedule of a loan, and cover ratios of its debt service."""

from typing import Literal

import numpy as np
import pandas as pd

from isdata.engines.finance.discounting import crf

Repayment = Literal["annuity", "linear"]


def loan_schedule(
    principal: float, *, interest: float, term: int, grace: int = 0, repayment: Repayment = "annuity"
) -> pd.DataFrame:
    r"""Debt, interest and repayment in each year of a loan paid out in full in year 0.

    .. math:: \text{annuity: } A = P \cdot CRF(i, n - g), \qquad \text{linear: } \frac{P}{n - g}

    In the g years of grace only interest is paid.

    Parameters
    ----------
    principal : float
        Amount P lent, at least 0. [CNY]
    interest : float
        Interest rate i on the outstanding debt, at least 0. [1/yr]
    term : int
        Years n until the loan is repaid, at least 1. [yr]
    grace : int
        First years g without repayment, fewer than the term. [yr]
    repayment : "annuity" or "linear"
        Equal debt service, or equal repayments, after the years of grace.

    Returns
    -------
    DataFrame
        year (1 to `term`), opening, interest, repayment, debt_service (interest and repayment), closing. [CNY]

    Raises
    ------
    ValueError
        If an amount is below 0, or the grace is not shorter than the term.

    Examples
    --------
    100 at 10 % over two years: 100 * 0.1 / (1 - 1.1**-2) = 57.619 a year.

    >>> loan_schedule(100, interest=0.1, term=2).round(2).iloc[:, 1:].to_numpy().tolist()
    [[100.0, 10.0, 47.62, 57.62, 52.38], [52.38, 5.24, 52.38, 57.62, 0.0]]

    References
    ----------
    .. [1] L. Blank and A. Tarquin, Engineering Economy, chapter 2 (capital recovery).
    """
    if principal < 0 or interest < 0 or term < 1 or not 0 <= grace < term:
        raise ValueError(
            "a loan needs principal and interest of at least 0, and a grace shorter than its term"
        )
    left = term - grace
    service = principal * float(crf(interest, left))
    rows, owed = [], float(principal)
    for year in range(1, term + 1):
        due = owed * interest
        if year <= grace:
            repaid = 0.0
        elif year == term:
            # The whole remaining debt, so that rounding leaves no remainder.
            repaid = owed
        else:
            repaid = service - due if repayment == "annuity" else principal / left
        rows.append((year, owed, due, repaid, due + repaid, owed - repaid))
        owed -= repaid
    return pd.DataFrame(
        rows, columns=["year", "opening", "interest", "repayment", "debt_service", "closing"]
    ).astype({"year": int})


def dscr(cash_available: np.ndarray, debt_service: np.ndarray) -> np.ndarray:
    r"""Debt service cover ratio of each year.

    .. math:: DSCR_t = \frac{CFADS_t}{\text{interest}_t + \text{repayment}_t}

    Parameters
    ----------
    cash_available : array, (..., years)
        Cash flow available for debt service, before any payment on the loan; nominal like the service. [CNY/yr]
    debt_service : array, (years,)
        Interest and repayment. [CNY/yr]

    Returns
    -------
    array, (..., years)
        Ratio; NaN (undefined) in years without debt service. [-]

    Examples
    --------
    >>> dscr(np.array([150.0, 90.0, 50.0]), np.array([100.0, 100.0, 0.0])).tolist()
    [1.5, 0.9, nan]

    References
    ----------
    .. [1] E. R. Yescombe, Principles of Project Finance, 2nd edition 2013, chapter 12 (cover ratios).
    """
    service = np.asarray(debt_service, dtype=float)
    return np.asarray(cash_available, dtype=float) / np.where(service > 0, service, np.nan)


def llcr(cash_available: np.ndarray, principal: float, *, interest: float) -> float:
    r"""Loan life cover ratio at the start: present value of the cash flow during the loan over the
    debt.

    .. math:: LLCR = \frac{1}{P} \sum_{t=1}^{n} \frac{CFADS_t}{(1 + i)^t}

    With a level cash flow and an annuity without grace it equals every year's debt service cover ratio.

    Parameters
    ----------
    cash_available : array, (term,)
        Cash flow available for debt service in years 1 to the end of the loan. [CNY/yr]
    principal : float
        Amount owed in year 0. [CNY]
    interest : float
        Interest rate of the loan. [1/yr]

    Returns
    -------
    float
        Ratio; NaN (undefined) without a loan. [-]

    Examples
    --------
    >>> round(llcr(np.array([86.43, 86.43]), 100, interest=0.1), 3)
    1.5

    References
    ----------
    .. [1] E. R. Yescombe, Principles of Project Finance, 2nd edition 2013, chapter 12 (cover ratios).
    """
    if principal <= 0:
        return float("nan")
    cash = np.asarray(cash_available, dtype=float)
    return float((cash / (1 + interest) ** np.arange(1, len(cash) + 1)).sum()) / principal
