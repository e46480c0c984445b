"""Copy and removal of a measure."""

from collections.abc import Collection

import streamlit as st

from isdata.data.i18n import N_, both
from isdata.energy.measures import editing
from pages.common import saving, signing
from pages.common.data import cursor
from pages.common.language import _

_COPIED, _NEXT = "measure_copied", "measure_next"


def take_over(known: Collection[str]) -> None:
    """Choose the measure that was just stored, or none after one was removed."""
    following = st.session_state.pop(_NEXT, None)
    if following is not None and (not following or following in known):
        st.session_state["measure_chosen"] = following


def chosen_next(measure_id: str) -> None:
    """Let the next run show a measure; empty for a new one."""
    st.session_state[_NEXT] = measure_id
    st.session_state.pop(_COPIED, None)


def copied(chosen: str) -> str:
    """The measure whose values a new one begins with; empty where there is none."""
    return "" if chosen else st.session_state.get(_COPIED, "")


def offer(park_id: str, chosen: str) -> None:
    """Offer to copy or remove the chosen measure."""
    if not chosen:
        return
    if st.button(_("Copy"), key="measure_copy", icon=":material/content_copy:"):
        chosen_next("")
        st.session_state[_COPIED] = chosen
        st.rerun()
    if st.button(_("Delete"), key="measure_delete", icon=":material/delete:"):
        st.dialog(_("Delete this measure?"), icon=":material/delete:")(_confirm)(chosen)


def _confirm(measure_id: str) -> None:
    """Ask once more; the change log keeps the rows, so it can be undone."""
    st.write(
        _("Its savings, benefits and relations are deleted with it. It can be undone on the History page.")
    )
    who = signing.who("measure_delete_who")
    is_asked = st.button(_("Delete"), key="measure_delete_now", type="primary", icon=":material/delete:")
    if is_asked and signing.is_named(who):
        with saving.worded():
            editing.remove(cursor(), measure_id=measure_id, who=who, reason=both(N_("Measure deleted")))
            chosen_next("")
            st.toast(_("Deleted."), icon=":material/delete:")
            st.rerun()
