"""In which currencies was the money of matches told, and what are treatments and prices in the reader's?"""

from collections.abc import Mapping

import pandas as pd

from isdata.symbiosis.matching.streams import TRANSPORT_CURRENCY


def currencies(matches: pd.DataFrame, treatments: pd.DataFrame) -> set[str]:
    """Return the currencies in which money was told that matches rest on: of both firms, on the way and of treatment.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    treatments : DataFrame
        As from `match_treatments.sql`.
    """
    used = {told for side in ("supply", "demand") for told in matches[f"{side}_told_in"].dropna()}
    is_priced = matches["supply_told_in"].notna() & matches["demand_told_in"].notna()
    if (is_priced & (matches["demand_kind"] != "service")).any():
        used.add(TRANSPORT_CURRENCY)
    is_step = treatments["treatment_id"].isin(matches["steps"].explode().dropna())
    return used | set(treatments.loc[is_step & treatments["cost"].notna(), "currency"].dropna())


def treatments_in(treatments: pd.DataFrame, currency: str, rates: Mapping[str, float]) -> pd.DataFrame:
    """Return treatments with cost and investment in one currency; those without a rate stay in their own.

    Parameters
    ----------
    treatments : DataFrame
        As from `match_treatments.sql`.
    currency : str
    rates : mapping
        What one unit of each currency is in it, as from `measures.money.rates`.
    """
    rate = treatments["currency"].astype(object).map(rates).astype(float)
    return treatments.assign(
        **{column: treatments[column].astype(float) * rate.fillna(1.0) for column in ("cost", "investment")},
        currency=treatments["currency"].where(rate.isna(), currency),
    )


def worth_in(prices: pd.DataFrame, rates: Mapping[str, float]) -> pd.DataFrame:
    """Return the price of each resource in one currency: the middle one over the regions.

    Parameters
    ----------
    prices : DataFrame
        As from `match_worth.sql`.
    rates : mapping
        What one unit of each currency is in it, as from `measures.money.rates`.

    Returns
    -------
    DataFrame
        price [currency/usual unit], missing where no rate is known; told_in, the currencies in which it was told;
        resources as index.

    Examples
    --------
    >>> told = pd.DataFrame({"resource_id": ["slag"] * 3, "price": [80.0, 12.0, 9.0], "currency": ["CNY", "EUR", "USD"]})
    >>> worth_in(told, {"EUR": 1.0, "CNY": 0.125}).to_dict("index")
    {'slag': {'price': 11.0, 'told_in': ('CNY', 'EUR', 'USD')}}
    """
    told = prices.assign(price=prices["price"] * prices["currency"].astype(object).map(rates).astype(float))
    return told.groupby("resource_id").agg(
        price=("price", "median"), told_in=("currency", lambda each: tuple(sorted(set(each))))
    )
