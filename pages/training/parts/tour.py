"""Start here: a first hour on the real pages, in eight steps."""

import streamlit as st

from isdata.data.i18n import N_
from pages.common import navigation
from pages.common.language import _

# Question, page that answers it, what the page is to show, and what to look for there.
STEPS = (
    (
        N_("What moves?"),
        "flows",
        {"flow_kind": "material"},
        N_("Follow the widest ribbon to its end; click a company to see only its flows."),
    ),
    (
        N_("What is lost?"),
        "flows",
        {"flow_preset": "by_products", "flow_table": "ends"},
        N_("The table below the picture says how much is disposed of, and of what."),
    ),
    (
        N_("Who could use it?"),
        "matches",
        {"view": "held"},
        N_("Blocked matches say what stands in the way, and what would remove it."),
    ),
    (
        N_("Is it worth it?"),
        "synergy",
        {"synergy": "CD-SY05"},
        N_("Change one assumption of the used foundry sand, and see whether it still pays."),
    ),
    (
        N_("Who agrees?"),
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
        N_("The saving is what was used less than the baseline, adjusted for output and weather."),
    ),
)


def show() -> None:
    """Show the eight steps."""
    with st.expander(_("Start here: a first hour in eight steps"), icon=":material/explore:"):
        for number, (question, page, query, hint) in enumerate(STEPS, 1):
            with st.container(gap=None):
                navigation.link(page, f"{number}. {_(question)}", park="chengdu", **query)
                st.caption(_(hint))
