"""Conversion of matches to one currency: money as declared, treatments and prices."""

import math
from collections.abc import Mapping

import pandas as pd

from isdata.data import applicable, money, units
from isdata.data.contracts.results import Matches
from isdata.errors import UnitError
from isdata.symbiosis.matching.streams import TRANSPORT_CURRENCY

# Columns of matches from which `currencies` are read.
DEPENDS_ON = ("supply_stated_in", "demand_stated_in", "demand_kind", "steps")


def currencies(matches: Matches, treatments: pd.DataFrame) -> set[str]:
    """Currencies of the money that matches depend on: of both companies, along the route and of treatment.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    treatments : DataFrame
        As from `match_treatments.sql`.
    """
    used = {currency for side in ("supply", "demand") for currency in matches[f"{side}_stated_in"].dropna()}
    is_priced = matches["supply_stated_in"].notna() & matches["demand_stated_in"].notna()
    if (is_priced & (matches["demand_kind"] != "service")).any():
        used.add(TRANSPORT_CURRENCY)
    is_step = treatments["treatment_id"].isin(matches["steps"].explode().dropna())
    return used | set(treatments.loc[is_step & treatments["cost"].notna(), "currency"].dropna())


def treatments_in(treatments: pd.DataFrame, currency: str, rates: Mapping[str, float]) -> pd.DataFrame:
    """Return treatments with cost and investment in one currency; without a rate they keep their own.

    Parameters
    ----------
    treatments : DataFrame
        As from `match_treatments.sql`.
    currency : str
    rates : mapping
        Value of one unit of each currency in it, as from `money.rates`.
    """
    rate = money.rate_of(treatments["currency"], rates)
    return treatments.assign(
        **{column: treatments[column].astype(float) * rate.fillna(1.0) for column in ("cost", "investment")},
        currency=treatments["currency"].where(rate.isna(), currency),
    )


def prices_in(listed: pd.DataFrame, rates: Mapping[str, float]) -> pd.DataFrame:
    """Price of each resource in one currency.

    Parameters
    ----------
    listed : DataFrame
        As from `applicable.values`, of one data year.
    rates : mapping
        Value of one unit of each currency in it, as from `money.rates`.

    Returns
    -------
    DataFrame
        price [currency/usual unit], missing if no rate is known or the price is per another kind of unit;
        stated_in, the original currency; resources as index.
    """
    prices = applicable.of_resources(listed, applicable.PRICE)
    stated_in = prices["unit"].map(applicable.numerator_unit)
    rate = money.rate_of(stated_in, rates)
    slope = [_per_usual(*each) for each in zip(prices["usual_unit"], prices["unit"], strict=True)]
    return pd.DataFrame({"price": prices["value"] * rate * slope, "stated_in": stated_in})


def _per_usual(usual_unit: object, unit: str) -> float:
    """Number of price units per usual unit; NaN where they cannot be converted."""
    try:
        return units.factor(str(usual_unit), applicable.denominator(unit))
    except UnitError:
        return math.nan
