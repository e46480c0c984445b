"""Start here: a first hour on the real pages, in eight steps."""

import streamlit as st

from isdata.data.i18n import N_
from pages.common import navigation
from pages.common.language import _

# Question, page that answers it, and what the page is to show.
STEPS = (
    (N_("What moves?"), "flows", {"flow_look": "network"}),
    (N_("What is lost?"), "flows", {"flow_table": "ends"}),
    (N_("Who could use it?"), "matches", {}),
    (N_("Is it worth it?"), "synergy", {}),
    (N_("Who agrees?"), "board", {}),
    (N_("What does it save?"), "energy", {}),
    (N_("What does the committee decide?"), "success", {}),
    (N_("How is it followed up?"), "meetings", {}),
)


def show() -> None:
    """Show the eight steps."""
    with st.expander(_("Start here: a first hour in eight steps"), icon=":material/explore:"):
        for number, (question, page, query) in enumerate(STEPS, 1):
            navigation.link(page, f"{number}. {_(question)}", park="chengdu", **query)
