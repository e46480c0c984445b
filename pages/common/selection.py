"""One line that states what a page shows, with the controls that change it behind a button beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import address, closing, pick, screen, show
from pages.common.language import _


@dataclass
class Line:
    """Places of one line.

    Attributes
    ----------
    row : DeltaGenerator
        The line itself, for what stands at its end.
    first : DeltaGenerator
        Its beginning, for the choice that is made most often.
    words : DeltaGenerator
        Where the selection is stated, once the controls are drawn.
    place : DeltaGenerator
        Where the button stands.
    label, icon, closes : str
        Of the button, as of `line`.
    """

    row: DeltaGenerator
    first: DeltaGenerator
    words: DeltaGenerator
    place: DeltaGenerator
    label: str
    icon: str
    closes: str

    @cached_property
    def controls(self) -> DeltaGenerator:
        """What opens to change the selection; a view without such controls has no button."""
        if self.closes:
            return closing.popover(
                self.label, key=self.closes, place=self.place, icon=self.icon, width="content"
            )
        return self.place.popover(self.label, icon=self.icon, width="content")

    def view(
        self, views: Mapping[str, str], *, key: str, more: Collection[str] = (), is_long: bool = False
    ) -> str:
        """Let the reader choose one of the views of the page at the beginning of the line; return it.

        Those in `more` stand in a menu behind the others, and beside them while they are shown; the row of a phone scrolls
        and has all of them. `is_long`: a phone has a list instead, as the last of the row would be out of sight.
        """
        if is_long and screen.is_phone():
            return pick.from_list(
                _("View"), views, key=key, place=self.first, label_visibility="collapsed", width=360
            )
        chosen = address.remembered(key, views, next(iter(views)))
        hidden = [] if screen.is_phone() else [name for name in more if name != chosen]
        place = self.first.container(
            horizontal=True, vertical_alignment="center", gap="xsmall", width="content"
        )
        shown = {name: words for name, words in views.items() if name not in hidden}
        view = pick.one_of(
            _("View"), shown, key=key, place=place, label_visibility="collapsed", width="content"
        )
        if hidden:
            menu = f"{key}_more"
            place.menu_button(
                _("More"), hidden, format_func=views.__getitem__, key=menu, on_click=_take, args=(key, menu)
            )
        return view

    def state(self, *parts: str) -> None:
        """Show the current selection; empty parts are left out."""
        words = " · ".join(show.plain(part) for part in parts if part)
        self.words.markdown(words[:1].upper() + words[1:], width="content")


def _take(key: str, menu: str) -> None:
    """Show the view that was chosen in the menu."""
    if chosen := st.session_state.get(menu):
        st.session_state[key] = chosen


def line(key: str, label: str = "", icon: str = ":material/tune:", *, closes: str = "") -> Line:
    """Places of the line of a page.

    Parameters
    ----------
    key : str
        Distinguishes the lines of one page.
    label, icon : str
        Of its button.
    closes : str
        Key by which `closing.close` closes what the button opens; empty where nothing is stored there.
    """
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"selection_{key}")
    first, words, place = (row.container(width="content") for _place in range(3))
    return Line(row, first, words, place, label or _("Adjust"), icon, closes)
