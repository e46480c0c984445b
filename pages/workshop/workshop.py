"""Workshop: prepare and open a session, follow entries, control the main screen, and download the minutes."""

from typing import Any

import segno
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import N_
from isdata.programme.workshop.live import new_code
from pages.common import browser_effects, pick, screen
from pages.common.controls import park_id
from pages.common.language import _
from pages.workshop.parts import (
    between_sessions,
    console,
    entries,
    facilitator_buttons,
    opening,
    opportunities,
    paper_forms,
    proposals,
    repeated,
    results,
    running,
)

_LIST = 140  # width of the list of views on a phone [px]
VIEWS = {
    "entries": N_("Entries"),
    "opportunities": N_("Opportunities"),
    "paper": N_("Paper forms"),
    "results": N_("Results"),
}


def session(now: running.Running) -> None:
    """Show the open session: the facilitator's decisions, and its address for phones."""
    screen.screen()  # a phone has fewer buttons
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="selection_session"):
        view = _choose_view()
        console.control(now)
        files = st.container(width="content")
    browser_effects.free_keys("selection_session", view)
    if now.former_port:
        st.warning(
            _(
                "Port {former} is used by another program. Phones and main screens that were here have to open the new address: scan "
                "the code again.",
                former=now.former_port,
            ),
            icon=":material/wifi_off:",
        )
    left, right = st.columns([5, 1], gap="medium")
    with left:
        decisions(now, view, files)
    with right:
        access(now)


def _choose_view() -> str:
    """Let the facilitator choose the view; a phone has a list, beside the controls of the main screen."""
    labels = {view: _(label) for view, label in VIEWS.items()}
    about: dict[str, Any] = {"key": "workshop_view", "label_visibility": "collapsed"}
    if screen.is_phone():
        return pick.from_dropdown(_("View"), labels, width=_LIST, **about)
    return pick.one_of(_("View"), labels, width="content", **about)


def access(now: running.Running) -> None:
    """Show the address for phones and the main screen, and let the facilitator close the session."""
    joining(now)
    st.link_button(_("Open main screen"), now.main_screen, icon=":material/slideshow:", width="stretch")
    with st.popover(_("Phones and tables"), icon=":material/smartphone:", width="stretch"):
        opening.check(now)
        opening.tables(now)
        opening.undisclosed(now)
        if st.button(_("Renew the code"), key="workshop_renew"):
            console.renew_code(now.live, new_code())
            st.rerun()
    opening.offer_close(now)


@st.fragment(run_every=facilitator_buttons.EVERY)
def joining(now: running.Running) -> None:
    """Show the current address and code, updated because a renewed code can be undone by a key."""
    code = now.live.day.code
    joined = f"{now.address}?code={code}"
    st.image(segno.make(joined, error="m").svg_data_uri(scale=4, border=0), width=150, alt=joined)
    st.markdown(f"[{now.address}]({now.address})  \n" + _("Code: **{code}**", code=code))


def decisions(now: running.Running, view: str, files: DeltaGenerator) -> None:
    """Show entries, opportunities, paper forms or results, as chosen; `files`: container for minutes and slides."""
    day = now.live.day
    if view != "results":
        console.follow(now, view)
    if view == "entries":
        entries.show_chosen(now.live, day)
        entries.show_note(now.live, day)
        repeated.show_chosen(now.live, day)
        console.follow_entries(now)
    elif view == "opportunities":
        opportunities.show_all(now.live, day)
        opportunities.follow_votes(now.live)
        proposals.follow(now.live)
    elif view == "paper":
        paper_forms.form(now)
    else:
        results.show_all(now.live, place=files)


def no_session() -> None:
    """Offer to open a session, and show the results of the previous one or what is known before the next one."""
    screen.screen()  # as many bars as fit its window
    with between_sessions.previous(park_id()) as previous:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key="selection_workshop"
        ):
            with (
                st.container(key="worded_open", width="content"),  # its label remains on a phone
                st.popover(_("Open a workshop"), icon=":material/groups:"),
            ):
                between_sessions.offer_reopening(previous)
                opening.form(park_id())
            with st.popover(_("Invitations and paper forms"), icon=":material/mail:"):
                opening.invite(park_id())
            place = st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content")
        between_sessions.show_results_or_known(park_id(), previous, place)


if (now := running.current()) is None:
    no_session()
else:
    session(now)
