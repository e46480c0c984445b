"""One line that states what a page shows, with the controls that change it behind a button beside it."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import show
from pages.common.language import _


@dataclass(frozen=True)
class Line:
    """Places of one line.

    Attributes
    ----------
    row : DeltaGenerator
        The line itself, for what stands beside it.
    words : DeltaGenerator
        Where the selection is stated, once the controls are drawn.
    controls : DeltaGenerator
        What opens to change it.
    """

    row: DeltaGenerator
    words: DeltaGenerator
    controls: DeltaGenerator

    def state(self, *parts: str) -> None:
        """State what is selected; empty parts are left out."""
        self.words.markdown(" · ".join(f"{show.plain(part)}" for part in parts if part), width="content")


def line(key: str, *, first: DeltaGenerator | None = None) -> Line:
    """Places of the line of a page.

    Parameters
    ----------
    key : str
        Tells lines of one page apart.
    first : DeltaGenerator, optional
        Row to use, which already holds something.
    """
    row = first or st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"selection_{key}"
    )
    words = row.container(width="content")
    return Line(row, words, row.popover(_("Change"), icon=":material/tune:", width="content"))
