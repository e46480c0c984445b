"""Who is looking: a facilitator sees every company by name, a guest only those that agreed to it."""

import html

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import disclosure
from isdata.data.disclosure import Viewer
from pages.common import address, controls, pick, practice
from pages.common.access import sign_in, visitor
from pages.common.language import _

FACILITATOR, GUEST = "facilitator", "guest"


def is_facilitator() -> bool:
    """Whether this reader may show and change everything here; in a practice copy its trainee may."""
    return practice.is_on() or visitor.is_facilitator()


def remember() -> None:
    """Read the role from the address, for what is drawn before its control."""
    roles = (FACILITATOR, GUEST) if is_facilitator() else (GUEST,)
    address.remembered("role", roles, roles[0])
    if roles[0] == GUEST:
        address.missing("role")  # a facilitator's link opens a guest's view for a guest; nothing is missing


def choose_role(place: DeltaGenerator, page: str) -> None:
    """Let the facilitator look as a guest does; let a guest sign in as facilitator.

    Parameters
    ----------
    place : DeltaGenerator
        Where the controls are drawn.
    page : str
        Name of the page to come back to after signing in.
    """
    if is_facilitator():
        _choose(place)
    if not practice.is_on():
        _sign_in_or_out(place, page)


def _choose(place: DeltaGenerator) -> None:
    """Draw the choice of a role; projected, it shows the guest's view, and the role holds again afterwards."""
    label, words = _("View as"), {FACILITATOR: _("Facilitator"), GUEST: _("Guest")}
    note = _(
        "Guests see company names only where the company agreed. Presentation mode always uses the guest "
        "view."
    )
    if not controls.is_projected():
        pick.one_of(label, words, key="role", place=place, help=note)
        return
    address.keep("role")
    place.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        default=GUEST,
        disabled=True,
        key=pick.widget_key("role_projected", words.values()),
        help=note,
    )


def _sign_in_or_out(place: DeltaGenerator, page: str) -> None:
    """Link to the page where the key is given; none on the machine itself, which needs none, and of a public copy."""
    if visitor.is_public() or (visitor.is_facilitator() and not visitor.is_signed_in()):
        return
    words = _("Sign out") if visitor.is_signed_in() else _("Sign in as facilitator")
    target = sign_in.link(page, {key: text for key, text in address.everywhere().items() if key != "role"})
    place.html(f'<a href="{html.escape(target)}" target="_self">{html.escape(words)}</a>')


def viewer() -> Viewer:
    """The reader of this page: the facilitator, or a guest where presented or chosen so."""
    is_chosen = st.session_state.get("role") == FACILITATOR and is_facilitator()
    return disclosure.FACILITATOR if is_chosen and not controls.is_projected() else disclosure.GUEST


def sees_all() -> bool:
    """Whether the reader of this page sees the data of all companies."""
    return viewer().sees_all


def may_enter() -> bool:
    """Whether this reader may enter data: a facilitator, also while presenting."""
    return st.session_state.get("role") == FACILITATOR and is_facilitator()
