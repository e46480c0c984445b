"""Introductory tour of the real pages in eight steps; each page of a step links to the next one."""

import streamlit as st

from isdata.data.i18n import N_
from pages.common import address, navigation
from pages.common.language import _, reader
from pages.common.navigation import Entry

# Question, page that answers it, settings of the page, and what to look for there.
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
        {"flow_preset": "unused", "flow_table": "ends"},
        N_("The table below the chart lists the amounts disposed of, by resource."),
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
        {"board_topic": "energy"},
        N_("Each card has a stage, a next step and its date: find the one that is due first."),
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


STEP = "tour"  # address key of the step number


def show() -> None:
    """Show the eight steps."""
    with st.popover(_("Start here: a first hour in eight steps"), icon=":material/explore:", width="content"):
        for number, (question, _page, _query, hint) in enumerate(STEPS, 1):
            with st.container(gap=None):
                _link(number, f"{number}. {_(question)}")
                st.caption(_(hint))


def show_step(current: Entry) -> bool:
    """Show the step that led to this page, with a link to the next one; return True if there is such a step."""
    step = address.remembered_text(STEP)
    number = int(step) if step.isdecimal() and 1 <= int(step) <= len(STEPS) else 0
    if not number or STEPS[number - 1][1] != current.name:
        return False
    address.keep(STEP)
    question, _page, _query, hint = STEPS[number - 1]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tour"):
        st.markdown(
            _(
                "Step {number} of {count}: **{question}** {hint}",
                number=reader().number(number),
                count=reader().number(len(STEPS)),
                question=_(question),
                hint=_(hint),
            ),
            width="content",
        )
        if number < len(STEPS):
            _link(number + 1, _("Next: {question}", question=_(STEPS[number][0])))
        else:
            navigation.link("training", _("To the exercises"), icon=":material/school:")
    return True


def _link(number: int, label: str) -> None:
    _question, page, query, _hint = STEPS[number - 1]
    navigation.link(page, label, park="chengdu", **{STEP: str(number)}, **query)
