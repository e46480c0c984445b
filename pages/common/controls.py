"""Controls at the top of every page: park, language, view and presentation; stored in the address for sharing."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.i18n import LANGUAGES
from isdata.park import parks
from pages.common import address, pick, run_values
from pages.common.data import ask
from pages.common.language import _, browser_language, names
from pages.common.run_values import once_in_run

ENTERS = "enters_presentation"  # True if a presentation starts with this run
ON = ("true", "1")


def is_projected() -> bool:
    """Return True if the page is presented: large type, no controls, one view."""
    return once_in_run("is_projected", _is_projected)


def _is_projected() -> bool:
    if "is_projected" not in st.session_state:
        st.session_state.is_projected = st.query_params.get("projector") in ON
    return st.session_state.is_projected


def set_projected(*, is_on: bool) -> None:
    """Present the page from now on, or no longer."""
    st.session_state.is_projected = is_on
    run_values.forget()


@dataclass(frozen=True)
class Frame:
    """Containers of the controls at the top of every page; in a presentation one button contains all of them."""

    park: DeltaGenerator
    search: DeltaGenerator
    language: DeltaGenerator
    entry: DeltaGenerator
    view: DeltaGenerator
    presentation: DeltaGenerator
    help: DeltaGenerator
    saving: DeltaGenerator


def frame() -> Frame:
    """Create the containers of the controls at the top of the page."""
    address.remembered("lang", LANGUAGES, browser_language())  # labels are drawn before the control
    if is_projected():
        place = st.popover(_("View"), icon=":material/tune:", width="content")
        # The quick-entry button is outside, because it is triggered by its key.
        return Frame(place, place, place, st.container(key="quick_entry"), place, place, place, place)
    # A phone shows icons instead of labels, and no button to present.
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
    """Let the user choose the language; by default that of the browser."""
    pick.one_of(
        "Language · 语言",
        LANGUAGES,
        key="lang",
        default=browser_language(),
        place=place,
        label_visibility="visible" if is_projected() else "collapsed",
    )


def choose_park(place: DeltaGenerator) -> str | None:
    """Let the user choose the park; None if no park is stored or the requested one does not exist."""
    known = ask(parks.parks)
    if known.empty:
        return None
    address.remembered_text("park")
    if unknown_park():
        address.keep("park")  # no other park is opened instead, since it could be edited by mistake
        return None
    return pick.from_dropdown(
        _("Park"),
        names(known, "park_id"),
        key="park",
        place=place,
        label_visibility="visible" if is_projected() else "collapsed",
    )


def unknown_park() -> str | None:
    """Id of a requested or recently removed park that does not exist; None if the park exists."""
    asked, known = st.session_state.get("park"), ask(parks.parks)
    return asked if asked and not known.empty and asked not in set(known["park_id"]) else None


def known_park() -> str | None:
    """Chosen park, for pages that also work without one; None if there is none."""
    return None if unknown_park() else st.session_state.get("park")


def choose_projector(place: DeltaGenerator, *, is_presented: bool = True) -> None:
    """Let the user start and end a presentation with large type and without the menu.

    Parameters
    ----------
    place : DeltaGenerator
    is_presented : bool
        True if the page has a view of the park to present; a presentation shows what guests may see.

    It is a button, not a toggle, because it moves when used, and a toggle would lose its value. A page without such a view
    has no button.
    """
    if is_presented or is_projected():
        place.button(
            _("Exit presentation") if is_projected() else _("Present"),
            key="switch_projector",
            icon=":material/slideshow:",
            shortcut=None if is_projected() else "p",
            on_click=present,
            kwargs={"is_on": not is_projected()},
            help=_("Large type without controls, in the guest view. Press ? for the keys."),
        )
    address.put("projector", "true" if is_projected() else None)
    if not is_projected():
        # Otherwise a story presented again would count as the one already read.
        for key in address.OF_PRESENTATION:
            address.put(key, None)


def present(*, is_on: bool) -> None:
    """Start or end a presentation."""
    st.session_state[ENTERS] = is_on
    set_projected(is_on=is_on)
    if not is_on:
        st.session_state.update(dict.fromkeys(address.OF_PRESENTATION, ""))


def park_id() -> str:
    """Chosen park, for pages that require one."""
    return st.session_state.park
