"""One line that states what a page shows, with the controls that change it behind a button beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import pick, show
from pages.common.language import _


@dataclass(frozen=True)
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
    controls : DeltaGenerator
        What opens to change it.
    """

    row: DeltaGenerator
    first: DeltaGenerator
    words: DeltaGenerator
    controls: DeltaGenerator

    def view(self, views: Mapping[str, str], *, key: str) -> str:
        """Let the reader choose one of the views of the page at the beginning of the line; return it."""
        return pick.one_of(
            _("View"), views, key=key, place=self.first, label_visibility="collapsed", width="content"
        )

    def state(self, *parts: str) -> None:
        """Show the current selection; empty parts are left out."""
        self.words.markdown(" · ".join(f"{show.plain(part)}" for part in parts if part), width="content")


def line(key: str, label: str = "", icon: str = ":material/tune:") -> Line:
    """Places of the line of a page; `key` tells lines of one page apart, `label` and `icon` are those of its button."""
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"selection_{key}")
    first, words = row.container(width="content"), row.container(width="content")
    return Line(row, first, words, row.popover(label or _("Adjust"), icon=icon, width="content"))
