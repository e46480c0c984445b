"""Conversion of tables of measurements and balances to arrays, and back."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.special import ndtri

from isdata.engines.reconciliation.errors import (
    CoefficientError,
    DeviationError,
    NoBalanceError,
    RepeatedFlowError,
    UnknownFlowError,
    listed,
)
from isdata.engines.reconciliation.problem import Array, Problem
from isdata.engines.reconciliation.solution import Solution
from isdata.engines.reconciliation.verdict import critical, largest, limit

# Distance of an error beyond the limit of the largest residual at which it is detected with a probability of
# 80 %.
_POWER_OF_80_PERCENT = float(ndtri(0.8))


def standard_deviation(
    value: float | Array | pd.Series, percent: float | Array | pd.Series, *, confidence: float = 0.95
) -> Array:
    r"""Standard deviation of a declared ± %.

    .. math:: \sigma = |x| \cdot \frac{p}{100} / z, \quad z = \Phi^{-1}\left(\frac{1 + c}{2}\right)

    Parameters
    ----------
    value : float, array or Series
        Declared values. [unit]
    percent : float, array or Series
        Half the width of the interval. [% of the value]
    confidence : float
        Probability that the interval contains the true value: 0.95 (± two deviations, nearly), 0.683 (± one).

    Returns
    -------
    array
        Deviations. [unit] A value of 0 has none in per cent: it becomes an exact value.

    Examples
    --------
    >>> float(standard_deviation(100.0, 10.0).round(4))
    5.1021
    """
    half = np.abs(np.asarray(value, dtype=float)) * np.asarray(percent, dtype=float) / 100
    return half / ndtri((1 + confidence) / 2)


def problem(measurements: pd.DataFrame, balances: pd.DataFrame | sp.csr_array) -> Problem:
    """Return the arrays of a table of measurements and its balances; raise an error with all faults."""
    flows = pd.Index(measurements["flow_id"])
    value, variance, lower = quantities(measurements, flows)
    matrix, names = incidence(balances, flows)
    return Problem(
        matrix=matrix,
        constant=np.zeros(matrix.shape[0]),
        value=value,
        variance=variance,
        lower=lower,
        start=np.where(np.isfinite(lower), np.maximum(lower, 0.0), 0.0),
        names=names,
    )


def quantities(table: pd.DataFrame, labels: pd.Index) -> tuple[Array, Array, Array]:
    """Return value, variance (NaN if not measured) and lower bound (0 if not given) of each row."""
    refuse(labels, labels.duplicated(), RepeatedFlowError)
    value = table["value"].to_numpy(dtype=float, na_value=np.nan)
    deviation = table["deviation"].to_numpy(dtype=float, na_value=np.nan)
    measured = ~np.isnan(value)
    usable = np.isfinite(deviation) & (deviation >= 0) & np.isfinite(value)
    refuse(labels, measured & ~usable, DeviationError)
    lower = np.zeros(len(table))
    if "lower" in table:
        given = table["lower"].to_numpy(dtype=float, na_value=np.nan)
        lower = np.where(np.isnan(given), 0.0, given)
    return value, np.where(measured, deviation**2, np.nan), lower


def refuse(labels: pd.Index, wrong: Array, error: Callable[..., Exception]) -> None:
    """Raise an error with the labels of all wrong rows, if there are any."""
    if wrong.any():
        named = labels[wrong].unique()
        raise error(count=len(named), flows=listed(named))


def incidence(balances: pd.DataFrame | sp.csr_array, flows: pd.Index) -> tuple[sp.csr_array, Array]:
    """Matrix of the balances (rows) and flows (columns), and the names of the balances."""
    if not isinstance(balances, pd.DataFrame):
        matrix = sp.csr_array(balances, dtype=float, copy=True)
        names = np.arange(matrix.shape[0])
        if matrix.shape[1] != len(flows):
            raise ValueError(
                f"The balances have {matrix.shape[1]} columns, but there are {len(flows)} flows."
            )
    else:
        column = flows.get_indexer(balances["flow_id"])
        refuse(pd.Index(balances["flow_id"]), column < 0, UnknownFlowError)
        row, names = pd.factorize(balances["balance_id"], use_na_sentinel=False)
        coefficient = balances["coefficient"].to_numpy(dtype=float, na_value=np.nan)
        refuse(pd.Index(balances["flow_id"]), ~np.isfinite(coefficient), CoefficientError)
        matrix = sp.csr_array((coefficient, (row, column)), shape=(len(names), len(flows)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    if not matrix.nnz:
        raise NoBalanceError
    return matrix, np.asarray(names)


def statistics(solution: Solution, table: pd.DataFrame, confidence: float) -> dict[str, Any]:
    """Numbers of a `Verdict` on the measurements of a table, as from `outcome`."""
    freedom = solution.degrees_of_freedom
    return {
        "chi2": solution.chi2,
        "degrees_of_freedom": freedom,
        "critical": critical(freedom, confidence),
        "largest": largest(table),
        "limit": limit(solution.tests, confidence),
    }


def outcome(given: Problem, solution: Solution, confidence: float) -> pd.DataFrame:
    """One row per quantity: measured and reconciled value, certainty and suspicion."""
    before = np.sqrt(given.variance)
    after = np.sqrt(
        np.where(given.is_unmeasured, solution.observed, np.maximum(given.variance - solution.lowered, 0))
    )
    unobservable = solution.kind == "unmeasured-unobservable"
    redundant = solution.kind == "measured-redundant"
    spread = np.sqrt(np.where(redundant & (solution.lowered > 0), solution.lowered, np.nan))
    noticed = limit(solution.tests, confidence) + _POWER_OF_80_PERCENT
    reconciled = np.where(unobservable, np.nan, solution.value)
    return pd.DataFrame(
        {
            "measured": given.value,
            "reconciled": reconciled,
            "deviation_before": before,
            "deviation_after": np.where(given.is_exact, 0.0, after),
            "adjustment": reconciled - given.value,
            "normalised_residual": solution.residual,
            "unexplained": solution.unexplained,
            "detectable": noticed * given.variance / spread,
            "class": solution.kind,
        }
    )


def residuals(given: Problem) -> pd.DataFrame:
    """Imbalance of each balance as measured; NaN if a flow of it was not measured."""
    measured = np.where(given.is_unmeasured, np.nan, given.value)
    residual = given.matrix @ measured - given.constant
    deviation = np.sqrt(given.matrix.multiply(given.matrix) @ given.variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        normalised = np.where(deviation > 0, residual / deviation, np.nan)
    return pd.DataFrame(
        {
            "balance_id": given.names,
            "residual": residual,
            "deviation": deviation,
            "normalised_residual": normalised,
        }
    )
