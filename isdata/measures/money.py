"""In which currency is a park's money shown, and what is one unit of another currency in it?"""

import duckdb

from isdata import contracts, store


def currency_of(con: duckdb.DuckDBPyConnection, park_id: str) -> str:
    """Return the currency in which a park's money is shown; CNY where the park is not known."""
    known = store.ask(con, "parks").set_index("park_id")["currency"]
    return str(known.get(park_id, "CNY"))


def rates(con: duckdb.DuckDBPyConnection, currency: str) -> dict[str, float]:
    """Return what one unit of each currency is in `currency`, by the newest stored rates.

    Currencies without a rate, straight or inverse, are missing. Rates are those of one year: money of
    other price years is converted as if it were of that year.
    """
    stored = store.ask(con, "exchange_rate").set_index("unit")["value"]
    found = {currency: 1.0}
    for other in contracts.choices("currency"):
        if f"{currency}/{other}" in stored:
            found[other] = float(stored[f"{currency}/{other}"])
        elif f"{other}/{currency}" in stored:
            found[other] = 1 / float(stored[f"{other}/{currency}"])
    found[currency] = 1.0
    return found
