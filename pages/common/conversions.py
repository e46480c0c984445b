"""Note on the conversion of money declared in another currency."""

from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd

from isdata.data import applicable, money, store
from isdata.data.contracts.results import Matches
from isdata.symbiosis.matching import conversion
from pages.common import role, show
from pages.common.data import ask
from pages.common.language import reader


def _treatments_in(con: duckdb.DuckDBPyConnection, *, currency: str) -> pd.DataFrame:
    return conversion.treatments_in(store.ask(con, "match_treatments"), currency, money.rates(con, currency))


def treatments(currency: str) -> pd.DataFrame:
    """Treatments with their costs in a currency."""
    return ask(_treatments_in, currency=currency)


def _worth_in(con: duckdb.DuckDBPyConnection, *, park_id: str, currency: str) -> pd.DataFrame:
    return conversion.prices_in(applicable.values(con, park_id=park_id), money.rates(con, currency))


def applicable_prices(park_id: str, currency: str) -> pd.DataFrame | None:
    """Prices that apply to a park, in a currency; None if money of matches is not shown."""
    return ask(_worth_in, park_id=park_id, currency=currency) if role.may_change() else None


def rates(currencies: Iterable[str], currency: str) -> str:
    """Exchange rates used for money in given currencies; empty if none was needed."""
    return money.converted(currencies, ask(money.stored_rates, currency=currency))


def currencies_used(match: Mapping) -> set[str]:
    """Currencies of the money of one match."""
    row = pd.DataFrame([{name: match[name] for name in conversion.DEPENDS_ON}])
    return conversion.currencies(row, ask(store.ask, name="match_treatments"))


def rates_of(match: Mapping, currency: str) -> str:
    """Exchange rates by which the money of one match was converted."""
    return rates(currencies_used(match), currency)


def note(currencies: Iterable[str], currency: str) -> str:
    """Exchange rates used, and amounts that could not be converted; empty if none was needed."""
    rates = ask(money.stored_rates, currency=currency)
    return show.escaped(money.conversion(currencies, rates, currency, reader()))


def show_note(currencies: Iterable[str], currency: str) -> None:
    """Show the exchange rates used, and amounts that could not be converted."""
    if words := note(currencies, currency):
        show.computed(words)


def show_note_of(matches: Matches, currency: str) -> None:
    """Show the exchange rates by which the money of matches was converted, if money is shown."""
    if role.may_change():
        show_note(conversion.currencies(matches, ask(store.ask, name="match_treatments")), currency)
