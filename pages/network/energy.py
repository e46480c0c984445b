"""Energy network: what the efficiency measures cost, save and pay back."""

import streamlit as st

from isdata import measures, planning
from isdata.planning import asked
from pages.common import address, energy, energy_results, energy_views, plan_views, scenario
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _

shown = scenario.shown(park_id())
register = energy.stored(park_id(), shown)
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
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        given = energy.choose_terms(register, measures.hurdle_rate(networks), shown=shown)
        limits = plan_views.choose_budget(chosen, shown)
        scenario.save_as(park_id(), shown, given, chosen.currency)
    terms = energy.in_scenario(given, register, shown)
    priced = measures.price(chosen, terms)
    appraised = measures.appraise(chosen, terms, priced)
    totals = measures.totals(chosen, terms, appraised, priced)
    relations = scenario.relations(park_id(), shown)
    things = planning.candidates(chosen, relations, terms, priced=priced, appraised=appraised)
    plan = planning.Model(things, limits, planning.Aim(discount_rate=terms.discount_rate)).solve(
        gap=asked.GAP, patience=asked.HASTE
    )
    energy_views.totals(totals, appraised, chosen.currency, terms, plan=plan)
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
            energy_results.package(chosen, relations, terms, totals)
        case "fronts":
            energy_results.money_and_co2(appraised, chosen.currency)
        case "published":
            energy_results.published(claims, totals, appraised, chosen.currency)
        case "co2":
            energy_results.co2(
                chosen, claims, park_id=park_id(), scope=st.session_state.scope, is_today=shown is None
            )
        case _:
            energy_results.table(appraised, chosen.currency)


explore()
