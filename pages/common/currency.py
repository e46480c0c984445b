"""Display currency of all pages; computations use the currency of the park."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import money
from isdata.data.i18n import StatedCurrency
from pages.common import pick
from pages.common.data import ask
from pages.common.language import _, reader

_FORMER = "currency_of_park"  # park of the last run and its own currency


def choose(place: DeltaGenerator, park_id: str | None) -> None:
    """Let the user choose a currency with a stored exchange rate; by default the park's own."""
    st.session_state.stated_currency = None
    if park_id is None:
        return
    own = ask(money.currency_of, park_id=park_id)
    _follow(park_id, own)
    offered = [own, *_rates(own).index]
    if len(offered) == 1:
        return
    chosen = pick.from_dropdown(
        _("Currency"),
        {name: reader().currency(name) for name in offered},
        key="currency",
        place=place,
        help=_("At the latest stored exchange rate, regardless of price year."),
    )
    if chosen and chosen != own:
        rates = _rates(chosen)["rate"]
        st.session_state.stated_currency = StatedCurrency(chosen, tuple(rates.items()))


def _follow(park_id: str, own: str) -> None:
    """Change to the currency of another park, unless the reader has chosen one that was not the former park's own."""
    former_park, former = st.session_state.get(_FORMER, (park_id, own))
    if former_park != park_id and st.session_state.get("currency") == former:
        st.session_state["currency"] = own
    st.session_state[_FORMER] = (park_id, own)


def _rates(currency: str) -> pd.DataFrame:
    return ask(money.stored_rates, currency=currency)


def note(park_id: str) -> str:
    """Exchange rate used for the park's money; empty if money is shown as stored."""
    stated = st.session_state.get("stated_currency")
    if stated is None:
        return ""
    own = ask(money.currency_of, park_id=park_id)
    return money.conversion([own], _rates(stated.code), stated.code, reader())
