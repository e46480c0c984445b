"""Controls at the top of every page: park, language, view and presentation; the address holds them, so a view can be shared."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import LANGUAGES
from isdata.park import parks
from pages.common import address, pick
from pages.common.data import ask
from pages.common.language import _, browser_language, names

ENTERS = "enters_presentation"  # whether a presentation begins with this run
ON = ("true", "1")


def is_projected() -> bool:
    """Whether the page is presented: large type, no controls, one view."""
    if "is_projected" not in st.session_state:
        st.session_state.is_projected = st.query_params.get("projector") in ON
    return st.session_state.is_projected


@dataclass(frozen=True)
class Frame:
    """Places of the controls at the top of every page; one button holds all of them in a presentation."""

    park: DeltaGenerator
    search: DeltaGenerator
    language: DeltaGenerator
    entry: DeltaGenerator
    view: DeltaGenerator
    presentation: DeltaGenerator
    help: DeltaGenerator
    saving: DeltaGenerator


def frame() -> Frame:
    """Places of the controls at the top of the page."""
    address.remembered("lang", LANGUAGES, browser_language())  # labels are drawn before the control
    if is_projected():
        place = st.popover(_("View"), icon=":material/tune:", width="content")
        # The button of the quick entry is outside: it is used by its key.
        return Frame(place, place, place, st.container(key="quick_entry"), place, place, place, place)
    # A phone shows signs instead of words, and no button to present.
    row = st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", key="frame")
    return Frame(
        park=row.container(width=260),
        search=row.container(width="content"),
        language=row.container(width="content"),
        presentation=row.container(width="content", key="frame_present"),
        entry=row.container(width="content"),
        view=row.popover(_("View"), icon=":material/visibility:", width="content"),
        help=row.container(width="content"),
        saving=row.container(horizontal=True, width="content"),
    )


def choose_language(place: DeltaGenerator) -> None:
    """Let the reader choose the language; at first it is that of the browser."""
    pick.one_of(
        "Language · 语言",
        LANGUAGES,
        key="lang",
        default=browser_language(),
        place=place,
        label_visibility="visible" if is_projected() else "collapsed",
    )


def choose_park(place: DeltaGenerator) -> str | None:
    """Let the reader choose the park; None when no park is stored, or the one asked for does not exist."""
    known = ask(parks.parks)
    if known.empty:
        return None
    address.remembered_text("park")
    if unknown_park():
        address.keep("park")  # no other park is opened in its place: it could be edited there by mistake
        return None
    return pick.from_list(
        _("Park"),
        names(known, "park_id"),
        key="park",
        place=place,
        label_visibility="visible" if is_projected() else "collapsed",
    )


def unknown_park() -> str | None:
    """Id of the park that the link names, or that was open until it was removed; None where there is such a park."""
    asked, known = st.session_state.get("park"), ask(parks.parks)
    return asked if asked and not known.empty and asked not in set(known["park_id"]) else None


def known_park() -> str | None:
    """The chosen park, for pages that also work without one; None where there is no such park."""
    return None if unknown_park() else st.session_state.get("park")


def choose_projector(place: DeltaGenerator, *, is_presented: bool = True) -> None:
    """Let the reader switch to large type without the menu, and back.

    Parameters
    ----------
    place : DeltaGenerator
    is_presented : bool
        Whether the page has a view of the park for an audience; a presentation shows what guests may see.

    A button, not a toggle: it moves to another place when it is used, and a toggle forgets its value there.
    A page without such a view has no button.
    """
    if is_presented or is_projected():
        place.button(
            _("Exit presentation") if is_projected() else _("Present"),
            key="switch_projector",
            icon=":material/slideshow:",
            on_click=present,
            kwargs={"is_on": not is_projected()},
            help=_("Large type without controls, in the guest view. Press ? for the keys."),
        )
    address.put("projector", "true" if is_projected() else None)


def present(*, is_on: bool) -> None:
    """Begin or end a presentation."""
    st.session_state.is_projected = st.session_state[ENTERS] = is_on


def park_id() -> str:
    """Return the chosen park, for pages that need one."""
    return st.session_state.park
