"""The frame of every page: language, park, navigation, title, and the one place that shows errors."""

import streamlit as st

from isdata.locations import APP
from pages.common import address, amounts, controls, navigation, role, scenario, show

st.set_page_config(page_title="isdata", page_icon=str(APP / "pages/common/icon.svg"), layout="wide")

with address.whole_script():
    frame = controls.frame()
    controls.choose_language(frame)
    role.remember()
    page = st.navigation(
        navigation.pages(), position="hidden" if controls.is_projected() else "sidebar", expanded=True
    )
    entry = navigation.entry(page)

    with show.faults(entry.name):
        park = controls.choose_park(frame)
        role.choose_role(frame, entry.name)
        amounts.choose_amounts(frame, park)
        controls.choose_projector(frame)
        with frame:
            address.fill_in()
        show.title(entry, park)
        show.frame_not_found(park)
        if not navigation.may_open(entry):
            show.facilitators_only()
        elif entry.needs_park and park is None:
            show.first_steps()
        else:
            if entry.needs_park and park is not None and not entry.shows_scenario:
                scenario.not_here(park)
            notice = st.container()
            try:
                page.run()
            finally:  # a page may end before its last line
                with notice:
                    show.choice_not_found()
