"""Which view of a story the presented window shows: noted in the process of the server, for the window of the speaker."""

import datetime as dt

import streamlit as st

from isdata.programme import stories
from pages.common import role
from pages.common.data import database_path

_NOTED = "presentation_noted"  # story and place that this window noted last


@st.cache_resource(show_spinner=False)
def _presentations() -> stories.Presentations:
    return stories.Presentations()


def note(story_id: str, place: int) -> None:
    """Note the view that this window shows, if a facilitator presents it: guests who follow its link change nothing."""
    if role.may_enter() and st.session_state.get(_NOTED) != (story_id, place):
        st.session_state[_NOTED] = story_id, place
        _presentations().show(_of_file(story_id), place, now())


def keep() -> None:
    """Note that this window is open, if it presents a story."""
    if noted := st.session_state.get(_NOTED):
        _presentations().keep(_of_file(noted[0]), now())


def end(story_id: str) -> None:
    """Note that the presentation of a story has ended, or begins anew."""
    st.session_state[_NOTED] = None
    if role.may_enter():
        _presentations().end(_of_file(story_id))


def of(story_id: str) -> stories.Running | None:
    """The presentation of a story; None where it is not presented."""
    return _presentations().of(_of_file(story_id), now())


def now() -> dt.datetime:
    """The time that presentations are measured in."""
    return dt.datetime.now(dt.UTC)


def _of_file(story_id: str) -> tuple[str, str]:
    """A practice copy has the stories of its park as well."""
    return str(database_path()), story_id
