"""Members and target: progress of the network, and comparison of its members."""

import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import DisclosedNetwork
from pages.common import (
    charts,
    empty_view,
    fragment,
    programme_partners,
    role,
    scenario,
    screen,
    selection,
    show,
    target_path,
)
from pages.common.controls import park_id
from pages.common.data import ask, derive
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.presenting import headline, room
from pages.network.parts import meetings, member_comparison, member_views

networks = ask(measures.networks, park_id=park_id())
if networks.empty:
    empty_view.stop(
        _("No energy efficiency network is recorded for this park"),
        _(
            "Fill in the sheets “Energy networks”, “Network members” and “Network targets” of the workbook template."
        ),
        content=[
            _("Energy saving of the network by year, against its target"),
            _("Energy saving of each member"),
            _("Meetings of the network"),
        ],
        table="network",
        related="energy",
    )
members = ask(measures.members, park_id=park_id(), viewer=role.viewer())
targets = ask(measures.targets, park_id=park_id())
shown = scenario.shown(park_id())
stored = scenario.disclosed_measures(park_id(), shown)
# Measures of leaving companies are removed already; a network counts the remaining members.
leaving = () if shown is None else shown.named("company_leaves", "company_id")
events = ask(measures.events, park_id=park_id(), viewer=role.viewer())

if not len(stored):
    empty_view.stop(
        _(
            "No measures are recorded for the {members} members of this network, so there is no result to "
            "compare with the target.",
            members=reader().number(
                len(DisclosedNetwork.of(networks.iloc[0], stored, members, targets, leaving))
            ),
        ),
        table="measure",
        related="energy",
    )


@fragment.independent_fragment
def explore() -> None:
    """Selected network: progress to the target, members and meetings."""
    line = selection.line("members")
    with line.controls:
        network = member_views.choose_network(networks)
    own = derive(DisclosedNetwork.of, network, stored, members, targets, leaving)
    with line.controls:
        year = member_views.choose_year(derive(member_views.years, own))
    line.state(reader().name(network["name_en"], network["name_zh"]), str(year))
    title = once(member_views.headline, own, year)
    headline.state(title, is_on_page=True)
    once(member_views.figures, own, year)
    height = room.below(title) - room.TILES - room.HEADING - room.NOTE  # with a note below each picture
    # A square window has no space for two legends side by side.
    left, right = (st.container(), None) if charts.is_square() else st.columns(2, gap="large")
    with left:
        once(target_path.show_target_path, own, height, across=2 if right else 1)
    if right:
        with right:
            once(
                member_comparison.side_by_side,
                own,
                year,
                height,
                screen.height(),
                is_expected=member_views.is_expected(year),
            )
    show.end_of_presented()
    screen.screen()  # a phone has narrower columns
    once(member_views.by_year, own)
    once(programme_partners.show_supporting_bodies, park_id(), str(network["network_id"]))
    meetings.show_meetings(events[events["network_id"] == network["network_id"]])


explore()
