"""Copy and removal of a measure, and what is said once it is saved, copied or removed."""

import time
from collections.abc import Collection, Mapping

import streamlit as st

from isdata.data.i18n import N_, both
from isdata.energy.measures import editing
from pages.common import saving, show, signing
from pages.common.data import cursor
from pages.common.language import _

_COPIED, _NEXT, _MESSAGE = "measure_copied", "measure_next", "measure_message"
_MOMENT = 10.0  # that a message stays, if the page is drawn again [s]


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


def keep_message(message: str, *, place: str) -> None:
    """Let the next run state what happened in a place of the page; a toast would lie on the controls.

    Parameters
    ----------
    message : str
    place : "save" or "delete"
        Beside the button that was used.
    """
    st.session_state[_MESSAGE] = (message, place, time.monotonic())


def show_message(place: str) -> bool:
    """State what happened a moment ago in this place; return whether there was anything.

    Not only in the next run: another one may follow at once and take its place.
    """
    message, where, since = st.session_state.get(_MESSAGE, ("", "", 0.0))
    is_shown = where == place and time.monotonic() - since < _MOMENT
    if is_shown:
        st.success(message, icon=":material/check:")
    return is_shown


def introduce(chosen: str, titles: Mapping[str, str]) -> None:
    """State what was deleted; of a copy, that it is not saved yet; of an empty form, what it is for."""
    if show_message("delete"):
        return
    if like := copied(chosen):
        show.info(
            _(
                "Copy of {measure}, not saved yet. Change what differs, then choose “Save”.",
                measure=show.plain(titles.get(like, like)),
            )
        )
    elif not chosen:
        st.caption(
            _(
                "A measure has a site, an investment and what it saves. Once saved, it counts in the totals of the "
                "energy network, in plans and scenarios."
            )
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
        title = _("Delete “{measure}”?", measure=show.plain(titles[chosen]))
        st.dialog(title, icon=":material/delete:")(_confirm)(chosen, titles[chosen])


def _confirm(measure_id: str, title: str) -> None:
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
            message = _(
                "{measure} deleted. It can be undone on the page “History”.", measure=show.plain(title)
            )
            keep_message(message, place="delete")
            st.rerun()
