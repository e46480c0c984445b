"""Energy network: what the efficiency measures cost, save and pay back."""

import streamlit as st

from isdata.energy import measures
from pages.common import fragment, pick, scenario
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.network.parts import (
    energy,
    energy_benefits,
    energy_controls,
    energy_groups,
    energy_headline,
    energy_list,
    energy_results,
    energy_summary,
    energy_views,
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
    "fronts": _("Economics and CO2"),
    "co2": _("Energy and CO2"),
    "published": _("Published results"),
    "table": _("All measures"),
}


@fragment.alone
def explore() -> None:
    """Controls and the view they lead to; only this part runs again when a control moves."""
    look = energy_controls.choose(register, networks, shown, park_id())
    chosen = look.own
    found = measures.outlook(chosen, look.relations, look.terms, is_package=look.is_package)
    energy_headline.show(energy_summary.summarise(found, look, claims), look.terms)
    match pick.one_of(_("View"), VIEWS, key="view"):
        case "payback":
            energy_views.payback(found.appraised, chosen.currency)
        case "categories":
            energy_groups.show(found, networks)
        case "cash":
            energy_views.cash(found, look.terms)
        case "benefits":
            energy_benefits.show(found, scenario.benefits(park_id(), shown), chosen.currency)
        case "package":
            energy_results.package(found, chosen, look.relations)
        case "fronts":
            energy_results.money_and_co2(found.appraised, chosen.currency)
        case "published":
            # Published results are of what is done.
            done = measures.in_scope(look.whole, "achieved")
            plain = measures.outlook(done, look.relations, look.terms, is_package=False)
            energy_results.published(claims, plain)
        case "co2":
            scope = st.session_state.scope
            energy_results.co2(found, claims, park_id=park_id(), scope=scope, is_today=shown is None)
        case _:
            energy_list.show_list(found.appraised, chosen.currency, look.relations)


explore()
