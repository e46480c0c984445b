"""Workshop: prepare and open a session, follow entries, control the main screen, and download the minutes."""

import segno
import streamlit as st

from isdata.programme.workshop.live import new_code
from pages.common import pick, screen
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
    repeated,
    results,
    running,
)


def session(now: running.Running) -> None:
    """Show the open session: its address for phones, and the facilitator's decisions."""
    screen.screen()  # a phone has fewer buttons
    left, right = st.columns([4, 1], gap="large")
    with right:
        access(now)
    with left:
        results.mark_rehearsal(now.live.day)
        if now.former_port:
            st.warning(
                _(
                    "Port {former} is used by another program. Phones and main screens that were here have to open the new address: scan "
                    "the code again.",
                    former=now.former_port,
                ),
                icon=":material/wifi_off:",
            )
        decisions(now)


def access(now: running.Running) -> None:
    """Show the addresses for phones and main screen, and let the facilitator renew the code or close the session."""
    joining(now)
    st.link_button(_("Open main screen"), now.main_screen, icon=":material/slideshow:")
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
    st.image(segno.make(f"{now.address}?code={code}", error="m").svg_data_uri(scale=4), width=180)
    st.code(now.address, language=None, wrap_lines=True)
    st.markdown(_("Code: **{code}**", code=code))


def decisions(now: running.Running) -> None:
    """Show entries, opportunities, paper forms or results, as chosen."""
    views = {
        "entries": _("Entries"),
        "opportunities": _("Opportunities"),
        "paper": _("Paper forms"),
        "results": _("Results"),
    }
    view = pick.one_of(_("View"), views, key="workshop_view", label_visibility="collapsed")
    if view in ("entries", "opportunities"):
        console.follow(now)
    if view == "entries":
        entries.show_chosen(now.live, now.live.day)
        entries.show_note(now.live, now.live.day)
        repeated.show_chosen(now.live, now.live.day)
        console.follow_entries(now)
    elif view == "opportunities":
        opportunities.follow_votes(now.live)
        opportunities.show_all(now.live, now.live.day)
    elif view == "paper":
        paper_forms.form(now)
        facilitator_buttons.undo(now.live)
    else:
        results.show_all(now.live)
        facilitator_buttons.undo(now.live)


if (now := running.current()) is None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection_workshop"):
        with (
            st.container(key="worded_open", width="content"),  # its label remains on a phone
            st.popover(_("Open a session"), icon=":material/groups:", type="primary"),
        ):
            opening.form(park_id())
        with st.popover(_("Invitations and paper forms"), icon=":material/mail:"):
            opening.invite(park_id())
        place = st.container(width="content")
        st.markdown(_("No session is open"), width="content")
    between_sessions.show_results_or_known(park_id(), place)
else:
    session(now)
