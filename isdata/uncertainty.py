"""How sure is a payback? Measures drawn thousands of times within what is declared about them.

Every draw multiplies a measure's investment, saving and lifetime, and the price of each carrier, by a factor
around 1. The numbers are common random numbers: they depend on the seed and on the measure's id (or the
carrier's name) alone. Two scenarios differ by what was changed, not by luck, and a measure taken out leaves
the draws of all others as they were.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import ndtr
from scipy.stats import rankdata

from isdata import finance

SEED = 20_170_101
DRAWS = 10_000
PERCENTILES = (10, 50, 90)
# ln(P95) - ln(P50) of a lognormal factor in standard deviations.
_P95 = 1.6448536269514722
# Numbers in one block of draws: bounds the memory, whatever the number of measures (32 MB an array).
_BLOCK = 4_000_000


@dataclass(frozen=True)
class Spread:
    """How far the truth may be from a stated amount, as factors of it.

    Attributes
    ----------
    low, high : float or array, (measures, 1)
        Triangular: limits, around the most likely factor 1. Lognormal: the middle 90 %, P05 and P95. [-]
    shape : "triangular" or "lognormal"
        Lognormal for prices, which cannot fall below 0 and may double as easily as halve.

    Raises
    ------
    ValueError
        If the limits of a triangle do not hold 1, or those of a lognormal factor are not above 0 and rising.

    Examples
    --------
    >>> Spread.within(0.2)
    Spread(low=0.8, high=1.2, shape='triangular')
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
        """Return the spread of "plus or minus `share`"; a lognormal factor is as likely 1 + share as 1 / (1 + share)."""
        return cls(1 / (1 + share) if shape == "lognormal" else 1 - share, 1 + share, shape)

    def factors(self, scores: np.ndarray) -> np.ndarray:
        """Return the factor for each standard normal score: the same score, the same place in the spread.

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
            return np.exp(0.5 * (low + high) + scores * (0.5 * (high - low) / _P95))
        low, high = np.asarray(self.low, dtype=float), np.asarray(self.high, dtype=float)
        place, width = ndtr(scores), high - low
        rising = low + np.sqrt(place * width * (1 - low))
        falling = high - np.sqrt((1 - place) * width * (high - 1))
        return np.where(place * width < 1 - low, rising, falling)


@dataclass(frozen=True)
class Simulation:
    """What the draws say, measure by measure and together.

    Attributes
    ----------
    measures : DataFrame, index of the measures
        payback_p10, payback_p50, payback_p90 [yr]; npv_p10, npv_p50, npv_p90 [CNY]; chance_hurdle, the
        share of draws that pay back within the hurdle, and chance_gain, with a net present value above 0 [-].
        Payback is 0 for immediate and infinite for never; all are missing where an amount is.
    total : Series
        The same for all measures together.
    payback, npv : array, (draws,)
        Of all measures together. [yr], [CNY]
    tornado : DataFrame
        driver ("investment", "saving", "lifetime" or a carrier's column), npv and payback: Spearman's rank
        correlation with those of all measures together [-]; strongest first.
    """

    measures: pd.DataFrame
    total: pd.Series
    payback: np.ndarray
    npv: np.ndarray
    tornado: pd.DataFrame


@dataclass(frozen=True)
class Assumptions:
    """What is uncertain, and how.

    The default spreads of investment and saving are this product's own assumption, not a published figure:
    plans tend to cost more and bring less than stated. Declared uncertainties of a measure come first.

    Attributes
    ----------
    investment, saving : Spread
        Used where the measure declares nothing.
    lifetime : Spread, optional
        By default lives are certain.
    prices : mapping of str to Spread
        The column with the yearly saving of each carrier, and the level of its price in all years, common to
        all measures. Empty: annual_saving at a certain price.
    price_correlation : float or DataFrame
        Between the prices: one number for every pair, or a table with the carriers as index and columns. [-]
    measure_correlation : float
        Between measures: 0 if each errs alone, 1 if all err together. Alone, errors cancel out in the sum. [-]
    """

    investment: Spread = Spread(0.9, 1.3)
    saving: Spread = Spread(0.6, 1.1)
    lifetime: Spread | None = None
    prices: Mapping[str, Spread] = field(default_factory=dict)
    price_correlation: float | pd.DataFrame = 0.5
    measure_correlation: float = 0.0


def simulate(
    measures: pd.DataFrame,
    assumptions: Assumptions | None = None,
    *,
    discount_rate: float,
    hurdle: float,
    price_growth: float | Mapping[str, float] = 0.0,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Simulation:
    r"""Draw the payback and net present value of measures within their uncertainties.

    .. math:: NPV = -(f_I I - \text{subsidy}) + f_S \sum_c p_c\, S_c \cdot PVF(r, f_n n, g_c)

    with the drawn factors f and p. Salvage, tax and replacement are not drawn: see `finance.appraise`.

    Parameters
    ----------
    measures : DataFrame
        investment [CNY], lifetime [yr], annual_saving [CNY/yr] or the columns of `assumptions.prices`, less
        running_cost [CNY/yr]. Used where present: measure_id (else the index), investment_uncertainty and
        saving_uncertainty, each plus or minus a share [-], subsidy and avoided_replacement [CNY],
        degradation [1/yr].
    assumptions : Assumptions, optional
        What is uncertain, and how.
    discount_rate : float
        Real discount rate. [1/yr]
    hurdle : float
        Payback asked for. [yr]
    price_growth : float, or one by carrier column
        Real yearly change of the energy prices. [1/yr]
    draws : int
        Number of draws.
    seed : int
        Same seed, same numbers.

    Returns
    -------
    Simulation

    Raises
    ------
    ValueError
        If the price correlations contradict each other.

    Examples
    --------
    50 invested to save 36 a year: the plan says 1.39 years.

    >>> plan = pd.DataFrame({"investment": [50.0], "annual_saving": [36.0], "lifetime": [10]})
    >>> total = simulate(plan, discount_rate=0.08, hurdle=2).total
    >>> total[["payback_p10", "payback_p50", "payback_p90"]].round(1).tolist()
    [1.4, 1.6, 2.0]

    For one measure's tornado simulate it alone: its draws stay the same.
    """
    assumptions = assumptions or Assumptions()
    model = _Model(measures, assumptions, discount_rate, price_growth, draws, seed)
    sums = {name: np.zeros(draws) for name in ("investment", "saving", "lifetime", "yearly", "npv")}
    summaries = []
    rows = max(1, _BLOCK // draws)
    for start in range(0, len(model.known), rows):
        block = model.draw(slice(start, start + rows))
        summaries.append(
            _summary(finance.payback(block["investment"], block["yearly"]), block["npv"], hurdle)
        )
        for name, amounts in block.items():
            sums[name] += amounts.sum(axis=0)
    payback = finance.payback(sums["investment"], sums["yearly"])
    drivers = {name: sums[name] for name in ("investment", "saving", "lifetime")} | model.prices
    return Simulation(
        measures=_table(summaries, model.known.index).reindex(measures.index),
        total=_table([_summary(payback[np.newaxis], sums["npv"][np.newaxis], hurdle)])
        .iloc[0]
        .rename("total"),
        payback=payback,
        npv=sums["npv"],
        tornado=_tornado(drivers, sums["npv"], payback),
    )


class _Model:
    """The measures as arrays, and their draws, block by block."""

    def __init__(
        self,
        measures: pd.DataFrame,
        assumptions: Assumptions,
        discount_rate: float,
        price_growth: float | Mapping[str, float],
        draws: int,
        seed: int,
    ) -> None:
        self.assumptions, self.discount_rate, self.draws, self.seed = assumptions, discount_rate, draws, seed
        carriers = list(assumptions.prices)
        self.known = measures.dropna(
            subset=["investment", "lifetime", *([] if carriers else ["annual_saving"])]
        )
        self.keys = _keys(self.known)
        self.prices = _price_factors(assumptions, draws, seed)
        growth = [price_growth.get(name, 0.0) if isinstance(price_growth, Mapping) else price_growth
                  for name in carriers or ["annual_saving"]]  # fmt: skip
        self.growth = np.outer(1 - _column(self.known, "degradation"), 1 + np.array(growth)) - 1
        self.saving = self.known[carriers or ["annual_saving"]].fillna(0).to_numpy(dtype=float)
        self.levels = np.stack([*self.prices.values()]) if carriers else np.ones((1, 1))
        self.running_cost = (
            _column(self.known, "running_cost") if carriers else np.zeros((len(self.known), 1))
        )
        self.investment, self.lifetime = _column(self.known, "investment"), _column(self.known, "lifetime")
        self.spared = self.investment - finance.net_investment(self.known).to_numpy()[:, np.newaxis]

    def draw(self, block: slice) -> dict[str, np.ndarray]:
        """Return net investment, saving at stated prices, life, saving of year 1 and net present value."""
        known, assumptions = self.known.iloc[block], self.assumptions
        cost = self._factors(
            "investment", _declared(known, "investment_uncertainty", assumptions.investment), block
        )
        effect = self._factors("saving", _declared(known, "saving_uncertainty", assumptions.saving), block)
        life = self.lifetime[block]
        if assumptions.lifetime is not None:
            life = life * self._factors("lifetime", assumptions.lifetime, block)
        investment = cost * self.investment[block] - self.spared[block]
        saving, running_cost = self.saving[block], self.running_cost[block]
        worth = self._present_worth(life, block)
        running_worth = running_cost * finance.present_value_factor(self.discount_rate, life)
        return {
            "investment": investment,
            "saving": effect * saving.sum(axis=1, keepdims=True),
            "lifetime": life,
            "yearly": effect * (saving @ self.levels) - running_cost,
            "npv": effect * worth - running_worth - investment,
        }

    def _present_worth(self, life: np.ndarray, block: slice) -> np.ndarray:
        saving, growth = self.saving[block], self.growth[block]
        if life.shape[1] == 1:
            return (saving * finance.present_value_factor(self.discount_rate, life, growth)) @ self.levels
        worth = np.zeros(life.shape)
        for carrier, level in enumerate(self.levels):
            factor = finance.present_value_factor(self.discount_rate, life, growth[:, [carrier]])
            worth += saving[:, [carrier]] * factor * level
        return worth

    def _factors(self, driver: str, spread: Spread, block: slice) -> np.ndarray:
        shared = self.assumptions.measure_correlation
        own = np.stack([_scores(self.seed, driver, key, self.draws) for key in self.keys[block]])
        if shared:
            together = _scores(self.seed, driver, "", self.draws)
            own = np.sqrt(1 - shared) * own + np.sqrt(shared) * together
        return spread.factors(own)


def _scores(seed: int, driver: str, key: str, draws: int) -> np.ndarray:
    """Return standard normal scores that depend on nothing but what they are for."""
    place = (zlib.crc32(driver.encode()), zlib.crc32(key.encode()))
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=place)).standard_normal(draws)


def _keys(measures: pd.DataFrame) -> list[str]:
    """Return a name for each measure's draws; the same id twice is told apart by its turn."""
    names = measures["measure_id"] if "measure_id" in measures else measures.index.to_series()
    turn = names.groupby(names.to_numpy()).cumcount()
    return [f"{name}/{number}" for name, number in zip(names, turn, strict=True)]


def _column(measures: pd.DataFrame, name: str) -> np.ndarray:
    if name not in measures:
        return np.zeros((len(measures), 1))
    return measures[[name]].fillna(0).to_numpy(dtype=float)


def _declared(measures: pd.DataFrame, column: str, otherwise: Spread) -> Spread:
    """Return the spread each measure declares, and `otherwise` for those that declare none."""
    if column not in measures or measures[column].isna().all():
        return otherwise
    share = measures[[column]].to_numpy(dtype=float, na_value=np.nan)
    declared = Spread.within(np.nan_to_num(share), otherwise.shape)
    low, high = np.asarray(otherwise.low), np.asarray(otherwise.high)
    return Spread(
        np.where(np.isnan(share), low, declared.low),
        np.where(np.isnan(share), high, declared.high),
        otherwise.shape,
    )


def _price_factors(assumptions: Assumptions, draws: int, seed: int) -> dict[str, np.ndarray]:
    """Return the price factor of each carrier in each draw, correlated as asked (a Gaussian copula)."""
    names = list(assumptions.prices)
    if not names:
        return {}
    given = assumptions.price_correlation
    if isinstance(given, pd.DataFrame):
        correlation = given.loc[names, names].to_numpy(dtype=float)
    else:
        correlation = np.full((len(names), len(names)), float(given))
        np.fill_diagonal(correlation, 1.0)
    roots, vectors = np.linalg.eigh(correlation)
    if roots.min() < -1e-9 or not np.allclose(correlation, correlation.T):
        raise ValueError(f"no prices can be correlated like this: {correlation.tolist()}")
    mixing = vectors * np.sqrt(np.maximum(roots, 0)) @ vectors.T
    scores = mixing @ np.stack([_scores(seed, "price", name, draws) for name in names])
    return {name: assumptions.prices[name].factors(scores[place]) for place, name in enumerate(names)}


def _summary(payback: np.ndarray, npv: np.ndarray, hurdle: float) -> dict[str, np.ndarray]:
    """Return the percentiles and chances of each row of draws."""
    shares = np.array(PERCENTILES) / 100
    table = {}
    for name, drawn in (("payback", payback), ("npv", npv)):
        # A value that was drawn, not a mean of two: between 3 years and never there is nothing.
        values = np.quantile(drawn, shares, axis=1, method="inverted_cdf")
        table |= {f"{name}_p{share}": values[place] for place, share in enumerate(PERCENTILES)}
    return table | {"chance_hurdle": (payback <= hurdle).mean(axis=1), "chance_gain": (npv > 0).mean(axis=1)}


def _table(summaries: list[dict[str, np.ndarray]], index: pd.Index | None = None) -> pd.DataFrame:
    names = summaries[0] if summaries else _summary(np.zeros((0, 1)), np.zeros((0, 1)), 0.0)
    columns = {
        name: np.concatenate([summary[name] for summary in summaries] or [np.zeros(0)]) for name in names
    }
    return pd.DataFrame(columns, index=index)


def _tornado(drivers: dict[str, np.ndarray], npv: np.ndarray, payback: np.ndarray) -> pd.DataFrame:
    """Return Spearman's rank correlation of each driver that varies with both results, strongest first."""
    varying = {name: drawn for name, drawn in drivers.items() if np.ptp(drawn) > 0}
    results = {"npv": rankdata(npv), "payback": rankdata(payback)}
    rows = [
        {"driver": name} | {result: _correlation(rankdata(drawn), ranks) for result, ranks in results.items()}
        for name, drawn in varying.items()
    ]
    table = pd.DataFrame(rows, columns=["driver", "npv", "payback"])
    return table.sort_values("npv", key=abs, ascending=False, ignore_index=True)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])
