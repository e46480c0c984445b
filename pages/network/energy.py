"""Energy network: what the efficiency measures cost, save and pay back."""

import streamlit as st

from isdata import measures
from pages.common import address, energy, energy_results, energy_views
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _

register = energy.stored(park_id())
networks = ask(measures.networks, park_id=park_id())
claims = ask(measures.claims, park_id=park_id())

VIEWS = {
    "payback": _("Payback"),
    "categories": _("Categories"),
    "cash": _("Cash flow"),
    "package": _("Package"),
    "fronts": _("Money and CO2"),
    "co2": _("Energy and CO2"),
    "published": _("Published results"),
    "table": _("All measures"),
}


@st.fragment
def explore() -> None:
    """Controls and the view they lead to; only this part runs again when a control moves."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = energy.choose_scope(register)
    with st.container(horizontal=True, gap="large"):
        terms = energy.choose_terms(measures.hurdle_rate(networks))
    appraised = measures.appraise(chosen, terms)
    totals = measures.totals(chosen, terms, appraised)
    energy_views.totals(totals, appraised, chosen.currency, terms)
    address.remembered("view", VIEWS, "payback")
    st.segmented_control(
        _("View"),
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        key="view",
        persist_state="session",
    )
    address.keep("view")
    match st.session_state.view:
        case "payback":
            energy_views.payback(appraised, chosen.currency)
        case "categories":
            energy_views.categories(appraised, chosen.currency)
        case "cash":
            energy_views.cash(chosen, terms, totals)
        case "package":
            energy_results.package(chosen, ask(measures.relations, park_id=park_id()), terms, totals)
        case "fronts":
            energy_results.money_and_co2(appraised, chosen.currency)
        case "published":
            energy_results.published(claims, totals, appraised, chosen.currency)
        case "co2":
            energy_results.co2(chosen, claims, park_id=park_id(), scope=st.session_state.scope)
        case _:
            energy_results.table(appraised, chosen.currency)


explore()
