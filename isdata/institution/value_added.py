"""Value added of companies as the denominator of intensities: in the currency of the park, of the year of the flows."""

import duckdb
import pandas as pd

from isdata.data import money


def in_currency(con: duckdb.DuckDBPyConnection, companies: pd.DataFrame, *, park_id: str) -> pd.DataFrame:
    """Companies with their value added in the currency of the park.

    Parameters
    ----------
    companies : DataFrame
        value_added [currency/yr], currency.

    Returns
    -------
    DataFrame
        `companies` with value_added [currency of the park/yr], missing without an exchange rate; currency: that of the
        park; stated_currency: that in which it is stored.
    """
    own = money.currency_of(con, park_id=park_id)
    rate = money.rate_of(companies["currency"], money.rates(con, own))
    added = companies["value_added"].astype(float) * rate
    return companies.assign(value_added=added, currency=own, stated_currency=companies["currency"])


def of_year(companies: pd.DataFrame, year: int) -> pd.Series:
    """Positive value added stored for a year, as its price year; missing for every other year. [currency/yr]

    Flows of another year cannot be related to it. Companies are asked with the year, so that one of several is given.

    Examples
    --------
    >>> of_year(pd.DataFrame({"value_added": [3.0, 4.0], "price_year": [2023, 2024]}), 2024).tolist()
    [nan, 4.0]
    """
    added = companies["value_added"].astype(float)
    return added.where((companies["price_year"] == year).fillna(False).astype(bool) & (added > 0))
