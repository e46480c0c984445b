"""Random draws of the uncertain inputs of each measure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from isdata.engines import finance
from isdata.engines.uncertainty.spreads import Spread, declared, price_factors, scores

SEED = 20_170_101
DRAWS = 10_000
_INVESTMENT, _SAVING = Spread(0.9, 1.3), Spread(0.6, 1.1)


@dataclass(frozen=True)
class Assumptions:
    """Spreads and correlations of the uncertain inputs.

    The default spreads of investment and saving are this product's own assumption, not a published figure:
    plans tend to cost more and save less than stated. Spreads declared by a measure take precedence.

    Attributes
    ----------
    investment, saving : Spread
        Used if the measure declares none.
    lifetime : Spread, optional
        By default lifetimes are certain.
    prices : mapping of str to Spread
        The column with the yearly saving of each carrier, and the level of its price in all years, common to
        all measures. Empty: annual_saving at a certain price.
    price_correlation : float or DataFrame
        Correlation between the prices: one number for every pair, or a table with the carriers as index and
        columns. [-]
    measure_correlation : float
        Correlation between measures: 0 if their errors are independent, 1 if they are the same. Independent
        errors cancel out in the sum. [-]
    """

    investment: Spread = _INVESTMENT
    saving: Spread = _SAVING
    lifetime: Spread | None = None
    prices: Mapping[str, Spread] = field(default_factory=dict)
    price_correlation: float | pd.DataFrame = 0.5
    measure_correlation: float = 0.0


@dataclass(frozen=True)
class Samples:
    """Measures in each simulation.

    Attributes
    ----------
    investment : array, (measures, draws)
        Net investment. [CNY]
    saving : array, (measures, draws)
        Yearly saving at stated prices, before running cost. [CNY/yr]
    lifetime : array, (measures, draws) or (measures, 1)
        Lifetime; one column if it is certain. [yr]
    annual_saving : array, (measures, draws)
        Net saving of the first year at drawn prices. [CNY/yr]
    npv : array, (measures, draws)
        Net present value. [CNY]
    prices : dict of str to array, (draws,)
        Factor on the price of each carrier. [-]
    cost, effect : array, (measures, draws)
        Factors on the investment and on the saving of each measure. [-]
    """

    investment: np.ndarray
    saving: np.ndarray
    lifetime: np.ndarray
    annual_saving: np.ndarray
    npv: np.ndarray
    prices: dict[str, np.ndarray]
    cost: np.ndarray
    effect: np.ndarray


def draw(
    measures: pd.DataFrame,
    assumptions: Assumptions | None = None,
    *,
    discount_rate: float,
    price_growth: float | Mapping[str, float] = 0.0,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Samples:
    r"""Draw measures within their uncertainties.

    .. math:: NPV = -(f_I I - \text{subsidy}) + f_S \sum_c p_c\, S_c \cdot PVF(r, f_n n, g_c)

    with the drawn factors f and p. Salvage, tax and replacement count only if `measures` contains the present
    values of the parts: net present value is linear in each of them, so :math:`NPV = f_I W_I + f_S \sum_c p_c
    W_c + W_{rest}`.

    Parameters
    ----------
    measures : DataFrame
        investment [CNY], lifetime [yr], annual_saving [CNY/yr] or the columns of `assumptions.prices` less
        running_cost [CNY/yr]. Used if present: measure_id (else the index), uncertainty_investment and
        uncertainty (of the saving), each half of the central 95 % range [%], subsidy and avoided_replacement
        [CNY], degradation [1/yr], delay until implementation [yr]; or, instead of the last two, the present
        values of the parts [CNY]: worth_investment (negative), worth_rest, and "worth of <carrier column>"
        for each carrier.
    assumptions : Assumptions, optional
        Spreads and correlations.
    discount_rate : float
        Real discount rate. [1/yr]
    price_growth : float, or one by carrier column
        Real annual change of the energy prices. [1/yr]
    draws : int
        Number of draws.
    seed : int
        The same seed gives the same numbers.

    Returns
    -------
    Samples
        All draws, arrays of measures times draws; NaN for a measure with a missing amount.

    Raises
    ------
    ValueError
        If two measures have the same id, the price correlations are inconsistent, or lifetimes are uncertain
        although present values are given.

    Examples
    --------
    >>> plan = pd.DataFrame({"investment": [50.0], "annual_saving": [36.0], "lifetime": [10]}, index=["M1"])
    >>> draw(plan, discount_rate=0.08, draws=1_000).npv.shape
    (1, 1000)
    """
    assumptions = assumptions or Assumptions()
    carriers = list(assumptions.prices) or ["annual_saving"]
    drawn = _drawn(measures, assumptions, draws, seed)
    saving = (measures[carriers].fillna(0) if drawn.prices else measures[carriers]).to_numpy(dtype=float)
    running_cost = _column(measures, "running_cost") * bool(drawn.prices)
    planned = measures[["investment"]].to_numpy(dtype=float)
    incentive = planned - finance.net_investment(measures).to_numpy(dtype=float)[:, np.newaxis]
    investment = drawn.cost * planned - incentive
    if "worth_investment" in measures:
        npv = _from_worths(measures, carriers, drawn)
    else:
        worth = drawn.effect * _present_worth(measures, carriers, drawn, saving, price_growth, discount_rate)
        running = running_cost * finance.present_value_factor(discount_rate, drawn.life)
        npv = (1 + discount_rate) ** -_column(measures, "delay") * (worth - running - investment)
    return Samples(
        investment=investment,
        saving=drawn.effect * saving.sum(axis=1, keepdims=True),
        lifetime=drawn.life,
        annual_saving=drawn.effect * (saving @ drawn.levels) - running_cost,
        npv=npv,
        prices=drawn.prices,
        cost=drawn.cost,
        effect=drawn.effect,
    )


@dataclass(frozen=True)
class _Drawn:
    """Factors on investment and saving, lifetimes [yr], and factors on the prices of carriers; as in
    `Samples`."""

    cost: np.ndarray
    effect: np.ndarray
    life: np.ndarray
    prices: dict[str, np.ndarray]

    @property
    def levels(self) -> np.ndarray:
        """Factors on the prices, (carriers, draws); 1 if prices are certain."""
        return np.stack([*self.prices.values()]) if self.prices else np.ones((1, 1))


def _drawn(measures: pd.DataFrame, assumptions: Assumptions, draws: int, seed: int) -> _Drawn:
    luck = _CommonNumbers(measures, assumptions.measure_correlation, draws, seed)
    cost = luck.factors("investment", declared(measures, "uncertainty_investment", assumptions.investment))
    effect = luck.factors("saving", declared(measures, "uncertainty", assumptions.saving))
    life = measures[["lifetime"]].to_numpy(dtype=float)
    if assumptions.lifetime is not None:
        life = life * luck.factors("lifetime", assumptions.lifetime)
    prices = price_factors(assumptions.prices, assumptions.price_correlation, draws, seed)
    return _Drawn(cost, effect, life, prices)


def _from_worths(measures: pd.DataFrame, carriers: list[str], drawn: _Drawn) -> np.ndarray:
    """Net present values from the present values of the parts."""
    if drawn.life.shape[1] > 1:
        raise ValueError("what parts are worth holds for certain lives only")
    fixed, rest = (measures[[f"worth_{name}"]].to_numpy(dtype=float) for name in ("investment", "rest"))
    saved = measures[[f"worth of {name}" for name in carriers]].fillna(0).to_numpy(dtype=float)
    return drawn.cost * fixed + drawn.effect * (saved @ drawn.levels) + rest


def _present_worth(
    measures: pd.DataFrame,
    carriers: list[str],
    drawn: _Drawn,
    saving: np.ndarray,
    price_growth: float | Mapping[str, float],
    discount_rate: float,
) -> np.ndarray:
    """Present value of the carriers' savings, (measures, carriers), at their price levels."""
    growth = price_growth if isinstance(price_growth, Mapping) else dict.fromkeys(carriers, price_growth)
    rates = np.array([growth.get(name, 0.0) for name in carriers])
    change = (1 - _column(measures, "degradation")) * (1 + rates) - 1
    if drawn.life.shape[1] == 1:
        return (saving * finance.present_value_factor(discount_rate, drawn.life, change)) @ drawn.levels
    return sum(
        (
            saving[:, [carrier]]
            * level
            * finance.present_value_factor(discount_rate, drawn.life, change[:, [carrier]])
            for carrier, level in enumerate(drawn.levels)
        ),
        start=np.zeros_like(drawn.life),
    )


class _CommonNumbers:
    """The common random numbers of measures: each depends on the measure's id alone."""

    def __init__(self, measures: pd.DataFrame, correlation: float, draws: int, seed: int) -> None:
        ids = measures["measure_id"] if "measure_id" in measures else measures.index.to_series()
        if ids.duplicated().any():
            raise ValueError(
                f"two measures have the id {ids[ids.duplicated()].iloc[0]!r}; draws belong to ids"
            )
        self.ids, self.correlation, self.draws, self.seed = ids.astype(str), correlation, draws, seed

    def factors(self, driver: str, spread: Spread) -> np.ndarray:
        """Factors of one driver, (measures, draws)."""
        purposes = [f"{driver} of {measure_id}" for measure_id in self.ids]
        if not self.correlation:
            return spread.shuffled(self.seed, purposes, self.draws)
        own = np.empty((len(purposes), self.draws))
        for row, purpose in enumerate(purposes):
            own[row] = scores(self.seed, purpose, self.draws)
        together = scores(self.seed, driver, self.draws)
        return spread.factors(np.sqrt(1 - self.correlation) * own + np.sqrt(self.correlation) * together)


def _column(measures: pd.DataFrame, name: str) -> np.ndarray:
    if name not in measures:
        return np.zeros((len(measures), 1))
    return measures[[name]].fillna(0).to_numpy(dtype=float)
