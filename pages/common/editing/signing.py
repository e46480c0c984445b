"""Signing of changes: name for the change log, and buttons that require it."""

import contextlib
import time
from typing import Any

import streamlit as st

from pages.common import browser_effects, number_field, show
from pages.common.editing import concurrent_edits, signed_name, unsaved
from pages.common.language import _

WHO = "board_who"  # default field for the author's name
_LATEST_EDIT = 3.0  # maximum delay of an edit after the click that saves it [s]


def signature(
    key: str = WHO, *, width: int = 320, is_short: bool = False, is_in_popover: bool = False
) -> str:
    """Name for the change log; empty until given.

    It is requested once: after the first change, a button shows the name and opens the field to correct it.

    Parameters
    ----------
    key : str
        Key of the field.
    width : int
        Width of the field. [px]
    is_short : bool
        True if the field is behind a button from the beginning.
    is_in_popover : bool
        True if it is inside a popover already, and therefore gets no further button.
    """
    label = _("Your name (for the change log)")
    known = signed_name.known()
    name = st.session_state.pop(f"{key}_given", None) or st.session_state.get(key) or known
    # In each run, because in a closed popover the browser draws the field later, with the value of the last run.
    if name:
        st.session_state[key] = name
    place = contextlib.nullcontext()
    if (is_short or known) and not is_in_popover:
        place = st.popover(
            show.escaped(name or _("Your name")), icon=":material/badge:", help=label, width="content"
        )
    with place:
        return st.text_input(
            label, key=key, persist_state="session", placeholder=_("Required for changes"), width=width
        ).strip()


def signed_button(
    label: str,
    *,
    key: str,
    is_ready: bool = True,
    primary: bool = True,
    field: str = WHO,
    is_in_popover: bool = False,
    **options: Any,
) -> str | None:
    """Show the name and a button; return the name after a click, requested in a dialog if necessary.

    Parameters
    ----------
    label, key : str
        Label and key of the button.
    is_ready : bool
        True if there is something to store.
    primary : bool
        True if it is the main action of the page.
    field : str
        Key of the name field, if the page has several; its initial value is the name given before.
    is_in_popover : bool
        True if the button is in a popover.
    **options : object
        Further arguments of `st.button`.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = signature(field, is_short=True, is_in_popover=is_in_popover)
        is_used = st.button(
            label,
            key=key,
            type="primary" if primary else "secondary",
            disabled=not is_ready,
            **options,
        )
    return name if is_signed(is_used, name, key=key, who=field) else None


def is_signed(is_asked: bool, name: str, *, key: str, who: str = WHO) -> bool:
    """Return True if a change was requested and there is a name for the change log.

    A missing name is requested at that moment and stored, and the change continues.

    Parameters
    ----------
    is_asked : bool
        True if the button was used.
    name : str
        As returned by `signature`; empty while not given.
    key : str
        Key of the button.
    who : str
        Key of the field that holds the name.
    """
    is_asked = unsaved.are_sent(is_asked, key)
    goes_on = st.session_state.pop(f"{key}_signed", False)
    if (is_asked or goes_on) and not number_field.is_readable():
        return False
    if not name and (is_asked or _is_closed_by_edit(key)):
        st.session_state[f"{key}_naming"] = time.monotonic(), unsaved.edits()
        concurrent_edits.keep_version()
        st.dialog(_("Enter your name"))(_name_form)(key, who)
    signs = bool(name) and (is_asked or goes_on)
    if signs:
        signed_name.keep(name)
        concurrent_edits.resuming_key(key)
    return signs


def _is_closed_by_edit(key: str) -> bool:
    """Return True if the name dialog was just opened and a late edit from the browser closed it."""
    opened_at, edits = st.session_state.pop(f"{key}_naming", (float("-inf"), None))
    return time.monotonic() - opened_at < _LATEST_EDIT and edits != unsaved.edits()


def is_named(name: str) -> bool:
    """Return True if the name is given, and store it; otherwise state that it is missing."""
    if name:
        signed_name.keep(name)
        concurrent_edits.resuming_key("")
    else:
        st.warning(_("Enter your name; it is recorded in the change log."), icon=":material/badge:")
    return bool(name)


def _name_form(key: str, who: str) -> None:
    browser_effects.focus_first_field("name_asked", key=f"{key}_name_focus")
    with st.form(f"{key}_name", border=False):
        given = st.text_input(_("Your name (for the change log)"), key="name_asked").strip()
        if st.form_submit_button(_("Continue"), type="primary") and is_named(given):
            st.session_state[f"{who}_given"] = given
            st.session_state[f"{key}_signed"] = True
            st.rerun()
