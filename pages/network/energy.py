"""Energy network: what the efficiency measures cost, save and pay back."""

import streamlit as st

from isdata import measures, planning
from pages.common import controls, pick, scenario
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.network.parts import (
    energy,
    energy_benefits,
    energy_groups,
    energy_headline,
    energy_list,
    energy_results,
    energy_terms,
    energy_told,
    energy_views,
    plan_limits,
)

shown = scenario.shown(park_id())
register = energy.stored(park_id(), shown)
networks = ask(measures.networks, park_id=park_id())
claims = ask(measures.claims, park_id=park_id())

VIEWS = {
    "payback": _("Payback"),
    "categories": _("By group"),
    "cash": _("Cash flow"),
    "package": _("Package"),
    "benefits": _("Other benefits"),
    "fronts": _("Money and CO2"),
    "co2": _("Energy and CO2"),
    "published": _("Published results"),
    "table": _("All measures"),
}


@st.fragment
def explore() -> None:
    """Controls and the view they lead to; only this part runs again when a control moves."""
    relations = scenario.relations(park_id(), shown)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        whole = energy_terms.with_factors(register)
        own = energy.choose_network(energy.choose_scope(whole, shown=shown), networks)
        is_package = energy.choose_counting(measures.has_overlaps(relations, own.measures.index))
    # A hall's screen is wide and low: one row holds all.
    with row if controls.is_projected() else st.container(horizontal=True, vertical_alignment="bottom"):
        limits = plan_limits.choose_budget(own, shown)
        given = energy.choose_terms(own, measures.hurdle_rate(networks), shown=shown, park_id=park_id())
        aim = planning.Aim() if shown is None else planning.aimed(planning.Aim(), shown)
        scenario.save_as(park_id(), shown, given, own, limits, aim, st.session_state.scope)
    terms = energy.in_scenario(given, own, shown)
    # Plans are made in the park's own money, and told in that which the reader chose.
    chosen = energy_terms.in_money(own, park_id())
    found = measures.outlook(chosen, relations, terms, is_package=is_package)
    energy_headline.show(
        energy_told.told(
            found, own, relations, terms, limits, claims, aim, rate=energy_terms.money_rate(park_id())
        ),
        terms,
    )
    match pick.one_of(_("View"), VIEWS, key="view"):
        case "payback":
            energy_views.payback(found.appraised, chosen.currency)
        case "categories":
            energy_groups.show(found, networks)
        case "cash":
            energy_views.cash(found, terms)
        case "benefits":
            benefits = scenario.benefits(park_id(), shown)
            energy_benefits.show(found, benefits, chosen.currency, energy_terms.money_rate(park_id()))
        case "package":
            energy_results.package(chosen, relations, terms, found.alone)
        case "fronts":
            energy_results.money_and_co2(found.appraised, chosen.currency)
        case "published":
            # Published results are of what is done, in the park's own money.
            done = measures.in_scope(whole, "achieved")
            plain = measures.outlook(done, relations, terms, is_package=False)
            energy_results.published(claims, plain)
        case "co2":
            energy_results.co2(
                found, claims, park_id=park_id(), scope=st.session_state.scope, is_today=shown is None
            )
        case _:
            energy_list.show_list(found.appraised, chosen.currency, relations)


explore()
