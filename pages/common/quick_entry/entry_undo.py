"""Undo of a quick entry: what was removed, and the line to be changed or saved again."""

import streamlit as st

from pages.common import show
from pages.common.editing import saving, signed_name, undoing
from pages.common.language import _

_WHAT = "quick_entry"  # identifier of the undo button
_REMOVED = "declare_removed"


def keep(version: int | None) -> None:
    """Record the version of the entry saved last; None if it changed nothing."""
    undoing.keep(_WHAT, version)
    st.session_state.pop(_REMOVED, None)


def offer(entered: str, who: str, saved: str) -> None:
    """Offer to undo an entry: `entered` in words, stored in the name of `who`, and marked by the key `saved`."""

    def confirm() -> None:
        begin_again(saved)
        st.session_state[_REMOVED] = count(), _line(), entered

    undoing.offer(_WHAT, signed_name.known() or st.session_state.get(who, ""), confirm=confirm)


def count() -> int:
    """Number of entries undone; part of the keys of the fields."""
    return saving.save_count(_WHAT)


def begin_again(saved: str) -> None:
    """Offer the fields of the line again: after undoing, the browser has forgotten their values, which the server has."""
    del st.session_state[saved]
    saving.next_turn(_WHAT)


def is_undone() -> bool:
    """Return True if the unchanged line was saved and undone."""
    return st.session_state.get(_REMOVED, ())[:2] == (count(), _line())


def state() -> None:
    """State what undoing removed, until the line is changed or saved again."""
    if is_undone():
        entered = show.escaped(st.session_state[_REMOVED][2])
        words = _("Undone: {entered}. Change the line, or save it again.", entered=entered)
        st.info(words, icon=":material/undo:")


def _line() -> str:
    return str(st.session_state.get("declare_line") or "").strip()
