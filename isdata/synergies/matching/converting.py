"""In which currencies was the money of matches told, and what do treatments cost in the reader's?"""

from collections.abc import Mapping

import pandas as pd

from isdata.synergies.matching.streams import TRANSPORT_CURRENCY


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
    is_carried = matches["gain"].notna() & (matches["demand_kind"] != "service")
    if is_carried.any():
        used.add(TRANSPORT_CURRENCY)
    steps = matches.loc[matches["treatment_cost"].notna(), "steps"].explode().dropna()
    return used | set(treatments.loc[treatments["treatment_id"].isin(steps), "currency"].dropna())


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
