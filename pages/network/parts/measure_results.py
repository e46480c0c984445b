"""Results of a measure being entered: saving, payback, net present value and cash flow, or what they need."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import N_
from isdata.energy.measures import editing, presentation
from isdata.output.figures import cash_flow
from pages.common import cards, charts, navigation, screen, show
from pages.common.data import ask
from pages.common.language import _, defined, names, reader
from pages.network.parts import energy

# Results and their terms in the glossary.
_RESULTS = {
    N_("Annual saving"): "annual saving",
    N_("Payback"): "payback",
    N_("Net present value"): "NPV",
    N_("CO2 saved per year"): "CO2 saved",
}
_CASH = 260  # height of the cash flow, so that it is visible beside the amounts [px]


def show_no_results(reason: str, currency: str) -> None:
    """Show what the results of a measure need, on a wide screen with an example in a currency."""
    st.caption(reason)
    if not screen.is_phone():
        with st.container(border=True):
            st.markdown(
                _(
                    "Annual saving, payback, net present value, CO2 saved and cash flow appear here. "
                    "Example: 500 MWh of electricity before and 300 MWh after, at 700 {currency}/MWh, save 140,000 {currency} per year; "
                    "an investment of 420,000 {currency} then pays back after 3.0 years.",
                    currency=reader().money_unit(currency),
                )
            )


def _figures(values: Mapping[str, str]) -> None:
    """Show the results of a measure by name; on a phone in lines, so that the button to save stays in sight."""
    if screen.is_phone():
        lines = (f"{_(name)}: **{show.escaped(value)}**" for name, value in values.items())
        st.markdown(" · ".join(lines))
        return
    with st.grid(4, min_column_width=115):
        for name, value in values.items():
            cards.metric(_(name), value, defined(_RESULTS[name]))


def show_unpriced(resources: Sequence[str]) -> None:
    """State which prices are missing for the payback, with a link to the price list."""
    known, read = names(ask(editing.resources), "resource_id"), reader()
    st.warning(
        _(
            "Payback and net present value need a price of {resources}. Enter it in the column “Price” of the table, or in the price list of the park.",
            resources=show.escaped(read.listed(known.get(name, name) for name in resources)),
        ),
        icon=":material/payments:",
    )
    navigation.link("tables", _("Price list"), icon=":material/edit:", edit_table="price")


def show_results(row: pd.Series, yearly: pd.DataFrame, picture: DeltaGenerator) -> None:
    """Show the figures of an appraised measure, and its cash flow by year in a place of its own."""
    read, money = reader(), str(row["currency"])
    values = (
        read.money(row["annual_saving"], money),
        energy.years_words(float(row["payback"])),
        read.money(row["npv"], money),
        read.amount(row["co2_saving"], "t"),
    )
    _figures(dict(zip(_RESULTS, values, strict=True)))
    for saving in row["listed"]:
        name = read.name(saving["resource_en"], saving["resource_zh"])
        st.caption(
            _(
                "Price of {resource}: {price}",
                resource=show.escaped(name),
                price=show.escaped(presentation.listed_price_words(saving, read)),
            )
        )
    if yearly.empty:
        return
    charts.draw(
        cash_flow.curve(
            yearly,
            charts.reader(),
            money,
            paybacks=(float(row["payback"]), float(row["discounted_payback"])),
            height=_CASH,
        ),
        alt=_("Cumulative cash flow by year, undiscounted and discounted, with payback"),
        place=picture,
    )
