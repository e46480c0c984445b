"""What a presented view shows, in one line as its title; the name of the page stays as a small word above it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import charts, controls, show

_PLACE = "headline_place"
_DRAWN = "headline_drawn"  # element of the line, which a part that runs alone replaces
_PAGE = "headline_page"
IS_TITLED = "headline_is_titled"  # whether a story gives the view a title of its own
_TITLED = "headline_titled"


def room(page: str, *, is_titled: bool) -> None:
    """Keep room for the line below the name of a page.

    Parameters
    ----------
    page : str
    is_titled : bool
        Whether a story gives the view a title of its own, which stays the title, with the line below it.
    """
    st.session_state[_TITLED] = is_titled
    st.session_state[IS_TITLED] = is_titled
    place = st.container(key="headline_below" if is_titled else "headline")
    if st.session_state.get(_PAGE) != page:  # no line of the page before beside the name of this one
        place.empty()
    st.session_state[_PAGE], st.session_state[_PLACE], st.session_state[_DRAWN] = page, place, None


def is_below_title() -> bool:
    """Whether the line stands below the title that a story gives the view."""
    return bool(st.session_state.get(_TITLED))


def state(words: str) -> None:
    """State what the view shows, from figures that this reader sees in it; nothing where there are no words.

    To be called outside of `once`: the line stands outside of the part that is remembered.
    """
    place: DeltaGenerator | None = st.session_state.get(_DRAWN) or st.session_state.get(_PLACE)
    if place is None or not controls.is_projected() or charts.is_collecting():
        return
    if words := words.rstrip(".。"):  # a title, also where it is a sentence elsewhere
        st.session_state[_DRAWN] = place.header(show.plain(words), anchor=False)
    elif st.session_state.get(_DRAWN):
        place.empty()
