"""Project figures: cash flow, worst and best case, and main value drivers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.energy.measures.pricing import MONEY_OF, Priced, price
from isdata.engines import finance, uncertainty

# Relative change of one input at a time, with the others constant. [-]
STEP = 0.2
# Energy prices are between 1 / (1 + share) and 1 + share times the stored ones (the middle 95 %). [-]
PRICE_SHARE = 0.3
# Inputs whose effect depends on the lifetime of each measure.
WEIGHING_YEARS = ("lifetime", "discount_rate")
CASES = ("worst", "likely", "best")
_GENERAL = uncertainty.Assumptions()


@dataclass(frozen=True)
class Project:
    """Measures, or a synergy, as one undertaking to be financed.

    Attributes
    ----------
    register : Register
        Measures of the project, without overlaps.
    terms : Terms
        Prices and rates.
    appraised : DataFrame, index measure_id
        As `measures.appraise` returns.
    totals : Series
        As `measures.totals` returns.
    yearly : DataFrame
        As `measures.annual_cash_flow` returns.
    simulation : uncertainty.Simulation
        Simulated value and payback.
    cases : DataFrame, index "worst", "likely", "best"
        investment and net_investment [currency], annual_saving [currency/yr], payback and discounted_payback [yr],
        npv [currency], irr [1/yr], irr_status.
    sensitivities : DataFrame
        input ("investment", "saving", "price", "lifetime", "discount_rate"; of a synergy its assumptions), low and high [currency] (net present
        value with the input decreased and increased by `STEP`), break_even (change at which the value is zero, missing if
        there is none) [-]; the most influential first.
    hurdle : float
        Required payback. [yr]
    measure_correlation : float
        Correlation of the errors of any two measures in the simulation. [-]
    shown_years : int, optional
        Number of rows of `yearly` that the reader may see; by default all.
    """

    register: Register
    terms: Terms
    appraised: pd.DataFrame
    totals: pd.Series
    yearly: pd.DataFrame
    simulation: uncertainty.Simulation
    cases: pd.DataFrame
    sensitivities: pd.DataFrame
    hurdle: float
    measure_correlation: float = 0.0
    shown_years: int | None = None

    @property
    def shown(self) -> pd.DataFrame:
        """Disclosed part of the cash flow."""
        return self.yearly if self.shown_years is None else self.yearly.head(self.shown_years)

    def limited(self, shown_years: int | None) -> "Project":
        """Copy with the first rows of `yearly` only, and without the inputs whose effect discloses lifetimes."""
        if shown_years is None:
            return self
        is_kept = ~self.sensitivities["input"].isin(WEIGHING_YEARS)
        return replace(self, shown_years=shown_years, sensitivities=self.sensitivities[is_kept])

    def is_shown_until(self, year: int) -> bool:
        """Return True if the cash flow is disclosed up to a year after the investment."""
        return self.shown_years is None or year < self.shown_years

    @property
    def currency(self) -> str:
        """Currency of all amounts."""
        return self.register.currency

    @property
    def price_years(self) -> list[int]:
        """Price years."""
        return sorted({int(year) for year in self.register.measures["price_year"].dropna()})

    @property
    def net_investment_by_year(self) -> pd.Series:
        """Net investment by year of the plan, from 1; a single year if nothing is delayed. [currency]"""
        known = self.appraised[self.appraised["annual_saving"].notna()]
        net = finance.net_investment(known.rename(columns={"incentive": "subsidy"}))
        return net.groupby(known["delay"].astype(int) + 1).sum()


def project(
    register: Register,
    terms: Terms,
    *,
    hurdle: float = 3.0,
    measure_correlation: float = 0.0,
    draws: int = uncertainty.DRAWS,
) -> Project:
    """Appraise measures as one undertaking.

    Parameters
    ----------
    register : Register
        At least one measure with known costs and savings; see `measures.packaged` for overlaps.
    terms : Terms
        Prices, discount rate and horizon.
    hurdle : float
        Required payback. [yr]
    measure_correlation : float
        Correlation of the errors of any two measures. [-]
    draws : int
        Number of simulations.
    """
    appraised = measures.appraise(register, terms)
    priced = price(register, terms)
    return Project(
        register=register,
        terms=terms,
        appraised=appraised,
        totals=measures.totals(register, terms, appraised),
        yearly=measures.annual_cash_flow(register, terms),
        simulation=measures.simulate(
            register,
            terms,
            hurdle=hurdle,
            price_share=PRICE_SHARE,
            measure_correlation=measure_correlation,
            draws=draws,
        ),
        cases=_cases(register, priced),
        sensitivities=_sensitivities(register, priced),
        hurdle=hurdle,
        measure_correlation=measure_correlation,
    )


def _energy(register: Register) -> set[str]:
    """Columns of energy carriers with a price."""
    rows = register.savings
    is_paid = (rows["kind"] == "energy") & (rows["money"].fillna(0) != 0)
    return {f"{MONEY_OF}{name}" for name in rows.loc[is_paid, "resource_id"].unique()}


def _cases(register: Register, priced: Priced) -> pd.DataFrame:
    """Project with all inputs at their worse ends, as stated, and at their better ends."""
    known, energy, rows = priced.measures, _energy(register), {}
    for case, side in zip(CASES, (-1, 0, 1), strict=True):
        cost = _end(known, "uncertainty_investment", _GENERAL.investment, -side)
        effect = _end(known, "uncertainty", _GENERAL.saving, side)
        level = (1 + PRICE_SHARE) ** side
        savings = {name: effect * (level if name in energy else 1.0) for name in priced.growth}
        rows[case] = _case(_changed(priced, {"investment": cost} | savings))
    return pd.DataFrame(rows).T.rename_axis("case")


def _changed(priced: Priced, factors: Mapping[str, Any]) -> Priced:
    """Measures with factors on the investment, including that of later units, and on individual savings."""
    more = {"replacement_cost": factors["investment"]} if "investment" in factors else {}
    return priced.scaled({**factors, **more})


def _end(known: pd.DataFrame, column: str, general: uncertainty.Spread, side: int) -> np.ndarray:
    """Factor on an input at one end of the spread declared by each measure, else of the general spread."""
    if side == 0:
        return np.ones(len(known))
    share = known[column].to_numpy(dtype=float, na_value=np.nan) / 100
    otherwise = float(general.high if side > 0 else general.low)
    return np.where(np.isnan(share), otherwise, np.maximum(0.0, 1 + side * share))


def _case(priced: Priced) -> dict[str, object]:
    known, rate = priced.measures[priced.measures["is_known"]], priced.terms.discount_rate
    flow = priced.flows().sum(axis=0)
    saving = sum((known[name].fillna(0) for name in priced.growth), start=-known["running_cost"].fillna(0))
    net = float(finance.net_investment(known).sum())
    return {
        "investment": float(known["investment"].sum()),
        "net_investment": net,
        "annual_saving": float(saving.sum()),
        "payback": finance.cumulative_payback(flow)
        if priced.terms.tax_rate or priced.is_delayed
        else finance.payback(net, float(saving.sum())),
        "discounted_payback": finance.discounted_payback(flow, rate),
        "npv": finance.npv(rate, flow),
        "irr": finance.irr(flow),
        "irr_status": finance.irr_status(flow),
    }


def _sensitivities(register: Register, priced: Priced) -> pd.DataFrame:
    """NPV when one input changes and all others are constant."""
    rate = priced.terms.discount_rate

    def worth(changed):
        return float(np.sum(finance.npv(rate, changed.flows())))

    flow, npv = priced.flows().sum(axis=0), worth(priced)
    groups = {
        "investment": ["investment"],
        "saving": list(priced.growth),
        "price": sorted(_energy(register)),
    }
    rows = []
    for name, members in groups.items():
        low, high = (worth(_changed(priced, dict.fromkeys(members, 1 + side * STEP))) for side in (-1, 1))
        # The value is linear in each input, including taxes.
        moved = (high - low) / (2 * STEP)
        if moved:
            zero = -npv / moved
            rows.append((name, low, high, zero if zero >= -1 else np.nan))
    rows.append(("lifetime", *(_value_at_life(priced, 1 + side * STEP) for side in (-1, 1)), np.nan))
    at_zero = finance.irr(flow) / rate - 1 if rate > 0 else np.nan
    ends = (float(finance.npv(rate * (1 + side * STEP), flow)) for side in (-1, 1))
    rows.append(("discount_rate", *ends, at_zero))
    table = pd.DataFrame(rows, columns=["input", "low", "high", "break_even"])
    order = (table["high"] - table["low"]).abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _value_at_life(priced: Priced, factor: float) -> float:
    """Net present value with all lifetimes multiplied by a factor, in whole years."""
    life = np.maximum(1.0, np.floor(priced.measures["lifetime"] * factor + 0.5))
    changed = replace(priced, measures=priced.measures.assign(lifetime=life))
    return float(np.sum(finance.npv(priced.terms.discount_rate, changed.flows())))
