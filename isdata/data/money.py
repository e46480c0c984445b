"""Currency of a park's money, and exchange rates to it."""

from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd

from isdata.data import contracts, store
from isdata.data.i18n import N_, Reader


def currency_of(con: duckdb.DuckDBPyConnection, park_id: str) -> str:
    """Currency of a park's money; CNY for an unknown park."""
    found = store.ask(con, "park_currency", park_id=park_id)
    return str(found["currency"].iloc[0]) if len(found) else "CNY"


def rates(con: duckdb.DuckDBPyConnection, currency: str) -> dict[str, float]:
    """Value of one unit of each currency in `currency`, at the latest stored rates.

    Currencies without a rate, direct or inverse, are missing. Rates are those of one year: money of other
    price years is converted as if it were of that year.
    """
    return {currency: 1.0, **stored_rates(con, currency=currency)["rate"].to_dict()}


def rate_of(currencies: pd.Series, rates: Mapping[str, float]) -> pd.Series:
    """Rate of each row's currency as a number, missing if unknown, also if no row has a currency."""
    # pandas returns text if all values of a text column are missing.
    return currencies.astype(object).map(rates).astype(float)


def stored_rates(con: duckdb.DuckDBPyConnection, *, currency: str) -> pd.DataFrame:
    """Exchange rates of other currencies to `currency`, as in `rates`, with their sources.

    Returns
    -------
    DataFrame
        rate [currency/other currency], stated: its year, without one the id of its factor; other currencies as index.
    """
    stored = store.ask(con, "exchange_rate").set_index("unit").to_dict("index")
    found = {}
    for other in contracts.choices("currency"):
        straight, inverse = f"{currency}/{other}", f"{other}/{currency}"
        if other == currency or not {straight, inverse} & stored.keys():
            continue
        row = stored[straight if straight in stored else inverse]
        rate = float(row["value"]) if straight in stored else 1 / float(row["value"])
        found[other] = (rate, str(int(row["year"])) if pd.notna(row["year"]) else str(row["factor_id"]))
    return pd.DataFrame.from_dict(found, orient="index", columns=["rate", "stated"])


def converted(used: Iterable[str], stored: pd.DataFrame) -> str:
    """Exchange rates used to convert money in some currencies; empty if none was needed.

    Parameters
    ----------
    used : iterable of str
        Original currencies of the money.
    stored : DataFrame
        As from `stored_rates`.

    Examples
    --------
    >>> stored = pd.DataFrame({"rate": [0.96311], "stated": ["2024"]}, index=["CNY"])
    >>> converted(["CNY", "DKK"], stored)
    'CNY × 0.9631 (2024)'
    """
    return "; ".join(_each(used, stored))


def _each(used: Iterable[str], stored: pd.DataFrame) -> list[str]:
    known = sorted(set(used) & set(stored.index))
    return [f"{name} × {stored['rate'][name]:.4g} ({stored['stated'][name]})" for name in known]


def conversion(used: Iterable[str], stored: pd.DataFrame, currency: str, reader: Reader) -> str:
    """Note on the conversion to `currency` and amounts that could not be converted.

    Empty if there is none.
    """
    notes = []
    if rates_used := _each(used, stored):
        sentence = N_(
            "Converted to {currency} at the latest stored exchange rates, regardless of price year: {rates}."
        )
        notes.append(reader.text(sentence, currency=currency, rates=reader.clauses(rates_used)))
    if unknown := sorted(set(used) - {currency, *stored.index}):
        sentence = N_("Amounts in {others} count as unknown: there is no exchange rate to {currency}.")
        notes.append(reader.text(sentence, others=reader.listed(unknown), currency=currency))
    return reader.sentences(notes)
