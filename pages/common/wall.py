"""The wall of an open workshop: any page can put cards on it."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from isdata.programme.workshop.live import Live
from pages.common import practice, role
from pages.common.language import _

_sources: list[Callable[[], Live | None]] = []


def connect(source: Callable[[], Live | None]) -> None:
    """Name what returns the open workshop; None while there is none."""
    _sources[:] = [source]


def offer(title: str, cards: Sequence[Mapping[str, object]], *, key: str) -> None:
    """Let the facilitator put cards on the wall while a workshop is open; nothing is drawn otherwise.

    Parameters
    ----------
    title : str
        Above the cards.
    cards : sequence of mapping
        title, way, facts (list of str) and next of each.
    key : str
        Of the button.
    """
    live = _sources[0]() if _sources and role.may_change() and not practice.is_on() else None
    if live is not None and st.button(_("Show on the wall"), key=key, icon=":material/cast:"):
        live.console("show", scene="cards", title=title, cards=list(cards))
        st.toast(_("Shown on the wall."), icon=":material/cast:")
