"""Constraints, objective and result of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

OBJECTIVES = ("npv", "co2", "both")


@dataclass(frozen=True)
class Floor:
    """Least effect that a plan must have on one quantity, such as the water it saves.

    Attributes
    ----------
    name : str
        Name of the quantity.
    amounts : mapping of str to float
        Effect of each measure or synergy, by its id; those not listed have none. [unit/yr]
    least : float
        Required effect, once all is done. [unit/yr]
    """

    name: str
    amounts: Mapping[str, float]
    least: float


@dataclass(frozen=True)
class Limits:
    """Constraints of a plan.

    Attributes
    ----------
    budget : float, optional
        Common budget of all measures. [currency]
    by_year : tuple of float
        Budget of the first year, the second and so on. Empty: all measures are done at once. [currency]
    carries_over : bool
        Whether unspent money of a year is kept for the next; otherwise it lapses.
    by_company : mapping of str to float
        Budgets of single companies, by company_id. [currency]
    co2_floor : float, optional
        Least CO2 saved, once all is done. [t/yr]
    floors : tuple of Floor
        Least effects on other quantities. Overlapping measures lose the same share of them as of their CO2.
    hurdle : float, optional
        Longest payback of a measure. [yr]
    taken, dropped : frozenset of str
        Measures that must be included or excluded.
    """

    budget: float | None = None
    by_year: tuple[float, ...] = ()
    carries_over: bool = True
    by_company: Mapping[str, float] = field(default_factory=dict)
    co2_floor: float | None = None
    floors: tuple[Floor, ...] = ()
    hurdle: float | None = None
    taken: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    @property
    def money(self) -> float | None:
        """Total budget of all years; None without a budget. [currency]"""
        return sum(self.by_year) if self.by_year else self.budget

    def money_in(self, year: int) -> float:
        """Most that may be spent in one of several years, 0 for the first, including money kept from earlier
        ones. [currency]"""
        return sum(self.by_year[: year + 1]) if self.carries_over else self.by_year[year]

    def with_money_of(self, other: "Limits") -> "Limits":
        """Limits with the budgets of others, common or by year."""
        return replace(self, budget=other.budget, by_year=other.by_year, carries_over=other.carries_over)


@dataclass(frozen=True)
class Aim:
    """Objective of a plan.

    Attributes
    ----------
    objective : "npv", "co2", "both" or "cost"
        Net present value; CO2 a year; net present value plus `co2_price` for each tonne, later ones
        discounted like money; or the least cost, which is meaningful only with a floor.
    co2_price : float
        Value of a tonne in addition to the value of the energy saved. [currency/t]
    discount_rate : float
        Discount rate for later years. [1/yr]
    """

    objective: str = "npv"
    co2_price: float = 0.0
    discount_rate: float = 0.08

    def worth(self, npv: Any, co2: Any, co2_life: Any, cost: Any = 0.0) -> Any:
        """Objective value of money, annual tonnes, discounted tonnes and cost; numbers, or arrays of them."""
        match self.objective:
            case "npv":
                return npv
            case "co2":
                return co2
            case "cost":
                return -cost + 0.0 * npv
            case _:
                return npv + self.co2_price * co2_life


@dataclass(frozen=True)
class Figures:
    """Figures of a chosen set; attributes as in `Portfolio`.

    Attributes
    ----------
    taken : array of bool, (years · measures,)
        Values of the binary variables of measures and years.
    unserved : array, (stands,)
        Share of each synergy's draw on a stream that is not supplied. [-]
    contributions : dict of str to array, (measures,)
        Contribution of each measure: see `Portfolio`.
    """

    taken: np.ndarray
    unserved: np.ndarray
    contributions: dict[str, np.ndarray]
    npv: float
    cost: float
    co2: float
    co2_life: float
    gap: float
    prices: dict[str, float]
    is_feasible: bool


@dataclass(frozen=True)
class Portfolio:
    """A chosen set.

    Attributes
    ----------
    measures : DataFrame, index measure_id
        The candidates with is_chosen, year of the chosen ones (0 is the first), and share: operating share of
        a chosen synergy on its streams; 1 for all else. [-]
    contributions : DataFrame, index measure_id
        Contribution of each to the set: cost, npv [currency], co2 [t/yr], co2_life [t]. Later years are
        discounted to the first, and losses to another measure are deducted, so that the rows add up to the
        set; 0 if not chosen.
    npv, cost, co2, co2_life : float
        Of the set, net of overlaps. [currency], [currency], [t/yr], [t]
    gap : float
        Proved distance to the best value. [-]
    prices : dict of str to float
        Shadow price of each binding limit, by the name of the limit (in the linear relaxation).
    is_feasible : bool
        Whether any set keeps the limits; if not, nothing is chosen.
    steps : mapping of str to float
        Steps in which npv, cost, co2 and co2_life are rounded, as `rounding.plan` returns; exact figures have
        none.
    """

    measures: pd.DataFrame
    contributions: pd.DataFrame
    npv: float
    cost: float
    co2: float
    co2_life: float
    gap: float
    prices: dict[str, float]
    is_feasible: bool
    steps: Mapping[str, float] = field(default_factory=dict)

    def beside(self, wholes: Mapping[str, float]) -> "Portfolio":
        """The plan adjusted to exact figures of all measures, so that a figure does not exceed them by its
        rounding alone.

        Parameters
        ----------
        wholes : mapping of str to float
            Figures of all measures together by the names of the plan's figures; missing where they are
            withheld.
        """
        own = {name: (float(getattr(self, name)), whole) for name, whole in wholes.items()}
        near = {
            name: min(value, whole)
            for name, (value, whole) in own.items()
            if abs(value - whole) <= self.steps.get(name, 0.0) / 2
        }
        return replace(self, **near)

    @property
    def chosen(self) -> list[str]:
        """Ids of the chosen measures and synergies."""
        return list(self.measures.index[self.measures["is_chosen"]])


def with_more(limits: Limits, money: float) -> Limits:
    """Limits with more money in the common budget, or in the first year's if there is no common
    one."""
    if limits.budget is not None:
        return replace(limits, budget=limits.budget + money)
    if limits.by_year:
        return replace(limits, by_year=(limits.by_year[0] + money, *limits.by_year[1:]))
    return limits
