"""Role of the reader of the page (facilitator, administration, company or guest), and availability of actions."""

import html

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer
from pages.common import address, controls, pick, practice, run_values
from pages.common.access import sign_in, visitor
from pages.common.data import ask
from pages.common.language import _, names

FACILITATOR, ADMINISTRATION, COMPANY, GUEST = ROLES = ("facilitator", "administration", "company", "guest")


def is_facilitator() -> bool:
    """Return True if this reader may show and change everything here; a trainee may in the own practice copy."""
    return practice.is_on() or visitor.is_facilitator()


def remember() -> None:
    """Read the role from the address, for elements drawn before its control."""
    roles = ROLES if is_facilitator() else (GUEST,)
    address.remembered("role", roles, roles[0])
    address.remembered_text("as_company")
    if roles[0] == GUEST:
        # For a guest, a facilitator's link opens the guest view; this is no missing option.
        address.missing("role")


def choose_role(place: DeltaGenerator, page: str, park: str | None) -> None:
    """Let the facilitator view the page in another role; let a guest sign in as facilitator.

    Parameters
    ----------
    place : DeltaGenerator
        Container of the controls.
    page : str
        Name of the page to return to after signing in.
    park : str or None
        Id of the park whose companies can be chosen.
    """
    if is_facilitator():
        _choose(place, park)
        run_values.forget()  # the viewer was first determined without the park and the company
    if not practice.is_on():
        _sign_in_or_out(place, page)


def _choose(place: DeltaGenerator, park: str | None) -> None:
    """Draw the choice of a role; a presentation shows the guest view, and the role applies again afterwards."""
    label, words = _("View as"), _words()
    note = _(
        "A company sees its own data in full, the administration those of companies open to it. Of others, "
        "everyone but the facilitator sees names only where the company agreed. Presentation mode always "
        "uses the guest view."
    )
    if controls.is_projected():
        address.keep("role")
        address.keep("as_company")
        place.segmented_control(
            label,
            list(words),
            format_func=words.__getitem__,
            default=GUEST,
            disabled=True,
            key=pick.widget_key("role_projected", words.values()),
            help=note,
        )
        return
    chosen = pick.one_of(label, words, key="role", place=place, help=note)
    companies = names(ask(store.ask, name="park_companies", park_id=park), "company_id") if park else {}
    if chosen == COMPANY and companies:
        pick.from_dropdown(_("Company"), companies, key="as_company", place=place)
    else:
        address.put("as_company", None)


def _words() -> dict[str, str]:
    return {
        FACILITATOR: _("Facilitator"),
        ADMINISTRATION: _("Administration"),
        COMPANY: _("Company"),
        GUEST: _("Guest"),
    }


def _sign_in_or_out(place: DeltaGenerator, page: str) -> None:
    """Show a link to the sign-in page; none on the server machine, which needs no key, and none for a public copy."""
    if visitor.is_public() or (visitor.is_facilitator() and not visitor.is_signed_in()):
        return
    words = _("Sign out") if visitor.is_signed_in() else _("Sign in as facilitator")
    target = sign_in.link(page, {key: text for key, text in address.everywhere().items() if key != "role"})
    place.html(f'<a href="{html.escape(target)}" target="_self">{html.escape(words)}</a>')


def viewer() -> Viewer:
    """Viewer of this page: a guest, unless a facilitator chose another role and does not present."""
    return run_values.once_in_run("viewer", _viewer)


def _viewer() -> Viewer:
    state = st.session_state
    role = state.get("role") if is_facilitator() and not controls.is_projected() else GUEST
    if role == FACILITATOR:
        return disclosure.FACILITATOR
    if role == COMPANY and state.get("as_company"):
        return Viewer("company", (state.as_company,))
    if role == ADMINISTRATION and state.get("park"):
        return ask(disclosure.administration, park_id=state.park)
    return disclosure.GUEST


def may_change() -> bool:
    """Return True if facilitator actions are offered on this page, which is not the case in another role's view."""
    return viewer().sees_all


def may_enter() -> bool:
    """Return True if this reader may enter data: a facilitator, also while presenting."""
    return st.session_state.get("role") == FACILITATOR and is_facilitator()
