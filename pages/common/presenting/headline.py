"""Headline of a presented view: a line on its content as the title, with the page name in small type above."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import charts, controls, screen, show, whole_amounts

_PLACE = "headline_place"
_DRAWN = "headline_drawn"  # element of the line, which a fragment replaces
_PAGE = "headline_page"
IS_TITLED = "headline_is_titled"  # True if a story gives the view its own title
_TITLED = "headline_titled"


def room(page: str, *, is_titled: bool) -> None:
    """Reserve space for the line below the name of a page.

    Parameters
    ----------
    page : str
    is_titled : bool
        True if a story gives the view its own title, which is kept with the line below it.
    """
    st.session_state[_TITLED] = is_titled
    st.session_state[IS_TITLED] = is_titled
    place = st.container(key="headline_below" if is_titled else "headline")
    # Empty on another page, which would show the former one's line. The line takes this element: behind it, it would
    # stand twice while the page is drawn again.
    drawn = place.empty() if st.session_state.get(_PAGE) != page else None
    st.session_state[_PAGE], st.session_state[_PLACE], st.session_state[_DRAWN] = page, place, drawn


def is_below_title() -> bool:
    """Return True if the line is below the title given by a story."""
    return bool(st.session_state.get(_TITLED))


def reserve() -> None:
    """Leave the headline empty, for a fragment that states it in a later run of its own only.

    Streamlit lets a fragment write outside itself only where it has written in the run of the whole page.
    """
    place: DeltaGenerator | None = st.session_state.get(_DRAWN) or st.session_state.get(_PLACE)
    if place is not None and controls.is_projected():
        st.session_state[_DRAWN] = place.empty()


def state(words: str, *, is_on_page: bool = False) -> None:
    """Show the headline, based on figures visible to this reader; nothing for an empty text.

    Call it outside `once`, because the line is outside the cached part. With `is_on_page`, a working page shows it here.
    """
    if is_on_page and words and not controls.is_projected() and not charts.is_collecting():
        whole = whole_amounts.narrow if screen.is_phone() else whole_amounts.line
        st.subheader(show.escaped(whole(words.rstrip(".。"))), anchor=False)
    place: DeltaGenerator | None = st.session_state.get(_DRAWN) or st.session_state.get(_PLACE)
    if place is None or not controls.is_projected() or charts.is_collecting():
        return
    if words := words.rstrip(".。"):  # without a full stop, as a title
        st.session_state[_DRAWN] = place.header(show.escaped(whole_amounts.line(words)), anchor=False)
    elif st.session_state.get(_DRAWN):
        place.empty()
