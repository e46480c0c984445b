"""Missions: status, next step, outputs and gate; steps and templates are behind buttons."""

import pandas as pd
import streamlit as st

from isdata.programme.missions import programme
from pages.common import (
    controls,
    empty_view,
    mission_link,
    navigation,
    pick,
    popovers,
    programme_partners,
    screen,
    selection,
    session_steps,
    show,
)
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.programme.parts import mission_start, mission_steps, mission_summary

own, templates = mission_link.missions(park_id()), ask(programme.templates)
titles, of_templates = programme.titles(own, reader()), names(templates, "mission_id")
line = selection.line("missions", _("Start a mission"), ":material/flag:", closes=mission_start.KEY)
if own.empty:
    none = _("No mission was started in this park yet")
    if controls.is_projected():
        empty_view.state(none, related="started")
        show.end()
    headline.state(none, is_on_page=True)
    with line.controls:
        mission_start.start(of_templates)
    if of_templates:
        mission_summary.preview(of_templates, line)
    mission_summary.below()
    once(programme_partners.show_programmes, park_id())
else:
    with line.first:
        chosen = pick.from_dropdown(
            _("Mission"),
            titles,
            key="mission",
            default=mission_link.current(own),
            label_visibility="collapsed",
            width=420,
        )
    mission = own[own["mission_id"] == chosen].iloc[0].to_dict()
    if not controls.is_projected():
        with line.controls:
            mission_start.start(of_templates)
        if not screen.is_phone():
            mission_steps.gate(chosen, line.row, is_closed=pd.notna(mission["closed_on"]))
    with st.container():  # in a separate container, so that a link does not move the controls below
        mission_summary.show(own, chosen, line)
    show.end_of_presented()
    once(programme_partners.show_programmes, park_id())
    with popovers.lazy_content(
        _("Next steps before the workshop"), key="session_steps", icon=":material/checklist:"
    ) as is_drawn:
        if is_drawn:
            session_steps.show_steps(park_id())
    mission_steps.show(chosen, is_closed=pd.notna(mission["closed_on"]))
    if screen.is_phone():  # the line has no room for it
        row = st.container(horizontal=True)
        mission_steps.gate(chosen, row, is_closed=pd.notna(mission["closed_on"]))
    mission_summary.below()
navigation.link("training", _("Training: practise on a private copy"), icon=":material/school:")
if of_templates:
    with popovers.lazy_content(
        _("Templates"), key="mission_templates", icon=":material/edit_note:"
    ) as is_drawn:
        if is_drawn:
            mission_start.show_templates(of_templates)
screen.screen()  # a phone has narrower columns
