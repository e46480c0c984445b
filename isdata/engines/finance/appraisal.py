"""Financial appraisal formulas on a table of measures."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from isdata.engines.finance.cashflows import COST_PARTS, cash_flow_parts
from isdata.engines.finance.discounting import annuity, npv
from isdata.engines.finance.paybacks import cumulative_payback, discounted_payback, payback, payback_class
from isdata.engines.finance.rates import mirr, status_words
from isdata.engines.finance.ratios import (
    abatement_cost_annual,
    abatement_cost_lifetime,
    conserved_energy_cost,
    profitability_index,
    savings_to_investment,
)

# Rows appraised at a time: limits the memory for a million measures.
_CHUNK = 25_000
# Optional columns; zero for a measure without the column, or with an empty cell.
_OPTIONAL = ("subsidy", "salvage", "avoided_replacement", "avoided_replacement_year", "degradation")


def appraise(
    measures: pd.DataFrame,
    *,
    discount_rate: float,
    horizon: int | None = None,
    price_growth: float | Mapping[str, float] = 0.0,
    benefits: Sequence[str] = (),
    reinvest_rate: float | None = None,
    **terms: Any,
) -> pd.DataFrame:
    """Add payback, net present value and rates of return to each measure.

    Parameters
    ----------
    measures : DataFrame
        investment before subsidy [CNY], annual_saving net of added running cost, in year 1 [CNY/yr], lifetime
        in whole years [yr]. Used where present: subsidy [CNY], salvage [CNY], avoided_replacement [CNY],
        avoided_replacement_year [yr], replacement_cost [CNY], degradation [1/yr], co2_saving [t/yr],
        energy_saving [kWh/yr], and with `price_growth` by column running_cost [CNY/yr]. Other columns are
        kept.
    discount_rate : float
        Real discount rate. [1/yr]
    horizon : int, optional
        Last year for all measures, with replacement until then; by default each ends with its own life, and
        npv_annuity makes them comparable. [yr]
    price_growth : float, or one by column
        Real annual change of the energy price. By column, the named columns hold the yearly saving of one
        carrier each; their sum less running_cost then replaces annual_saving. [1/yr]
    benefits : sequence of str
        Columns of named non-energy benefits, each [CNY/yr]; npv_energy is the net present value without them.
    reinvest_rate : float, optional
        For mirr; by default the discount rate. [1/yr]
    **terms
        residual_value, tax_rate, depreciation_years, inflation: see `cash_flow_parts`. All results are real.

    Returns
    -------
    DataFrame
        `measures` with

        * payback [yr]: 0 is immediate, infinite is never; net investment over saving if the saving is the
        same each year,
          else the cumulative one; payback_class: see `payback_class`
        * discounted_payback [yr]: with the same values; never if not within the measure's life or the horizon
        * npv [CNY], npv_annuity [CNY/yr]
        * irr [1/yr], missing unless irr_status is "one" (others: "none", "several"); mirr [1/yr]
        * profitability_index [-], savings_to_investment [-], missing where undefined
        * npv_energy [CNY] with `benefits`; conserved_energy_cost [CNY/kWh] with energy_saving;
          abatement_cost_annual and abatement_cost_lifetime (tonnes not discounted) [CNY/t] with co2_saving

        Results are missing (NaN, irr_status "") if investment, saving or lifetime is missing.

    Raises
    ------
    ValueError
        If a lifetime is not a whole number of years, at least 1.

    Examples
    --------
    >>> measures = pd.DataFrame({"investment": [50, 0, 10], "annual_saving": [36, 5, -1], "lifetime": 10})
    >>> appraise(measures, discount_rate=0.08)[["payback", "payback_class", "npv", "irr", "irr_status"]].round(3)
       payback payback_class      npv    irr irr_status
    0    1.389           1-2  191.563  0.717        one
    1    0.000     immediate   33.550    NaN       none
    2      inf         never  -16.710    NaN       none
    """
    rates = (discount_rate, discount_rate if reinvest_rate is None else reinvest_rate)
    options = {"horizon": horizon, "price_growth": price_growth, **terms}
    chunks = [
        _results(measures.iloc[start : start + _CHUNK], rates, benefits, options)
        for start in range(0, max(len(measures), 1), _CHUNK)
    ]
    results = {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}
    return measures.assign(**results, payback_class=payback_class(results["payback"]))


def net_investment(measures: pd.DataFrame) -> pd.Series:
    """Net investment: investment less subsidy and less the replacement avoided in year 0.

    Parameters
    ----------
    measures : DataFrame
        investment [CNY]; subsidy [CNY], avoided_replacement [CNY], avoided_replacement_year [yr] if present.

    Returns
    -------
    Series
        Net investment I₀; missing where investment is. [CNY]

    Examples
    --------
    >>> net_investment(pd.DataFrame({"investment": [100], "subsidy": [20], "avoided_replacement": [50]})).tolist()
    [30.0]
    """
    is_now = _numbers(measures, "avoided_replacement_year") == 0
    spared = _numbers(measures, "subsidy") + _numbers(measures, "avoided_replacement") * is_now
    return measures["investment"] - spared


def _numbers(measures: pd.DataFrame, column: str, missing: float = 0.0) -> np.ndarray:
    """Column as floats, `missing` if a cell is empty or the table has no such column."""
    if column not in measures:
        return np.full(len(measures), missing)
    return measures[column].fillna(missing).to_numpy(dtype=float)


def _parts(measures: pd.DataFrame, benefits: Sequence[str], options: dict[str, Any]) -> dict[str, np.ndarray]:
    """Real cash flow parts; a measure without a lifetime gets one year, and its results are
    removed later."""
    growth = options["price_growth"]
    carriers = list(growth) if isinstance(growth, Mapping) else ["annual_saving"]
    columns = [*_OPTIONAL, "running_cost"] if isinstance(growth, Mapping) else _OPTIONAL
    given: dict[str, Any] = {column: _numbers(measures, column) for column in columns if column in measures}
    if "replacement_cost" in measures:
        price = _numbers(measures, "investment")
        given["replacement_cost"] = np.where(
            measures["replacement_cost"].isna(), price, _numbers(measures, "replacement_cost")
        )
    parts = cash_flow_parts(
        _numbers(measures, "investment"),
        {carrier: _numbers(measures, carrier) for carrier in carriers},
        lifetime=_numbers(measures, "lifetime", missing=1.0),
        benefit=sum((_numbers(measures, column) for column in benefits), start=np.zeros(len(measures))),
        **given,
        **options,
    )
    inflation = options.get("inflation", 0.0)
    if not inflation:
        return parts
    return {name: amounts / (1 + inflation) ** np.arange(amounts.shape[1]) for name, amounts in parts.items()}


def _results(
    measures: pd.DataFrame, rates: tuple[float, float], benefits: Sequence[str], options: dict[str, Any]
) -> dict[str, np.ndarray]:
    from isdata.engines.finance.roots import solve  # imported here because numba takes long to import

    rate, reinvest_rate = rates
    parts = _parts(measures, benefits, options)
    flow = sum(parts.values(), start=np.zeros((1, 1)))
    lives, horizon = _numbers(measures, "lifetime", missing=1.0), options["horizon"]
    years = lives if horizon is None else np.full(len(flow), float(horizon))
    worth = {name: npv(rate, amounts) for name, amounts in parts.items()}
    value = npv(rate, flow)
    costs = sum(amount for name, amount in worth.items() if name in COST_PARTS)
    single_rate, count = solve(flow)
    results = {
        "payback": _static_payback(flow, parts, years),
        "discounted_payback": discounted_payback(flow - parts.get("terminal", 0.0), rate),
        "npv": value,
        "npv_annuity": annuity(value, rate, years),
        "irr": single_rate,
        "mirr": mirr(flow, rate, reinvest_rate, lifetime=years),
        "profitability_index": profitability_index(value, -flow[:, 0]),
        "savings_to_investment": savings_to_investment(value - costs, -costs),
    }
    if benefits:
        results["npv_energy"] = value - worth.get("benefit", 0.0)
    results |= _per_unit(measures, -flow[:, 0], value, (rate, years), options)
    is_known = measures[_needed(options)].notna().to_numpy().all(axis=1)
    blanked = {name: np.where(is_known, amounts, np.nan) for name, amounts in results.items()}
    return {**blanked, "irr_status": np.where(is_known, status_words(count), "")}


def _needed(options: dict[str, Any]) -> list[str]:
    by_carrier = isinstance(options["price_growth"], Mapping)
    return ["investment", "lifetime"] if by_carrier else ["investment", "annual_saving", "lifetime"]


def _static_payback(flow: np.ndarray, parts: dict[str, np.ndarray], years: np.ndarray) -> np.ndarray:
    """Return investment over saving if every year saves the same, else the cumulative payback."""
    before_scrap = flow - parts.get("terminal", 0.0)
    saving = before_scrap - parts["investment"]
    first = saving[:, 1:2]
    is_after = np.arange(1, flow.shape[1]) > years[:, np.newaxis]
    is_constant = ((np.abs(saving[:, 1:] - first) <= 1e-9 * np.abs(first)) | is_after).all(axis=1)
    return np.where(is_constant, payback(-flow[:, 0], first[:, 0]), cumulative_payback(before_scrap))


def _per_unit(
    measures: pd.DataFrame,
    investment: np.ndarray,
    value: np.ndarray,
    discounting: tuple[float, np.ndarray],
    options: dict[str, Any],
) -> dict[str, np.ndarray]:
    """Costs per unit of energy or CO2, if the table states the amounts saved."""
    results = {}
    if "energy_saving" in measures:
        energy, running_cost = _numbers(measures, "energy_saving"), _numbers(measures, "running_cost")
        life = _numbers(measures, "lifetime", missing=1.0)
        results["conserved_energy_cost"] = conserved_energy_cost(
            investment, energy, discounting[0], life, running_cost
        )
    if "co2_saving" in measures:
        tonnes = cash_flow_parts(
            0.0,
            _numbers(measures, "co2_saving"),
            lifetime=_numbers(measures, "lifetime", missing=1.0),
            horizon=options["horizon"],
            degradation=_numbers(measures, "degradation"),
        )["saving"]
        # The saving of a mean year, so that price paths and residual values are included.
        saving = annuity(value + investment, *discounting)
        results["abatement_cost_annual"] = abatement_cost_annual(
            investment, saving, tonnes[:, 1], *discounting
        )
        results["abatement_cost_lifetime"] = abatement_cost_lifetime(value, tonnes.sum(axis=1))
    return results
