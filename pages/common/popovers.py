"""Popovers and expanders whose content is drawn when first opened, and popovers that close once their content is stored."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@contextmanager
def lazy_content(
    label: str, *, key: str, kind: Callable[..., Any] = st.expander, **about: Any
) -> Generator[bool]:
    """Expander or popover; yields True if its content is drawn: from the first opening on, to preserve edits.

    Parameters
    ----------
    label, key : str
    kind : callable
        `st.expander` or `st.popover`.
    **about : object
        Further arguments.
    """
    place, was_opened = kind(label, key=key, on_change="rerun", **about), opened_key(key)
    if place.open:
        st.session_state[was_opened] = True
    with place:
        yield bool(st.session_state.get(was_opened))


def opened_key(key: str) -> str:
    """Session key that records that an expander or popover was opened."""
    return f"{key}_was_opened"


def closable_popover(
    label: str, *, key: str, place: DeltaGenerator | None = None, **about: Any
) -> DeltaGenerator:
    """Popover that `close` closes in the next run.

    Parameters
    ----------
    label, key : str
    place : DeltaGenerator, optional
        Container to draw in, if not here.
    **about : object
        Further arguments of `st.popover`.
    """
    if st.session_state.pop(f"{key}_closes", False):
        st.session_state[key] = False
    return (place or st).popover(label, key=key, on_change="rerun", **about)


def close(key: str) -> None:
    """Close a popover in the next run."""
    st.session_state[f"{key}_closes"] = True
