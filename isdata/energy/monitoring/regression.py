"""Ordinary least squares with the statistics required by measurement and verification."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit


@dataclass(frozen=True)
class Regression:
    r"""Regression line through months: consumption = constant + Σ slope · driver.

    .. math:: \hat\beta = (X^T X)^{-1} X^T y, \qquad s^2 = \frac{\sum (y - \hat y)^2}{n - p}

    Attributes
    ----------
    drivers : tuple of str
        The drivers, in the order of the slopes.
    coefficients : ndarray
        Constant [unit/month], then slopes [unit/driver's unit].
    months, parameters : int
        n and p.
    variance : float
        s² of one month. [unit²]
    inverse : ndarray
        (XᵀX)⁻¹.
    autocorrelation : float
        Autocorrelation of the residuals from one month to the next, ρ. [-]
    r_squared, cv_rmse, nmbe, criterion : float
        R², s/ȳ, Σ(y - ŷ)/((n - p) ȳ) [-], and Akaike's criterion for small samples.
    p_values : ndarray
        P-value of the hypothesis that the coefficient is zero, for each. [-]

    References
    ----------
    .. [1] ASHRAE Guideline 14-2014, Measurement of Energy, Demand, and Water Savings.
    """

    drivers: tuple[str, ...]
    coefficients: np.ndarray
    months: int
    parameters: int
    variance: float
    inverse: np.ndarray
    autocorrelation: float
    r_squared: float
    cv_rmse: float
    nmbe: float
    criterion: float
    p_values: np.ndarray

    def predict(self, drivers: np.ndarray) -> np.ndarray:
        """Predicted baseline; one row per month, one column per driver."""
        return _design(drivers) @ self.coefficients

    def half_width(self, drivers: np.ndarray, confidence: float) -> float:
        r"""Return half the interval of the sum of predictions less the sum of as many readings. [unit]

        .. math:: t \, s \sqrt{\tfrac{n}{n'} \left(m + 1^T X (X_b^T X_b)^{-1} X^T 1\right)}, \quad
                  n' = n \frac{1 - \rho}{1 + \rho}

        Autocorrelated months (ρ > 0) contain less information than their number: n' corrects it as in
        Guideline 14.

        Parameters
        ----------
        drivers : ndarray
            One row per month of the sum, one column per driver.
        confidence : float
            For example 0.95.
        """
        total = _design(drivers).sum(axis=0)
        inflation = (
            (1 + self.autocorrelation) / (1 - self.autocorrelation) if self.autocorrelation > 0 else 1.0
        )
        spread = self.variance * inflation * (len(drivers) + total @ self.inverse @ total)
        quantile = stdtrit(self.months - self.parameters, 0.5 + confidence / 2)
        return float(quantile * np.sqrt(spread))


def fit(consumption: np.ndarray, drivers: np.ndarray, names: Sequence[str]) -> Regression | None:
    """Least-squares regression line; None if the months do not determine one.

    Parameters
    ----------
    consumption : ndarray
        n months. [unit]
    drivers : ndarray
        n rows, one column per driver.
    names : sequence of str
        Names of the drivers.
    """
    design = _design(drivers)
    months, parameters = design.shape
    if months <= parameters + 1 or np.linalg.matrix_rank(design) < parameters:
        return None
    solve = np.linalg.pinv(design)
    inverse, coefficients = solve @ solve.T, solve @ consumption
    residuals = consumption - design @ coefficients
    squares, mean = float(residuals @ residuals), float(consumption.mean())
    spread = float(((consumption - mean) ** 2).sum())
    freedom = months - parameters
    variance = squares / freedom
    if mean == 0:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.abs(coefficients) / np.sqrt(variance * np.diag(inverse))
    return Regression(
        drivers=tuple(names),
        coefficients=coefficients,
        months=months,
        parameters=parameters,
        variance=variance,
        inverse=inverse,
        autocorrelation=_autocorrelation(residuals),
        r_squared=1 - squares / spread if spread > 0 else float("nan"),
        cv_rmse=float(np.sqrt(variance)) / abs(mean),
        nmbe=float(residuals.sum()) / (freedom * mean),
        criterion=_criterion(squares, months, parameters),
        p_values=2 * stdtr(freedom, -np.nan_to_num(ratios, nan=np.inf)),
    )


def _design(drivers: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones(len(drivers)), drivers])


def _autocorrelation(residuals: np.ndarray) -> float:
    squares = float(residuals @ residuals)
    return float(residuals[1:] @ residuals[:-1]) / squares if squares > 0 else 0.0


def _criterion(squares: float, months: int, parameters: int) -> float:
    """Return Akaike's information criterion, corrected for few months; the variance counts as a parameter."""
    known = parameters + 1
    fit = months * np.log(max(squares / months, np.finfo(float).tiny))
    return float(fit + 2 * known + 2 * known * (known + 1) / max(months - known - 1, 1e-9))
