"""Money that was told in another currency: by which rates it was converted, in one sentence."""

from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd
import streamlit as st

from isdata import store
from isdata.measures import money
from isdata.synergies.matching import converting
from pages.common import role, show
from pages.common.data import ask
from pages.common.language import reader


def _treatments(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "match_treatments")


def _treatments_in(con: duckdb.DuckDBPyConnection, *, currency: str) -> pd.DataFrame:
    return converting.treatments_in(_treatments(con), currency, money.rates(con, currency))


def treatments(currency: str) -> pd.DataFrame:
    """Return the treatments with their money in a currency; a guest reads each as the list tells it."""
    return ask(_treatments_in, currency=currency) if role.sees_all() else ask(_treatments)


def rates(used: Iterable[str], currency: str) -> str:
    """Return by which rates money told in some currencies was converted; nothing where none was."""
    return money.converted(used, ask(money.stored_rates, currency=currency))


def rates_of(match: Mapping, currency: str) -> str:
    """Return by which rates the money of one match was converted."""
    return rates(converting.currencies(pd.DataFrame([match]), ask(_treatments)), currency)


def tell(used: Iterable[str], currency: str) -> None:
    """Say by which rates money told in some currencies was converted; nothing where none was."""
    told_of = money.conversion(used, ask(money.stored_rates, currency=currency), currency, reader())
    if told_of:
        st.caption(show.plain(told_of))


def tell_of(matches: pd.DataFrame, currency: str) -> None:
    """Say by which rates the money of matches was converted; a guest is shown none of it."""
    if role.sees_all():
        tell(converting.currencies(matches, ask(_treatments)), currency)
