"""Money, energy and CO2 of saved resources."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data import money, units
from isdata.data.contracts.results import Savings
from isdata.errors import UnitError


def valued(savings: pd.DataFrame, rates: Mapping[str, float]) -> pd.DataFrame:
    r"""Return savings with their value.

    .. math:: \text{money} = \Delta E \cdot p, \qquad CO_2 = \Delta E \cdot EF

    Parameters
    ----------
    savings : DataFrame
        Columns of `measure_savings.sql`.
    rates : mapping of str to float
        Value of one unit of each currency in the target currency.

    Returns
    -------
    DataFrame
        `savings` with unit_price [currency/unit] (the measure's own price, else the price list's), money
        [currency/yr], energy [GJ/yr], co2 [t/yr], and co2_factor [t/unit]. Missing if no price, energy
        content or factor is stored, or if its unit cannot be converted to the amount's.
    """
    to_price = _ratios(savings, "price_unit")
    to_gj = _ratios(savings.assign(per="GJ"), "per")
    own = savings["own_price"] * money.rate_of(savings["currency"], rates)
    listed = savings["price"] * money.rate_of(savings["price_currency"], rates) * to_price
    return co2_valued(savings).assign(
        unit_price=own.fillna(listed),
        money=savings["saved"] * own.fillna(listed),
        energy=savings["saved"] * to_gj,
    )


def co2_valued(savings: Savings) -> pd.DataFrame:
    """Return savings with co2_factor [t/unit] and co2 [t/yr], missing if no suitable factor is stored."""
    to_factor = _ratios(savings.assign(per=savings["factor_unit"].map(_denominator)), "per")
    per_unit = savings["factor"].astype(float) * savings["factor_unit"].map(_tonnes).astype(float) * to_factor
    return savings.assign(co2_factor=per_unit, co2=savings["saved"] * per_unit)


def summed(savings: Savings) -> pd.DataFrame:
    """Total saving of each measure: energy [GJ/yr] and co2 [t/yr], index measure_id.

    Resources other than energy without a factor add none; energy without one makes the sum unknown.
    """
    amounts = savings.set_index("measure_id")[["energy", "co2"]]
    is_needed = (savings["kind"] == "energy").to_numpy()[:, np.newaxis]
    return amounts.where(amounts.notna() | is_needed, 0.0).groupby("measure_id").sum(skipna=False)


def _ratios(savings: pd.DataFrame, target: str) -> pd.Series:
    """Number of `target` units per unit of each amount."""
    keys = ["unit", target, "energy_content", "energy_unit"]
    return units.by_case(savings, keys, lambda case: _ratio(*case.values())).astype(float)


def _ratio(unit: str, target: object, energy_content: object, energy_unit: object) -> float:
    """Number of `target` units in one `unit`, using the energy content if they measure different
    quantities."""
    if not isinstance(target, str):
        return math.nan
    straight = _factor(unit, target)
    if not math.isnan(straight):
        return straight
    return _energy(unit, energy_content, energy_unit) / _energy(target, energy_content, energy_unit)


def _energy(unit: str, content: object, content_unit: object) -> float:
    """Energy content of one unit. [GJ]"""
    straight = _factor(unit, "GJ")
    if not math.isnan(straight):
        return straight
    if not isinstance(content, float) or not isinstance(content_unit, str) or not content > 0:
        return math.nan
    return content * _factor(unit, content_unit)


def _factor(unit: str, target: str) -> float:
    try:
        return units.factor(unit, target)
    except UnitError:
        return math.nan


def _denominator(unit: object) -> str | None:
    return unit.split("/", 1)[1] if isinstance(unit, str) and "/" in unit else None


def _tonnes(unit: object) -> float:
    return _factor(unit.split("/", 1)[0], "t") if isinstance(unit, str) else math.nan
