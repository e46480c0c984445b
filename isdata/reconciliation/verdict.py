"""Do measurements fit together, and which is the most suspicious?"""

from dataclasses import dataclass

import pandas as pd
from scipy.stats import chi2

_ALIKE = 1e-6  # residuals closer than that, relatively, cannot be told apart


@dataclass(frozen=True)
class Verdict:
    """Whether measurements fit together.

    Parameters
    ----------
    chi2 : float
        Sum of the squared adjustments, each in its own deviations. [-]
    degrees_of_freedom : int
        Number of independent balances that check measurements.
    critical : float
        What chi2 exceeds by chance only as rarely as the confidence allows; NaN with nothing to check. [-]
    """

    chi2: float
    degrees_of_freedom: int
    critical: float

    @property
    def is_consistent(self) -> bool:
        """Whether the measurements fit together within their deviations; true where nothing is checked."""
        return self.degrees_of_freedom == 0 or self.chi2 <= self.critical


def critical(degrees_of_freedom: int, confidence: float) -> float:
    """Return the limit of chi2; NaN with nothing to check."""
    return float(chi2.ppf(confidence, degrees_of_freedom)) if degrees_of_freedom else float("nan")


def most_suspicious(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the largest normalised residual, ties with the largest adjustment first."""
    size = outcomes["normalised_residual"].abs()
    if not size.max() > 0:
        return outcomes.iloc[:0]
    alike = outcomes[size >= size.max() * (1 - _ALIKE)]
    return alike.sort_values("adjustment", key=abs, ascending=False, kind="stable")
