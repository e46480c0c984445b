"""Internal rate of return, all its roots, and the modified rate."""

import numpy as np

from isdata.engines.finance.array_types import LONGEST_FLOW, CashFlow, Numeric, Result, flow_rows

_STATUS = np.array(["none", "one", "several", ""], dtype=object)


def status_words(counts: np.ndarray) -> np.ndarray:
    """Word for each number of rates: "none", "one", "several", or "" if an amount is missing."""
    return _STATUS[np.minimum(counts, 2)]


def _solved(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rate and number of rates of each row, as `roots.solve`."""
    from isdata.engines.finance.roots import solve  # imported here because numba takes long to import

    return solve(rows)


def irr(cash_flow: CashFlow) -> Result:
    r"""Internal rate of return, if it is unique.

    .. math:: r: \quad \sum_{t=0}^{n} \frac{C_t}{(1+r)^t} = 0, \quad r > -1

    Parameters
    ----------
    cash_flow : sequence, array or DataFrame
        Amounts C from year 0, at most 1,000 years; one flow, or one flow a row. [CNY]

    Returns
    -------
    float, array or Series
        Rate; NaN if there is none, if there are several, or if an amount is missing: `irr_status` states
        which, `irr_roots` lists them. [1/yr]

    Raises
    ------
    ValueError
        If the flow is longer than 1,000 years.

    Notes
    -----
    Not for ranking: a high rate on a small investment may be worth less than a lower rate on a large one.
    Every sign pattern is solved: a flow with one change of sign has exactly one rate; with more, all rates
    are isolated by Descartes' rule in Bernstein's basis, so none is missed and there is no upper or lower
    bracket.

    Examples
    --------
    >>> round(irr([-50] + [36] * 10), 3)
    0.717
    >>> round(irr([-100, 10, 20]), 6)  # even undiscounted the 100 do not come back: the rate is negative
    -0.5
    >>> irr([-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1])
    nan

    References
    ----------
    .. [1] L. Blank and A. Tarquin, Engineering Economy, chapter 7 (rate of return, multiple values).
    """
    rows, shaped = flow_rows(cash_flow)
    return shaped(_solved(rows)[0])


def irr_status(cash_flow: CashFlow) -> Result:
    """Number of internal rates of return as a word: "one", "none", "several", or "" if unknown.

    Parameters
    ----------
    cash_flow : sequence, array or DataFrame
        Amounts from year 0; one flow, or one flow a row. [CNY]

    Returns
    -------
    str, array or Series
        "one", "none", "several", or "" if an amount is missing.

    Examples
    --------
    >>> irr_status([-50, 60])
    'one'
    >>> irr_status([[-50, -10], [-100, 230, -132]][1])  # worth nothing at 10 % and at 20 %
    'several'
    """
    rows, shaped = flow_rows(cash_flow)
    return shaped(status_words(_solved(rows)[1]))


def irr_roots(cash_flow: CashFlow) -> np.ndarray:
    """All internal rates of return of one cash flow.

    Parameters
    ----------
    cash_flow : sequence, array or Series
        Amounts of one flow from year 0, at most 1,000 years. [CNY]

    Returns
    -------
    array
        Every rate above -1 at which the net present value is zero, ascending; empty if there is none. Rates
        that rounding cannot distinguish are one. [1/yr]

    Raises
    ------
    ValueError
        If there is more than one flow, or it is longer than 1,000 years.

    Examples
    --------
    The case of numpy/numpy-financial, issue 44:

    >>> irr_roots([-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1]).round(4)
    array([-0.9998,  1.0043])
    """
    rows, _ = flow_rows(cash_flow)
    if len(rows) != 1 or rows.shape[1] > LONGEST_FLOW:
        raise ValueError(f"irr_roots takes one cash flow of at most {LONGEST_FLOW} years")
    from isdata.engines.finance.roots import all_rates

    return all_rates(rows[0])


def mirr(
    cash_flow: CashFlow, finance_rate: float, reinvest_rate: float, *, lifetime: Numeric | None = None
) -> Result:
    r"""Modified internal rate of return: one number for any sign pattern.

    .. math:: \left( \frac{\sum_t \max(C_t, 0)\,(1+r_{reinvest})^{n-t}}
       {\sum_t \max(-C_t, 0)\,(1+r_{finance})^{-t}} \right)^{1/n} - 1

    Parameters
    ----------
    cash_flow : sequence, array or DataFrame
        Amounts C from year 0; one flow, or one flow a row. [CNY]
    finance_rate : float
        Financing rate of payments, above -1. [1/yr]
    reinvest_rate : float
        Reinvestment rate of receipts, above -1. [1/yr]
    lifetime : float, array or Series, optional
        Years n until the end of reinvestment, one number per row; by default the last year of the flow, zeros
        included. [yr]

    Returns
    -------
    float, array or Series
        Rate; NaN if there are no payments, if the flow has no year after year 0, or if an amount is missing;
        -1 if there are no receipts. [1/yr]

    Examples
    --------
    >>> round(mirr([-100, 60, 60], 0.10, 0.10), 4)  # (60 * 1.1 + 60) / 100 = 1.26; 1.26**0.5 - 1
    0.1225

    References
    ----------
    .. [1] L. Blank and A. Tarquin, Engineering Economy, chapter 7 (modified rate of return).
    """
    rows, shaped = flow_rows(cash_flow)
    year = np.arange(rows.shape[1], dtype=float)
    received = np.maximum(rows, 0) @ (1 + reinvest_rate) ** -year
    paid = np.maximum(-rows, 0) @ (1 + finance_rate) ** -year
    years = np.broadcast_to(
        year[-1] if lifetime is None else np.asarray(lifetime, dtype=float), received.shape
    )
    is_defined = (paid > 0) & (years > 0)
    growth = received / np.where(is_defined, paid, np.nan)
    return shaped((1 + reinvest_rate) * growth ** (1 / np.where(is_defined, years, 1)) - 1)
