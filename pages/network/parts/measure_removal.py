"""Copying and removing a measure, and the message after saving, copying or removing."""

import time
from collections.abc import Collection, Mapping

import streamlit as st

from isdata.data.i18n import N_, both
from isdata.energy.measures import editing
from pages.common import screen, show
from pages.common.data import cursor
from pages.common.editing import saving, signing
from pages.common.language import _

_COPIED, _NEXT, _MESSAGE = "measure_copied", "measure_next", "measure_message"
_MOMENT = 10.0  # time that a message remains when the page is redrawn [s]


def select_stored(known: Collection[str]) -> None:
    """Select the newly stored measure, or none after a removal."""
    following = st.session_state.pop(_NEXT, None)
    if following is not None and (not following or following in known):
        st.session_state["measure_chosen"] = following


def chosen_next(measure_id: str) -> None:
    """Select a measure for the next run, without the message on the former one; empty for a new one."""
    st.session_state[_NEXT] = measure_id
    for key in (_COPIED, _MESSAGE):
        st.session_state.pop(key, None)


def copied(chosen: str) -> str:
    """Measure copied for a new one; empty if there is none."""
    return "" if chosen else st.session_state.get(_COPIED, "")


def keep_message(message: str, *, place: str) -> None:
    """Show a message in the next run at a place of the page, because a toast would cover the controls.

    Parameters
    ----------
    message : str
    place : "save" or "delete"
        Beside the button that was used.
    """
    st.session_state[_MESSAGE] = (message, place, time.monotonic())


def show_message(place: str) -> bool:
    """Show a recent message of this place; return True if there was one.

    It is not limited to the next run, because another run may follow at once and replace it.
    """
    message, where, since = st.session_state.get(_MESSAGE, ("", "", 0.0))
    is_shown = where == place and time.monotonic() - since < _MOMENT
    if is_shown:
        st.success(message, icon=":material/check:")
    return is_shown


def introduce(chosen: str, titles: Mapping[str, str]) -> None:
    """Show what was deleted, that a copy is not saved yet, or the purpose of an empty form."""
    if show_message("delete"):
        return
    if like := copied(chosen):
        show.info(
            _(
                "Copy of {measure}, not saved yet. Change what differs, then choose “Save”.",
                measure=show.escaped(titles.get(like, like)),
            )
        )
    elif not chosen and not screen.is_phone():
        st.caption(
            _("Once saved, a measure counts in the totals of the energy network, in plans and scenarios.")
        )


def offer(chosen: str, titles: Mapping[str, str]) -> None:
    """Offer to copy or remove the chosen measure."""
    if not chosen:
        return
    if st.button(_("Copy"), key="measure_copy", icon=":material/content_copy:"):
        chosen_next("")
        st.session_state[_COPIED] = chosen
        st.rerun()
    if st.button(_("Delete"), key="measure_delete", icon=":material/delete:"):
        title = _("Delete “{measure}”?", measure=show.escaped(titles[chosen]))
        st.dialog(title, icon=":material/delete:")(_confirm)(chosen, titles[chosen])


def _confirm(measure_id: str, title: str) -> None:
    """Ask for confirmation; the change log keeps the rows, so the removal can be undone."""
    st.write(
        _("Its savings, benefits and relations are deleted with it. It can be undone on the History page.")
    )
    who = signing.signature("measure_delete_who")
    is_asked = st.button(_("Delete"), key="measure_delete_now", type="primary", icon=":material/delete:")
    if is_asked and signing.is_named(who):
        with saving.show_problems():
            editing.remove(cursor(), measure_id=measure_id, who=who, reason=both(N_("Measure deleted")))
            chosen_next("")
            message = _(
                "{measure} deleted. It can be undone on the page “History”.", measure=show.escaped(title)
            )
            keep_message(message, place="delete")
            st.rerun()
