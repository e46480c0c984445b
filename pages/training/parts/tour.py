"""Start here: a first hour on the real pages, in eight steps."""

import streamlit as st

from isdata.data.i18n import N_
from pages.common import navigation
from pages.common.language import _

# Question, page that answers it, what the page is to show, and what to look for there.
STEPS = (
    (
        N_("Which flows are there?"),
        "flows",
        {"flow_kind": "material"},
        N_("Follow the widest ribbon to its end; click a company to see only its flows."),
    ),
    (
        N_("What is not used yet?"),
        "flows",
        {"flow_preset": "by_products", "flow_table": "ends"},
        N_("The table below the picture says how much is disposed of, and of what."),
    ),
    (
        N_("Who could use it?"),
        "matches",
        {"view": "held"},
        N_("Blocked matches state the obstacle and its remedy."),
    ),
    (
        N_("Is it profitable?"),
        "synergy",
        {"synergy": "CD-SY05"},
        N_("Change one assumption of the used foundry sand, and see whether it is still profitable."),
    ),
    (
        N_("How do the partners agree?"),
        "board",
        {"board_topic": "minerals"},
        N_("Each card has a stage, a next step and its date: find one that is late."),
    ),
    (
        N_("What does it save?"),
        "energy",
        {"scope": "achieved", "view": "payback"},
        N_("Compare what was achieved with what is planned, and find the measure that pays back last."),
    ),
    (
        N_("What does the committee decide?"),
        "meetings",
        {"meeting": "CD-E09"},
        N_("Read the decisions with their votes, and the actions with owner and date."),
    ),
    (
        N_("How is it followed up?"),
        "meters",
        {},
        N_("The saving is the baseline, adjusted for output and weather, less the reading."),
    ),
)


def show() -> None:
    """Show the eight steps."""
    with st.popover(_("Start here: a first hour in eight steps"), icon=":material/explore:", width="content"):
        for number, (question, page, query, hint) in enumerate(STEPS, 1):
            with st.container(gap=None):
                navigation.link(page, f"{number}. {_(question)}", park="chengdu", **query)
                st.caption(_(hint))
