"""Distributions of true values around stated amounts, and their random numbers."""

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

# Half of the central 95 % range, in standard deviations of a normal score, and in half widths of a triangle.
_NORMAL_95 = 1.959963984540054
_TRIANGLE_95 = 1 - 0.05**0.5


@dataclass(frozen=True)
class Spread:
    """Range of the true value around a stated amount, as factors of it.

    Attributes
    ----------
    low, high : float or array, (measures, 1)
        Triangular: limits, around the most likely factor 1. Lognormal: the central 95 % range. [-]
    shape : "triangular" or "lognormal"
        Lognormal for prices, which cannot fall below 0 and are as likely to double as to halve.

    Raises
    ------
    ValueError
        If the limits of a triangle do not contain 1, or those of a lognormal factor are not above 0 and
        ascending.

    Examples
    --------
    >>> Spread.within(0.2, "lognormal").high
    1.2
    """

    low: float | np.ndarray
    high: float | np.ndarray
    shape: Literal["triangular", "lognormal"] = "triangular"

    def __post_init__(self) -> None:
        low, high = np.asarray(self.low), np.asarray(self.high)
        if self.shape == "triangular" and not ((low <= 1) & (high >= 1)).all():
            raise ValueError(f"a triangular spread must hold 1: {self.low} to {self.high}")
        if self.shape == "lognormal" and not ((low > 0) & (low <= high)).all():
            raise ValueError(f"a lognormal spread must be above 0 and rising: {self.low} to {self.high}")

    @classmethod
    def within(
        cls, share: float | np.ndarray, shape: Literal["triangular", "lognormal"] = "triangular"
    ) -> "Spread":
        """Spread of "plus or minus `share`", read as the central 95 % interval.

        A lognormal factor is as likely to be 1 + share as 1 / (1 + share). A triangle's limits are wider than
        its central 95 % range, by a factor of 1.29, but never below 0.
        """
        if shape == "lognormal":
            return cls(1 / (1 + share), 1 + share, shape)
        return cls(np.maximum(0.0, 1 - share / _TRIANGLE_95), 1 + share / _TRIANGLE_95, shape)

    def factors(self, scores: np.ndarray) -> np.ndarray:
        """Factor for each standard normal score, at the same quantile of the spread.

        Parameters
        ----------
        scores : array, (measures, draws)
            Standard normal scores.

        Returns
        -------
        array, (measures, draws)
            Factors. [-]
        """
        if self.shape == "lognormal":
            low, high = np.log(self.low), np.log(self.high)
            return np.exp(0.5 * (low + high) + scores * (0.5 * (high - low) / _NORMAL_95))
        low, high = np.asarray(self.low, dtype=float), np.asarray(self.high, dtype=float)
        place, width = ndtr(scores), high - low
        rising = low + np.sqrt(place * width * (1 - low))
        falling = high - np.sqrt((1 - place) * width * (high - 1))
        return np.where(place * width < 1 - low, rising, falling)

    def shuffled(self, seed: int, purposes: Sequence[str], draws: int) -> np.ndarray:
        """Factors, (purposes, draws), at the `scores` of each purpose; limits are numbers, or one row for each.

        Measures with the same limits have the same factors in different orders, which are computed once.
        """
        ends = np.hstack(np.broadcast_arrays(np.atleast_2d(self.low), np.atleast_2d(self.high)))
        limits, places = np.unique(np.broadcast_to(ends, (len(purposes), 2)), axis=0, return_inverse=True)
        ordered = Spread(limits[:, [0]], limits[:, [1]], self.shape).factors(_strata(draws)[np.newaxis])
        factors = np.empty((len(purposes), draws))
        for row, (purpose, place) in enumerate(zip(purposes, places.ravel(), strict=True)):
            factors[row] = _random(seed, purpose).permutation(ordered[place])
        return factors


def scores(seed: int, purpose: str, draws: int) -> np.ndarray:
    """Return standard normal scores, (draws,), that depend only on the seed and their purpose.

    They are a Latin hypercube: one score from each of `draws` equally likely intervals, in random order, so
    that the percentiles of a driver itself do not depend on the seed.

    References
    ----------
    .. [1] M. McKay, R. Beckman and W. Conover, A comparison of three methods for selecting values of input
       variables in the analysis of output from a computer code, Technometrics 21 (1979) 239-245,
       doi:10.2307/1268522.
    """
    return _random(seed, purpose).permutation(_strata(draws))


def _random(seed: int, purpose: str) -> np.random.Generator:
    """Random numbers that depend only on the seed and their purpose."""
    key = int.from_bytes(hashlib.blake2b(purpose.encode(), digest_size=8).digest())
    return np.random.default_rng([seed, key])


@functools.lru_cache(maxsize=8)
def _strata(draws: int) -> np.ndarray:
    return ndtri((np.arange(draws) + 0.5) / draws)


def declared(measures: pd.DataFrame, column: str, otherwise: Spread) -> Spread:
    """Spread that each measure declares as ± %, and `otherwise` if it declares none."""
    if column not in measures:
        return otherwise
    share = measures[[column]].to_numpy(dtype=float, na_value=np.nan) / 100
    own = Spread.within(np.nan_to_num(share), otherwise.shape)
    low, high = (
        np.where(np.isnan(share), general, particular)
        for general, particular in ((otherwise.low, own.low), (otherwise.high, own.high))
    )
    return Spread(low, high, otherwise.shape)


def price_factors(
    prices: Mapping[str, Spread], correlation: float | pd.DataFrame, draws: int, seed: int
) -> dict[str, np.ndarray]:
    """Price factor of each carrier, (draws,), with the given correlations (a Gaussian copula).

    Raises
    ------
    ValueError
        If the correlations are inconsistent.
    """
    names = list(prices)
    if not names:
        return {}
    if isinstance(correlation, pd.DataFrame):
        matrix = correlation.loc[names, names].to_numpy(dtype=float)
    else:
        matrix = np.where(np.eye(len(names)), 1.0, correlation)
    values, vectors = np.linalg.eigh(matrix)
    if values.min() < -1e-9 or not np.allclose(matrix, matrix.T):
        raise ValueError(f"no prices can be correlated like this: {matrix.tolist()}")
    # The symmetric square root does not depend on the order of the carriers.
    mixing = vectors * np.sqrt(np.maximum(values, 0)) @ vectors.T
    mixed = mixing @ np.stack([scores(seed, f"price of {name}", draws) for name in names])
    return {name: prices[name].factors(mixed[place]) for place, name in enumerate(names)}
