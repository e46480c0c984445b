"""Statistics of simulations: percentiles, probabilities and main drivers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata.engines import finance
from isdata.engines.uncertainty.draws import DRAWS, SEED, Assumptions, Samples, draw

PERCENTILES = (10, 50, 90)
# Numbers in one block of draws: the memory does not depend on the number of measures, and arrays of 4 MB fit caches.
_BLOCK = 500_000
_DRIVERS = ("investment", "saving", "lifetime")


@dataclass(frozen=True)
class Simulation:
    """Results of the draws, for each measure and for all together.

    Attributes
    ----------
    measures : DataFrame, index of the measures
        payback_p10, payback_p50, payback_p90 [yr]; npv_p10, npv_p50, npv_p90 [CNY]; chance_hurdle, the share
        of draws with a payback within the hurdle, and chance_gain, with a net present value above 0 [-].
        Payback is 0 for immediate and infinite for never; all are missing if an amount is missing.
    total : Series
        The same for all measures together.
    payback, npv, annual_saving : array, (draws,)
        Of all measures together. [yr], [CNY], [CNY/yr]
    tornado : DataFrame
        driver ("investment", "saving", "lifetime" or a carrier's column), npv and payback: effect of the
        driver on those of all measures together, with the other drivers constant: change of the result in its
        standard deviations per standard deviation of the driver, in ranks, so that independent drivers have
        Spearman's correlation [-]; strongest first.
    """

    measures: pd.DataFrame
    total: pd.Series
    payback: np.ndarray
    npv: np.ndarray
    annual_saving: np.ndarray
    tornado: pd.DataFrame


def simulate(
    measures: pd.DataFrame,
    assumptions: Assumptions | None = None,
    *,
    discount_rate: float,
    hurdle: float,
    price_growth: float | Mapping[str, float] = 0.0,
    yearly: Mapping[str, np.ndarray] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Simulation:
    """Uncertainty of payback and net present value, for each measure and for all together.

    Parameters
    ----------
    measures, assumptions, discount_rate, price_growth, draws, seed
        See `draw`.
    hurdle : float
        Required payback. [yr]
    yearly : mapping of str to array, (measures, years), optional
        Amounts from year 0 as stated: "investment", "rest", and each column of `assumptions.prices`. The
        payback of all measures together is then that of their cumulative cash flow, else net investment over
        saving.

    Returns
    -------
    Simulation
        Measures with a missing amount have missing results, and are left out of the total.

    Raises
    ------
    ValueError
        If two measures have the same id, or the price correlations are inconsistent.

    Examples
    --------
    50 invested to save 36 a year: the plan says 1.39 years.

    >>> plan = pd.DataFrame({"investment": [50.0], "annual_saving": [36.0], "lifetime": [10]})
    >>> total = simulate(plan, discount_rate=0.08, hurdle=2).total
    >>> total[["payback_p10", "payback_p50", "payback_p90"]].round(1).tolist()
    [1.4, 1.6, 2.0]

    For the tornado of one measure simulate it alone: its draws are the same.
    """
    assumptions = assumptions or Assumptions()
    needed = ["investment", "lifetime", *([] if assumptions.prices else ["annual_saving"])]
    known = measures.dropna(subset=needed)
    tables, all_together = [], _Sums(draws)
    rows = max(1, _BLOCK // draws)
    for start in range(0, len(known), rows):
        block = known.iloc[start : start + rows]
        samples = draw(
            block, assumptions, discount_rate=discount_rate, price_growth=price_growth, draws=draws, seed=seed
        )
        payback = finance.payback(samples.investment, samples.annual_saving)
        tables.append(_summary(payback, samples.npv, hurdle, block.index))
        all_together.add(samples)
        if yearly is not None:
            own = measures.index.get_indexer(block.index)
            all_together.add_flow({name: amounts[own] for name, amounts in yearly.items()}, samples)
    together = all_together.summarised(hurdle)
    singly = pd.concat([*tables, together.measures.iloc[:0]])
    return replace(together, measures=singly.reindex(measures.index))


class _Sums:
    """All measures together in each simulation."""

    def __init__(self, draws: int) -> None:
        self.sums = {name: np.zeros(draws) for name in (*_DRIVERS, "annual_saving", "npv")}
        self.prices: dict[str, np.ndarray] = {}
        self.flow: np.ndarray | None = None

    def add(self, samples: Samples) -> None:
        """Add some measures."""
        self.prices = samples.prices
        for name, total in self.sums.items():
            total += getattr(samples, name).sum(axis=0)

    def add_flow(self, yearly: Mapping[str, np.ndarray], samples: Samples) -> None:
        """Add the cash flow of some measures."""
        flow = _flows(yearly, samples)
        self.flow = flow if self.flow is None else self.flow + flow

    def summarised(self, hurdle: float) -> Simulation:
        """Statistics of all added measures."""
        if self.flow is None:
            payback = finance.payback(self.sums["investment"], self.sums["annual_saving"])
        else:
            payback = finance.cumulative_payback(self.flow)
        return summarised(
            payback=np.asarray(payback),
            npv=self.sums["npv"],
            annual_saving=self.sums["annual_saving"],
            drivers={name: self.sums[name] for name in _DRIVERS} | self.prices,
            hurdle=hurdle,
        )


def _flows(yearly: Mapping[str, np.ndarray], samples: Samples) -> np.ndarray:
    """Cash flow of all measures in each simulation, (draws, years)."""
    saved = sum(
        (
            level[:, np.newaxis] * (samples.effect.T @ yearly[name])
            for name, level in samples.prices.items()
            if name in yearly
        ),
        start=np.zeros(1),
    )
    return samples.cost.T @ yearly["investment"] + yearly["rest"].sum(axis=0) + saved


def summarised(
    *,
    payback: np.ndarray,
    npv: np.ndarray,
    annual_saving: np.ndarray,
    drivers: Mapping[str, np.ndarray],
    hurdle: float,
) -> Simulation:
    """Statistics of draws made elsewhere.

    Parameters
    ----------
    payback, npv, annual_saving : array, (draws,)
        [yr], [CNY], [CNY/yr]
    drivers : mapping of str to array, (draws,)
        The drawn values.
    hurdle : float
        Required payback. [yr]

    Returns
    -------
    Simulation
        Its `measures` have the one row "total".
    """
    total = _summary(payback[np.newaxis], npv[np.newaxis], hurdle, pd.Index(["total"]))
    return Simulation(total, total.loc["total"], payback, npv, annual_saving, _tornado(drivers, npv, payback))


def _summary(payback: np.ndarray, npv: np.ndarray, hurdle: float, index: pd.Index) -> pd.DataFrame:
    """Percentiles and probabilities of each row of draws."""
    shares = np.array(PERCENTILES) / 100
    columns = {}
    for name, drawn in (("payback", payback), ("npv", npv)):
        # A drawn value instead of a mean of two: a mean of 3 years and never has no meaning.
        values = _quantiles(drawn, shares)
        columns |= {f"{name}_p{share}": values[place] for place, share in enumerate(PERCENTILES)}
    is_known = ~np.isnan(npv).any(axis=1)
    columns |= {
        "chance_hurdle": np.where(is_known, (payback <= hurdle).mean(axis=1), np.nan),
        "chance_gain": np.where(is_known, (npv > 0).mean(axis=1), np.nan),
    }
    return pd.DataFrame(columns, index=index)


def _quantiles(drawn: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Quantiles of each row, (shares, rows), as `numpy.quantile` by "inverted_cdf", in less time."""
    ordered = np.sort(drawn, axis=1)
    places = np.ceil(drawn.shape[1] * shares).astype(int) - 1
    return np.where(np.isnan(ordered[:, -1]), np.nan, ordered[:, places].T)  # unknown values are last


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1; equal values share their mean rank."""
    return pd.Series(values).rank().to_numpy()


def _tornado(drivers: Mapping[str, np.ndarray], npv: np.ndarray, payback: np.ndarray) -> pd.DataFrame:
    """Separate effect of each varying driver on both results, strongest first.

    Prices are drawn together, so that a plain correlation would include the effects of other prices.
    """
    varying = {name: drawn for name, drawn in drivers.items() if np.ptp(drawn) > 0}
    ranked = np.array([_scores(drawn) for drawn in varying.values()]).reshape(len(varying), len(npv)).T
    # Separately: an unknown result would make the other unknown too.
    own = {
        name: np.linalg.lstsq(ranked, _scores(drawn), rcond=None)[0]
        if not np.isnan(drawn).any()
        else np.full(len(varying), np.nan)
        for name, drawn in (("npv", npv), ("payback", payback))
    }
    table = pd.DataFrame({"driver": pd.Series(list(varying), dtype=object), **own})
    return table.sort_values("npv", key=abs, ascending=False, ignore_index=True)


def _scores(values: np.ndarray) -> np.ndarray:
    """Ranks as standard scores; all 0 if all values are the same, NaN if one is unknown."""
    ranks = _ranks(values)
    spread = ranks.std()
    return np.zeros(len(ranks)) if spread == 0 else (ranks - ranks.mean()) / spread
