"""Members and target: whether the network is on its way, and its members side by side."""

import streamlit as st

from isdata.energy import measures
from pages.common import fragment, role, scenario, selection, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.once import once
from pages.network.parts import meetings, member_comparison, member_views

networks = ask(measures.networks, park_id=park_id())
if networks.empty:
    show.nothing(
        _(
            "No energy efficiency network is recorded for this park. Fill in the sheets “Energy networks”, "
            "“Network members” and “Network targets” of the workbook template."
        )
    )
members = ask(measures.members, park_id=park_id(), viewer=role.viewer()).in_full
targets = ask(measures.targets, park_id=park_id())
shown = scenario.shown(park_id())
register = scenario.register(park_id(), shown)
relations = scenario.relations(park_id(), shown)
if shown is not None:
    # Their measures are gone from the register already; a network counts who stays.
    members = members[~members["company_id"].isin(shown.named("company_leaves", "company_id"))]
events = ask(measures.events, park_id=park_id(), viewer=role.viewer())

if register.measures.empty:
    show.nothing(
        _(
            "No measures are recorded for the {members} members of this network, so there is no result to "
            "compare with the target.",
            members=reader().number(len(members)),
        )
    )


@fragment.alone
def explore() -> None:
    """The network in view, its way to the target, its members and its meetings."""
    line = selection.line("members")
    with line.controls:
        network = member_views.choose_network(networks)
    own = members[members["network_id"] == network["network_id"]]
    progress = once(member_views.disclosed_progress, register, targets, network, relations)
    with line.controls:
        year = member_views.choose_year(progress)
    line.state(reader().name(network["name_en"], network["name_zh"]), str(year))
    once(member_views.figures, network, own, progress, year)
    left, right = st.columns(2, gap="large")
    with left:
        once(member_views.way, network, targets, progress, own, register, relations)
    with right:
        once(member_comparison.side_by_side, register, own, network, year, relations)
    once(member_views.by_year, progress, network["network_id"])
    meetings.show_meetings(events[events["network_id"] == network["network_id"]])


explore()
