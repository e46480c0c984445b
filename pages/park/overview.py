"""Overview: summary of the park, and next steps."""

import datetime as dt
from typing import Literal

import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.park import parks
from pages.common import (
    controls,
    fragment,
    mission_link,
    navigation,
    park_facts,
    published_savings,
    role,
    scenario,
    scenario_outcome,
    screen,
    show,
    undisclosed,
)
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.park.parts import agenda, bars, checklist, results, small_map, small_sankey, unused_by_products

FEW = 3  # number of steps that justify half of the window when presented

read = reader()
about = ask(parks.summary, park_id=park_id()).iloc[0]
stages = ask(parks.stages, park_id=park_id())
basis = ask(parks.basis, park_id=park_id())
steps = ask(parks.next_steps, park_id=park_id(), viewer=role.viewer())
events = undisclosed.without_hidden(
    ask(parks.events, park_id=park_id(), viewer=role.viewer()), masked=["name_en", "name_zh"], is_stated=False
)

scenario_outcome.summary(scenario.shown(park_id()))
description = read.name(about["description_en"], about["description_zh"])
if not any(about[counted] for counted in ("companies", "flows", "synergies", "measures", "streams")):
    show.no_data_yet()
checklist.show(about)
headline.state(once(results.headline, park_id()), is_on_page=True)
savings = published_savings.found()
scope = published_savings.figures(savings) if len(savings) else ""
has_figures = once(results.show, park_id(), scope) or bool(scope)


def due() -> None:
    """Show the next steps, with links to further due items."""
    if not steps.empty:
        in_hall = agenda.IN_HALL if has_figures else agenda.UNDER_LINE
        high = in_hall if controls.is_projected() else agenda.NEXT
        every = ask(parks.next_steps, park_id=park_id(), viewer=FACILITATOR)
        counted = {"high": high, "left_out": len(every) - len(steps)}
        once(agenda.steps, steps, dt.date.today(), title=_("Next steps"), **counted)
    if role.may_change():
        with st.container(gap="xxsmall"):
            mission_link.link_overdue(park_id())
            mission_link.link(park_id())


def links() -> None:
    """Show links to the next possible actions."""
    with st.container(gap="xxsmall"):
        if about["synergies"]:
            navigation.link("map", _("Synergies on the map"), icon=":material/map:")
        once(unused_by_products.link, park_id())
        if about["streams"]:
            navigation.link(
                "matches",
                ngettext(
                    "{count} supply or demand: matches",
                    "{count} supplies and demands: matches",
                    int(about["streams"]),
                ),
                icon=":material/join_inner:",
            )
        if steps.empty or screen.is_high():  # otherwise without room beside the map
            navigation.link("training", _("Training: practise on a private copy"), icon=":material/school:")


def map_and_links(room: screen.Screen) -> None:
    """Show the map with the links beside it, or larger above them if there are no steps; presented, the steps take its space."""
    has_map = bool(about["synergies"]) and not controls.is_projected()
    is_alone = steps.empty and not room.is_narrow
    parts = [1, 1] if room.width >= small_map.WIDE else [3, 5]
    picture, beside = (
        st.columns(parts, gap="small") if has_map and not is_alone else (st.container(), st.container())
    )
    if has_map:
        with picture:
            once(small_map.show, park_id(), room, is_alone=is_alone)
    with beside:
        links()


def state(gap: Literal["small", "large"]) -> None:
    """Show the synergies by stage, the data quality, and past events."""
    left, right = st.columns([3, 2], gap=gap)
    if not stages.empty:
        with left:
            st.subheader(_("Synergies by stage"), anchor=False)
            once(bars.stages, stages)
    if not basis.empty:
        with right:
            st.subheader(_("Data quality"), anchor=False)
            once(bars.basis, basis, park_facts.years()[0])
    if not events.empty:
        st.subheader(_("Events"), anchor=False)
        once(agenda.events, events, dt.date.today())


@fragment.independent_fragment
def picture_and_steps() -> None:
    """Sankey diagram sized for the screen, next steps beside it, and links; reruns alone when the window changes."""
    room = screen.screen()

    # Beside a presented picture only the steps are shown, without links.
    has_steps = len(steps) >= FEW or not controls.is_projected()
    gap = "small" if room.is_narrow else "large"
    left, right = st.columns([3, 2], gap=gap) if has_steps else [st.container()] * 2
    with left:
        share = small_sankey.SHARE if has_steps else small_sankey.WHOLE
        once(small_sankey.show, park_id(), room, share=share, has_figures=has_figures)
    with right:
        if has_steps:
            due()
        map_and_links(room)
    if not controls.is_projected() or not about["flows"]:  # below the picture it would not be visible
        state(gap)


picture_and_steps()
if description and not controls.is_projected():
    st.caption(show.escaped(description))
