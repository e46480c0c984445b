"""View shown by a presentation window, recorded in the server process for the speaker window."""

import datetime as dt

import streamlit as st

from isdata.programme import stories
from pages.common import role
from pages.common.data import database_path

_NOTED = "presentation_noted"  # story and position last recorded by this window


@st.cache_resource(show_spinner=False)
def _presentations() -> stories.Presentations:
    return stories.Presentations()


def note(story_id: str, place: int) -> None:
    """Record the view of this window if a facilitator presents it; guests who follow its link change nothing."""
    if role.may_enter() and st.session_state.get(_NOTED) != (story_id, place):
        st.session_state[_NOTED] = story_id, place
        _presentations().show(_of_file(story_id), place, now())


def keep() -> None:
    """Record that this window is open, if it presents a story."""
    if noted := st.session_state.get(_NOTED):
        _presentations().keep(_of_file(noted[0]), now())


def end(story_id: str) -> None:
    """Record that the presentation of a story has ended or restarts."""
    st.session_state[_NOTED] = None
    if role.may_enter():
        _presentations().end(_of_file(story_id))


def of(story_id: str) -> stories.Running | None:
    """Presentation of a story; None if it is not presented."""
    return _presentations().of(_of_file(story_id), now())


def now() -> dt.datetime:
    """Present time, as used for presentations."""
    return dt.datetime.now(dt.UTC)


def _of_file(story_id: str) -> tuple[str, str]:
    """Key of a story including the database file, because practice copies contain the same stories."""
    return str(database_path()), story_id
