"""Undo of the last save, at the place of entry."""

from collections.abc import Callable

import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_, both
from pages.common import navigation
from pages.common.data import cursor
from pages.common.editing import saving, signing
from pages.common.language import _

_SAVED = "table_saved"  # item saved last, and its version
_WARNED = "undo_warned"  # save for which the loss of edits was announced


def keep(what: str, version: int | None) -> None:
    """Record the version saved last, for the undo button.

    Parameters
    ----------
    what : str
        Identifies the table or list of the entry.
    version : int, optional
        Data version created by the save; None if it changed nothing.
    """
    st.session_state[_SAVED] = (what, version) if version is not None else None


def offer(what: str, who: str, *, has_edits: bool = False, confirm: Callable[[], None] | None = None) -> None:
    """Offer to undo the last save in a table or list, in the name of `who`.

    Unsaved edits (`has_edits`) would be lost too, which requires a second click. `confirm` replaces the usual message,
    which a dialog would lose.
    """
    saved = st.session_state.get(_SAVED)
    if not saved or saved[0] != what:
        return
    is_asked = st.button(_("Undo last save"), key="undo_table", icon=":material/undo:")
    if is_asked and has_edits and st.session_state.get(_WARNED) != saved:
        st.session_state[_WARNED] = saved
        st.warning(
            _(
                "The table has edits that are not saved: undoing discards them. Save them first, or choose “Undo last save” again."
            ),
            icon=":material/edit:",
        )
        return
    if signing.is_signed(is_asked, who, key="undo_table"):
        with saving.show_problems():
            _undo(saved[1], who, confirm or _confirm)


def _undo(version: int, who: str, confirm: Callable[[], None]) -> None:
    """Undo a save, unless later changes depend on it."""
    if store.dependent_changes(cursor(), version):
        st.warning(
            _("Later changes use these rows. Undo them together on the History page."),
            icon=":material/history:",
        )
        navigation.link("history", version=str(version))
        return
    reason = both(N_("Undone: version {versions}"), versions=str(version))
    store.undo(cursor(), version, who=who, reason=reason)
    del st.session_state[_SAVED]
    confirm()
    st.rerun()


def _confirm() -> None:
    st.toast(_("Undone. Other data are unchanged."), icon=":material/undo:")
