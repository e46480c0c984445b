"""Benefits of measures other than energy: named one by one, beside the saving and never in it."""

import pandas as pd
import streamlit as st

from isdata.energy.measures import presentation
from pages.common import cards, scenario
from pages.common.language import _, defined, ngettext, reader
from pages.common.show import computed, lacking
from pages.common.tables import show_rows
from pages.network.parts.energy_state import State


def view(state: State) -> None:
    """Show benefits besides energy, with their value or in words."""
    read, found, currency = reader(), state.found, state.own.currency
    benefits = scenario.benefits(state.park_id, state.shown)
    worth, totals, named = found.benefits(benefits), found.benefit_totals(benefits), _in_words(found.table)
    if worth.empty and totals is None and named.empty:
        lacking(_("No non-energy benefits are recorded. Add them in the form."))
        return
    if totals is not None:
        _sums(totals, currency)
    shown = found.table
    if not worth.empty:
        st.subheader(_("In monetary terms"), anchor=False)
        columns = {
            _("Measure"): _measures(shown, worth["measure_id"]),
            _("Benefit"): read.names(worth),
            _("Value per year"): [read.money(amount, currency) for amount in worth["amount"]],
            _("Price year"): worth["price_year"].astype("Int64").astype(str),
            _("Present value"): [read.money(amount, currency) for amount in worth["npv"]],
        }
        alt = _("Non-energy benefits with their value per year")
        show_rows(columns, alt=alt)
    if not named.empty:
        st.subheader(_("In words"), anchor=False)
        columns = {_("Measure"): _measures(shown, named.index), _("Benefit"): named}
        alt = _("Benefits without a monetary value")
        show_rows(columns, alt=alt)


def _sums(totals: pd.Series, currency: str) -> None:
    """Show the total of the monetary benefits, beside the value of the energy saved."""
    read = reader()
    beside = totals["npv"]
    money = lambda amount: read.money(amount, currency)  # noqa: E731
    count = ngettext("of {count} measure", "of {count} measures", int(totals["measures"]))
    with cards.row(3):
        cards.metric(_("Other benefits per year"), money(totals["amount"]), defined("other benefits"), count)
        cards.metric(
            _("Present value"),
            money(beside),
            _("Other benefits of all years, discounted to today."),
            _("over the lifetime of the measures"),
        )
        cards.metric(
            _("NPV including other benefits"),
            money(totals["energy_npv"] + beside),
            _("Net present value plus the present value of the other benefits."),
            _("shown here only"),
        )
    computed(_("Other benefits are not included anywhere else: not in savings, payback, plans or reports."))


def _in_words(appraised: pd.DataFrame) -> pd.Series:
    """Benefits in words, index measure_id."""
    words = pd.Series(reader().names(appraised, "benefit"), index=appraised.index, dtype=object)
    return words[words != ""]


def _measures(shown: pd.DataFrame, ids: pd.Index | pd.Series) -> list[str]:
    return [presentation.measure_words(row, reader()) for row in shown.loc[ids].to_dict("records")]
