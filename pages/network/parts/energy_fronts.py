"""Pareto-best measures in NPV and CO2, and the cost per tonne of those without a gain."""

import pandas as pd
import streamlit as st

from isdata.output.figures import pareto_front as fronts_figure
from pages.common import charts, show
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy_saved
from pages.network.parts.energy_state import State


def view(state: State) -> str:
    """Show Pareto-best measures in NPV and CO2, and the cost per tonne, as far as disclosed; return the title."""
    shown, currency = state.found.table, state.own.currency
    fronts = state.found.pareto_fronts()
    if fronts is None:
        return energy_saved.show_co2_and_payback(shown)
    st.subheader(_("Measures on the efficient frontier of NPV and CO2"), anchor=False)
    if fronts.isna().all():
        show.info(_("No measure has both an NPV and CO2 savings."))
        return ""
    charts.draw(
        fronts_figure.fronts(shown, fronts, charts.reader(), currency),
        alt=_("NPV and CO2 saved by each measure; a line joins those that no other exceeds in both"),
    )
    show.computed(
        _(
            "A measure is on the efficient frontier if no other one exceeds it in both NPV and CO2. "
            "Abatement cost is not a valid ranking for profitable measures."
        )
    )
    _tonnes(shown, currency)
    return ""


def _tonnes(shown: pd.DataFrame, currency: str) -> None:
    """Show the cost per tonne of measures without a gain, and the number of measures with one."""
    read = reader()
    saving = shown[shown["co2_saving"] > 0].dropna(subset=["abatement_cost_annual"])
    gaining = saving[saving["abatement_cost_annual"] <= 0]
    costly = saving[saving["abatement_cost_annual"] > 0]
    st.subheader(_("CO2 abatement cost per tonne"), anchor=False)
    st.markdown(
        ngettext(
            "{count} profitable measure saves {tonnes} of CO2 per year; it has no abatement cost.",
            "{count} profitable measures save {tonnes} of CO2 per year; they have no abatement cost.",
            len(gaining),
            tonnes=read.amount(gaining["co2_saving"].sum(), "t"),
        )
    )
    if not costly.empty:
        charts.draw(
            fronts_figure.tonne_costs(costly, charts.reader(), currency),
            alt=_("CO2 abatement cost of each measure without a profit, lowest first"),
        )
