"""Controls of the frame: language, park and projector; they stand in the address, so a view can be shared."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import LANGUAGES
from isdata.park import parks
from pages.common import address, pick
from pages.common.data import ask
from pages.common.language import _, browser_language, reader

# Streamlit's sizes are relative to the root's, so one rule makes everything larger.
PROJECTED = (
    "<style>html {font-size: 23px} [data-testid=stHeader], [data-testid=stSidebar] {display: none} "
    "[data-testid=stMainBlockContainer] {padding: 1rem 2rem} "
    # On a phone large type cuts the choices, and nobody sits ten rows away.
    "@media (max-width: 640px) {html {font-size: 16px} [data-testid=stMainBlockContainer] {padding: 1rem}}</style>"
)
ON = ("true", "1")


def is_projected() -> bool:
    """Return whether the page is projected: large type, no side bar, one view."""
    if "is_projected" not in st.session_state:
        st.session_state.is_projected = st.query_params.get("projector") in ON
    return st.session_state.is_projected


def frame() -> DeltaGenerator:
    """Return the place of the frame's controls: the side bar, or one button when projected."""
    address.remembered("lang", LANGUAGES, browser_language())  # the button is the first word on the page
    if not is_projected():
        return st.sidebar
    st.html(PROJECTED)
    return st.popover(_("View"), icon=":material/tune:", width="content")


def choose_language(place: DeltaGenerator) -> None:
    """Let the reader choose the language; at first it is that of the browser."""
    pick.one_of("Language · 语言", LANGUAGES, key="lang", default=browser_language(), place=place)


def choose_park(place: DeltaGenerator) -> str | None:
    """Let the reader choose the park; None when no park is stored."""
    known = ask(parks.parks)
    if known.empty:
        return None
    names = {
        park["park_id"]: reader().name(park["name_en"], park["name_zh"]) for park in known.to_dict("records")
    }
    return pick.from_list(
        _("Park"),
        names,
        key="park",
        place=place,
        help=_("Type any part of the name. The overview page also finds former names and other spellings."),
    )


def choose_projector(place: DeltaGenerator) -> None:
    """Let the reader switch to large type without a side bar, and back.

    A button, not a toggle: it moves to another place when it is used, and a toggle forgets its value there.
    """
    place.button(
        _("Exit presentation") if is_projected() else _("Presentation"),
        key="switch_projector",
        icon=":material/slideshow:",
        on_click=_project,
        args=(not is_projected(),),
        help=_("Large type and a single view for presentations. The button “View” shows the controls."),
    )
    address.put("projector", "true" if is_projected() else None)


def _project(is_on: bool) -> None:
    st.session_state.is_projected = is_on


def park_id() -> str:
    """Return the chosen park, for pages that need one."""
    return st.session_state.park
