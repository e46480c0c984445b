"""Paging of a presented list longer than the window, by the arrow keys up and down."""

import math

import streamlit as st

from pages.common.language import _


def first(key: str, total: int, most: int) -> int:
    """Index of the first entry shown; also draws the keys for paging.

    Parameters
    ----------
    key : str
        Distinguishes lists of one page.
    total, most : int
        Number of all entries, and of entries in the window.
    """
    key = f"turned_{key}_{st.session_state.get('slide', '')}"
    last = max(0, total - 1) // most
    place = min(st.session_state.get(key, 0), last)
    if last:
        _turn(_("Next entries"), "Down", key, min(place + 1, last))
        _turn(_("Previous entries"), "Up", key, max(place - 1, 0))
    return place * most


def even(total: int, most: int) -> int:
    """Number of entries of each page where all have about the same number, at most `most`, instead of a last one nearly empty."""
    pages = math.ceil(total / most)
    return math.ceil(total / max(1, pages))


def words(first: int, shown: int, total: int) -> str:
    """Text of the position in the list and the keys; empty if everything fits the window."""
    if shown >= total:
        return ""
    return _(
        "{first} to {last} of {total} · keys ↓ and ↑ for the others",
        first=first + 1,
        last=first + shown,
        total=total,
    )


def _turn(label: str, shortcut: str, key: str, place: int) -> None:
    """Button that shows another page of the list."""

    def turn() -> None:
        st.session_state[key] = place

    st.button(label, key=f"{key}_{shortcut}", shortcut=shortcut, on_click=turn)
