"""Financial appraisal of measures at given prices and rates: single, by group and in total."""

import numpy as np
import pandas as pd

from isdata.energy.measures.pricing import OTHER, Priced, price
from isdata.energy.measures.register import Register
from isdata.energy.measures.terms import Terms
from isdata.engines import finance

_CAPITAL = ("investment", "subsidy", "avoided_replacement")


def appraise(register: Register, terms: Terms, priced: Priced | None = None) -> pd.DataFrame:
    """Saving, payback, net present value and rates of return of each measure.

    Payback and rates of return count from the year of implementation; the net present value is that of today.

    Parameters
    ----------
    register : Register
        Measures and their savings.
    terms : Terms
        Prices, discount rate and horizon.
    priced : Priced, optional
        The register priced at the terms, if it is computed already.

    Returns
    -------
    DataFrame, index measure_id
        `register.measures` with energy_money [currency/yr], annual_saving [currency/yr], is_economic (net
        present value above 0 at the hurdle rate: for money paid first and saved later the same as an internal
        rate of return above it), and the columns of `finance.appraise`. Missing if a price is missing.
    """
    priced = priced or price(register, terms)
    table = priced.measures
    appraised = finance.appraise(
        table,
        discount_rate=terms.discount_rate,
        horizon=terms.horizon,
        price_growth=priced.growth,
        **terms.options,
    )
    at_hurdle = finance.npv(terms.hurdle_rate, priced.flows()) if len(table) else np.zeros(0)
    saving = priced.energy_money + table[OTHER] - table["running_cost"]
    later = (1 + terms.discount_rate) ** -table["delay"]
    npv = appraised["npv"] * later + priced.early_worth()
    return appraised.drop(columns=[*priced.growth, "is_known", "subsidy"]).assign(
        investment=register.measures["investment"],
        lifetime=register.measures["lifetime"],
        other_saving=register.measures["other_saving"],
        energy_money=priced.energy_money.where(table["is_known"]),
        annual_saving=saving.where(table["is_known"]),
        npv=npv,
        npv_annuity=appraised["npv_annuity"] * later,
        is_economic=(at_hurdle > 0) & table["is_known"],
    )


def annual_cash_flow(register: Register, terms: Terms, priced: Priced | None = None) -> pd.DataFrame:
    """Cash flow of all measures together by year; parameters as for `appraise`.

    Returns
    -------
    DataFrame
        year, paid (investment less subsidy and avoided replacement, negative), received (all other amounts),
        net, cumulative, discounted (cumulative, at the discount rate); nominal if the terms require it,
        except for the discounted amounts, which are the same in both. [currency]
    """
    priced = priced or price(register, terms)
    if not priced.measures["is_known"].any():
        return pd.DataFrame(
            columns=["year", "paid", "received", "net", "cumulative", "discounted"], dtype=float
        )
    parts = {name: amounts.sum(axis=0) for name, amounts in priced.parts().items()}
    paid = sum((parts[name] for name in _CAPITAL if name in parts), start=np.zeros(1))
    net = sum(parts.values(), start=np.zeros(1))
    year = np.arange(len(net))
    deflator = (1 + terms.inflation) ** year if terms.is_nominal else np.ones(len(net))
    return pd.DataFrame(
        {
            "year": year,
            "paid": deflator * paid,
            "received": deflator * (net - paid),
            "net": deflator * net,
            "cumulative": (deflator * net).cumsum(),
            "discounted": (net / (1 + terms.discount_rate) ** year).cumsum(),
        }
    )


def totals(
    register: Register, terms: Terms, appraised: pd.DataFrame | None = None, priced: Priced | None = None
) -> pd.Series:
    """Sums over all measures, and their combined payback; parameters as `appraise`.

    Returns
    -------
    Series
        measures, companies, unknown (measures whose saving cannot be priced: not included in sums of money),
        never (measures that save nothing), economic; investment [currency], net_investment [currency],
        annual_saving [currency/yr], energy_saving [MWh/yr], co2_saving [t/yr], payback [yr] (ratio of the
        sums; after tax, or with measures that begin later, the year in which the cumulative cash flow crosses
        zero),
        discounted_payback [yr], npv [currency], irr [1/yr] (real), irr_status.
    """
    priced = priced or price(register, terms)
    appraised = appraise(register, terms, priced) if appraised is None else appraised
    known = appraised[appraised["annual_saving"].notna()]
    parts = priced.parts()
    flow = sum((amounts.sum(axis=0) for amounts in parts.values()), start=np.zeros(1))
    net_investment = finance.net_investment(known.rename(columns={"incentive": "subsidy"}))
    sums = {
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
        "payback": finance.cumulative_payback(flow - parts.get("terminal", np.zeros((1, 1))).sum(axis=0))
        if terms.tax_rate or priced.is_delayed
        else finance.payback(float(net_investment.sum()), float(known["annual_saving"].sum())),
        "discounted_payback": finance.discounted_payback(flow, terms.discount_rate),
        "npv": finance.npv(terms.discount_rate, flow),
        "irr": finance.irr(flow),
        "irr_status": finance.irr_status(flow),
    }
    return pd.Series(sums, dtype=object)


def by_category(appraised: pd.DataFrame) -> pd.DataFrame:
    """Return sums and payback by category, the largest saving first.

    Returns
    -------
    DataFrame
        category, measures, companies, investment [currency], annual_saving [currency/yr], energy_saving [MWh/yr],
        co2_saving [t/yr], payback [yr], share and cumulative share of the yearly saving [-].
    """
    return _grouped(appraised, "category")


def by_group(appraised: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return sums and payback by a column such as company_id, the largest saving first.

    Columns as `by_category`, with `column` instead of category. Measures without one are left out.
    """
    return _grouped(appraised, column)


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
    """Number of measures by payback class, shortest first, including empty classes.

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
