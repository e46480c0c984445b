"""What remains of the day: minutes, slides, effort, and opinions."""

import streamlit as st

from isdata.programme.workshop.live import Live
from pages.common.language import _, reader


def show(live: Live) -> None:
    """Offer the minutes and let the facilitator log the effort."""
    _effort(live)


def _effort(live: Live) -> None:
    """Working time of facilitators for this workshop."""
    day, read = live.day, reader()
    total = sum(each.hours for each in day.efforts.values())
    st.subheader(_("Effort"), anchor=False)
    st.markdown(_("{hours} of facilitation so far", hours=read.amount(total, "h")))
    with (
        st.form("workshop_effort", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        who = st.text_input(_("Who"), key="effort_who")
        activity = st.text_input(_("Activity"), key="effort_activity")
        hours = st.number_input(_("Hours"), 0.0, 1000.0, 0.0, 0.5, key="effort_hours")
        is_sent = st.form_submit_button(_("Write down"), key="effort_save")
    if is_sent and hours > 0:
        live.console("effort", who=who, activity=activity, hours=hours)
        st.rerun()
