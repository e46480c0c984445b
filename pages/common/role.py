"""Who is looking: a facilitator sees every company by name, a guest only those that agreed to it."""

import hmac
import os

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import controls, pick
from pages.common.language import _

FACILITATOR, GUEST = "facilitator", "guest"


def _secret() -> str:
    """Return the word that opens the facilitator's view; empty on a laptop that only its owner uses."""
    return os.environ.get("ISDATA_FACILITATOR_KEY", "")


def _is_open() -> bool:
    typed = str(st.session_state.get("facilitator_key", ""))
    return not _secret() or hmac.compare_digest(typed.encode(), _secret().encode())


def choose_role(place: DeltaGenerator) -> None:
    """Let the reader look as facilitator or as guest; the facilitator's view may need a key."""
    words = {FACILITATOR: _("Facilitator"), GUEST: _("Guest")}
    role = pick.one_of(
        _("View as"),
        words,
        key="role",
        default=GUEST if _secret() else FACILITATOR,
        place=place,
        help=_(
            "A guest sees companies by name only where they agreed to it. The projector always shows the guest's view."
        ),
    )
    if role == FACILITATOR and _secret():
        place.text_input(
            _("Facilitator's key"), type="password", key="facilitator_key", persist_state="session"
        )
        if not _is_open():
            place.caption(_("Without the key, the guest's view is shown."))


def sees_all() -> bool:
    """Return whether companies that keep to class and band are shown by name."""
    return st.session_state.get("role") == FACILITATOR and _is_open() and not controls.is_projected()


def keep_guests_out(message: str) -> None:
    """End the page for a guest, with a message that says why."""
    if not sees_all():
        st.info(message, icon=":material/lock:")
        st.stop()
