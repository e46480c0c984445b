"""Money that was told in another currency: by which rates it was converted, in one sentence."""

from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd
import streamlit as st

from isdata.data import applicable, store
from isdata.energy.measures import money
from isdata.symbiosis.matching import conversion
from pages.common import role, show
from pages.common.data import ask
from pages.common.language import reader


def _treatments(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "match_treatments")


def _treatments_in(con: duckdb.DuckDBPyConnection, *, currency: str) -> pd.DataFrame:
    return conversion.treatments_in(_treatments(con), currency, money.rates(con, currency))


def treatments(currency: str) -> pd.DataFrame:
    """Return the treatments with their money in a currency; a guest reads each as the list tells it."""
    return ask(_treatments_in, currency=currency) if role.sees_all() else ask(_treatments)


def _worth_in(con: duckdb.DuckDBPyConnection, *, park_id: str, currency: str) -> pd.DataFrame:
    return conversion.worth_in(applicable.values(con, park_id=park_id), money.rates(con, currency))


def worth(park_id: str, currency: str) -> pd.DataFrame | None:
    """Return the prices that apply to a park in a currency; nothing to a guest."""
    return ask(_worth_in, park_id=park_id, currency=currency) if role.sees_all() else None


def rates(told_in: Iterable[str], currency: str) -> str:
    """Return by which rates money told in some currencies was converted; nothing where none was."""
    return money.converted(told_in, ask(money.stored_rates, currency=currency))


def used(match: Mapping) -> set[str]:
    """Return the currencies in which the money of one match was told."""
    return conversion.currencies(pd.DataFrame([match]), ask(_treatments))


def rates_of(match: Mapping, currency: str) -> str:
    """Return by which rates the money of one match was converted."""
    return rates(used(match), currency)


def tell(told_in: Iterable[str], currency: str) -> None:
    """Say by which rates money told in some currencies was converted, and what could not be."""
    told_of = money.conversion(told_in, ask(money.stored_rates, currency=currency), currency, reader())
    if told_of:
        st.caption(show.plain(told_of))


def tell_of(matches: pd.DataFrame, currency: str) -> None:
    """Say by which rates the money of matches was converted; a guest is shown none of it."""
    if role.sees_all():
        tell(conversion.currencies(matches, ask(_treatments)), currency)
