"""Yearly cash flows of measures.

Two assets are included: the one that the measure buys, and the one whose purchase it avoids (avoided
replacement, the lost-opportunity case). Each is bought again at the end of its life until the last year.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from isdata.engines.finance.array_types import Numeric

# Name of the carrier that holds the yearly saving if carriers are not distinguished.
SAVING = "saving"
# The parts that are costs, or reduce them; all others are savings.
COST_PARTS = ("investment", "subsidy", "avoided_replacement", "running_cost", "terminal", "tax")


def cash_flows(investment: Numeric, saving: Numeric | Mapping[str, Numeric], **options: Any) -> np.ndarray:
    """Net cash flow of each measure: the sum of `cash_flow_parts`, which has the same parameters.

    Returns
    -------
    array, (measures, last year + 1)
        Amounts from year 0; zero after a measure's last year. [CNY]

    Examples
    --------
    >>> cash_flows(50, 36, lifetime=3)
    array([[-50.,  36.,  36.,  36.]])

    Electricity rises 10 % a year, gas does not; the gas meter costs 1 more to run:

    >>> cash_flows(50, {"electricity": 20, "gas": 11}, lifetime=2, price_growth={"electricity": 0.1},
    ...            running_cost=1)
    array([[-50.,  30.,  32.]])
    """
    return sum(cash_flow_parts(investment, saving, **options).values(), start=np.zeros((1, 1)))


def cash_flow_parts(
    investment: Numeric,
    saving: Numeric | Mapping[str, Numeric],
    *,
    lifetime: Numeric,
    horizon: int | None = None,
    price_growth: float | Mapping[str, float] = 0.0,
    degradation: Numeric = 0.0,
    benefit: Numeric = 0.0,
    running_cost: Numeric = 0.0,
    subsidy: Numeric = 0.0,
    salvage: Numeric = 0.0,
    avoided_replacement: Numeric = 0.0,
    avoided_replacement_year: Numeric = 0,
    replacement_cost: Numeric | None = None,
    residual_value: bool = True,
    tax_rate: float = 0.0,
    depreciation_years: int | None = None,
    inflation: float = 0.0,
) -> dict[str, np.ndarray]:
    r"""Yearly amounts of each measure by source.

    .. math:: S_t = \sum_c \Delta E_c\, p_{c,0}\, (1+g_c)^{t-1} (1-d)^{a_t - 1} + B - \Delta OM

    with a the age in years of the unit in use in year t.

    Parameters
    ----------
    investment : float, array or Series, (measures,)
        Investment before subsidy, engineering and training included. [CNY]
    saving : float, array or Series, or one by carrier
        Energy cost saved in year 1, ΔE·p₀, at the marginal tariff; negative for a carrier with increased use.
        [CNY/yr]
    lifetime : float, array or Series
        Whole years, at least 1. [yr]
    horizon : int, optional
        Last year for all measures, which are replaced at the end of their lives until then; by default each
        measure ends with its own life and is not replaced. [yr]
    price_growth : float, or one by carrier
        Annual change g of a carrier's price; 0 for carriers that are not named. [1/yr]
    degradation : float, array or Series
        Share d of the saving that is lost each year of age. [1/yr]
    benefit : float, array or Series
        Non-energy benefits B: avoided disposal, sales, and so on. [CNY/yr]
    running_cost : float, array or Series
        Added running cost ΔO&M. [CNY/yr]
    subsidy : float, array or Series
        Paid to the investor in year 0. [CNY]
    salvage : float, array or Series
        Residual value less removal at the end of each life; may be negative. [CNY]
    avoided_replacement : float, array or Series
        Cost of equipment that would have been bought otherwise. [CNY]
    avoided_replacement_year : int, array or Series
        Year of its purchase. [yr]
    replacement_cost : float, array or Series, optional
        Price of the measure's next units; by default `investment`. [CNY]
    residual_value : bool
        Whether the unused life in the last year has a value: linear from its price to `salvage`.
    tax_rate : float
        Income tax rate; a loss is offset against the company's other profits. [-]
    depreciation_years : int, optional
        Years of straight-line depreciation for tax; by default the lifetime. [yr]
    inflation : float
        Annual rise of all prices; the result is then nominal. Depreciation does not rise with it. [1/yr]

    Returns
    -------
    dict of str to array, (measures, last year + 1)
        "investment" (with replacements), "subsidy", "avoided_replacement", "saving" or the carriers' names,
        "benefit", "running_cost", "terminal" (salvage and residual value) and "tax"; paid is negative.
        Parts that are 0 by default and not given are left out. [CNY]

    Raises
    ------
    ValueError
        If a lifetime or the horizon is not a whole number of at least 1.

    Examples
    --------
    Two years of life in a horizon of three: bought again in year 2, half of it left in year 3.

    >>> parts = cash_flow_parts(100, 60, lifetime=2, horizon=3)
    >>> for name, amounts in parts.items():
    ...     print(name, amounts[0])
    investment [-100.    0. -100.    0.]
    saving [ 0. 60. 60. 60.]
    terminal [ 0.  0.  0. 50.]

    References
    ----------
    .. [1] ISO 15686-5:2017, Buildings and constructed assets, Service life planning, Life-cycle costing.
    """
    years = _Years(lifetime, horizon)
    price = _column(investment)
    next_price = price if replacement_cost is None else _column(replacement_cost)
    avoided, since = _column(avoided_replacement), _column(avoided_replacement_year)
    parts = {"investment": 0.0 - years.purchases(price, next_price, 0)}
    if _given(subsidy):
        parts["subsidy"] = _column(subsidy) * (years.year == 0)
    if _given(avoided_replacement):
        parts["avoided_replacement"] = years.purchases(avoided, avoided, since)
    parts |= _savings(saving, price_growth, degradation, years)
    yearly = {"benefit": benefit, "running_cost": -np.asarray(running_cost, dtype=float)}
    parts |= {name: _column(amount) * years.in_use for name, amount in yearly.items() if _given(amount)}
    terminal = years.scrap(_column(salvage))
    if residual_value:
        last_price = np.where(years.end > years.life, next_price, price)
        terminal = (
            terminal + years.left_over(last_price - _column(salvage), 0) - years.left_over(avoided, since)
        )
    if _given(terminal):
        parts["terminal"] = terminal
    if inflation:
        parts = {name: amounts * (1 + inflation) ** years.year for name, amounts in parts.items()}
    if tax_rate:
        parts["tax"] = -tax_rate * _taxable(parts, years, depreciation_years)
    return parts


def _savings(
    saving: Numeric | Mapping[str, Numeric],
    price_growth: float | Mapping[str, float],
    degradation: Numeric,
    years: "_Years",
) -> dict[str, np.ndarray]:
    in_use = years.in_use * (1 - _column(degradation)) ** (years.age - 1)
    by_carrier = saving if isinstance(saving, Mapping) else {SAVING: saving}
    growth = price_growth if isinstance(price_growth, Mapping) else dict.fromkeys(by_carrier, price_growth)
    since_first = np.maximum(years.year - 1, 0)
    return {
        carrier: _column(amount) * in_use * (1 + growth.get(carrier, 0.0)) ** since_first
        for carrier, amount in by_carrier.items()
    }


class _Years:
    """Years of measures and lives of their units: purchase, use and end of life.

    Features that no measure has are not computed, which saves time: a measure that ends with its life is not
    replaced.
    """

    def __init__(self, lifetime: Numeric, horizon: int | None) -> None:
        self.life = _column(lifetime)
        self.end = self.life if horizon is None else np.full_like(self.life, float(horizon))
        if (
            not (self.life >= 1).all()
            or (self.life % 1).any()
            or (self.end < 1).any()
            or (self.end % 1).any()
        ):
            raise ValueError("lifetime and horizon must be whole years, at least 1")
        self.year = np.arange(self.end.max(initial=1) + 1)[np.newaxis]
        self.in_use = (self.year >= 1) & (self.year <= self.end)
        # Age: 1 in the first year of a unit, `life` in its last.
        self.age = np.maximum(self.year, 1)
        if (self.end > self.life).any():
            self.age = (self.age - 1) % self.life + 1

    def purchases(
        self, first_price: np.ndarray, next_price: np.ndarray, since: np.ndarray | int
    ) -> np.ndarray:
        """Payments in year `since` and at the end of each lifetime before the last year."""
        is_before_end = self.year < self.end
        paid = first_price * ((self.year == since) & is_before_end)
        if (since + self.life < self.end).any():
            is_next = (self.year > since) & ((self.year - since) % self.life == 0)
            paid = paid + next_price * (is_next & is_before_end)
        return paid

    def scrap(self, salvage: np.ndarray) -> np.ndarray:
        """Residual values of worn-out units, and of the one in use in the last year."""
        if not salvage.any():
            return salvage
        is_worn_out = (self.year % self.life == 0) & (self.year > 0) & (self.year <= self.end)
        return salvage * (is_worn_out | (self.year == self.end))

    def left_over(self, value: np.ndarray, since: np.ndarray | int) -> np.ndarray:
        """Remaining share of `value` in the last year."""
        age = (self.end - since - 1) % self.life + 1
        left = value * np.where(since < self.end, 1 - age / self.life, 0)
        return left * (self.year == self.end) if left.any() else left


def _taxable(parts: dict[str, np.ndarray], years: _Years, depreciation_years: int | None) -> np.ndarray:
    capital = ("investment", "subsidy", "avoided_replacement")
    bought = -sum(
        (parts[name] for name in capital if name in parts), start=np.zeros_like(years.in_use, dtype=float)
    )
    gain = sum(amounts for name, amounts in parts.items() if name not in capital)
    span = years.life if depreciation_years is None else np.full_like(years.life, float(depreciation_years))
    # Purchases up to the year before, less depreciation up to then.
    so_far = np.cumsum(bought, axis=1)
    year = np.broadcast_to(years.year, so_far.shape).astype(int)
    before = np.take_along_axis(so_far, np.maximum(year - 1, 0), axis=1) * (year >= 1)
    gone_year = year - 1 - span.astype(int)
    gone = np.take_along_axis(so_far, np.maximum(gone_year, 0), axis=1) * (gone_year >= 0)
    depreciation = (before - gone) / span * years.in_use
    book = (so_far - np.cumsum(depreciation, axis=1)) * (years.year == years.end)
    return gain - depreciation - book


def _column(amount: Numeric) -> np.ndarray:
    """Column, one row per measure, for broadcasting against the years."""
    return np.asarray(amount, dtype=float).reshape(-1, 1)


def _given(amount: Numeric) -> bool:
    return bool(np.any(np.asarray(amount) != 0))
