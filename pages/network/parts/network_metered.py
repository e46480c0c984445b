"""Metered saving of a network as a whole, for readers to whom no single meter is disclosed."""

import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import DisclosedNetwork
from pages.common import role, scenario, show, target_path
from pages.common.data import ask, derive
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.presenting import headline, room, withholding


def instead_of_meters(park_id: str) -> None:
    """Show the metered saving of the first network against its target, or that meter data are withheld."""
    own = _network(park_id)
    found = None if own is None else target_path.metered(own)
    if own is None or found is None or found.empty:
        headline.state(_("Meter data are not disclosed"), is_on_page=True)
        withholding.state(
            _("The facilitator and the company itself see them."),
            way=("members", _("Members and target"), {}),
        )
        return
    last = found.iloc[-1]
    share = float(last["saving"]) / float(own.network["baseline_energy"])
    title = _(
        "Metered saving of the network: {share} in {year}; single meters are not disclosed",
        share=reader().percent(share, digits=1),
        year=str(int(last["year"])),
    )
    headline.state(title, is_on_page=True)
    st.markdown(show.escaped(reader().name(own.network["name_en"], own.network["name_zh"])))
    once(target_path.show_target_path, own, room.below(title) - room.HEADING - room.NOTE)


def _network(park_id: str) -> DisclosedNetwork | None:
    """First network of a park with its measures in the present state, as the reader may see them."""
    networks = ask(measures.networks, park_id=park_id)
    stored = scenario.disclosed_measures(park_id, None)
    if networks.empty or not len(stored):
        return None
    members = ask(measures.members, park_id=park_id, viewer=role.viewer())
    targets = ask(measures.targets, park_id=park_id)
    return derive(DisclosedNetwork.of, networks.iloc[0], stored, members, targets, ())
