"""What do measures pay back at given prices and rates, one by one, by kind and all together?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from isdata import finance
from isdata.measures.register import HURDLE_RATE, Register

OTHER = "other_saving"


@dataclass(frozen=True)
class Terms:
    """At what prices and rates, and how far ahead.

    Attributes
    ----------
    discount_rate : float
        Real. [1/yr]
    horizon : int, optional
        Last year for all measures, which are replaced at the end of their lives until then; by default each
        measure ends with its own life. [yr]
    price_factor : float
        On the price of every energy carrier. [-]
    carrier_factors : mapping of str to float
        On the price of single carriers by resource_id, on top of `price_factor`. [-]
    has_growth : bool
        Whether prices change by the price list's own yearly growth.
    hurdle_rate : float
        Internal rate of return above which a measure counts as economic. [1/yr]
    """

    discount_rate: float = 0.08
    horizon: int | None = None
    price_factor: float = 1.0
    carrier_factors: Mapping[str, float] = field(default_factory=dict)
    has_growth: bool = False
    hurdle_rate: float = HURDLE_RATE


def appraise(register: Register, terms: Terms) -> pd.DataFrame:
    """Return each measure's saving, payback, net present value and rates of return.

    Parameters
    ----------
    register : Register
        Measures and their savings.
    terms : Terms
        Prices, discount rate and horizon.

    Returns
    -------
    DataFrame, index measure_id
        `register.measures` with energy_money [currency/yr], annual_saving [currency/yr], is_economic (net
        present value above 0 at the hurdle rate: for money paid first and saved later the same as an internal
        rate of return above it), and the columns of `finance.appraise`. Missing where a price is.
    """
    priced, growth = _priced(register, terms)
    appraised = finance.appraise(
        priced,
        discount_rate=terms.discount_rate,
        horizon=terms.horizon,
        price_growth=growth,
    )
    flows = _flows(priced, growth, terms)
    at_hurdle = finance.npv(terms.hurdle_rate, flows) if len(priced) else np.zeros(0)
    known = priced["is_known"]
    energy_money = priced[[name for name in growth if name != OTHER]].sum(axis=1)
    return appraised.drop(columns=[*growth, "is_known", "subsidy"]).assign(
        investment=register.measures["investment"],
        lifetime=register.measures["lifetime"],
        other_saving=register.measures["other_saving"],
        energy_money=energy_money.where(known),
        annual_saving=(energy_money + priced[OTHER] - priced["running_cost"]).where(known),
        is_economic=(at_hurdle > 0) & known,
    )


def _priced(register: Register, terms: Terms) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the measures with one column of money per resource saved, and the growth of each."""
    savings, measures = register.savings, register.measures
    factor = savings["resource_id"].map(lambda name: terms.carrier_factors.get(name, 1.0)).astype(float)
    is_energy = savings["kind"] == "energy"
    money = savings["money"] * factor * np.where(is_energy, terms.price_factor, 1.0)
    wide = savings.assign(money=money).pivot_table(
        index="measure_id", columns="resource_id", values="money", aggfunc="sum", dropna=False
    )
    wide = wide.reindex(measures.index).fillna(0.0).add_prefix("money of ")
    first = savings.drop_duplicates("resource_id").set_index("resource_id")["growth"]
    growth = {f"money of {name}": float(rate) * terms.has_growth for name, rate in first.items()}
    unknown = savings.loc[savings["money"].isna(), "measure_id"]
    known = ~measures.index.isin(unknown) & measures["investment"].notna()
    priced = measures.join(wide).assign(
        investment=measures["investment"].where(known),
        lifetime=_whole_years(measures["lifetime"]),
        subsidy=measures["incentive"],
        is_known=known,
    )
    return priced, growth | {OTHER: 0.0}


def _whole_years(lifetime: pd.Series) -> pd.Series:
    """Return lives as cash flows count them: whole years, at least one."""
    return ((lifetime + 0.5) // 1).clip(lower=1)


def _flow_parts(priced: pd.DataFrame, growth: Mapping[str, float], terms: Terms) -> dict[str, np.ndarray]:
    known = priced[priced["is_known"]]
    numbers: dict[str, Any] = {
        name: known[name].fillna(0).to_numpy(dtype=float)
        for name in ("running_cost", "subsidy", "avoided_replacement")
    }
    return finance.cash_flow_parts(
        known["investment"].to_numpy(dtype=float),
        {name: known[name].fillna(0).to_numpy(dtype=float) for name in growth},
        lifetime=known["lifetime"].to_numpy(dtype=float),
        horizon=terms.horizon,
        price_growth=growth,
        **numbers,
    )


def _flows(priced: pd.DataFrame, growth: Mapping[str, float], terms: Terms) -> np.ndarray:
    """Return the cash flow of every measure, a row of zeros where it is not known."""
    known = sum(_flow_parts(priced, growth, terms).values(), start=np.zeros((1, 1)))
    flows = np.zeros((len(priced), known.shape[1]))
    flows[priced["is_known"].to_numpy()] = known
    return flows


def yearly(register: Register, terms: Terms) -> pd.DataFrame:
    """Return what all measures together pay and bring, year by year.

    Returns
    -------
    DataFrame
        year, paid (investment less subsidy and avoided replacement, negative), received (all else), net,
        cumulative, discounted (cumulative, at the discount rate). [currency]
    """
    priced, growth = _priced(register, terms)
    if not priced["is_known"].any():
        return pd.DataFrame(
            columns=["year", "paid", "received", "net", "cumulative", "discounted"], dtype=float
        )
    parts = {name: amounts.sum(axis=0) for name, amounts in _flow_parts(priced, growth, terms).items()}
    capital = ("investment", "subsidy", "avoided_replacement")
    paid = sum((parts[name] for name in capital if name in parts), start=np.zeros(1))
    net = sum(parts.values(), start=np.zeros(1))
    year = np.arange(len(net))
    return pd.DataFrame(
        {
            "year": year,
            "paid": paid,
            "received": net - paid,
            "net": net,
            "cumulative": net.cumsum(),
            "discounted": (net / (1 + terms.discount_rate) ** year).cumsum(),
        }
    )


def totals(register: Register, terms: Terms, appraised: pd.DataFrame | None = None) -> pd.Series:
    """Return the sums over all measures, and what they pay back together.

    Returns
    -------
    Series
        measures, companies, unknown (measures whose saving cannot be priced: in no sum of money), never (measures
        that save nothing), economic; investment [currency], net_investment [currency], annual_saving
        [currency/yr], energy_saving [MWh/yr], co2_saving [t/yr], payback [yr] (sum over sum), discounted_payback
        [yr], npv [currency], irr [1/yr], irr_status.
    """
    appraised = appraise(register, terms) if appraised is None else appraised
    known = appraised[appraised["annual_saving"].notna()]
    net = yearly(register, terms)["net"].to_numpy(dtype=float)
    flow = net if len(net) else np.zeros(1)
    net_investment = finance.net_investment(known.rename(columns={"incentive": "subsidy"}))
    return pd.Series(
        {
            "measures": len(appraised),
            "companies": appraised["company_id"].nunique(),
            "unknown": len(appraised) - len(known),
            "never": int(np.isinf(known["payback"]).sum()),
            "economic": int(appraised["is_economic"].sum()),
            "investment": known["investment"].sum(),
            "net_investment": net_investment.sum(),
            "annual_saving": known["annual_saving"].sum(),
            "energy_saving": appraised["energy_saving"].sum(),
            "co2_saving": appraised["co2_saving"].sum(),
            "payback": finance.payback(float(net_investment.sum()), float(known["annual_saving"].sum())),
            "discounted_payback": finance.discounted_payback(flow, terms.discount_rate),
            "npv": finance.npv(terms.discount_rate, flow),
            "irr": finance.irr(flow),
            "irr_status": finance.irr_status(flow),
        },
        dtype=object,
    )


def by_category(appraised: pd.DataFrame) -> pd.DataFrame:
    """Return sums and payback by category, the largest saving first.

    Returns
    -------
    DataFrame
        category, measures, companies, investment [currency], annual_saving [currency/yr], energy_saving [MWh/yr],
        co2_saving [t/yr], payback [yr], share and cumulative share of the yearly saving [-].
    """
    return _grouped(appraised, "category")


def by_company(appraised: pd.DataFrame) -> pd.DataFrame:
    """Return sums and payback by company, the largest saving first; columns as `by_category`, with company_id."""
    return _grouped(appraised, "company_id")


def _grouped(appraised: pd.DataFrame, column: str) -> pd.DataFrame:
    known = appraised[appraised["annual_saving"].notna()]
    net = finance.net_investment(known.rename(columns={"incentive": "subsidy"}))
    table = (
        known.assign(net_investment=net)
        .groupby(column)
        .agg(
            measures=("annual_saving", "size"),
            companies=("company_id", "nunique"),
            investment=("investment", "sum"),
            net_investment=("net_investment", "sum"),
            annual_saving=("annual_saving", "sum"),
            energy_saving=("energy_saving", "sum"),
            co2_saving=("co2_saving", "sum"),
        )
        .sort_values("annual_saving", ascending=False)
        .reset_index()
    )
    total = table["annual_saving"].sum()
    share = table["annual_saving"] / total if total > 0 else table["annual_saving"] * np.nan
    return table.assign(
        payback=finance.payback(table["net_investment"], table["annual_saving"]),
        share=share,
        cumulative_share=share.cumsum(),
    )


def by_class(appraised: pd.DataFrame) -> pd.DataFrame:
    """Return how the measures spread over the payback classes, shortest first, empty classes included.

    Returns
    -------
    DataFrame
        payback_class (half-open: exactly 3 years is in "3-5"), measures, investment [currency], annual_saving
        [currency/yr].
    """
    table = appraised.groupby("payback_class", observed=False).agg(
        measures=("investment", "size"),
        investment=("investment", "sum"),
        annual_saving=("annual_saving", "sum"),
    )
    return table.reindex(finance.payback_classes(), fill_value=0).rename_axis("payback_class").reset_index()
