"""Buttons of the console: each stores one step of the facilitator, which can be undone."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from isdata.programme.workshop.live import Live
from isdata.programme.workshop.replay import last_undoable_step
from pages.common import screen
from pages.common.language import _

EVERY = 2.0  # refresh interval of the session [s]
_REFUSED = "workshop_refused"  # session key of the reason why the last step was not taken


def key_of(shortcut: str | None) -> str | None:
    """Key of a button; None on a phone, which has no keyboard."""
    return None if screen.is_phone() else shortcut


def button(
    live: Live,
    words: str,
    key: str,
    kind: str,
    *,
    is_chosen: bool = False,
    icon: str | None = None,
    shortcut: str | None = None,
    is_disabled: bool = False,
    note: str | None = None,
    refusal: Callable[[], str | None] | None = None,
    **body: Any,
) -> None:
    """Draw a button for one step; the surrounding part is redrawn afterwards.

    `refusal`: None if the step can be taken at the time of the click, else the reason, which `state_refusal` shows unless empty.
    """

    def act() -> None:
        reason = refusal() if refusal else None
        if reason is None:
            live.console(kind, **body)
        elif reason:
            st.session_state[_REFUSED] = reason

    st.button(
        words,
        key=key,
        type="primary" if is_chosen else "secondary",
        icon=icon,
        shortcut=key_of(shortcut),
        disabled=is_disabled,
        help=note,
        on_click=act,
    )


def state_refusal() -> None:
    """State once why the last step was not taken."""
    if reason := st.session_state.pop(_REFUSED, ""):
        st.toast(reason, icon=":material/info:")


def undo(live: Live) -> None:
    """Draw a button that undoes the facilitator's last step at the time of the click, not of the drawing."""

    def act() -> None:
        last = last_undoable_step(live.records)
        if last is not None:
            live.console("undo", number=last)

    st.button(
        _("Undo"), key="workshop_undo", icon=":material/undo:", shortcut=key_of("z"), on_click=act,
        help=_("Undoes your last step."),
    )  # fmt: skip
