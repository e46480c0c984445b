"""Selection line of a page, with the controls to change it behind a button."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.engines.sankey.lettering import text_width
from pages.common import address, pick, popovers, screen, show
from pages.common.language import _

_MOST_ON_PHONE = 3  # buttons of a choice on a phone; a list of more takes the room that is free in the line
_LETTERS, _BESIDE = 14.0, 16.0  # height of the type of a button, and space beside its label [px]
_LISTED = 140  # width of a name that the list of a phone shows in full beside buttons [px]


@dataclass
class Line:
    """Containers of one line.

    Attributes
    ----------
    row : DeltaGenerator
        The line itself, for elements at its end.
    first : DeltaGenerator
        Beginning of the line, for the most frequent choice.
    words : DeltaGenerator
        Container of the selection text, filled once the controls are drawn.
    place : DeltaGenerator
        Container of the button.
    label, icon, closes : str
        Options of the button, as for `line`.
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
        """Popover with the controls of the selection; a view without such controls has no button."""
        if self.closes:
            return popovers.closable_popover(
                self.label, key=self.closes, place=self.place, icon=self.icon, width="content"
            )
        return self.place.popover(self.label, icon=self.icon, width="content")

    def choose(self, label: str, options: Mapping[str, str], *, key: str, default: str | None = None) -> str:
        """Show a choice at the beginning of the line; a phone has a list if the last of the buttons would not be visible."""
        about: dict[str, Any] = {"key": key, "default": default, "label_visibility": "collapsed"}
        if screen.is_phone() and not _fits_phone(list(options.values())):
            return pick.from_dropdown(label, options, place=self.first, **about)
        return pick.one_of(label, options, place=self.first, width="content", **about)

    def view(self, views: Mapping[str, str], *, key: str, more: Collection[str] = ()) -> str:
        """Show the choice of the page's views at the beginning of the line; return the chosen view.

        Views in `more` are in a menu after the others, and beside them while shown; the list of a phone contains all of them.
        """
        chosen = address.remembered(key, views, next(iter(views)))
        hidden = [] if screen.is_phone() else [name for name in more if name != chosen]
        if not hidden:
            return self.choose(_("View"), views, key=key)
        place = self.first.container(
            horizontal=True, vertical_alignment="center", gap="xsmall", width="content"
        )
        shown = {name: words for name, words in views.items() if name not in hidden}
        view = pick.one_of(
            _("View"), shown, key=key, place=place, label_visibility="collapsed", width="content"
        )
        menu = f"{key}_more"
        place.menu_button(
            _("More"), hidden, format_func=views.__getitem__, key=menu, on_click=_take, args=(key, menu)
        )
        return view

    def named(self, choice: str) -> str:
        """Name of the choice for the selection text of a phone, whose list would cut it; else empty."""
        return choice if screen.is_phone() and text_width(choice, _LETTERS) > _LISTED else ""

    def state(self, *parts: str) -> None:
        """Show the selection text; empty parts are left out, and a text without any takes no room."""
        # A line of a phone never begins with a separator.
        if words := "\N{NO-BREAK SPACE}· ".join(show.escaped(part) for part in parts if part):
            self.words.markdown(words[:1].upper() + words[1:], width="content")


def _fits_phone(labels: Sequence[str]) -> bool:
    """Return True if a phone shows all buttons of a choice in one line."""
    width = sum(text_width(label, _LETTERS) + _BESIDE for label in labels)
    return len(labels) <= _MOST_ON_PHONE and width <= screen.width()


def _take(key: str, menu: str) -> None:
    """Switch to the view chosen in the menu."""
    if chosen := st.session_state.get(menu):
        st.session_state[key] = chosen


def line(key: str, label: str = "", icon: str = ":material/tune:", *, closes: str = "") -> Line:
    """Create the containers of a page's line.

    Parameters
    ----------
    key : str
        Distinguishes the lines of one page.
    label, icon : str
        Label and icon of its button.
    closes : str
        Key by which `popovers.close` closes the button's popover; empty if nothing is stored there.
    """
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"selection_{key}")
    first, words, place = (row.container(width="content") for _place in range(3))
    return Line(row, first, words, place, label or _("Adjust"), icon, closes)
