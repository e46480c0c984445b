"""Who is looking: a facilitator sees every company by name, a guest only those that agreed to it."""

import html

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import address, controls, pick
from pages.common.access import sign_in, viewer
from pages.common.language import _

FACILITATOR, GUEST = "facilitator", "guest"


def choose_role(place: DeltaGenerator, page: str) -> None:
    """Let the facilitator look as a guest does; let a guest sign in as facilitator.

    Parameters
    ----------
    place : DeltaGenerator
        Where the controls are drawn.
    page : str
        Name of the page to come back to after signing in.
    """
    if viewer.is_facilitator():
        words = {FACILITATOR: _("Facilitator"), GUEST: _("Guest")}
        pick.one_of(
            _("View as"),
            words,
            key="role",
            place=place,
            help=_(
                "A guest sees companies by name only where they agreed to it. The projector always shows the guest's view."
            ),
        )
    else:
        address.remembered("role", {GUEST}, GUEST)
        address.missing("role")  # a facilitator's link opens a guest's view for a guest; nothing is missing
    _sign_in_or_out(place, page)


def _sign_in_or_out(place: DeltaGenerator, page: str) -> None:
    """Link to the page where the key is given; no link on the machine itself, which needs none."""
    if viewer.is_facilitator() and not viewer.is_signed_in():
        return
    words = _("Sign out") if viewer.is_signed_in() else _("Sign in as facilitator")
    target = sign_in.link(page, {key: text for key, text in address.everywhere().items() if key != "role"})
    place.html(f'<a href="{html.escape(target)}" target="_self">{html.escape(words)}</a>')


def sees_all() -> bool:
    """Return whether companies that keep to class and band are shown by name."""
    return (
        st.session_state.get("role") == FACILITATOR
        and viewer.is_facilitator()
        and not controls.is_projected()
    )


def keep_guests_out(message: str) -> None:
    """End the page for a guest, with a message that says why."""
    if not sees_all():
        st.info(message, icon=":material/lock:")
        st.stop()
