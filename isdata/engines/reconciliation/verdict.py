"""Consistency tests of measurements, and the most suspicious one."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import chdtri, ndtri

_ALIKE = 1e-6  # relative difference below which residuals cannot be distinguished
_CHANCE = float(ndtri(0.975))  # limit in deviations that chance exceeds in one case of twenty


@dataclass(frozen=True)
class Verdict:
    """Consistency of measurements: of all together, and of each separately.

    Many correct figures hide a wrong one in the sum of all squares, but not in the largest residual.
    Each test rejects correct figures with a probability of 1 - confidence.

    Parameters
    ----------
    chi2 : float
        Sum of the squared adjustments, each in its own deviations. [-]
    degrees_of_freedom : int
        Number of independent balances that check measurements.
    critical : float
        Limit of chi2 that chance exceeds with a probability of 1 - confidence; NaN with nothing to check. [-]
    largest : float
        The largest normalised residual; NaN if none was computed. [-]
    limit : float
        Limit of the largest residual that chance exceeds with a probability of 1 - confidence. [-]
    """

    chi2: float
    degrees_of_freedom: int
    critical: float
    largest: float
    limit: float

    @property
    def is_consistent(self) -> bool:
        """Return True if the measurements agree within their deviations, also if there is nothing to
        check."""
        return self.degrees_of_freedom == 0 or not (self.chi2 > self.critical or self.largest > self.limit)


def critical(degrees_of_freedom: int, confidence: float) -> float:
    """Limit of chi2; NaN with nothing to check."""
    return float(chdtri(degrees_of_freedom, 1 - confidence)) if degrees_of_freedom else float("nan")


def limit(tests: int, confidence: float) -> float:
    r"""Limit of the largest of several normalised residuals, after Šidák [1]_.

    .. math:: \Phi^{-1}\left(\frac{1 + c^{1/m}}{2}\right)

    Parameters
    ----------
    tests : int
        Number m of different residuals; identical ones count once.
    confidence : float
        Confidence c. [-]

    Examples
    --------
    >>> round(limit(1, 0.95), 2), round(limit(100, 0.95), 2)
    (1.96, 3.47)

    References
    ----------
    .. [1] R. S. H. Mah and A. C. Tamhane, "Detection of gross errors in process data", AIChE J. 28 (1982)
       828-830.
    """
    return float(ndtri((1 + confidence ** (1 / tests)) / 2)) if tests else float("nan")


def largest(outcomes: pd.DataFrame) -> float:
    """Largest normalised residual; NaN if there is none."""
    return float(outcomes["normalised_residual"].abs().max())


def most_suspicious(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Rows that may be the wrong one, the likeliest first.

    Those with the largest normalised residual, ties with the largest adjustment first. If it is larger than
    chance explains, also those that would reduce it to the level of chance if they were the wrong one
    (`unexplained`).
    """
    size = outcomes["normalised_residual"].abs()
    if not size.max() > 0:
        return outcomes.iloc[:0]
    is_first = size >= size.max() * (1 - _ALIKE)
    is_rival = (outcomes["unexplained"] <= _CHANCE) & (size.max() > _CHANCE)
    ranked = outcomes.assign(
        is_first=is_first, size=size.mask(is_first, np.inf), change=outcomes["adjustment"].abs()
    )
    ranked = ranked[is_first | is_rival].sort_values(["size", "change"], ascending=False, kind="stable")
    return ranked.drop(columns=["is_first", "size", "change"])


def most_violated_balance(balances: pd.DataFrame, terms: pd.DataFrame, flow_id: str) -> str | None:
    """Balance of a flow with the largest normalised residual; any of them if none is known.

    Parameters
    ----------
    balances : DataFrame
        balance_id, normalised_residual as measured; NaN where a flow of the balance was not measured.
    terms : DataFrame
        balance_id, flow_id; the flows in each balance.
    """
    own = terms.loc[terms["flow_id"] == flow_id, "balance_id"]
    size = balances.set_index("balance_id")["normalised_residual"].abs()
    size = size[size.index.isin(own)].dropna()
    return str(size.idxmax()) if len(size) else next(iter(own), None)
