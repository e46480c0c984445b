"""Visits: companies ranked by what a visit would clear up, a brief for each, and interviews that become data."""

import streamlit as st

from isdata.programme.visits import choice, interviews
from pages.common import pick, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.programme.parts import interview, visit_choice

VIEWS = {"companies": _("Companies to visit"), "interviews": _("Interviews")}

candidates = ask(choice.candidates, park_id=park_id())
if candidates.empty:
    show.nothing(_("This park has no companies yet. Enter companies and their sites."), table="company")
else:
    line = st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection_visit")
    view = pick.one_of(
        _("View"), VIEWS, key="visit_view", place=line, label_visibility="collapsed", width="content"
    )
    if view == "companies":
        visit_choice.show(candidates, line)
        visit_choice.table(candidates)
    else:
        interview.show(candidates, ask(interviews.interviews, park_id=park_id()), line)
