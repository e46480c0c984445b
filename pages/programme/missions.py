"""Missions: status and next step, the steps with their outputs, the gate, and templates."""

import streamlit as st

from isdata.programme.missions import programme
from pages.common import pick
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names, reader
from pages.programme.parts import mission_start, mission_steps, mission_summary

read = reader()
own, templates = ask(programme.missions, park_id=park_id()), ask(programme.templates)
mission_summary.show(own)
titles = names(own, "mission_id") | {
    name: _("Template: {name}", name=title) for name, title in names(templates, "mission_id").items()
}
if titles:
    chosen = pick.from_list(_("Mission"), titles, key="mission", width=520)
    rows = own if chosen in set(own["mission_id"]) else templates
    mission_steps.show(rows[rows["mission_id"] == chosen].iloc[0].to_dict(), is_template=rows is templates)
with st.expander(_("Start a mission"), icon=":material/flag:", expanded=own.empty):
    mission_start.start(names(templates, "mission_id"))
with st.expander(_("Write a template of your own"), icon=":material/edit_note:"):
    mission_start.write_template(names(templates, "mission_id"))
