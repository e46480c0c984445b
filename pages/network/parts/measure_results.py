"""Results of a measure being entered: saving, payback, net present value and cash flow, or what they need."""

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_
from isdata.energy.measures import editing, presentation
from isdata.output.figures import cash_flow
from isdata.park import parkmap
from pages.common import cards, charts, navigation, screen, show
from pages.common.data import ask
from pages.common.language import _, defined, names, reader
from pages.network.parts import energy
from pages.network.parts.measure_draft import Draft

# Results and their terms in the glossary.
_RESULTS = {
    N_("Annual saving"): "annual saving",
    N_("Payback"): "payback",
    N_("Net present value"): "NPV",
    N_("CO2 saved per year"): "CO2 saved",
}
_LOWEST, _HIGHEST = 230, 330  # height of the cash flow, so that it is visible beside the amounts [px]
_ABOVE, _ABOVE_EXAMPLE = 490, 470  # height above and below it [px]


def show_no_results(reason: str, draft: Draft) -> None:
    """Show what the results of a measure need; for a new one on a wide screen with an example."""
    st.caption(reason)
    if screen.is_phone() or draft.measure_id:
        return
    row, yearly = _example(draft)
    st.markdown(
        _(
            "**Example:** 500 MWh before, 300 MWh after, 700 {currency}/MWh, investment 420,000 {currency}",
            currency=reader().money_unit(draft.currency),
        )
    )
    _draw(row, yearly, draft.currency, _fitting(_ABOVE_EXAMPLE))


def _example(draft: Draft) -> tuple[pd.Series, pd.DataFrame]:
    """Appraisal of a measure with round amounts."""
    site = ask(parkmap.sites, parks=[draft.park_id], viewer=FACILITATOR)["site_id"].iloc[0]
    values = {
        "name_en": "Example",
        "site_id": site,
        "category": "drives",
        "status": "idea",
        "investment": 420_000,
        "lifetime": 10,
        "currency": draft.currency,
        "price_year": dt.date.today().year,
    }
    saved = {"resource_id": "electricity", "baseline": 500, "modified": 300, "unit": "MWh", "price": 700}
    return ask(editing.appraised, park_id=draft.park_id, values=values, savings=pd.DataFrame([saved]))


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
    _draw(row, yearly, money, _fitting(_ABOVE), picture)


def _fitting(around: float) -> float:
    """Height of the cash flow in the window, given that around it. [px]"""
    return float(np.clip(screen.height() - around, _LOWEST, _HIGHEST))


def _draw(
    row: pd.Series, yearly: pd.DataFrame, currency: str, height: float, place: DeltaGenerator | None = None
) -> None:
    """Draw the cash flow of an appraised measure at a height. [px]"""
    charts.draw(
        cash_flow.curve(
            yearly,
            charts.reader(),
            currency,
            paybacks=(float(row["payback"]), float(row["discounted_payback"])),
            height=height,
        ),
        alt=_("Cumulative cash flow by year, undiscounted and discounted, with payback"),
        place=place,
    )
